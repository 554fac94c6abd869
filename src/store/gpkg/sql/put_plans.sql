-- Many records in one go; a row keeps its `fid` when it is put again. $1 is a JSON array of objects named as the columns, each
-- with `start` and `length` of its geometry in the blob $2 (in bytes, from 1; null without one) and the envelope of that
-- (null without a vertex); `units`, `areas` and `events` belong to it.
-- `materialized`: json_each writes its value anew for each use of it.

with r (value) as materialized (select value from json_each($1))
insert into plans (
    id, name, kind, scale, horizon_year, lead_agency, consultant, adjusts, registered_on, quality, source, clause, geom
)
select
    json_extract(r.value, '$.id'),
    json_extract(r.value, '$.name'),
    json_extract(r.value, '$.kind'),
    json_extract(r.value, '$.scale'),
    json_extract(r.value, '$.horizon_year'),
    json_extract(r.value, '$.lead_agency'),
    json_extract(r.value, '$.consultant'),
    json_extract(r.value, '$.adjusts'),
    json_extract(r.value, '$.registered_on'),
    json_extract(r.value, '$.quality'),
    json_extract(r.value, '$.source'),
    json_extract(r.value, '$.clause'),
    case when json_extract(r.value, '$.length') is not null then substr($2, json_extract(r.value, '$.start'), json_extract(r.value, '$.length')) end
from r
where true -- tells `on conflict` from a join's `on`
on conflict (id) do update set
    id = excluded.id,
    name = excluded.name,
    kind = excluded.kind,
    scale = excluded.scale,
    horizon_year = excluded.horizon_year,
    lead_agency = excluded.lead_agency,
    consultant = excluded.consultant,
    adjusts = excluded.adjusts,
    registered_on = excluded.registered_on,
    quality = excluded.quality,
    source = excluded.source,
    clause = excluded.clause,
    geom = excluded.geom;

with r (value) as materialized (select value from json_each($1))
insert or replace into rtree_plans_geom (id, minx, maxx, miny, maxy)
select t.fid, json_extract(r.value, '$.min_x'), json_extract(r.value, '$.max_x'), json_extract(r.value, '$.min_y'), json_extract(r.value, '$.max_y')
from r
cross join plans as t on t.id = json_extract(r.value, '$.id')
where json_extract(r.value, '$.min_x') is not null;

with r (value) as materialized (select value from json_each($1))
delete from rtree_plans_geom
where id in (
    select t.fid
    from r
    cross join plans as t on t.id = json_extract(r.value, '$.id')
    where json_extract(r.value, '$.min_x') is null
);

delete from plan_units where plan_id in (select json_extract(r.value, '$.id') from json_each($1) as r);

with r (value) as materialized (select value from json_each($1))
insert into plan_units (plan_id, code, on_day)
select json_extract(r.value, '$.id'), json_extract(s.value, '$.code'), json_extract(s.value, '$.on_day')
from r
cross join json_each(r.value, '$.units') as s;

delete from plan_areas where plan_id in (select json_extract(r.value, '$.id') from json_each($1) as r);

with r (value) as materialized (select value from json_each($1))
insert into plan_areas (plan_id, area_id)
select json_extract(r.value, '$.id'), s.value
from r
cross join json_each(r.value, '$.areas') as s;

delete from plan_events where plan_id in (select json_extract(r.value, '$.id') from json_each($1) as r);

with
r (value) as materialized (select value from json_each($1)),
s (plan_id, value) as materialized (
    select json_extract(r.value, '$.id'), e.value
    from r
    cross join json_each(r.value, '$.events') as e
)
insert into plan_events (
    plan_id, stage, planned_from, planned_to, planned_text, actual_on, document_number, authority, note, source, clause, ordinal, geom
)
select
    s.plan_id,
    json_extract(s.value, '$.stage'),
    json_extract(s.value, '$.planned_from'),
    json_extract(s.value, '$.planned_to'),
    json_extract(s.value, '$.planned_text'),
    json_extract(s.value, '$.actual_on'),
    json_extract(s.value, '$.document_number'),
    json_extract(s.value, '$.authority'),
    json_extract(s.value, '$.note'),
    json_extract(s.value, '$.source'),
    json_extract(s.value, '$.clause'),
    json_extract(s.value, '$.ordinal'),
    case when json_extract(s.value, '$.length') is not null then substr($2, json_extract(s.value, '$.start'), json_extract(s.value, '$.length')) end
from s;
