select fid, plan_id as owner, code, on_day
from plan_units
where fid > $1
order by fid
limit $2;
