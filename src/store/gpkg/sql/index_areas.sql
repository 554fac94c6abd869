insert or replace into rtree_areas_geom (id, minx, maxx, miny, maxy)
values (?1, ?2, ?3, ?4, ?5);
