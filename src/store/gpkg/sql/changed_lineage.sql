select fid, effective_on, from_code, to_code, extent, share, source, clause, note
from lineage
where from_code in (select value from json_each($1))
order by fid;
