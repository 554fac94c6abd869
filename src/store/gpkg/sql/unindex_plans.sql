delete from rtree_plans_geom where id = ?1;
