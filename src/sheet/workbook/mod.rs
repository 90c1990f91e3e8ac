//! Workbooks: XLSX, ODS and XLS, each read as a stream of rows.
//!
//! Every part of an archive is unpacked once under a cap before any of it is parsed; that stops bombs, finds damage, and collects
//! on the way what the parser does not stream: merged ranges, hidden rows, names of sheets.

mod archive;
mod bounds;
mod formats;
mod layout;
mod merges;
mod ods;
mod tags;
mod xls;
mod xlsx;

pub use merges::Merge;
pub use xlsx::UNCOUNTED;

use super::{book::SheetInfo, kind::Kind, options::Limits, row::Row, source::Source};
use crate::error::{Error, Result};

/// An open workbook of any kind.
pub(super) enum Workbook {
    Xlsx(Box<xlsx::XlsxBook>),
    Ods(Box<ods::OdsBook>),
    Xls(xls::XlsBook),
}

/// The rows of one sheet of a workbook.
pub(super) enum SheetRows<'b> {
    Xlsx(Box<xlsx::XlsxRows<'b>>),
    Ods(Box<ods::OdsRows<'b>>),
    Xls(Box<xls::XlsRows<'b>>),
}

impl Workbook {
    /// Opens a workbook in this process.
    pub(super) fn open(source: &Source, kind: Kind, limits: Limits) -> Result<(Workbook, Vec<SheetInfo>)> {
        match kind {
            Kind::Xlsx => {
                xlsx::XlsxBook::open(source, limits).map(|(book, sheets)| (Workbook::Xlsx(Box::new(book)), sheets))
            }
            Kind::Ods => {
                ods::OdsBook::open(source, limits).map(|(book, sheets)| (Workbook::Ods(Box::new(book)), sheets))
            }
            Kind::Xls => xls::XlsBook::open(source).map(|(book, sheets)| (Workbook::Xls(book), sheets)),
            Kind::Text => Err(Error::Bug("a text file is no workbook".to_string())),
        }
    }

    /// The rows of one sheet.
    pub(super) fn rows<'b>(&'b mut self, source: &'b Source, limits: Limits, index: usize) -> Result<SheetRows<'b>> {
        Ok(match self {
            Workbook::Xlsx(book) => SheetRows::Xlsx(Box::new(book.rows(source, limits, index)?)),
            Workbook::Ods(book) => SheetRows::Ods(Box::new(book.rows(source, limits, index)?)),
            Workbook::Xls(book) => SheetRows::Xls(Box::new(book.rows(source, limits, index)?)),
        })
    }
}

impl SheetRows<'_> {
    /// Puts the next row that has cells into `row`; `false` at the end.
    pub(super) fn next(&mut self, row: &mut Row) -> Result<bool> {
        match self {
            SheetRows::Xlsx(rows) => rows.next(row),
            SheetRows::Ods(rows) => rows.next(row),
            SheetRows::Xls(rows) => rows.next(row),
        }
    }

    /// The merged ranges that are known by now; all of them, except in ODS.
    pub(super) fn merges(&self) -> &[Merge] {
        match self {
            SheetRows::Xlsx(rows) => rows.merges(),
            SheetRows::Ods(rows) => rows.merges(),
            SheetRows::Xls(rows) => rows.merges(),
        }
    }

    /// What has to be added to a number that is meant as a day.
    pub(super) fn epoch_shift(&self) -> f64 {
        match self {
            SheetRows::Xlsx(rows) => rows.epoch_shift(),
            SheetRows::Ods(_) => 0.0,
            SheetRows::Xls(rows) => rows.epoch_shift(),
        }
    }
}
