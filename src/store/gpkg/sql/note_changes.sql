-- The records that a change set puts or removes; $1 the revision, $2 a JSON array of pairs of layer and record.
insert into changes (revision, layer, record)
select $1, json_extract(c.value, '$[0]'), json_extract(c.value, '$[1]')
from json_each($2) as c;
