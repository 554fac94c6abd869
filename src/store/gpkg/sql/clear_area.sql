delete from area_units where area_id = ?1;
