//! The rows of an ODS sheet, event by event.

use std::io::{BufReader, Read};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::cell::Opening;
use crate::error::{Error, Result};
use crate::sheet::{
    options::Limits,
    row::{Cell, Row},
    source::Source,
    workbook::{
        bounds::{Bounds, damaged},
        merges::{FillDown, Merge},
    },
};

/// The rows of one sheet.
pub(in crate::sheet) struct OdsRows<'b> {
    bounds: Bounds<'b>,
    reader: Reader<BufReader<Box<dyn Read + 'b>>>,
    buffer: Vec<u8>,
    merges: Vec<Merge>,
    fill: FillDown<'b>,
    /// Number of the last row that was passed, from 1.
    last: u32,
    /// A row that stands several times, and how many times more.
    again: (Row, u32),
    ended: bool,
}

impl<'b> OdsRows<'b> {
    /// Goes to the table with an index.
    pub(super) fn open(part: impl Read + 'b, source: &'b Source, limits: Limits, index: usize) -> Result<OdsRows<'b>> {
        let mut reader = Reader::from_reader(BufReader::new(Box::new(part) as Box<dyn Read + 'b>));
        reader.config_mut().expand_empty_elements = true;
        let mut rows = OdsRows {
            bounds: Bounds { source, limits },
            reader,
            buffer: Vec::new(),
            merges: Vec::new(),
            fill: FillDown::new(&[]),
            last: 0,
            again: (Row::default(), 0),
            ended: false,
        };
        let mut tables = 0;
        while tables <= index {
            match rows.event()? {
                Event::Start(tag) if tag.name().as_ref() == "table:table" => tables += 1,
                Event::Eof => return Err(damaged(source, "it has fewer sheets than it says")),
                _ => {}
            }
        }
        Ok(rows)
    }

    /// The merged ranges that were met so far.
    pub(in crate::sheet) fn merges(&self) -> &[Merge] {
        &self.merges
    }

    fn event(&mut self) -> Result<Event<'_>> {
        self.buffer.clear();
        let source = self.bounds.source;
        self.reader.read_event_into(&mut self.buffer).map_err(|error| damaged(source, &error.to_string()))
    }

    /// Puts the next row that has cells into `row`; `false` at the end.
    pub(in crate::sheet) fn next(&mut self, row: &mut Row) -> Result<bool> {
        if self.again.1 > 0 {
            self.again.1 -= 1;
            self.again.0.number += 1;
            self.last = self.again.0.number;
            row.clone_from(&self.again.0);
            return Ok(true);
        }
        while !self.ended {
            match self.event()? {
                Event::Start(tag) if tag.name().as_ref() == "table:table-row" => {
                    let (repeated, hidden) = row_attributes(&tag);
                    row.clear(self.last.saturating_add(1));
                    row.hidden = hidden;
                    self.cells(row)?;
                    if row.is_empty() {
                        self.last = self.last.saturating_add(repeated);
                        continue;
                    }
                    let end = self.last.saturating_add(repeated);
                    if end > self.bounds.limits.rows {
                        return Err(self.too_many_rows());
                    }
                    self.last += 1;
                    self.again = if repeated > 1 { (row.clone(), repeated - 1) } else { (Row::default(), 0) };
                    return Ok(true);
                }
                Event::Start(tag) if tag.name().as_ref() == "table:shapes" => self.skip("table:shapes")?,
                Event::End(tag) if tag.name().as_ref() == "table:table" => self.ended = true,
                Event::Eof => return Err(damaged(self.bounds.source, "it ends in the middle of a sheet")),
                _ => {}
            }
        }
        Ok(false)
    }

    /// Reads the cells of a row up to its end.
    fn cells(&mut self, row: &mut Row) -> Result<()> {
        let mut column = 0u32;
        let mut spans: Vec<Merge> = Vec::new();
        let mut text = String::new();
        loop {
            let opening = match self.event()? {
                Event::Start(tag) if matches!(tag.name().as_ref(), "table:table-cell" | "table:covered-table-cell") => {
                    Opening::of(&tag)
                }
                Event::End(tag) if tag.name().as_ref() == "table:table-row" => break,
                Event::Eof => return Err(damaged(self.bounds.source, "it ends in the middle of a row")),
                _ => continue,
            };
            text.clear();
            self.text(&mut text)?;
            let cell = if opening.covered { Cell::Empty } else { opening.cell(&text) };
            let end = column.saturating_add(opening.repeated);
            if !cell.is_empty() {
                for column in column..end {
                    self.bounds.put(row, (row.number - 1, column), cell)?;
                }
            }
            if opening.spans != (1, 1) {
                spans.push(Merge {
                    first_row: row.number,
                    last_row: row.number.saturating_add(opening.spans.0 - 1),
                    first_column: column as usize,
                    last_column: column.saturating_add(opening.spans.1 - 1) as usize,
                });
            }
            column = end;
        }
        self.fill.fill(row);
        for merge in spans {
            self.fill.begin(merge, row);
            if self.merges.len() < MERGES {
                self.merges.push(merge);
            }
        }
        Ok(())
    }

    /// Reads the text of a cell up to its end: its paragraphs, one to a line, without notes and drawings.
    fn text(&mut self, text: &mut String) -> Result<()> {
        let limit = self.bounds.limits.cell.saturating_mul(4);
        let mut paragraphs = 0;
        let mut inside = false;
        loop {
            match self.event()? {
                Event::Start(tag) => match tag.name().as_ref() {
                    "text:p" => {
                        if paragraphs > 0 {
                            text.push('\n');
                        }
                        paragraphs += 1;
                        inside = true;
                    }
                    "text:s" => {
                        let blanks = number(&tag, "text:c").unwrap_or(1) as usize;
                        text.extend(std::iter::repeat_n(' ', blanks.min(limit + 1)));
                    }
                    "text:tab" => text.push('\t'),
                    "text:line-break" => text.push('\n'),
                    name @ ("office:annotation" | "draw:frame" | "draw:g" | "draw:custom-shape" | "table:table") => {
                        let name = name.to_string();
                        self.skip(&name)?;
                    }
                    _ => {}
                },
                Event::End(tag) if tag.name().as_ref() == "text:p" => inside = false,
                Event::Text(piece) if inside => text.push_str(&piece.xml10_content()),
                Event::CData(piece) if inside => text.push_str(&piece.xml10_content()),
                Event::GeneralRef(reference) if inside => {
                    let named = quick_xml::escape::resolve_xml_entity(&reference);
                    match (named, reference.resolve_char_ref()) {
                        (Some(known), _) => text.push_str(known),
                        (None, Ok(Some(letter))) => text.push(letter),
                        _ => return Err(damaged(self.bounds.source, "it uses an entity that is not known")),
                    }
                }
                Event::End(tag) if matches!(tag.name().as_ref(), "table:table-cell" | "table:covered-table-cell") => {
                    return Ok(());
                }
                Event::Eof => return Err(damaged(self.bounds.source, "it ends in the middle of a cell")),
                _ => {}
            }
            if text.len() > limit {
                let what =
                    format!("a cell in row {} holds more than {} characters", self.last + 1, self.bounds.limits.cell);
                return Err(self.bounds.source.refuse(what, "shorten it, or lift the limit with `--max-cell`"));
            }
        }
    }

    /// Skips an element that was just opened.
    fn skip(&mut self, name: &str) -> Result<()> {
        let mut depth = 1;
        while depth > 0 {
            match self.event()? {
                Event::Start(tag) if tag.name().as_ref() == name => depth += 1,
                Event::End(tag) if tag.name().as_ref() == name => depth -= 1,
                Event::Eof => return Err(damaged(self.bounds.source, "it ends in the middle of a drawing or note")),
                _ => {}
            }
        }
        Ok(())
    }

    fn too_many_rows(&self) -> Error {
        let what = format!("a sheet has more than {} rows", self.bounds.limits.rows);
        self.bounds.source.refuse(what, "split it into several files")
    }
}

/// Most merged ranges that are kept for headings.
const MERGES: usize = 10_000;

/// How many rows are the same, and whether they are hidden.
fn row_attributes(tag: &BytesStart<'_>) -> (u32, bool) {
    let hidden = tag
        .attributes()
        .with_checks(false)
        .flatten()
        .any(|attribute| attribute.key.as_ref() == "table:visibility" && attribute.value != "visible");
    (number(tag, "table:number-rows-repeated").unwrap_or(1).max(1), hidden)
}

fn number(tag: &BytesStart<'_>, name: &str) -> Option<u32> {
    let attribute = tag.attributes().with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name)?;
    attribute.value.parse().ok()
}
