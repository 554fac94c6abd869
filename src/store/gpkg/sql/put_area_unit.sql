insert into area_units (area_id, code, on_day)
values (?1, ?2, ?3);
