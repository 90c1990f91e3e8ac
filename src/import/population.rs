//! `import population`: residents of communities in a year.
//!
//! Two layouts are read: a table with a heading (code or name, residents, year if the table has it), and the one of the State
//! Statistics Service, where oblasts, raions and communities are rows of one column without a heading.

use std::{collections::HashMap, path::Path};

use super::{Ending, Level, Options, Problem, Summary, text_of};
use crate::{
    error::{Error, Result},
    model::{Code, letters::fold},
    names::{Outcome, Question, Resolver, Rule},
    sheet::{Book, Cell, Row},
    store::{Counts, NewChange, PlaceIds, Residents, SheetRow, Store},
};

/// Words by which the columns of a table with a heading are known; folded, whole or as the beginning.
const NAMES: [&str; 6] = ["громада", "назва", "територіальна громада", "community", "hromada", "name"];
const CODES: [&str; 4] = ["katottg", "код", "code", "кодифікатор"];
const OBLASTS: [&str; 3] = ["область", "oblast", "регіон"];
const RAIONS: [&str; 3] = ["район", "raion", "district"];
const COUNTS: [&str; 8] = [
    "населення",
    "чисельність",
    "residents",
    "population",
    "кількість жителів",
    "кількість населення",
    "жителів",
    "осіб",
];
const YEARS: [&str; 2] = ["рік", "year"];

/// A sheet as it was understood: rows with a community, and problems.
struct Found {
    sheet: String,
    heading_row: Option<u32>,
    figures: Vec<Residents>,
    problems: Vec<Problem>,
    rows: i64,
}

/// Reads residents. `year` is that of the figures (1 January); without it, a column or the title of the sheet has to say it.
///
/// # Errors
/// The file cannot be read; no sheet, or more than one, has residents of communities; nobody says the year.
pub fn import_population(
    store: &Store,
    file: &Path,
    sheet: Option<&str>,
    year: Option<i64>,
    options: &Options,
    change: &NewChange,
) -> Result<Summary> {
    let mut summary = Summary::new(file.to_path_buf());
    let mut book = Book::open(file, &options.sheet)?;
    let resolver = Resolver::learned(&store.register()?, store.decisions()?, &store.old_codes()?);
    let mut reading = Reading { resolver, ids: store.place_ids()?, year, file };
    let mut found = Vec::new();
    for index in 0..book.sheets().len() {
        let info = book.sheets().get(index).cloned();
        let Some(info) = info.filter(|info| info.table && sheet.is_none_or(|wanted| wanted == info.name)) else {
            continue;
        };
        found.extend(reading.sheet(&mut book, index, &info.name)?);
    }
    let found = the_only(found, file, sheet, &book)?;
    summary.problems.extend(found.problems);
    let writing = store.write()?;
    let id = writing.begin_change(change)?;
    let columns = "[]";
    let sheet = writing.add_sheet(id, &SheetRow { name: &found.sheet, heading_row: found.heading_row, columns })?;
    let (mut added, mut updated, mut unchanged) = (0, 0, 0);
    let mut known: HashMap<i64, HashMap<i64, i64>> = HashMap::new();
    for figure in &found.figures {
        let known = match known.entry(figure.year) {
            std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::hash_map::Entry::Vacant(place) => {
                place.insert(store.residents_in(figure.year)?.into_iter().collect())
            }
        };
        match known.insert(figure.community, figure.residents) {
            Some(same) if same == figure.residents => {
                unchanged += 1;
                continue;
            }
            Some(_) => {
                writing.end_residents(figure.community, figure.year, id)?;
                updated += 1;
            }
            None => added += 1,
        }
        writing.add_residents(figure, sheet, id)?;
    }
    summary.counts = Counts {
        rows_read: Some(found.rows),
        added: Some(added),
        updated: Some(updated),
        unchanged: Some(unchanged),
        rejected: Some(summary.problems.rejected_rows() as i64),
        ..Counts::default()
    };
    let people: i64 = found.figures.iter().map(|figure| figure.residents).sum();
    summary.notices.push(format!("sheet `{}`: {} communities, {people} residents", found.sheet, found.figures.len()));
    let refused = summary.problems.errors() > 0 && !options.keep_going;
    if refused || options.dry_run {
        summary.ending = if refused { Ending::Rejected } else { Ending::DryRun };
        writing.roll_back()?;
        return Ok(summary);
    }
    let hash = super::hex(&book.hash_now()?);
    writing.end_change(id, &summary.counts, Some((&hash, book.size())))?;
    writing.commit()?;
    summary.ending = Ending::Saved(id);
    Ok(summary)
}

/// The one sheet that has what is looked for.
fn the_only(mut found: Vec<Found>, file: &Path, sheet: Option<&str>, book: &Book) -> Result<Found> {
    let names =
        |sheets: &mut dyn Iterator<Item = &str>| sheets.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match found.len() {
        1 => found.pop().ok_or_else(|| Error::Bug("a sheet vanished".to_string())),
        0 => Err(Error::UnreadableFile {
            file: file.to_path_buf(),
            what: match sheet {
                Some(sheet) => format!("no sheet `{sheet}` with residents of communities was found"),
                None => "a table with names or codes of communities and their residents was expected; none was found"
                    .to_string(),
            },
            hint: format!(
                "its sheets are {}; name one with `--sheet`",
                names(&mut book.sheets().iter().map(|s| s.name.as_str()))
            ),
        }),
        _ => Err(Error::MappingQuestion {
            file: file.to_path_buf(),
            what: format!(
                "more than one sheet has figures of communities: {}",
                names(&mut found.iter().map(|f| f.sheet.as_str()))
            ),
            hint: "name the one with residents by `--sheet`".to_string(),
        }),
    }
}

/// Columns of a table, and the context that rows above give.
#[derive(Clone, Debug, Default)]
struct Layout {
    code: Option<usize>,
    name: Option<usize>,
    oblast: Option<usize>,
    raion: Option<usize>,
    year: Option<usize>,
    residents: usize,
    heading_row: Option<u32>,
}

struct Reading<'f> {
    resolver: Resolver,
    ids: HashMap<Code, PlaceIds>,
    year: Option<i64>,
    file: &'f Path,
}

impl Reading<'_> {
    /// Reads a sheet; `None` when it holds no residents of communities.
    fn sheet(&mut self, book: &mut Book, index: usize, name: &str) -> Result<Option<Found>> {
        let mut rows = book.rows(index)?;
        let mut row = Row::default();
        let mut layout: Option<Layout> = None;
        let mut title_year = None;
        let (mut oblast, mut raion) = (String::new(), String::new());
        let mut found =
            Found { sheet: name.to_string(), heading_row: None, figures: Vec::new(), problems: Vec::new(), rows: 0 };
        while rows.next(&mut row)? {
            if found.rows == 0 {
                if let Some(headed) = headed(&row) {
                    layout = Some(headed);
                    continue;
                }
                title_year = title_year.or_else(|| row.cells().find_map(|cell| year_in(&text_of(cell))));
            }
            let headless;
            let columns = match &layout {
                Some(layout) => layout,
                None => match headless_layout(&row) {
                    Some(found) => {
                        headless = found;
                        &headless
                    }
                    None => continue,
                },
            };
            let text =
                match columns.code.map(|column| text_of(row.cell(column))).filter(|code| Code::parse(code).is_some()) {
                    Some(code) => code,
                    None => columns.name.map(|column| text_of(row.cell(column))).unwrap_or_default(),
                };
            let said = |column: Option<usize>| {
                column.map(|column| text_of(row.cell(column))).filter(|said| !said.trim().is_empty())
            };
            let (own_oblast, own_raion) = (said(columns.oblast), said(columns.raion));
            let question = Question {
                text: &text,
                oblast: own_oblast.as_deref().unwrap_or(&oblast),
                raion: own_raion.as_deref().unwrap_or(&raion),
                kind: "",
                date: None,
            };
            let outcome = self.resolver.resolve(&question);
            match outcome.as_ref() {
                // A town of the same name is not the community: only names and codes of communities count here.
                Outcome::Sure { code, rule } if self.names_itself(*code, *rule) => {
                    found.rows += 1;
                    let year = self.year.or_else(|| said(columns.year).and_then(|year| year_in(&year))).or(title_year);
                    self.figure(*code, columns.residents, year, &row, &mut found)?;
                }
                // A row that names an oblast or a raion is a heading for the rows below it.
                Outcome::NotACommunity { .. } if layout.is_none() => {
                    if ["район", "district", "raion"].iter().any(|noun| fold(&text).contains(noun)) {
                        raion = text.clone();
                    } else if self.resolver.oblast(&text).is_some() {
                        oblast = text.clone();
                        raion.clear();
                    }
                }
                Outcome::NotACommunity { .. } => {}
                _ if layout.is_none() && !fold(&text).contains("тг") && !fold(&text).contains("громад") => {}
                _ if text.trim().is_empty() => {}
                _ => {
                    found.rows += 1;
                    let reason = format!("`{}` does not name one community for sure", text.trim());
                    found.problems.push(problem(name, row.number, columns.name.or(columns.code), &text, reason));
                }
            }
        }
        found.heading_row = layout.and_then(|layout| layout.heading_row);
        Ok((!found.figures.is_empty()).then_some(found))
    }

    /// Whether the text names the community itself, or the city of Kyiv or Sevastopol, and not a place in it.
    fn names_itself(&self, code: Code, rule: Rule) -> bool {
        !matches!(rule, Rule::Settlement | Rule::Spelling)
            || self.ids.get(&code).is_some_and(|place| place.raion.is_none())
    }

    fn figure(&self, code: Code, column: usize, year: Option<i64>, row: &Row, found: &mut Found) -> Result<()> {
        let cell = row.cell(column);
        let residents = match count(cell) {
            Ok(Some(residents)) => residents,
            Ok(None) => return Ok(()), // not given: unknown, and no problem
            Err(()) => {
                let value = text_of(cell);
                let reason = format!("`{}` is not a number of residents", value.trim());
                found.problems.push(problem(&found.sheet, row.number, Some(column), &value, reason));
                return Ok(());
            }
        };
        let year = year.ok_or_else(|| Error::MappingQuestion {
            file: self.file.to_path_buf(),
            what: "nobody says of which year these residents are".to_string(),
            hint: "say it with `--year 2022`".to_string(),
        })?;
        let Some(place) = self.ids.get(&code) else { return Ok(()) };
        if found.figures.iter().any(|known| known.community == place.community && known.year == year) {
            let reason = format!("{code} has a figure for {year} in an earlier row");
            found.problems.push(problem(&found.sheet, row.number, None, "", reason));
            return Ok(());
        }
        found.figures.push(Residents { community: place.community, year, residents, sheet_row: row.number });
        Ok(())
    }
}

fn problem(sheet: &str, row: u32, column: Option<usize>, value: &str, reason: String) -> Problem {
    Problem {
        level: Level::Error,
        code: "bad_row",
        sheet: sheet.to_string(),
        row,
        column: column.map(crate::sheet::letters).unwrap_or_default(),
        value: value.to_string(),
        reason,
        fix: None,
    }
}

/// The layout when the row is a heading: a column of residents, and one of names or codes.
fn headed(row: &Row) -> Option<Layout> {
    let headings: Vec<String> = row.cells().map(|cell| fold(&text_of(cell))).collect();
    let at = |words: &[&str]| {
        let whole = headings.iter().position(|heading| words.contains(&heading.as_str()));
        whole.or_else(|| headings.iter().position(|heading| words.iter().any(|word| heading.starts_with(word))))
    };
    let layout = Layout {
        code: at(&CODES),
        name: at(&NAMES),
        oblast: at(&OBLASTS),
        raion: at(&RAIONS),
        year: at(&YEARS),
        residents: at(&COUNTS)?,
        heading_row: Some(row.number),
    };
    let named = layout.code.is_some() || layout.name.is_some();
    let apart = layout.name != Some(layout.residents) && layout.code != Some(layout.residents);
    (named && apart).then_some(layout)
}

/// The layout of a row without a heading: the first text names the place, the first number or dash after it counts.
fn headless_layout(row: &Row) -> Option<Layout> {
    let name =
        row.cells().position(|cell| matches!(cell, Cell::Text(text) if text.chars().any(char::is_alphabetic)))?;
    let residents = (name + 1..row.len())
        .find(|column| count(row.cell(*column)).is_ok_and(|count| count.is_some()) || is_dash(row.cell(*column)))?;
    Some(Layout { name: Some(name), residents, ..Layout::default() })
}

fn is_dash(cell: Cell<'_>) -> bool {
    matches!(cell, Cell::Text(text) if !text.trim().is_empty() && text.trim().chars().all(crate::model::letters::is_dash))
}

/// A whole number of people; `None` where none is given.
fn count(cell: Cell<'_>) -> std::result::Result<Option<i64>, ()> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Number(number) if number >= 0.0 && number.fract() == 0.0 && number < 1e8 => Ok(Some(number as i64)),
        Cell::Text(_) if is_dash(cell) => Ok(None),
        Cell::Text(text) => {
            let digits: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
            if digits.is_empty() {
                return Ok(None);
            }
            digits.parse::<u32>().map(|number| Some(i64::from(number))).map_err(|_| ())
        }
        _ => Err(()),
    }
}

/// A year of our time in a text, such as "на 1 січня 2022".
fn year_in(text: &str) -> Option<i64> {
    let numbers = text.split(|sign: char| !sign.is_ascii_digit());
    numbers
        .filter(|number| number.len() == 4)
        .filter_map(|number| number.parse().ok())
        .find(|year| (1990..=2100).contains(year))
}
