//! Tables: what a verb answers and a format prints.

use jiff::civil::Date;

/// An answer: columns, rows, and what has to be said beside them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What the table shows, in one line; printed above it where people read.
    pub caption: String,
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// The rows; each has one cell for each column.
    pub rows: Vec<Vec<Cell>>,
    /// Sentences that belong to the figures (denominators, unknowns); printed below where people read.
    pub notes: Vec<String>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Stable word in snake_case: the heading in CSV, the key in JSON.
    pub id: String,
    /// English heading where people read.
    pub title: String,
    /// Ukrainian heading where people read.
    pub ukrainian: String,
    /// What its cells hold, and with that on which side they stand.
    pub kind: Kind,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words, to the left.
    Text,
    /// Numbers that count or measure, percents, to the right.
    Number,
    /// Numbers that name (years, numbers of records), to the right; their thousands are never set apart.
    Ordinal,
    /// Money, to the right. Machine formats give it two fields: `id` with the amount and `id_currency`.
    Money,
    /// Days, to the left.
    Date,
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words, codes.
    Text(String),
    /// A word of ours in English and Ukrainian, such as "Total"; machine formats write the English one.
    Term(&'static str, &'static str),
    /// A whole number.
    Number(i64),
    /// A number with so many digits after the point: `Decimal(1234, 2)` is 12.34. Exact, no float.
    Decimal(i64, u8),
    /// A share in tenths of a percent: 1000 is the whole.
    Percent(i64),
    /// Money in hundredths of its currency.
    Money(i64, String),
    /// A day.
    Date(Date),
    /// Nobody knows; never the same as zero.
    Missing,
}

impl Cell {
    /// A quantity in thousandths, with as many digits as it needs.
    pub fn thousandths(count: i64) -> Cell {
        match (0..3).fold((count, 3), |(count, places), _| match count % 10 {
            0 if places > 0 => (count / 10, places - 1),
            _ => (count, places),
        }) {
            (whole, 0) => Cell::Number(whole),
            (digits, places) => Cell::Decimal(digits, places),
        }
    }
}

impl Column {
    /// A column of words.
    pub fn text(id: &str, title: &str, ukrainian: &str) -> Column {
        Column { id: id.into(), title: title.into(), ukrainian: ukrainian.into(), kind: Kind::Text }
    }

    /// A column of numbers.
    pub fn number(id: &str, title: &str, ukrainian: &str) -> Column {
        Column { kind: Kind::Number, ..Column::text(id, title, ukrainian) }
    }

    /// A column of numbers that name: years, numbers of records.
    pub fn ordinal(id: &str, title: &str, ukrainian: &str) -> Column {
        Column { kind: Kind::Ordinal, ..Column::text(id, title, ukrainian) }
    }

    /// A column of money.
    pub fn money(id: &str, title: &str, ukrainian: &str) -> Column {
        Column { kind: Kind::Money, ..Column::text(id, title, ukrainian) }
    }

    /// A column of days.
    pub fn date(id: &str, title: &str, ukrainian: &str) -> Column {
        Column { kind: Kind::Date, ..Column::text(id, title, ukrainian) }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_string())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Cell {
        Cell::Number(number)
    }
}

impl From<Date> for Cell {
    fn from(day: Date) -> Cell {
        Cell::Date(day)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Cell {
        value.map_or(Cell::Missing, Into::into)
    }
}
