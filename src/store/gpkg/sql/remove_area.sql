delete from areas where id = ?1
returning fid;
