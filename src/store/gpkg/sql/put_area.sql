-- The row keeps its `fid` when an area is put again.
insert into areas (id, name, kind, class, status, valid_from, valid_to, quality, source, clause, geom)
values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
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
    geom = excluded.geom
returning fid;
