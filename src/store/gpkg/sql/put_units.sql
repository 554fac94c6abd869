-- Many records in one go; a row keeps its `fid` when it is put again. $1 is a JSON array of objects named as the columns, each
-- with `start` and `length` of its geometry in the blob $2 (in bytes, from 1; null without one) and the envelope of that
-- (null without a vertex).
-- `materialized`: json_each writes its value anew for each use of it.

with r (value) as materialized (select value from json_each($1))
insert into units (
    code, name, kind, level, parent_code, valid_from, valid_to, quality, source, geom
)
select
    json_extract(r.value, '$.code'),
    json_extract(r.value, '$.name'),
    json_extract(r.value, '$.kind'),
    json_extract(r.value, '$.level'),
    json_extract(r.value, '$.parent_code'),
    json_extract(r.value, '$.valid_from'),
    json_extract(r.value, '$.valid_to'),
    json_extract(r.value, '$.quality'),
    json_extract(r.value, '$.source'),
    case when json_extract(r.value, '$.length') is not null then substr($2, json_extract(r.value, '$.start'), json_extract(r.value, '$.length')) end
from r
where true -- tells `on conflict` from a join's `on`
on conflict (code, coalesce(valid_from, '')) do update set
    code = excluded.code,
    name = excluded.name,
    kind = excluded.kind,
    level = excluded.level,
    parent_code = excluded.parent_code,
    valid_from = excluded.valid_from,
    valid_to = excluded.valid_to,
    quality = excluded.quality,
    source = excluded.source,
    geom = excluded.geom;

with r (value) as materialized (select value from json_each($1))
insert or replace into rtree_units_geom (id, minx, maxx, miny, maxy)
select t.fid, json_extract(r.value, '$.min_x'), json_extract(r.value, '$.max_x'), json_extract(r.value, '$.min_y'), json_extract(r.value, '$.max_y')
from r
cross join units as t on t.code = json_extract(r.value, '$.code') and coalesce(t.valid_from, '') = coalesce(json_extract(r.value, '$.valid_from'), '')
where json_extract(r.value, '$.min_x') is not null;

with r (value) as materialized (select value from json_each($1))
delete from rtree_units_geom
where id in (
    select t.fid
    from r
    cross join units as t on t.code = json_extract(r.value, '$.code') and coalesce(t.valid_from, '') = coalesce(json_extract(r.value, '$.valid_from'), '')
    where json_extract(r.value, '$.min_x') is null
);
