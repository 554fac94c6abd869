delete from plan_units where plan_id = ?1;
delete from plan_areas where plan_id = ?1;
delete from plan_events where plan_id = ?1;
