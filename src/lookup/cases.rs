//! Every answer that `lacks` can give in a unit, worked out beforehand, for readers who have the answers but not the rules.
//!
//! Which plans are lacking at a place follows from its unit, from the areas there and from the kinds of the plans in force there. Areas of
//! one kind that the same lists of indicators name count alike: they are one group. A table has a line for every set of groups and kinds.

use crate::domain::{Area, Circumstances, Day, Indicator, Lack, PlanKind, SubjectKinds, Tier};
use crate::snapshot::Snapshot;

/// How many groups and kinds a table may be made of: it has two to the power of that many lines.
const MOST_BITS: usize = 12;

/// The lines of one tier.
#[derive(Debug, Clone, PartialEq)]
pub struct TierCases<'a> {
    /// The tier.
    pub tier: Tier,
    /// The groups of areas that matter, ascending.
    pub groups: Vec<usize>,
    /// The kinds of plans, not of this tier, that matter where they are in force; by their codes.
    pub plan_kinds: Vec<PlanKind>,
    /// A line for each set of those.
    pub cases: Vec<LackCase<'a>>,
}

/// What is lacking where just these are.
#[derive(Debug, Clone, PartialEq)]
pub struct LackCase<'a> {
    /// The groups of areas at the place, ascending.
    pub groups: Vec<usize>,
    /// The kinds of plans in force at the place, by their codes.
    pub plan_kinds: Vec<PlanKind>,
    /// What is lacking; that no plan is being prepared is supposed.
    pub lack: Lack<'a>,
}

/// Areas that count alike wherever they are.
#[derive(Debug)]
pub struct AreaGroups {
    /// What is asked of each area of a group: its kind, and which lists name it.
    known: Vec<(Area, Vec<bool>)>,
}

impl AreaGroups {
    /// No group yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { known: Vec::new() }
    }

    /// The group of an area: a new one if it counts like none before.
    pub fn group(&mut self, area: &Area, indicators: &[Indicator]) -> usize {
        let named = named_in(area, indicators);
        let known = self.known.iter().position(|(other, lists)| other.kind == area.kind && *lists == named);
        known.unwrap_or_else(|| {
            self.known.push((area.clone(), named));
            self.known.len() - 1
        })
    }
}

impl Default for AreaGroups {
    fn default() -> Self {
        Self::new()
    }
}

/// Which lists of the indicators name the area, in their order.
fn named_in(area: &Area, indicators: &[Indicator]) -> Vec<bool> {
    let lists = indicators.iter().flat_map(|indicator| {
        let listed = match indicator.measure.cover().map(|rule| &rule.subjects.of) {
            Some(SubjectKinds::Areas { ids, .. }) => ids.contains(&area.id),
            _ => false,
        };
        std::iter::once(listed).chain(indicator.targets.iter().map(|target| target.only.contains(&area.id)))
    });
    lists.collect()
}

/// The tables of a unit for each tier, from the broadest: `chain` goes from the province down to the unit, `groups` are those that
/// areas near it belong to, `in_force` the kinds of the plans in force near it. `None` where the lines would be too many.
#[must_use]
pub fn lack_cases<'a>(
    snapshot: &'a Snapshot,
    chain: &[usize],
    (areas, groups): (&'a AreaGroups, &[usize]),
    in_force: &[PlanKind],
    day: Day,
    indicators: &'a [Indicator],
) -> Option<Vec<TierCases<'a>>> {
    let place = Place { snapshot, chain, areas, day, indicators };
    Tier::ALL.iter().map(|&tier| place.tier(tier, groups, in_force)).collect()
}

/// Where tables are made for.
struct Place<'a, 'b> {
    snapshot: &'a Snapshot,
    chain: &'b [usize],
    areas: &'a AreaGroups,
    day: Day,
    indicators: &'a [Indicator],
}

impl<'a> Place<'a, '_> {
    fn tier(&self, tier: Tier, groups: &[usize], in_force: &[PlanKind]) -> Option<TierCases<'a>> {
        let (mut groups, mut kinds) = (groups.to_vec(), self.kinds_beside(tier, in_force));
        groups.sort_unstable();
        groups.dedup();
        let bits = groups.len() + kinds.len();
        if bits > MOST_BITS {
            return None;
        }
        let told: Vec<Option<Lack<'a>>> =
            (0..1_usize << bits).map(|mask| self.lack(tier, &taken(&groups, mask), &taken(&kinds, mask >> groups.len()))).collect();
        // What changes nothing is left out, from the last to the first, so that places stay as they are.
        let matters = |bit: usize| (0..told.len()).any(|mask| told[mask] != told[mask ^ (1 << bit)]);
        let of_groups = groups.len();
        let kept = (0..bits).filter(|bit| matters(*bit)).fold(0, |kept, bit| kept | 1 << bit);
        let lines = (0..told.len()).filter(|mask| mask & !kept == 0);
        let cases = lines.filter_map(|mask| {
            let lack = told[mask].clone()?;
            Some(LackCase { groups: taken(&groups, mask), plan_kinds: taken(&kinds, mask >> of_groups), lack })
        });
        let cases = cases.collect();
        (groups, kinds) = (taken(&groups, kept), taken(&kinds, kept >> of_groups));
        Some(TierCases { tier, groups, plan_kinds: kinds, cases })
    }

    /// The kinds of other tiers that an indicator takes for as good as one of this tier.
    fn kinds_beside(&self, tier: Tier, in_force: &[PlanKind]) -> Vec<PlanKind> {
        let rules: Vec<&[PlanKind]> =
            self.indicators.iter().filter_map(|indicator| Some(indicator.measure.cover()?.plan_kinds.as_slice())).collect();
        let is_of = |kind: &PlanKind| kind.tier() == Some(tier);
        let beside = |kind: &&PlanKind| !is_of(kind) && rules.iter().any(|rule| rule.contains(kind) && rule.iter().any(is_of));
        let mut kinds: Vec<PlanKind> = in_force.iter().filter(beside).copied().collect();
        kinds.sort_unstable_by_key(|kind| kind.code());
        kinds.dedup();
        kinds
    }

    fn lack(&self, tier: Tier, groups: &[usize], in_force: &[PlanKind]) -> Option<Lack<'a>> {
        let circumstances = Circumstances {
            day: self.day,
            units: self.chain.iter().map(|&unit| &self.snapshot.units[unit].version).collect(),
            areas: groups.iter().map(|&group| &self.areas.known[group].0).collect(),
            in_force: in_force.to_vec(),
            preparing: Vec::new(),
            held: self.snapshot.tiers_held(),
            indicators: self.indicators,
        };
        circumstances.lacks().into_iter().find(|lack| lack.tier == tier)
    }
}

/// Those whose bit is set.
fn taken<T: Copy>(all: &[T], mask: usize) -> Vec<T> {
    all.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1).map(|(_, one)| *one).collect()
}
