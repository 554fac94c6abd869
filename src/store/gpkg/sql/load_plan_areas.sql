select fid, plan_id as owner, area_id
from plan_areas
where fid > $1
order by fid
limit $2;
