-- MBTiles 1.3; tiles of the same content are kept once, behind a view of the name that readers look for. Martin knows this form by the
-- names and types of the columns, and compares the types letter by letter.
create table metadata (name TEXT not null primary key, value TEXT not null);
create table map (zoom_level INTEGER not null, tile_column INTEGER not null, tile_row INTEGER not null, tile_id TEXT not null);
create table images (tile_id TEXT not null, tile_data BLOB not null);
create view tiles as
select map.zoom_level as zoom_level, map.tile_column as tile_column, map.tile_row as tile_row, images.tile_data as tile_data
from map
join images on images.tile_id = map.tile_id;
