//! The program `plancover`.

use std::process::ExitCode;

fn main() -> ExitCode {
    plancover::cli::run()
}
