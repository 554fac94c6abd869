-- The triggers that other programs meet; our own writes take them down and put them back within their transaction.
--
-- 1. Spatial index: GeoPackage 1.3, annex F.3, as GDAL writes them. They call ST_IsEmpty and ST_MinX, which plain SQLite lacks.
-- 2. Edits by QGIS and others: each row they change makes a new revision, so that nobody is served an older state,
--    and an entry in the audit trail; edits in a row on one day (UTC) share one entry. Which record it belongs to is noted in
--    `changes`, before and after; `insert or replace` may take a row away by its number without firing the trigger of a deletion.

create trigger rtree_units_geom_insert after insert on units
when (new.geom not null and not st_isempty(new.geom))
begin
    insert or replace into rtree_units_geom values (new.fid, st_minx(new.geom), st_maxx(new.geom), st_miny(new.geom), st_maxy(new.geom));
end;

create trigger rtree_units_geom_update1 after update of geom on units
when old.fid = new.fid and (new.geom notnull and not st_isempty(new.geom))
begin
    insert or replace into rtree_units_geom values (new.fid, st_minx(new.geom), st_maxx(new.geom), st_miny(new.geom), st_maxy(new.geom));
end;

create trigger rtree_units_geom_update2 after update of geom on units
when old.fid = new.fid and (new.geom isnull or st_isempty(new.geom))
begin
    delete from rtree_units_geom where id = old.fid;
end;

create trigger rtree_units_geom_update3 after update on units
when old.fid != new.fid and (new.geom notnull and not st_isempty(new.geom))
begin
    delete from rtree_units_geom where id = old.fid;
    insert or replace into rtree_units_geom values (new.fid, st_minx(new.geom), st_maxx(new.geom), st_miny(new.geom), st_maxy(new.geom));
end;

create trigger rtree_units_geom_update4 after update on units
when old.fid != new.fid and (new.geom isnull or st_isempty(new.geom))
begin
    delete from rtree_units_geom where id in (old.fid, new.fid);
end;

create trigger rtree_units_geom_delete after delete on units
when old.geom not null
begin
    delete from rtree_units_geom where id = old.fid;
end;

create trigger rtree_areas_geom_insert after insert on areas
when (new.geom not null and not st_isempty(new.geom))
begin
    insert or replace into rtree_areas_geom values (new.fid, st_minx(new.geom), st_maxx(new.geom), st_miny(new.geom), st_maxy(new.geom));
end;

create trigger rtree_areas_geom_update1 after update of geom on areas
when old.fid = new.fid and (new.geom notnull and not st_isempty(new.geom))
begin
    insert or replace into rtree_areas_geom values (new.fid, st_minx(new.geom), st_maxx(new.geom), st_miny(new.geom), st_maxy(new.geom));
end;

create trigger rtree_areas_geom_update2 after update of geom on areas
when old.fid = new.fid and (new.geom isnull or st_isempty(new.geom))
begin
    delete from rtree_areas_geom where id = old.fid;
end;

create trigger rtree_areas_geom_update3 after update on areas
when old.fid != new.fid and (new.geom notnull and not st_isempty(new.geom))
begin
    delete from rtree_areas_geom where id = old.fid;
    insert or replace into rtree_areas_geom values (new.fid, st_minx(new.geom), st_maxx(new.geom), st_miny(new.geom), st_maxy(new.geom));
end;

create trigger rtree_areas_geom_update4 after update on areas
when old.fid != new.fid and (new.geom isnull or st_isempty(new.geom))
begin
    delete from rtree_areas_geom where id in (old.fid, new.fid);
end;

create trigger rtree_areas_geom_delete after delete on areas
when old.geom not null
begin
    delete from rtree_areas_geom where id = old.fid;
end;

create trigger rtree_plans_geom_insert after insert on plans
when (new.geom not null and not st_isempty(new.geom))
begin
    insert or replace into rtree_plans_geom values (new.fid, st_minx(new.geom), st_maxx(new.geom), st_miny(new.geom), st_maxy(new.geom));
end;

create trigger rtree_plans_geom_update1 after update of geom on plans
when old.fid = new.fid and (new.geom notnull and not st_isempty(new.geom))
begin
    insert or replace into rtree_plans_geom values (new.fid, st_minx(new.geom), st_maxx(new.geom), st_miny(new.geom), st_maxy(new.geom));
end;

create trigger rtree_plans_geom_update2 after update of geom on plans
when old.fid = new.fid and (new.geom isnull or st_isempty(new.geom))
begin
    delete from rtree_plans_geom where id = old.fid;
end;

create trigger rtree_plans_geom_update3 after update on plans
when old.fid != new.fid and (new.geom notnull and not st_isempty(new.geom))
begin
    delete from rtree_plans_geom where id = old.fid;
    insert or replace into rtree_plans_geom values (new.fid, st_minx(new.geom), st_maxx(new.geom), st_miny(new.geom), st_maxy(new.geom));
end;

create trigger rtree_plans_geom_update4 after update on plans
when old.fid != new.fid and (new.geom isnull or st_isempty(new.geom))
begin
    delete from rtree_plans_geom where id in (old.fid, new.fid);
end;

create trigger rtree_plans_geom_delete after delete on plans
when old.geom not null
begin
    delete from rtree_plans_geom where id = old.fid;
end;

create trigger outside_units_replace before insert on units
begin
    insert into changes (revision, layer, record)
    select m.revision + 1, 'units', t.code from store_meta as m cross join units as t where t.fid = new.fid;
end;

create trigger outside_units_moved before update of fid on units when new.fid <> old.fid
begin
    insert into changes (revision, layer, record)
    select m.revision + 1, 'units', t.code from store_meta as m cross join units as t where t.fid = new.fid;
end;

create trigger outside_units_insert after insert on units
begin
    update store_meta set outside_edits = outside_edits + 1;
    insert into changes (revision, layer, record) select revision, 'units', new.code from store_meta;
end;

create trigger outside_units_update after update on units
begin
    update store_meta set outside_edits = outside_edits + 1;
    insert into changes (revision, layer, record) select revision, 'units', old.code from store_meta;
    insert into changes (revision, layer, record) select revision, 'units', new.code from store_meta;
end;

create trigger outside_units_delete after delete on units
begin
    update store_meta set outside_edits = outside_edits + 1;
    insert into changes (revision, layer, record) select revision, 'units', old.code from store_meta;
end;

create trigger outside_areas_replace before insert on areas
begin
    insert into changes (revision, layer, record)
    select m.revision + 1, 'areas', t.id from store_meta as m cross join areas as t where t.fid = new.fid;
end;

create trigger outside_areas_moved before update of fid on areas when new.fid <> old.fid
begin
    insert into changes (revision, layer, record)
    select m.revision + 1, 'areas', t.id from store_meta as m cross join areas as t where t.fid = new.fid;
end;

create trigger outside_areas_insert after insert on areas
begin
    update store_meta set outside_edits = outside_edits + 1;
    insert into changes (revision, layer, record) select revision, 'areas', new.id from store_meta;
end;

create trigger outside_areas_update after update on areas
begin
    update store_meta set outside_edits = outside_edits + 1;
    insert into changes (revision, layer, record) select revision, 'areas', old.id from store_meta;
    insert into changes (revision, layer, record) select revision, 'areas', new.id from store_meta;
end;

create trigger outside_areas_delete after delete on areas
begin
    update store_meta set outside_edits = outside_edits + 1;
    insert into changes (revision, layer, record) select revision, 'areas', old.id from store_meta;
end;

create trigger outside_area_units_replace before insert on area_units
begin
    insert into changes (revision, layer, record)
    select m.revision + 1, 'areas', t.area_id from store_meta as m cross join area_units as t where t.fid = new.fid;
end;

create trigger outside_area_units_moved before update of fid on area_units when new.fid <> old.fid
begin
    insert into changes (revision, layer, record)
    select m.revision + 1, 'areas', t.area_id from store_meta as m cross join area_units as t where t.fid = new.fid;
end;

create trigger outside_area_units_insert after insert on area_units
begin
    update store_meta set outside_edits = outside_edits + 1;
    insert into changes (revision, layer, record) select revision, 'areas', new.area_id from store_meta;
end;

create trigger outside_area_units_update after update on area_units
begin
    update store_meta set outside_edits = outside_edits + 1;
    insert into changes (revision, layer, record) select revision, 'areas', old.area_id from store_meta;
    insert into changes (revision, layer, record) select revision, 'areas', new.area_id from store_meta;
end;

create trigger outside_area_units_delete after delete on area_units
begin
    update store_meta set outside_edits = outside_edits + 1;
    insert into changes (revision, layer, record) select revision, 'areas', old.area_id from store_meta;
end;

create trigger outside_plans_replace before insert on plans
begin
    insert into changes (revision, layer, record)
    select m.revision + 1, 'plans', t.id from store_meta as m cross join plans as t where t.fid = new.fid;
end;

create trigger outside_plans_moved before update of fid on plans when new.fid <> old.fid
begin
    insert into changes (revision, layer, record)
    select m.revision + 1, 'plans', t.id from store_meta as m cross join plans as t where t.fid = new.fid;
end;

create trigger outside_plans_insert after insert on plans
begin
    update store_meta set outside_edits = outside_edits + 1;
    insert into changes (revision, layer, record) select revision, 'plans', new.id from store_meta;
end;

create trigger outside_plans_update after update on plans
begin
    update store_meta set outside_edits = outside_edits + 1;
    insert into changes (revision, layer, record) select revision, 'plans', old.id from store_meta;
    insert into changes (revision, layer, record) select revision, 'plans', new.id from store_meta;
end;

create trigger outside_plans_delete after delete on plans
begin
    update store_meta set outside_edits = outside_edits + 1;
    insert into changes (revision, layer, record) select revision, 'plans', old.id from store_meta;
end;

create trigger outside_plan_units_replace before insert on plan_units
begin
    insert into changes (revision, layer, record)
    select m.revision + 1, 'plans', t.plan_id from store_meta as m cross join plan_units as t where t.fid = new.fid;
end;

create trigger outside_plan_units_moved before update of fid on plan_units when new.fid <> old.fid
begin
    insert into changes (revision, layer, record)
    select m.revision + 1, 'plans', t.plan_id from store_meta as m cross join plan_units as t where t.fid = new.fid;
end;

create trigger outside_plan_units_insert after insert on plan_units
begin
    update store_meta set outside_edits = outside_edits + 1;
    insert into changes (revision, layer, record) select revision, 'plans', new.plan_id from store_meta;
end;

create trigger outside_plan_units_update after update on plan_units
begin
    update store_meta set outside_edits = outside_edits + 1;
    insert into changes (revision, layer, record) select revision, 'plans', old.plan_id from store_meta;
    insert into changes (revision, layer, record) select revision, 'plans', new.plan_id from store_meta;
end;

create trigger outside_plan_units_delete after delete on plan_units
begin
    update store_meta set outside_edits = outside_edits + 1;
    insert into changes (revision, layer, record) select revision, 'plans', old.plan_id from store_meta;
end;

create trigger outside_plan_areas_replace before insert on plan_areas
begin
    insert into changes (revision, layer, record)
    select m.revision + 1, 'plans', t.plan_id from store_meta as m cross join plan_areas as t where t.fid = new.fid;
end;

create trigger outside_plan_areas_moved before update of fid on plan_areas when new.fid <> old.fid
begin
    insert into changes (revision, layer, record)
    select m.revision + 1, 'plans', t.plan_id from store_meta as m cross join plan_areas as t where t.fid = new.fid;
end;

create trigger outside_plan_areas_insert after insert on plan_areas
begin
    update store_meta set outside_edits = outside_edits + 1;
    insert into changes (revision, layer, record) select revision, 'plans', new.plan_id from store_meta;
end;

create trigger outside_plan_areas_update after update on plan_areas
begin
    update store_meta set outside_edits = outside_edits + 1;
    insert into changes (revision, layer, record) select revision, 'plans', old.plan_id from store_meta;
    insert into changes (revision, layer, record) select revision, 'plans', new.plan_id from store_meta;
end;

create trigger outside_plan_areas_delete after delete on plan_areas
begin
    update store_meta set outside_edits = outside_edits + 1;
    insert into changes (revision, layer, record) select revision, 'plans', old.plan_id from store_meta;
end;

create trigger outside_plan_events_replace before insert on plan_events
begin
    insert into changes (revision, layer, record)
    select m.revision + 1, 'plans', t.plan_id from store_meta as m cross join plan_events as t where t.fid = new.fid;
end;

create trigger outside_plan_events_moved before update of fid on plan_events when new.fid <> old.fid
begin
    insert into changes (revision, layer, record)
    select m.revision + 1, 'plans', t.plan_id from store_meta as m cross join plan_events as t where t.fid = new.fid;
end;

create trigger outside_plan_events_insert after insert on plan_events
begin
    update store_meta set outside_edits = outside_edits + 1;
    insert into changes (revision, layer, record) select revision, 'plans', new.plan_id from store_meta;
end;

create trigger outside_plan_events_update after update on plan_events
begin
    update store_meta set outside_edits = outside_edits + 1;
    insert into changes (revision, layer, record) select revision, 'plans', old.plan_id from store_meta;
    insert into changes (revision, layer, record) select revision, 'plans', new.plan_id from store_meta;
end;

create trigger outside_plan_events_delete after delete on plan_events
begin
    update store_meta set outside_edits = outside_edits + 1;
    insert into changes (revision, layer, record) select revision, 'plans', old.plan_id from store_meta;
end;

create trigger outside_observations_replace before insert on observations
begin
    insert into changes (revision, layer, record)
    select m.revision + 1, 'observations', t.indicator_id from store_meta as m cross join observations as t where t.fid = new.fid;
end;

create trigger outside_observations_moved before update of fid on observations when new.fid <> old.fid
begin
    insert into changes (revision, layer, record)
    select m.revision + 1, 'observations', t.indicator_id from store_meta as m cross join observations as t where t.fid = new.fid;
end;

create trigger outside_observations_insert after insert on observations
begin
    update store_meta set outside_edits = outside_edits + 1;
    insert into changes (revision, layer, record) select revision, 'observations', new.indicator_id from store_meta;
end;

create trigger outside_observations_update after update on observations
begin
    update store_meta set outside_edits = outside_edits + 1;
    insert into changes (revision, layer, record) select revision, 'observations', old.indicator_id from store_meta;
    insert into changes (revision, layer, record) select revision, 'observations', new.indicator_id from store_meta;
end;

create trigger outside_observations_delete after delete on observations
begin
    update store_meta set outside_edits = outside_edits + 1;
    insert into changes (revision, layer, record) select revision, 'observations', old.indicator_id from store_meta;
end;

create trigger outside_lineage_replace before insert on lineage
begin
    insert into changes (revision, layer, record)
    select m.revision + 1, 'lineage', t.from_code from store_meta as m cross join lineage as t where t.fid = new.fid;
end;

create trigger outside_lineage_moved before update of fid on lineage when new.fid <> old.fid
begin
    insert into changes (revision, layer, record)
    select m.revision + 1, 'lineage', t.from_code from store_meta as m cross join lineage as t where t.fid = new.fid;
end;

create trigger outside_lineage_insert after insert on lineage
begin
    update store_meta set outside_edits = outside_edits + 1;
    insert into changes (revision, layer, record) select revision, 'lineage', new.from_code from store_meta;
end;

create trigger outside_lineage_update after update on lineage
begin
    update store_meta set outside_edits = outside_edits + 1;
    insert into changes (revision, layer, record) select revision, 'lineage', old.from_code from store_meta;
    insert into changes (revision, layer, record) select revision, 'lineage', new.from_code from store_meta;
end;

create trigger outside_lineage_delete after delete on lineage
begin
    update store_meta set outside_edits = outside_edits + 1;
    insert into changes (revision, layer, record) select revision, 'lineage', old.from_code from store_meta;
end;

create trigger outside_edit after update of outside_edits on store_meta
begin
    update store_meta set revision = revision + 1;
    update audit
    set revision = new.revision + 1, at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), outside_edits = outside_edits + 1
    where revision = new.revision and outside_edits > 0 and substr(at, 1, 10) = date('now');
    insert into audit (revision, at, actor, summary, outside_edits)
    select new.revision + 1, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'outside plancover', 'rows edited in another program', 1
    where not exists (select 1 from audit where revision = new.revision + 1);
end;

-- The list of changes keeps its last 10 000 rows, and tells from which revision on it is whole.
create trigger changes_forget after insert on changes
when exists (select 1 from changes where seq <= new.seq - 10000)
begin
    update store_meta set changes_since = (select max(revision) from changes where seq <= new.seq - 10000);
    delete from changes where seq <= new.seq - 10000;
end;
