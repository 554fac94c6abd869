delete from units where code = ?1 and coalesce(valid_from, '') = coalesce(?2, '')
returning fid;
