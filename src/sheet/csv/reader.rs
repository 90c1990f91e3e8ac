//! Records → rows, one at a time, out of a buffer that holds little more than one record.

use crate::error::{Error, Result};

use super::{
    dialect::{self, Dialect},
    encoding::Charset,
    record::{Field, Scan, Signs, scan},
    text::Text,
};
use crate::sheet::{
    options::{Limits, Options, Quote},
    row::{Cell, Row},
    source::Source,
};

/// Most bytes of one record, so that a file of nothing but one line is refused early.
const RECORD: usize = 16 << 20;
/// The error that stands in a cell of a text file whose bytes are no text.
pub const UNREADABLE: &str = "bytes that are no UTF-8 text";

/// The rows of a text file.
pub(in crate::sheet) struct CsvRows<'f> {
    source: &'f Source,
    text: Text<'f>,
    signs: Signs,
    limits: Limits,
    buffer: Vec<u8>,
    /// Where the next record begins in the buffer.
    from: usize,
    fields: Vec<Field>,
    number: u32,
    line: u64,
}

impl<'f> CsvRows<'f> {
    /// Starts at the top of a text file.
    pub(in crate::sheet) fn open(source: &'f Source, options: &Options) -> Result<CsvRows<'f>> {
        let encoding = options.encoding.as_deref().map(named).transpose()?;
        let mut text = Text::new(source.rewound()?, encoding);
        let mut buffer = Vec::new();
        let more = text.read(&mut buffer).map_err(|error| source.cannot_read(error))?;
        let quote = quotation_mark(options.quote)?;
        let (mut signs, mut from) = (dialect::signs(&buffer, !more, quote), 0);
        if let Some((delimiter, length)) = dialect::instruction(&buffer) {
            (signs.delimiter, from) = (delimiter, length);
        }
        if let Some(delimiter) = options.delimiter {
            signs.delimiter = u8::try_from(delimiter).ok().filter(u8::is_ascii).ok_or_else(|| Error::Usage {
                what: format!("`{delimiter}` cannot stand between columns"),
                hint: "give one sign, such as `;` or `,`".to_string(),
            })?;
        }
        let limits = options.limits;
        Ok(CsvRows { source, text, signs, limits, buffer, from, fields: Vec::new(), number: 0, line: 1 })
    }

    /// How the file is read.
    pub(in crate::sheet) fn dialect(&self) -> Dialect {
        Dialect { encoding: self.text.encoding().name(), delimiter: char::from(self.signs.delimiter) }
    }

    /// The hash of the bytes that were parsed, once all are.
    pub(in crate::sheet) fn hash(&self) -> Option<[u8; 32]> {
        self.text.hash()
    }

    /// Puts the next record that holds something into `row`; `false` at the end.
    pub(in crate::sheet) fn next(&mut self, row: &mut Row) -> Result<bool> {
        let mut last = false;
        loop {
            let rest = self.buffer.get(self.from..).unwrap_or_default();
            if rest.is_empty() && last {
                return Ok(false);
            }
            match scan(rest, self.signs, last, &mut self.fields) {
                Scan::Record { length } => {
                    self.number = self.number.saturating_add(1);
                    let record = self.from..self.from + length;
                    self.take(record.clone(), row)?;
                    self.from = record.end;
                    if !row.is_empty() {
                        return Ok(true);
                    }
                }
                Scan::Torn { field } => {
                    self.check_open(rest.len(), field)?;
                    last = !self.fill()?;
                }
                Scan::Unclosed(at) => return Err(self.quotation(at, "is never closed")),
                Scan::Misplaced(at) => return Err(self.quotation(at, "closes in the middle of another cell")),
            }
        }
    }

    /// Makes a row of the record in the buffer whose fields were just found.
    fn take(&mut self, range: std::ops::Range<usize>, row: &mut Row) -> Result<()> {
        let bytes = self.buffer.get(range).unwrap_or_default();
        row.clear(self.number);
        if self.fields.len() > self.limits.columns
            && self.fields.iter().skip(self.limits.columns).any(|f| f.start < f.end)
        {
            return Err(self.too_many_columns());
        }
        self.line += memchr::memchr_iter(self.signs.terminator, bytes).count() as u64;
        let Ok(text) = simdutf8::basic::from_utf8(bytes) else {
            return self.take_damaged(bytes, row);
        };
        row.load(text);
        for (column, field) in self.fields.iter().take(self.limits.columns).enumerate() {
            if field.end - field.start > self.limits.cell {
                let cell = text.get(field.start..field.end).unwrap_or_default();
                check_cell(self.source, cell, self.limits, self.number, column)?;
            }
            if field.quotes {
                let cell = self.single(text.get(field.start..field.end).unwrap_or_default());
                row.put(column, Cell::Text(without_guard(&cell)));
            } else {
                let guard = usize::from(is_guarded(bytes.get(field.start..field.end).unwrap_or_default()));
                row.cut(field.start + guard, field.end);
            }
        }
        Ok(())
    }

    /// Makes a row of a record with bytes that are no UTF-8: the cells that hold them become errors.
    fn take_damaged(&self, bytes: &[u8], row: &mut Row) -> Result<()> {
        for (column, field) in self.fields.iter().take(self.limits.columns).enumerate() {
            let cell = bytes.get(field.start..field.end).unwrap_or_default();
            match std::str::from_utf8(cell) {
                Ok(cell) => {
                    check_cell(self.source, cell, self.limits, self.number, column)?;
                    let cell = if field.quotes { self.single(cell) } else { cell.to_string() };
                    row.put(column, Cell::Text(without_guard(&cell)));
                }
                Err(_) => row.put(column, Cell::Error(UNREADABLE)),
            }
        }
        Ok(())
    }

    /// A field with each pair of quotation marks in it as one.
    fn single(&self, field: &str) -> String {
        let quote = char::from(self.signs.quote.unwrap_or(b'"')).to_string();
        field.replace(&quote.repeat(2), &quote)
    }

    /// Reads on; `false` when there is nothing more.
    fn fill(&mut self) -> Result<bool> {
        self.buffer.drain(..self.from);
        self.from = 0;
        self.text.read(&mut self.buffer).map_err(|error| self.source.cannot_read(error))
    }

    /// Refuses a record that is beyond the limits although its end is not even seen.
    fn check_open(&self, length: usize, field: usize) -> Result<()> {
        if self.fields.len() > self.limits.columns && length > RECORD / 16 {
            return Err(self.too_many_columns());
        }
        let cell = length - field;
        if cell > self.limits.cell.saturating_mul(4) {
            let open = self.signs.quote.is_some() && self.buffer.get(self.from + field).copied() == self.signs.quote;
            return Err(if open {
                self.quotation(field, "is not closed within the length that a cell can have")
            } else {
                too_long(self.source, self.limits, self.number + 1, self.fields.len())
            });
        }
        if length > RECORD {
            return Err(self.too_many_columns());
        }
        Ok(())
    }

    fn too_many_columns(&self) -> Error {
        self.source.refuse(
            format!("row {} has more than {} columns", self.number.max(1), self.limits.columns),
            "check the sign between the columns (`--delimiter`), or lift the limit with `--max-columns`",
        )
    }

    /// The error for a quotation mark at a place of the record that begins at `self.from`.
    fn quotation(&self, at: usize, what: &str) -> Error {
        let before = self.buffer.get(self.from..self.from + at).unwrap_or_default();
        let line = self.line + memchr::memchr_iter(self.signs.terminator, before).count() as u64;
        self.source.refuse(
            format!("a quotation mark opened in row {} (line {line}) {what}", self.number + 1),
            "add the missing quotation mark or take that one out; `--quote none` reads all of them as text",
        )
    }
}

/// Refuses a cell that is longer than any spreadsheet program allows.
fn check_cell(source: &Source, cell: &str, limits: Limits, row: u32, column: usize) -> Result<()> {
    if cell.len() > limits.cell && cell.chars().count() > limits.cell {
        return Err(too_long(source, limits, row, column));
    }
    Ok(())
}

/// The error for a cell beyond the limit.
pub(in crate::sheet) fn too_long(source: &Source, limits: Limits, row: u32, column: usize) -> Error {
    source.refuse(
        format!(
            "the cell in row {row}, column {} holds more than {} characters",
            crate::sheet::letters(column),
            limits.cell
        ),
        "shorten it, or lift the limit with `--max-cell`",
    )
}

/// The byte of the sign around fields that hold a delimiter.
fn quotation_mark(quote: Quote) -> Result<Option<u8>> {
    match quote {
        Quote::Double => Ok(Some(b'"')),
        Quote::Never => Ok(None),
        Quote::Sign(sign) => u8::try_from(sign).ok().filter(u8::is_ascii).map(Some).ok_or_else(|| Error::Usage {
            what: format!("`{sign}` cannot stand around cells"),
            hint: "give one sign, such as `'`, or `none`".to_string(),
        }),
    }
}

/// The encoding with a name that a person gave.
fn named(name: &str) -> Result<Charset> {
    Charset::named(name).ok_or_else(|| Error::Usage {
        what: format!("`{name}` is not an encoding that is known"),
        hint: "known are `utf-8`, `utf-16`, `windows-1251`, `koi8-u`, `ibm866`, `cp1125` (RUSCII) and the others of the web"
            .to_string(),
    })
}

/// Whether an apostrophe guards the text from being taken for a formula, as our own `--excel` files have it.
fn is_guarded(cell: &[u8]) -> bool {
    matches!(cell, [b'\'', b'=' | b'+' | b'-' | b'@', ..])
}

/// Takes that apostrophe off.
fn without_guard(cell: &str) -> &str {
    if is_guarded(cell.as_bytes()) { cell.get(1..).unwrap_or_default() } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> std::result::Result<Vec<(u32, Vec<String>)>, String> {
        let source = Source::spool(bytes, 1 << 30).unwrap();
        let mut rows = CsvRows::open(&source, &Options::default()).map_err(|error| error.to_string())?;
        let (mut row, mut all) = (Row::default(), Vec::new());
        while rows.next(&mut row).map_err(|error| error.to_string())? {
            let show = |cell| match cell {
                Cell::Text(text) => text.to_string(),
                other => format!("{other:?}"),
            };
            all.push((row.number, row.cells().map(show).collect()));
        }
        assert_eq!(rows.hash(), Some(source.hash().unwrap()));
        Ok(all)
    }

    fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (
            number,
            cells.iter().map(|cell| if cell.is_empty() { "Empty".to_string() } else { cell.to_string() }).collect(),
        )
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_program_numbers_them() {
        let rows = read("Тема;Дата\n\n\"А\nБ\";1\r\n;\nВ;2".as_bytes());
        assert_eq!(rows.unwrap(), [row(1, &["Тема", "Дата"]), row(3, &["А\nБ", "1"]), row(5, &["В", "2"])]);
    }

    #[test]
    fn quotation_marks_nul_and_ragged_rows_come_through() {
        assert_eq!(
            read(b"a;b;c\n\"x\"\"y\"\"\";2\n1;2;3;4\nq\0;;\n").unwrap(),
            [
                row(1, &["a", "b", "c"]),
                row(2, &["x\"y\"", "2"]),
                row(3, &["1", "2", "3", "4"]),
                row(4, &["q\0", "", ""]),
            ]
        );
        assert_eq!(read(b"a;b\r1;2\r").unwrap(), [row(1, &["a", "b"]), row(2, &["1", "2"])]);
        assert_eq!(read(b"sep=|\na|b\n").unwrap(), [row(1, &["a", "b"])]);
    }

    #[test]
    fn the_guard_of_our_own_excel_files_is_taken_off() {
        assert_eq!(read(b"'=a;'-b;\"'+\"\"c\"\"\";'x;'\n").unwrap(), [row(1, &["=a", "-b", "+\"c\"", "'x", "'"])]);
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_is_named_by_its_line() {
        let error = read(b"a;b\n\"x\ny\";2\n1;\"open;3\n4;5\n").unwrap_err();
        assert!(error.contains("opened in row 3 (line 4) is never closed"), "{error}");
        let mut long = b"a;\"b\n".to_vec();
        long.extend(b"row;row\n".repeat(40_000));
        let error = read(&long).unwrap_err();
        assert!(error.contains("opened in row 1 (line 1) is not closed within"), "{error}");
    }

    #[test]
    fn damaged_bytes_cost_their_cell_only() {
        let mut bytes = "Тема;Дата\nТренінг;1\n".as_bytes().to_vec();
        bytes.extend_from_slice(b"\xD2\xE5\xEC\xE0;2\n");
        let rows = read(&bytes).unwrap();
        assert_eq!(rows[2].1, [format!("Error({UNREADABLE:?})"), "2".to_string()]);
    }

    #[test]
    fn what_is_beyond_the_limits_is_refused() {
        assert!(read(&b";".repeat(2 << 20)).unwrap_err().contains("more than 500 columns"));
        assert!(read(&b"x".repeat(1 << 20)).unwrap_err().contains("more than 32767 characters"));
        assert!(read(format!("a;{}\n", "ї".repeat(40_000)).as_bytes()).unwrap_err().contains("row 1, column B"));
        assert!(read(format!("a;{}\n", "ї".repeat(30_000)).as_bytes()).is_ok());
    }
}
