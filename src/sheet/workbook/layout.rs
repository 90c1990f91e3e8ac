//! Merged ranges, hidden rows and formulas without a value of a worksheet, picked out of its XML as it is unpacked. Looks at
//! tags only, parses nothing else.

use memchr::memmem;

use super::{
    merges::{Merge, place},
    tags::{attribute, attribute_text, tag_around, tags},
};

/// What a worksheet says about its rows apart from their cells.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// Merged ranges, in the order of their first rows.
    pub merges: Vec<Merge>,
    /// Numbers of hidden rows, ascending.
    pub hidden: Vec<u32>,
    /// Row from 1 and column from 0 of formulas that no program has worked out yet, ascending.
    pub uncounted: Vec<(u32, usize)>,
}

/// Most merged ranges and hidden rows that are kept; no sheet made by people comes near.
const KEPT: usize = 1 << 20;
/// Longest tag that is looked at.
const TAG: usize = 4096;

/// What follows a formula that gave nothing.
const BLANKS: [&[u8]; 3] = [b"<v></v></c>", b"<v/></c>", b"<v /></c>"];

/// Takes a worksheet piece by piece.
#[derive(Default)]
pub(super) struct Scanner {
    layout: Layout,
    /// The end of the last piece, from the beginning of a tag that may not be whole.
    tail: Vec<u8>,
}

impl Scanner {
    /// Looks through the next piece.
    pub(super) fn feed(&mut self, piece: &[u8]) {
        self.tail.extend_from_slice(piece);
        let whole = self.whole();
        let xml = self.tail.get(..whole).unwrap_or_default();
        for merge in tags(xml, "mergeCell").filter_map(|tag| Merge::parse(attribute_text(tag, "ref")?)) {
            if self.layout.merges.len() < KEPT {
                self.layout.merges.push(merge);
            }
        }
        for place in memmem::find_iter(xml, b"hidden=") {
            let Some(tag) = tag_around(xml, place, "row") else { continue };
            let number = attribute_text(tag, "r").and_then(|number| number.parse().ok());
            if let (Some(b"1" | b"true"), Some(number)) = (attribute(tag, "hidden"), number)
                && self.layout.hidden.len() < KEPT
            {
                self.layout.hidden.push(number);
            }
        }
        for end in formula_ends(xml) {
            let rest = xml.get(end..).unwrap_or_default();
            let is_bare = rest.starts_with(b"</c>");
            let is_empty = BLANKS.iter().any(|blank| rest.starts_with(blank));
            let cell = memmem::rfind(xml.get(..end).unwrap_or_default(), b"<c ");
            let tag = cell.and_then(|start| tag_around(xml, start + 1, "c"));
            let Some(tag) = tag.filter(|_| is_bare || is_empty) else { continue };
            // A formula may well give an empty text.
            let gives_text = is_empty && attribute(tag, "t") == Some(b"str");
            if let Some(place) = attribute_text(tag, "r").and_then(place).filter(|_| !gives_text)
                && self.layout.uncounted.len() < KEPT
            {
                self.layout.uncounted.push(place);
            }
        }
        self.tail.drain(..whole);
        if self.tail.len() > TAG {
            self.tail.clear();
        }
    }

    /// How much of what is there can be looked at: up to the beginning of the last tag, or of a cell that goes on.
    fn whole(&self) -> usize {
        let last = memchr::memrchr(b'<', &self.tail).unwrap_or(self.tail.len());
        let xml = self.tail.get(..last).unwrap_or_default();
        let Some(cell) = memmem::rfind(xml, b"<c ") else { return last };
        let inside = xml.get(cell..).unwrap_or_default();
        let is_closed = memmem::find(inside, b"</c>").is_some();
        let is_empty =
            memchr::memchr(b'>', inside).is_some_and(|end| inside.get(..end).is_some_and(|tag| tag.ends_with(b"/")));
        if is_closed || is_empty { last } else { cell }
    }

    /// What was found.
    pub(super) fn finish(mut self) -> Layout {
        self.feed(b"<");
        self.layout.merges.sort_by_key(|merge| (merge.first_row, merge.first_column));
        self.layout.uncounted.sort_unstable();
        self.layout.hidden.sort_unstable();
        self.layout
    }
}

/// The places right behind formulas. One that is shared with other cells may be an empty tag: `<f t="shared" si="0"/>`.
fn formula_ends(xml: &[u8]) -> impl Iterator<Item = usize> {
    let whole = memmem::find_iter(xml, b"</f>").map(|end| end + 4);
    let empty = memmem::find_iter(xml, b"<f").filter_map(|start| {
        let rest = xml.get(start..)?;
        let end = memchr::memchr(b'>', rest)?;
        let is_formula = matches!(rest.get(2), Some(b' ' | b'/' | b'\n' | b'\r' | b'\t'));
        (is_formula && rest.get(..end)?.ends_with(b"/")).then_some(start + end + 1)
    });
    whole.chain(empty)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &str = "<x:worksheet><cols><col hidden=\"1\" r=\"9\"/></cols><sheetData><row r=\"2\" spans=\"1:3\" hidden=\"1\">\
        <c r=\"A2\" t=\"inlineStr\"><is><t>row hidden=\"1\" mergeCell ref</t></is></c></row><row r='3' hidden='0'/>\
        <x:row hidden='true' r='5'/><row r=\"6\"><c r=\"A6\"><f>1+1</f></c><c r=\"B6\"><f>2</f><v>2</v></c>\
        <c r=\"C6\" t=\"str\"><f>D1</f><v></v></c><c r=\"D6\"><f>2</f><v/></c></row><row r=\"7\"><c r=\"A7\"><f t=\"shared\" si=\"0\"/></c>\
        <c r=\"B7\"><f t=\"shared\" si=\"0\"/><v>3</v></c><c r=\"C7\"><f t=\"shared\" si=\"0\"/><v></v></c></row></sheetData><mergeCells count=\"2\"><mergeCell ref=\"B4:D5\"/>\
        <x:mergeCell ref='A1:A2'/><mergeCell ref=\"junk\"/></mergeCells></x:worksheet>";

    #[test]
    fn the_layout_is_the_same_however_the_sheet_is_cut_into_pieces() {
        for size in [1, 7, 64, 4096] {
            let mut scanner = Scanner::default();
            SHEET.as_bytes().chunks(size).for_each(|piece| scanner.feed(piece));
            let layout = scanner.finish();
            let ranges: Vec<_> =
                layout.merges.iter().map(|m| (m.first_row, m.first_column, m.last_row, m.last_column)).collect();
            assert_eq!(ranges, [(1, 0, 2, 0), (4, 1, 5, 3)], "pieces of {size}");
            assert_eq!(layout.hidden, [2, 5]);
            assert_eq!(layout.uncounted, [(6, 0), (6, 3), (7, 0), (7, 2)], "pieces of {size}");
        }
    }
}
