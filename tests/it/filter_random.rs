//! Filters made at random: what is written is read as it was, and no text brings anything down.

use std::fmt::Write as _;

use plancover::cql2::{Filter, FilterLimits, Queryable, QueryableType, read_json, read_text};
use proptest::prelude::*;

use crate::filter_data::{Cell, LIMITS, Record};
use crate::filter_print::{AsText, Crs84, to_json};

fn property() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("name".to_owned()),
        Just("\"like\"".to_owned()),
        Just("\"đồng \"\"mỏ\"".to_owned()),
        Just("eo:cloud_cover".to_owned()),
        Just("tên.x".to_owned())
    ]
}

fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        (-1000..1000_i32).prop_map(|n| n.to_string()),
        (-1_000_000..1_000_000_i32).prop_map(|n| (f64::from(n) / 64.0).to_string()),
        Just("1.5E-7".to_owned()),
        Just("0.".to_owned())
    ]
}

fn text() -> impl Strategy<Value = String> {
    "[a-zđồ %_'\\\\\t\n\u{7}\"]{0,8}".prop_map(|text: String| format!("'{}'", text.replace('\\', "\\\\").replace('\'', "''")))
}

/// With as many decimals as JSON numbers are read with to the last bit.
fn position() -> impl Strategy<Value = String> {
    (-180_000_000..180_000_000_i32, -90_000_000..90_000_000_i32).prop_map(|(x, y)| format!("{} {}", f64::from(x) / 1e6, f64::from(y) / 1e6))
}

fn geometry() -> impl Strategy<Value = String> {
    prop_oneof![
        position().prop_map(|at| format!("POINT({at})")),
        (position(), position()).prop_map(|(a, b)| format!("LINESTRING({a},{b})")),
        (position(), position(), position()).prop_map(|(a, b, c)| format!("POLYGON(({a}, {b}, {c}, {a}))")),
        (position(), position()).prop_map(|(a, b)| format!("MULTIPOINT({a},({b}))")),
        (position(), position(), position()).prop_map(|(a, b, c)| format!("MULTIPOLYGON((({a}, {b}, {c}, {a})))")),
        (position(), position()).prop_map(|(a, b)| format!("GEOMETRYCOLLECTION(POINT Z({a} 5), MULTILINESTRING(({a},{b})))")),
        Just("BBOX(1, 2, 3, 4)".to_owned()),
        Just("BBOX(170, 2, 0, -170, 4, 1)".to_owned()),
        Just("geom".to_owned()),
    ]
}

fn time() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("DATE('2024-02-29')".to_owned()),
        Just("timestamp('2024-02-29T10:00:00.25Z')".to_owned()),
        Just("INTERVAL('..', '2024-02-29')".to_owned()),
        Just("INTERVAL('2024-02-29T10:00:00Z', ended)".to_owned()),
        property(),
    ]
}

fn arithmetic() -> impl Strategy<Value = String> {
    let operand = prop_oneof![number(), property()];
    operand.prop_recursive(4, 24, 2, |inner| {
        let operation = prop::sample::select(vec!["+", "-", "*", "/", "%", "div", "^"]);
        prop_oneof![
            (inner.clone(), operation, inner.clone()).prop_map(|(a, operation, b)| format!("{a} {operation} {b}")),
            inner.clone().prop_map(|a| format!("({a})")),
            property().prop_map(|a| format!("-{a}")),
        ]
    })
}

fn predicate() -> impl Strategy<Value = String> {
    let comparison = prop::sample::select(vec!["=", "<>", "<", ">", "<=", ">="]);
    let spatial = prop::sample::select(vec![
        "S_INTERSECTS",
        "s_equals",
        "S_DISJOINT",
        "S_TOUCHES",
        "S_WITHIN",
        "S_OVERLAPS",
        "S_CROSSES",
        "S_CONTAINS",
    ]);
    let temporal =
        prop::sample::select(vec!["T_AFTER", "T_DURING", "t_finishedby", "T_METBY", "T_OVERLAPPEDBY", "T_STARTS", "T_INTERSECTS"]);
    let operand = prop_oneof![arithmetic(), text(), property(), text().prop_map(|text| format!("CASEI(ACCENTI({text}))"))];
    let value = operand.boxed();
    prop_oneof![
        (value.clone(), comparison, value.clone()).prop_map(|(a, comparison, b)| format!("{a} {comparison} {b}")),
        (property(), prop::bool::ANY, text()).prop_map(|(a, not, b)| format!("{a} {} LIKE {b}", if not { "NOT" } else { "" })),
        (arithmetic(), arithmetic(), arithmetic()).prop_map(|(a, b, c)| format!("{a} not between {b} AND {c}")),
        (value.clone(), prop::collection::vec(value.clone(), 1..4)).prop_map(|(a, list)| format!("{a} IN ({})", list.join(","))),
        (value, prop::bool::ANY).prop_map(|(a, not)| format!("{a} IS {} NULL", if not { "NOT" } else { "" })),
        (spatial, geometry(), geometry()).prop_map(|(function, a, b)| format!("{function}({a},{b})")),
        (temporal, time(), time()).prop_map(|(function, a, b)| format!("{function}({a}, {b})")),
        Just("A_CONTAINS(tags, ('a'))".to_owned()),
        Just("own(1, 'a', name) = TRUE".to_owned()),
        Just("FALSE".to_owned()),
    ]
}

fn expression() -> impl Strategy<Value = String> {
    predicate().prop_recursive(4, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| parts.join(" AND ")),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(" or "))),
            inner.clone().prop_map(|one| format!("NOT ({one})")),
            (inner.clone(), prop::collection::vec(inner.clone(), 1..3)).prop_map(|(a, list)| format!("({a}) IN ({})", list.join(", "))),
            (inner.clone(), inner.clone(), arithmetic()).prop_map(|(a, b, c)| format!("({a}) BETWEEN ({b}) AND {c}")),
            (arithmetic(), inner.clone()).prop_map(|(a, b)| format!("{a} BETWEEN 1 AND ({b})")),
            (inner.clone(), inner).prop_map(|(a, b)| format!("({a}) = ({b})")),
        ]
    })
}

/// Wide enough for what is made here.
const WIDE: FilterLimits = FilterLimits { characters: 100_000, depth: 60, expressions: 5_000, vertices: 5_000, spatial: 200 };

fn ask(text: &str) {
    let columns = [
        ("name", QueryableType::Text),
        ("eo:cloud_cover", QueryableType::Number),
        ("tên.x", QueryableType::Boolean),
        ("ended", QueryableType::Date),
        ("geom", QueryableType::Geometry),
    ];
    let columns = columns.map(|(name, value_type)| Queryable { name, value_type });
    let cells = vec![Cell::Text("Đồng Mỏ".into()), Cell::Number(3.0), Cell::Null, crate::filter_data::day("2024-06-30")];
    let record = Record { cells, geometry: Some(geo::Point::new(106.5, 21.6).into()) };
    for expression in [read_text(text, &WIDE), read_json(text, &WIDE)].into_iter().flatten() {
        if let Ok(filter) = Filter::new(&expression, &columns, &Crs84) {
            let _ = filter.matches(&record);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_written_is_read_as_it_was(text in expression()) {
        let expression = read_text(&text, &WIDE).map_err(|problem| TestCaseError::fail(format!("{text}: {problem}")))?;
        let printed = AsText(&expression).to_string();
        prop_assert_eq!(read_text(&printed, &WIDE), Ok(expression.clone()), "{}", printed);
        let json = to_json(&expression).to_string();
        prop_assert_eq!(read_json(&json, &WIDE), Ok(expression), "{}", json);
        ask(&text);
    }

    #[test]
    fn no_text_brings_it_down(text in "\\PC{0,80}") {
        ask(&text);
    }

    #[test]
    fn no_row_of_words_brings_it_down(words in prop::collection::vec(prop::sample::select(vec![
        "(", ")", ",", "'", "\"", "AND", "OR", "NOT", "name", "geom", "=", "<", "-", "^", "1", "1e", "LIKE", "IN", "BETWEEN", "IS", "NULL", "S_WITHIN(", "BBOX(",
        "POLYGON((", "0 0", "GEOMETRYCOLLECTION(", "INTERVAL(", "'..'", "T_AFTER(", "A_EQUALS(", "CASEI(", "div", "DATE('2024-01-01')", "\\", "{", "}", "[", "]", ":", "\"op\":", "\"args\":",
    ]), 0..40)) {
        ask(&words.join(" "));
        ask(&words.concat());
    }
}

#[test]
fn hostile_filters_are_refused_and_never_overflow_the_stack() {
    let nested = |open: &str, close: &str, times: usize| format!("{}name{}", open.repeat(times), close.repeat(times));
    let long = FilterLimits { characters: 1 << 20, ..LIMITS };
    for (open, close) in [
        ("(", ")"),
        ("NOT ", ""),
        ("-(", ")"),
        ("f(", ")"),
        ("CASEI(", ")"),
        ("INTERVAL(", ",'..')"),
        ("A_EQUALS(", ",name)"),
        ("2^", ""),
        ("GEOMETRYCOLLECTION(", ")"),
        ("name=(", ")"),
        ("name IN (", ")"),
    ] {
        let problem = read_text(&nested(open, close, 20_000), &long).unwrap_err();
        assert!(
            problem.allowed.contains("at most 40") || problem.allowed.contains("a geometry") || problem.allowed.contains('('),
            "{open}: {problem}"
        );
    }
    let chain = format!("1{} = 1", "+1".repeat(100_000));
    assert!(read_text(&chain, &long).unwrap_err().allowed.contains("at most"));
    let wide = format!("name IN ('a'{})", ",'a'".repeat(100_000));
    assert!(read_text(&wide, &long).unwrap_err().allowed.contains("at most 500 expressions"));
    let mut line = "S_INTERSECTS(geom, LINESTRING(0 0".to_owned();
    (0..50_000).for_each(|n| write!(line, ",{} 0", n % 180).unwrap());
    assert!(read_text(&(line + "))"), &long).unwrap_err().allowed.contains("at most 2000 vertices"));
    let spatial = vec!["S_TOUCHES(geom, POINT(0 0))"; 17].join(" AND ");
    assert!(read_text(&spatial, &long).unwrap_err().allowed.contains("at most 16 spatial"));
    assert!(read_text(&" ".repeat(8_001), &LIMITS).unwrap_err().allowed.contains("at most 8000 characters"));
    for (open, close) in [("[", "]"), ("{\"op\":\"not\",\"args\":[", "]}"), ("{\"type\":\"GeometryCollection\",\"geometries\":[", "]}")] {
        assert!(
            read_json(&format!("{}true{}", open.repeat(30_000), close.repeat(30_000)), &FilterLimits { characters: 1 << 22, ..LIMITS })
                .is_err()
        );
        assert!(read_json(&format!("{}true{}", open.repeat(50), close.repeat(50)), &LIMITS).is_err());
    }
}

/// One that doubled with each step would never end.
#[test]
fn operators_in_one_another_grow_no_faster_than_they_are_written() {
    let columns = [("name", QueryableType::Text), ("people", QueryableType::Number), ("geom", QueryableType::Geometry)];
    let columns = columns.map(|(name, value_type)| Queryable { name, value_type });
    let record = |people: f64| Record { cells: vec![Cell::Text("a".into()), Cell::Number(people)], geometry: None };
    let found = |text: &str| {
        let read = read_text(text, &LIMITS).unwrap();
        let again = read_json(&to_json(&read).to_string(), &LIMITS).unwrap();
        [read, again].map(|one| Filter::new(&one, &columns, &Crs84).map(|filter| filter.matches(&record(3.0))))
    };
    let wrapped = |seed: &str, before: &str, after: &str, times: usize| format!("{}{seed}{}", before.repeat(times), after.repeat(times));
    for (seed, before, after) in [
        ("name IN ('a')", "(", ") IN (TRUE)"),
        ("name IN ('a')", "(", ") IN (FALSE, name = 'a', TRUE)"),
        ("name IN ('a')", "TRUE IN (FALSE, ", ")"),
        ("name IN ('a')", "(", ") = TRUE"),
        ("name IN ('a')", "TRUE = (", ")"),
        ("name IN ('a')", "NOT (", ") = FALSE"),
        ("name IN ('a')", "(", ") IS NOT NULL"),
        ("name IN ('a')", "(FALSE OR TRUE AND (", "))"),
        ("people = 3", "people BETWEEN 1 AND 4 AND (", ")"),
    ] {
        assert_eq!(found(&wrapped(seed, before, after, 12)), [Ok(true), Ok(true)], "{before}{seed}{after}");
    }
    for (seed, before, after) in [("people", "(", " + 0)"), ("people", "-(-(", "))"), ("people", "(0 + ", ")"), ("people", "(", " ^ 1)")] {
        let number = wrapped(seed, before, after, 15);
        for test in [format!("{number} BETWEEN {number} AND {number}"), format!("{number} IN (1, {number})"), format!("{number} = people")]
        {
            assert_eq!(found(&test), [Ok(true), Ok(true)], "{test}");
        }
    }
    let deep = wrapped("name IN ('a')", "(", ") IN (TRUE)", 37);
    assert_eq!(found(&deep), [Ok(true), Ok(true)]);
    let folded = wrapped("name", "CASEI(", ")", 30);
    assert_eq!(found(&format!("{folded} IN ('a', {folded})")), [Ok(true), Ok(true)]);
    // Of the wrong type, however deep.
    let odd = wrapped("people BETWEEN 1 AND 4", "(", ") BETWEEN 1 AND 4", 37);
    assert!(found(&odd).into_iter().all(|one| one.is_err()));
    let odd = wrapped("DATE('2024-01-01')", "INTERVAL(", ", '..')", 37);
    assert!(found(&format!("T_AFTER({odd}, {odd})")).into_iter().all(|one| one.is_err()));
}

#[test]
fn a_value_that_is_not_known_is_among_none() {
    let columns = [("people", QueryableType::Number), ("open", QueryableType::Boolean)];
    let columns = columns.map(|(name, value_type)| Queryable { name, value_type });
    let holds = |text: &str, people: Cell, open: Cell| {
        let filter = Filter::new(&read_text(text, &LIMITS).unwrap(), &columns, &Crs84).unwrap();
        filter.matches(&Record { cells: vec![people, open], geometry: None })
    };
    for text in
        ["people IN (1, 2)", "people NOT IN (1, 2)", "open IN (TRUE)", "open NOT IN (TRUE)", "3 NOT IN (1, people)", "FALSE NOT IN (open)"]
    {
        assert!(!holds(text, Cell::Null, Cell::Null), "{text}");
    }
    for (text, expected) in [
        ("people IN (1, people + 0)", true),
        ("people IN (people / 0, 3)", true),
        ("people NOT IN (people / 0, 4)", false),
        ("people NOT IN (1, 4)", true),
        ("(people = 3) IN (open)", false),
        ("(people = 3) IN (open, TRUE)", true),
        ("open NOT IN (TRUE)", true),
    ] {
        assert_eq!(holds(text, Cell::Number(3.0), Cell::Flag(false)), expected, "{text}");
    }
}

#[test]
fn problems_tell_where_and_what_is_allowed() {
    let told = |text: &str| read_text(text, &LIMITS).unwrap_err().to_string();
    assert_eq!(told("name = "), "at character 8: the end of the filter; allowed: a property, a literal, a function or `(`");
    assert_eq!(told("tên = 'Đồng Mỏ' name"), "at character 17: `name`; allowed: AND, OR or the end of the filter");
    assert_eq!(told("name = 'x"), "at character 8: a single quote that is never closed; allowed: a text in single quotes");
    assert_eq!(told("a BETWEEN 1 OR 2"), "at character 13: `OR`; allowed: AND and the highest value");
    assert_eq!(told("d > DATE('2024-13-01')"), "at character 10: the text `2024-13-01`; allowed: a day written 'YYYY-MM-DD'");
    assert!(told("a != 1").starts_with("at character 3: the character `!`"));
    assert!(told("S_WITHIN(geom)").starts_with("at character 1: `S_WITHIN` with 1 arguments; allowed: 2"));
    assert!(told("POLYGON((0 0, 1 0, 1 1, 0 1))").contains("a ring that is not closed"));
    let json = read_json(r#"{"op":"and","args":[true,{"op":"=","args":[{"propert":"a"},1]}]}"#, &LIMITS).unwrap_err();
    assert!(json.to_string().starts_with("at `$.args[1].args[0]`: an object with the members `propert`; allowed: a text"), "{json}");
    assert!(read_json("null", &LIMITS).is_err() && read_json("{", &LIMITS).is_err());
}

#[test]
fn types_that_do_not_go_together_are_problems() {
    let columns = [
        ("name", QueryableType::Text),
        ("people", QueryableType::Integer),
        ("built", QueryableType::Date),
        ("open", QueryableType::Boolean),
        ("geom", QueryableType::Geometry),
    ];
    let columns = columns.map(|(name, value_type)| Queryable { name, value_type });
    let told =
        |text: &str| Filter::new(&read_text(text, &LIMITS).unwrap(), &columns, &Crs84).map(|_| ()).map_err(|problem| problem.to_string());
    for (text, expected) in [
        ("nam = 'x'", "at character 1: the property `nam`; allowed: name, people, built, open, geom"),
        (
            "people = 'x'",
            "at character 1: a number compared with a text; allowed: two texts, two numbers, two times, or two that are true or false",
        ),
        ("name", "at character 1: a text; allowed: a condition that is true or false"),
        ("NOT people", "at character 5: a number; allowed: a condition that is true or false"),
        ("built > 'soon'", "at character 1: the text `soon`; allowed: a day written 'YYYY-MM-DD' or a time written 'YYYY-MM-DDThh:mm:ssZ'"),
        (
            "built > 2020",
            "at character 1: a time compared with a number; allowed: two texts, two numbers, two times, or two that are true or false",
        ),
        ("name BETWEEN 1 AND 2", "at character 1: a text; allowed: three numbers or three times"),
        ("people LIKE 'x'", "at character 1: a number; allowed: a text"),
        ("name LIKE name", "at character 11: a property; allowed: a pattern in single quotes, in CASEI or ACCENTI or not"),
        ("people + name > 1", "at character 10: a text; allowed: a number"),
        (
            "people IN (1, 'x')",
            "at character 15: a number compared with a text; allowed: two texts, two numbers, two times, or two that are true or false",
        ),
        ("S_WITHIN(name, POINT(0 0))", "at character 10: a text; allowed: a geometry: a property or a literal"),
        (
            "T_DURING(built, INTERVAL('2020-01-01','..'))",
            "at character 10: a point of time; allowed: an interval: `t_during` takes two of them",
        ),
        (
            "T_AFTER(built, INTERVAL('2021-01-01','2020-01-01'))",
            "at character 16: an interval that ends before it begins; allowed: the earlier time first",
        ),
        ("area(geom) > 1", "at character 1: the function `area`; allowed: CASEI, ACCENTI, and the functions that begin with S_ and T_"),
        (
            "geom = geom",
            "at character 1: a geometry compared with a geometry; allowed: two texts, two numbers, two times, or two that are true or false",
        ),
    ] {
        assert_eq!(told(text), Err(expected.to_owned()), "{text}");
    }
    assert!(told("S_WITHIN(geom, POLYGON((0 0, 2 2, 2 0, 0 2, 0 0)))").unwrap_err().contains("a ring crosses itself"));
    for fine in [
        "open",
        "open = TRUE AND built = '2020-01-01'",
        "built BETWEEN '2020-01-01' AND DATE('2021-01-01')",
        "(people = 1) = open",
        "geom IS NULL",
        "INTERVAL(built, '..') IS NULL",
    ] {
        assert_eq!(told(fine), Ok(()), "{fine}");
    }
}
