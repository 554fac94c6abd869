//! The whole pyramid z0–z12 into a file, from the store's start to the finished file, against `martin-cp` from PostGIS.

use crate::number;
use crate::report::{Report, Runs, Unit};
use crate::servers::{Martin, Program};

const TOP: u8 = 12;

pub fn measure(program: &Program, martin: Option<&Martin>, bounds: [f64; 4], report: &mut Report) {
    let (mut ours, mut tiles, mut theirs) = (Runs::new(), Runs::new(), Runs::new());
    for run in 0..number("RUNS", 5) {
        let (_, took, said) = program.export("pyramid.pmtiles", TOP);
        if run == 0 {
            eprintln!("{said}");
        }
        // Up to zoom 0 it reads the store, measures coverage and prepares the shapes, and makes one tile.
        let (_, start, _) = program.export("start.pmtiles", 0);
        ours.push(took.as_secs_f64());
        tiles.push(took.saturating_sub(start).as_secs_f64());
        // It takes minutes on a national data set: two runs tell enough.
        if let Some(martin) = martin.filter(|_| run < 2) {
            let (took, said) = martin.copy(&program.folder.join("theirs.mbtiles"), bounds, TOP);
            eprintln!("martin-cp: {:.1} s; {said}", took.as_secs_f64());
            theirs.push(took.as_secs_f64());
        }
    }
    if martin.is_some() {
        report.against(&format!("whole pyramid z0–z{TOP}"), Unit::Seconds, &ours, "martin-cp from PostGIS", &theirs, Some(10.0));
        report.against("of it tiles, the store being loaded", Unit::Seconds, &tiles, "the same: PostGIS is loaded", &theirs, None);
    }
}
