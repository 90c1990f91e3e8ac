//! XLSX: cells as they stream out of the parser → rows, bounded and filled down.

use std::{fs::File, io::BufReader, panic::AssertUnwindSafe};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};

use super::{
    archive::{self, Contents},
    bounds::{Bounds, damaged},
    formats::{self, Shown},
    layout::Layout,
    merges::{FillDown, Merge},
    tags::{attribute_text, tags},
};
use crate::error::Result;
use crate::sheet::{
    book::SheetInfo,
    options::Limits,
    row::{Cell, Row},
    source::Source,
};

/// The error of a cell whose formula has no value: the program that wrote the file never worked it out.
pub const UNCOUNTED: &str = "formula without a value";

/// Days between the first days of the two date systems.
const EPOCHS_APART: f64 = 1462.0;

/// An open workbook.
pub(in crate::sheet) struct XlsxBook {
    workbook: Xlsx<BufReader<File>>,
    layouts: Vec<Layout>,
}

impl XlsxBook {
    /// Checks the archive, then reads the parts that all sheets share.
    pub(in crate::sheet) fn open(source: &Source, limits: Limits) -> Result<(XlsxBook, Vec<SheetInfo>)> {
        let mut contents = archive::inspect(source, limits)?;
        let file = source.rewound()?.try_clone().map_err(|error| source.cannot_read(error))?;
        let workbook = Xlsx::new(BufReader::new(file)).map_err(|error| damaged(source, &error.to_string()))?;
        let sheets: Vec<SheetInfo> = workbook
            .sheets_metadata()
            .iter()
            .map(|sheet| SheetInfo {
                name: sheet.name.clone(),
                hidden: sheet.visible != SheetVisible::Visible,
                table: sheet.typ == SheetType::WorkSheet,
            })
            .collect();
        let mut parts = worksheet_parts(&contents);
        parts.resize(sheets.len(), None);
        let layouts = parts.iter().map(|part| contents.layouts.remove(part.as_deref()?)).map(Option::unwrap_or_default);
        let layouts = layouts.collect();
        Ok((XlsxBook { workbook, layouts }, sheets))
    }

    /// The rows of one sheet.
    pub(in crate::sheet) fn rows<'b>(
        &'b mut self,
        source: &'b Source,
        limits: Limits,
        index: usize,
    ) -> Result<XlsxRows<'b>> {
        let sheet = self.workbook.sheet_names().get(index).cloned().unwrap_or_default();
        let shift = if self.workbook.has_1904_epoch() { EPOCHS_APART } else { 0.0 };
        let cells =
            self.workbook.worksheet_cells_reader(&sheet).map_err(|error| damaged(source, &error.to_string()))?;
        let (merges, hidden, uncounted) =
            self.layouts.get(index).map_or((&[][..], &[][..], &[][..]), |l| (&l.merges, &l.hidden, &l.uncounted));
        let fill = FillDown::new(merges);
        let bounds = Bounds { source, limits };
        let formats = formats::of_styles(cells.styles());
        Ok(XlsxRows {
            bounds,
            cells,
            formats,
            shift,
            next: None,
            merges,
            fill,
            hidden,
            uncounted,
            last: 0,
            ended: false,
        })
    }
}

/// The name of each worksheet's part, in the order of the sheets.
fn worksheet_parts(contents: &Contents) -> Vec<Option<String>> {
    let kept = |end: &str| contents.kept.iter().find(|(name, _)| name.ends_with(end)).map_or(&[][..], |(_, xml)| xml);
    let (workbook, relations) = (kept("/workbook.xml"), kept("/_rels/workbook.xml.rels"));
    let target = |id: &str| {
        let tag = tags(relations, "Relationship").find(|tag| attribute_text(tag, "Id") == Some(id))?;
        let target = attribute_text(tag, "Target")?;
        Some(archive::plain(&if target.starts_with('/') { target.to_string() } else { format!("xl/{target}") }))
    };
    tags(workbook, "sheet").map(|tag| target(attribute_text(tag, "r:id")?)).collect()
}

/// A cell as the parser gives it, with the number of its style.
type Parsed<'b> = (calamine::Cell<DataRef<'b>>, usize);

/// The rows of one sheet of a workbook.
pub(in crate::sheet) struct XlsxRows<'b> {
    bounds: Bounds<'b>,
    cells: XlsxCellReader<'b, BufReader<File>>,
    /// What the formats of styles show of dates.
    formats: Vec<Option<Shown>>,
    /// What brings days to the system that counts from 1900.
    shift: f64,
    /// The cell that began the next row.
    next: Option<Parsed<'b>>,
    merges: &'b [Merge],
    fill: FillDown<'b>,
    hidden: &'b [u32],
    /// Formulas without a value in the rows to come.
    uncounted: &'b [(u32, usize)],
    /// Number of the last row, from 1.
    last: u32,
    ended: bool,
}

impl<'b> XlsxRows<'b> {
    /// What has to be added to a number that is meant as a day.
    pub(in crate::sheet) fn epoch_shift(&self) -> f64 {
        self.shift
    }

    /// All merged ranges of the sheet.
    pub(in crate::sheet) fn merges(&self) -> &[Merge] {
        self.merges
    }

    /// Puts the next row that has cells into `row`; `false` at the end.
    pub(in crate::sheet) fn next(&mut self, row: &mut Row) -> Result<bool> {
        let Some(first) = self.next.take().map_or_else(|| self.cell(), |cell| Ok(Some(cell)))? else {
            return Ok(false);
        };
        let index = first.0.get_position().0;
        if index >= self.bounds.limits.rows && self.bounds.limits.rows < Limits::SHEET.0 {
            return Err(self.bounds.beyond(index));
        }
        if index >= Limits::SHEET.0 || index < self.last {
            return Err(self.bounds.misplaced(first.0.get_position()));
        }
        self.last = index + 1;
        row.clear(index + 1);
        self.put(row, &first)?;
        loop {
            match self.cell()? {
                Some(cell) if cell.0.get_position().0 == index => self.put(row, &cell)?,
                next => {
                    self.next = next;
                    break;
                }
            }
        }
        self.put_uncounted(row)?;
        self.fill.fill(row);
        row.hidden = !self.hidden.is_empty() && self.hidden.binary_search(&row.number).is_ok();
        Ok(true)
    }

    /// Puts an error where a formula of the row has no value.
    fn put_uncounted(&mut self, row: &mut Row) -> Result<()> {
        while let Some(((number, column), rest)) = self.uncounted.split_first().filter(|next| next.0.0 <= row.number) {
            self.uncounted = rest;
            if *number == row.number && row.cell(*column).is_empty() {
                self.bounds.put(row, (row.number - 1, *column as u32), Cell::Error(UNCOUNTED))?;
            }
        }
        Ok(())
    }

    /// The next cell that holds something.
    fn cell(&mut self) -> Result<Option<Parsed<'b>>> {
        // The parser must not be asked again once the sheet has ended.
        while !self.ended {
            // The parser is known to panic on references beyond all numbers.
            let parsed = std::panic::catch_unwind(AssertUnwindSafe(|| self.cells.next_cell_with_style_id()));
            match parsed.unwrap_or(Err(XlsxError::Unexpected("a reference that is none"))) {
                Ok(None) => self.ended = true,
                Ok(Some((cell, _))) if matches!(cell.get_value(), DataRef::Empty) => {}
                Ok(Some(cell)) => return Ok(Some(cell)),
                Err(error) => {
                    return Err(damaged(self.bounds.source, &format!("{error}, after row {}", self.last)));
                }
            }
        }
        Ok(None)
    }

    fn put(&self, row: &mut Row, (cell, style): &Parsed<'_>) -> Result<()> {
        let place = cell.get_position();
        match cell.get_value() {
            DataRef::Empty => Ok(()),
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
                self.bounds.put(row, place, Cell::Text(text))
            }
            DataRef::SharedString(text) => self.bounds.put(row, place, Cell::Text(text)),
            DataRef::Int(number) => self.bounds.put(row, place, Cell::Number(*number as f64)),
            DataRef::Float(number) => self.bounds.put(row, place, Cell::Number(*number)),
            DataRef::Bool(truth) => self.bounds.put(row, place, Cell::Bool(*truth)),
            DataRef::DateTime(moment) if moment.is_duration() => {
                self.bounds.put(row, place, Cell::Day(moment.as_f64()))
            }
            DataRef::DateTime(moment) => {
                let serial = moment.as_f64() + self.shift;
                let shown = self.formats.get(*style).copied().flatten();
                match shown.and_then(|shown| formats::said(serial, shown)) {
                    Some(said) => self.bounds.put(row, place, Cell::Text(&said)),
                    None => self.bounds.put(row, place, Cell::Day(serial)),
                }
            }
            DataRef::Error(error) => self.bounds.put(row, place, Cell::Error(&error.to_string())),
        }
    }
}
