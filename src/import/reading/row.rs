//! One data row → its values, or all that is wrong with them.

use std::borrow::Cow;

use jiff::civil::Date;

use super::{
    clean::{Breaks, clean},
    columns::{Columns, TrainingColumns},
    report::{Place, Report},
    slashes::Slashes,
    span::span,
    terms::{Terms, status},
};
use crate::{
    import::problem::Level,
    model::{Format, Precision, Span, Status, TrainingKind},
    sheet::{
        Cell, Row, UNCOUNTED, UNREADABLE,
        values::{Fault, Signs, Window, count, days, is_unknown, minutes, people, plain},
    },
};

/// The values of a row that are no text.
#[derive(Clone, Copy, Debug)]
pub struct Values {
    pub kind: Option<TrainingKind>,
    pub format: Option<Format>,
    /// `None` where the row says nothing of it and the event does not lie ahead.
    pub status: Option<Status>,
    pub span: Span,
    pub minutes: Option<u32>,
    pub participants: Option<u32>,
    pub new_participants: Option<u32>,
    pub women: Option<u32>,
    pub men: Option<u32>,
}

/// How the cells of a sheet are to be understood.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    /// Which days are believed.
    pub window: Window,
    /// The period that the sheet declares.
    pub period: Option<(Date, Date)>,
    /// What a plain number lacks to be a day.
    pub epoch_shift: f64,
    /// An event after this day was not held yet.
    pub today: Date,
    /// How dates with slashes are to be read.
    pub slashes: Slashes,
    /// What point and comma part in amounts.
    pub signs: Signs,
}

/// Reads the values of a row; `None` when something is wrong, which then stands among the problems.
pub(in crate::import) fn values(
    row: &Row,
    (columns, own): (&Columns, &TrainingColumns),
    manner: Manner,
    terms: &mut Terms,
    report: &mut Report<'_>,
) -> Option<Values> {
    let mut sound = has_no_errors(row, columns, report);
    let cell = |column: Option<usize>| match column.map_or(Cell::Empty, |column| row.cell(column)) {
        Cell::Error(_) => Cell::Empty,
        cell => cell,
    };
    let title = columns.title.map_or(Cell::Empty, |column| row.cell(column));
    if !matches!(title, Cell::Error(_)) && text(row, columns.title, Breaks::Join).is_empty() {
        report.lacks(row, columns.title, "missing_title", "the title of the event is missing");
        sound = false;
    }
    let span = span(row, (columns.start, own.end, own.date), manner, report);
    let counts = counts(row, own, report);
    // A length that nobody can read is no reason to lose the event.
    let length = minutes(cell(own.hours), own.hours_unit);
    let minutes = length.unwrap_or_else(|fault| {
        report.doubt(row, own.hours, "unclear_length", &fault);
        None
    });
    let (true, Some(span), Some((participants, women, men, new_participants))) = (sound, span, counts) else {
        return None;
    };
    if let Some((first, last)) = manner.period
        && (span.end < first || span.start > last || (span.precision == Precision::Day && span.start < first))
    {
        let value = shown_at(row, columns.start);
        let reason = format!("`{value}` is outside the period of the sheet, {first} to {last}");
        let place = Place { row: row.number, column: columns.start };
        report.push(Level::Warning, "date_outside_period", place, &value, &reason);
    }
    let said = terms.status(row, own.status, report);
    let title = text(row, columns.title, Breaks::Join);
    Some(Values {
        kind: terms.kind(row, own.kind, &title, report),
        format: terms.format(row, own.format, report),
        status: said.or_else(|| status_of(row, (columns, own), span, manner.today, report)),
        span,
        minutes,
        participants,
        new_participants,
        women,
        men,
    })
}

/// What the title and the days tell of an event of which no status is said: one that lies ahead is planned, for only held ones
/// count.
fn status_of(
    row: &Row,
    (columns, own): (&Columns, &TrainingColumns),
    span: Span,
    today: Date,
    report: &mut Report<'_>,
) -> Option<Status> {
    let title = text(row, columns.title, Breaks::Join);
    if let Some(status) = said_in_title(&title).filter(|_| text(row, own.status, Breaks::Join).is_empty()) {
        let value = shown_at(row, columns.title);
        let reason = format!("`{value}` was taken for an event that was not held, as the end of its title says");
        report.push(Level::Warning, "not_held", Place { row: row.number, column: columns.title }, &value, &reason);
        return Some(status);
    }
    if span.start <= today {
        return None;
    }
    let value = shown_at(row, columns.start);
    let reason = format!("`{value}` lies ahead, so the event counts as planned until a sheet says that it was held");
    let place = Place { row: row.number, column: columns.start };
    report.push(Level::Warning, "date_ahead", place, &value, &reason);
    Some(Status::Planned)
}

/// What the brackets at the end of a title say of an event that was not held: `Бюджет (скасовано)`.
fn said_in_title(title: &str) -> Option<Status> {
    let (_, said) = title.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    let begins = ["скасован", "відмінен", "перенесен", "не відбу", "cancel", "postponed"];
    let said = plain(said);
    begins.iter().any(|word| said.starts_with(word)).then(|| status(&said)).flatten()
}

/// Whether a cell only says that it is the same as the one above.
fn is_ditto(cell: Cell<'_>) -> bool {
    let Cell::Text(text) = cell else { return false };
    // This is asked of every cell, and the first letter is enough for nearly every no.
    match text.chars().next() {
        Some('т' | 'Т' | 'd' | 'D') if text.len() <= 24 => {
            matches!(
                &*plain(text),
                "те саме"
                    | "теж саме"
                    | "те ж саме"
                    | "те ж"
                    | "той самий"
                    | "та сама"
                    | "так само"
                    | "ditto"
            )
        }
        Some('"' | '\'' | '“' | '”' | '„' | '″' | '〃' | '’' | '-' | '–' | '—' | '/') => {
            let is_quote = |sign: char| matches!(sign, '"' | '\'' | '“' | '”' | '„' | '″' | '〃' | '’');
            let is_mark = |sign: char| is_quote(sign) || matches!(sign, '-' | '–' | '—' | '/' | ' ');
            text.chars().all(is_mark) && (text.contains("//") || text.chars().any(is_quote))
        }
        _ => false,
    }
}

/// Whether no cell of a row holds an error or a mark for the value above; those that do are reported.
pub(in crate::import) fn has_no_errors(row: &Row, columns: &Columns, report: &mut Report<'_>) -> bool {
    let mut sound = true;
    for column in columns.used.iter().copied() {
        if let Cell::Error(text) = row.cell(column) {
            let (code, fault) = error_of_cell(text);
            report.error(row, Some(column), code, &fault);
            sound = false;
        } else if is_ditto(row.cell(column)) {
            let fault = Fault::new("stands for a value above", "write the value itself");
            report.error(row, Some(column), "ditto", &fault);
            sound = false;
        }
    }
    sound
}

/// What is wrong with a cell that holds an error.
fn error_of_cell(text: &str) -> (&'static str, Fault) {
    if text == UNREADABLE {
        let fault = Fault::new(
            "stand where text was expected",
            "save the file as UTF-8, or name its encoding with `--encoding`",
        );
        return ("bad_encoding", fault);
    }
    if text == UNCOUNTED {
        let fault =
            Fault::new("stands where a value was expected", "open the file in a spreadsheet program and save it");
        return ("formula_without_value", fault);
    }
    let fault = Fault::new("is an error of the spreadsheet program", "mend the formula, or write the value");
    ("spreadsheet_error", fault)
}

type Counts = (Option<u32>, Option<u32>, Option<u32>, Option<u32>);

/// All, women, men, new; `None` when they cannot be read or contradict each other.
fn counts(row: &Row, columns: &TrainingColumns, report: &mut Report<'_>) -> Option<Counts> {
    let cell = |column: Option<usize>| match column.map_or(Cell::Empty, |column| row.cell(column)) {
        Cell::Error(_) => Cell::Empty,
        cell => cell,
    };
    let total = report.read(row, columns.total, "bad_number", people(cell(columns.total), columns.sexes));
    let women = report.read(row, columns.women, "bad_number", count(cell(columns.women)));
    let men = report.read(row, columns.men, "bad_number", count(cell(columns.men)));
    let new = report.read(row, columns.new, "bad_number", count(cell(columns.new)));
    let (people, women, men, new) = (total?, women?, men?, new?);
    let (women, men) = (women.or(people.women), men.or(people.men));
    let total = people.total.or_else(|| Some(women? + men?));
    if let (Some(total), Some(women), Some(men)) = (total, women, men)
        && women + men != total
    {
        let reason = format!("{women} women and {men} men are {}, and the total says {total}", women + men);
        let place = Place { row: row.number, column: columns.total.or(columns.women) };
        report.push(Level::Error, "counts_disagree", place, &format!("{total} <> {women} + {men}"), &reason);
        return None;
    }
    let parts = [(women, columns.women, "women"), (men, columns.men, "men"), (new, columns.new, "new participants")];
    for (part, column, who) in parts {
        if let (Some(total), Some(part)) = (total, part)
            && part > total
        {
            let reason = format!("{part} {who} are more than the {total} participants of the total");
            let place = Place { row: row.number, column: column.or(columns.total) };
            report.push(Level::Error, "counts_disagree", place, &part.to_string(), &reason);
            return None;
        }
    }
    Some((total, women, men, new))
}

/// The text of a cell, clean; empty where nothing is given.
pub(in crate::import) fn text(row: &Row, column: Option<usize>, breaks: Breaks) -> Cow<'_, str> {
    match column.map_or(Cell::Empty, |column| row.cell(column)) {
        Cell::Text(text) if is_unknown(text) => Cow::Borrowed(""),
        Cell::Text(text) => clean(text, breaks),
        Cell::Empty | Cell::Error(_) => Cow::Borrowed(""),
        cell => Cow::Owned(shown(cell)),
    }
}

/// The same, in one line.
pub(in crate::import) fn text_of_cell(row: &Row, column: Option<usize>) -> Cow<'_, str> {
    text(row, column, Breaks::Join)
}

/// A cell of a column as a spreadsheet program shows it; empty where there is no such column.
pub(in crate::import) fn shown_at(row: &Row, column: Option<usize>) -> String {
    column.map(|column| shown(row.cell(column))).unwrap_or_default()
}

/// A cell as a spreadsheet program shows it, more or less.
pub(in crate::import) fn shown(cell: Cell<'_>) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => clean(text, Breaks::Join).chars().take(200).collect(),
        Cell::Number(number) => number.to_string(),
        Cell::Bool(truth) => if truth { "TRUE" } else { "FALSE" }.to_string(),
        Cell::Error(text) => text.to_string(),
        Cell::Day(serial) => match days(cell, 0.0, Window::any()) {
            Ok(Some(days)) => format!("{:02}.{:02}.{}", days.start.day(), days.start.month(), days.start.year()),
            _ => serial.to_string(),
        },
    }
}
