//! CSV and its relatives: text with a sign between the columns. Streams: memory does not grow with the file.
//!
//! The parser is our own, because the usual one swallows the rest of a file after an unterminated quotation mark and counts
//! lines wrongly. Bytes → [`text`] (hash, encoding) → [`record`] (where a record and its fields end) → [`reader`] (rows).

mod dialect;
mod encoding;
mod reader;
mod record;
mod text;

pub use dialect::Dialect;
pub(super) use encoding::utf16_of;
pub use reader::UNREADABLE;
pub(super) use reader::{CsvRows, too_long};
