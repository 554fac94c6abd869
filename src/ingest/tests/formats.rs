//! GeoPackage, shapefile, ZIP and newline-delimited GeoJSON, made on the spot.

use std::fs;
use std::path::{Path, PathBuf};

use gdal::spatial_ref::SpatialRef;
use gdal::vector::{FieldValue, Geometry, LayerAccess, LayerOptions, OGRFieldType, OGRwkbGeometryType};
use gdal::{Dataset, DriverManager};

use super::*;

/// A small square in VN-2000 longitude and latitude, whose first corner is the control point.
const SQUARE: &str = "POLYGON ((106.7 21.9,106.8 21.9,106.8 22,106.7 22,106.7 21.9))";

fn dataset(driver: &str, path: &Path) -> Dataset {
    library::prepare();
    DriverManager::get_driver_by_name(driver).unwrap().create_vector_only(path).unwrap()
}

/// The same in VN-2000 / TM-3 107-15, in metres, computed with PROJ 9.1.1.
const SQUARE_TM3: &str = "POLYGON ((443171.134992591 2422586.98303521,453503.827461733 2422553.34993784,453536.333579325 2433625.45032054,\
     443210.865540402 2433659.20577175,443171.134992591 2422586.98303521))";

/// A `.prj` file as planners' programs write it: no EPSG number, no shift.
const PRJ: &str = "PROJCS[\"VN-2000_TM-3_107-15\",GEOGCS[\"GCS_VN_2000\",DATUM[\"D_Vietnam_2000\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],\
     PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"False_Easting\",500000.0],\
     PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",107.25],PARAMETER[\"Scale_Factor\",0.9999],\
     PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";

fn layer(dataset: &mut Dataset, name: &str, epsg: Option<u32>, options: &[&str], rows: &[[&str; 4]]) {
    let srs = epsg.map(|epsg| SpatialRef::from_epsg(epsg).unwrap());
    let options = LayerOptions { name, srs: srs.as_ref(), ty: OGRwkbGeometryType::wkbPolygon, options: Some(options) };
    let mut layer = dataset.create_layer(options).unwrap();
    let columns = ["MAXA", "TENXA", "LOAI", "MATINH"];
    layer.create_defn_fields(&columns.map(|name| (name, OGRFieldType::OFTString))).unwrap();
    for row in rows {
        let values = row.map(|text| FieldValue::StringValue(text.to_owned()));
        let geometry = Geometry::from_wkt(if epsg == Some(9215) { SQUARE_TM3 } else { SQUARE }).unwrap();
        let mut feature = gdal::vector::Feature::new(layer.defn()).unwrap();
        feature.set_geometry(geometry).unwrap();
        for (at, value) in values.iter().enumerate() {
            feature.set_field(at, value).unwrap();
        }
        feature.create(&layer).unwrap();
    }
    library::messages();
    let _ = &mut layer;
}

fn read(path: &Path, encoding: Option<Encoding>) -> Batch<crate::domain::UnitVersion> {
    let profile = Profile::built_in("maxa").unwrap();
    let options = options(|_| {});
    read_units(path, &Options { profile: Some(&profile), encoding, ..options }, &mut |_| {}).unwrap()
}

/// Checks that the one unit is read, and that its first corner has moved by VN-2000's official shift.
fn assert_read(batch: &Batch<crate::domain::UnitVersion>, name: &str) {
    assert!(!batch.has_errors(), "{:?}", batch.issues);
    let unit = &batch.records[0].value;
    assert_eq!((unit.code.as_str(), unit.name.as_str()), ("06463", name));
    let corner = unit.boundary.0[0].exterior().0[0];
    assert!((corner.x - 106.701_891_67).abs() < 1e-8 && (corner.y - 21.899_008_02).abs() < 1e-8, "{corner:?}");
}

/// A shapefile whose table has TCVN3 bytes, and no `.cpg` file that would tell so.
fn tcvn3_shapefile(folder: &Path, epsg: Option<u32>) -> PathBuf {
    let path = folder.join("xa.shp");
    let mut file = dataset("ESRI Shapefile", &path);
    let name = "Ho\u{b5}ng V\u{a8}n Th\u{f4}";
    layer(&mut file, "xa", epsg, &["ENCODING=ISO-8859-1"], &[["06463", name, "X\u{b7}", "20"]]);
    file.close().unwrap();
    fs::remove_file(folder.join("xa.cpg")).unwrap();
    path
}

#[test]
fn a_geopackage_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gpkg");
    let mut file = dataset("GPKG", &path);
    layer(&mut file, "anything", Some(4756), &[], &[["06463", "Chi Lăng", "Xã", "20"]]);
    file.close().unwrap();
    assert_read(&read(&path, None), "Chi Lăng");
}

#[test]
fn of_several_layers_the_one_named_after_what_is_read_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gpkg");
    let row = [["06463", "Chi Lăng", "Xã", "20"]];
    let mut file = dataset("GPKG", &path);
    layer(&mut file, "roads", Some(4756), &[], &row);
    layer(&mut file, "rivers", Some(4756), &[], &row);
    file.close().unwrap();
    let message = refused(&path, |_| {});
    assert!(message.contains("`roads` (1 records), `rivers` (1 records)") && message.contains("`units`"), "{message}");
    fs::remove_file(&path).unwrap();
    let mut file = dataset("GPKG", &path);
    layer(&mut file, "roads", Some(4756), &[], &[]);
    layer(&mut file, "Units", Some(4756), &[], &row);
    file.close().unwrap();
    assert_read(&read(&path, None), "Chi Lăng");
}

#[test]
fn a_shapefile_in_utf8_is_read_with_its_cpg_and_without() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("xa.shp");
    let mut file = dataset("ESRI Shapefile", &path);
    layer(&mut file, "xa", Some(4756), &["ENCODING=UTF-8"], &[["06463", "Chi Lăng", "Xã", "20"]]);
    file.close().unwrap();
    assert_read(&read(&path, None), "Chi Lăng");
    fs::remove_file(folder.path().join("xa.cpg")).unwrap();
    assert_read(&read(&path, None), "Chi Lăng");
}

#[test]
fn a_shapefile_in_tcvn3_is_read_whether_that_is_told_or_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = tcvn3_shapefile(folder.path(), Some(4756));
    let blind = read(&path, None);
    assert_eq!(told(&blind.issues), [(0, "text/detected", "")]);
    // `ã` and `·` differ in TCVN3: B7 is ã.
    assert_read(&blind, "Hoàng Văn Thụ");
    assert_read(&read(&path, Some(Encoding::Tcvn3)), "Hoàng Văn Thụ");
}

#[test]
fn a_cpg_file_that_lies_is_not_believed() {
    let folder = tempfile::tempdir().unwrap();
    let path = tcvn3_shapefile(folder.path(), Some(4756));
    for said in ["UTF-8", "1252", "ISO-8859-1", "ANSI 1258", "nonsense"] {
        fs::write(folder.path().join("xa.cpg"), said).unwrap();
        let batch = read(&path, None);
        assert_eq!(told(&batch.issues), [(0, "text/claim", "")], "{said}");
        assert!(batch.issues[0].found.starts_with(&format!("the .cpg file says `{said}`, but the text is not: read as tcvn3")));
        assert_read(&batch, "Hoàng Văn Thụ");
    }
    // The language byte in the head of the table says Windows-1252.
    fs::remove_file(folder.path().join("xa.cpg")).unwrap();
    let table = folder.path().join("xa.dbf");
    let mut bytes = fs::read(&table).unwrap();
    bytes[29] = 0x57;
    fs::write(&table, bytes).unwrap();
    let batch = read(&path, None);
    assert_eq!(told(&batch.issues), [(0, "text/claim", "")]);
    assert!(batch.issues[0].found.contains(".dbf"), "{:?}", batch.issues);
    assert_read(&batch, "Hoàng Văn Thụ");
}

#[test]
fn a_shapefile_without_prj_needs_a_reference_system() {
    let folder = tempfile::tempdir().unwrap();
    let path = tcvn3_shapefile(folder.path(), None);
    let batch = read(&path, Some(Encoding::Tcvn3));
    assert_eq!(told(&batch.issues), [(0, "crs/missing", "")]);
    assert!(batch.records.is_empty());
    let profile =
        Profile::parse("crs = \"EPSG:4756\"\nencoding = \"tcvn3\"\n[columns]\ncode = \"MAXA\"\nname = \"TENXA\"\nkind = \"LOAI\"\n")
            .unwrap();
    assert_read(&units(&path, |options| options.profile = Some(&profile)), "Hoàng Văn Thụ");
}

#[test]
fn a_prj_without_number_and_shift_is_recognised_or_refused_or_doubted() {
    let folder = tempfile::tempdir().unwrap();
    let path = tcvn3_shapefile(folder.path(), Some(9215));
    let with = |prj: String| {
        fs::write(folder.path().join("xa.prj"), prj).unwrap();
        read(&path, Some(Encoding::Tcvn3))
    };
    assert_read(&with(PRJ.to_owned()), "Hoàng Văn Thụ");
    assert_read(&with(PRJ.replace("VN-2000_TM-3_107-15", "Lang_Son").replace("GCS_VN_2000", "Local")), "Hoàng Văn Thụ");
    let unknown = with(PRJ.replace("GCS_VN_2000", "Local").replace("D_Vietnam_2000", "D_Local").replace("VN-2000_TM-3_107-15", "Local"));
    assert_eq!(told(&unknown.issues), [(0, "crs/unknown", "")]);
    let doubtful =
        with(PRJ.replace("VN-2000_TM-3_107-15", "Lang_Son").replace("GCS_VN_2000", "GCS_WGS_1984").replace("D_Vietnam_2000", "D_WGS_1984"));
    assert_eq!(told(&doubtful.issues), [(0, "crs/doubtful", "")]);
}

#[test]
fn a_zip_with_one_shapefile_is_read_in_place() {
    let folder = tempfile::tempdir().unwrap();
    tcvn3_shapefile(folder.path(), Some(4756));
    let members: Vec<(String, Vec<u8>)> = ["shp", "shx", "dbf", "prj"]
        .iter()
        .map(|ending| (format!("Ranh giới/xa.{ending}"), fs::read(folder.path().join(format!("xa.{ending}"))).unwrap()))
        .collect();
    let path = folder.path().join("ranh gioi.zip");
    fs::write(&path, zip(&members)).unwrap();
    assert_read(&read(&path, Some(Encoding::Tcvn3)), "Hoàng Văn Thụ");
    let twice: Vec<_> = members.iter().cloned().chain(members.iter().map(|(name, bytes)| (format!("b/{name}"), bytes.clone()))).collect();
    let other = folder.path().join("two.zip");
    fs::write(&other, zip(&twice)).unwrap();
    assert!(refused(&other, |_| {}).contains("the layers `xa` (1 records), `xa` (1 records)"));
}

#[test]
fn geojson_by_lines_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.geojsonl");
    let line = |code: &str| {
        format!(
            r#"{{"type":"Feature","properties":{{"code":"{code}","name":"X","kind":"commune"}},"geometry":{{"type":"Polygon","coordinates":[[[106.5,21.6],[106.6,21.6],[106.6,21.7],[106.5,21.6]]]}}}}"#
        )
    };
    fs::write(&path, format!("{}\n{}\n", line("06463"), line("06466"))).unwrap();
    assert_eq!(units(&path, |_| {}).records.len(), 2);
    // A line that cannot be read is not passed over in silence.
    fs::write(folder.path().join("b.geojsonl"), format!("{}\n{{\"type\":\"Feat\n{}\n", line("06463"), line("06466"))).unwrap();
    let batch = units(&folder.path().join("b.geojsonl"), |_| {});
    assert!(batch.issues.iter().any(|issue| issue.code == "file/broken"), "{:?}", batch.issues);
}

/// A ZIP file that stores its members as they are (APPNOTE 4.3).
fn zip(members: &[(String, Vec<u8>)]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in members {
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        let size = u32::try_from(bytes.len()).unwrap().to_le_bytes();
        // Version 2.0, names in UTF-8, stored, no time.
        let common = [
            &[20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0x50][..],
            &crc.sum().to_le_bytes(),
            &size,
            &size,
            &u16::try_from(name.len()).unwrap().to_le_bytes(),
            &[0, 0],
        ]
        .concat();
        let offset = u32::try_from(file.len()).unwrap().to_le_bytes();
        file.extend([b"PK\x03\x04", &common[..], name.as_bytes(), bytes].concat());
        directory.extend([b"PK\x01\x02\x14\x00", &common[..], &[0; 10], &offset, name.as_bytes()].concat());
    }
    let count = u16::try_from(members.len()).unwrap().to_le_bytes();
    let (size, offset) = (u32::try_from(directory.len()).unwrap().to_le_bytes(), u32::try_from(file.len()).unwrap().to_le_bytes());
    [&file[..], &directory, b"PK\x05\x06\0\0\0\0", &count, &count, &size, &offset, &[0, 0]].concat()
}
