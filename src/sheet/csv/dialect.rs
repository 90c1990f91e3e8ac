//! Which signs a text file uses: found by parsing its first lines with each candidate.

use super::record::{Field, Scan, Signs, scan};

/// How a text file was read, for people to check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// Name of the encoding.
    pub encoding: &'static str,
    /// Sign between the columns.
    pub delimiter: char,
}

/// Signs that are used between columns; of equals the first one wins.
const DELIMITERS: [u8; 4] = [b';', b'\t', b',', b'|'];
/// How many records are looked at.
const LOOKED_AT: usize = 40;
/// From how many bytes on a record that does not end in the sample is taken for one with a quotation mark too few.
const TORN: usize = 64 << 10;

/// What the first line says by itself: `sep=;` is an instruction of Excel and no row. Gives the sign and the line's length.
pub(super) fn instruction(head: &[u8]) -> Option<(u8, usize)> {
    let delimiter = match head {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', sign, ..] => *sign,
        _ => return None,
    };
    let length = match head.get(5..)? {
        [b'\r', b'\n', ..] => 7,
        [b'\r' | b'\n', ..] => 6,
        _ => return None,
    };
    (delimiter.is_ascii() && !delimiter.is_ascii_alphanumeric()).then_some((delimiter, length))
}

/// Finds the signs of a file from its beginning; `last` when that is the whole file. `quote` is not looked for.
pub(super) fn signs(head: &[u8], last: bool, quote: Option<u8>) -> Signs {
    let terminator = terminator(head, quote);
    let of = |delimiter| Signs { delimiter, terminator, quote };
    // Of equals the first one wins, so the search goes from the end.
    let delimiter = DELIMITERS.iter().rev().max_by_key(|delimiter| steadiness(head, of(**delimiter), last));
    of(delimiter.copied().filter(|delimiter| steadiness(head, of(*delimiter), last) > 0).unwrap_or(b','))
}

/// What ends a record: a carriage return where it stands alone and a line feed stands, if at all, only inside cells.
fn terminator(head: &[u8], quote: Option<u8>) -> u8 {
    if memchr::memchr(b'\r', head).is_none() {
        return b'\n';
    }
    let (mut inside, mut returns) = (false, false);
    for byte in head {
        match byte {
            byte if Some(*byte) == quote => inside = !inside,
            b'\n' if !inside => return b'\n',
            b'\r' if !inside => returns = true,
            _ => {}
        }
    }
    if returns { b'\r' } else { b'\n' }
}

/// How well a delimiter cuts the first records: the share of them, in thousandths, that have the commonest number of columns,
/// times that number; beyond a few columns more of them prove nothing more.
fn steadiness(head: &[u8], signs: Signs, last: bool) -> usize {
    let mut fields: Vec<Field> = Vec::new();
    let mut counts: Vec<usize> = Vec::new();
    let mut rest = head;
    while counts.len() < LOOKED_AT && !rest.is_empty() {
        let length = match scan(rest, signs, last, &mut fields) {
            Scan::Record { length } => length,
            Scan::Torn { .. } if rest.len() < TORN => break,
            // A quotation mark is missing; the reader will say so. Here its line alone counts, cut at every sign.
            Scan::Torn { .. } | Scan::Unclosed(_) | Scan::Misplaced(_) => {
                let length = memchr::memchr(signs.terminator, rest).map_or(rest.len(), |end| end + 1);
                let cuts = memchr::memchr_iter(signs.delimiter, rest.get(..length).unwrap_or_default()).count();
                fields.resize(cuts + 1, Field { start: 0, end: 0, quotes: false });
                length
            }
        };
        let is_blank = matches!(fields.as_slice(), [only] if only.start == only.end);
        counts.extend((!is_blank).then_some(fields.len()));
        rest = rest.get(length..).unwrap_or_default();
    }
    let share = |columns: &usize| counts.iter().filter(|count| *count == columns).count() * 1000 / counts.len().max(1);
    counts.iter().filter(|columns| **columns > 1).map(|columns| share(columns) * columns.min(&6)).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delimiter(text: &str) -> char {
        char::from(signs(text.as_bytes(), true, Some(b'"')).delimiter)
    }

    #[test]
    fn the_delimiter_is_the_one_that_gives_steady_columns() {
        assert_eq!(delimiter("Тема;Дата, час;Громада\nА, Б, В;1;2\nГ;3;4\n"), ';');
        assert_eq!(delimiter("a,b,c\n\"1;2;3\",2,3\n4,5,6\n"), ',');
        assert_eq!(delimiter("Звіт, за квартал\n\na\tb\tc\n1\t2\t3\n1\t2\t3\n"), '\t');
        assert_eq!(delimiter("a|b\n1|2\n"), '|');
        assert_eq!(delimiter("одна колонка\nрядок\n"), ',');
    }

    #[test]
    fn line_ends_of_old_macs_are_seen() {
        assert_eq!(signs(b"a;b\r1;2\r", true, None).terminator, b'\r');
        assert_eq!(signs(b"a;b\r\n1;2\r\n", true, None).terminator, b'\n');
        assert_eq!(signs(b"a;b\r\"1\n2\";3\r", true, Some(b'"')).terminator, b'\r', "a line feed inside a cell");
        assert_eq!(signs(b"a\rb;c\n1;2\n", true, Some(b'"')).terminator, b'\n', "a carriage return inside one");
    }

    #[test]
    fn an_instruction_of_excel_is_no_row() {
        assert_eq!(instruction(b"sep=;\r\na;b"), Some((b';', 7)));
        assert_eq!(instruction(b"SEP=\t\na"), Some((b'\t', 6)));
        assert_eq!(instruction(b"sep=;a;b"), None);
        assert_eq!(instruction(b"separator"), None);
    }
}
