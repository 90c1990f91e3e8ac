//! How a cell reads to programs: ISO dates, a decimal point, no thousands set apart, nothing shortened, no language.

use std::borrow::Cow;

use super::cell;
use crate::table::{Cell, Column, Kind, Table};

/// A field of a machine format. Each column is one, but money is two: its amount and its currency.
pub(super) struct Field<'a> {
    /// The heading in CSV, the key in JSON.
    pub(super) id: Cow<'a, str>,
    column: usize,
    part: Part,
}

#[derive(Clone, Copy)]
enum Part {
    Whole,
    Amount,
    Currency,
}

/// What a field holds.
#[derive(Debug, PartialEq)]
pub(super) enum Value<'a> {
    /// Text out of somebody's hands: it may hold anything.
    Text(Cow<'a, str>),
    /// Digits, perhaps with a minus and a point.
    Number(String),
    /// `2025-12-31`.
    Date(String),
    /// Nobody knows.
    Missing,
}

/// The fields of a table, left to right.
pub(super) fn fields(table: &Table) -> Vec<Field<'_>> {
    let of_column = |(column, Column { id, kind, .. }): (usize, &'_ Column)| match kind {
        Kind::Money => vec![
            Field { id: id.clone().into(), column, part: Part::Amount },
            Field { id: format!("{id}_currency").into(), column, part: Part::Currency },
        ],
        _ => vec![Field { id: id.clone().into(), column, part: Part::Whole }],
    };
    table.columns.iter().enumerate().flat_map(of_column).collect()
}

impl Field<'_> {
    /// What a row holds here.
    pub(super) fn value<'row>(&self, row: &'row [Cell]) -> Value<'row> {
        match (cell(row, self.column), self.part) {
            (Cell::Money(minor, _), Part::Amount) => Value::Number(decimal(*minor, 2)),
            (Cell::Money(_, currency), Part::Currency) => Value::Text(currency.into()),
            (_, Part::Currency) | (Cell::Missing, _) => Value::Missing,
            (Cell::Text(text), _) => Value::Text(text.into()),
            (Cell::Term(english, _), _) => Value::Text((*english).into()),
            (Cell::Number(number), _) => Value::Number(number.to_string()),
            (Cell::Decimal(digits, places), _) => Value::Number(decimal(*digits, *places)),
            (Cell::Percent(tenths), _) => Value::Number(decimal(*tenths, 1)),
            (Cell::Money(minor, currency), Part::Whole) => {
                Value::Text(format!("{} {currency}", decimal(*minor, 2)).into())
            }
            (Cell::Date(day), _) => Value::Date(day.to_string()),
        }
    }
}

/// `decimal(-1234, 2)` is `-12.34`.
pub(super) fn decimal(digits: i64, places: u8) -> String {
    let places = usize::from(places);
    let figure = format!("{:0>1$}", digits.unsigned_abs(), places + 1);
    let (whole, fraction) = figure.split_at(figure.len() - places);
    let minus = if digits < 0 { "-" } else { "" };
    let point = if places > 0 { "." } else { "" };
    format!("{minus}{whole}{point}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_keeps_every_digit() {
        assert_eq!(decimal(1234, 2), "12.34");
        assert_eq!(decimal(-5, 3), "-0.005");
        assert_eq!(decimal(7, 0), "7");
        assert_eq!(decimal(0, 1), "0.0");
        assert_eq!(decimal(i64::MIN, 2), "-92233720368547758.08");
    }

    #[test]
    fn money_is_an_amount_and_a_currency() {
        let table = Table { columns: vec![Column::money("value", "Value", "Вартість")], ..Table::default() };
        let fields = fields(&table);
        assert_eq!(fields.iter().map(|field| field.id.as_ref()).collect::<Vec<_>>(), ["value", "value_currency"]);
        let row = [Cell::Money(123_450, "UAH".into())];
        assert_eq!(fields[0].value(&row), Value::Number("1234.50".into()));
        assert_eq!(fields[1].value(&row), Value::Text("UAH".into()));
        assert_eq!(fields[1].value(&[Cell::Missing]), Value::Missing);
    }
}
