-- Which records have changed since when, so that a server reads those and not everything.
-- A row for each change: the revision it made and the record, which is a plan or an area by its id, the versions of a unit by their
-- code, the figures of an indicator by its identifier, or the lineage of a unit by its code. It is no trail: old rows are forgotten (triggers), `audit` stays.

create table changes (
    seq integer primary key autoincrement not null,
    revision integer not null,
    layer text not null check (layer in ('units', 'areas', 'plans', 'observations', 'lineage')),
    record text not null
);

create index changes_by_revision on changes (revision);

-- `changes` has every change after this revision.
alter table store_meta add column changes_since integer not null default 0;
update store_meta set changes_since = revision;

insert into gpkg_contents (table_name, data_type, identifier, description, srs_id)
values ('changes', 'attributes', 'changes', 'Bản ghi đã thay đổi gần đây / which records have changed lately', null);
