select fid, plan_id as owner, code, on_day
from plan_units
where plan_id in (select value from json_each($1))
order by fid;
