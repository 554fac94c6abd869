select changes_since from store_meta where id = 1;
