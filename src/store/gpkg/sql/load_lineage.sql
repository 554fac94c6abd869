-- A page: the caller goes on from the last `fid`.
select fid, effective_on, from_code, to_code, extent, share, source, clause, note
from lineage
where fid > $1
order by fid
limit $2;
