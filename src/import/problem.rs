//! What is wrong with a sheet, cell by cell: gathered whole, never one at a time.

use std::fmt;

/// How grave a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing.
    Info,
    /// The row goes in; a person should look.
    Warning,
    /// The row cannot be trusted and stays out.
    Error,
}

impl Level {
    /// The word for people and machines.
    pub fn id(self) -> &'static str {
        match self {
            Level::Info => "info",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

/// One problem, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How grave it is.
    pub level: Level,
    /// A stable word for machines, such as `bad_date`.
    pub code: &'static str,
    /// Name of the sheet; `csv` for a text file.
    pub sheet: String,
    /// The row as a spreadsheet program numbers it; 0 when the whole sheet is meant.
    pub row: u32,
    /// Letters of the column; empty when the whole row is meant.
    pub column: String,
    /// The value as the cell shows it.
    pub value: String,
    /// What is wrong with it.
    pub reason: String,
    /// How to mend it, where that is known.
    pub fix: Option<String>,
}

/// All problems of one file, in the order in which they were met.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    list: Vec<Problem>,
    errors: usize,
    warnings: usize,
    rejected: usize,
    last_rejected: Option<(String, u32)>,
    strict: bool,
    keeps_errors: bool,
}

impl Problems {
    /// How many problems are kept word by word; the rest is only counted.
    pub const KEPT: usize = 10_000;

    /// Makes an error of every warning that comes from now on.
    pub fn be_strict(&mut self) {
        self.strict = true;
    }

    /// Whether warnings are errors.
    pub(super) fn is_strict(&self) -> bool {
        self.strict
    }

    /// Keeps every error word by word, however many there are.
    pub fn keep_errors(&mut self) {
        self.keeps_errors = true;
    }

    /// Adds a problem.
    pub fn push(&mut self, mut problem: Problem) {
        if self.strict && problem.level == Level::Warning {
            problem.level = Level::Error;
        }
        match problem.level {
            Level::Error => {
                self.errors += 1;
                let row = (problem.sheet.clone(), problem.row);
                // What is wrong with a whole sheet leaves no row out.
                if problem.row > 0 && self.last_rejected.as_ref() != Some(&row) {
                    self.rejected += 1;
                    self.last_rejected = Some(row);
                }
            }
            Level::Warning => self.warnings += 1,
            Level::Info => {}
        }
        if self.list.len() < Problems::KEPT || (self.keeps_errors && problem.level == Level::Error) {
            self.list.push(problem);
        }
    }

    /// Adds several.
    pub fn extend(&mut self, problems: impl IntoIterator<Item = Problem>) {
        problems.into_iter().for_each(|problem| self.push(problem));
    }

    /// The problems that were kept.
    pub fn list(&self) -> &[Problem] {
        &self.list
    }

    /// Whether the latest error is one of this row.
    pub fn rejects(&self, sheet: &str, row: u32) -> bool {
        self.last_rejected.as_ref().is_some_and(|last| last.1 == row && last.0 == sheet)
    }

    /// How many errors there are.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// How many warnings there are.
    pub fn warnings(&self) -> usize {
        self.warnings
    }

    /// How many rows hold an error.
    pub fn rejected_rows(&self) -> usize {
        self.rejected
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.sheet)?;
        if self.row > 0 {
            write!(f, ":{}", self.row)?;
        }
        if !self.column.is_empty() {
            write!(f, ":{}", self.column)?;
        }
        // A problem of the whole file has no place in it.
        let place_ends = if self.sheet.is_empty() { "" } else { ":" };
        write!(f, "{place_ends} {}: {}", self.level.id(), self.reason)?;
        match &self.fix {
            Some(fix) => write!(f, " ({fix})"),
            None => Ok(()),
        }
    }
}
