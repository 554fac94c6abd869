//! The page of an indicator: its value of the day and its next target.

use maud::html;
use serde_json::json;

use super::head::{Head, Shown};
use super::words::{day, told as words};
use crate::domain::Target;
use crate::http::ask::{Ask, encode};
use crate::http::maps::amount;
use crate::http::wire::{Indicator, Notices};
use crate::picture::Language;

/// What is said of an indicator; nothing where it measures another province.
pub(super) fn told(ask: &Ask<Shown>, id: &str) -> Option<Head> {
    let (snapshot, language) = (ask.snapshot(), ask.query.language);
    let indicator = ask.site.indicators.iter().find(|indicator| indicator.id == id)?;
    if !snapshot.is_measured_by(indicator, ask.day) {
        return None;
    }
    let evaluation = ask.settled.edition.view.coverage.evaluate(indicator, ask.day, None);
    let mut notices = Notices::none();
    let measured = Indicator::of(snapshot, indicator, evaluation.as_ref(), (ask.day, None), &mut notices);
    let [vi, en] = &indicator.title;
    let title = words(language, vi.as_str(), en.as_str());
    let unit = indicator.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let on = day(language, ask.day);
    let value = match measured.value {
        Some(value) => {
            let value = format!("{}{unit}", amount(language, value));
            words(language, format!("Giá trị ngày {on}: {value}."), format!("Its value on {on}: {value}."))
        }
        None => words(language, format!("Ngày {on}: chưa có số liệu."), format!("On {on}: no figure was supplied.")),
    };
    let next = indicator.targets.iter().find(|target| Some(&target.id) == measured.next_target.as_ref());
    let goal = next.map(|target| {
        let due = day(language, target.due_on);
        let asked = asked(language, target);
        words(language, format!(" Mục tiêu kế tiếp:{asked} đến {due}."), format!(" Next target:{asked} by {due}."))
    });
    let cautions: Vec<&str> =
        notices.into_list().iter().map(|notice| if language == Language::Vi { notice.vi } else { notice.en }).collect();
    let caution = if cautions.is_empty() { String::new() } else { format!(" {}", cautions.join(" ")) };
    let [rule_vi, rule_en] = &indicator.rule;
    Some(Head {
        description: format!("{title}. {value}{}{caution}", goal.unwrap_or_default()),
        title,
        is_made_up: false,
        path: format!("/indicators/{}", encode(id)),
        feature: None,
        api: format!("/api/indicators/{}?at={}", encode(id), ask.day),
        data: json!({"@type": "Dataset", "identifier": indicator.id}),
        lines: html! { p { (words(language, rule_vi.as_str(), rule_en.as_str())) } },
    })
}

/// What a target asks for, with a space before it: `ít nhất 11–16 %`; nothing where it has no figure.
fn asked(language: Language, target: &Target) -> String {
    let (Some(operator), Some(least)) = (target.operator, target.value_min) else { return String::new() };
    let unit = target.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let number = |value: f64| {
        let text = amount(language, value);
        text.strip_suffix("00").map_or(text.as_str(), |whole| whole.trim_end_matches(['.', ','])).to_owned()
    };
    let most = target.value_max.map(|most| format!("–{}", number(most))).unwrap_or_default();
    format!(" {} {}{most}{unit}", words(language, operator.vi(), operator.en()), number(least))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Day, Operator};

    #[test]
    fn a_target_is_told_with_its_direction_and_its_range() {
        let target = |operator, value_max| Target {
            id: "T".into(),
            operator,
            value_min: Some(11.0),
            value_max,
            unit: Some("%".into()),
            due_on: Day::MAX,
            due_text: None,
            text: None,
            only: Vec::new(),
            responsible: None,
            source: "1/QĐ-TTg".into(),
            clause: String::new(),
            note: None,
        };
        let told = |operator, most| asked(Language::En, &target(operator, most));
        assert_eq!(told(Some(Operator::AtLeast), Some(16.0)), " at least 11–16 %");
        assert_eq!(asked(Language::Vi, &target(Some(Operator::AtMost), None)), " nhiều nhất 11 %");
        assert_eq!(told(None, None), "");
    }
}
