//! The names of the sheets of an ODS workbook, and whether they are hidden, picked out of its XML as it is unpacked.

use crate::sheet::{
    book::SheetInfo,
    workbook::tags::{attribute_text, tag_around},
};

/// Longest tag that is looked at.
const TAG: usize = 64 << 10;
/// Most sheets and styles that are kept.
const KEPT: usize = 10_000;

/// Takes the main part of a workbook piece by piece.
#[derive(Default)]
pub(in crate::sheet::workbook) struct TableScanner {
    tables: Vec<(String, String)>,
    hidden_styles: Vec<String>,
    /// The style that the last tag began.
    style: String,
    tail: Vec<u8>,
}

impl TableScanner {
    /// Looks through the next piece.
    pub(in crate::sheet::workbook) fn feed(&mut self, piece: &[u8]) {
        self.tail.extend_from_slice(piece);
        let whole = memchr::memrchr(b'<', &self.tail).unwrap_or(self.tail.len());
        let xml = self.tail.get(..whole).unwrap_or_default();
        for place in memchr::memchr_iter(b'<', xml) {
            let tag = xml.get(place + 1..).unwrap_or_default();
            if tag.starts_with(b"style:style ") {
                self.style = named(xml, place, "style", "style:name");
            } else if tag.starts_with(b"style:table-properties ") {
                let display =
                    tag_around(xml, place + 1, "table-properties").and_then(|tag| attribute_text(tag, "table:display"));
                if display == Some("false") && self.hidden_styles.len() < KEPT {
                    self.hidden_styles.push(self.style.clone());
                }
            } else if tag.starts_with(b"table:table ") && self.tables.len() < KEPT {
                self.tables
                    .push((named(xml, place, "table", "table:name"), named(xml, place, "table", "table:style-name")));
            }
        }
        self.tail.drain(..whole);
        if self.tail.len() > TAG {
            self.tail.clear();
        }
    }

    /// The sheets in their order.
    pub(in crate::sheet::workbook) fn finish(mut self) -> Vec<SheetInfo> {
        self.feed(b"<");
        let hidden = self.hidden_styles;
        let sheet = |(name, style)| SheetInfo { name, hidden: hidden.contains(&style), table: true };
        self.tables.into_iter().map(sheet).collect()
    }
}

/// An attribute of the tag that begins at a place.
fn named(xml: &[u8], place: usize, tag: &str, attribute: &str) -> String {
    let value = tag_around(xml, place + 1, tag).and_then(|tag| attribute_text(tag, attribute)).unwrap_or_default();
    quick_xml::escape::unescape(value).map(String::from).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_are_found_with_their_names() {
        let xml = "<style:style style:name=\"ta1\"><style:table-properties table:display=\"true\"/></style:style>\
            <style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/></style:style>\
            <table:table table:name=\"Дані &amp; звіт\" table:style-name=\"ta1\"><table:table-row/></table:table>\
            <table:table table:name=\"Lists\" table:style-name=\"ta2\"/>";
        for size in [3, 50, 4096] {
            let mut scanner = TableScanner::default();
            xml.as_bytes().chunks(size).for_each(|piece| scanner.feed(piece));
            let sheets: Vec<_> = scanner.finish().into_iter().map(|sheet| (sheet.name, sheet.hidden)).collect();
            assert_eq!(sheets, [("Дані & звіт".to_string(), false), ("Lists".to_string(), true)]);
        }
    }
}
