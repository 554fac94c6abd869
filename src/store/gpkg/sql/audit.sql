select
    revision, at, actor, summary, units_put, units_removed, areas_put, areas_removed, plans_put, plans_removed, observations_put,
    lineage_put, lineage_removed, outside_edits
from audit
order by revision desc
limit $1;
