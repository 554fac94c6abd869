-- A page: the caller goes on from the last `fid`.
select fid, id, name, kind, class, status, valid_from, valid_to, quality, source, clause, geom
from areas
where fid > $1
order by fid
limit $2;
