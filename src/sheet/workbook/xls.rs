//! XLS of Excel 97 to 2003: a parser that keeps the whole workbook in memory, so it only ever runs within limits.

use std::{fs::File, io::BufReader, panic::AssertUnwindSafe};

use calamine::{Data, Range, Reader, SheetType, SheetVisible, Xls};

use super::{
    bounds::{Bounds, damaged},
    merges::{FillDown, Merge},
};
use crate::error::{Error, Result};
use crate::sheet::{
    book::SheetInfo,
    options::Limits,
    row::{Cell, Row},
    source::Source,
};

/// Days between the first days of the two date systems.
const EPOCHS_APART: f64 = 1462.0;

/// An open workbook.
pub(in crate::sheet) struct XlsBook {
    sheets: Vec<Sheet>,
    shift: f64,
}

struct Sheet {
    range: Range<Data>,
    merges: Vec<Merge>,
}

impl XlsBook {
    /// Reads the whole workbook.
    pub(in crate::sheet) fn open(source: &Source) -> Result<(XlsBook, Vec<SheetInfo>)> {
        let file = source.rewound()?.try_clone().map_err(|error| source.cannot_read(error))?;
        // The parser is known to panic on damaged files.
        let parsed = std::panic::catch_unwind(AssertUnwindSafe(|| parse(file)));
        let failed = |what: &str| -> Error {
            if what.to_lowercase().contains("password") || what.to_lowercase().contains("encrypt") {
                return source.refuse(
                    "the workbook is locked with a password",
                    "open it with the password and save it without one",
                );
            }
            damaged(source, what)
        };
        match parsed {
            Ok(Ok(book)) => Ok(book),
            Ok(Err(error)) => Err(failed(&error)),
            Err(_) => Err(failed("the parser gave up on it")),
        }
    }

    /// The rows of one sheet.
    pub(in crate::sheet) fn rows<'b>(
        &'b self,
        source: &'b Source,
        limits: Limits,
        index: usize,
    ) -> Result<XlsRows<'b>> {
        let sheet = self.sheets.get(index).ok_or_else(|| Error::Bug(format!("there is no sheet {index}")))?;
        let fill = FillDown::new(&sheet.merges);
        Ok(XlsRows { bounds: Bounds { source, limits }, sheet, shift: self.shift, fill, next: 0 })
    }
}

fn parse(file: File) -> std::result::Result<(XlsBook, Vec<SheetInfo>), String> {
    let mut workbook = Xls::new(BufReader::new(file)).map_err(|error| error.to_string())?;
    let shift = if workbook.has_1904_epoch() { EPOCHS_APART } else { 0.0 };
    let mut sheets = Vec::new();
    let mut infos = Vec::new();
    for info in workbook.sheets_metadata().to_vec() {
        let table = info.typ == SheetType::WorkSheet;
        let range = if table {
            workbook.worksheet_range(&info.name).map_err(|error| error.to_string())?
        } else {
            Range::empty()
        };
        let merged =
            if table { workbook.merge_cells_by_sheet_name(&info.name).unwrap_or_default() } else { Vec::new() };
        let mut merges: Vec<Merge> = merged
            .iter()
            .filter(|range| range.start.0 <= range.end.0 && range.start.1 <= range.end.1)
            .map(|range| Merge {
                first_row: range.start.0.saturating_add(1),
                last_row: range.end.0.saturating_add(1),
                first_column: range.start.1 as usize,
                last_column: range.end.1 as usize,
            })
            .collect();
        merges.sort_by_key(|merge| (merge.first_row, merge.first_column));
        sheets.push(Sheet { range, merges });
        infos.push(SheetInfo { name: info.name, hidden: info.visible != SheetVisible::Visible, table });
    }
    Ok((XlsBook { sheets, shift }, infos))
}

/// The rows of one sheet.
pub(in crate::sheet) struct XlsRows<'b> {
    bounds: Bounds<'b>,
    sheet: &'b Sheet,
    shift: f64,
    fill: FillDown<'b>,
    /// Which row of the range comes next.
    next: usize,
}

impl XlsRows<'_> {
    /// All merged ranges of the sheet.
    pub(in crate::sheet) fn merges(&self) -> &[Merge] {
        &self.sheet.merges
    }

    /// What has to be added to a number that is meant as a day.
    pub(in crate::sheet) fn epoch_shift(&self) -> f64 {
        self.shift
    }

    /// Puts the next row that has cells into `row`; `false` at the end.
    pub(in crate::sheet) fn next(&mut self, row: &mut Row) -> Result<bool> {
        let range = &self.sheet.range;
        let Some((first_row, first_column)) = range.start() else { return Ok(false) };
        while self.next < range.height() {
            let index = u32::try_from(self.next).unwrap_or(u32::MAX).saturating_add(first_row);
            row.clear(index.saturating_add(1));
            for column in 0..range.width() {
                let place = (index, u32::try_from(column).unwrap_or(u32::MAX).saturating_add(first_column));
                let Some(value) = range.get((self.next, column)) else { continue };
                self.put(row, place, value)?;
            }
            self.next += 1;
            self.fill.fill(row);
            if !row.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn put(&self, row: &mut Row, place: (u32, u32), value: &Data) -> Result<()> {
        match value {
            Data::Empty => Ok(()),
            Data::Int(number) => self.bounds.put(row, place, Cell::Number(*number as f64)),
            Data::Float(number) => self.bounds.put(row, place, Cell::Number(*number)),
            Data::Bool(truth) => self.bounds.put(row, place, Cell::Bool(*truth)),
            Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
                self.bounds.put(row, place, Cell::Text(text))
            }
            Data::DateTime(moment) if moment.is_duration() => self.bounds.put(row, place, Cell::Day(moment.as_f64())),
            Data::DateTime(moment) => self.bounds.put(row, place, Cell::Day(moment.as_f64() + self.shift)),
            Data::Error(error) => self.bounds.put(row, place, Cell::Error(&error.to_string())),
        }
    }
}
