select fid, area_id as owner, code, on_day
from area_units
where fid > $1
order by fid
limit $2;
