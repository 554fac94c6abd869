insert into plan_units (plan_id, code, on_day)
values (?1, ?2, ?3);
