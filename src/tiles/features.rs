//! The attributes of a layer's features, encoded once: a tile only copies bytes and renumbers.

use super::coord::index;
use super::encode::{put_varint, zigzag};
use super::sketch::{unzigzag, varint};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The value of an attribute (MVT 2.1, 4.1: layer values).
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// Text.
    Text(&'a str),
    /// A number, rounded to two decimals; one that is not finite is absent.
    Number(f64),
    /// A whole number.
    Integer(i64),
    /// True or false.
    Flag(bool),
}

impl Value<'_> {
    /// The `Value` message.
    fn encode(self) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        match self {
            Self::Text(text) => {
                out.push(1 << 3 | 2);
                put_varint(&mut out, text.len() as u64);
                out.extend_from_slice(text.as_bytes());
            }
            Self::Number(number) => {
                let rounded = (number * 100.0).round() / 100.0;
                out.push(3 << 3 | 1);
                // Adding zero turns -0 into 0, which is one value less.
                out.extend_from_slice(&(if rounded.is_finite() { rounded + 0.0 } else { return None }).to_le_bytes());
            }
            Self::Integer(number) => {
                let (field, bits) = u64::try_from(number).map_or((6, zigzag(number)), |bits| (4, bits));
                out.push(field << 3);
                put_varint(&mut out, bits);
            }
            Self::Flag(flag) => out.extend([7 << 3, u8::from(flag)]),
        }
        Some(out)
    }
}

impl<'a> Value<'a> {
    /// The value of a message that [`Value::encode`] has written.
    fn decode(message: &'a [u8]) -> Option<Self> {
        let (tag, mut rest) = message.split_first()?;
        match tag >> 3 {
            1 => {
                varint(&mut rest)?;
                std::str::from_utf8(rest).ok().map(Self::Text)
            }
            3 => rest.try_into().ok().map(|bytes| Self::Number(f64::from_le_bytes(bytes))),
            4 => i64::try_from(varint(&mut rest)?).ok().map(Self::Integer),
            6 => varint(&mut rest).map(|bits| Self::Integer(unzigzag(bits))),
            _ => rest.first().map(|flag| Self::Flag(*flag != 0)),
        }
    }
}

/// No value.
const ABSENT: u32 = u32::MAX;

/// Ids and attributes of all features of a layer, with one number for each distinct value.
#[derive(Debug)]
pub(super) struct FeatureTable {
    keys: Vec<Box<str>>,
    /// The least zoom at which each key is in tiles.
    from_zooms: Vec<u8>,
    ids: Vec<u64>,
    /// The number of a value or [`ABSENT`], feature after feature, one a key.
    cells: Vec<u32>,
    /// `Value` messages, one after the other.
    values: Vec<u8>,
    value_ends: Vec<u32>,
}

impl FeatureTable {
    /// The keys, in the order of columns.
    pub fn keys(&self) -> &[Box<str>] {
        &self.keys
    }

    /// The least zoom at which each key is in tiles.
    pub fn least_zooms(&self) -> &[u8] {
        &self.from_zooms
    }

    /// How many features there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// How many distinct values there are.
    pub fn value_count(&self) -> usize {
        self.value_ends.len()
    }

    /// The id of a feature.
    pub fn id(&self, feature: u32) -> u64 {
        self.ids[feature as usize]
    }

    /// The columns of a feature that have a value, with its number.
    pub fn row(&self, feature: u32) -> impl Iterator<Item = (usize, u32)> {
        let from = feature as usize * self.keys.len();
        self.cells[from..from + self.keys.len()].iter().copied().enumerate().filter(|(_, value)| *value != ABSENT)
    }

    /// The attributes of a feature that have a value.
    pub fn attributes(&self, feature: u32) -> Vec<(&str, Value<'_>)> {
        self.row(feature).filter_map(|(column, number)| Some((&*self.keys[column], Value::decode(self.value(number))?))).collect()
    }

    /// A number that is the same only for the same id and attributes.
    pub fn mark(&self, feature: u32) -> u64 {
        let mut hasher = DefaultHasher::new();
        hasher.write_u64(self.id(feature));
        for (column, value) in self.row(feature) {
            (&self.keys[column], self.value(value)).hash(&mut hasher);
        }
        hasher.finish()
    }

    /// The `Value` message with a number.
    pub fn value(&self, number: u32) -> &[u8] {
        &self.values[super::shapes::span(&self.value_ends, number as usize)]
    }
}

/// Collects features.
#[derive(Debug)]
pub(super) struct TableBuilder {
    table: FeatureTable,
    numbers: HashMap<Vec<u8>, u32>,
}

impl TableBuilder {
    /// A table with those columns.
    pub fn new(keys: &[&str]) -> Self {
        let from_zooms = vec![0; keys.len()];
        let keys = keys.iter().map(|key| Box::from(*key)).collect();
        let table = FeatureTable { keys, from_zooms, ids: Vec::new(), cells: Vec::new(), values: Vec::new(), value_ends: Vec::new() };
        Self { table, numbers: HashMap::new() }
    }

    /// The table so far.
    pub const fn table(&self) -> &FeatureTable {
        &self.table
    }

    /// Says from which zoom on each column is in tiles; those that are not told are at all.
    pub fn set_from_zooms(&mut self, from_zooms: &[u8]) {
        self.table.from_zooms.iter_mut().zip(from_zooms).for_each(|(from, told)| *from = *told);
    }

    /// Adds a feature: one value a column; missing ones are absent.
    pub fn push(&mut self, id: u64, values: &[Option<Value<'_>>]) {
        self.table.ids.push(id);
        for column in 0..self.table.keys.len() {
            let message = values.get(column).copied().flatten().and_then(Value::encode);
            let cell = message.map_or(ABSENT, |message| self.number(message));
            self.table.cells.push(cell);
        }
    }

    fn number(&mut self, message: Vec<u8>) -> u32 {
        let table = &mut self.table;
        let next = index(table.value_ends.len());
        *self.numbers.entry(message).or_insert_with_key(|message| {
            table.values.extend_from_slice(message);
            table.value_ends.push(index(table.values.len()));
            next
        })
    }

    /// The finished table.
    pub fn finish(mut self) -> FeatureTable {
        self.table.cells.shrink_to_fit();
        self.table.values.shrink_to_fit();
        self.table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_have_one_number_and_absent_ones_none() {
        let mut builder = TableBuilder::new(&["name", "percent", "kind"]);
        builder.push(7, &[Some(Value::Text("Chi Lăng")), Some(Value::Number(12.344)), None]);
        builder.push(8, &[Some(Value::Text("Chi Lăng")), Some(Value::Number(12.336))]);
        builder.push(9, &[Some(Value::Text("")), Some(Value::Number(f64::NAN)), Some(Value::Integer(-1))]);
        let table = builder.finish();
        assert_eq!((table.len(), table.value_count(), table.id(1)), (3, 4, 8));
        assert_eq!(table.row(0).collect::<Vec<_>>(), table.row(1).collect::<Vec<_>>());
        assert_eq!(table.row(2).map(|(column, _)| column).collect::<Vec<_>>(), [0, 2]);
    }

    #[test]
    fn values_are_encoded_as_the_specification_has_them() {
        assert_eq!(Value::Text("ă").encode(), Some(vec![0x0a, 2, 0xc4, 0x83]));
        assert_eq!(Value::Integer(300).encode(), Some(vec![0x20, 0xac, 0x02]));
        assert_eq!(Value::Integer(-2).encode(), Some(vec![0x30, 3]));
        assert_eq!(Value::Flag(true).encode(), Some(vec![0x38, 1]));
        assert_eq!(Value::Number(-0.001).encode(), Some(vec![0x19, 0, 0, 0, 0, 0, 0, 0, 0]));
    }
}
