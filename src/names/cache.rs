//! What cells said, remembered: a sheet says few things, and says them often.

use std::ops::Range;
use std::rc::Rc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::ground::Ground;
use super::{Outcome, Part, Question, Refusal, Scope};

/// So many texts and so many grounds are kept at once; when there are more, the cache starts anew, so that memory stays flat.
const TEXTS: usize = 50_000;
const GROUNDS: usize = 20_000;

/// What a cell says: its parts by their place in the text.
pub(super) struct Cell {
    pub(super) parts: Vec<(Range<usize>, Rc<Outcome>)>,
    pub(super) scope: Scope,
    /// What it is, when it has no parts.
    pub(super) refusal: Refusal,
    /// Whether it says the same wherever it stands in a list: a name with its noun.
    pub(super) whole: bool,
}

impl Cell {
    /// Adds the parts of the cell, cut out of its text.
    pub(super) fn fill<'t>(&self, text: &'t str, parts: &mut Vec<Part<'t>>) {
        parts.extend(self.parts.iter().map(|(range, outcome)| Part {
            text: text.get(range.clone()).unwrap_or(text),
            outcome: Rc::clone(outcome),
        }));
    }
}

/// Cells by their text.
type Cells = FxHashMap<Box<str>, Rc<Cell>>;

/// Cells by the ground they were read on and their text. A ground is known by a number.
#[derive(Default)]
pub(super) struct Cache {
    numbers: FxHashMap<String, usize>,
    grounds: Vec<(Rc<Ground>, Cells)>,
    texts: usize,
    /// The hints asked for last, and their number: rows of one oblast follow each other.
    last: (String, usize),
}

impl Cache {
    /// The number of the ground that a row's hints give; `era` tells apart the days between which a date changes something.
    pub(super) fn number(&mut self, question: &Question, era: u8, read: impl FnOnce() -> Ground) -> usize {
        const BETWEEN: char = '\u{1f}';
        let hints = [question.oblast, question.raion, question.kind];
        let era = char::from(b'0'.saturating_add(era));
        let mut rest = Some(self.last.0.as_str());
        for hint in hints {
            rest = rest.and_then(|rest| rest.strip_prefix(hint)?.strip_prefix(BETWEEN));
        }
        if rest.is_some_and(|rest| rest.strip_prefix(era) == Some("")) {
            return self.last.1;
        }
        self.last.0.clear();
        for hint in hints {
            self.last.0.push_str(hint);
            self.last.0.push(BETWEEN);
        }
        self.last.0.push(era);
        if let Some(&number) = self.numbers.get(&self.last.0) {
            self.last.1 = number;
            return number;
        }
        if self.grounds.len() >= GROUNDS {
            self.numbers.clear();
            self.grounds.clear();
            self.texts = 0;
        }
        self.last.1 = self.grounds.len();
        self.grounds.push((Rc::new(read()), Cells::default()));
        self.numbers.insert(self.last.0.clone(), self.last.1);
        self.last.1
    }

    /// The ground of a number.
    pub(super) fn ground(&self, number: usize) -> Rc<Ground> {
        self.grounds.get(number).map_or_else(Rc::default, |(ground, _)| Rc::clone(ground))
    }

    /// What a text said on a ground.
    pub(super) fn get(&self, number: usize, text: &str) -> Option<&Rc<Cell>> {
        self.grounds.get(number)?.1.get(text)
    }

    /// Remembers what a text said on a ground.
    pub(super) fn keep(&mut self, number: usize, text: &str, cell: &Rc<Cell>) {
        if self.texts >= TEXTS {
            self.forget();
        }
        if let Some((_, cells)) = self.grounds.get_mut(number) {
            cells.insert(text.into(), Rc::clone(cell));
            self.texts += 1;
        }
    }

    /// Forgets also what hints said.
    pub(super) fn forget_all(&mut self) {
        *self = Cache::default();
    }

    /// Forgets what texts said, because what is known has changed.
    pub(super) fn forget(&mut self) {
        self.grounds.iter_mut().for_each(|(_, cells)| *cells = Cells::default());
        self.texts = 0;
    }
}

/// How many of the days on which names ended lie before a date, counted from one; 0 without a date.
pub(super) fn era(ends: &[Date], date: Option<Date>) -> u8 {
    let passed = |date: Date| u8::try_from(1 + ends.partition_point(|end| *end <= date)).unwrap_or(u8::MAX);
    date.map_or(0, passed)
}
