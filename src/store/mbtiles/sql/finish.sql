-- The indexes come last: it is quicker to sort once. $1 is a JSON object of what the file tells of itself.
insert into metadata (name, value) select key, value from json_each($1);
create unique index map_index on map (zoom_level, tile_column, tile_row);
create unique index images_id on images (tile_id);
