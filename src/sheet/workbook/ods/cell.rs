//! One cell of an ODS sheet: its type and value stand in its attributes, its text in its paragraphs.

use jiff::civil::{Date, DateTime};
use quick_xml::events::BytesStart;

use crate::sheet::row::Cell;

/// The beginning of a cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Opening {
    /// What the value is.
    kind: Kind,
    value: String,
    /// How many columns hold the same cell.
    pub repeated: u32,
    /// How many rows and columns the cell is merged over.
    pub spans: (u32, u32),
    /// Whether it lies under a merged cell.
    pub covered: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Empty,
    Text,
    Number,
    Day,
    Time,
    Bool,
    Error,
}

impl Opening {
    /// Reads the attributes of a cell.
    pub(super) fn of(tag: &BytesStart<'_>) -> Opening {
        let mut opening = Opening { repeated: 1, spans: (1, 1), ..Opening::default() };
        opening.covered = tag.name().as_ref() == "table:covered-table-cell";
        for attribute in tag.attributes().with_checks(false).flatten() {
            let value = attribute.value.as_ref();
            let number = || value.parse().unwrap_or(1).max(1);
            match attribute.key.as_ref() {
                "table:number-columns-repeated" => opening.repeated = number(),
                "table:number-rows-spanned" => opening.spans.0 = number(),
                "table:number-columns-spanned" => opening.spans.1 = number(),
                "office:value"
                | "office:date-value"
                | "office:time-value"
                | "office:boolean-value"
                | "office:string-value" => {
                    opening.value = quick_xml::escape::unescape(value).map(String::from).unwrap_or_default();
                }
                "office:value-type" if opening.kind != Kind::Error => opening.kind = kind(value),
                "calcext:value-type" if value == "error" => opening.kind = Kind::Error,
                _ => {}
            }
        }
        opening
    }

    /// The cell, with the text of its paragraphs.
    pub(super) fn cell<'t>(&'t self, text: &'t str) -> Cell<'t> {
        let written = if text.is_empty() { self.value.as_str() } else { text };
        match self.kind {
            Kind::Empty => Cell::Empty,
            Kind::Text => Cell::Text(if self.value.is_empty() { text } else { &self.value }),
            Kind::Error => Cell::Error(if written.is_empty() { "#ERROR" } else { written }),
            Kind::Number => self.value.parse().map_or(Cell::Text(written), Cell::Number),
            Kind::Day => serial(&self.value).map_or(Cell::Text(written), Cell::Day),
            Kind::Time => length(&self.value).map_or(Cell::Text(written), Cell::Day),
            Kind::Bool => Cell::Bool(self.value == "true"),
        }
    }
}

fn kind(name: &str) -> Kind {
    match name {
        "string" => Kind::Text,
        "float" | "percentage" | "currency" => Kind::Number,
        "date" => Kind::Day,
        "time" => Kind::Time,
        "boolean" => Kind::Bool,
        _ => Kind::Text,
    }
}

/// The serial number of a date with or without a time of day.
fn serial(value: &str) -> Option<f64> {
    let (day, seconds) = match value.parse::<DateTime>() {
        Ok(moment) => (
            moment.date(),
            f64::from(moment.hour()) * 3600.0 + f64::from(moment.minute()) * 60.0 + f64::from(moment.second()),
        ),
        Err(_) => (value.parse::<Date>().ok()?, 0.0),
    };
    let days = Date::constant(1899, 12, 30).until(day).ok()?.get_days();
    Some(f64::from(days) + seconds / 86_400.0)
}

/// A length such as `PT01H30M00S` as a part of a day.
fn length(value: &str) -> Option<f64> {
    let (hours, rest) = value.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds: f64 = rest.strip_suffix('S')?.parse().ok()?;
    Some((hours.parse::<f64>().ok()? * 3600.0 + minutes.parse::<f64>().ok()? * 60.0 + seconds) / 86_400.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_lengths_become_serial_numbers() {
        assert_eq!(serial("2021-03-12"), Some(44267.0));
        assert_eq!(serial("2021-03-12T12:00:00"), Some(44267.5));
        assert_eq!(length("PT01H30M00S"), Some(0.0625));
        assert_eq!((serial("soon"), length("PT")), (None, None));
    }
}
