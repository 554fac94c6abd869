//! Columns for a terminal.

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

/// Rows set in columns; the first is the heading. A row of `None` is a rule.
pub(super) fn set(align: &[Align], rows: &[Option<Vec<String>>]) -> String {
    let width = |text: &str| text.chars().count();
    let widths: Vec<usize> = (0..align.len())
        .map(|column| rows.iter().flatten().filter_map(|row| row.get(column)).map(|cell| width(cell)).max().unwrap_or(0))
        .collect();
    let mut text = String::new();
    for row in rows {
        let line = match row {
            None => "─".repeat(widths.iter().sum::<usize>() + 2 * widths.len().saturating_sub(1)),
            Some(cells) => {
                let padded = cells.iter().zip(align).zip(&widths).map(|((cell, align), wide)| {
                    let blank = " ".repeat(wide - width(cell));
                    if *align == Align::Left { format!("{cell}{blank}") } else { format!("{blank}{cell}") }
                });
                padded.collect::<Vec<_>>().join("  ")
            }
        };
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// A number with two decimals and blanks between thousands: `8 333.67`.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, "00"));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 && !grouped.ends_with('-') {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    format!("{grouped}.{decimals}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_with_vietnamese_letters() {
        let rows = [Some(vec!["Tên".to_owned(), "%".to_owned()]), None, Some(vec!["Huyện Đình Lập".to_owned(), "1.00".to_owned()])];
        assert_eq!(set(&[Align::Left, Align::Right], &rows), "Tên                %\n────────────────────\nHuyện Đình Lập  1.00\n");
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([number(8333.67), number(0.0), number(999.999), number(1_234_567.0)], ["8 333.67", "0.00", "1 000.00", "1 234 567.00"]);
    }
}
