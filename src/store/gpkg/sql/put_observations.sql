-- Many figures in one go; a row keeps its `fid` when it is put again. $1 is a JSON array of objects named as the columns; $2, the
-- blob of geometries, is empty here.
-- `materialized`: json_each writes its value anew for each use of it.

with r (value) as materialized (select value from json_each($1) where $2 is not null)
insert into observations (indicator_id, unit_code, observed_on, value, unit, author, source, note)
select
    json_extract(r.value, '$.indicator_id'),
    json_extract(r.value, '$.unit_code'),
    json_extract(r.value, '$.observed_on'),
    json_extract(r.value, '$.value'),
    json_extract(r.value, '$.unit'),
    json_extract(r.value, '$.author'),
    json_extract(r.value, '$.source'),
    json_extract(r.value, '$.note')
from r
where true -- tells `on conflict` from a join's `on`
on conflict (indicator_id, coalesce(unit_code, ''), observed_on, source) do update set
    value = excluded.value,
    unit = excluded.unit,
    author = excluded.author,
    note = excluded.note;
