-- The row keeps its `fid` when a plan is put again.
insert into plans (id, name, kind, scale, horizon_year, lead_agency, consultant, adjusts, registered_on, quality, source, clause, geom)
values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
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
    geom = excluded.geom
returning fid;
