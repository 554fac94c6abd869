-- Many records in one go; a row keeps its `fid` when it is put again. $1 is a JSON array of objects named as the columns; $2, the
-- blob of geometries, is empty here.
-- `materialized`: json_each writes its value anew for each use of it.

with r (value) as materialized (select value from json_each($1) where $2 is not null)
insert into lineage (effective_on, from_code, to_code, extent, share, source, clause, note)
select
    json_extract(r.value, '$.effective_on'),
    json_extract(r.value, '$.from_code'),
    json_extract(r.value, '$.to_code'),
    json_extract(r.value, '$.extent'),
    json_extract(r.value, '$.share'),
    json_extract(r.value, '$.source'),
    json_extract(r.value, '$.clause'),
    json_extract(r.value, '$.note')
from r
where true -- tells `on conflict` from a join's `on`
on conflict (effective_on, from_code, to_code) do update set
    extent = excluded.extent,
    share = excluded.share,
    source = excluded.source,
    clause = excluded.clause,
    note = excluded.note;
