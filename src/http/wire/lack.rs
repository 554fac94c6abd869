//! `lack`: a tier of which no plan is in force at a place, which "no" that is, and what that rests on.

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::{self, Ground, Operator};

/// A tier of which no plan is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(in crate::http) struct Lack {
    /// The tier.
    #[schema(value_type = crate::http::wire::words::Tier)]
    tier: &'static str,
    /// Which "no" it is.
    #[schema(value_type = crate::http::wire::words::No)]
    no: &'static str,
    /// Why.
    #[schema(value_type = crate::http::wire::words::LackReason)]
    reason: &'static str,
    /// The reason as a sentence, in Vietnamese.
    vi: &'static str,
    /// The same in English.
    en: &'static str,
    /// What the reason rests on; empty where it follows from what is loaded.
    sources: Vec<LackSource>,
    /// A plan of the tier is being prepared there.
    preparing: bool,
}

/// A provision of an act, or a target of the province.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(in crate::http) struct LackSource {
    /// Number of the act, or the document that sets the target.
    act: String,
    /// Article of the act, or clause of the document; null where it is named as a whole.
    clause: Option<String>,
    /// How it is cited, in Vietnamese.
    vi: String,
    /// The same in English.
    en: String,
    /// Identifier of the target; null of an act.
    target: Option<String>,
    /// The last day in time of the target; null of an act.
    due_on: Option<String>,
}

impl Lack {
    pub(in crate::http) fn all(lacks: &[domain::Lack<'_>]) -> Vec<Self> {
        lacks.iter().map(Self::of).collect()
    }

    /// Of a unit that is more than one place: which tiers were not supplied at all.
    pub(in crate::http) fn nothing_loaded() -> Vec<Self> {
        let (no, reason) = (domain::No::NotSupplied, domain::LackReason::NothingLoaded);
        let lack = |&tier: &domain::Tier| Self::of(&domain::Lack { tier, no, reason, grounds: Vec::new(), is_prepared: false });
        domain::Tier::ALL.iter().map(lack).collect()
    }

    pub(in crate::http) fn of(lack: &domain::Lack<'_>) -> Self {
        Self {
            tier: lack.tier.code(),
            no: lack.no.code(),
            reason: lack.reason.code(),
            vi: lack.reason.vi(),
            en: lack.reason.en(),
            sources: lack.grounds.iter().map(LackSource::of).collect(),
            preparing: lack.is_prepared,
        }
    }
}

impl LackSource {
    fn of(ground: &Ground<'_>) -> Self {
        match ground {
            Ground::Law(law) => Self {
                act: law.act.to_owned(),
                clause: law.clause.map(str::to_owned),
                vi: law.vi.to_owned(),
                en: law.en.to_owned(),
                target: None,
                due_on: None,
            },
            Ground::Target(target) => Self {
                act: target.source.clone(),
                clause: Some(target.clause.clone()),
                vi: format!("chỉ tiêu {}đến {}", demanded(target, Operator::vi, "%"), target.due_on.strftime("%d/%m/%Y")),
                en: format!("target {}by {}", demanded(target, Operator::en, " %"), target.due_on),
                target: Some(target.id.clone()),
                due_on: Some(target.due_on.to_string()),
            },
        }
    }
}

/// `100%`, `ít nhất 90%`: equal goes without saying, and so do figures that are no share of what the place is one of.
fn demanded(target: &domain::Target, word: fn(Operator) -> &'static str, percent: &str) -> String {
    let Some(value) = target.value_min.filter(|_| target.unit.as_deref() == Some("%")) else { return String::new() };
    let operator = target.operator.filter(|operator| *operator != Operator::Equal).map(|operator| format!("{} ", word(operator)));
    let range = target.value_max.filter(|max| *max > value).map(|max| format!("–{max}")).unwrap_or_default();
    format!("{}{value}{range}{percent} ", operator.unwrap_or_default())
}
