//! Plans: half of them for whole communes by code, the others with a boundary of their own; of all tiers and states.

use geo::{Coord, LineString, Polygon};
use plancover::domain::{Day, Event, Land, Plan, PlanKind, Quality, Stage, Territory, UnitKind, UnitRef};

use super::numbers::Numbers;
use super::{Country, code};

impl Country {
    pub(super) fn plans(&self) -> Vec<Plan> {
        let communes: Vec<_> = self.communes().map(|(.., number, cell)| (number, self.grid.centre(cell))).collect();
        (0..self.size.plans).map(|index| self.plan(index, &communes)).collect()
    }

    fn plan(&self, index: usize, communes: &[(usize, Coord)]) -> Plan {
        let mut numbers = Numbers::new(self.size.seed, &[4, index]);
        let (commune, centre) = communes[index / 2 % communes.len()];
        let by_unit = index.is_multiple_of(2);
        // The first round of plans for whole communes is general, further rounds are zoning and detailed.
        let kind = match (by_unit, index / 2 / communes.len()) {
            (true, 0) => PlanKind::CommuneGeneral,
            (true, round) => [PlanKind::Detailed, PlanKind::Zoning][round % 2],
            (false, _) => {
                let kinds = [
                    PlanKind::Detailed,
                    PlanKind::Detailed,
                    PlanKind::Zoning,
                    PlanKind::Zoning,
                    PlanKind::UrbanGeneral,
                    PlanKind::DistrictRegional,
                ];
                kinds[numbers.below(kinds.len())]
            }
        };
        let territory = if by_unit {
            Territory::Units(vec![UnitRef { code: code(UnitKind::Commune, commune), on: None }])
        } else {
            Territory::Boundary(own_boundary(&mut numbers, kind, centre))
        };
        let events = events(&mut numbers);
        Plan {
            id: format!("plan-{index:06}"),
            name: format!("Quy hoạch {index}"),
            kind,
            scale: None,
            horizon_year: Some(2035),
            lead_agency: None,
            consultant: None,
            // Now and then a plan replaces the one of the same sort before it.
            adjusts: (index >= 2 && numbers.below(20) == 0).then(|| format!("plan-{:06}", index - 2)),
            territory,
            registered_on: Day::constant(2024, 1, 1),
            quality: Quality::Illustrative,
            source: None,
            clause: None,
            events,
        }
    }
}

/// Somewhere near a commune; the larger the higher the tier, of 8 to 200 vertices.
fn own_boundary(numbers: &mut Numbers, kind: PlanKind, near: Coord) -> Land {
    let radius = match kind {
        PlanKind::DistrictRegional => numbers.between(0.05, 0.12),
        PlanKind::UrbanGeneral => numbers.between(0.015, 0.04),
        PlanKind::Zoning => numbers.between(0.005, 0.015),
        _ => numbers.between(0.001, 0.005),
    };
    let aside = Coord { x: numbers.between(-0.03, 0.03), y: numbers.between(-0.03, 0.03) };
    let vertices = 8 + numbers.below(193);
    blob(numbers, near + aside, radius, vertices)
}

/// A ring that is seen as a whole from its centre, so that it never crosses itself.
pub(super) fn blob(numbers: &mut Numbers, centre: Coord, radius: f64, vertices: usize) -> Land {
    let count = f64::from(u32::try_from(vertices).unwrap_or(8));
    let phase = numbers.between(0.0, std::f64::consts::TAU);
    let waves = [2.0, 3.0, 7.0].map(|wave| wave * std::f64::consts::TAU / count);
    let ring = (0..vertices).map(|index| {
        let index = f64::from(u32::try_from(index).unwrap_or(0));
        let angle = std::f64::consts::TAU * index / count;
        let waves: f64 = waves.iter().map(|wave| 0.1 * (wave * index + phase).sin()).sum();
        let radius = radius * (1.0 + waves + numbers.between(-0.02, 0.02));
        Coord { x: centre.x + radius * angle.cos(), y: centre.y + radius * angle.sin() }
    });
    Land::new(vec![Polygon::new(LineString::new(ring.collect()), Vec::new())])
}

/// Six of ten are approved, some of these ended or repealed in a part; three are being made; one is only planned.
fn events(numbers: &mut Numbers) -> Vec<Event> {
    let day = |year: usize, numbers: &mut Numbers| {
        let number = |value: usize| i8::try_from(value).unwrap_or(1);
        Day::constant(i16::try_from(year).unwrap_or(2020), number(1 + numbers.below(12)), number(1 + numbers.below(28)))
    };
    let begun = 2008 + numbers.below(15);
    let mut events = vec![Event::happened(Stage::Brief, day(begun, numbers))];
    let approved = Event::happened(Stage::Approved, day(begun + 1, numbers));
    match numbers.below(10) {
        0 => {
            let planned = events.remove(0);
            events.push(Event { planned_from: planned.actual_on, planned_to: planned.actual_on, actual_on: None, ..planned });
        }
        1..=3 => events.push(Event::happened(Stage::Drafting, day(begun + 1, numbers))),
        4 => events.extend([approved, Event::happened(Stage::Expired, day(begun + 6, numbers))]),
        _ => events.push(approved),
    }
    events
}
