//! The table: dBASE III, each record of the same length, texts in UTF-8.

use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};

use super::super::Datum;
use crate::config::layers::AttributeType;
use crate::domain::Day;

/// Type, length and decimals of a field; numbers have the digits that matter of an area or a share.
const fn field(value_type: AttributeType) -> (u8, u8, u8) {
    match value_type {
        AttributeType::String => (b'C', 254, 0),
        AttributeType::Number => (b'N', 24, 10),
        AttributeType::Integer => (b'N', 18, 0),
        AttributeType::Boolean => (b'L', 1, 0),
        AttributeType::Date => (b'D', 8, 0),
    }
}

/// Records, set aside until their number is known.
#[derive(Debug)]
pub(super) struct Dbf {
    fields: Vec<(String, AttributeType)>,
    made_on: Day,
    aside: BufWriter<File>,
    records: u32,
    record_bytes: u64,
    cut_off: usize,
}

impl Dbf {
    pub(super) fn new(fields: Vec<(&str, AttributeType)>, made_on: Day) -> io::Result<Self> {
        let record_bytes = 1 + fields.iter().map(|(_, value_type)| u64::from(field(*value_type).1)).sum::<u64>();
        let fields = fields.into_iter().map(|(name, value_type)| (name.to_owned(), value_type)).collect();
        let aside = BufWriter::with_capacity(1 << 20, tempfile::tempfile()?);
        Ok(Self { fields, made_on, aside, records: 0, record_bytes, cut_off: 0 })
    }

    pub(super) fn bytes(&self) -> u64 {
        u64::from(self.header_bytes()) + u64::from(self.records) * self.record_bytes + 1
    }

    pub(super) const fn cut_off(&self) -> usize {
        self.cut_off
    }

    fn header_bytes(&self) -> u16 {
        u16::try_from(33 + 32 * self.fields.len()).unwrap_or(u16::MAX)
    }

    pub(super) fn put(&mut self, values: &[Option<Datum<'_>>]) -> io::Result<()> {
        // Not deleted.
        let mut record = vec![b' '];
        for ((_, value_type), value) in self.fields.iter().zip(values) {
            let (_, length, decimals) = field(*value_type);
            let (length, decimals) = (usize::from(length), usize::from(decimals));
            let end = record.len() + length;
            match value {
                Some(Datum::Text(text)) if *value_type == AttributeType::Date => {
                    record.extend(text.bytes().filter(u8::is_ascii_digit).take(8));
                }
                Some(Datum::Text(text)) => {
                    let kept = cut(text, length);
                    self.cut_off += usize::from(kept.len() < text.len());
                    record.extend_from_slice(kept.as_bytes());
                }
                Some(Datum::Number(number)) => record.extend_from_slice(format!("{number:>length$.decimals$}").as_bytes()),
                Some(Datum::Integer(number)) => record.extend_from_slice(format!("{number:>length$}").as_bytes()),
                Some(Datum::Flag(flag)) => record.push(if *flag { b'T' } else { b'F' }),
                None if *value_type == AttributeType::Boolean => record.push(b'?'),
                None => {}
            }
            record.resize(end, b' ');
        }
        self.records += 1;
        self.aside.write_all(&record)
    }

    pub(super) fn finish(self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(&self.header())?;
        let mut aside = self.aside.into_inner().map_err(io::IntoInnerError::into_error)?;
        aside.seek(SeekFrom::Start(0))?;
        io::copy(&mut aside, out)?;
        out.write_all(&[0x1A])
    }

    fn header(&self) -> Vec<u8> {
        let year = u8::try_from(self.made_on.year() - 1900).unwrap_or(0);
        let part = |number: i8| u8::try_from(number).unwrap_or(1);
        let mut out = vec![3, year, part(self.made_on.month()), part(self.made_on.day())];
        out.extend_from_slice(&self.records.to_le_bytes());
        out.extend_from_slice(&self.header_bytes().to_le_bytes());
        out.extend_from_slice(&u16::try_from(self.record_bytes).unwrap_or(u16::MAX).to_le_bytes());
        out.resize(32, 0);
        for (name, value_type) in &self.fields {
            let (letter, length, decimals) = field(*value_type);
            let start = out.len();
            out.extend_from_slice(name.as_bytes());
            out.resize(start + 11, 0);
            out.push(letter);
            out.resize(start + 16, 0);
            out.extend_from_slice(&[length, decimals]);
            out.resize(start + 32, 0);
        }
        out.push(0x0D);
        out
    }
}

/// The beginning of a text of at most so many bytes, whole characters.
fn cut(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!([cut("Đồng Mỏ", 2), cut("Đồng Mỏ", 3), cut("Đồng Mỏ", 5), cut("ab", 254)], ["Đ", "Đ", "Đồ", "ab"]);
    }
}
