//! A process that is killed in the middle of an import leaves the store as it was.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::program::Program;
use crate::world::{self, Unit, province};

#[test]
fn killing_the_process_while_it_writes_leaves_the_store_as_it_was() {
    let program = Program::new();
    let small = program.file("small.geojson", &world::units(&province(), "", ""));
    program.run(&["import", "units", &small]).code(0);
    let before = program.run(&["coverage", "--format", "json"]).code(0);
    let codes: Vec<String> = (10_000..40_000).map(|number| number.to_string()).collect();
    let many: Vec<Unit<'_>> = codes
        .iter()
        .enumerate()
        .map(|(index, code)| {
            #[expect(clippy::cast_precision_loss, reason = "30 000 is exact")]
            let (column, row) = ((index % 300) as f64, (index / 300) as f64);
            world::unit(
                code,
                "Nhiều",
                "Xã",
                "20",
                [100.0 + column * 0.01, 10.0 + row * 0.01, 100.0 + (column + 1.0) * 0.01, 10.0 + (row + 1.0) * 0.01],
            )
        })
        .collect();
    let large = program.file("large.geojson", &world::units(&many, "2030-01-01", ""));
    let mut child = program.command(&["import", "units", &large, "-v"]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut writing = false;
    for line in BufReader::new(child.stderr.take().unwrap()).lines() {
        if line.unwrap().contains("writing 30000 changes") {
            writing = true;
            break;
        }
    }
    assert!(writing, "the import never came to write");
    child.kill().unwrap();
    let ended = child.wait().unwrap();
    assert!(!ended.success(), "the import was over before it could be killed");
    let after = program.run(&["coverage", "--format", "json"]).code(0);
    assert_eq!(after.json(), before.json());
    // And the store takes the import afterwards.
    assert!(program.run(&["import", "units", &large]).code(0).stderr.contains("30000 new"));
}
