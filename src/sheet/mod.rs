//! Bytes → rows of cells: CSV and workbooks, headings, dates, numbers. Knows no meaning: what a column is for is the verbs' affair.

mod row;

pub use row::{Cell, Row};
