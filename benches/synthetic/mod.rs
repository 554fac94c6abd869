//! A country that does not exist, the same on every machine: provinces of districts of communes with wiggly borders that
//! neighbours share to the last vertex, two vintages, areas, and plans of all tiers with their events.
//!
//! Nothing here is random beyond the seed. Parts in reading order: `numbers` (the generator), `borders` (the grid and its
//! borders), `plans`.

mod borders;
mod numbers;
mod plans;

use plancover::domain::{Area, AreaKind, Day, Land, Period, Quality, UnitCode, UnitKind, UnitVersion};
use plancover::snapshot::Records;

use borders::{Block, Grid};
pub use numbers::Numbers;

/// Communes of a district: columns, rows.
const DISTRICT: [usize; 2] = [4, 5];
/// Districts of a province: columns, rows.
const PROVINCE: [usize; 2] = [5, 2];
/// Provinces in a row of the country.
const ROW: usize = 8;

/// How large the country is.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Communes before the merger; rounded up to whole districts of 20, and from 200 on to whole provinces of 200.
    pub communes: usize,
    /// Vertices of a border between two communes; rounded up to a power of two.
    pub vertices: usize,
    /// Plans.
    pub plans: usize,
    /// Makes another country of the same size.
    pub seed: u64,
}

/// The day on which the communes are merged by twos and the districts end.
#[must_use]
pub fn merger() -> Day {
    Day::constant(2025, 7, 1)
}

/// The records of the country.
#[must_use]
pub fn records(size: Size) -> Records {
    let country = Country::new(size);
    let (areas, plans) = (country.areas(), country.plans());
    Records { revision: 1, units: country.units(), areas, plans, ..Records::default() }
}

struct Country {
    size: Size,
    grid: Grid,
    /// Districts of a province: columns, rows.
    province: [usize; 2],
    provinces: usize,
}

impl Country {
    fn new(size: Size) -> Self {
        let districts = size.communes.div_ceil(DISTRICT[0] * DISTRICT[1]).max(1);
        let of_province = PROVINCE[0] * PROVINCE[1];
        let province = if districts < of_province { [districts, 1] } else { PROVINCE };
        Self { size, grid: Grid::new(size.seed, size.vertices), province, provinces: districts.div_ceil(of_province) }
    }

    /// The cells of a province.
    fn province(&self, province: usize) -> Block {
        let [columns, rows] = [self.province[0] * DISTRICT[0], self.province[1] * DISTRICT[1]];
        Block { x: province % ROW * columns, y: province / ROW * rows, columns, rows }
    }

    /// Every district: the number of its province, its own, its cells.
    fn districts(&self) -> impl Iterator<Item = (usize, usize, Block)> {
        let each = self.province[0] * self.province[1];
        (0..self.provinces * each).map(move |number| {
            let (province, inner) = (number / each, number % each);
            let [x, y] = [inner % self.province[0] * DISTRICT[0], inner / self.province[0] * DISTRICT[1]];
            (province, number, self.province(province).part(x, y, DISTRICT))
        })
    }

    /// Every commune before the merger: the number of its province, of its district, its own, its cells.
    fn communes(&self) -> impl Iterator<Item = (usize, usize, usize, Block)> {
        self.districts().flat_map(|(province, district, block)| {
            let each = DISTRICT[0] * DISTRICT[1];
            (0..each).map(move |inner| {
                let cell = block.part(inner % DISTRICT[0], inner / DISTRICT[0], [1, 1]);
                (province, district, district * each + inner, cell)
            })
        })
    }

    fn units(&self) -> Vec<UnitVersion> {
        let before = Period { from: None, to: Some(merger()) };
        let after = Period { from: Some(merger()), to: None };
        let provinces =
            (0..self.provinces).map(|number| self.unit(UnitKind::Province, number, None, Period::default(), self.province(number)));
        let districts = self.districts().map(|(province, number, block)| {
            self.unit(UnitKind::District, number, Some(code(UnitKind::Province, province)), before, block)
        });
        let communes = self.communes().map(|(_, district, number, cell)| {
            let kind = if number.is_multiple_of(10) { UnitKind::Township } else { UnitKind::Commune };
            self.unit(kind, number, Some(code(UnitKind::District, district)), before, cell)
        });
        // Cells are numbered along the rows of a district, so that every other one is the western one of a pair.
        let merged = self.communes().filter(|(.., number, _)| number.is_multiple_of(2)).map(|(province, _, number, cell)| {
            self.unit(UnitKind::Commune, number, Some(code(UnitKind::Province, province)), after, cell.part(0, 0, [2, 1]))
        });
        provinces.chain(districts).chain(communes).chain(merged).collect()
    }

    fn unit(&self, kind: UnitKind, number: usize, parent_code: Option<UnitCode>, period: Period, block: Block) -> UnitVersion {
        let boundary = Land::new(vec![self.grid.outline(block)]);
        let name = format!("Đơn vị {number}");
        UnitVersion { code: code(kind, number), name, kind, parent_code, period, boundary, quality: Quality::Illustrative, source: None }
    }

    /// Construction land in the middle of every third commune.
    fn areas(&self) -> Vec<Area> {
        let every_third = self.communes().filter(|(.., number, _)| number.is_multiple_of(3));
        every_third
            .map(|(_, _, number, cell)| Area {
                id: format!("area-{number}"),
                name: format!("Khu {number}"),
                kind: AreaKind::ConstructionLand,
                class: None,
                status: None,
                period: Period::default(),
                boundary: Some(plans::blob(&mut Numbers::new(self.size.seed, &[3, number]), self.grid.centre(cell), 0.015, 24)),
                units: Vec::new(),
                quality: Quality::Illustrative,
                source: None,
                clause: None,
            })
            .collect()
    }
}

/// Two digits for a province, three for a district, five for a commune.
fn code(kind: UnitKind, number: usize) -> UnitCode {
    let text = match kind {
        UnitKind::Province => format!("{:02}", number + 1),
        UnitKind::District => format!("{:03}", number + 1),
        _ => format!("{:05}", number + 1),
    };
    UnitCode::new(&text).unwrap_or_else(|error| unreachable!("{error}"))
}
