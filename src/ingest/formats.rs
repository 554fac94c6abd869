//! The formats that are read: how their files end, which of GDAL's drivers reads them, and which files belong together.

/// One format that GDAL reads. Nothing else of GDAL is ever asked.
#[derive(Debug)]
pub(super) struct Format {
    /// How the name of its file ends.
    pub endings: &'static [&'static str],
    /// GDAL's drivers, the first that can opens it.
    pub drivers: &'static [&'static str],
    /// Endings of the files that belong to it.
    pub companions: &'static [&'static str],
    /// What the driver is told.
    pub options: &'static [&'static str],
    /// Columns that the driver adds to every file, and tables that programs keep in it: nobody's data.
    pub hidden: &'static [&'static str],
    /// Whether its file can tell no encoding, or a wrong one: its text is then taken byte by byte.
    pub bytes: bool,
    /// Whether it is a drawing, whose lines and texts must be put together.
    pub drawing: bool,
}

const PLAIN: Format = Format { endings: &[], drivers: &[], companions: &[], options: &[], hidden: &[], bytes: false, drawing: false };

/// The endings of all formats, as messages tell them.
pub(super) const ENDINGS: &str = ".shp, .tab, .mif, .gpkg, .geojson, .json, .geojsonl, .ndjson, .kml, .kmz, .gml, .fgb, .dxf, .dgn, .zip with one of these, .xlsx, .csv, .tsv, .txt";

/// Every format that GDAL reads.
pub(super) const FORMATS: &[Format] = &[
    Format { endings: &["shp"], drivers: &["ESRI Shapefile"], companions: &["shx", "dbf", "prj", "cpg"], bytes: true, ..PLAIN },
    Format { endings: &["tab"], drivers: &["MapInfo File"], companions: &["dat", "map", "id", "ind"], ..PLAIN },
    Format { endings: &["mif"], drivers: &["MapInfo File"], companions: &["mid"], ..PLAIN },
    Format { endings: &["gpkg"], drivers: &["GPKG"], hidden: &["layer_styles", "qgis_projects"], ..PLAIN },
    Format { endings: &["geojson", "json"], drivers: &["GeoJSON", "GeoJSONSeq"], ..PLAIN },
    Format { endings: &["geojsonl", "geojsons", "ndjson", "jsonl"], drivers: &["GeoJSONSeq"], ..PLAIN },
    Format {
        endings: &["kml"],
        drivers: &["LIBKML"],
        hidden: &["timestamp", "begin", "end", "altitudemode", "tessellate", "extrude", "visibility", "draworder", "icon", "snippet"],
        ..PLAIN
    },
    Format {
        endings: &["gml"],
        drivers: &["GML"],
        options: &["DOWNLOAD_SCHEMA=NO", "WRITE_GFS=NO", "EXPOSE_GML_ID=NO", "EXPOSE_FID=NO", "FORCE_SRS_DETECTION=YES"],
        ..PLAIN
    },
    Format { endings: &["fgb"], drivers: &["FlatGeobuf"], options: &["VERIFY_BUFFERS=YES"], ..PLAIN },
    Format { endings: &["dxf"], drivers: &["DXF"], drawing: true, ..PLAIN },
    Format { endings: &["dgn"], drivers: &["DGN"], bytes: true, drawing: true, ..PLAIN },
];

/// The format of files that end so.
pub(super) fn of_ending(ending: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.endings.contains(&ending))
}

/// What to do about a file that ends so and is not read.
pub(super) fn way_out(ending: &str) -> &'static str {
    match ending {
        "dbf" | "shx" | "prj" | "cpg" => "name the .shp file of the shapefile",
        "dat" | "map" | "id" | "ind" => "name the .tab file of the MapInfo table",
        "mid" => "name the .mif file",
        "xls" | "ods" | "xlsb" | "xlsm" => "save it as an Excel workbook (.xlsx) or as CSV (UTF-8)",
        "dwg" => "save it as DXF",
        "rar" | "7z" | "gz" | "xz" => "unpack it first",
        "vrt" | "qgs" | "qgz" | "wor" => "it only refers to other files: name those",
        _ => "export it as GeoPackage, GeoJSON or CSV",
    }
}
