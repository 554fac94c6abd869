//! The whole pyramid z0–z12 into a file, from the store's start to the finished file, against `martin-cp` from PostGIS.

use crate::servers::{Martin, Program};
use crate::{line, median, number};

const TOP: u8 = 12;

pub fn measure(program: &Program, martin: Option<&Martin>, bounds: [f64; 4]) {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for run in 0..number("RUNS", 5) {
        let (_, took, said) = program.export("pyramid.pmtiles", TOP);
        if run == 0 {
            println!("{said}");
        }
        ours.push(took.as_secs_f64());
        // It takes long: three runs tell enough.
        if run < 3 {
            theirs.extend(
                martin.and_then(|martin| martin.copy(&program.folder.join("theirs.mbtiles"), bounds, TOP)).map(|took| took.as_secs_f64()),
            );
        }
    }
    let theirs: Vec<(&str, f64)> = if theirs.is_empty() { Vec::new() } else { vec![("martin-cp", median(theirs))] };
    line(&format!("whole pyramid z0–z{TOP}"), median(ours), &theirs, "s");
}
