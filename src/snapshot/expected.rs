//! What is expected: plans that are to be approved on planned days, and the states of all plans if they are.

use std::collections::{BTreeMap, HashMap};

use super::resolve::{states, successions};
use super::{PlanEntry, Snapshot};
use crate::domain::{Day, Event, PlanState, Stage};

/// The states of plans from a day on, if every approval that is planned for that day or later comes true on its last planned day.
#[derive(Debug, Default)]
pub struct Expected {
    /// The plans to be approved, by day.
    pub approvals: BTreeMap<Day, Vec<usize>>,
    /// The plans whose approval was planned for earlier and has not happened: nothing is expected of them.
    pub overdue: Vec<(usize, Day)>,
    states: HashMap<usize, Vec<(Day, PlanState)>>,
}

impl Expected {
    /// The states a plan then goes through; `None` where they are those that are recorded.
    #[must_use]
    pub fn states(&self, plan: usize) -> Option<&[(Day, PlanState)]> {
        self.states.get(&plan).map(Vec::as_slice)
    }
}

impl Snapshot {
    /// What is expected on a day. Linear in the number of plans and events.
    #[must_use]
    pub fn expected(&self, day: Day) -> Expected {
        let mut expected = Expected::default();
        for (index, entry) in self.plans.iter().enumerate() {
            match planned_approval(entry, day) {
                Some(on) if on < day => expected.overdue.push((index, on)),
                Some(on) => expected.approvals.entry(on).or_default().push(index),
                None => {}
            }
        }
        if !expected.approvals.is_empty() {
            expected.states = self.states_with(&expected.approvals);
        }
        expected
    }

    fn states_with(&self, approvals: &BTreeMap<Day, Vec<usize>>) -> HashMap<usize, Vec<(Day, PlanState)>> {
        let planned: HashMap<usize, Vec<Event>> = approvals
            .iter()
            .flat_map(|(day, plans)| plans.iter().map(|&plan| (plan, Event::happened(Stage::Approved, *day))))
            .map(|(plan, approval)| (plan, self.plans[plan].plan.events.iter().cloned().chain([approval]).collect()))
            .collect();
        let events = |index: usize| planned.get(&index).unwrap_or(&self.plans[index].plan.events).as_slice();
        let plans = self.plans.iter().enumerate();
        let later = successions(plans.clone().map(|(index, entry)| (entry.plan.id.as_str(), entry.plan.adjusts.as_deref(), events(index))));
        let told = plans.filter_map(|(index, entry)| {
            let later = later.get(&entry.plan.id).map_or(&[][..], Vec::as_slice);
            let concerned = planned.contains_key(&index) || !later.is_empty();
            let states = concerned.then(|| states(events(index), later)).filter(|states| *states != entry.states)?;
            Some((index, states))
        });
        told.collect()
    }
}

/// The day on which a plan that is not yet approved is to be: the last day of the interval that was planned last.
fn planned_approval(entry: &PlanEntry, day: Day) -> Option<Day> {
    let waits = matches!(entry.state(day), PlanState::None | PlanState::Preparing { .. });
    let approvals = || entry.plan.events.iter().filter(|event| event.stage == Stage::Approved && event.part.is_none());
    if !waits || approvals().any(|event| event.actual_on.is_some()) {
        return None;
    }
    approvals().filter_map(|event| event.planned_to.or(event.planned_from)).max()
}
