select
    fid, plan_id as owner, stage, planned_from, planned_to, planned_text, actual_on, document_number, authority, note,
    source, clause, ordinal, geom
from plan_events
where fid > $1
order by fid
limit $2;
