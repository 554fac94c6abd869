//! The arguments, as `docs` and `--help` tell them.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use super::report::Report;
use crate::coverage::Denominator;
use crate::domain::{AreaKind, Day, Level, UnitCode, parse_day};

/// Which land is covered by which plan, when.
#[derive(Debug, Parser)]
#[command(name = "plancover", version, about, propagate_version = true)]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, clap::Args)]
pub(super) struct Global {
    /// The store: a GeoPackage file
    #[arg(long, global = true, env = "PLANCOVER_STORE", default_value = "plancover.gpkg", value_name = "PATH.gpkg")]
    pub(super) store: String,
    /// A settings file
    #[arg(long, global = true, value_name = "FILE.toml")]
    pub(super) config: Option<PathBuf>,
    /// Say only what went wrong
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Say more (twice: everything)
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub(super) verbose: u8,
    /// Draw no progress bars
    #[arg(long, global = true)]
    pub(super) no_progress: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Serve the page, the API and the tiles; fills a store that does not exist with the embedded default
    Serve(ServeArgs),
    /// Read boundaries, areas, plans or events from files; all or nothing
    Import(ImportArgs),
    /// Tell what is wrong with the data of the whole store
    Check(CheckArgs),
    /// Print how much land is covered by plans
    Coverage(CoverageArgs),
    /// Print what applies at a point
    Lookup(LookupArgs),
    /// Print what is measured against which target, and who is missing
    Indicators(IndicatorsArgs),
    /// Write map tiles, features or a report to a file, for other programs
    Export(ExportArgs),
    /// Fill an empty store with the embedded default
    Seed(SeedArgs),
    /// Write a consistent copy of the store, also while it is served
    Backup(BackupArgs),
    /// Put a copy made by `backup` in place of a store that does not exist
    Restore(RestoreArgs),
    /// Print the description of the HTTP API (OpenAPI 3.1)
    Openapi,
    /// Read a file for the process that started this one
    #[command(hide = true)]
    ReadForParent,
}

#[derive(Debug, clap::Args)]
pub(super) struct ServeArgs {
    /// Address to listen on
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS:PORT")]
    pub(super) listen: SocketAddr,
    /// Address under which others reach the server, for links in answers
    #[arg(long, value_name = "URL")]
    pub(super) public_url: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(super) struct ImportArgs {
    #[command(subcommand)]
    pub(super) what: ImportWhat,
}

#[derive(Debug, Subcommand)]
pub(super) enum ImportWhat {
    /// Administrative units with their boundaries
    Units {
        #[command(flatten)]
        files: ImportFiles,
        /// Level of the units, where the file does not tell
        #[arg(long, value_parser = word::<Level>)]
        level: Option<Level>,
        /// First day of those that give none
        #[arg(long, value_parser = parse_day, value_name = "DATE")]
        valid_from: Option<Day>,
        /// First day no longer in force of those that give none
        #[arg(long, value_parser = parse_day, value_name = "DATE")]
        valid_to: Option<Day>,
        /// Bring together borders of neighbours that lie at most so many metres apart (0.01 to 50)
        #[arg(long, value_parser = metres, value_name = "METRES")]
        snap: Option<f64>,
    },
    /// Urban areas, functional zones and construction land
    Areas {
        #[command(flatten)]
        files: ImportFiles,
        /// Kind of those that give none
        #[arg(long, value_parser = word::<AreaKind>)]
        kind: Option<AreaKind>,
    },
    /// Plans
    Plans {
        #[command(flatten)]
        files: ImportFiles,
        /// Day that picks the vintage of units named without a date by plans that are not approved (default: today)
        #[arg(long, value_parser = parse_day, value_name = "DATE")]
        at: Option<Day>,
    },
    /// Events of plans: stages reached and milestones
    Events {
        #[command(flatten)]
        files: ImportFiles,
    },
    /// Figures reported for indicators
    Observations {
        #[command(flatten)]
        files: ImportFiles,
    },
    /// Whose land went to which unit on a day, as an act tells it
    Lineage {
        #[command(flatten)]
        files: ImportFiles,
    },
}

#[derive(Debug, clap::Args)]
pub(super) struct ImportFiles {
    /// Shapefile, MapInfo, GeoPackage, GeoJSON, KML, GML, FlatGeobuf, DXF, DGN, Excel or CSV files
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// The layer, sheet, layer of a drawing, or file in a ZIP file to read, where there are several
    #[arg(long, value_name = "NAME")]
    pub(super) layer: Option<String>,
    /// Which column is which: the name of a built-in profile, or a TOML file
    #[arg(long, value_name = "NAME|FILE")]
    pub(super) profile: Option<String>,
    /// Coordinate reference system of files that give none, or the wrong one; `,swapped` after it for northing before easting,
    /// `,mm` for millimetres: EPSG:9215,mm
    #[arg(long, value_name = "EPSG:CODE")]
    pub(super) crs: Option<String>,
    /// Take the proposed reference system, where exactly one fits
    #[arg(long, conflicts_with = "crs")]
    pub(super) yes: bool,
    /// Encoding of text, where it is not found by itself (tcvn3, tcvn3-capitals, vni, viscii, windows-1258, utf-8)
    #[arg(long)]
    pub(super) encoding: Option<String>,
    /// Write a profile for the files to standard output, with the evidence for each column; import nothing
    #[arg(long, conflicts_with_all = ["dry_run", "report"])]
    pub(super) suggest: bool,
    /// Read, check and compare everything, tell what would change, write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// How the issues are printed (text, csv, json: with every record that would change), or a new file that they also go to;
    /// a .gpkg shows their places in QGIS. Can be given several times
    #[arg(long, value_name = "text|csv|json|FILE.{csv,json,gpkg}")]
    pub(super) report: Vec<Report>,
}

#[derive(Debug, clap::Args)]
pub(super) struct CheckArgs {
    /// The day that states and findings of plans are of (default: today); units are compared in every vintage
    #[arg(long, value_parser = parse_day, value_name = "DATE")]
    pub(super) at: Option<Day>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(super) format: Format,
    /// Also write the issues to a new file; a .gpkg shows their places in QGIS
    #[arg(long, value_name = "FILE.{csv,json,gpkg}")]
    pub(super) report: Vec<Report>,
}

#[derive(Debug, clap::Args)]
pub(super) struct CoverageArgs {
    /// Code of the unit; without it, the topmost units
    #[arg(long, value_parser = UnitCode::new, value_name = "CODE")]
    pub(super) unit: Option<UnitCode>,
    /// The day asked about (default: today)
    #[arg(long, value_parser = parse_day, value_name = "DATE")]
    pub(super) at: Option<Day>,
    /// The land that coverage is a share of
    #[arg(long, value_parser = denominator, default_value = "unit", value_name = "unit|construction_land")]
    pub(super) of: Denominator,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(super) format: Format,
}

#[derive(Debug, clap::Args)]
pub(super) struct IndicatorsArgs {
    /// Only this indicator, with every subject
    #[arg(value_name = "INDICATOR")]
    pub(super) id: Option<String>,
    /// Code of the unit that the subjects lie in; without it, everything
    #[arg(long, value_parser = UnitCode::new, value_name = "CODE")]
    pub(super) unit: Option<UnitCode>,
    /// The day asked about (default: today)
    #[arg(long, value_parser = parse_day, value_name = "DATE")]
    pub(super) at: Option<Day>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(super) format: Format,
}

#[derive(Debug, clap::Args)]
pub(super) struct LookupArgs {
    /// Longitude and latitude (WGS 84, degrees)
    #[arg(num_args = 2, value_names = ["LON", "LAT"], required_unless_present = "vn2000", allow_negative_numbers = true)]
    pub(super) position: Vec<f64>,
    /// Northing X and easting Y in metres, as on land certificates
    #[arg(long, num_args = 2, value_names = ["X", "Y"], conflicts_with = "position")]
    pub(super) vn2000: Vec<f64>,
    /// The VN-2000 system of X and Y
    #[arg(long, default_value = "EPSG:9215", value_name = "EPSG:CODE")]
    pub(super) crs: String,
    /// The day asked about (default: today)
    #[arg(long, value_parser = parse_day, value_name = "DATE")]
    pub(super) at: Option<Day>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(super) format: Format,
}

#[derive(Debug, clap::Args)]
pub(super) struct ExportArgs {
    #[command(subcommand)]
    pub(super) what: ExportWhat,
}

#[derive(Debug, Subcommand)]
pub(super) enum ExportWhat {
    /// Vector tiles, those that the server serves
    Tiles(ExportTilesArgs),
    /// A unit in one ZIP file for phones without a network: tiles, and its units, plans and areas as GeoJSON
    Pack(ExportPackArgs),
    /// All features of a layer, with the attributes that `/ogc` shows
    Features(ExportFeaturesArgs),
    /// Coverage, indicators, who is missing, plans and milestones as sheets of a workbook
    Report(ExportReportArgs),
}

#[derive(Debug, clap::Args)]
pub(super) struct ExportReportArgs {
    /// The file
    #[arg(value_name = "OUT.xlsx")]
    pub(super) out: PathBuf,
    /// Only this unit, those below it, and plans with land in it
    #[arg(long, value_parser = UnitCode::new, value_name = "CODE")]
    pub(super) unit: Option<UnitCode>,
    /// The day asked about (default: today)
    #[arg(long, value_parser = parse_day, value_name = "DATE")]
    pub(super) at: Option<Day>,
    /// Replace a file that stands there
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct ExportFeaturesArgs {
    /// The layer: provinces, districts, communes, areas, plans, zones or gaps
    #[arg(value_name = "LAYER")]
    pub(super) layer: String,
    /// The file; its ending tells the format
    #[arg(value_name = "OUT.{geojson,geojsonl,gpkg,fgb,csv,xlsx,shp.zip}")]
    pub(super) out: PathBuf,
    /// The day asked about (default: today)
    #[arg(long, value_parser = parse_day, value_name = "DATE")]
    pub(super) at: Option<Day>,
    /// Replace a file that stands there
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct ExportTilesArgs {
    /// The file: PMTiles or MBTiles, by its ending
    #[arg(value_name = "OUT.pmtiles|OUT.mbtiles")]
    pub(super) out: PathBuf,
    /// Layers, in the order of the tile; without it, all that have features
    #[arg(long, value_delimiter = ',', value_name = "LAYER,…")]
    pub(super) layers: Vec<String>,
    /// The day asked about (default: today)
    #[arg(long, value_parser = parse_day, value_name = "DATE")]
    pub(super) at: Option<Day>,
    /// Only the tiles that touch this unit
    #[arg(long, value_parser = UnitCode::new, value_name = "CODE")]
    pub(super) unit: Option<UnitCode>,
    /// The least zoom
    #[arg(long, default_value_t = 0, value_name = "ZOOM")]
    pub(super) min_zoom: u8,
    /// The highest zoom; maps draw its tiles larger beyond (default: 14)
    #[arg(long, value_name = "ZOOM")]
    pub(super) max_zoom: Option<u8>,
    /// Replace a file that stands there
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct ExportPackArgs {
    /// The file
    #[arg(value_name = "OUT.zip")]
    pub(super) out: PathBuf,
    /// Code of the unit
    #[arg(long, value_parser = UnitCode::new, value_name = "CODE")]
    pub(super) unit: UnitCode,
    /// The day asked about (default: today)
    #[arg(long, value_parser = parse_day, value_name = "DATE")]
    pub(super) at: Option<Day>,
    /// Replace a file that stands there
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct SeedArgs {
    /// Only what the documents say, without the illustrative plans
    #[arg(long)]
    pub(super) documented: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct BackupArgs {
    /// The copy; must not exist
    pub(super) out: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(super) struct RestoreArgs {
    /// The copy
    pub(super) file: PathBuf,
}

/// How figures are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people: columns, rounded to 2 decimals
    Table,
    /// As the API answers, in full precision
    Json,
    /// For spreadsheets, rounded to 2 decimals
    Csv,
}

fn word<T: std::str::FromStr<Err = crate::domain::UnknownWord>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|error: crate::domain::UnknownWord| error.to_string())
}

fn metres(text: &str) -> Result<f64, String> {
    let metres = text.parse::<f64>().ok().filter(|metres| (0.01..=50.0).contains(metres));
    metres.ok_or_else(|| format!("`{text}` is no tolerance, allowed: 0.01 to 50 metres"))
}

fn denominator(text: &str) -> Result<Denominator, String> {
    let found = Denominator::ALL.into_iter().find(|of| of.code() == text);
    found.ok_or_else(|| format!("unknown denominator `{text}`, allowed: unit, construction_land"))
}
