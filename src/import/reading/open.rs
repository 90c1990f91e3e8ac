//! Finding the table of a sheet: its heading, its columns, and what its title says about all rows.

use std::{collections::VecDeque, path::Path};

use jiff::civil::Date;

use super::{
    columns::Columns,
    context::Context,
    form::{Form, Layout},
    heading::{Heading, HeadingColumn, SEARCHED, find_heading},
    hxl::apply_tags,
    layouts::{no_heading, other_layout},
    project_name::project_in_file_name,
    reader::Reader,
    report::{Place, Report},
    signs::SignEvidence,
    slashes::{Evidence, Slashes},
    times::{columns_of_times, report_times},
    title::Title,
    unread::report_unread_communities,
    vocabulary::{Field, IGNORED, Vocabulary},
};
use crate::{
    error::{Error, Result},
    import::problem::{Level, Problems},
    sheet::{
        Book, Cell, Merge, Row, Rows, SheetInfo, column_of_letters, letters,
        values::{Exactness, Signs, Window, days, plain},
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
    /// Places of the sheets whose dates and amounts are weighed before any is read, because one of the dates has the month before the
    /// day, or one of the amounts a sign of which nobody knows what it parts.
    pub weigh: Vec<usize>,
    /// Whether a person chose this sheet, so that it is read even when it is hidden or called an example.
    pub chosen: bool,
}

impl ReadingOptions {
    /// Nothing said by hand.
    pub fn new(today: Date) -> ReadingOptions {
        ReadingOptions { project: None, columns: Vec::new(), period: None, today, weigh: Vec::new(), chosen: false }
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
        let weighed =
            if options.weigh.contains(&index) { weighed(book, index, options, K::FORM, &mut report)? } else { None };
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
            Err(lack) if alone || options.chosen => return Err(no_table(&file, &info.name, lack, K::FORM)),
            Err(Lack { what, option }) => {
                let level = if first.is_empty() { Level::Info } else { Level::Warning };
                report.push_with_fix(level, "sheet_without_data", Place::default(), "", &what, option.as_deref());
                return Ok(None);
            }
        };
        ask(&file, &info.name, &heading)?;
        report_unused(options, &heading, &mut report);
        report_times(&heading, &mut report);
        report_parts(options, &heading, &mut report);
        report_unread_communities(&heading, &first, &mut report);
        let window = Window::until_a_year_from(options.today);
        let mut vocabulary = Vocabulary::of(K::FORM.noun);
        let title = Title::of(first.iter().take_while(|row| row.number < heading.row), &vocabulary);
        let context = Context::of(&title, &info.name, window);
        let from_name = file.file_stem().and_then(|name| project_in_file_name(&name.to_string_lossy()));
        report_above(&first, &heading, window, &mut report);
        told_columns(options, &mut vocabulary, K::FORM, heading.width)?;
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
            weighed,
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
    /// How its dates with slashes, and the signs of its amounts, are read; `None` when nobody weighed them.
    pub weighed: Option<(Slashes, Signs)>,
}

/// Reads a whole sheet for the order of day and month in its dates, and for the signs of its amounts.
fn weighed(
    book: &mut Book,
    index: usize,
    options: &ReadingOptions,
    form: &Form,
    report: &mut Report<'_>,
) -> Result<Option<(Slashes, Signs)>> {
    let mut rows = book.rows(index)?;
    let first = first_rows(&mut rows)?;
    let Ok(heading) = heading_of(&first, rows.merges(), options, form)? else { return Ok(None) };
    let columns = Columns::of(&heading, form);
    let (mut dates, mut signs) = (Evidence::default(), SignEvidence::default());
    let mut weigh = |row: &Row| {
        dates.weigh(row, &columns);
        signs.weigh(row, &columns);
    };
    first.iter().filter(|row| row.number > heading.last_row).for_each(&mut weigh);
    let mut row = Row::default();
    while rows.next(&mut row)? {
        weigh(&row);
    }
    Ok(Some((dates.settle(report), signs.settle(report))))
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

/// Why a sheet cannot be read as records of a kind.
struct Lack {
    what: String,
    /// The option that mends it, where one column is all that is missing.
    option: Option<String>,
}

/// The heading of a table of a kind, or why there is none.
fn heading_of(
    first: &[Row],
    merges: &[Merge],
    options: &ReadingOptions,
    form: &Form,
) -> Result<std::result::Result<Heading, Lack>> {
    let mut vocabulary = Vocabulary::of(form.noun);
    let width = first.iter().map(Row::len).max().unwrap_or(0);
    let told = told_columns(options, &mut vocabulary, form, width)?;
    let heading = find_heading(first, merges, &vocabulary);
    let heading = apply_tags(first, &vocabulary, heading).or_else(|| bare_heading(first, &told));
    let other = |what: String| Lack { what: other_layout(first, &vocabulary).unwrap_or(what), option: None };
    let Some(mut heading) = heading else { return Ok(Err(other(no_heading(first)))) };
    heading.width = width;
    heading.times = columns_of_times(first, &heading);
    heading.times.clone().into_iter().for_each(|column| heading.assign(column, IGNORED));
    for (column, field) in told {
        heading.assign(column, field);
    }
    let missing = form.missing(&heading);
    if missing.is_empty() {
        return Ok(Ok(heading));
    }
    let words: Vec<&str> = missing.iter().map(|(_, words)| *words).collect();
    let unfound = options.columns.iter().filter(|(column, _)| !heading.finds(column));
    let unfound: Vec<String> = unfound.map(|(column, _)| format!("no column is `{column}`; ")).collect();
    let what = format!(
        "{}there is no column for {}; the headings in row {} are {}",
        unfound.concat(),
        words.join(" and "),
        heading.row,
        heading.listed()
    );
    Ok(Err(match missing.as_slice() {
        [(field, _)] => Lack { what, option: Some(format!("name it with `--column \"HEADING={field}\"`")) },
        _ if !unfound.is_empty() => {
            Lack { what, option: Some("name columns with `--column \"HEADING=FIELD\"` as the sheet does".to_string()) }
        }
        _ => other(what),
    }))
}

/// Says which columns that a person explained are not in the sheet.
fn report_unused(options: &ReadingOptions, heading: &Heading, report: &mut Report<'_>) {
    for (column, field) in options.columns.iter().filter(|(column, _)| !heading.finds(column)) {
        let reason = format!("no heading of the sheet is `{column}`, which was to be the field `{field}`");
        report.push(Level::Warning, "column_not_found", Place { row: heading.row, column: None }, column, &reason);
    }
}

/// Says which columns stand beside one that a person named, below the same group, and are not read.
fn report_parts(options: &ReadingOptions, heading: &Heading, report: &mut Report<'_>) {
    let group = |known: &HeadingColumn| known.text.rsplit_once(" / ").map(|(group, _)| group.to_string());
    for (column, field) in &options.columns {
        let is_named = |known: &&HeadingColumn| {
            known.field == Some(field.as_str())
                && (column_of_letters(column) == Some(known.column) || known.is_headed(column))
        };
        let Some(named) = heading.columns.iter().find(is_named) else { continue };
        let is_beside =
            |known: &&HeadingColumn| known.field.is_none() && group(known).is_some() && group(known) == group(named);
        let beside: Vec<String> = heading.columns.iter().filter(is_beside).map(|known| known.text.clone()).collect();
        if !beside.is_empty() {
            let reason = format!("`{}` alone is read as `{field}`; not read is `{}`", named.text, beside.join("`, `"));
            let place = Place { row: heading.row, column: Some(named.column) };
            report.push(Level::Warning, "part_of_group", place, &named.text, &reason);
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

/// The columns that a person explained by their letters; those explained by their heading go into the vocabulary, and so do
/// letters beyond the last column, such as `ID`.
fn told_columns(
    options: &ReadingOptions,
    vocabulary: &mut Vocabulary,
    form: &Form,
    width: usize,
) -> Result<Vec<(usize, Field)>> {
    let mut told = Vec::new();
    for (column, name) in &options.columns {
        let field = vocabulary.field(name).ok_or_else(|| Error::Usage {
            what: format!("`{name}` is no field of a {}", form.one),
            hint: format!("the fields are {}", vocabulary.names()),
        })?;
        match column_of_letters(column).filter(|column| *column < width) {
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
        hint: format!(
            "say which, such as `--column \"{first}={}\"`; where each holds a part, put their sum into one column",
            doubt.field
        ),
    })
}

/// The error for a file none of whose sheets holds a table of trainings, with what was said about each.
pub fn nothing_to_read<K: Layout>(file: &Path, problems: &Problems) -> Error {
    let said: Vec<_> = problems.list().iter().filter(|problem| problem.code == "sheet_without_data").collect();
    let sheets: Vec<String> = said.iter().map(|problem| format!("`{}`: {}", problem.sheet, problem.reason)).collect();
    let more = if sheets.len() > 5 { format!("; and {} sheets more", sheets.len() - 5) } else { String::new() };
    let shown: Vec<&str> = sheets.iter().take(5).map(String::as_str).collect();
    let what = format!("{}, and no sheet holds one: {}{more}", K::FORM.expected, shown.join("; "));
    refused(file, what, said.iter().find_map(|problem| problem.fix.clone()), K::FORM)
}

/// A question where an option answers it, else a file that cannot be accepted.
fn refused(file: &Path, what: String, option: Option<String>, form: &Form) -> Error {
    let file = file.to_path_buf();
    match option {
        Some(hint) => Error::MappingQuestion { file, what, hint },
        None => Error::UnreadableFile { file, what, hint: mend(form) },
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
fn no_table(file: &Path, sheet: &str, lack: Lack, form: &Form) -> Error {
    refused(file, format!("{}; in sheet `{sheet}` {}", form.expected, lack.what), lack.option, form)
}
