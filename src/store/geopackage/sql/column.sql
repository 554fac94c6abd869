-- $1 table, $2 column, $3 title, $4 description.
insert into gpkg_data_columns (table_name, column_name, name, title, description) values ($1, $2, $2, $3, $4);
