select
    fid, id, name, kind, scale, horizon_year, lead_agency, consultant, adjusts, registered_on, quality, source, clause, geom
from plans
where id in (select value from json_each($1))
order by fid;
