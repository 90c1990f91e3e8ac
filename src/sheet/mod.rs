//! Bytes → rows of cells: CSV and workbooks, headings, dates, numbers. Knows no meaning: what a column is for is the verbs' affair.
//!
//! A [`Book`] tells by the first bytes what a file is, and streams the [`Rows`] of its sheets; nothing ever holds a whole sheet.
//! [`NewSheet`]s go the other way: rows of cells → a file to send back. [`values`] reads what people write into cells: dates, counts, lengths of time.

mod book;
pub mod child;
mod csv;
mod kind;
mod named;
mod options;
mod row;
mod source;
pub mod values;
mod wire;
mod workbook;
mod writing;

pub use book::{Book, Rows, SheetInfo};
pub use csv::{Dialect, UNREADABLE};
pub use kind::Kind;
pub use named::{Named, Wanted, find_columns};
pub use options::{Limits, Options, Quote};
pub use row::{Cell, Merged, Row, column_of_letters, letters};
pub use workbook::{Merge, UNCOUNTED};
pub use writing::{Allowed, EntryRule, NewCell, NewSheet, csv as csv_of, xlsx as xlsx_of};
