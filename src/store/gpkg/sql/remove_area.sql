delete from rtree_areas_geom where id = (select fid from areas where id = $1);

delete from areas where id = $1
returning fid;
