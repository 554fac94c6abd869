//! CSV (RFC 4180) for spreadsheets: UTF-8 with a byte order mark, without which Excel takes Vietnamese for another encoding.

use super::{Datum, Pen, Row, wkt};

/// U+FEFF in UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
/// A text that begins so is run as a formula by spreadsheets (OWASP, "CSV Injection").
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// How a table says where its features are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whereabouts {
    /// Not at all.
    Nowhere,
    /// A point inside the land, in two columns.
    Point,
    /// The whole land as well-known text.
    Wkt,
}

/// Writes a table of features.
#[derive(Debug, Clone, Copy)]
pub struct Csv {
    /// Where the features are.
    pub whereabouts: Whereabouts,
    /// The decimals of a coordinate.
    pub decimals: usize,
    /// Whether coordinates are degrees.
    pub degrees: bool,
}

impl Csv {
    /// The first line: the names of the columns.
    pub fn head<'a>(&self, out: &mut Vec<u8>, names: impl Iterator<Item = &'a str>) {
        let places: &[&str] = match (self.whereabouts, self.degrees) {
            (Whereabouts::Nowhere, _) => &[],
            (Whereabouts::Point, true) => &["lon", "lat"],
            (Whereabouts::Point, false) => &["easting", "northing"],
            (Whereabouts::Wkt, _) => &["geometry"],
        };
        out.extend_from_slice(BYTE_ORDER_MARK);
        for (place, name) in names.chain(places.iter().copied()).enumerate() {
            separate(out, place);
            quoted(out, name);
        }
        out.extend_from_slice(b"\r\n");
    }

    /// A line. Numbers are rounded to two decimals, for people; an empty cell is no value.
    pub fn row(&self, out: &mut Vec<u8>, row: &Row<'_>) {
        for (place, value) in row.values.iter().enumerate() {
            separate(out, place);
            match value {
                Some(Datum::Text(text)) => harmless(out, text),
                Some(Datum::Number(number)) => out.extend_from_slice(format!("{number:.2}").as_bytes()),
                Some(Datum::Integer(number)) => out.extend_from_slice(number.to_string().as_bytes()),
                Some(Datum::Flag(flag)) => out.extend_from_slice(flag.to_string().as_bytes()),
                None => {}
            }
        }
        match self.whereabouts {
            Whereabouts::Nowhere => {}
            Whereabouts::Point => {
                for (place, number) in [row.point.map(|point| point.x), row.point.map(|point| point.y)].into_iter().enumerate() {
                    separate(out, row.values.len() + place);
                    if let Some(number) = number {
                        Pen::new(self.decimals, false).decimal(out, number);
                    }
                }
            }
            Whereabouts::Wkt => {
                separate(out, row.values.len());
                out.push(b'"');
                wkt::land(out, self.decimals, row.land);
                out.push(b'"');
            }
        }
        out.extend_from_slice(b"\r\n");
    }
}

fn separate(out: &mut Vec<u8>, place: usize) {
    if place > 0 {
        out.push(b',');
    }
}

/// A text that no spreadsheet runs: an apostrophe before what would be a formula.
fn harmless(out: &mut Vec<u8>, text: &str) {
    if text.starts_with(FORMULA) { quoted(out, &format!("'{text}")) } else { quoted(out, text) }
}

/// In quotes where the text would otherwise be read as several cells (section 2), or lose its blanks.
fn quoted(out: &mut Vec<u8>, text: &str) {
    let plain = !text.contains([',', ';', '"', '\r', '\n', '\t']) && text.trim() == text;
    if plain {
        out.extend_from_slice(text.as_bytes());
    } else {
        out.push(b'"');
        out.extend_from_slice(text.replace('"', "\"\"").as_bytes());
        out.push(b'"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Land;
    use geo::{Coord, wkt};

    #[expect(clippy::unnecessary_wraps, reason = "a cell of a row, as those that may be empty")]
    fn text(value: &str) -> Option<Datum<'_>> {
        Some(Datum::Text(value.into()))
    }

    fn line(whereabouts: Whereabouts, values: &[Option<Datum<'_>>]) -> String {
        let land: Land = wkt! { MULTIPOLYGON(((106. 21.,107. 21.,106. 22.,106. 21.))) };
        let row = Row { id: "1", values, land: &land, point: Some(Coord { x: 106.25, y: 21.25 }) };
        let mut out = Vec::new();
        Csv { whereabouts, decimals: 7, degrees: true }.row(&mut out, &row);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn cells_are_quoted_where_they_would_be_read_otherwise() {
        let values = [text("Đồng Mỏ"), text("a,b"), text("say \"x\""), text("two\r\nlines"), text(" blank"), None, text("")];
        assert_eq!(line(Whereabouts::Nowhere, &values), "Đồng Mỏ,\"a,b\",\"say \"\"x\"\"\",\"two\r\nlines\",\" blank\",,\r\n");
        let values = [Some(Datum::Number(50.0)), Some(Datum::Number(-0.126)), Some(Datum::Integer(-5)), Some(Datum::Flag(true))];
        assert_eq!(line(Whereabouts::Nowhere, &values), "50.00,-0.13,-5,true\r\n");
    }

    #[test]
    fn no_text_is_a_formula() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "＝1"] {
            assert_eq!(line(Whereabouts::Nowhere, &[text(formula)]), format!("'{formula}\r\n"));
        }
        assert_eq!(line(Whereabouts::Nowhere, &[text("\t=1")]), "\"'\t=1\"\r\n");
        assert_eq!(line(Whereabouts::Nowhere, &[text("\n=1")]), "\"'\n=1\"\r\n");
        assert_eq!(line(Whereabouts::Nowhere, &[text("\r=1")]), "\"'\r=1\"\r\n");
        assert_eq!(line(Whereabouts::Nowhere, &[text("=HYPERLINK(\"x\",\"y\")")]), "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\r\n");
    }

    #[test]
    fn places_are_a_point_or_the_land() {
        assert_eq!(line(Whereabouts::Point, &[text("a")]), "a,106.25,21.25\r\n");
        assert_eq!(line(Whereabouts::Wkt, &[text("a")]), "a,\"MULTIPOLYGON (((106 21,107 21,106 22,106 21)))\"\r\n");
        let mut out = Vec::new();
        Csv { whereabouts: Whereabouts::Point, decimals: 3, degrees: false }.head(&mut out, ["code"].into_iter());
        assert_eq!(out, "\u{feff}code,easting,northing\r\n".as_bytes());
    }
}
