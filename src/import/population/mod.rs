//! `import population`: residents of communities in a year.
//!
//! Two layouts are read: a table with a heading (code or name, residents, year if the table has it), and the one of the State
//! Statistics Service, where oblasts, raions and communities are rows of one column without a heading.

mod cells;
mod columns;
mod sheet;

use std::{collections::HashMap, path::Path};

use self::sheet::{Found, Reading};
use super::{Ending, Options, Summary};
use crate::{
    error::{Error, Result},
    model::{Code, Register, letters::fold},
    names::Resolver,
    sheet::Book,
    store::{Counts, NewChange, SheetRow, Store, Writing},
};

pub use columns::Unit;

/// What a person says of a table of residents.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// The sheet to read, where the workbook has several.
    pub sheet: Option<&'a str>,
    /// Year of the figures (1 January); rows and columns of other years are left out.
    pub year: Option<i64>,
    /// In what residents are counted.
    pub unit: Option<Unit>,
}

/// Reads residents. The year is that of the row, of the heading, as asked, or of the title; the unit that of the heading or the
/// title, unless asked.
///
/// # Errors
/// The file cannot be read; no sheet, or more than one, has residents of communities; nobody says the year or the unit, or
/// several columns could be meant.
pub fn import_population(
    store: &Store,
    file: &Path,
    asked: Asked<'_>,
    options: &Options,
    change: &NewChange,
) -> Result<Summary> {
    let mut summary = Summary::new(file.to_path_buf());
    let mut book = Book::open(file, &options.sheet)?;
    let hash = super::hex(&book.hash_now()?);
    if let Some(earlier) = store.import_of("population", &hash)?.filter(|earlier| earlier.options == change.options) {
        summary.ending = Ending::AlreadyImported(earlier.id);
        return Ok(summary);
    }
    let writing = store.write()?;
    let found = read(store, &mut book, file, asked)?;
    let id = writing.begin_change(change)?;
    let (added, updated, unchanged) = save(store, &writing, &found, id)?;
    summary.notices = notices(&found);
    summary.problems.extend(found.problems);
    summary.counts = Counts {
        rows_read: Some(found.rows),
        added: Some(added),
        updated: Some(updated),
        unchanged: Some(unchanged),
        rejected: Some(summary.problems.rejected_rows() as i64),
        ..Counts::default()
    };
    let refused = summary.problems.errors() > 0 && !options.keep_going;
    if refused {
        summary.ending = Ending::Rejected;
        writing.roll_back()?;
        return Ok(summary);
    }
    writing.end_change(id, &summary.counts, Some((&hash, book.size())))?;
    writing.commit_or_try(options.dry_run)?;
    summary.ending = Ending::of(id, options.dry_run);
    Ok(summary)
}

/// Reads the one sheet that has residents of communities.
fn read(store: &Store, book: &mut Book, file: &Path, asked: Asked<'_>) -> Result<Found> {
    let register = store.register()?;
    let resolver = Resolver::learned(&register, store.decisions()?, &store.old_codes()?);
    let cities = register.communities.iter().filter(|community| community.raion.is_none());
    let cities = cities.map(|city| (fold(&city.name), city.code)).collect();
    let (ids, others) = (store.place_ids()?, others(register));
    let mut reading = Reading { resolver, ids, cities, others, year: asked.year, unit: asked.unit, file };
    let mut found = Vec::new();
    for index in 0..book.sheets().len() {
        let info = book.sheets().get(index).cloned();
        let Some(info) = info.filter(|info| info.table && asked.sheet.is_none_or(|wanted| wanted == info.name)) else {
            continue;
        };
        found.extend(reading.sheet(book, index, &info.name)?);
    }
    the_only(found, file, asked.sheet, book)
}

/// Places that have a code and are no community, with their names.
fn others(register: Register) -> HashMap<Code, String> {
    let oblasts = register.oblasts.into_iter().map(|oblast| (oblast.code, oblast.name));
    let raions = register.raions.into_iter().map(|raion| (raion.code, raion.name));
    oblasts.chain(raions).chain(register.settlements.into_iter().map(|place| (place.code, place.name))).collect()
}

/// Writes what is new or other than before; how much was added, updated and left as it was.
fn save(store: &Store, writing: &Writing<'_>, found: &Found, change: i64) -> Result<(i64, i64, i64)> {
    let row = SheetRow { name: &found.sheet, heading_row: found.heading_row, columns: "[]" };
    let sheet = writing.add_sheet(change, &row)?;
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
                writing.end_residents(figure.community, figure.year, change)?;
                updated += 1;
            }
            None => added += 1,
        }
        writing.add_residents(figure, sheet, change)?;
    }
    Ok((added, updated, unchanged))
}

fn counted(places: usize) -> String {
    if places == 1 { "1 place".to_string() } else { format!("{places} places") }
}

/// What was taken from the sheet, and what it said of places that were not.
fn notices(found: &Found) -> Vec<String> {
    const SHOWN: usize = 8;
    let list = |words: Vec<String>| {
        let more = words.len().saturating_sub(SHOWN);
        let shown = words.into_iter().take(SHOWN).collect::<Vec<_>>().join("; ");
        if more > 0 { format!("{shown}; and {more} more") } else { shown }
    };
    let people: i64 = found.figures.iter().map(|figure| figure.residents).sum();
    let mut notices = vec![format!("sheet `{}`: {people} residents of {}", found.sheet, counted(found.figures.len()))];
    if found.without > 0 {
        notices.push(format!("without a figure there, so unknown: {}", found.without));
    }
    if found.other_years > 0 {
        notices.push(format!("rows of other years, left out: {}", found.other_years));
    }
    let no_community = found.territories.iter().filter(|territory| territory.sum.is_none());
    let no_community: Vec<_> = no_community.map(|place| format!("{} {}", place.name, place.said)).collect();
    if !no_community.is_empty() {
        notices.push(format!("no communities, so left out: {}", list(no_community)));
    }
    let differing = found.territories.iter().filter_map(|place| Some((place, place.sum?)));
    let differing = differing.filter(|(place, sum)| place.said != *sum);
    let differing: Vec<_> =
        differing.map(|(place, sum)| format!("{} {}, its communities {sum}", place.name, place.said)).collect();
    if !differing.is_empty() {
        notices.push(format!("oblasts that the sheet counts otherwise than their communities: {}", list(differing)));
    }
    notices
}

/// The one sheet that has what is looked for.
fn the_only(mut found: Vec<Found>, file: &Path, sheet: Option<&str>, book: &Book) -> Result<Found> {
    let names =
        |sheets: &mut dyn Iterator<Item = &str>| sheets.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    // A table in which no row could be read counts only where there is no other.
    if found.iter().any(|found| !found.figures.is_empty()) {
        found.retain(|found| !found.figures.is_empty());
    }
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
