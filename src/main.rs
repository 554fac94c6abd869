//! The program `plancover`.

use std::process::ExitCode;

/// Gives back to the system what start, imports and tiles have freed; the C library keeps a third more than is in use.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    plancover::cli::run()
}
