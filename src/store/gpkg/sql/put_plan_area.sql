insert into plan_areas (plan_id, area_id)
values (?1, ?2);
