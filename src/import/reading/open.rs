//! Finding the table of a sheet: its heading, its columns, and what its title says about all rows.

use std::{collections::VecDeque, path::Path};

use jiff::civil::Date;

use super::{
    clean::{Breaks, clean},
    columns::Columns,
    context::{Context, project_in_file_name},
    form::{Form, Layout},
    heading::{Heading, SEARCHED, find_heading},
    hxl::apply_tags,
    reader::Reader,
    report::{Place, Report},
    texts::text_at,
    vocabulary::{Field, Vocabulary},
};
use crate::{
    error::{Error, Result},
    import::problem::{Level, Problems},
    sheet::{
        Book, Cell, Merge, Row, Rows, SheetInfo, column_of_letters, letters,
        values::{Exactness, Window, days, plain},
    },
};

/// How a person wants a sheet to be read.
#[derive(Clone, Debug)]
pub struct ReadingOptions {
    /// The project of all rows that name none.
    pub project: Option<String>,
    /// Columns explained by hand: a heading or the letters of a column, and the name of a field.
    pub columns: Vec<(String, String)>,
    /// First and last day of the period that the file is for; `None` = as its title says.
    pub period: Option<(Date, Date)>,
    /// The day of the import: events may lie a year after it at most.
    pub today: Date,
    /// Whether a person chose this sheet, so that it is read even when it is hidden or called an example.
    pub chosen: bool,
}

impl ReadingOptions {
    /// Nothing said by hand.
    pub fn new(today: Date) -> ReadingOptions {
        ReadingOptions { project: None, columns: Vec::new(), period: None, today, chosen: false }
    }
}

/// Fields of which several columns need no question: the first is taken.
const NEVER_ASKED: [Field; 7] = ["num", "notes", "link", "place", "audience", "language", "id"];

impl<'b, K: Layout> Reader<'b, K> {
    /// Finds the table of records in a sheet. `None` when the sheet holds none; a problem then says why.
    ///
    /// # Errors
    /// [`Error::MappingQuestion`] when two columns could be the same field; [`Error::UnreadableFile`] when this is the only
    /// sheet and it holds no table of this kind; whatever reading the rows gives.
    pub fn open(
        book: &'b mut Book,
        index: usize,
        options: &ReadingOptions,
        problems: &mut Problems,
    ) -> Result<Option<Reader<'b, K>>> {
        let file = book.path().to_path_buf();
        let Some(info) = book.sheets().get(index).cloned() else {
            return Err(Error::Bug(format!("there is no sheet {index}")));
        };
        let alone = book.sheets().iter().filter(|sheet| !sheet.hidden && sheet.table).count() <= 1 && !info.hidden;
        let mut report = Report { sheet: &info.name, problems };
        if let Some(why) = passed_over(&info, options.chosen, alone) {
            report.push(Level::Info, "sheet_without_data", Place::default(), "", why);
            return Ok(None);
        }
        let mut rows = book.rows(index)?;
        let first = first_rows(&mut rows)?;
        if info.hidden && !options.chosen {
            let holds_records = heading_of(&first, rows.merges(), options, K::FORM)?.is_ok();
            let level = if holds_records { Level::Warning } else { Level::Info };
            let why = "the sheet is hidden and was not read; `--sheet` with its name reads it";
            report.push(level, "sheet_without_data", Place::default(), "", why);
            return Ok(None);
        }
        let heading = match heading_of(&first, rows.merges(), options, K::FORM)? {
            Ok(heading) => heading,
            Err(reason) if alone || options.chosen => return Err(no_table(&file, &info.name, &reason, K::FORM)),
            Err(reason) => {
                let level = if first.is_empty() { Level::Info } else { Level::Warning };
                report.push(level, "sheet_without_data", Place::default(), "", &reason);
                return Ok(None);
            }
        };
        ask(&file, &info.name, &heading)?;
        report_unused(options, &heading, &mut report);
        let window = Window::until_a_year_from(options.today);
        let title: Vec<String> = first.iter().take_while(|row| row.number < heading.row).flat_map(lines).collect();
        let context = Context::of(&title, &info.name, window);
        let from_name = file.file_stem().and_then(|name| project_in_file_name(&name.to_string_lossy()));
        report_above(&first, &heading, window, &mut report);
        let mut vocabulary = Vocabulary::of(K::FORM.noun);
        told_columns(options, &mut vocabulary, K::FORM)?;
        let below: VecDeque<Row> = first.into_iter().filter(|row| row.number > heading.last_row).collect();
        let table = Table {
            sheet: info.name,
            columns: Columns::of(&heading, K::FORM),
            own: K::columns(&heading),
            heading,
            vocabulary,
            context,
            below,
            project_from_file_name: from_name,
        };
        Ok(Some(Reader::new(rows, table, window, options)))
    }
}

/// The table that was found in a sheet.
pub(super) struct Table<K: Layout> {
    /// The sheet's name.
    pub sheet: String,
    /// Its heading.
    pub heading: Heading,
    /// What headings mean, for one further down.
    pub vocabulary: Vocabulary,
    /// Which column holds what.
    pub columns: Columns,
    /// Which column holds what the kind has for its own.
    pub own: K::Columns,
    /// What its title says.
    pub context: Context,
    /// Rows below the heading that were read already.
    pub below: VecDeque<Row>,
    /// What the name of the file may call the project.
    pub project_from_file_name: Option<String>,
}

/// Beginnings of the names of sheets that explain or illustrate a form.
const NO_DATA: [&str; 12] = [
    "інструкц",
    "приклад",
    "зразок",
    "довідник",
    "словник",
    "пояснен",
    "списки",
    "instruction",
    "example",
    "sample",
    "readme",
    "lists",
];

/// Why a sheet is not looked into; `None` when it is.
fn passed_over(sheet: &SheetInfo, chosen: bool, alone: bool) -> Option<&'static str> {
    let name = plain(&sheet.name);
    if !sheet.table {
        Some("the sheet has no cells")
    } else if !chosen && !sheet.hidden && !alone && NO_DATA.iter().any(|beginning| name.starts_with(beginning)) {
        Some("by its name the sheet explains the form and holds no data")
    } else {
        None
    }
}

/// The heading of a table of a kind, or why there is none.
fn heading_of(
    first: &[Row],
    merges: &[Merge],
    options: &ReadingOptions,
    form: &Form,
) -> Result<std::result::Result<Heading, String>> {
    let mut vocabulary = Vocabulary::of(form.noun);
    let told = told_columns(options, &mut vocabulary, form)?;
    let heading = find_heading(first, merges, &vocabulary);
    let heading = apply_tags(first, &vocabulary, heading).or_else(|| bare_heading(first, &told));
    let Some(mut heading) = heading else { return Ok(Err(no_heading(first))) };
    for (column, field) in told {
        heading.assign(column, field);
    }
    let missing = form.missing(&heading);
    if missing.is_empty() {
        return Ok(Ok(heading));
    }
    let found = named(heading.columns.iter().map(|column| column.text.clone()));
    Ok(Err(format!(
        "there is no column for {}; the headings in row {} are {found}",
        missing.join(" and "),
        heading.row
    )))
}

/// Says which columns that a person explained are not in the sheet.
fn report_unused(options: &ReadingOptions, heading: &Heading, report: &mut Report<'_>) {
    for (column, field) in options.columns.iter().filter(|(column, _)| column_of_letters(column).is_none()) {
        if !heading.names(column) {
            let reason = format!("no heading of the sheet is `{column}`, which was to be the field `{field}`");
            report.push(Level::Warning, "column_not_found", Place { row: heading.row, column: None }, column, &reason);
        }
    }
}

/// Says of rows above the heading that look like data: a day, a number and a text of their own.
fn report_above(first: &[Row], heading: &Heading, window: Window, report: &mut Report<'_>) {
    let is_day =
        |cell: &Cell<'_>| matches!(days(*cell, 0.0, window), Ok(Some(days)) if days.exactness == Exactness::Day);
    let is_word = |cell: &Cell<'_>| matches!(cell, Cell::Text(text) if text.chars().any(char::is_alphabetic));
    for row in first.iter().take_while(|row| row.number < heading.row) {
        let holds = |is: &dyn Fn(&Cell<'_>) -> bool| row.cells().any(|cell| is(&cell));
        let is_number = |cell: &Cell<'_>| matches!(cell, Cell::Number(_));
        if holds(&is_day) && holds(&is_word) && row.cells().any(|cell| is_number(&cell) && !is_day(&cell)) {
            let reason = format!("the row stands above the heading in row {} and was not read", heading.row);
            report.push(Level::Warning, "above_the_heading", Place { row: row.number, column: None }, "", &reason);
        }
    }
}

/// The first rows of a sheet, as many as are searched for a heading.
fn first_rows(rows: &mut Rows<'_>) -> Result<Vec<Row>> {
    let mut first = Vec::new();
    let mut row = Row::default();
    while first.len() < SEARCHED && rows.next(&mut row)? {
        first.push(row.clone());
    }
    Ok(first)
}

/// The texts of a row above the heading.
fn lines(row: &Row) -> Vec<String> {
    let texts = (0..row.len()).filter(|column| !row.is_filled(*column)).map(|column| text_at(row, column));
    texts
        .flat_map(|text| text.lines().map(str::to_string).collect::<Vec<_>>())
        .filter(|text| !text.is_empty())
        .collect()
}

/// The columns that a person explained by their letters; those explained by their heading go into the vocabulary.
fn told_columns(options: &ReadingOptions, vocabulary: &mut Vocabulary, form: &Form) -> Result<Vec<(usize, Field)>> {
    let mut told = Vec::new();
    for (column, name) in &options.columns {
        let field = vocabulary.field(name).ok_or_else(|| Error::Usage {
            what: format!("`{name}` is no field of a {}", form.one),
            hint: format!("the fields are {}", vocabulary.names()),
        })?;
        match column_of_letters(column) {
            Some(column) => told.push((column, field)),
            None => vocabulary.tell(column, field),
        }
    }
    Ok(told)
}

/// The first row taken for a heading because a person explained its columns.
fn bare_heading(rows: &[Row], told: &[(usize, Field)]) -> Option<Heading> {
    let first = rows.first().filter(|_| told.len() >= 2)?;
    Some(Heading { row: first.number, last_row: first.number, ..Heading::default() })
}

/// Asks which of several columns is meant.
fn ask(file: &Path, sheet: &str, heading: &Heading) -> Result<()> {
    let Some(doubt) = heading.doubts.iter().find(|doubt| !NEVER_ASKED.contains(&doubt.field)) else { return Ok(()) };
    let name = |column: &usize| {
        let text = heading.columns.iter().find(|known| known.column == *column).map_or("", |known| &known.text);
        format!("{} (`{text}`)", letters(*column))
    };
    let columns: Vec<String> = doubt.columns.iter().map(name).collect();
    let first = doubt.columns.first().copied().map(letters).unwrap_or_default();
    Err(Error::MappingQuestion {
        file: file.to_path_buf(),
        what: format!(
            "in sheet `{sheet}` the columns {} could each be the field `{}`",
            columns.join(" and "),
            doubt.field
        ),
        hint: format!("say which, such as `--column \"{first}={}\"`", doubt.field),
    })
}

/// The error for a file none of whose sheets holds a table of trainings, with what was said about each.
pub fn nothing_to_read<K: Layout>(file: &Path, problems: &Problems) -> Error {
    let form = K::FORM;
    let said = problems.list().iter().filter(|problem| problem.code == "sheet_without_data");
    let sheets: Vec<String> = said.map(|problem| format!("`{}`: {}", problem.sheet, problem.reason)).collect();
    let more = if sheets.len() > 5 { format!("; and {} sheets more", sheets.len() - 5) } else { String::new() };
    let shown: Vec<&str> = sheets.iter().take(5).map(String::as_str).collect();
    Error::UnreadableFile {
        file: file.to_path_buf(),
        what: format!("{}, and no sheet holds one: {}{more}", form.expected, shown.join("; ")),
        hint: mend(form),
    }
}

/// What to do about a file in which no table was found.
fn mend(form: &Form) -> String {
    let columns = "name the columns with `--column \"HEADING=FIELD\"`";
    match form.has_template {
        true => format!("{columns}, or use the form of `hromada import template {}`", form.noun),
        false => columns.to_string(),
    }
}

/// The error for a file whose only sheet holds no table of the kind.
fn no_table(file: &Path, sheet: &str, reason: &str, form: &Form) -> Error {
    Error::UnreadableFile {
        file: file.to_path_buf(),
        what: format!("{}; in sheet `{sheet}` {reason}", form.expected),
        hint: mend(form),
    }
}

/// The texts of a heading for a message: the first ones, cut short.
fn named(texts: impl Iterator<Item = String>) -> String {
    let short = |text: String| {
        let text = clean(&text, Breaks::Join);
        if text.chars().count() > 40 {
            format!("`{}...`", text.chars().take(37).collect::<String>())
        } else {
            format!("`{text}`")
        }
    };
    let texts: Vec<String> = texts.filter(|text| !text.is_empty()).map(short).collect();
    let more = if texts.len() > 12 { format!(" and {} more", texts.len() - 12) } else { String::new() };
    texts.iter().take(12).map(String::as_str).collect::<Vec<_>>().join(", ") + &more
}

/// Why no heading was found: the fullest row of text is what a person would take for one.
fn no_heading(rows: &[Row]) -> String {
    let texts = |row: &Row| row.cells().filter(|cell| matches!(cell, Cell::Text(_))).count();
    match rows.iter().rev().max_by_key(|row| texts(row)).filter(|row| texts(row) > 0) {
        None if rows.is_empty() => "nothing is written".to_string(),
        None => "no row holds words, so there is no heading".to_string(),
        Some(row) => {
            let texts = (0..row.len()).map(|column| text_at(row, column));
            format!("no row looks like the heading of such a table; row {} holds {}", row.number, named(texts))
        }
    }
}
