//! Writes units and plans as GeoJSON in the columns that `import` reads, so that an import can be tried at any size.

use std::fmt::Write;

use plancover::domain::{Day, Land, Plan, Territory, UnitVersion};

/// The unit versions as a feature collection.
pub fn units(units: &[UnitVersion]) -> String {
    collection(units.iter().map(|unit| {
        let parent = unit.parent_code.as_ref().map(ToString::to_string);
        let dates = [unit.period.from, unit.period.to].map(|day| day.as_ref().map(Day::to_string));
        let [from, to] = dates;
        let columns = [
            ("code", Some(unit.code.to_string())),
            ("name", Some(unit.name.clone())),
            ("kind", Some(unit.kind.to_string())),
            ("parent_code", parent),
            ("valid_from", from),
            ("valid_to", to),
        ];
        (Some(&unit.boundary), columns.to_vec())
    }))
}

/// The plans as a feature collection, with their approval but no other event.
pub fn plans(plans: &[Plan]) -> String {
    collection(plans.iter().map(|plan| {
        let (land, units) = match &plan.territory {
            Territory::Boundary(land) => (Some(land), None),
            Territory::Units(units) => (None, Some(units.iter().map(|unit| unit.code.to_string()).collect::<Vec<_>>().join(";"))),
            Territory::Areas(_) | Territory::None => (None, None),
        };
        let approved = plan.approval().and_then(|event| event.actual_on).map(|day| day.to_string());
        let columns = [
            ("id", Some(plan.id.clone())),
            ("name", Some(plan.name.clone())),
            ("kind", Some(plan.kind.to_string())),
            ("units", units),
            ("approved_on", approved),
            ("adjusts", plan.adjusts.clone()),
        ];
        (land, columns.to_vec())
    }))
}

type Feature<'a> = (Option<&'a Land>, Vec<(&'static str, Option<String>)>);

fn collection<'a>(features: impl Iterator<Item = Feature<'a>>) -> String {
    let mut out = String::from("{\"type\":\"FeatureCollection\",\"features\":[");
    for (index, (land, columns)) in features.enumerate() {
        out.push_str(if index > 0 { ",\n" } else { "\n" });
        out.push_str("{\"type\":\"Feature\",\"properties\":{");
        for (index, (name, value)) in columns.iter().enumerate() {
            let value = value.as_ref().map_or("null".into(), |text| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")));
            write(&mut out, format_args!("{}\"{name}\":{value}", if index > 0 { "," } else { "" }));
        }
        out.push_str("},\"geometry\":");
        geometry(&mut out, land);
        out.push('}');
    }
    out.push_str("\n]}\n");
    out
}

fn geometry(out: &mut String, land: Option<&Land>) {
    let Some(land) = land else { return out.push_str("null") };
    out.push_str("{\"type\":\"MultiPolygon\",\"coordinates\":[");
    list(out, land.iter(), |out, polygon| {
        list_in_brackets(out, std::iter::once(polygon.exterior()).chain(polygon.interiors()), |out, ring| {
            list_in_brackets(out, ring.0.iter(), |out, coord| write(out, format_args!("[{},{}]", coord.x, coord.y)));
        });
    });
    out.push_str("]}");
}

fn list_in_brackets<T>(out: &mut String, items: impl Iterator<Item = T>, each: impl FnMut(&mut String, T)) {
    out.push('[');
    list(out, items, each);
    out.push(']');
}

fn list<T>(out: &mut String, items: impl Iterator<Item = T>, mut each: impl FnMut(&mut String, T)) {
    for (index, item) in items.enumerate() {
        if index > 0 {
            out.push(',');
        }
        each(out, item);
    }
}

fn write(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).unwrap_or_else(|error| unreachable!("a string takes everything: {error}"));
}
