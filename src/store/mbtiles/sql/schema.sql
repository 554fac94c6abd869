-- MBTiles 1.3; tiles of the same content are kept once, behind a view of the name that readers look for.
create table metadata (name text not null primary key, value text not null);
create table map (zoom_level integer not null, tile_column integer not null, tile_row integer not null, tile_id text not null);
create table images (tile_id text not null, tile_data blob not null);
create view tiles as
select map.zoom_level as zoom_level, map.tile_column as tile_column, map.tile_row as tile_row, images.tile_data as tile_data
from map
join images on images.tile_id = map.tile_id;
