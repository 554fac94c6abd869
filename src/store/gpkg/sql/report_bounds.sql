update gpkg_contents set min_x = ?1, min_y = ?2, max_x = ?3, max_y = ?4 where table_name = 'issues';
