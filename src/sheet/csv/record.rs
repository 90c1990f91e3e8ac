//! Where a record ends and what its fields are. Works on bytes: the signs that matter are ASCII.

use memchr::{memchr, memchr2};

/// A field of a record, as a range of its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Field {
    /// First byte, after the opening quotation mark if there is one.
    pub start: usize,
    /// Byte after the last one, before the closing quotation mark if there is one.
    pub end: usize,
    /// Whether quotation marks have to be taken out of it.
    pub quotes: bool,
}

/// The signs of a text file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Signs {
    /// Between fields.
    pub delimiter: u8,
    /// At the end of a record: line feed, or carriage return where a file knows no other.
    pub terminator: u8,
    /// Around fields that hold one of the others; `None` where nothing is around them.
    pub quote: Option<u8>,
}

/// What was found at the beginning of some bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scan {
    /// A record; the next one begins after this many bytes.
    Record {
        /// Its length with its terminator.
        length: usize,
    },
    /// The bytes end before the record does.
    Torn {
        /// Where the field begins that is open.
        field: usize,
    },
    /// The file ends inside quotation marks that were opened at this byte.
    Unclosed(usize),
    /// Quotation marks opened at this byte close in the middle of another field: one of them is missing.
    Misplaced(usize),
}

/// Finds the fields of the first record of `bytes`; `last` when the file ends with them.
pub(super) fn scan(bytes: &[u8], signs: Signs, last: bool, fields: &mut Vec<Field>) -> Scan {
    fields.clear();
    let mut start = 0;
    loop {
        let (field, end) = match bytes.get(start) {
            Some(sign) if Some(*sign) == signs.quote => match quoted(bytes, start, signs, last) {
                Ok(found) => found,
                Err(scan) => return scan,
            },
            _ => match memchr2(signs.delimiter, signs.terminator, bytes.get(start..).unwrap_or_default()) {
                Some(length) => (Field { start, end: start + length, quotes: false }, start + length),
                None if last => (Field { start, end: bytes.len(), quotes: false }, bytes.len()),
                None => return Scan::Torn { field: start },
            },
        };
        fields.push(field);
        match bytes.get(end) {
            Some(sign) if *sign == signs.delimiter => start = end + 1,
            Some(_) => {
                drop_return(bytes, signs, fields);
                return Scan::Record { length: end + 1 };
            }
            None => return Scan::Record { length: end },
        }
    }
}

/// Takes the carriage return before a line feed off the last field.
fn drop_return(bytes: &[u8], signs: Signs, fields: &mut [Field]) {
    if let Some(field) = fields.last_mut()
        && signs.terminator == b'\n'
        && field.end > field.start
        && bytes.get(field.end) == Some(&b'\n')
        && bytes.get(field.end - 1) == Some(&b'\r')
    {
        field.end -= 1;
    }
}

/// Reads a field in quotation marks; gives it with the place of the sign after it.
fn quoted(bytes: &[u8], open: usize, signs: Signs, last: bool) -> Result<(Field, usize), Scan> {
    let start = open + 1;
    let mut from = start;
    let mut quotes = false;
    let quote = signs.quote.unwrap_or(b'"');
    loop {
        let Some(length) = memchr(quote, bytes.get(from..).unwrap_or_default()) else {
            return Err(if last { Scan::Unclosed(open) } else { Scan::Torn { field: open } });
        };
        let close = from + length;
        match bytes.get(close + 1) {
            Some(sign) if *sign == quote => {
                quotes = true;
                from = close + 2;
            }
            Some(sign) if *sign == signs.delimiter || *sign == signs.terminator => {
                return Ok((Field { start, end: close, quotes }, close + 1));
            }
            Some(b'\r') if bytes.get(close + 2) == Some(&signs.terminator) => {
                return Ok((Field { start, end: close, quotes }, close + 2));
            }
            Some(b'\r') if bytes.len() == close + 2 && !last => return Err(Scan::Torn { field: open }),
            None if last => return Ok((Field { start, end: close, quotes }, close + 1)),
            None => return Err(Scan::Torn { field: open }),
            Some(_) => return unbalanced(bytes, open, close, signs, last),
        }
    }
}

/// Reads a field with text after its closing quotation mark, such as `"Школа" старост`, which people mean as it stands.
/// Where the marks enclose a delimiter or a line break, they belong to different fields and one is missing.
fn unbalanced(bytes: &[u8], open: usize, close: usize, signs: Signs, last: bool) -> Result<(Field, usize), Scan> {
    let inside = bytes.get(open..close).unwrap_or_default();
    if memchr2(signs.delimiter, b'\n', inside).is_some() || memchr(signs.terminator, inside).is_some() {
        return Err(Scan::Misplaced(open));
    }
    match memchr2(signs.delimiter, signs.terminator, bytes.get(close..).unwrap_or_default()) {
        Some(length) => Ok((Field { start: open, end: close + length, quotes: false }, close + length)),
        None if last => Ok((Field { start: open, end: bytes.len(), quotes: false }, bytes.len())),
        None => Err(Scan::Torn { field: open }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIGNS: Signs = Signs { delimiter: b';', terminator: b'\n', quote: Some(b'"') };

    fn fields(bytes: &str) -> (Vec<String>, Scan) {
        let mut fields = Vec::new();
        let scan = scan(bytes.as_bytes(), SIGNS, true, &mut fields);
        (fields.iter().map(|field| bytes[field.start..field.end].to_string()).collect(), scan)
    }

    #[test]
    fn a_record_ends_with_its_line_unless_quoted() {
        assert_eq!(fields("a;b\r\nc"), (vec!["a".into(), "b".into()], Scan::Record { length: 5 }));
        assert_eq!(fields("\"a;1\nb\";c\nd").0, ["a;1\nb", "c"]);
        assert_eq!(fields("\"x\"\r\ny"), (vec!["x".into()], Scan::Record { length: 5 }));
        assert_eq!(fields("a;\"\"\"b\"\"\"").0, ["a", "\"\"b\"\""]);
        assert_eq!(fields("a;b;").0, ["a", "b", ""]);
        assert_eq!(fields("\n"), (vec![String::new()], Scan::Record { length: 1 }));
    }

    #[test]
    fn quotation_marks_around_the_first_word_only_stay() {
        assert_eq!(fields("\"Школа\" старост;2").0, ["\"Школа\" старост", "2"]);
    }

    #[test]
    fn a_missing_quotation_mark_is_noticed() {
        assert_eq!(fields("a;\"b;c\nd;e\n").1, Scan::Unclosed(2));
        assert_eq!(fields("a;\"b;c\nd;\"e\";f\n").1, Scan::Misplaced(2));
        assert_eq!(fields("\"a;b;\"c\"\n").1, Scan::Misplaced(0));
    }

    #[test]
    fn a_record_cut_off_by_the_end_of_the_piece_waits_for_more() {
        let mut fields = Vec::new();
        for (bytes, field) in [("a;b", 2), ("a;\"b", 2), ("a;\"b\"", 2), ("\"b\"\r", 0), ("", 0)] {
            assert_eq!(scan(bytes.as_bytes(), SIGNS, false, &mut fields), Scan::Torn { field }, "{bytes}");
        }
    }
}
