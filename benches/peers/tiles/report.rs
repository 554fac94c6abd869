//! The table that the comparison ends with: what was measured, against what, the ratio, and the goal beside it.

use crate::median;

/// In what a work is measured.
#[derive(Clone, Copy, PartialEq)]
pub enum Unit {
    /// Requests a second: more is better.
    Rate,
    Milliseconds,
    Seconds,
    Mebibytes,
}

impl Unit {
    fn text(self, value: f64) -> String {
        match self {
            Self::Rate => format!("{value:.0} req/s"),
            Self::Milliseconds => format!("{value:.2} ms"),
            Self::Seconds => format!("{value:.2} s"),
            Self::Mebibytes => format!("{value:.0} MiB"),
        }
    }

    /// How many times better ours is.
    fn ratio(self, ours: f64, theirs: f64) -> f64 {
        if self == Self::Rate { ours / theirs } else { theirs / ours }
    }
}

/// What was measured of one side, in the order of the rounds.
pub type Runs = Vec<f64>;

/// All lines so far.
#[derive(Default)]
pub struct Report {
    rows: Vec<[String; 6]>,
    goals: usize,
    missed: Vec<String>,
}

impl Report {
    /// A work done by both. The ratio is the median of the rounds' ratios, so that what slows a whole round does not count; where the
    /// sides have different numbers of runs, that of the medians. With a goal it is to be at least that.
    pub fn against(&mut self, what: &str, unit: Unit, ours: &[f64], peer: &str, theirs: &[f64], goal: Option<f64>) {
        let (our, their) = (median(ours.to_vec()), median(theirs.to_vec()));
        let ratio = if ours.len() == theirs.len() {
            median(ours.iter().zip(theirs).map(|(ours, theirs)| unit.ratio(*ours, *theirs)).collect())
        } else {
            unit.ratio(our, their)
        };
        let told = goal.map(|goal| format!("≥ {goal} ×")).unwrap_or_default();
        self.add(what, [unit.text(our), peer.to_owned(), unit.text(their), format!("{ratio:.2} ×"), told], goal.map(|goal| ratio >= goal));
    }

    /// Something that has no yardstick but a limit.
    pub fn at_most(&mut self, what: &str, unit: Unit, found: f64, most: f64) {
        let told = format!("≤ {}", unit.text(most));
        self.add(what, [unit.text(found), String::new(), String::new(), String::new(), told], Some(found <= most));
    }

    /// Something that may be so many times a yardstick.
    pub fn at_most_times(&mut self, what: &str, unit: Unit, found: f64, yardstick: (&str, f64), most: f64) {
        let times = found / yardstick.1;
        let cells = [unit.text(found), yardstick.0.to_owned(), unit.text(yardstick.1), format!("{times:.2} ×"), format!("≤ {most} ×")];
        self.add(what, cells, Some(times <= most));
    }

    fn add(&mut self, what: &str, [ours, peer, theirs, ratio, goal]: [String; 5], met: Option<bool>) {
        let mark = match met {
            Some(true) => " met",
            Some(false) => " MISSED",
            None => "",
        };
        self.goals += usize::from(met.is_some());
        if met == Some(false) {
            self.missed.push(what.to_owned());
        }
        let row = [what.to_owned(), ours, peer, theirs, ratio, goal + mark];
        eprintln!("{}", row.join(" | "));
        self.rows.push(row);
    }

    /// The table as Markdown, and what was missed.
    pub fn print(&self, title: &str) {
        println!("\n{title}\n");
        let head = ["work", "plancover", "against", "", "ratio", "goal"].map(str::to_owned);
        let wide = |column: usize| self.rows.iter().chain([&head]).map(|row| row[column].chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..head.len()).map(wide).collect();
        let line = |row: &[String; 6]| {
            let cells = row.iter().zip(&widths).map(|(cell, width)| format!(" {cell:width$} |"));
            format!("|{}", cells.collect::<String>())
        };
        println!("{}", line(&head));
        let rules: Vec<String> = widths.iter().map(|width| format!("{}|", "-".repeat(width + 2))).collect();
        println!("|{}", rules.concat());
        self.rows.iter().for_each(|row| println!("{}", line(row)));
        let missed = if self.missed.is_empty() { String::new() } else { format!("; missed: {}", self.missed.join(", ")) };
        println!("\n{} of {} goals met{missed}", self.goals - self.missed.len(), self.goals);
    }
}
