delete from lineage where effective_on = $1 and from_code = $2 and to_code = $3
returning fid;
