select fid, id, name, kind, class, status, valid_from, valid_to, quality, source, clause, geom
from areas
where id in (select value from json_each($1))
order by fid;
