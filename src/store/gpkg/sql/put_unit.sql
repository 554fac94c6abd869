-- The row keeps its `fid` when a version is put again.
insert into units (code, name, kind, level, parent_code, valid_from, valid_to, quality, source, geom)
values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
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
    geom = excluded.geom
returning fid;
