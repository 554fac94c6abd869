select revision from store_meta where id = 1;
