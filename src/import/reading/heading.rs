//! Finding the heading of a sheet, and what each of its columns is for.

use rustc_hash::FxHashMap;

use super::{
    assign::read_heading,
    layouts::named,
    quality::languages,
    texts::text_at,
    vocabulary::{Field, IGNORED, Vocabulary},
    words::Words,
};
use crate::sheet::{Cell, Merge, Row, column_of_letters, values::plain};

/// How many rows that hold something are searched for a heading.
pub const SEARCHED: usize = 40;
/// How many rows a heading may take.
const TALLEST: usize = 3;
/// Longest text that can be a heading, in bytes.
const LONGEST: usize = 600;
/// Which part of a text has to be known for a hint that it is a heading.
const HINT: f32 = 0.3;

/// A heading and what its columns are for.
#[derive(Clone, Debug, Default)]
pub struct Heading {
    /// Number of its first row.
    pub row: u32,
    /// Number of its last row.
    pub last_row: u32,
    /// All columns with a heading, from the left.
    pub columns: Vec<HeadingColumn>,
    /// Fields that several columns could be, each as well as the other.
    pub doubts: Vec<Doubt>,
    /// Columns that were passed over because they hold times of day.
    pub times: Vec<usize>,
    /// How many columns the first rows of the sheet have.
    pub width: usize,
}

/// One column with a heading.
#[derive(Clone, Debug)]
pub struct HeadingColumn {
    /// The column, from 0.
    pub column: usize,
    /// The heading, groups joined with ` / `.
    pub text: String,
    /// What the column is for; `None` when it is ignored.
    pub field: Option<Field>,
}

/// A field that several columns could be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The field.
    pub field: Field,
    /// The columns, from 0.
    pub columns: Vec<usize>,
}

impl HeadingColumn {
    /// Whether the column is headed so, as a whole or in one of the rows of the heading.
    pub(super) fn is_headed(&self, heading: &str) -> bool {
        let words = Words::of(heading);
        Words::of(&self.text) == words || self.text.split(" / ").any(|part| Words::of(part) == words)
    }
}

impl Heading {
    /// The column of a field.
    pub fn column(&self, field: &str) -> Option<usize> {
        self.columns.iter().find(|column| column.field == Some(field)).map(|column| column.column)
    }

    /// The text above the column of a field; empty where there is none.
    pub(in crate::import) fn text(&self, field: &str) -> &str {
        self.columns.iter().find(|known| known.field == Some(field)).map_or("", |known| known.text.as_str())
    }

    /// Whether a column is for this field.
    pub fn has(&self, field: &str) -> bool {
        self.column(field).is_some()
    }

    /// Whether a column is headed so, as a whole or in one of the rows of the heading.
    pub(super) fn names(&self, heading: &str) -> bool {
        self.columns.iter().any(|column| column.is_headed(heading))
    }

    /// Whether no column of another heading says other than this one does: each has a text of the column here, or its field.
    pub(super) fn agrees_with(&self, other: &Heading) -> bool {
        other.columns.iter().all(|column| {
            let Some(known) = self.columns.iter().find(|known| known.column == column.column) else {
                return column.field.is_none();
            };
            let same_text = column.text.split(" / ").all(|part| known.is_headed(part));
            same_text || (known.field.is_some() && known.field == column.field)
        })
    }

    /// Whether there is a column with these letters or this heading.
    pub fn finds(&self, column: &str) -> bool {
        column_of_letters(column).is_some_and(|column| column < self.width) || self.names(column)
    }

    /// The headings for a message.
    pub fn listed(&self) -> String {
        named(self.columns.iter().map(|column| column.text.clone()))
    }

    /// Passes a column over; a field that another column could be as well goes to that one.
    fn ignore(&mut self, column: usize) {
        let held = self.columns.iter_mut().find(|known| known.column == column).and_then(|known| known.field.take());
        let doubt = self.doubts.iter_mut().find(|doubt| Some(doubt.field) == held);
        let Some(doubt) = doubt else {
            self.doubts.iter_mut().for_each(|doubt| doubt.columns.retain(|other| *other != column));
            self.doubts.retain(|doubt| doubt.columns.len() > 1);
            return;
        };
        doubt.columns.retain(|other| *other != column);
        let (field, rest) = (doubt.field, doubt.columns.clone());
        if let [only] = rest.as_slice() {
            self.assign(*only, field);
        } else if let Some(known) = self.columns.iter_mut().find(|known| Some(&known.column) == rest.first()) {
            known.field = Some(field);
        }
    }

    /// Gives a column to a field, which no other column keeps; [`IGNORED`] takes it from all.
    pub fn assign(&mut self, column: usize, field: Field) {
        if field == IGNORED {
            return self.ignore(column);
        }
        self.doubts.retain(|doubt| doubt.field != field);
        for known in &mut self.columns {
            if known.field == Some(field) {
                known.field = None;
            }
        }
        match self.columns.iter_mut().find(|known| known.column == column) {
            Some(known) => known.field = Some(field),
            None => {
                self.columns.push(HeadingColumn { column, text: String::new(), field: Some(field) });
                self.columns.sort_by_key(|column| column.column);
            }
        }
    }
}

/// Finds the heading among the first rows of a sheet; `None` when no row looks like one.
///
/// Every run of one to three rows that hold words of the vocabulary is read as a heading; the one whose columns are known best is
/// taken. Below the first that is enough for a table nothing is searched but the rows right under it: what looks like a heading
/// further down heads another table.
pub fn find_heading(rows: &[Row], merges: &[Merge], vocabulary: &Vocabulary) -> Option<Heading> {
    let mut seen = FxHashMap::default();
    let hints: Vec<Hints> = rows.iter().take(SEARCHED).map(|row| hints(row, vocabulary, &mut seen)).collect();
    let mut best: Option<(f32, Heading)> = None;
    let mut until = hints.len();
    for start in 0..hints.len() {
        if start >= until
            || (start > 0 && until < hints.len() && rows.get(start - 1).is_some_and(|row| !may_be_heading(row)))
        {
            break;
        }
        for height in 1..=TALLEST.min(hints.len() - start) {
            let (Some(taken), Some(hints)) = (rows.get(start..start + height), hints.get(start..start + height)) else {
                break;
            };
            if taken.iter().any(|row| !may_be_heading(row)) || !is_connected(taken) {
                break;
            }
            if let (Some(last), Some(below)) = (taken.last(), rows.get(start + height))
                && stands_under_groups(below, last, merges)
                && height < TALLEST
            {
                continue;
            }
            let known: usize = hints.iter().map(|row| row.known).sum();
            let several = height == 1 || hints.iter().any(|row| row.exact >= 2);
            let goes_on = matches!(taken, [.., above, last] if stands_under_groups(last, above, merges));
            let ends = goes_on || hints.last().is_some_and(|row| row.known > 0);
            if known < 2 || !several || !ends || begins_inside(taken) {
                continue;
            }
            let (mut score, heading) = read_heading(taken, merges, vocabulary);
            score -= 0.2 * (height - 1) as f32;
            if heading.columns.iter().filter(|column| column.field.is_some()).count() >= 2
                && best.as_ref().is_none_or(|best| score > best.0 + 0.001)
            {
                if vocabulary.is_enough(&heading) {
                    until = until.min(start + height + 2);
                }
                best = Some((score, heading));
            }
        }
    }
    best.map(|best| best.1)
}

/// How many cells of a row the vocabulary knows.
#[derive(Clone, Copy, Debug, Default)]
struct Hints {
    /// At least in part.
    known: usize,
    /// Word for word.
    exact: usize,
}

/// Counts the cells of a row that the vocabulary knows. Answers are kept in `seen`, because data repeat themselves.
fn hints(row: &Row, vocabulary: &Vocabulary, seen: &mut FxHashMap<String, f32>) -> Hints {
    let mut hints = Hints::default();
    for cell in row.cells() {
        let Cell::Text(text) = cell else { continue };
        let coverage = match seen.get(text) {
            Some(known) => *known,
            None if text.len() > LONGEST => 0.0,
            None => {
                let told = if vocabulary.told(text).is_some() { 1.0 } else { 0.0 };
                let coverage = languages(text)
                    .flat_map(|piece| vocabulary.meanings(&Words::of(piece)))
                    .map(|meaning| meaning.coverage)
                    .fold(told, f32::max);
                seen.insert(text.to_string(), coverage);
                coverage
            }
        };
        hints.known += usize::from(coverage >= HINT);
        hints.exact += usize::from(coverage > 0.99);
    }
    hints
}

/// Whether a row can be part of a heading: it holds words, and hardly any number or date.
fn may_be_heading(row: &Row) -> bool {
    let (mut words, mut others) = (0, 0);
    for cell in row.cells() {
        match cell {
            Cell::Text(text) if text.chars().any(char::is_alphabetic) || text.contains('№') || is_of_age(text) => {
                words += 1
            }
            Cell::Empty => {}
            _ => others += 1,
        }
    }
    words > 0 && others <= 1 + words / 4
}

/// Whether the first of several rows is not where the heading begins: several of its texts come from merged cells above.
fn begins_inside(rows: &[Row]) -> bool {
    rows.first().is_some_and(|row| (0..row.len()).filter(|column| row.is_filled(*column)).count() >= 2)
}

/// Whether all that a row holds are words under the groups of the row above it: cells merged over several columns, or with nothing
/// to their right. Such a row belongs to the heading, whether its words are known or not: `Термін` over `з` and `по`.
fn stands_under_groups(row: &Row, above: &Row, merges: &[Merge]) -> bool {
    if row.number != above.number + 1 {
        return false;
    }
    let is_group = |column: usize| {
        let is_it = |merge: &Merge| merge.first_row <= above.number && above.number <= merge.last_row;
        let of_merge = |merge: &&Merge| is_it(merge) && (merge.first_column..=merge.last_column).contains(&column);
        match merges.iter().find(of_merge) {
            Some(merge) => merge.last_row == above.number && merge.first_column < merge.last_column,
            None => merges.is_empty() && (above.cell(column).is_empty() || above.cell(column + 1).is_empty()),
        }
    };
    let (mut words, mut side_by_side, mut before) = (0, false, None);
    for column in (0..row.len()).filter(|column| !row.is_filled(*column) && !row.cell(*column).is_empty()) {
        let Cell::Text(text) = row.cell(column) else { return false };
        if (text.bytes().any(|byte| byte.is_ascii_digit()) && !is_of_age(text)) || !is_group(column) {
            return false;
        }
        side_by_side |= before.is_some_and(|before| before + 1 == column) && above.cell(column).is_empty();
        before = Some(column);
        words += 1;
    }
    words >= 2 && side_by_side
}

/// Whether a text with numbers says of what age people are, and is no figure: `18-35`, `36+`, `до 35 р.`, `60 років і старші`.
fn is_of_age(text: &str) -> bool {
    const WORDS: [&str; 16] = [
        "до",
        "від",
        "з",
        "по",
        "та",
        "і",
        "р",
        "рок",
        "рік",
        "вік",
        "старш",
        "молодш",
        "більш",
        "менш",
        "понад",
        "years",
    ];
    let text = plain(text);
    let is_known =
        |word: &str| WORDS.iter().any(|known| word == *known || (known.len() > 4 && word.starts_with(known)));
    let mut words = text.split(|sign: char| !sign.is_alphabetic()).filter(|word| !word.is_empty()).peekable();
    let mut numbers = text.split(|sign: char| !sign.is_ascii_digit()).filter(|number| !number.is_empty()).peekable();
    let tells = words.peek().is_some() || text.contains(['-', '+', '<', '>']);
    let is_sign = |sign: char| sign.is_alphanumeric() || matches!(sign, ' ' | '-' | '+' | '<' | '>' | '.');
    tells
        && !text.starts_with(['-', '+'])
        && text.bytes().filter(|byte| *byte == b'.').count() <= 1
        && numbers.peek().is_some()
        && numbers.all(|number| number.len() <= 2)
        && words.all(is_known)
        && text.chars().all(is_sign)
}

/// Whether rows follow each other without a gap.
fn is_connected(rows: &[Row]) -> bool {
    rows.windows(2).all(|pair| matches!(pair, [one, next] if next.number == one.number + 1))
}

/// Whether a row repeats the heading: most of its texts stand in the same columns there, and none over another column than there.
pub(super) fn repeats(row: &Row, heading: &Heading) -> bool {
    let (mut same, mut other) = (0, 0);
    for column in 0..row.len() {
        let text = text_at(row, column);
        if text.is_empty() {
            continue;
        }
        if heading.columns.iter().any(|known| known.column == column && known.is_headed(&text)) {
            same += 1;
        } else if heading.names(&text) {
            return false;
        } else {
            other += 1;
        }
    }
    same >= 2 && same > 2 * other
}
