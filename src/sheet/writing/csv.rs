//! One sheet as CSV for Excel: a mark for UTF-8, semicolons, and an apostrophe before what it would run as a formula.

use super::{NewCell, NewSheet, day};

/// Writes a sheet. Merged cells below the first are empty, as the sheet has them.
pub fn csv(sheet: &NewSheet) -> Vec<u8> {
    let width = sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut text = String::from("\u{FEFF}");
    for row in &sheet.rows {
        for column in 0..width {
            if column > 0 {
                text.push(';');
            }
            text.push_str(&field(row.get(column).unwrap_or(&NewCell::Empty)));
        }
        text.push_str("\r\n");
    }
    text.into_bytes()
}

fn field(cell: &NewCell) -> String {
    let text = match cell {
        NewCell::Empty => return String::new(),
        NewCell::Text(text) => text.clone(),
        NewCell::Number(number) => return number.to_string(),
        NewCell::Day(serial) => {
            return day(*serial).map_or_else(
                || serial.to_string(),
                |day| format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year()),
            );
        }
        NewCell::Bool(truth) => return if *truth { "TRUE" } else { "FALSE" }.to_string(),
    };
    let guard = if text.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
    if text.contains([';', '"', '\n', '\r']) {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{guard}{text}")
    }
}
