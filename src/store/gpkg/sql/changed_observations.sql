select fid, indicator_id, unit_code, observed_on, value, unit, author, source, note
from observations
where indicator_id in (select value from json_each($1))
order by fid;
