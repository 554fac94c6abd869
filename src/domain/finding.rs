//! What is odd about a plan though nothing forbids recording it: the law's order and periods not kept, a review due. It is
//! reported and never refused, since the record may be right and the proceeding wrong.

use super::vocabulary::vocabulary;
use super::{Day, Event, Plan, PlanKind, PlanState, Quality, Severity, Stage, Territory, Tier};

vocabulary! {
    /// Kind of finding.
    FindingKind as "kind of finding" {
        Overlap = "overlap", "chồng lấn", "overlap";
        Outside = "outside", "ra ngoài địa bàn", "outside every unit";
        PastHorizon = "past_horizon", "quá năm mục tiêu", "past its horizon";
        ReviewDue = "review_due", "đến hạn rà soát", "review due";
        StageOrder = "stage_order", "sai trình tự", "stages out of order";
        ConsultationShort = "consultation_short", "lấy ý kiến ngắn hơn luật định", "consultation too short";
        BriefMissing = "brief_missing", "phê duyệt khi chưa có nhiệm vụ", "approved without a brief";
        PublishedLate = "published_late", "công bố muộn", "published late";
        TerritoryMissing = "territory_missing", "chưa rõ phạm vi", "without territory";
        UnknownReference = "unknown_reference", "nêu đơn vị hoặc khu vực chưa nạp", "names what is not loaded";
        DecisionMissing = "decision_missing", "thiếu số quyết định", "decision number missing";
        MilestoneUndated = "milestone_undated", "mốc chưa có ngày", "milestone without a day";
        MadeUp = "made_up", "quy hoạch minh họa", "made-up plan";
        SchematicBoundary = "schematic_boundary", "ranh giới sơ đồ", "schematic boundary";
        NoPlan = "no_plan", "chưa có dữ liệu quy hoạch", "no plan supplied";
    }
}

impl FindingKind {
    /// How much it matters: `error` where a record contradicts the others, `warning` where a record or a proceeding should be looked
    /// at, `note` where there is something to know.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::UnknownReference => Severity::Error,
            Self::Overlap | Self::Outside | Self::StageOrder | Self::ConsultationShort | Self::BriefMissing | Self::DecisionMissing => {
                Severity::Warning
            }
            Self::PastHorizon
            | Self::ReviewDue
            | Self::PublishedLate
            | Self::TerritoryMissing
            | Self::MilestoneUndated
            | Self::MadeUp
            | Self::SchematicBoundary
            | Self::NoPlan => Severity::Note,
        }
    }
}

/// A rule in words, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FindingRule {
    /// In Vietnamese.
    pub vi: &'static str,
    /// In English.
    pub en: &'static str,
    /// The law and its article, or this program's own convention.
    pub source: &'static str,
}

/// One finding about a plan by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanFinding {
    /// What it is.
    pub kind: FindingKind,
    /// What was found, in Vietnamese.
    pub vi: String,
    /// What was found, in English.
    pub en: String,
    /// The day since which it is so.
    pub since: Day,
    /// The rule it is measured by.
    pub rule: FindingRule,
}

const ORDER: FindingRule = FindingRule {
    vi: "Các bước theo trình tự: lập nhiệm vụ, phê duyệt nhiệm vụ, lập đồ án, lấy ý kiến, thẩm định và HĐND thông qua, phê duyệt, công bố",
    en: "the steps follow one another: brief, its approval, drafting, consultation, appraisal and council, approval, publication",
    source: "Luật Quy hoạch đô thị 30/2009/QH12, Điều 19–21, 41–45, 53",
};
const BRIEF: FindingRule = FindingRule {
    vi: "Đồ án được lập và phê duyệt trên cơ sở nhiệm vụ quy hoạch đã được phê duyệt",
    en: "a plan is made and approved on the basis of an approved brief",
    source: "Luật Quy hoạch đô thị 30/2009/QH12, Điều 19, 22–24",
};
const CONSULTATION_2009: FindingRule = FindingRule {
    vi: "Lấy ý kiến ít nhất 15 ngày đối với cơ quan, 30 ngày đối với tổ chức, cá nhân, cộng đồng dân cư",
    en: "agencies are given at least 15 days, organisations and residents at least 30",
    source: "Luật Quy hoạch đô thị 30/2009/QH12, Điều 21.4",
};
const CONSULTATION_2024: FindingRule = FindingRule {
    vi: "Lấy ý kiến ít nhất 15 ngày đối với cơ quan, 20 ngày đối với cộng đồng dân cư",
    en: "agencies are given at least 15 days, residents at least 20",
    source: "Luật Quy hoạch đô thị và nông thôn 47/2024/QH15, Điều 37.6–37.7",
};
const PUBLICATION: FindingRule = FindingRule {
    vi: "Công bố trong thời hạn 30 ngày kể từ ngày được phê duyệt",
    en: "a plan is published within 30 days of its approval",
    source: "Luật Quy hoạch đô thị 30/2009/QH12, Điều 53",
};
const PUBLICATION_PROVINCIAL: FindingRule = FindingRule {
    vi: "Quy hoạch tỉnh được công bố trong thời hạn 15 ngày kể từ ngày được phê duyệt",
    en: "a provincial plan is published within 15 days of its approval",
    source: "Luật Quy hoạch 21/2017/QH14, Điều 38",
};
const REVIEW: FindingRule = FindingRule {
    vi: "Quy hoạch chung và phân khu được rà soát 5 năm một lần, quy hoạch chi tiết 3 năm, kể từ ngày phê duyệt",
    en: "general and zoning plans are reviewed every 5 years, detailed plans every 3, from their approval",
    source: "Luật Quy hoạch đô thị 30/2009/QH12, Điều 46",
};
const HORIZON: FindingRule = FindingRule {
    vi: "Quy hoạch đã phê duyệt có hiệu lực đến khi được điều chỉnh hoặc hủy bỏ; quá năm mục tiêu không làm hết hiệu lực",
    en: "an approved plan stays valid until it is adjusted or cancelled; the horizon year passing does not end it",
    source: "Luật Quy hoạch đô thị 30/2009/QH12, Điều 2.11",
};

/// The first day of Law 47/2024/QH15.
pub(super) const LAW_2024: Day = Day::constant(2025, 7, 1);

/// What is odd, on a day, about how a plan was made: its stages' order, a brief that is missing, a consultation that was too
/// short, a publication that was late. Only what happened until the day counts, and only of the whole plan.
///
/// A plan of which only the approval is known says nothing of its making: that is data not supplied, and no finding.
#[must_use]
pub fn process_findings(plan: &Plan, day: Day) -> Vec<PlanFinding> {
    let mut past: Vec<(Day, Stage)> = plan
        .events
        .iter()
        .filter(|event| event.part.is_none())
        .filter_map(|event| event.actual_on.filter(|on| *on <= day).map(|on| (on, event.stage)))
        .collect();
    past.sort_unstable();
    // Each adjustment is made in its turn.
    let rounds = past.split(|(_, stage)| *stage == Stage::AdjustmentStarted);
    let mut found: Vec<PlanFinding> = rounds.flat_map(|round| of_round(plan, round)).collect();
    found.extend(planned_consultation(plan));
    found
}

fn of_round(plan: &Plan, round: &[(Day, Stage)]) -> Vec<PlanFinding> {
    let first = |stage: Stage| round.iter().find(|(_, other)| *other == stage).map(|(on, _)| *on);
    let mut found = out_of_order(&first);
    found.extend(without_brief(&first));
    found.extend(short_consultation(plan.kind, &first));
    found.extend(late_publication(plan.kind, &first));
    found
}

/// The place of a stage in the law's order. Appraisal and the council's vote share one: sources put either first.
const fn place(stage: Stage) -> Option<u8> {
    Some(match stage {
        Stage::Brief => 0,
        Stage::BriefApproved => 1,
        Stage::Drafting => 2,
        Stage::Consultation => 3,
        Stage::Appraisal | Stage::Council => 4,
        Stage::Approved => 5,
        Stage::Published => 6,
        _ => return None,
    })
}

/// Each stage that was first reached after a later one had been; told with the earliest such.
fn out_of_order(first: &impl Fn(Stage) -> Option<Day>) -> Vec<PlanFinding> {
    let reached: Vec<(u8, Day, Stage)> = Stage::ALL.iter().filter_map(|stage| Some((place(*stage)?, first(*stage)?, *stage))).collect();
    let overtaken = reached.iter().filter_map(|&(at, on, stage)| {
        let before = reached.iter().filter(|(later, earlier_on, _)| *later > at && *earlier_on < on).min_by_key(|(_, on, _)| *on)?;
        let (_, before_on, before) = before;
        Some(PlanFinding {
            kind: FindingKind::StageOrder,
            vi: format!("“{}” ngày {on}, sau “{}” ngày {before_on}", stage.vi(), before.vi()),
            en: format!("{} on {on}, after {} on {before_on}", stage.en(), before.en()),
            since: on,
            rule: ORDER,
        })
    });
    overtaken.collect()
}

fn without_brief(first: &impl Fn(Stage) -> Option<Day>) -> Option<PlanFinding> {
    let approved = first(Stage::Approved)?;
    let begun_by = |stage: Stage| first(stage).is_some_and(|on| on <= approved);
    let making = [Stage::Drafting, Stage::Consultation, Stage::Appraisal, Stage::Council].into_iter().any(begun_by);
    let brief = first(Stage::Brief).or_else(|| first(Stage::BriefApproved));
    (making && brief.is_none()).then(|| PlanFinding {
        kind: FindingKind::BriefMissing,
        vi: format!("Phê duyệt ngày {approved}, không có bước nhiệm vụ nào được ghi nhận"),
        en: format!("approved on {approved}, and no brief is recorded"),
        since: approved,
        rule: BRIEF,
    })
}

/// Days that residents and agencies must be given; `None` for kinds that other laws rule.
fn consultation_rule(kind: PlanKind, begun: Day) -> Option<(i32, i32, FindingRule)> {
    match kind {
        PlanKind::UrbanGeneral | PlanKind::Zoning | PlanKind::Detailed if begun < LAW_2024 => Some((15, 30, CONSULTATION_2009)),
        PlanKind::UrbanGeneral | PlanKind::Zoning | PlanKind::Detailed => Some((15, 20, CONSULTATION_2024)),
        _ => None,
    }
}

/// A consultation lasted no longer than until the next step that came after it.
fn short_consultation(kind: PlanKind, first: &impl Fn(Stage) -> Option<Day>) -> Option<PlanFinding> {
    let begun = first(Stage::Consultation)?;
    let next = [Stage::Appraisal, Stage::Council, Stage::Approved].into_iter().filter_map(first).filter(|on| *on >= begun).min()?;
    let days = (next - begun).get_days();
    too_short(kind, begun, days).map(|(vi, en, rule)| PlanFinding {
        kind: FindingKind::ConsultationShort,
        vi: format!("Lấy ý kiến từ {begun}, bước tiếp theo ngày {next}: {vi}"),
        en: format!("consultation from {begun}, the next step on {next}: {en}"),
        since: next,
        rule,
    })
}

/// A consultation that is planned from one day to another; an interval that stands for a vague date tells when, not how long.
fn planned_consultation(plan: &Plan) -> Vec<PlanFinding> {
    let planned = plan.events.iter().filter(|event| event.stage == Stage::Consultation && event.actual_on.is_none());
    let exact = |event: &&Event| event.planned_text.is_none() || event.precision() == Some(super::Precision::Day);
    let short = planned.filter(exact).filter_map(|event| {
        let (from, to) = event.planned_from.zip(event.planned_to).filter(|(from, to)| from < to)?;
        let (vi, en, rule) = too_short(plan.kind, from, (to - from).get_days() + 1)?;
        Some(PlanFinding {
            kind: FindingKind::ConsultationShort,
            vi: format!("Dự kiến lấy ý kiến từ {from} đến {to}: {vi}"),
            en: format!("consultation planned from {from} to {to}: {en}"),
            since: plan.registered_on.min(from),
            rule,
        })
    });
    short.collect()
}

fn too_short(kind: PlanKind, begun: Day, days: i32) -> Option<(String, String, FindingRule)> {
    let (agencies, residents, rule) = consultation_rule(kind, begun)?;
    (days < residents).then(|| {
        let (least, whom) = if days < agencies { (agencies, ("cơ quan", "agencies")) } else { (residents, ("dân cư", "residents")) };
        let vi = format!("{days} ngày, ít nhất phải {least} ngày đối với {}", whom.0);
        (vi, format!("{days} days, at least {least} are due to {}", whom.1), rule)
    })
}

fn late_publication(kind: PlanKind, first: &impl Fn(Stage) -> Option<Day>) -> Option<PlanFinding> {
    let (approved, published) = first(Stage::Approved).zip(first(Stage::Published))?;
    let (allowed, rule) = if kind == PlanKind::Provincial { (15, PUBLICATION_PROVINCIAL) } else { (30, PUBLICATION) };
    let days = (published - approved).get_days();
    (days > allowed).then(|| PlanFinding {
        kind: FindingKind::PublishedLate,
        vi: format!("Công bố ngày {published}, {days} ngày sau khi phê duyệt"),
        en: format!("published on {published}, {days} days after the approval"),
        since: published,
        rule,
    })
}

const OWN: &str = "plancover, docs/api.md";
const TERRITORY: FindingRule = FindingRule {
    vi: "Quy hoạch có phạm vi: ranh giới, đơn vị hành chính hoặc khu vực",
    en: "a plan has a territory: a boundary, units or areas",
    source: OWN,
};
const DECISION: FindingRule =
    FindingRule { vi: "Bước phê duyệt có số quyết định", en: "an approval has the number of its decision", source: OWN };
const DATED: FindingRule = FindingRule {
    vi: "Mỗi bước có ngày dự kiến hoặc ngày thực hiện",
    en: "each step has a planned day or the day it happened",
    source: OWN,
};
const REAL: FindingRule =
    FindingRule { vi: "Quy hoạch trong dữ liệu là quy hoạch có thật", en: "the plans in the data are real", source: OWN };

/// What the record of a plan lacks on a day: its territory, the number of its decision, days of its steps; and that it is made up.
#[must_use]
pub fn record_findings(plan: &Plan, day: Day) -> Vec<PlanFinding> {
    let since = plan.registered_on;
    let mut found = Vec::new();
    let mut tell = |kind, vi: String, en: String, since, rule| found.push(PlanFinding { kind, vi, en, since, rule });
    if matches!(plan.territory, Territory::None) {
        tell(
            FindingKind::TerritoryMissing,
            "Không có phạm vi nào được ghi nhận".into(),
            "no territory is recorded".into(),
            since,
            TERRITORY,
        );
    }
    for event in &plan.events {
        if let Some(on) = approved_on(event).filter(|on| *on <= day && event.document_number.is_none()) {
            let (vi, en) =
                (format!("Phê duyệt ngày {on}, chưa có số quyết định"), format!("approved on {on}, without the number of a decision"));
            tell(FindingKind::DecisionMissing, vi, en, on, DECISION);
        }
        if event.actual_on.is_none() && event.planned_from.is_none() && event.planned_to.is_none() {
            let text = event.planned_text.as_deref().map(|text| format!(" (“{text}”)")).unwrap_or_default();
            let (vi, en) = (format!("“{}” chưa có ngày{text}", event.stage.vi()), format!("{} has no day{text}", event.stage.en()));
            tell(FindingKind::MilestoneUndated, vi, en, since, DATED);
        }
    }
    if plan.quality == Quality::Illustrative {
        tell(FindingKind::MadeUp, "Quy hoạch minh họa, không có thật".into(), "the plan is made up".into(), since, REAL);
    }
    found
}

/// What the years have done, by a day, to a plan in force: its horizon year is past, its review is due.
#[must_use]
pub fn age_findings(plan: &Plan, state: PlanState, day: Day) -> Vec<PlanFinding> {
    let PlanState::InForce { under_adjustment, .. } = state else { return Vec::new() };
    let horizon = plan.horizon_year.filter(|_| !under_adjustment).and_then(past_horizon);
    let review = review_due(plan, day).filter(|_| !under_adjustment);
    horizon.into_iter().chain(review).filter(|finding| finding.since <= day).collect()
}

/// The days on which the findings about a plan by itself may change, besides those on which its state does.
pub fn finding_turns(plan: &Plan) -> impl Iterator<Item = Day> + '_ {
    let events = plan.events.iter().filter_map(|event| event.actual_on);
    let reviews = plan.events.iter().filter_map(|event| Some(review_years(plan.kind)?.after(approved_on(event)?)));
    let horizon = plan.horizon_year.and_then(|year| Day::new(year + 1, 1, 1).ok());
    events.chain(reviews).chain(horizon)
}

fn past_horizon(year: i16) -> Option<PlanFinding> {
    Some(PlanFinding {
        kind: FindingKind::PastHorizon,
        vi: format!("Năm mục tiêu {year} đã qua, quy hoạch vẫn còn hiệu lực"),
        en: format!("its horizon year {year} has passed, it is still in force"),
        since: Day::new(year.checked_add(1)?, 1, 1).ok()?,
        rule: HORIZON,
    })
}

/// Years from an approval to the review.
#[derive(Debug, Clone, Copy)]
struct Years(i64);

impl Years {
    fn after(self, day: Day) -> Day {
        day.checked_add(jiff::Span::new().years(self.0)).unwrap_or(Day::MAX)
    }
}

/// How often a kind of plan is reviewed; `None` where Law 30/2009 does not say.
fn review_years(kind: PlanKind) -> Option<Years> {
    match kind.tier()? {
        Tier::General | Tier::Zoning => Some(Years(5)),
        Tier::Detailed => Some(Years(3)),
        Tier::Regional => None,
    }
}

/// The day of an approval, of the whole or of a local adjustment.
fn approved_on(event: &Event) -> Option<Day> {
    event.actual_on.filter(|_| event.stage == Stage::Approved)
}

fn review_due(plan: &Plan, day: Day) -> Option<PlanFinding> {
    let years = review_years(plan.kind)?;
    let last = plan.events.iter().filter_map(approved_on).filter(|on| *on <= day).max()?;
    let due = years.after(last);
    Some(PlanFinding {
        kind: FindingKind::ReviewDue,
        vi: format!("Phê duyệt hoặc điều chỉnh gần nhất ngày {last}, đến hạn rà soát ngày {due}"),
        en: format!("last approved or adjusted on {last}, its review was due on {due}"),
        since: due,
        rule: REVIEW,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Land, parse_day, state_on};

    fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    /// A plan with events written `stage day`.
    fn plan(kind: PlanKind, events: &[(&str, &str)]) -> Plan {
        let happened = |(stage, on): &(&str, &str)| Event::happened(stage.parse().unwrap(), day(on));
        Plan {
            id: "P".into(),
            name: "P".into(),
            kind,
            scale: None,
            horizon_year: None,
            lead_agency: None,
            consultant: None,
            adjusts: None,
            territory: Territory::None,
            registered_on: day("2030-01-01"),
            quality: Quality::Imported,
            source: None,
            clause: None,
            events: events.iter().map(happened).collect(),
        }
    }

    fn found(plan: &Plan, on: &str) -> Vec<(FindingKind, String)> {
        let age = age_findings(plan, state_on(day(on), &plan.events, &[]), day(on));
        process_findings(plan, day(on)).into_iter().chain(age).map(|one| (one.kind, one.since.to_string())).collect()
    }

    const GOOD: [(&str, &str); 8] = [
        ("brief", "2020-01-01"),
        ("brief_approved", "2020-02-01"),
        ("drafting", "2020-03-01"),
        ("consultation", "2020-06-01"),
        ("council", "2020-07-01"),
        ("appraisal", "2020-07-10"),
        ("approved", "2020-09-01"),
        ("published", "2020-10-01"),
    ];

    #[test]
    fn a_plan_made_by_the_rules_has_no_finding_until_its_review_is_due() {
        let good = plan(PlanKind::UrbanGeneral, &GOOD);
        assert_eq!(found(&good, "2025-08-31"), []);
        assert_eq!(found(&good, "2025-09-01"), [(FindingKind::ReviewDue, "2025-09-01".into())]);
        let detailed = plan(PlanKind::Detailed, &GOOD);
        assert_eq!(found(&detailed, "2023-09-01"), [(FindingKind::ReviewDue, "2023-09-01".into())]);
        assert_eq!(found(&plan(PlanKind::DistrictRegional, &GOOD), "2050-01-01"), []);
    }

    #[test]
    fn a_local_adjustment_or_one_under_way_puts_the_review_off() {
        let mut adjusted = plan(PlanKind::UrbanGeneral, &GOOD);
        let part = Some(Land::new(Vec::new()));
        adjusted.events.push(Event { part, ..Event::happened(Stage::Approved, day("2024-01-01")) });
        assert_eq!(found(&adjusted, "2028-12-31"), []);
        assert_eq!(found(&adjusted, "2029-01-01"), [(FindingKind::ReviewDue, "2029-01-01".into())]);
        let mut under_way = plan(PlanKind::UrbanGeneral, &GOOD);
        under_way.events.push(Event::happened(Stage::AdjustmentStarted, day("2025-06-01")));
        assert_eq!(found(&under_way, "2026-01-01"), []);
    }

    #[test]
    fn a_stage_first_reached_after_a_later_one_is_out_of_order_from_that_day_on() {
        let odd = plan(PlanKind::CommuneGeneral, &[("brief", "2020-01-01"), ("consultation", "2020-02-01"), ("drafting", "2020-03-01")]);
        assert_eq!(found(&odd, "2020-02-28"), []);
        assert_eq!(found(&odd, "2020-03-01"), [(FindingKind::StageOrder, "2020-03-01".into())]);
        // Drafting that goes on after the consultation is no disorder.
        let again =
            plan(PlanKind::CommuneGeneral, &[("drafting", "2020-01-01"), ("consultation", "2020-02-01"), ("drafting", "2020-03-01")]);
        assert_eq!(found(&again, "2020-03-01"), []);
        // An adjustment begins anew.
        let adjusted =
            plan(PlanKind::CommuneGeneral, &[("approved", "2020-01-01"), ("adjustment_started", "2021-01-01"), ("brief", "2021-02-01")]);
        assert_eq!(found(&adjusted, "2022-01-01"), []);
    }

    #[test]
    fn a_consultation_must_last_as_long_as_the_law_of_its_day_says() {
        let lasting = |kind, from: &str, until: &str| {
            let plan = plan(kind, &[("brief", "2019-01-01"), ("consultation", from), ("appraisal", until)]);
            process_findings(&plan, day("2026-01-01")).into_iter().map(|one| one.en).collect::<String>()
        };
        assert_eq!(lasting(PlanKind::Zoning, "2022-04-01", "2022-05-01"), "");
        assert!(lasting(PlanKind::Zoning, "2022-04-01", "2022-04-30").ends_with("29 days, at least 30 are due to residents"));
        assert!(lasting(PlanKind::Zoning, "2022-04-01", "2022-04-15").ends_with("14 days, at least 15 are due to agencies"));
        assert_eq!(lasting(PlanKind::Zoning, "2025-07-01", "2025-07-21"), "");
        assert!(lasting(PlanKind::Zoning, "2025-07-01", "2025-07-20").ends_with("at least 20 are due to residents"));
        assert_eq!(lasting(PlanKind::CommuneGeneral, "2022-04-01", "2022-04-02"), "", "another law rules communes");
    }

    #[test]
    fn a_planned_consultation_counts_only_where_its_days_are_exact() {
        let planned = |text: Option<&str>| {
            let mut plan = plan(PlanKind::UrbanGeneral, &[("brief", "2022-01-01")]);
            let (from, to) = (Some(day("2022-04-22")), Some(day("2022-04-30")));
            let event = Event {
                planned_from: from,
                planned_to: to,
                planned_text: text.map(Into::into),
                actual_on: None,
                ..Event::happened(Stage::Consultation, day("2022-04-22"))
            };
            plan.events.push(event);
            found(&plan, "2022-03-01")
        };
        assert_eq!(planned(None), [(FindingKind::ConsultationShort, "2022-04-22".into())]);
        assert_eq!(planned(Some("Tuần 4 tháng 4/2022")), []);
    }

    #[test]
    fn an_approval_without_a_brief_counts_only_where_the_making_is_recorded() {
        assert_eq!(found(&plan(PlanKind::DistrictRegional, &[("approved", "2022-01-01")]), "2022-01-01"), []);
        let odd = plan(PlanKind::DistrictRegional, &[("drafting", "2021-01-01"), ("approved", "2022-01-01")]);
        assert_eq!(found(&odd, "2022-01-01"), [(FindingKind::BriefMissing, "2022-01-01".into())]);
    }

    #[test]
    fn a_publication_has_thirty_days_and_that_of_a_province_fifteen() {
        let published = |kind, on: &str| found(&plan(kind, &[("approved", "2022-01-01"), ("published", on)]), "2022-12-31");
        assert_eq!(published(PlanKind::DistrictRegional, "2022-01-31"), []);
        assert_eq!(published(PlanKind::DistrictRegional, "2022-02-01"), [(FindingKind::PublishedLate, "2022-02-01".into())]);
        assert_eq!(published(PlanKind::Provincial, "2022-01-17"), [(FindingKind::PublishedLate, "2022-01-17".into())]);
    }

    #[test]
    fn a_horizon_year_is_past_on_the_first_day_of_the_next() {
        let mut old = plan(PlanKind::DistrictRegional, &[("approved", "2012-01-01")]);
        old.horizon_year = Some(2020);
        assert_eq!(found(&old, "2020-12-31"), []);
        assert_eq!(found(&old, "2021-01-01"), [(FindingKind::PastHorizon, "2021-01-01".into())]);
    }
}
