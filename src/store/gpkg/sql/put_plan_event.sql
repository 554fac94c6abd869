insert into plan_events (
    plan_id, stage, planned_from, planned_to, planned_text, actual_on, document_number, authority, note, source, clause, ordinal, geom
)
values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13);
