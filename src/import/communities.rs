//! `import communities`: the official codifier, as published.

use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
};

use jiff::civil::Date;

use super::{
    Ending, Level, Options, Problem, Summary,
    difference::Difference,
    edition_check::{by_number, contradiction, keep_missing, missing},
    text_of,
};
use crate::{
    error::{Error, Result},
    model::{Category, Code, CommunityKind, Register, letters::fold},
    sheet::{Book, Row},
    store::{Counts, NewChange, Store},
};

/// Rows in which the heading is looked for.
const HEADING_ROWS: u32 = 40;

/// One row of the codifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) category: Category,
    pub(super) name: String,
}

/// What a person says of an edition.
#[derive(Clone, Copy, Debug)]
pub struct Edition {
    /// Its date; without it, the file's name has to hold one.
    pub dated: Option<Date>,
    /// No edition is of a later day.
    pub today: Date,
    /// It may withdraw any number of places.
    pub withdraw_many: bool,
}

/// Reads an edition of the codifier (order No. 290 of 26.11.2020) and brings the register to it.
///
/// Codes stay, renamings become former names with the edition's date. An edition older than the one in force only lends its
/// names as former names. While rows are left out, no place is withdrawn, for nobody can tell which places they meant.
///
/// # Errors
/// The file cannot be read or is no codifier; nobody says of which date it is, or a date to come; it lacks so many places that
/// it can hardly be whole.
pub fn import_communities(
    store: &Store,
    file: &Path,
    edition: Edition,
    options: &Options,
    change: &NewChange,
) -> Result<Summary> {
    let mut summary = Summary::new(file.to_path_buf());
    let mut book = Book::open(file, &options.sheet)?;
    let hash = super::hex(&book.hash_now()?);
    if let Some(earlier) = store.import_of("communities", &hash)?.filter(|earlier| earlier.options == change.options) {
        summary.ending = Ending::AlreadyImported(earlier.id);
        return Ok(summary);
    }
    let writing = store.write()?;
    let known = store.register()?;
    let (mut places, rows) = read(&mut book, file, &known, &mut summary)?;
    let in_force = store.edition()?.and_then(|dated| dated.parse::<Date>().ok());
    let dated = date_of(file, edition, in_force)?;
    let kept = if summary.problems.errors() > 0 { keep_missing(&mut places, &known) } else { 0 };
    let id = writing.begin_change(change)?;
    let older = in_force.is_some_and(|in_force| dated < in_force);
    let difference = Difference::between(&known, &places);
    // A name that no later edition known here has was gone by the first of them.
    let gone_by = if older { store.edition_after(dated)?.unwrap_or(dated) } else { dated };
    let former = difference.former_names(&known, &places, gone_by, older);
    summary.counts = Counts {
        rows_read: Some(rows),
        rejected: Some(summary.problems.rejected_rows() as i64),
        ..difference.counts(older, former.len() as i64)
    };
    summary.notices = difference.notices(&places, dated, older, &former);
    summary.notices.extend((kept > 0).then(|| format!("places not shown that stay, for rows were left out: {kept}")));
    let refused = summary.problems.errors() > 0 && !options.keep_going;
    let register = if older { known } else { whole(file, &known, register_of(&places, &known), edition, refused)? };
    if refused {
        summary.ending = Ending::Rejected;
        writing.roll_back()?;
        return Ok(summary);
    }
    let source = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    writing.save_register(&Register { former_names: former, ..register }, dated, &source, id)?;
    writing.end_change(id, &summary.counts, Some((&hash, book.size())))?;
    writing.commit_or_try(options.dry_run)?;
    summary.ending = Ending::of(id, options.dry_run);
    Ok(summary)
}

/// The register of an edition, unless so much is missing from it that it can hardly be whole.
fn whole(file: &Path, known: &Register, edition: Register, said: Edition, refused: bool) -> Result<Register> {
    match missing(known, &edition) {
        Some(what) if !said.withdraw_many && !refused => {
            Err(Error::IncompleteEdition { file: file.to_path_buf(), what })
        }
        _ => Ok(edition),
    }
}

/// The date of an edition, as a person or the file's name tells it.
fn date_of(file: &Path, edition: Edition, in_force: Option<Date>) -> Result<Date> {
    let known = in_force.map_or(String::new(), |dated| format!(" (the register holds the edition of {dated})"));
    let say = format!("say it with `--edition YYYY-MM-DD`{known}");
    let dated = edition.dated.or_else(|| date_in_name(file)).ok_or_else(|| Error::MappingQuestion {
        file: file.to_path_buf(),
        what: "nobody says of which date this edition of the codifier is".to_string(),
        hint: format!("{say}; the wording that the title block names may be an older one"),
    })?;
    if dated > edition.today {
        return Err(Error::MappingQuestion {
            file: file.to_path_buf(),
            what: format!("an edition of {dated} is still to come: today is {}", edition.today),
            hint: say,
        });
    }
    Ok(dated)
}

/// Reads all places, by code, and says how many rows there were. The codifier may stand in any sheet.
fn read(book: &mut Book, file: &Path, known: &Register, summary: &mut Summary) -> Result<(BTreeMap<Code, Place>, i64)> {
    let mut table = Table { known: by_number(known), places: BTreeMap::new(), rows: 0, seen: Vec::new() };
    for index in 0..book.sheets().len() {
        table.read(book, index, summary)?;
        if !table.places.is_empty() {
            return Ok((table.places, table.rows));
        }
    }
    Err(Error::UnreadableFile {
        file: file.to_path_buf(),
        what: format!(
            "a heading with `Перший рівень`, `Категорія об’єкта` and `Назва об’єкта` was expected, and there is: {}",
            if table.seen.is_empty() { "nothing".to_string() } else { table.seen.join(" | ") }
        ),
        hint: "give the ministry's codifier as published, XLSX or CSV".to_string(),
    })
}

/// The table of the codifier while it is read.
struct Table {
    /// Places of the register, by the number of the object.
    known: HashMap<u32, (Code, String)>,
    places: BTreeMap<Code, Place>,
    rows: i64,
    /// The first cells, to say what there was instead.
    seen: Vec<String>,
}

impl Table {
    fn read(&mut self, book: &mut Book, index: usize, summary: &mut Summary) -> Result<()> {
        let sheet = book.sheets().get(index).map(|sheet| sheet.name.clone()).unwrap_or_default();
        let mut rows = book.rows(index)?;
        let mut row = Row::default();
        let mut headings: Option<Headings> = None;
        while rows.next(&mut row)? {
            let Some(headings) = &headings else {
                headings = Headings::find(&row);
                if self.seen.len() < 12 {
                    self.seen.extend(row.cells().map(text_of).filter(|text| !text.trim().is_empty()));
                }
                if headings.is_none() && row.number > HEADING_ROWS {
                    break;
                }
                continue;
            };
            if let Err((column, value, reason)) = self.place(headings, &row) {
                summary.problems.push(Problem {
                    level: Level::Error,
                    code: "bad_code",
                    sheet: sheet.clone(),
                    row: row.number,
                    column: crate::sheet::letters(column),
                    value,
                    reason,
                    fix: None,
                });
            }
        }
        Ok(())
    }

    /// Takes in the place of a row; else tells the column, the value and what is wrong with it.
    fn place(&mut self, headings: &Headings, row: &Row) -> std::result::Result<(), (usize, String, String)> {
        let codes: Vec<_> = headings.levels.iter().map(|column| (*column, text_of(row.cell(*column)))).collect();
        let mut codes = codes.into_iter().filter(|(_, code)| !code.trim().is_empty()).rev();
        let Some((at, written)) = codes.next() else { return Ok(()) };
        let (category, name) = (text_of(row.cell(headings.category)), text_of(row.cell(headings.name)));
        if category.trim().is_empty() && name.trim().is_empty() {
            return Ok(()); // a note below the table
        }
        self.rows += 1;
        let Some(code) = Code::parse(&written) else {
            let reason = format!("`{written}` is not `UA` and 17 digits");
            return Err((at, written, reason));
        };
        if name.trim().is_empty()
            || matches!(row.cell(headings.name), crate::sheet::Cell::Error(_))
            || name.trim_start().starts_with('#')
        {
            let reason = format!("`{}` is no name", name.trim());
            return Err((headings.name, name, reason));
        }
        let Some(category) = Category::parse(&category) else {
            let reason = format!("`{category}` is no category of the codifier");
            return Err((headings.category, category, reason));
        };
        let place = Place { category, name: name.trim().to_string() };
        let parents: Vec<Code> = codes.filter_map(|(_, code)| Code::parse(&code)).collect();
        if let Some(reason) = contradiction(code, &place, &parents, &self.known) {
            return Err((at, written, reason));
        }
        if self.places.contains_key(&code) {
            let reason = format!("{code} stands in an earlier row too");
            return Err((at, written, reason));
        }
        self.places.insert(code, place);
        Ok(())
    }
}

/// Where the columns of the codifier stand.
struct Headings {
    levels: Vec<usize>,
    category: usize,
    name: usize,
}

impl Headings {
    fn find(row: &Row) -> Option<Headings> {
        let headings: Vec<String> = row.cells().map(|cell| fold(&text_of(cell))).collect();
        let at = |start: &str| headings.iter().position(|heading| heading.starts_with(start));
        let levels = ["перший рівень", "другий рівень", "третій рівень", "четвертий рівень", "додатковий рівень"];
        let levels: Vec<usize> = levels.into_iter().filter_map(at).collect();
        Some(Headings { levels, category: at("категорія об'єкт")?, name: at("назва об'єкт")? })
            .filter(|headings| headings.levels.len() == 5)
    }
}

/// The register that an edition says. The kind of a community is that of its centre, its first settlement, and stays when the
/// category of the centre changes: since January 2024 the codifier no longer tells urban-type settlements from others.
fn register_of(places: &BTreeMap<Code, Place>, known: &Register) -> Register {
    let kinds: HashMap<Code, CommunityKind> =
        known.communities.iter().filter_map(|community| Some((community.code, community.kind?))).collect();
    let mut centres: HashMap<u32, Category> = HashMap::new();
    for (code, place) in places {
        if matches!(
            place.category,
            Category::City | Category::UrbanSettlement | Category::Settlement | Category::Village
        ) {
            centres.entry(code.community_prefix()).or_insert(place.category);
        }
    }
    let kind = |code: &Code| {
        kinds.get(code).copied().or_else(|| {
            Some(match centres.get(&code.community_prefix())? {
                Category::City => CommunityKind::Urban,
                Category::UrbanSettlement | Category::Settlement => CommunityKind::Settlement,
                _ => CommunityKind::Rural,
            })
        })
    };
    let mut register = Register::default();
    for (code, place) in places {
        let kind = if place.category == Category::Community { kind(code) } else { None };
        register.add(*code, place.category, kind, place.name.clone());
    }
    register
}

/// A date `YYYY-MM-DD` in the name of a file.
fn date_in_name(file: &Path) -> Option<Date> {
    let name = file.file_name()?.to_str()?;
    name.char_indices().find_map(|(start, _)| name.get(start..start + 10)?.parse().ok())
}
