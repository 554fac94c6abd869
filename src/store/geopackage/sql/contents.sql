-- $1 table, $2 title, $3 description, $4 day, $5 to $8 west, south, east, north.
insert into gpkg_contents (table_name, data_type, identifier, description, last_change, min_x, min_y, max_x, max_y, srs_id)
values ($1, 'features', $2, $3, $4 || 'T00:00:00.000Z', $5, $6, $7, $8, 4326);
