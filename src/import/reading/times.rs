//! Columns headed like the first or last day of an event that hold times of day, beside a column of dates.

use super::{
    heading::Heading,
    report::{Place, Report},
    vocabulary::Field,
};
use crate::{
    import::problem::Level,
    sheet::{Cell, Row},
};

/// Fields of days that may turn out to be times.
const MAY_BE_TIMES: [Field; 2] = ["start", "end"];

/// The columns of first and last days that hold nothing but times of day, where another column holds the date.
pub(super) fn columns_of_times(rows: &[Row], heading: &Heading) -> Vec<usize> {
    if !heading.has("date") {
        return Vec::new();
    }
    let is_of_times = |column: &usize| {
        let below = rows.iter().filter(|row| row.number > heading.last_row).map(|row| row.cell(*column));
        let mut given = below.filter(|cell| !cell.is_empty()).peekable();
        given.peek().is_some() && given.all(is_time)
    };
    MAY_BE_TIMES.iter().filter_map(|field| heading.column(field)).filter(is_of_times).collect()
}

/// Says which columns were passed over because they hold times of day.
pub(super) fn report_times(heading: &Heading, report: &mut Report<'_>) {
    for known in heading.columns.iter().filter(|known| heading.times.contains(&known.column)) {
        let text = &known.text;
        let reason =
            format!("the column `{text}` holds times of day and was passed over; the days stand in another one");
        let place = Place { row: heading.row, column: Some(known.column) };
        report.push(Level::Info, "column_of_times", place, text, &reason);
    }
}

/// Whether a cell is one time of day or several: `10:00`, `10.00 - 12.30`, `09:30 / 17:00`.
fn is_time(cell: Cell<'_>) -> bool {
    match cell {
        Cell::Day(serial) | Cell::Number(serial) => (0.0..1.0).contains(&serial),
        Cell::Text(text) => {
            let is_part = |sign: char| sign.is_ascii_digit() || matches!(sign, ':' | '.');
            let pieces = text.split(|sign| !is_part(sign)).map(|piece| piece.trim_matches('.'));
            let mut pieces = pieces.filter(|piece| !piece.is_empty()).peekable();
            pieces.peek().is_some() && pieces.all(is_clock)
        }
        _ => false,
    }
}

/// Whether a text is hours and minutes; with a point between them, only where they are no day and month.
fn is_clock(text: &str) -> bool {
    let Some((hours, minutes)) = text.split_once([':', '.']) else { return false };
    let minutes = minutes.split(':').next().unwrap_or_default();
    let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.len() <= 2);
    let (Some(hours), Some(minutes)) = (number(hours), number(minutes)) else { return false };
    hours < 24 && minutes < 60 && (text.contains(':') || minutes == 0 || minutes > 12)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day_are_no_days() {
        for text in ["10:00", "10.00", "10:00-12:30", "9:30 / 17:00", "з 10:00 до 12.30", "10:00:00"] {
            assert!(is_time(Cell::Text(text)), "{text}");
        }
        for text in ["12.03", "12.03.2021", "12.03.2021 10:00", "12 березня", "25:00", "уточнюється"]
        {
            assert!(!is_time(Cell::Text(text)), "{text}");
        }
        assert!(is_time(Cell::Day(0.5)) && !is_time(Cell::Day(44_000.5)));
    }
}
