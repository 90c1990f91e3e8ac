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
    }

    /// Puts a cell into a column, counted from 0; columns before it that hold nothing yet are empty.
    pub fn put(&mut self, column: usize, cell: Cell<'_>) {
        if column >= self.cells.len() {
            self.cells.resize(column + 1, Slot::Empty);
        }
        let slot = match cell {
            Cell::Empty | Cell::Text("") => Slot::Empty,
            Cell::Text(text) => self.keep(text, Slot::Text),
            Cell::Number(number) => Slot::Number(number),
            Cell::Day(serial) => Slot::Day(serial),
            Cell::Bool(truth) => Slot::Bool(truth),
            Cell::Error(text) => self.keep(text, Slot::Error),
        };
        if let Some(place) = self.cells.get_mut(column) {
            *place = slot;
        }
    }

    fn keep(&mut self, text: &str, slot: fn(usize, usize) -> Slot) -> Slot {
        let start = self.text.len();
        self.text.push_str(text);
        slot(start, self.text.len())
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
