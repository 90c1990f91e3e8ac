//! How rows travel from the process that parses a workbook to the one that reads them: lengths before bytes, nothing else.

use std::io::{self, BufRead, Read, Write};

use super::{
    book::SheetInfo,
    row::{Cell, Merged, Row},
    workbook::Merge,
};

/// What comes first, so that a program of another version is told apart.
const GREETING: &[u8; 16] = b"hromada sheets 1";
/// Longest text that is taken from the other side.
const TEXT: u32 = 64 << 20;

/// What a frame holds.
#[derive(Debug)]
pub(super) enum Frame {
    /// The workbook is open: its hash and its sheets.
    Book([u8; 32], Vec<SheetInfo>),
    /// A sheet begins: what a number lacks to be a day.
    Sheet(f64),
    /// Merged ranges that are known from now on.
    Merges(Vec<Merge>),
    /// A row, put where the caller wants it.
    Row,
    /// The sheet has ended.
    End,
    /// The file was refused: what is wrong, and what to do.
    Refused(String, String),
    /// The file cannot be read, in the system's words.
    Failed(String),
}

/// How many bytes a cell takes: what it is, its column, its value or the length of its text.
const CELL: usize = 11;
/// Marks of cells in merged ranges.
const FIRST: u8 = 0x40;
const FILLED: u8 = 0x80;

/// Writes frames.
pub(super) struct Sender<W: Write> {
    to: W,
    cells: Vec<u8>,
    text: String,
}

impl<W: Write> Sender<W> {
    /// Begins with the greeting.
    pub(super) fn new(mut to: W) -> io::Result<Sender<W>> {
        to.write_all(GREETING)?;
        Ok(Sender { to, cells: Vec::new(), text: String::new() })
    }

    /// Sends what was not sent yet.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }

    fn number(&mut self, number: u32) -> io::Result<()> {
        self.to.write_all(&number.to_le_bytes())
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        self.number(u32::try_from(text.len()).unwrap_or(u32::MAX))?;
        self.to.write_all(text.as_bytes())
    }

    /// Sends the hash and the sheets.
    pub(super) fn book(&mut self, hash: &[u8; 32], sheets: &[SheetInfo]) -> io::Result<()> {
        self.to.write_all(b"B")?;
        self.to.write_all(hash)?;
        self.number(u32::try_from(sheets.len()).unwrap_or(u32::MAX))?;
        for sheet in sheets {
            self.to.write_all(&[u8::from(sheet.hidden), u8::from(sheet.table)])?;
            self.text(&sheet.name)?;
        }
        Ok(())
    }

    /// Sends the beginning of a sheet.
    pub(super) fn sheet(&mut self, epoch_shift: f64) -> io::Result<()> {
        self.to.write_all(b"S")?;
        self.to.write_all(&epoch_shift.to_le_bytes())
    }

    /// Sends merged ranges.
    pub(super) fn merges(&mut self, merges: &[Merge]) -> io::Result<()> {
        self.to.write_all(b"M")?;
        self.number(u32::try_from(merges.len()).unwrap_or(u32::MAX))?;
        for merge in merges {
            let column = |column: usize| u32::try_from(column).unwrap_or(u32::MAX);
            for number in [merge.first_row, merge.last_row, column(merge.first_column), column(merge.last_column)] {
                self.number(number)?;
            }
        }
        Ok(())
    }

    /// Sends a row: its cells, then the text of all of them in one piece.
    pub(super) fn row(&mut self, row: &Row) -> io::Result<()> {
        let (cells, text) = (&mut self.cells, &mut self.text);
        cells.clear();
        text.clear();
        for column in 0..row.len() {
            let cell = row.cell(column);
            let mark = match row.merged(column) {
                None => 0,
                Some(Merged::First) => FIRST,
                Some(Merged::Filled) => FILLED,
            };
            if cell.is_empty() && mark == 0 {
                continue;
            }
            let [low, high] = u16::try_from(column).unwrap_or(u16::MAX).to_le_bytes();
            let (kind, value) = match cell {
                Cell::Empty => (0, 0),
                Cell::Text(piece) => (1, long(text, piece)),
                Cell::Number(number) => (2, number.to_bits()),
                Cell::Day(serial) => (3, serial.to_bits()),
                Cell::Bool(truth) => (4, u64::from(truth)),
                Cell::Error(piece) => (5, long(text, piece)),
            };
            cells.extend_from_slice(&[kind | mark, low, high]);
            cells.extend_from_slice(&value.to_le_bytes());
        }
        let length = |bytes: usize| u32::try_from(bytes).unwrap_or(u32::MAX).to_le_bytes();
        self.to.write_all(&[b'R', u8::from(row.hidden)])?;
        self.to.write_all(&row.number.to_le_bytes())?;
        self.to.write_all(&length(cells.len()))?;
        self.to.write_all(&length(text.len()))?;
        self.to.write_all(cells)?;
        self.to.write_all(text.as_bytes())
    }

    /// Sends the end of a sheet.
    pub(super) fn end(&mut self) -> io::Result<()> {
        self.to.write_all(b"E")
    }

    /// Sends why the file is refused.
    pub(super) fn refused(&mut self, what: &str, hint: &str) -> io::Result<()> {
        self.to.write_all(b"X")?;
        self.text(what)?;
        self.text(hint)
    }

    /// Sends why the file cannot be read.
    pub(super) fn failed(&mut self, what: &str) -> io::Result<()> {
        self.to.write_all(b"F")?;
        self.text(what)
    }
}

/// Adds a piece to the text of a row; gives its length.
fn long(text: &mut String, piece: &str) -> u64 {
    text.push_str(piece);
    piece.len() as u64
}

/// Reads frames.
pub(super) struct Receiver<R: BufRead> {
    from: R,
    text: Vec<u8>,
}

impl<R: BufRead> Receiver<R> {
    /// Expects the greeting.
    pub(super) fn new(mut from: R) -> io::Result<Receiver<R>> {
        let mut greeting = [0; GREETING.len()];
        from.read_exact(&mut greeting)?;
        if &greeting != GREETING {
            return Err(strange("the greeting"));
        }
        Ok(Receiver { from, text: Vec::new() })
    }

    fn byte(&mut self) -> io::Result<u8> {
        self.bytes().map(|[byte]| byte)
    }

    fn bytes<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let mut bytes = [0; N];
        self.from.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn number(&mut self) -> io::Result<u32> {
        self.bytes().map(u32::from_le_bytes)
    }

    fn text(&mut self) -> io::Result<&str> {
        let length = self.number()?;
        if length > TEXT {
            return Err(strange("a text"));
        }
        self.text.clear();
        self.from.by_ref().take(u64::from(length)).read_to_end(&mut self.text)?;
        if self.text.len() != length as usize {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        simdutf8::basic::from_utf8(&self.text).map_err(|_| strange("a text"))
    }

    /// Reads the next frame; the cells of a row go into `row`.
    pub(super) fn frame(&mut self, row: &mut Row) -> io::Result<Frame> {
        Ok(match self.byte()? {
            b'R' => {
                self.row(row)?;
                Frame::Row
            }
            b'B' => {
                let hash = self.bytes()?;
                let mut sheets = Vec::new();
                for _ in 0..self.number()? {
                    let [hidden, table] = self.bytes()?;
                    sheets.push(SheetInfo { name: self.text()?.to_string(), hidden: hidden != 0, table: table != 0 });
                }
                Frame::Book(hash, sheets)
            }
            b'S' => Frame::Sheet(self.bytes().map(f64::from_le_bytes)?),
            b'M' => Frame::Merges((0..self.number()?).map(|_| self.merge()).collect::<io::Result<_>>()?),
            b'E' => Frame::End,
            b'X' => {
                let what = self.text()?.to_string();
                Frame::Refused(what, self.text()?.to_string())
            }
            b'F' => Frame::Failed(self.text()?.to_string()),
            _ => return Err(strange("a frame")),
        })
    }

    fn merge(&mut self) -> io::Result<Merge> {
        let [first_row, last_row] = [self.number()?, self.number()?];
        let [first_column, last_column] = [self.number()? as usize, self.number()? as usize];
        Ok(Merge { first_row, last_row, first_column, last_column })
    }

    fn row(&mut self, row: &mut Row) -> io::Result<()> {
        let hidden = self.byte()? != 0;
        row.clear(self.number()?);
        row.hidden = hidden;
        let (cells, text) = (self.number()?, self.number()?);
        if cells > TEXT || text > TEXT {
            return Err(strange("a row"));
        }
        self.text.clear();
        self.from.by_ref().take(u64::from(cells) + u64::from(text)).read_to_end(&mut self.text)?;
        let (cells, text) = self.text.split_at_checked(cells as usize).ok_or(io::ErrorKind::UnexpectedEof)?;
        row.load(simdutf8::basic::from_utf8(text).map_err(|_| strange("a text"))?);
        let mut start: usize = 0;
        for cell in cells.chunks_exact(CELL) {
            let [kind, low, high, value @ ..] = cell else { return Err(strange("a cell")) };
            let column = usize::from(u16::from_le_bytes([*low, *high]));
            let value = u64::from_le_bytes(value.try_into().map_err(|_| strange("a cell"))?);
            let end = start.saturating_add(value as usize);
            match kind & 0x0F {
                0 => {}
                1 => row.cut_at(column, start, end),
                2 => row.put(column, Cell::Number(f64::from_bits(value))),
                3 => row.put(column, Cell::Day(f64::from_bits(value))),
                4 => row.put(column, Cell::Bool(value != 0)),
                5 => row.cut_error_at(column, start, end),
                _ => return Err(strange("a cell")),
            }
            if matches!(kind & 0x0F, 1 | 5) {
                start = end;
            }
            match kind & (FIRST | FILLED) {
                FIRST => row.mark(column, Merged::First),
                FILLED => row.mark(column, Merged::Filled),
                _ => {}
            }
        }
        Ok(())
    }
}

fn strange(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("{what} is not as this version sends it"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_arrives_as_it_was_sent() {
        let mut row = Row::default();
        row.clear(7);
        row.hidden = true;
        let cells = [
            Cell::Text("Тема"),
            Cell::Empty,
            Cell::Number(1.5),
            Cell::Day(44267.0),
            Cell::Bool(true),
            Cell::Error("#REF!"),
        ];
        cells.iter().enumerate().for_each(|(column, cell)| row.put(column, *cell));
        row.mark(0, Merged::Filled);
        row.mark(1, Merged::First);
        let mut sent = Vec::new();
        let mut sender = Sender::new(&mut sent).unwrap();
        sender.row(&row).unwrap();
        sender.end().unwrap();
        let mut receiver = Receiver::new(sent.as_slice()).unwrap();
        let mut arrived = Row::default();
        assert!(matches!(receiver.frame(&mut arrived).unwrap(), Frame::Row));
        assert_eq!((arrived.number, arrived.hidden), (7, true));
        assert_eq!(arrived.cells().collect::<Vec<_>>(), cells);
        assert_eq!((arrived.merged(0), arrived.merged(1)), (Some(Merged::Filled), Some(Merged::First)));
        assert!(matches!(receiver.frame(&mut arrived).unwrap(), Frame::End));
    }

    #[test]
    fn another_program_is_told_apart() {
        assert!(Receiver::new(&b"running 0 tests\nok"[..]).is_err());
        let mut receiver = Receiver::new(&b"hromada sheets 1X\xFF\xFF\xFF\xFF"[..]).unwrap();
        assert!(receiver.frame(&mut Row::default()).is_err());
    }
}
