//! The signatures under a table: who made the report, who approves it, the day of signing. Only the end of a sheet can be that.

use super::{
    columns::Columns,
    form::Layout,
    kinds::is_given,
    reader::Reader,
    report::{Place, Report},
    row::shown,
};
use crate::{
    error::Result,
    import::problem::{Level, Problems},
    sheet::{
        Cell, Row,
        values::{Exactness, Window, days, plain},
    },
};

/// Beginnings of texts that begin a row of signatures.
const SIGNATURES: [&str; 37] = [
    "керівни",
    "директор",
    "начальни",
    "голова ",
    "заступник",
    "координатор",
    "менеджер",
    "бухгалтер",
    "головний бухгалтер",
    "фахівець",
    "відповідальн",
    "контактна особа",
    "виконавець",
    "виконавиця",
    "виконала",
    "підготував",
    "підготувала",
    "склав",
    "склала",
    "звіт склав",
    "звіт склала",
    "звіт підготу",
    "затвердж",
    "погоджен",
    "підпис",
    "(підпис",
    "м.п",
    "дата:",
    "дата складання",
    "дата підпис",
    "prepared by",
    "approved by",
    "signature",
    "signed",
    "project manager",
    "project coordinator",
    "team leader",
];
/// Texts that stand under the lines to sign on.
const UNDER_LINES: [&str; 5] = ["дата", "посада", "піб", "п.і.б.", "ініціали"];
/// Most rows that signatures take.
const LONGEST: usize = 15;

/// Whether a text begins as the signatures under a table do.
pub(super) fn signs(text: &str) -> bool {
    let text = plain(text);
    SIGNATURES.iter().any(|word| text.starts_with(word)) || UNDER_LINES.contains(&&*text) || text.contains("____")
}

impl<K: Layout> Reader<'_, K> {
    /// Whether the row begins the signatures of the sheet: its first text signs, it counts nobody, and nothing below it can be
    /// an event. One with a title, a date and a place signs only where a gap or a missing number parts it from the events.
    pub(super) fn begins_signatures(&mut self) -> Result<bool> {
        let columns = &self.table.columns;
        if self.last_data == 0 || counts_people(&self.row, columns) || !self.row_signs() {
            return Ok(false);
        }
        let is_apart = self.row.number > self.last_data + 1;
        let is_numbered = self.table.heading.column("num").map(|column| is_given(self.row.cell(column)));
        if tells_event(&self.row, columns, self.manner.window) && is_numbered.unwrap_or(!is_apart) {
            return Ok(false);
        }
        self.look_ahead(LONGEST + 1)?;
        let (below, columns) = (&self.table.below, &self.table.columns);
        Ok(below.len() <= LONGEST && !below.iter().any(|row| counts_people(row, columns) || may_be_event(row, columns)))
    }

    /// Whether the first text of the row signs, or a day stands alone before everything else.
    fn row_signs(&self) -> bool {
        let columns = &self.table.columns;
        let Some(first) = (0..self.row.len()).find(|column| is_given(self.row.cell(*column))) else { return false };
        let text = shown(self.row.cell(first));
        let is_day = || {
            !columns.used.contains(&first)
                && columns.title.is_none_or(|title| !is_given(self.row.cell(title)))
                && matches!(days(self.row.cell(first), 0.0, self.manner.window), Ok(Some(days)) if days.exactness == Exactness::Day)
        };
        signs(&text) || is_day()
    }

    /// Passes over the row and all below it, and says what they hold.
    pub(super) fn pass_signatures(&mut self, problems: &mut Problems) -> Result<()> {
        loop {
            let texts: Vec<String> =
                self.row.cells().filter(|cell| is_given(*cell)).map(shown).filter(|text| !text.is_empty()).collect();
            if !texts.is_empty() {
                // What could have been an event by its cells is worth a look.
                let tells_event = tells_event(&self.row, &self.table.columns, self.manner.window);
                let level = if tells_event { Level::Warning } else { Level::Info };
                let reason = format!("`{}` was taken for a signature under the table", texts.join(" "));
                let place = Place { row: self.row.number, column: None };
                Report { sheet: &self.table.sheet, problems }.push(level, "signature", place, "", &reason);
            }
            if !self.advance()? {
                return Ok(());
            }
        }
    }
}

/// Whether a column of people holds a number.
fn counts_people(row: &Row, columns: &Columns) -> bool {
    let is_count = |column: usize| match row.cell(column) {
        Cell::Number(_) => true,
        Cell::Text(text) => text.trim_start().starts_with(|sign: char| sign.is_ascii_digit()),
        _ => false,
    };
    columns.people.iter().copied().any(is_count)
}

/// Whether a row has a title and a day.
fn tells_event(row: &Row, columns: &Columns, window: Window) -> bool {
    let is_day = |column: usize| matches!(days(row.cell(column), 0.0, window), Ok(Some(_)));
    columns.title.is_some_and(|column| is_given(row.cell(column))) && columns.start.is_some_and(is_day)
}

/// Whether a row below signatures looks like an event: a title and a date, and no word of signatures before them.
fn may_be_event(row: &Row, columns: &Columns) -> bool {
    let given = |column: Option<usize>| column.is_some_and(|column| is_given(row.cell(column)));
    let first = row.cells().find(|cell| is_given(*cell)).map(shown).unwrap_or_default();
    given(columns.title) && given(columns.start) && given(columns.community.or(columns.oblast)) && !signs(&first)
}
