-- The records that have changed since a revision.
select distinct layer, record
from changes
where revision > $1;
