//! A FlatBuffer with its size before it, written from the front (<https://flatbuffers.dev/internals/>).
//!
//! The format only asks that offsets to vectors and tables point forward, and that everything is aligned from the start of the buffer; so
//! parents come before their children, and each offset is filled in when its target is reached.

/// A field as it stands in a table.
#[derive(Debug, Clone, Copy)]
pub(super) enum Field {
    Byte(u8),
    Short(u16),
    Int(i32),
    Long(u64),
    /// Where a vector, a text or a table will be.
    Offset,
}

impl Field {
    const fn size(self) -> usize {
        match self {
            Self::Byte(_) => 1,
            Self::Short(_) => 2,
            Self::Int(_) | Self::Offset => 4,
            Self::Long(_) => 8,
        }
    }
}

/// A place where an offset is to be filled in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hole(usize);

/// Appends a buffer to bytes.
#[derive(Debug)]
pub(super) struct Buffer<'a> {
    out: &'a mut Vec<u8>,
    start: usize,
}

impl<'a> Buffer<'a> {
    /// Begins a buffer; the hole is for its root.
    pub(super) fn begin(out: &'a mut Vec<u8>) -> (Self, Hole) {
        let start = out.len();
        // The size, and the offset of the root.
        out.extend_from_slice(&[0; 8]);
        (Self { out, start }, Hole(start + 4))
    }

    /// Pads until what comes after `ahead` more bytes is aligned.
    fn align(&mut self, alignment: usize, ahead: usize) {
        while !(self.out.len() - self.start + ahead).is_multiple_of(alignment) {
            self.out.push(0);
        }
    }

    fn fill(&mut self, hole: Hole) {
        let distance = u32::try_from(self.out.len() - hole.0).unwrap_or(u32::MAX);
        self.out[hole.0..hole.0 + 4].copy_from_slice(&distance.to_le_bytes());
    }

    fn number(&mut self, number: usize) {
        self.out.extend_from_slice(&u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
    }

    /// A table with its fields by their slots, and the holes among them in that order.
    pub(super) fn table(&mut self, at: Hole, slots: &[Option<Field>]) -> Vec<Hole> {
        // The largest fields come first, so that all are aligned if the first is.
        let mut order: Vec<usize> = (0..slots.len()).filter(|slot| slots[*slot].is_some()).collect();
        order.sort_by_key(|slot| std::cmp::Reverse(slots[*slot].map_or(0, Field::size)));
        let (mut places, mut length) = (vec![0_u16; slots.len()], 4_u16);
        for &slot in &order {
            places[slot] = length;
            length += u16::try_from(slots[slot].map_or(0, Field::size)).unwrap_or(0);
        }
        // The table of places, just before the table of fields.
        let own = 4 + 2 * slots.len();
        self.align(8, own + 4);
        let places_at = self.out.len();
        for number in [u16::try_from(own).unwrap_or(u16::MAX), length].into_iter().chain(places) {
            self.out.extend_from_slice(&number.to_le_bytes());
        }
        self.fill(at);
        let table_at = self.out.len();
        self.out.extend_from_slice(&i32::try_from(table_at - places_at).unwrap_or(0).to_le_bytes());
        let mut holes = vec![None; slots.len()];
        for slot in order {
            match slots[slot] {
                Some(Field::Byte(number)) => self.out.push(number),
                Some(Field::Short(number)) => self.out.extend_from_slice(&number.to_le_bytes()),
                Some(Field::Int(number)) => self.out.extend_from_slice(&number.to_le_bytes()),
                Some(Field::Long(number)) => self.out.extend_from_slice(&number.to_le_bytes()),
                Some(Field::Offset) => {
                    holes[slot] = Some(Hole(self.out.len()));
                    self.out.extend_from_slice(&[0; 4]);
                }
                None => {}
            }
        }
        holes.into_iter().flatten().collect()
    }

    /// A text.
    pub(super) fn text(&mut self, at: Hole, text: &str) {
        self.bytes(at, text.as_bytes());
        self.out.push(0);
    }

    /// A vector of bytes.
    pub(super) fn bytes(&mut self, at: Hole, bytes: &[u8]) {
        self.align(4, 0);
        self.fill(at);
        self.number(bytes.len());
        self.out.extend_from_slice(bytes);
    }

    /// A vector of whole numbers.
    pub(super) fn numbers(&mut self, at: Hole, numbers: &[u32]) {
        self.align(4, 0);
        self.fill(at);
        self.number(numbers.len());
        numbers.iter().for_each(|number| self.out.extend_from_slice(&number.to_le_bytes()));
    }

    /// A vector of so many numbers.
    pub(super) fn doubles(&mut self, at: Hole, count: usize, numbers: impl Iterator<Item = f64>) {
        self.align(8, 4);
        self.fill(at);
        self.number(count);
        numbers.for_each(|number| self.out.extend_from_slice(&number.to_le_bytes()));
    }

    /// A vector of so many tables, with a hole for each.
    pub(super) fn tables(&mut self, at: Hole, count: usize) -> Vec<Hole> {
        self.align(4, 0);
        self.fill(at);
        self.number(count);
        let first = self.out.len();
        self.out.resize(first + 4 * count, 0);
        (0..count).map(|place| Hole(first + 4 * place)).collect()
    }

    /// Ends the buffer.
    pub(super) fn end(mut self) {
        self.align(8, 0);
        let size = u32::try_from(self.out.len() - self.start - 4).unwrap_or(u32::MAX);
        self.out[self.start..self.start + 4].copy_from_slice(&size.to_le_bytes());
    }
}
