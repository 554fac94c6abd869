-- Names in braces are put in by `geopackage/mod.rs`, which takes none but lower-case letters, digits and `_`.
create table "{table}" (fid integer primary key autoincrement not null, geom multipolygon{columns});
create virtual table "rtree_{table}_geom" using rtree (id, minx, maxx, miny, maxy);
create table gpkg_data_columns (
    table_name text not null,
    column_name text not null,
    name text,
    title text,
    description text,
    mime_type text,
    constraint_name text,
    constraint pk_gdc primary key (table_name, column_name),
    constraint gdc_tn unique (table_name, name)
);
create table gpkg_data_column_constraints (
    constraint_name text not null,
    constraint_type text not null,
    value text,
    min numeric,
    min_is_inclusive boolean,
    max numeric,
    max_is_inclusive boolean,
    description text,
    constraint gdcc_ntv unique (constraint_name, constraint_type, value)
);
