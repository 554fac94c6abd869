-- Many records in one go; a row keeps its `fid` when it is put again. $1 is a JSON array of objects named as the columns, each
-- with `start` and `length` of its geometry in the blob $2 (in bytes, from 1; null without one) and the envelope of that
-- (null without a vertex); `units` are its references.
-- `materialized`: json_each writes its value anew for each use of it.

with r (value) as materialized (select value from json_each($1))
insert into areas (
    id, name, kind, class, status, valid_from, valid_to, quality, source, clause, geom
)
select
    json_extract(r.value, '$.id'),
    json_extract(r.value, '$.name'),
    json_extract(r.value, '$.kind'),
    json_extract(r.value, '$.class'),
    json_extract(r.value, '$.status'),
    json_extract(r.value, '$.valid_from'),
    json_extract(r.value, '$.valid_to'),
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
    class = excluded.class,
    status = excluded.status,
    valid_from = excluded.valid_from,
    valid_to = excluded.valid_to,
    quality = excluded.quality,
    source = excluded.source,
    clause = excluded.clause,
    geom = excluded.geom;

with r (value) as materialized (select value from json_each($1))
insert or replace into rtree_areas_geom (id, minx, maxx, miny, maxy)
select t.fid, json_extract(r.value, '$.min_x'), json_extract(r.value, '$.max_x'), json_extract(r.value, '$.min_y'), json_extract(r.value, '$.max_y')
from r
cross join areas as t on t.id = json_extract(r.value, '$.id')
where json_extract(r.value, '$.min_x') is not null;

with r (value) as materialized (select value from json_each($1))
delete from rtree_areas_geom
where id in (
    select t.fid
    from r
    cross join areas as t on t.id = json_extract(r.value, '$.id')
    where json_extract(r.value, '$.min_x') is null
);

delete from area_units where area_id in (select json_extract(r.value, '$.id') from json_each($1) as r);

with r (value) as materialized (select value from json_each($1))
insert into area_units (area_id, code, on_day)
select json_extract(r.value, '$.id'), json_extract(s.value, '$.code'), json_extract(s.value, '$.on_day')
from r
cross join json_each(r.value, '$.units') as s;
