-- The triggers that other programs meet; our own writes take them down and put them back within their transaction.
--
-- 1. Spatial index: GeoPackage 1.3, annex F.3, as GDAL writes them. They call ST_IsEmpty and ST_MinX, which plain SQLite lacks.
-- 2. Edits by QGIS and others: each row they change makes a new revision, so that nobody is served an older state,
--    and an entry in the audit trail; edits in a row on one day (UTC) share one entry.

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

create trigger outside_units_insert after insert on units
begin
    update store_meta set outside_edits = outside_edits + 1;
end;

create trigger outside_units_update after update on units
begin
    update store_meta set outside_edits = outside_edits + 1;
end;

create trigger outside_units_delete after delete on units
begin
    update store_meta set outside_edits = outside_edits + 1;
end;

create trigger outside_areas_insert after insert on areas
begin
    update store_meta set outside_edits = outside_edits + 1;
end;

create trigger outside_areas_update after update on areas
begin
    update store_meta set outside_edits = outside_edits + 1;
end;

create trigger outside_areas_delete after delete on areas
begin
    update store_meta set outside_edits = outside_edits + 1;
end;

create trigger outside_area_units_insert after insert on area_units
begin
    update store_meta set outside_edits = outside_edits + 1;
end;

create trigger outside_area_units_update after update on area_units
begin
    update store_meta set outside_edits = outside_edits + 1;
end;

create trigger outside_area_units_delete after delete on area_units
begin
    update store_meta set outside_edits = outside_edits + 1;
end;

create trigger outside_plans_insert after insert on plans
begin
    update store_meta set outside_edits = outside_edits + 1;
end;

create trigger outside_plans_update after update on plans
begin
    update store_meta set outside_edits = outside_edits + 1;
end;

create trigger outside_plans_delete after delete on plans
begin
    update store_meta set outside_edits = outside_edits + 1;
end;

create trigger outside_plan_units_insert after insert on plan_units
begin
    update store_meta set outside_edits = outside_edits + 1;
end;

create trigger outside_plan_units_update after update on plan_units
begin
    update store_meta set outside_edits = outside_edits + 1;
end;

create trigger outside_plan_units_delete after delete on plan_units
begin
    update store_meta set outside_edits = outside_edits + 1;
end;

create trigger outside_plan_areas_insert after insert on plan_areas
begin
    update store_meta set outside_edits = outside_edits + 1;
end;

create trigger outside_plan_areas_update after update on plan_areas
begin
    update store_meta set outside_edits = outside_edits + 1;
end;

create trigger outside_plan_areas_delete after delete on plan_areas
begin
    update store_meta set outside_edits = outside_edits + 1;
end;

create trigger outside_plan_events_insert after insert on plan_events
begin
    update store_meta set outside_edits = outside_edits + 1;
end;

create trigger outside_plan_events_update after update on plan_events
begin
    update store_meta set outside_edits = outside_edits + 1;
end;

create trigger outside_plan_events_delete after delete on plan_events
begin
    update store_meta set outside_edits = outside_edits + 1;
end;

create trigger outside_observations_insert after insert on observations
begin
    update store_meta set outside_edits = outside_edits + 1;
end;

create trigger outside_observations_update after update on observations
begin
    update store_meta set outside_edits = outside_edits + 1;
end;

create trigger outside_observations_delete after delete on observations
begin
    update store_meta set outside_edits = outside_edits + 1;
end;

create trigger outside_lineage_insert after insert on lineage
begin
    update store_meta set outside_edits = outside_edits + 1;
end;

create trigger outside_lineage_update after update on lineage
begin
    update store_meta set outside_edits = outside_edits + 1;
end;

create trigger outside_lineage_delete after delete on lineage
begin
    update store_meta set outside_edits = outside_edits + 1;
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
