delete from plans where id = ?1
returning fid;
