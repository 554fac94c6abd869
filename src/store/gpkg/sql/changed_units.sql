select fid, code, name, kind, parent_code, valid_from, valid_to, quality, source, geom
from units
where code in (select value from json_each($1))
order by fid;
