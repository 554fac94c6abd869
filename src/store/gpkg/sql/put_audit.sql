insert into audit (
    revision, at, actor, summary, units_put, units_removed, areas_put, areas_removed, plans_put, plans_removed, observations_put,
    lineage_put, lineage_removed
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);
