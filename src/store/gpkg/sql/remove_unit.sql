delete from rtree_units_geom where id = (select fid from units where code = $1 and coalesce(valid_from, '') = coalesce($2, ''));

delete from units where code = $1 and coalesce(valid_from, '') = coalesce($2, '')
returning fid;
