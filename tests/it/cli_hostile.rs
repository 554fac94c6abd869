//! Files that are made to do harm: each is refused in words, nothing is written, and a server goes on serving.

use std::fs;
use std::io::{ErrorKind, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};

use plancover::domain::Day;
use plancover::ingest::{Limits, Options, read_units};
use zip::write::SimpleFileOptions;

use crate::program::{Program, Run};

/// The inputs of the cases of formats.
fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/ingest").join(name)
}

fn import(program: &Program, what: &str, file: &Path) -> Run {
    program.run(&["import", what, &file.to_string_lossy(), "--crs", "EPSG:9215"])
}

/// Checks that a run was refused: the file cannot be read, or has errors; either way nothing was written, and no signal ended it.
#[track_caller]
fn refused(run: &Run, shown: &str) {
    assert!(run.code == 1 || run.code == 2, "{shown}: {run:?}");
    assert!(run.stderr.contains("hint: ") || run.stdout.contains("error "), "{shown}: {run:?}");
    assert!(!run.stderr.contains("panicked"), "{shown}: {run:?}");
}

fn zipped(path: &Path, members: &[(&str, u64, &[u8])]) {
    let mut file = zip::ZipWriter::new(fs::File::create(path).unwrap());
    for (name, zeros, content) in members {
        file.start_file(*name, SimpleFileOptions::default()).unwrap();
        file.write_all(content).unwrap();
        let block = vec![0_u8; 1 << 20];
        for _ in 0..zeros >> 20 {
            file.write_all(&block).unwrap();
        }
    }
    file.finish().unwrap();
}

#[test]
fn a_zip_bomb_is_refused_before_it_is_unpacked() {
    let program = Program::new();
    for (name, inside) in [("bomb.zip", "xa.shp"), ("bomb.kmz", "doc.kml"), ("bomb.xlsx", "xl/worksheets/sheet1.xml")] {
        let path = program.path(name);
        zipped(&path, &[(inside, 300 << 20, b"")]);
        assert!(path.metadata().unwrap().len() < 1 << 20);
        let run = import(&program, "units", &path).code(2);
        assert!(run.stderr.contains("bytes in a member for each that is packed, allowed: 200"), "{}", run.stderr);
    }
}

#[test]
fn a_zip_file_of_very_many_files_is_refused() {
    let program = Program::new();
    let path = program.path("many.zip");
    let names: Vec<String> = (0..10_001).map(|number| format!("{number}.shp")).collect();
    zipped(&path, &names.iter().map(|name| (name.as_str(), 0, &b""[..])).collect::<Vec<_>>());
    let run = import(&program, "units", &path).code(2);
    assert!(run.stderr.contains("10001 entries, allowed: 10000"), "{}", run.stderr);
}

#[test]
fn a_zip_file_that_lies_about_its_size_or_its_names_is_refused() {
    let program = Program::new();
    let honest = program.path("honest.zip");
    zipped(&honest, &[("xa.shp", 80 << 20, b""), ("../../aside.dbf", 0, b"x"), ("/etc/aside.shx", 0, b"x")]);
    let mut bytes = fs::read(&honest).unwrap();
    // The size, both before the member and in the directory, becomes 10 bytes.
    let size = u32::try_from(80 << 20).unwrap().to_le_bytes();
    let places: Vec<usize> = bytes.windows(4).enumerate().filter(|(_, four)| **four == size).map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    let path = program.path("liar.zip");
    fs::write(&path, bytes).unwrap();
    refused(&import(&program, "units", &path), "liar.zip");
    assert!(!program.path("../aside.dbf").exists() && !Path::new("/etc/aside.shx").exists());
}

/// Ten entities, each ten times the one before: a thousand million words.
fn laughs(document: &str) -> String {
    let entities =
        (1..10).fold(String::new(), |text, level| text + &format!("<!ENTITY l{level} \"{}\">", format!("&l{};", level - 1).repeat(10)));
    format!("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY l0 \"laugh\">{entities}]>{document}")
}

#[test]
fn entities_within_entities_are_refused() {
    let program = Program::new();
    let kml = r#"<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>&l9;</name></Placemark></Document></kml>"#;
    let gml = r#"<FeatureCollection xmlns:gml="http://www.opengis.net/gml"><gml:featureMember><xa><code>&l9;</code></xa></gml:featureMember></FeatureCollection>"#;
    for (name, document) in [("laughs.kml", kml), ("laughs.gml", gml)] {
        let path = program.file(name, &laughs(document));
        refused(&import(&program, "units", Path::new(&path)), name);
    }
    let aside = program.file("secret.txt", "the secret");
    for (name, document) in [("reads.kml", kml), ("reads.gml", gml)] {
        let text = format!("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY l9 SYSTEM \"file://{aside}\">]>{document}");
        let path = program.file(name, &text);
        let run = import(&program, "units", Path::new(&path));
        refused(&run, name);
        assert!(!run.stdout.contains("the secret") && !run.stderr.contains("the secret"), "{run:?}");
    }
}

#[test]
fn files_that_are_cut_off_are_refused_whatever_their_format() {
    let program = Program::new();
    let whole = [
        "geojson/xa.geojson",
        "geopackage_vn2000/xa.gpkg",
        "shapefile_zip/xa.zip",
        "mapinfo_tab/xa.tab",
        "mapinfo_tab/xa.dat",
        "mapinfo_tab/xa.map",
        "mapinfo_mif/xa.mif",
        "kml/xa.kml",
        "kmz/xa.kmz",
        "gml/xa.gml",
        "flatgeobuf/xa.fgb",
        "xlsx_register/do_an.xlsx",
    ];
    for name in whole {
        let path = case(name);
        let bytes = fs::read(&path).unwrap();
        for share in [1, 5, 9] {
            let folder = program.path(&format!("{}-{share}", name.replace('/', "-")));
            fs::create_dir(&folder).unwrap();
            for other in fs::read_dir(path.parent().unwrap()).unwrap() {
                let other = other.unwrap().path();
                fs::copy(&other, folder.join(other.file_name().unwrap())).unwrap();
            }
            let cut = folder.join(path.file_name().unwrap());
            fs::write(&cut, &bytes[..bytes.len() * share / 10]).unwrap();
            let main = if name.starts_with("mapinfo_tab") { folder.join("xa.tab") } else { cut };
            let what = if name.ends_with("xlsx") { "plans" } else { "units" };
            refused(&import(&program, what, &main), &format!("{name} cut to {share} tenths"));
        }
    }
}

#[test]
fn bytes_that_are_changed_at_random_crash_nothing() {
    let program = Program::new();
    // A fixed sequence (Numerical Recipes), so that a failure can be repeated.
    let mut state = 12_345_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        usize::try_from(state >> 8).unwrap()
    };
    for name in ["geopackage_vn2000/xa.gpkg", "flatgeobuf/xa.fgb", "mapinfo_tab/xa.map", "dgn/ban_ve.dgn", "shapefile_zip/xa.zip"] {
        let path = case(name);
        for round in 0..4 {
            let folder = program.path(&format!("{}-{round}", name.replace('/', "-")));
            fs::create_dir(&folder).unwrap();
            for other in fs::read_dir(path.parent().unwrap()).unwrap() {
                let other = other.unwrap().path();
                fs::copy(&other, folder.join(other.file_name().unwrap())).unwrap();
            }
            let changed = folder.join(path.file_name().unwrap());
            let mut bytes = fs::read(&changed).unwrap();
            for _ in 0..=bytes.len() / 200 {
                let (at, value) = (next() % bytes.len(), next());
                bytes[at] = u8::try_from(value % 256).unwrap();
            }
            fs::write(&changed, bytes).unwrap();
            let main = if name.starts_with("mapinfo_tab") { folder.join("xa.tab") } else { changed };
            let run = program.run(&["import", "units", &main.to_string_lossy(), "--crs", "EPSG:9215", "--level", "commune", "--dry-run"]);
            assert!((0..=2).contains(&run.code) && !run.stderr.contains("panicked"), "{name} {round}: {run:?}");
        }
    }
}

#[test]
fn links_that_lead_nowhere_or_to_themselves_are_refused() {
    let program = Program::new();
    let link = |from: &str, to: &str| {
        std::os::unix::fs::symlink(to, program.path(from)).unwrap();
        program.path(from)
    };
    let itself = link("itself.geojson", "itself.geojson");
    link("there.kml", "back.kml");
    let back = link("back.kml", "there.kml");
    let nowhere = link("nowhere.gpkg", "nothing-there");
    let device = link("device.csv", "/dev/zero");
    for path in [itself, back, nowhere, device] {
        import(&program, "units", &path).code(2);
    }
    // A companion that is no regular file does not belong to the shapefile.
    let folder = tempfile::tempdir().unwrap();
    let mut archive = zip::ZipArchive::new(fs::File::open(case("shapefile_zip/xa.zip")).unwrap()).unwrap();
    archive.extract(folder.path()).unwrap();
    let inside = folder.path().join("Ranh giới");
    fs::remove_file(inside.join("xa.dbf")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", inside.join("xa.dbf")).unwrap();
    refused(&import(&program, "units", &inside.join("xa.shp")), "xa.dbf → /dev/zero");
}

#[test]
fn files_that_name_other_files_or_addresses_open_none_of_them() {
    let program = Program::new();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let kml = format!(
        r#"<kml xmlns="http://www.opengis.net/kml/2.2"><Document><NetworkLink><name>x</name><Link><href>{address}/a.kml</href></Link></NetworkLink></Document></kml>"#
    );
    let gml = format!(
        r#"<FeatureCollection xmlns:gml="http://www.opengis.net/gml" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://x {address}/a.xsd"><gml:featureMember><xa><code>00001</code><name>A</name><geom xlink:href="{address}/a.gml"/></xa></gml:featureMember></FeatureCollection>"#
    );
    let geojson = fs::read_to_string(case("geojson/xa.geojson"))
        .unwrap()
        .replace("\"features\"", &format!(r#""crs":{{"type":"link","properties":{{"href":"{address}/crs"}}}},"features""#));
    let vrt = format!(
        "<OGRVRTDataSource><OGRVRTLayer name=\"a\"><SrcDataSource>{address}/a.geojson</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
    );
    for (name, text) in [("a.kml", &kml), ("a.gml", &gml), ("a.geojson", &geojson), ("a.vrt", &vrt), ("vrt.gml", &vrt), ("vrt.kml", &vrt)] {
        let path = program.file(name, text);
        // A proxy that is told not to be used for this address is how GDAL 3.6 gets around its own settings.
        let mut command = program.command(&["import", "units", &path]);
        refused(&Run::of(command.env("NO_PROXY", "127.0.0.1").env("no_proxy", "127.0.0.1")), name);
        assert_eq!(listener.accept().map(|_| ()).map_err(|error| error.kind()), Err(ErrorKind::WouldBlock), "{name}");
    }
    for (name, text) in [
        ("view.tab", "!table\n!version 300\n\nOpen Table \"secret\" Hide\nCreate View a As\nSelect * From secret\n"),
        (
            "linked.tab",
            "!table\n!version 300\n!charset Neutral\n\nDefinition Table\n  Type LINKED Charset \"Neutral\"\n  Fields 1\n    a Char (10) ;\n",
        ),
        (
            "seamless.tab",
            "!table\n!version 300\n\nDefinition Table\n  Type NATIVE Charset \"Neutral\"\n  Fields 1\n    a Char (10) ;\nbegin_metadata\n\"\\IsSeamless\" = \"TRUE\"\nend_metadata\n",
        ),
    ] {
        let path = program.file(name, text);
        let run = import(&program, "units", Path::new(&path)).code(2);
        assert!(run.stderr.contains("refers to another file"), "{name}: {}", run.stderr);
    }
}

#[test]
fn a_file_that_asks_for_all_the_memory_is_refused_and_the_server_goes_on() {
    let program = Program::new();
    let good = case("geojson/xa.geojson");
    program.run(&["import", "units", &good.to_string_lossy()]).code(0);
    let server = program.serve();
    let figures = server.get("/api/coverage").1;
    // One cell in the last row and a merged cell from the first: all cells between would be 17 thousand million.
    let path = program.path("vast.xlsx");
    let sheet = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>code</t></is></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>"#;
    let mut archive = zip::ZipArchive::new(fs::File::open(case("xlsx_register/do_an.xlsx")).unwrap()).unwrap();
    let mut file = zip::ZipWriter::new(fs::File::create(&path).unwrap());
    for at in 0..archive.len() {
        let member = archive.by_index(at).unwrap();
        let name = member.name().unwrap().into_owned();
        if name.ends_with("sheet1.xml") {
            file.start_file(name, SimpleFileOptions::default()).unwrap();
            file.write_all(sheet.as_bytes()).unwrap();
        } else {
            file.raw_copy_file(member).unwrap();
        }
    }
    file.finish().unwrap();
    let run = import(&program, "units", &path).code(2);
    assert!(run.stderr.contains("cells, allowed: 5000000"), "{}", run.stderr);
    assert_eq!(server.get("/api/coverage").1, figures);
    assert_eq!(server.get("/health/ready").0, 200);
}

#[test]
fn a_process_that_reads_is_ended_when_it_asks_for_too_much_and_that_is_told() {
    let units = case("geojson/xa.geojson");
    let read = |limits: Limits| {
        let program = PathBuf::from(env!("CARGO_BIN_EXE_plancover"));
        let options = Options { reader: Some(&program), ..Options::new(Day::constant(2025, 7, 1), &limits) };
        read_units(&units, &options, &mut |_| {}).map(|batch| batch.records.len()).map_err(|error| error.to_string())
    };
    let default = Limits::default;
    assert_eq!(read(default()), Ok(3));
    let memory = read(Limits { memory_bytes: 4 << 20, ..default() }).unwrap_err();
    assert!(memory.contains("was given up") && memory.contains("hint: "), "{memory}");
    let time = read(Limits { seconds: 0, ..default() }).unwrap_err();
    assert!(time.contains("it took longer than 0 s"), "{time}");
    let size = read(Limits { file_vertices: 5, ..default() }).unwrap_err();
    assert!(size.contains("vertices, allowed: 5"), "{size}");
    // A program that is no reader of ours, and one that is not there.
    for program in ["/bin/true", "/bin/cat", "/nowhere"] {
        let limits = default();
        let options = Options { reader: Some(Path::new(program)), ..Options::new(Day::constant(2025, 7, 1), &limits) };
        let error = read_units(&units, &options, &mut |_| {}).unwrap_err().to_string();
        assert!(error.contains("was given up"), "{program}: {error}");
    }
}

/// A drawing with a block that holds the one before it ten times, nine deep: a thousand million squares from four kilobytes.
fn blocks_within_blocks() -> String {
    let square = "0 LWPOLYLINE 8 A 90 4 70 1 10 0 20 0 10 9 20 0 10 9 20 9 10 0 20 9";
    let mut text = "0 SECTION 2 HEADER 9 $ACADVER 1 AC1021 0 ENDSEC 0 SECTION 2 BLOCKS".to_owned();
    for level in 0..10 {
        let inside = if level == 0 { square.to_owned() } else { format!("0 INSERT 8 A 2 B{} ", level - 1).repeat(10) };
        text = format!("{text} 0 BLOCK 8 A 2 B{level} {inside} 0 ENDBLK 8 A");
    }
    text += " 0 ENDSEC 0 SECTION 2 ENTITIES 0 INSERT 8 A 2 B9 0 ENDSEC 0 EOF";
    text.split_whitespace().fold(String::new(), |text, word| text + word + "\n")
}

#[test]
fn a_file_that_keeps_its_reader_busy_without_end_is_given_up() {
    let program = Program::new();
    let path = program.file("blocks.dxf", &blocks_within_blocks());
    let limits = Limits { silent_seconds: 1, ..Limits::default() };
    let this = PathBuf::from(env!("CARGO_BIN_EXE_plancover"));
    let options = Options { reader: Some(&this), crs: Some("EPSG:9215"), ..Options::new(Day::constant(2025, 7, 1), &limits) };
    let error = read_units(Path::new(&path), &options, &mut |_| {}).unwrap_err().to_string();
    assert!(error.contains("was given up: for 1 s nothing came of it") || error.contains("needed more than"), "{error}");
}
