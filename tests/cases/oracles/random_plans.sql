with laid as (
  select communes.id, communes.geom, tiers.tier,
    (select st_union(plans.geom) from plans where plans.tier = tiers.tier and st_intersects(plans.geom, communes.geom)) in_force,
    (select st_union(preparing.geom) from preparing where preparing.tier = tiers.tier and st_intersects(preparing.geom, communes.geom)) preparing
  from communes cross join (select distinct tier from plans) tiers
)
select id, tier,
  coalesce(st_area(st_intersection(geom, in_force)::geography), 0),
  coalesce(st_area(st_intersection(geom, case when in_force is null then preparing else st_difference(preparing, in_force) end)::geography), 0)
from laid
order by id, tier
