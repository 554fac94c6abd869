-- $1 is a JSON array of [zoom, column, row, content, start, length]: start and length (in bytes, from 1) of the content in the blob $2;
-- length 0 where the content is there already.
with r (value) as materialized (select value from json_each($1))
insert into map (zoom_level, tile_column, tile_row, tile_id)
select json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'), json_extract(value, '$[3]')
from r;

with r (value) as materialized (select value from json_each($1))
insert into images (tile_id, tile_data)
select json_extract(value, '$[3]'), substr($2, json_extract(value, '$[4]'), json_extract(value, '$[5]'))
from r
where json_extract(value, '$[5]') > 0;
