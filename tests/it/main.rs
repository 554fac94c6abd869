//! The integration tests: one binary, real parts, no network.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod cases_check;
mod cases_coverage;
mod cases_gaps;
mod cases_history;
mod cases_indicators;
mod cases_ingest;
mod cases_lifecycle;
mod cases_lineage;
mod cases_synthetic;
mod cases_world;
mod cli_check;
mod cli_export;
mod cli_hostile;
mod cli_import;
mod cli_import_crs;
mod cli_indicators;
mod cli_kill;
mod cli_serve;
mod dataset;
mod http_api;
mod http_changes;
mod http_description;
mod http_edges;
mod http_findings;
mod http_indicators;
mod http_maps;
mod http_milestones;
mod http_ogc;
mod http_parcel;
mod http_real;
mod http_tiles;
mod oracles;
mod oracles_random;
mod program;
mod properties;
mod properties_revised;
mod properties_time;
mod real;
mod schema;
mod tiles_files;
mod tiles_seams;
mod tiles_valid;
mod tiles_weight;
mod world;
