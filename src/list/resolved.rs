//! `list names --from`: which communities the names in a column of any table mean. Nothing is saved.

use std::path::Path;

use jiff::civil::Date;

use super::known::{self, Known};
use crate::{
    error::{Error, Result},
    model::{Code, EMBEDDED_EDITION, Register},
    names::{Outcome, Part, Question, Resolver, Scope},
    sheet::{self, Book, Named, Row, Wanted, find_columns, values},
    store::Store,
    table::{Cell, Column, Table},
};

/// Which columns of the table are meant: each by its heading, or by its letters.
#[derive(Clone, Debug, Default)]
pub struct NameColumns {
    /// The sheet; `None` = the first one that has the columns.
    pub sheet: Option<String>,
    /// The names.
    pub text: String,
    /// Where to look: the oblast, the raion, the kind of community, the day.
    pub oblast: Option<String>,
    /// The raion.
    pub raion: Option<String>,
    /// The kind of community.
    pub kind: Option<String>,
    /// The day on which the name was used.
    pub date: Option<String>,
}

/// Resolves each name in a column of a file. Without a store, by the register that the program carries.
///
/// A cell that lists several names gives a row for each.
///
/// # Errors
/// The file cannot be read; it has no column of that heading.
pub fn names_of_file(
    store: Option<&Store>,
    file: &Path,
    columns: &NameColumns,
    today: Date,
    options: &sheet::Options,
) -> Result<Table> {
    let mut book = Book::open(file, options)?;
    let place = find(&mut book, columns)?;
    let register = store.map_or_else(|| Ok(Register::embedded()), Store::register)?;
    let resolver = match store {
        Some(store) => Resolver::learned(&register, store.decisions()?, &store.old_codes()?),
        None => Resolver::new(&register),
    };
    let edition = match store {
        Some(store) => store.edition()?.unwrap_or_default(),
        None => EMBEDDED_EDITION.to_string(),
    };
    let mut answer = Answer { known: Known::new(&register), resolver, rows: Vec::new(), tally: [0; 4] };
    let mut rows = book.rows(place.sheet)?;
    let shift = rows.epoch_shift();
    let window = values::Window::until_a_year_from(today);
    let mut row = Row::default();
    while rows.next(&mut row)? {
        if row.number <= place.heading_row {
            continue;
        }
        let said: Vec<String> = place
            .columns
            .iter()
            .take(4)
            .map(|column| column.map_or(String::new(), |column| text(row.cell(column))))
            .collect();
        let day = place.columns.get(4).copied().flatten().map(|column| values::days(row.cell(column), shift, window));
        // A day that cannot be read decides nothing.
        let date = day.and_then(|day| day.ok().flatten()).map(|days| days.start);
        let [text, oblast, raion, kind] = said.as_slice() else { continue };
        answer.row(row.number, &Question { text, oblast, raion, kind, date });
    }
    Ok(answer.table(&edition))
}

/// Finds the columns, or says which headings there are.
fn find(book: &mut Book, columns: &NameColumns) -> Result<Named> {
    let asked = [
        Some(&columns.text),
        columns.oblast.as_ref(),
        columns.raion.as_ref(),
        columns.kind.as_ref(),
        columns.date.as_ref(),
    ];
    let names: Vec<Vec<&str>> = asked.iter().map(|name| name.iter().map(|name| name.as_str()).collect()).collect();
    let wanted: Vec<Wanted<'_>> = names.iter().map(|names| Wanted { names, required: !names.is_empty() }).collect();
    find_columns(book, columns.sheet.as_deref(), &wanted)?.map_err(|what| Error::Usage {
        what: format!("`{}`: {what}", book.path().display()),
        hint: "name a column as the sheet does, or by its letters, such as `--text-column C`".to_string(),
    })
}

/// The words of a cell; line breaks stay, for each line may name something of its own.
fn text(cell: sheet::Cell<'_>) -> String {
    match cell {
        sheet::Cell::Text(text) => text.trim().to_string(),
        sheet::Cell::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// The answer as it grows.
struct Answer<'r> {
    known: Known<'r>,
    resolver: Resolver,
    rows: Vec<Vec<Cell>>,
    /// Names that are sure, likely, unknown, and texts that name no community.
    tally: [usize; 4],
}

impl Answer<'_> {
    /// Adds what one cell says: a row for each name in it.
    fn row(&mut self, number: u32, question: &Question<'_>) {
        let mut parts: Vec<Part<'_>> = Vec::new();
        let scope = self.resolver.resolve_cell(question, &mut parts);
        if parts.is_empty() {
            self.nobody(number, question, scope);
        }
        for part in parts {
            let (outcome, code, why, candidates, decides) = match part.outcome.as_ref() {
                Outcome::Sure { code, rule } => (0, Some(*code), known::rule(*rule), Vec::new(), Cell::Missing),
                Outcome::Likely { candidates, decides } => {
                    (1, None, Cell::Missing, candidates.clone(), known::decider(*decides))
                }
                Outcome::Unknown => (2, None, Cell::Missing, Vec::new(), Cell::Missing),
                Outcome::NotACommunity { what } => (3, None, known::refusal(*what), Vec::new(), Cell::Missing),
            };
            let candidates = Some(self.known.candidates(&candidates)).filter(|shown| !shown.is_empty());
            let place = code.and_then(|code| self.known.place(code));
            self.add(
                outcome,
                number,
                part.text,
                [
                    code.map(|code| code.to_string()).into(),
                    place.map(|place| place.name).into(),
                    place.map(|place| place.oblast).into(),
                    why,
                    candidates.into(),
                    decides,
                ],
            );
        }
    }

    /// Adds a cell that names no community: what it is, and the oblast it speaks of.
    fn nobody(&mut self, number: u32, question: &Question<'_>, scope: Scope) {
        let (oblast, why): (Option<Code>, Cell) = match scope {
            Scope::AllOf { oblast } => (oblast, Cell::Term("all_of_oblast", "усі громади області")),
            Scope::Nowhere { oblast } => match self.resolver.resolve(question).as_ref() {
                Outcome::NotACommunity { what } => (oblast, known::refusal(*what)),
                _ => (oblast, Cell::Missing),
            },
            Scope::Communities => (None, Cell::Missing),
        };
        let oblast = oblast.and_then(|code| self.known.oblast(code));
        let cells = [Cell::Missing, Cell::Missing, oblast.into(), why, Cell::Missing, Cell::Missing];
        self.add(3, number, question.text, cells);
    }

    fn add(&mut self, outcome: usize, number: u32, text: &str, cells: [Cell; 6]) {
        if let Some(count) = self.tally.get_mut(outcome) {
            *count += 1;
        }
        let outcome = match outcome {
            0 => Cell::Term("sure", "певно"),
            1 => Cell::Term("likely", "імовірно"),
            2 => Cell::Term("unknown", "невідомо"),
            _ => Cell::Term("not_a_community", "не громада"),
        };
        self.rows.push([i64::from(number).into(), text.into(), outcome].into_iter().chain(cells).collect());
    }

    fn table(self, edition: &str) -> Table {
        let [sure, likely, unknown, none] = self.tally;
        Table {
            caption: format!("Names by the register of {edition}"),
            columns: vec![
                Column::ordinal("row", "Row", "Рядок"),
                Column::text("text", "Text", "Текст"),
                Column::text("outcome", "Outcome", "Висновок"),
                Column::text("code", "Code", "Код"),
                Column::text("name", "Community", "Громада"),
                Column::text("oblast", "Oblast", "Область"),
                Column::text("why", "Why", "Чому"),
                Column::text("candidates", "Candidates", "Кандидати"),
                Column::text("decides", "Would decide", "Що вирішило б"),
            ],
            rows: self.rows,
            notes: vec![format!(
                "{} texts: {sure} sure, {likely} likely, {unknown} unknown, {none} not a community.",
                sure + likely + unknown + none
            )],
        }
    }
}
