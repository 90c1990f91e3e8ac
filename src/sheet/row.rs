//! One row of a sheet, whatever kind of file it came from. Reused from row to row, so that reading a million allocates once.

/// A row of cells.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The number that a spreadsheet program shows beside the row, from 1. In a CSV: the number of the record.
    pub number: u32,
    /// Whether the row is hidden in the workbook.
    pub hidden: bool,
    text: String,
    cells: Vec<Slot>,
    merged: Vec<(usize, Merged)>,
}

/// What is kept of a cell; text lies in the row's buffer.
#[derive(Clone, Copy, Debug)]
enum Slot {
    Empty,
    Text(usize, usize),
    Number(f64),
    Day(f64),
    Bool(bool),
    Error(usize, usize),
}

/// How a cell belongs to a range that is merged over several rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merged {
    /// The value is written in this row.
    First,
    /// The value is written in a row above and was filled down.
    Filled,
}

/// The value of a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing is written.
    Empty,
    /// Text, exactly as the file has it; never empty.
    Text(&'a str),
    /// A number.
    Number(f64),
    /// A date or date and time: days since 1899-12-30 (serial numbers of the 1904 system are brought to this one).
    Day(f64),
    /// TRUE or FALSE.
    Bool(bool),
    /// An error of the spreadsheet program, such as `#REF!`.
    Error(&'a str),
}

impl Row {
    /// Empties the row for the next one.
    pub fn clear(&mut self, number: u32) {
        self.number = number;
        self.hidden = false;
        self.text.clear();
        self.cells.clear();
        self.merged.clear();
    }

    /// Puts a cell into a column, counted from 0; columns before it that hold nothing yet are empty.
    pub fn put(&mut self, column: usize, cell: Cell<'_>) {
        let slot = match cell {
            Cell::Empty | Cell::Text("") => Slot::Empty,
            Cell::Text(text) => self.keep(text, Slot::Text),
            Cell::Number(number) => Slot::Number(number),
            Cell::Day(serial) => Slot::Day(serial),
            Cell::Bool(truth) => Slot::Bool(truth),
            Cell::Error(text) => self.keep(text, Slot::Error),
        };
        self.place(column, slot);
    }

    fn keep(&mut self, text: &str, slot: fn(usize, usize) -> Slot) -> Slot {
        let start = self.text.len();
        self.text.push_str(text);
        slot(start, self.text.len())
    }

    fn place(&mut self, column: usize, slot: Slot) {
        if column == self.cells.len() {
            self.cells.push(slot);
            return;
        }
        if column > self.cells.len() {
            self.cells.resize(column + 1, Slot::Empty);
        }
        if let Some(place) = self.cells.get_mut(column) {
            *place = slot;
        }
    }

    /// Takes the text of a whole record; [`Row::cut`] then makes cells of it without copying again.
    pub(super) fn load(&mut self, record: &str) {
        self.text.push_str(record);
    }

    /// Makes the next cell of a piece of the loaded text.
    pub(super) fn cut(&mut self, start: usize, end: usize) {
        self.cells.push(if start < end { Slot::Text(start, end) } else { Slot::Empty });
    }

    /// Makes the cell of a column of a piece of the loaded text.
    pub(super) fn cut_at(&mut self, column: usize, start: usize, end: usize) {
        self.place(column, Slot::Text(start, end));
    }

    /// The same for an error.
    pub(super) fn cut_error_at(&mut self, column: usize, start: usize, end: usize) {
        self.place(column, Slot::Error(start, end));
    }

    /// Says that a cell belongs to a range merged over several rows.
    pub(super) fn mark(&mut self, column: usize, merged: Merged) {
        self.merged.push((column, merged));
    }

    /// How the cell belongs to a range merged over several rows; `None` for a cell of its own.
    pub fn merged(&self, column: usize) -> Option<Merged> {
        self.merged.iter().find(|mark| mark.0 == column).map(|mark| mark.1)
    }

    /// Whether the cell's value is written in a row above, in a range merged over several rows.
    pub fn is_filled(&self, column: usize) -> bool {
        self.merged(column) == Some(Merged::Filled)
    }

    /// How many columns the row has, up to its last cell that holds something.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether no cell holds anything.
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(|slot| matches!(slot, Slot::Empty))
    }

    /// The cell in a column, counted from 0; beyond the row's end all cells are empty.
    pub fn cell(&self, column: usize) -> Cell<'_> {
        match self.cells.get(column).copied() {
            None | Some(Slot::Empty) => Cell::Empty,
            Some(Slot::Text(start, end)) => Cell::Text(self.text.get(start..end).unwrap_or_default()),
            Some(Slot::Error(start, end)) => Cell::Error(self.text.get(start..end).unwrap_or_default()),
            Some(Slot::Number(number)) => Cell::Number(number),
            Some(Slot::Day(serial)) => Cell::Day(serial),
            Some(Slot::Bool(truth)) => Cell::Bool(truth),
        }
    }

    /// All cells from the left.
    pub fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        (0..self.len()).map(|column| self.cell(column))
    }
}

impl Cell<'_> {
    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        matches!(self, Cell::Empty)
    }
}

/// The letters by which a spreadsheet program calls a column counted from 0: `A`, `Z`, `AA`.
pub fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The column with these letters, counted from 0. Only capitals count, so that a heading such as `no` is none.
pub fn column_of_letters(text: &str) -> Option<usize> {
    let is_letters = !text.is_empty() && text.len() <= 3 && text.bytes().all(|letter| letter.is_ascii_uppercase());
    is_letters.then(|| text.bytes().fold(0, |column, letter| column * 26 + usize::from(letter - b'A') + 1) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_called_as_in_a_spreadsheet() {
        let names: Vec<String> = [0, 25, 26, 701, 702, 16_383].into_iter().map(letters).collect();
        assert_eq!(names, ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn a_row_forgets_all_when_cleared() {
        let mut row = Row::default();
        row.put(2, Cell::Text("two"));
        row.mark(2, Merged::Filled);
        assert_eq!((row.len(), row.cell(0), row.cell(2)), (3, Cell::Empty, Cell::Text("two")));
        assert!(row.is_filled(2));
        row.clear(7);
        assert_eq!((row.number, row.len(), row.cell(2), row.is_filled(2)), (7, 0, Cell::Empty, false));
    }
}
