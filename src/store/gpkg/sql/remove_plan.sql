delete from rtree_plans_geom where id = (select fid from plans where id = $1);

delete from plans where id = $1
returning fid;
