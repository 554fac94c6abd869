-- Units, areas and plans with their references and events, the revision and the audit trail.
-- Days are texts `YYYY-MM-DD`; `x is date(x)` holds for such a day and for null, and for nothing else.

create table units (
    fid integer primary key autoincrement not null,
    geom multipolygon,
    code text not null check (
        code glob '[0-9][0-9]' or code glob '[0-9][0-9][0-9]' or code glob '[0-9][0-9][0-9][0-9][0-9]'
    ),
    name text not null check (length(name) between 1 and 1000),
    kind text not null check (
        kind in (
            'province', 'municipality', 'provincial_city', 'town', 'urban_district', 'district',
            'ward', 'township', 'commune', 'special_zone'
        )
    ),
    level text not null check (
        level = case
            when kind in ('province', 'municipality') then 'province'
            when kind in ('provincial_city', 'town', 'urban_district', 'district') then 'district'
            else 'commune'
        end
    ),
    parent_code text check (
        parent_code glob '[0-9][0-9]' or parent_code glob '[0-9][0-9][0-9]' or parent_code glob '[0-9][0-9][0-9][0-9][0-9]'
    ),
    valid_from date check (valid_from is date(valid_from)),
    valid_to date check (valid_to is date(valid_to)),
    quality text not null check (quality in ('illustrative', 'schematic', 'imported', 'official')),
    source text,
    check (valid_from is null or valid_to is null or valid_from < valid_to)
);

create unique index units_by_version on units (code, coalesce(valid_from, ''));

create table areas (
    fid integer primary key autoincrement not null,
    geom multipolygon,
    id text not null unique check (length(id) between 1 and 100),
    name text not null check (length(name) between 1 and 1000),
    kind text not null check (kind in ('urban_area', 'functional_zone', 'construction_land')),
    class text,
    status text,
    valid_from date check (valid_from is date(valid_from)),
    valid_to date check (valid_to is date(valid_to)),
    quality text not null check (quality in ('illustrative', 'schematic', 'imported', 'official')),
    source text,
    clause text,
    check (valid_from is null or valid_to is null or valid_from < valid_to)
);

-- Units stand in no foreign key: a code is named before, or without, the version that it means.
create table area_units (
    fid integer primary key autoincrement not null,
    area_id text not null references areas (id) on update cascade on delete cascade,
    code text not null check (
        code glob '[0-9][0-9]' or code glob '[0-9][0-9][0-9]' or code glob '[0-9][0-9][0-9][0-9][0-9]'
    ),
    on_day date check (on_day is date(on_day))
);

create unique index area_units_by_area on area_units (area_id, code, coalesce(on_day, ''));

create table plans (
    fid integer primary key autoincrement not null,
    geom multipolygon,
    id text not null unique check (length(id) between 1 and 100),
    name text not null check (length(name) between 1 and 1000),
    kind text not null check (
        kind in (
            'provincial', 'inter_district_regional', 'district_regional', 'urban_general', 'commune_general',
            'functional_zone_general', 'zoning', 'detailed', 'architecture_regulation'
        )
    ),
    scale integer check (scale between 1 and 4294967295),
    horizon_year mediumint check (horizon_year between -32768 and 32767),
    lead_agency text,
    consultant text,
    adjusts text check (length(adjusts) between 1 and 100),
    registered_on date not null check (registered_on is date(registered_on)),
    quality text not null check (quality in ('illustrative', 'schematic', 'imported', 'official')),
    source text,
    clause text
);

create table plan_units (
    fid integer primary key autoincrement not null,
    plan_id text not null references plans (id) on update cascade on delete cascade,
    code text not null check (
        code glob '[0-9][0-9]' or code glob '[0-9][0-9][0-9]' or code glob '[0-9][0-9][0-9][0-9][0-9]'
    ),
    on_day date check (on_day is date(on_day))
);

create unique index plan_units_by_plan on plan_units (plan_id, code, coalesce(on_day, ''));

-- Areas stand in no foreign key either: a plan may name an area that is imported later.
create table plan_areas (
    fid integer primary key autoincrement not null,
    plan_id text not null references plans (id) on update cascade on delete cascade,
    area_id text not null check (length(area_id) between 1 and 100)
);

create unique index plan_areas_by_plan on plan_areas (plan_id, area_id);

-- `geom` is the land concerned where an event concerns only a part of the plan's territory.
create table plan_events (
    fid integer primary key autoincrement not null,
    geom multipolygon,
    plan_id text not null references plans (id) on update cascade on delete cascade,
    stage text not null check (
        stage in (
            'brief', 'brief_approved', 'drafting', 'consultation', 'appraisal', 'council', 'approved', 'published',
            'adjustment_started', 'superseded', 'repealed', 'expired', 'cancelled'
        )
    ),
    planned_from date check (planned_from is date(planned_from)),
    planned_to date check (planned_to is date(planned_to)),
    planned_text text,
    actual_on date check (actual_on is date(actual_on)),
    document_number text,
    authority text,
    note text,
    source text,
    clause text,
    ordinal mediumint not null default 0 check (ordinal between 0 and 65535)
);

-- What tells one event of a plan from every other: planned dates, or the actual day where nothing was planned.
create unique index plan_events_by_key on plan_events (
    plan_id,
    stage,
    coalesce(planned_from, ''),
    coalesce(planned_to, ''),
    case when planned_from is null and planned_to is null then coalesce(actual_on, '') else '' end,
    ordinal
);

create table store_meta (
    id integer primary key not null check (id = 1),
    revision integer not null check (revision >= 0),
    program text not null,
    -- How many rows other programs have changed; counting one up makes a revision and an audit entry (triggers).
    outside_edits integer not null default 0
);

create table audit (
    revision integer primary key not null,
    at datetime not null,
    actor text not null check (length(actor) between 1 and 200),
    summary text not null check (length(summary) between 1 and 1000),
    units_put integer not null default 0,
    units_removed integer not null default 0,
    areas_put integer not null default 0,
    areas_removed integer not null default 0,
    plans_put integer not null default 0,
    plans_removed integer not null default 0,
    outside_edits integer not null default 0
);

-- Spatial indexes: the extension `gpkg_rtree_index`, annex F.3. Its triggers are kept beside the code that writes,
-- which has to take them down for each write: they call functions that only GDAL, QGIS and the like bring.
create virtual table rtree_units_geom using rtree(id, minx, maxx, miny, maxy);
create virtual table rtree_areas_geom using rtree(id, minx, maxx, miny, maxy);
create virtual table rtree_plans_geom using rtree(id, minx, maxx, miny, maxy);

insert into gpkg_contents (table_name, data_type, identifier, description, srs_id)
values
    ('units', 'features', 'units', 'Đơn vị hành chính theo từng thời kỳ / administrative units, each as it was during a period', 4326),
    ('areas', 'features', 'areas', 'Đô thị, khu chức năng, đất xây dựng đô thị / named territories', 4326),
    ('plans', 'features', 'plans', 'Quy hoạch, đồ án / plans, with their own boundary where one was drawn', 4326),
    ('plan_events', 'features', 'plan_events', 'Mốc của quy hoạch / dated steps in the life of plans', 4326),
    ('plan_units', 'attributes', 'plan_units', 'Phạm vi quy hoạch theo đơn vị hành chính / units that plans name as their territory', null),
    ('plan_areas', 'attributes', 'plan_areas', 'Phạm vi quy hoạch theo khu vực / areas that plans name as their territory', null),
    ('area_units', 'attributes', 'area_units', 'Khu vực theo đơn vị hành chính / units that areas consist of', null),
    ('audit', 'attributes', 'audit', 'Nhật ký thay đổi / who changed what, and when', null);

insert into gpkg_geometry_columns (table_name, column_name, geometry_type_name, srs_id, z, m)
values
    ('units', 'geom', 'MULTIPOLYGON', 4326, 0, 0),
    ('areas', 'geom', 'MULTIPOLYGON', 4326, 0, 0),
    ('plans', 'geom', 'MULTIPOLYGON', 4326, 0, 0),
    ('plan_events', 'geom', 'MULTIPOLYGON', 4326, 0, 0);

insert into gpkg_extensions (table_name, column_name, extension_name, definition, scope)
values
    ('units', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only'),
    ('areas', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only'),
    ('plans', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');

insert into store_meta (id, revision, program) values (1, 0, '');
