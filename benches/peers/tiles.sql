create extension if not exists postgis;
drop table if exists tile_units;
create table tile_units (
    id serial primary key,
    code text not null,
    name text not null,
    kind text not null,
    parent_code text not null,
    area_km2 double precision not null,
    geom geometry(multipolygon, 4326) not null
);
