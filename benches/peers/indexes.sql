create index on communes using gist (geom);
create index on plans using gist (geom);
analyze;
