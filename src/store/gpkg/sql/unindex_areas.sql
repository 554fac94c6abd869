delete from rtree_areas_geom where id = ?1;
