-- A page: the caller goes on from the last `fid`.
select fid, indicator_id, unit_code, observed_on, value, unit, author, source, note
from observations
where fid > $1
order by fid
limit $2;
