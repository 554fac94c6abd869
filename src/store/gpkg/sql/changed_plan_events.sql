select
    fid, plan_id as owner, stage, planned_from, planned_to, planned_text, actual_on, document_number, authority, note,
    source, clause, ordinal, geom
from plan_events
where plan_id in (select value from json_each($1))
order by fid;
