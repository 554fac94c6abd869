select count(distinct revision) from changes where revision > $1;
