-- Bounding boxes and last change of the layers (GeoPackage 1.3, clause 1.1.3): the boxes from the spatial indexes, which round
-- outwards to 32 bits. $1 the time, $2 $3 $4 $5 $6 whether units, areas, plans, observations,
-- lineage were written.
with
layer (table_name, min_x, min_y, max_x, max_y) as materialized (
    select 'units', min(minx), min(miny), max(maxx), max(maxy) from rtree_units_geom
    union all
    select 'areas', min(minx), min(miny), max(maxx), max(maxy) from rtree_areas_geom
    union all
    select 'plans', min(minx), min(miny), max(maxx), max(maxy) from rtree_plans_geom
),
box (table_name, min_x, min_y, max_x, max_y) as (
    select table_name, min_x, min_y, max_x, max_y from layer
    union all
    select 'plan_territories', min(min_x), min(min_y), max(max_x), max(max_y) from layer
    union all
    select 'plan_events', min(min_x), min(min_y), max(max_x), max(max_y) from layer
)
update gpkg_contents
set
    (min_x, min_y, max_x, max_y) = (
        select box.min_x, box.min_y, box.max_x, box.max_y from box where box.table_name = gpkg_contents.table_name
    ),
    last_change = $1
where (table_name = 'units' and $2)
    or (table_name in ('areas', 'area_units') and $3)
    or (table_name in ('plans', 'plan_events', 'plan_units', 'plan_areas') and $4)
    or (table_name = 'observations' and $5)
    or (table_name = 'lineage' and $6)
    or table_name in ('plan_territories', 'audit');
