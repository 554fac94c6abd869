-- A layer for people: every plan on the map, also those whose territory is units or areas. One row for each piece of land:
-- the plan's own boundary; else each unit it names, as it was on the day that counts; else the land of its areas.
-- The day that counts: the one named with the unit, else the first approval, else the day the plan was entered.

create view plan_territories as
with
approval as (
    -- The bare column takes its value from the row with the minimum.
    select plan_id, min(actual_on) as approved_on, document_number
    from plan_events
    where stage = 'approved' and actual_on is not null
    group by plan_id
),
plan as (
    select
        p.*,
        a.approved_on,
        a.document_number as decision_number,
        coalesce(a.approved_on, p.registered_on) as vintage,
        exists (select 1 from plan_units as pu where pu.plan_id = p.id) as names_units
    from plans as p
    left join approval as a on a.plan_id = p.id
),
piece as (
    select p.fid as plan_fid, 'boundary' as basis, p.geom as geom
    from plan as p
    where p.geom is not null
    union all
    select p.fid, 'units', u.geom
    from plan as p
    join plan_units as pu on pu.plan_id = p.id
    join units as u on u.code = pu.code
        and (u.valid_from is null or u.valid_from <= coalesce(pu.on_day, p.vintage))
        and (u.valid_to is null or u.valid_to > coalesce(pu.on_day, p.vintage))
    where p.geom is null and u.geom is not null
    union all
    select p.fid, 'areas', a.geom
    from plan as p
    join plan_areas as pa on pa.plan_id = p.id
    join areas as a on a.id = pa.area_id
    where p.geom is null and not p.names_units and a.geom is not null
    union all
    select p.fid, 'areas', u.geom
    from plan as p
    join plan_areas as pa on pa.plan_id = p.id
    join areas as a on a.id = pa.area_id
    join area_units as au on au.area_id = a.id
    join units as u on u.code = au.code
        and (u.valid_from is null or u.valid_from <= coalesce(au.on_day, p.vintage))
        and (u.valid_to is null or u.valid_to > coalesce(au.on_day, p.vintage))
    where p.geom is null and not p.names_units and a.geom is null and u.geom is not null
)
select
    row_number() over () as fid,
    p.id as plan_id,
    p.name as name,
    p.kind as kind,
    case
        when p.kind in ('inter_district_regional', 'district_regional') then 'regional'
        when p.kind in ('urban_general', 'commune_general', 'functional_zone_general') then 'general'
        when p.kind in ('zoning', 'detailed') then p.kind
    end as tier,
    p.approved_on as approved_on,
    p.decision_number as decision_number,
    piece.basis as basis,
    piece.geom as geom
from piece
join plan as p on p.fid = piece.plan_fid;

insert into gpkg_contents (table_name, data_type, identifier, description, srs_id)
values ('plan_territories', 'features', 'plan_territories', 'Phạm vi lập quy hoạch / the territory of every plan', 4326);

insert into gpkg_geometry_columns (table_name, column_name, geometry_type_name, srs_id, z, m)
values ('plan_territories', 'geom', 'MULTIPOLYGON', 4326, 0, 0);
