-- Figures that somebody reports for an indicator, where no map can compute them or beside those that are computed.
-- Indicators are declared in a file, so their identifiers stand in no foreign key; nor do units.

create table observations (
    fid integer primary key autoincrement not null,
    indicator_id text not null check (length(indicator_id) between 1 and 100),
    unit_code text check (
        unit_code glob '[0-9][0-9]' or unit_code glob '[0-9][0-9][0-9]' or unit_code glob '[0-9][0-9][0-9][0-9][0-9]'
    ),
    observed_on date not null check (observed_on is date(observed_on)),
    value double not null,
    unit text,
    author text not null check (length(author) between 1 and 1000),
    source text not null check (length(source) between 1 and 1000),
    note text
);

-- What tells one figure from every other.
create unique index observations_by_key on observations (indicator_id, coalesce(unit_code, ''), observed_on, source);

alter table audit add column observations_put integer not null default 0;

insert into gpkg_contents (table_name, data_type, identifier, description, srs_id)
values ('observations', 'attributes', 'observations', 'Số liệu báo cáo theo chỉ tiêu / reported figures of indicators', null);
