update store_meta set revision = $1, program = $2 where id = 1;
