//! A file of one or more sheets, whatever its kind.

use std::path::Path;

use super::{
    child::{ChildBook, ChildRows},
    csv::{CsvRows, Dialect},
    kind::Kind,
    options::Options,
    row::Row,
    source::Source,
    workbook::{Merge, SheetRows, Workbook},
};
use crate::error::{Error, Result};

/// An open file.
pub struct Book {
    source: Source,
    options: Options,
    kind: Kind,
    content: Content,
    sheets: Vec<SheetInfo>,
    hash: Option<[u8; 32]>,
    dialect: Option<Dialect>,
}

/// What a file says about one of its sheets before it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetInfo {
    /// Its name; `csv` for a text file.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Whether it has cells; charts and dialogs have none.
    pub table: bool,
}

enum Content {
    Text,
    Workbook(Workbook),
    Child(ChildBook),
}

impl Book {
    /// Opens a file; `-` is standard input.
    ///
    /// # Errors
    /// [`Error::UnreadableFile`] when it is no spreadsheet, damaged or beyond the limits; [`Error::Io`] when it cannot be read.
    pub fn open(path: &Path, options: &Options) -> Result<Book> {
        let source = Source::open(path, options.limits.bytes.saturating_mul(4))?;
        let kind = Kind::of(&source)?;
        let (content, sheets, hash) = match (kind, &options.helper) {
            (Kind::Text, _) => {
                (Content::Text, vec![SheetInfo { name: "csv".to_string(), hidden: false, table: true }], None)
            }
            (_, Some(helper)) => {
                let (book, sheets, hash) = ChildBook::open(&source, helper, kind, options.limits)?;
                (Content::Child(book), sheets, Some(hash))
            }
            (_, None) => {
                let hash = source.hash()?;
                let (book, sheets) = Workbook::open(&source, kind, options.limits)?;
                (Content::Workbook(book), sheets, Some(hash))
            }
        };
        Ok(Book { source, options: options.clone(), kind, content, sheets, hash, dialect: None })
    }

    /// What kind of file it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The name for messages: the path as given, or `standard input`.
    pub fn path(&self) -> &Path {
        self.source.label()
    }

    /// The sheets in their order.
    pub fn sheets(&self) -> &[SheetInfo] {
        &self.sheets
    }

    /// Size of the file in bytes.
    pub fn size(&self) -> u64 {
        self.source.size()
    }

    /// SHA-256 of exactly the bytes that were parsed; of a text file `None` until it was read to its end.
    pub fn sha256(&self) -> Option<[u8; 32]> {
        self.hash
    }

    /// SHA-256 of the file by a pass of its own, for a question that comes before reading.
    pub fn hash_now(&self) -> Result<[u8; 32]> {
        self.hash.map_or_else(|| self.source.hash(), Ok)
    }

    /// How a text file was read, once it was; `None` for a workbook.
    pub fn dialect(&self) -> Option<Dialect> {
        self.dialect
    }

    /// The rows of a sheet, from its top.
    ///
    /// # Errors
    /// As [`Book::open`]; [`Error::Bug`] when there is no such sheet.
    pub fn rows(&mut self, index: usize) -> Result<Rows<'_>> {
        if index >= self.sheets.len() {
            return Err(Error::Bug(format!("there is no sheet {index}")));
        }
        let inner = match &mut self.content {
            Content::Text => {
                let rows = Box::new(CsvRows::open(&self.source, &self.options)?);
                Inner::Text { rows, hash: &mut self.hash, dialect: &mut self.dialect }
            }
            Content::Child(book) => Inner::Child(book.rows(&self.source, index)?),
            Content::Workbook(book) => Inner::Workbook(book.rows(&self.source, self.options.limits, index)?),
        };
        Ok(Rows { inner })
    }
}

/// The rows of one sheet, one at a time.
pub struct Rows<'b> {
    inner: Inner<'b>,
}

enum Inner<'b> {
    Text { rows: Box<CsvRows<'b>>, hash: &'b mut Option<[u8; 32]>, dialect: &'b mut Option<Dialect> },
    Workbook(SheetRows<'b>),
    Child(ChildRows<'b>),
}

impl Rows<'_> {
    /// Puts the next row that holds something into `row`; `false` at the end.
    ///
    /// # Errors
    /// [`Error::UnreadableFile`] where the file is damaged or goes beyond the limits.
    pub fn next(&mut self, row: &mut Row) -> Result<bool> {
        match &mut self.inner {
            Inner::Text { rows, hash, dialect } => {
                let found = rows.next(row)?;
                if !found {
                    **hash = rows.hash();
                    **dialect = Some(rows.dialect());
                }
                Ok(found)
            }
            Inner::Workbook(rows) => rows.next(row),
            Inner::Child(rows) => rows.next(row),
        }
    }

    /// The merged ranges of the sheet, in the order of their first rows.
    pub fn merges(&self) -> &[Merge] {
        match &self.inner {
            Inner::Text { .. } => &[],
            Inner::Workbook(rows) => rows.merges(),
            Inner::Child(rows) => rows.merges(),
        }
    }

    /// What to add to a plain number that is meant as a day: 0, or 1462 where days count from 1904.
    pub fn epoch_shift(&self) -> f64 {
        match &self.inner {
            Inner::Text { .. } => 0.0,
            Inner::Workbook(rows) => rows.epoch_shift(),
            Inner::Child(rows) => rows.epoch_shift(),
        }
    }
}
