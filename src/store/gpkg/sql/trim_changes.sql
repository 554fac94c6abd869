-- What `changes_forget` does for other programs.
update store_meta
set changes_since = max(changes_since, coalesce((select max(revision) from changes where seq <= (select max(seq) from changes) - $1), 0));
delete from changes where seq <= (select max(seq) from changes) - $1;
