select fid, area_id as owner, code, on_day
from area_units
where area_id in (select value from json_each($1))
order by fid;
