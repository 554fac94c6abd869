select communes.id, plans.tier, st_area(st_intersection(communes.geom, st_union(plans.geom))::geography) / 1e6
from communes
join plans on plans.geom && communes.geom and st_intersects(plans.geom, communes.geom)
group by communes.id, plans.tier
