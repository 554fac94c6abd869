//! `plan` and `event`.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Notices, day};
use crate::domain;
use crate::domain::{Day, PlanState, Stage, Tier};
use crate::snapshot::Snapshot;

/// A plan as it stands on a day.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct Plan {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// Code of the kind.
    #[schema(value_type = crate::http::wire::words::PlanKind)]
    pub kind: &'static str,
    /// The kind in Vietnamese.
    pub kind_vi: &'static str,
    /// Tier its coverage counts in; null for the provincial plan and architecture regulations.
    #[schema(value_type = Option<crate::http::wire::words::Tier>)]
    pub tier: Option<&'static str>,
    /// `none`, `preparing`, `in_force` or `ended`.
    #[schema(value_type = crate::http::wire::words::PlanState)]
    pub state: &'static str,
    /// Latest stage reached, while the plan counts.
    #[schema(value_type = Option<crate::http::wire::words::Stage>)]
    pub stage: Option<&'static str>,
    /// The stage in Vietnamese.
    pub stage_vi: Option<&'static str>,
    /// In force, and an adjustment has been started.
    pub under_adjustment: bool,
    /// Why it no longer counts: `superseded`, `repealed`, `expired` or `cancelled`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<crate::http::wire::words::EndCause>, nullable = false)]
    pub ended_by: Option<&'static str>,
    /// Number of the decision that approved it, once approved.
    pub decision_number: Option<String>,
    /// Day of the approval, once approved.
    pub approved_on: Option<String>,
    /// Who approved it, once approved.
    pub authority: Option<String>,
    /// The scale's denominator.
    pub scale: Option<u32>,
    /// Year it plans for.
    pub horizon_year: Option<i16>,
    /// That year has passed; the plan stays valid.
    pub past_horizon: bool,
    /// `boundary`, `units`, `areas` or `none`.
    #[schema(value_type = crate::http::wire::words::TerritoryBasis)]
    pub territory_basis: &'static str,
    /// The plan it replaces once approved.
    pub adjusts: Option<String>,
    /// How far the record can be trusted.
    #[schema(value_type = crate::http::wire::words::Quality)]
    pub quality: &'static str,
}

impl Plan {
    /// The plan, by its place in the snapshot, as it stands on the day.
    pub(in crate::http) fn of(snapshot: &Snapshot, index: usize, on: Day, notices: &mut Notices) -> Self {
        let entry = &snapshot.plans[index];
        let (plan, state) = (&entry.plan, entry.state(on));
        let approval = plan.approval().filter(|event| event.actual_on.is_some_and(|approved| approved <= on));
        notices.made_up(plan.quality);
        Self {
            id: plan.id.clone(),
            name: plan.name.clone(),
            kind: plan.kind.code(),
            kind_vi: plan.kind.vi(),
            tier: plan.kind.tier().map(Tier::code),
            state: state.code(),
            stage: state.stage().map(Stage::code),
            stage_vi: state.stage().map(Stage::vi),
            under_adjustment: matches!(state, PlanState::InForce { under_adjustment: true, .. }),
            ended_by: match state {
                PlanState::Ended { cause, .. } => Some(cause.code()),
                _ => None,
            },
            decision_number: approval.and_then(|event| event.document_number.clone()),
            approved_on: approval.and_then(|event| day(event.actual_on)),
            authority: approval.and_then(|event| event.authority.clone()),
            scale: plan.scale,
            horizon_year: plan.horizon_year,
            past_horizon: plan.horizon_year.is_some_and(|year| year < on.year()),
            territory_basis: plan.territory.basis().code(),
            adjusts: plan.adjusts.clone(),
            quality: plan.quality.code(),
        }
    }

    /// Several of them.
    pub(in crate::http) fn all(snapshot: &Snapshot, indices: &[usize], on: Day, notices: &mut Notices) -> Vec<Self> {
        indices.iter().map(|&index| Self::of(snapshot, index, on, notices)).collect()
    }
}

/// One dated step in a plan's life.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(in crate::http) struct Event {
    /// Code of the stage.
    #[schema(value_type = crate::http::wire::words::Stage)]
    stage: &'static str,
    /// The stage in Vietnamese.
    stage_vi: &'static str,
    /// First day of the planned interval.
    planned_from: Option<String>,
    /// Last day of the planned interval.
    planned_to: Option<String>,
    /// The planned date as the document writes it.
    planned_text: Option<String>,
    /// Day it happened.
    actual_on: Option<String>,
    /// The decision or document.
    document_number: Option<String>,
    /// Who issued it.
    authority: Option<String>,
    /// A note.
    note: Option<String>,
    /// Document the record comes from.
    source: Option<String>,
    /// Clause of that document.
    clause: Option<String>,
}

impl From<&domain::Event> for Event {
    fn from(event: &domain::Event) -> Self {
        Self {
            stage: event.stage.code(),
            stage_vi: event.stage.vi(),
            planned_from: day(event.planned_from),
            planned_to: day(event.planned_to),
            planned_text: event.planned_text.clone(),
            actual_on: day(event.actual_on),
            document_number: event.document_number.clone(),
            authority: event.authority.clone(),
            note: event.note.clone(),
            source: event.source.clone(),
            clause: event.clause.clone(),
        }
    }
}
