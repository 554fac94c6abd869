-- 2 in a file that plancover made.
select count(*) from sqlite_schema where type = 'table' and name in ('store_meta', '_sqlx_migrations');
