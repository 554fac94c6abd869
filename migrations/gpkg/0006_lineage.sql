-- Which unit's land went to which on a day, as an act tells it. A unit is named by its code: that of the version before the day, and
-- that of the version from the day on. Units stand in no foreign key: an act may be recorded before the boundaries are imported.

create table lineage (
    fid integer primary key autoincrement not null,
    effective_on date not null check (effective_on is date(effective_on)),
    from_code text not null check (
        from_code glob '[0-9][0-9]' or from_code glob '[0-9][0-9][0-9]' or from_code glob '[0-9][0-9][0-9][0-9][0-9]'
    ),
    to_code text not null check (
        to_code glob '[0-9][0-9]' or to_code glob '[0-9][0-9][0-9]' or to_code glob '[0-9][0-9][0-9][0-9][0-9]'
    ),
    extent text not null check (extent in ('whole', 'part')),
    share double check (share > 0 and share <= 1),
    source text not null check (length(source) between 1 and 1000),
    clause text,
    note text
);

-- What tells one record from every other.
create unique index lineage_by_key on lineage (effective_on, from_code, to_code);

alter table audit add column lineage_put integer not null default 0;
alter table audit add column lineage_removed integer not null default 0;

insert into gpkg_contents (table_name, data_type, identifier, description, srs_id)
values ('lineage', 'attributes', 'lineage', 'Đất của đơn vị nào thuộc đơn vị nào sau sắp xếp / which unit''s land went to which', null);
