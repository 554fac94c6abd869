-- A page: the caller goes on from the last `fid`.
select
    fid, id, name, kind, scale, horizon_year, lead_agency, consultant, adjusts, registered_on, quality, source, clause, geom
from plans
where fid > $1
order by fid
limit $2;
