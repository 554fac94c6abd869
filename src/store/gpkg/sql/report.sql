-- The layer of a report: one row an issue, a point where it has a place. It stands in a file of its own, never in a store.

create table issues (
    fid integer primary key autoincrement not null,
    geom point,
    severity text not null,
    code text not null,
    file text not null,
    layer text,
    feature integer,
    cell text,
    id text,
    field text,
    found text not null,
    hint text not null
);

insert into gpkg_contents (table_name, data_type, identifier, description, srs_id)
values ('issues', 'features', 'issues', 'What plancover found wrong with data', 4326);

insert into gpkg_geometry_columns (table_name, column_name, geometry_type_name, srs_id, z, m)
values ('issues', 'geom', 'POINT', 4326, 0, 0);
