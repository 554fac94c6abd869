//! The styles of the program as they are drawn: by properties, not by bytes.

use std::sync::Arc;

use geo::{MultiPolygon, polygon};
use serde_json::{Value as Json, json};
use tiny_skia::{PathBuilder, Pixmap};

use super::colour::Colour;
use super::expression::Scene;
use super::font::Font;
use super::label::Labels;
use super::style::{Paint, Style};
use super::{Focus, Language, Sheet, Words, sheet, sprite, tile};
use crate::tiles::{LayerBuilder, Shapes, TileCoord, TileLayer, Value};

const COVERAGE: &str = include_str!("../../styles/coverage-general.json");
const PLANS: &str = include_str!("../../styles/plans.json");
const INDICATORS: &str = include_str!("../../styles/indicators.json");

fn json_of(text: &str) -> Json {
    serde_json::from_str(text).unwrap()
}

fn style(text: &str) -> Style {
    Style::read("it", &json_of(text)).unwrap()
}

/// Communes in a row of a tenth of a degree each, from 106° E, 21° N, with those statuses and names.
fn row(communes: &[(&str, &str)]) -> Vec<Arc<TileLayer>> {
    let west = |place: usize| 106.0 + 0.1 * f64::from(u8::try_from(place).unwrap());
    let square =
        |west: f64, east: f64| MultiPolygon(vec![polygon![(x: west, y: 21.0), (x: east, y: 21.0), (x: east, y: 21.1), (x: west, y: 21.1)]]);
    let lands: Vec<MultiPolygon<f64>> = (0..communes.len()).map(|place| square(west(place), west(place + 1))).collect();
    let keys = ["code", "general_status", "quality"];
    let mut units = LayerBuilder::new("communes", 0..=16, &keys);
    let mut names = LayerBuilder::new("commune_names", 0..=16, &["name"]);
    let set = units.shapes(Arc::new(Shapes::build(&lands.iter().collect::<Vec<_>>()).unwrap()));
    for (place, (status, name)) in communes.iter().enumerate() {
        let values = [Some(Value::Text(name)), Some(Value::Text(status)), Some(Value::Text("imported"))];
        units.feature(place as u64, set, place, &values).unwrap();
        names.point(place as u64, west(place) + 0.05, 21.05, &[Some(Value::Text(name))]).unwrap();
    }
    vec![Arc::new(units.build()), Arc::new(names.build())]
}

const ROW: [(&str, &str); 4] = [("full", "Đồng Mỏ"), ("partial", "Ẩn Lễ"), ("preparing", "Bắc Thủy"), ("none", "Vân Nham")];

fn page<'a>(style: &'a Style, layers: &'a [Arc<TileLayer>], width: u32, focus: Option<&'a str>) -> Sheet<'a> {
    let words = Words {
        language: Language::Vi,
        title: "Phủ kín quy hoạch chung: Tỉnh Thử".into(),
        lines: vec!["Ngày 30/06/2024".into()],
        notices: vec![("schematic_boundaries", "Một số ranh giới là sơ đồ.".into())],
        source: "plancover".into(),
    };
    Sheet { style, layers, focus: focus.map(|code| Focus { layer: "communes", code }), bounds: [106.0, 21.0, 106.4, 21.1], width, words }
}

fn pixel(picture: &Pixmap, x: u32, y: u32) -> [u8; 3] {
    let at = picture.pixel(x, y).unwrap();
    [at.red(), at.green(), at.blue()]
}

fn seen(picture: &Pixmap, colour: Colour) -> usize {
    picture.pixels().iter().filter(|at| [at.red(), at.green(), at.blue()] == colour.rgb).count()
}

fn swatch(style: &Style, value: &str) -> Colour {
    let entry = style.legend.iter().find(|entry| entry.value.as_deref() == Some(value)).unwrap();
    style.swatch(entry).fill.unwrap()
}

#[test]
fn a_tile_shows_every_commune_in_the_colour_of_its_legend() {
    let style = style(COVERAGE);
    let layers = row(&ROW);
    let coord = TileCoord::at(9, 106.2, 21.05).unwrap();
    for ratio in [1, 2_u8] {
        let picture = Pixmap::decode_png(&tile(&style, &layers, coord, ratio).unwrap()).unwrap();
        assert_eq!((picture.width(), picture.height()), (256 * u32::from(ratio), 256 * u32::from(ratio)));
        let [west, south, east, north] = coord.bounds();
        let side = f64::from(picture.width());
        // Near the corner of each commune that lies in the tile, where no name is: the colour as the legend tells it.
        for (place, (status, _)) in (0_u8..).zip(ROW) {
            let (lon, lat) = (106.0 + 0.1 * f64::from(place) + 0.02, 21.085);
            let (x, y) = ((lon - west) / (east - west) * side, (north - lat) / (north - south) * side);
            if !(0.0..side - 9.0).contains(&x) {
                continue;
            }
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the picture")]
            let around = (0..9).flat_map(|dx| (0..4).map(move |dy| (x as u32 + dx, y as u32 + dy)));
            let found: Vec<[u8; 3]> = around.map(|(x, y)| pixel(&picture, x, y)).collect();
            let expected = swatch(&style, status).rgb;
            assert!(found.iter().any(|at| at.iter().zip(expected).all(|(a, b)| a.abs_diff(b) <= 1)), "{status}: {found:?}, {expected:?}");
        }
        assert_eq!(pixel(&picture, 1, 1), style.background.rgb);
    }
}

#[test]
fn neighbours_of_one_colour_have_no_ground_between_them() {
    let mut json = json_of(COVERAGE);
    json["layers"].as_array_mut().unwrap().retain(|layer| ["background", "fill"].contains(&layer["type"].as_str().unwrap()));
    json["metadata"]["plancover:legend"].as_array_mut().unwrap().retain(|entry| entry["layers"][0] == "communes-fill");
    let style = Style::read("it", &json).unwrap();
    let layers = row(&[("full", "a"), ("full", "b"), ("full", "c"), ("full", "d")]);
    let coord = TileCoord::at(10, 106.2, 21.05).unwrap();
    let picture = Pixmap::decode_png(&tile(&style, &layers, coord, 1).unwrap()).unwrap();
    let [west, south, east, north] = coord.bounds();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the picture")]
    let (column, y) = (|lon: f64| ((lon - west) / (east - west) * 256.0) as u32, ((north - 21.05) / (north - south) * 256.0) as u32);
    let (from, to) = (column(west.max(106.01)), column(east.min(106.39)).min(256));
    assert!(to - from > 150, "several borders are crossed");
    let full = swatch(&style, "full").rgb;
    let other = (from..to).map(|x| pixel(&picture, x, y)).find(|at| at.iter().zip(full).any(|(a, b)| a.abs_diff(b) > 8));
    assert_eq!(other, None);
}

#[test]
fn a_page_has_its_width_its_legend_and_its_words() {
    let style = style(COVERAGE);
    let layers = row(&ROW);
    for width in [320, 1200, 2400] {
        let picture = Pixmap::decode_png(&sheet(&page(&style, &layers, width, None)).unwrap()).unwrap();
        assert_eq!(picture.width(), width);
        assert!(picture.height() > width / 3 && picture.height() < width * 2, "{}", picture.height());
        for status in ["full", "none"] {
            let colour = swatch(&style, status);
            assert!(seen(&picture, colour) > 20, "{status} at {width}");
        }
        // Words: dark pixels in the first lines, none at the edges, so that nothing is cut off.
        let dark = |x: u32, y: u32| pixel(&picture, x, y).iter().all(|part| *part < 90);
        assert!((0..width / 12).flat_map(|y| (0..width).map(move |x| (x, y))).any(|(x, y)| dark(x, y)));
        let edges = (0..picture.height())
            .flat_map(|y| [(0, y), (width - 1, y)])
            .chain((0..width).flat_map(|x| [(x, 0), (x, picture.height() - 1)]));
        assert!(edges.into_iter().all(|(x, y)| pixel(&picture, x, y) == [255, 255, 255]));
    }
}

#[test]
fn a_unit_in_focus_stands_out_and_a_notice_brings_its_entry() {
    let style = style(COVERAGE);
    let layers = row(&ROW);
    let draw = |focus| Pixmap::decode_png(&sheet(&page(&style, &layers, 800, focus)).unwrap()).unwrap();
    let full = swatch(&style, "full");
    assert!(seen(&draw(None), full) > 3000);
    assert!(seen(&draw(Some("Vân Nham")), full) < 1000, "another unit's colour is veiled: what is left is the legend's");
    let mut without = page(&style, &layers, 800, None);
    without.words.notices.clear();
    let heights =
        [sheet(&page(&style, &layers, 800, None)).unwrap(), sheet(&without).unwrap()].map(|png| Pixmap::decode_png(&png).unwrap().height());
    assert!(heights[0] > heights[1]);
}

#[test]
fn what_pictures_do_not_draw_is_refused_with_the_layer_and_the_property() {
    let broken = |change: &dyn Fn(&mut Json)| {
        let mut json = json_of(COVERAGE);
        change(&mut json);
        Style::read("it", &json).unwrap_err().to_string()
    };
    for (what, named) in [
        (broken(&|json| json["layers"][1]["type"] = json!("heatmap")), "`heatmap`"),
        (broken(&|json| json["layers"][1]["paint"]["fill-translate"] = json!([1, 1])), "`fill-translate`"),
        (broken(&|json| json["layers"][1]["paint"]["fill-color"] = json!("rebeccapurple")), "`rebeccapurple`"),
        (broken(&|json| json["layers"][1]["paint"]["fill-color"] = json!(["to-color", "red"])), "`to-color`"),
        (broken(&|json| json["layers"][2]["paint"]["fill-pattern"] = json!("bricks")), "bricks"),
        (broken(&|json| json["layers"][1]["layout"] = json!({"visibility": "none"})), "`visibility`"),
    ] {
        assert!(what.starts_with("style `it`: layer `communes-") && what.contains(named) && what.contains("hint: "), "{what}");
    }
    let without = broken(&|json| json["metadata"]["plancover:legend"][0]["layers"][0] = json!("none"));
    assert!(without.contains("`none`"), "{without}");
}

#[test]
fn the_font_has_every_letter_of_vietnamese_and_the_signs_of_a_page() {
    let vowels = "aăâeêioôơuưy";
    let tones = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"];
    let mut letters: String = vowels.chars().flat_map(|vowel| tones.map(|tone| format!("{vowel}{tone}"))).collect();
    letters += "đbcdghklmnpqrstvx 0123456789.,:;–·²%()/@-“”…";
    for bold in [false, true] {
        let font = Font::new(bold, 12.0);
        assert!(font.has(&letters) && font.has(&letters.to_uppercase()));
        let mut path = PathBuilder::new();
        font.trace("Ẩn", [10.0, 20.0], &mut path);
        let bounds = path.finish().unwrap().bounds();
        assert!(bounds.left() >= 10.0 && bounds.right() <= 10.0 + font.width("Ẩn"), "{bounds:?}");
        assert!(bounds.top() >= 20.0 - font.ascent() - 1.0, "the highest letter is within the line: {bounds:?}");
    }
}

#[test]
fn text_is_wrapped_evenly_and_cut_where_there_is_no_room() {
    let font = Font::new(false, 10.0);
    assert_eq!(font.lines("Hữu Lũng", 1000.0), ["Hữu Lũng"]);
    let lines = font.lines("Bắc Lệ Tân Thành", font.width("Bắc Lệ Tân") * 1.1);
    assert_eq!(lines, ["Bắc Lệ", "Tân Thành"]);
    let cut = font.cut("Quy hoạch chung", font.width("Quy hoạch"));
    assert!(cut.ends_with('…') && cut.starts_with("Quy") && font.width(&cut) <= font.width("Quy hoạch"), "{cut}");
}

#[test]
fn no_name_lies_over_another_or_beyond_the_map() {
    let style = style(COVERAGE);
    let label = style.layers.iter().find_map(|layer| if let Paint::Label(label) = &layer.paint { Some(label) } else { None }).unwrap();
    let mut labels = Labels::new(Some([0.0, 0.0, 400.0, 300.0]));
    for place in 0..200_u16 {
        let attributes = [("name", Value::Text("Tân Thành Lệ"))];
        let scene = Scene { zoom: 10.0, attributes: &attributes };
        labels.place(label, &scene, [f32::from(place * 37 % 400), f32::from(place * 59 % 300)], 1.0);
    }
    let taken = labels.taken();
    assert!(taken.len() > 10, "{}", taken.len());
    for (place, a) in taken.iter().enumerate() {
        assert!(a[0] >= -4.0 && a[1] >= -4.0 && a[2] <= 404.0 && a[3] <= 304.0, "{a:?}");
        assert!(taken[place + 1..].iter().all(|b| a[0] >= b[2] || b[0] >= a[2] || a[1] >= b[3] || b[1] >= a[3]), "{a:?}");
    }
}

#[test]
fn the_sprite_has_both_patterns_in_both_sizes() {
    for ratio in [1, 2_u8] {
        let (index, png) = sprite(ratio).unwrap();
        let picture = Pixmap::decode_png(&png).unwrap();
        let side = 8 * u32::from(ratio);
        assert_eq!((picture.width(), picture.height()), (2 * side, side));
        for name in ["dots", "hatch"] {
            let x = u32::try_from(index[name]["x"].as_u64().unwrap()).unwrap();
            let inked =
                (0..side).flat_map(|dx| (0..side).map(move |y| (x + dx, y))).filter(|(x, y)| picture.pixel(*x, *y).unwrap().alpha() > 60);
            let inked = inked.count();
            assert!(inked > 0 && inked < (side * side) as usize / 2, "{name}: {inked}");
        }
    }
}

/// The published measures of colour: luminance for print, and what people with a colour vision deficiency see.
mod perception {
    use super::*;

    /// sRGB to linear light (IEC 61966-2-1).
    fn linear(colour: Colour) -> [f64; 3] {
        colour.rgb.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// CIE L*a*b* (D65) of linear light.
    fn lab([red, green, blue]: [f64; 3]) -> [f64; 3] {
        let across = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.950_47;
        let bright = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        let deep = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.088_83;
        let [x, y, z] = [across, bright, deep].map(|part| if part > 0.008_856 { part.cbrt() } else { 7.787 * part + 16.0 / 116.0 });
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    /// Machado, Oliveira, Fernandes: "A Physiologically-based Model for Simulation of Color Vision Deficiency", 2009, severity 1.
    const PROTANOPIA: [[f64; 3]; 3] =
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]];
    const DEUTERANOPIA: [[f64; 3]; 3] =
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]];
    const NORMAL: [[f64; 3]; 3] = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];

    fn as_seen(colour: Colour, eye: [[f64; 3]; 3]) -> [f64; 3] {
        let light = linear(colour);
        lab(eye.map(|row| row.iter().zip(light).map(|(a, b)| a * b).sum::<f64>().clamp(0.0, 1.0)))
    }

    fn distance(a: [f64; 3], b: [f64; 3]) -> f64 {
        a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
    }

    fn scale(text: &str) -> Vec<(String, Colour)> {
        let style = style(text);
        let entries = style.legend.iter().filter_map(|entry| Some((entry.vi.clone(), style.swatch(entry).fill?)));
        entries.collect()
    }

    #[test]
    fn every_scale_can_be_read_by_every_eye_and_in_black_and_white() {
        for (text, entries) in [(COVERAGE, 4), (PLANS, 4), (INDICATORS, 5)] {
            let scale = scale(text);
            assert_eq!(scale.len(), entries, "{scale:?}");
            for (place, (name, colour)) in scale.iter().enumerate() {
                for (other_name, other) in &scale[place + 1..] {
                    let steps = (as_seen(*colour, NORMAL)[0] - as_seen(*other, NORMAL)[0]).abs();
                    assert!(steps >= 8.0, "in black and white: {name} {colour:?} and {other_name} {other:?}: {steps}");
                    for eye in [NORMAL, PROTANOPIA, DEUTERANOPIA] {
                        let apart = distance(as_seen(*colour, eye), as_seen(*other, eye));
                        assert!(apart >= 10.0, "{name} {colour:?} and {other_name} {other:?}: {apart}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_measures_are_those_published() {
        assert!((as_seen(Colour::of(255, 255, 255), NORMAL)[0] - 100.0).abs() < 0.01);
        // Sharma: sRGB red is L* 53.24, a* 80.09, b* 67.20.
        assert!(distance(as_seen(Colour::of(255, 0, 0), NORMAL), [53.24, 80.09, 67.20]) < 0.2);
        // Red and green that differ to most eyes are close to those without the sensor for green.
        let (red, green) = (Colour::of(190, 90, 60), Colour::of(115, 130, 50));
        let [normal, blind] = [NORMAL, DEUTERANOPIA].map(|eye| distance(as_seen(red, eye), as_seen(green, eye)));
        assert!(blind < normal / 3.0, "{normal} {blind}");
    }

    #[test]
    fn names_can_be_read_on_every_colour() {
        // WCAG 2.2, 1.4.3: at least 4.5 to 1 between letters and the halo, as it looks over the darkest colour.
        let darkest = scale(COVERAGE)[0].1;
        let halo = Colour { alpha: 0.9, ..Colour::of(255, 255, 255) }.over(darkest);
        let luminance = |colour: Colour| linear(colour).iter().zip([0.2126, 0.7152, 0.0722]).map(|(a, b)| a * b).sum::<f64>();
        let contrast = (luminance(halo) + 0.05) / (luminance(Colour::parse("#2b2f33").unwrap()) + 0.05);
        assert!(contrast >= 4.5, "{contrast}");
    }
}
