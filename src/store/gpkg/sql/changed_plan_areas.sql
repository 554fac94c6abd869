select fid, plan_id as owner, area_id
from plan_areas
where plan_id in (select value from json_each($1))
order by fid;
