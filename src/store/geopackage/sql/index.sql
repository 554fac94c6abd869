-- $1 row, $2 to $5 west, east, south, north.
insert into "rtree_{table}_geom" (id, minx, maxx, miny, maxy) values ($1, $2, $3, $4, $5);
