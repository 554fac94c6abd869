-- Too much has changed to be told one by one: from this revision on the list begins anew.
delete from changes;
update store_meta set changes_since = $1;
