create extension if not exists postgis;
drop table if exists communes, plans;
create table communes (id integer primary key, geom geometry(multipolygon, 4326) not null);
create table plans (id integer not null, tier text not null, geom geometry(multipolygon, 4326) not null);
