delete from rtree_units_geom where id = ?1;
