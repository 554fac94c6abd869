-- A page: the caller goes on from the last `fid`.
select fid, code, name, kind, parent_code, valid_from, valid_to, quality, source, geom
from units
where fid > $1
order by fid
limit $2;
