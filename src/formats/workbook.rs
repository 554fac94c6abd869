//! Excel workbooks (ECMA-376): sheets of typed columns under a frozen head in both languages. Texts are texts: nothing is run as a formula.

use std::borrow::Cow;
use std::io::{Seek, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Workbook as Book, Worksheet, XlsxError};

use super::{Datum, FormatError};
use crate::config::layers::AttributeType;

/// The media type of workbooks (IANA).
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Rows of a sheet, the head left out (ECMA-376 allows 1 048 576).
const MOST_ROWS: u32 = 1_048_575;
/// The longest text of a cell (code units of UTF-16).
const MOST_CHARS: usize = 32_767;
/// Excel's calendar begins with this year.
const FIRST_YEAR: i16 = 1900;

/// A column of a sheet.
#[derive(Debug, Clone)]
pub struct SheetColumn {
    /// What stands above it: in Vietnamese, in English, and what programs call it.
    pub head: String,
    /// The type of its values.
    pub value_type: AttributeType,
    /// Its width (characters).
    pub width: u16,
}

impl SheetColumn {
    /// A column with its head in Vietnamese and English.
    #[must_use]
    pub fn new(vi: &str, en: &str, value_type: AttributeType) -> Self {
        let width = match value_type {
            AttributeType::String => 28,
            AttributeType::Number | AttributeType::Integer | AttributeType::Boolean | AttributeType::Date => 14,
        };
        Self { head: format!("{vi}\n{en}"), value_type, width }
    }
}

/// A workbook.
pub struct Workbook {
    book: Book,
    head: Format,
    number: Format,
    day: Format,
}

/// A sheet that is being filled.
pub struct Sheet<'a> {
    page: &'a mut Worksheet,
    types: Vec<AttributeType>,
    rows: u32,
    cut_off: usize,
    number: &'a Format,
    day: &'a Format,
}

impl From<XlsxError> for FormatError {
    fn from(error: XlsxError) -> Self {
        Self::Workbook(error.to_string())
    }
}

impl Default for Workbook {
    fn default() -> Self {
        let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top).set_background_color("#E8EEF4");
        Self { book: Book::new(), head, number: Format::new().set_num_format("#,##0.00"), day: Format::new().set_num_format("dd/mm/yyyy") }
    }
}

impl Workbook {
    /// A new sheet.
    ///
    /// # Errors
    /// The name is taken, or none that a sheet may have.
    pub fn sheet(&mut self, name: &str, columns: &[SheetColumn]) -> Result<Sheet<'_>, FormatError> {
        let sheet = self.book.add_worksheet_with_low_memory()?;
        sheet.set_name(name)?;
        sheet.set_row_height(0, 48)?;
        for (place, column) in (0_u16..).zip(columns) {
            sheet.set_column_width(place, column.width)?;
            sheet.write_string_with_format(0, place, &column.head, &self.head)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        let types = columns.iter().map(|column| column.value_type).collect();
        Ok(Sheet { page: sheet, types, rows: 0, cut_off: 0, number: &self.number, day: &self.day })
    }

    /// Writes the file.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn finish(mut self, out: impl Write + Seek + Send) -> Result<(), FormatError> {
        Ok(self.book.save_to_writer(out)?)
    }
}

impl Sheet<'_> {
    /// Adds a row; a cell without a value stays empty.
    ///
    /// # Errors
    /// There are more rows than a sheet may have.
    pub fn row(&mut self, values: &[Option<Datum<'_>>]) -> Result<(), FormatError> {
        self.rows += 1;
        if self.rows > MOST_ROWS {
            return Err(FormatError::TooLarge {
                format: "a sheet",
                found: format!("more than {MOST_ROWS} rows"),
                allowed: "that many".into(),
            });
        }
        for ((column, value), value_type) in (0_u16..).zip(values).zip(&self.types) {
            match value {
                Some(Datum::Text(text)) => {
                    if let Some(day) = day(text).filter(|_| *value_type == AttributeType::Date) {
                        self.page.write_datetime_with_format(self.rows, column, day, self.day)?
                    } else {
                        let kept = cut(text);
                        self.cut_off += usize::from(matches!(kept, Cow::Owned(_)));
                        self.page.write_string(self.rows, column, kept.as_ref())?
                    }
                }
                Some(Datum::Number(number)) => self.page.write_number_with_format(self.rows, column, *number, self.number)?,
                #[expect(clippy::cast_precision_loss, reason = "years and scales")]
                Some(Datum::Integer(number)) => self.page.write_number(self.rows, column, *number as f64)?,
                Some(Datum::Flag(flag)) => self.page.write_boolean(self.rows, column, *flag)?,
                None => continue,
            };
        }
        Ok(())
    }

    /// Lets the reader filter by the columns; tells how many texts were cut off because they are longer than a cell holds.
    ///
    /// # Errors
    /// None of a sheet that has columns.
    pub fn end(self) -> Result<usize, FormatError> {
        let last = u16::try_from(self.types.len().saturating_sub(1)).unwrap_or(u16::MAX);
        self.page.autofilter(0, 0, self.rows.max(1), last)?;
        Ok(self.cut_off)
    }
}

/// What a cell holds of a text; one that is cut off ends with an ellipsis.
fn cut(text: &str) -> Cow<'_, str> {
    // Counted in UTF-16, as Excel does.
    let units = |text: &str| text.encode_utf16().count();
    if text.len() <= MOST_CHARS || units(text) <= MOST_CHARS {
        return Cow::Borrowed(text);
    }
    let mut left = MOST_CHARS - 1;
    let fits = |character: &char| left.checked_sub(character.len_utf16()).map(|rest| left = rest).is_some();
    let kept: String = text.chars().take_while(fits).chain(['…']).collect();
    Cow::Owned(kept)
}

/// A day that Excel's calendar has.
fn day(text: &str) -> Option<ExcelDateTime> {
    let day = crate::domain::parse_day(text).ok().filter(|day| day.year() >= FIRST_YEAR)?;
    ExcelDateTime::from_ymd(u16::try_from(day.year()).ok()?, u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?).ok()
}
