//! `import communities --koatuu`: the official table of correspondence between the classifier before KATOTTG and today's codes.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use super::{Ending, Level, Options, Problem, Summary, text_of};
use crate::{
    error::{Error, Result},
    model::{Code, OldCode, letters::fold},
    sheet::{Book, Row},
    store::{Counts, NewChange, Store},
};

/// Rows in which the heading is looked for.
const HEADING_ROWS: u32 = 40;

/// An old code and the place of today that bore it.
type Key = (u64, Code);

/// Reads the table of correspondence. Later imports then understand old codes, councils and raions of before 2020.
///
/// A second table takes the place of the first one. Raions that are new and have no old code are passed over.
///
/// # Errors
/// The file cannot be read, or no sheet of it has both codes.
pub fn import_old_codes(store: &Store, file: &Path, options: &Options, change: &NewChange) -> Result<Summary> {
    let mut summary = Summary::new(file.to_path_buf());
    let mut book = Book::open(file, &options.sheet)?;
    let found = read(&mut book, file, &mut summary)?;
    let hash = super::hex(&book.hash_now()?);
    if let Some(earlier) = store.import_of(change.noun, &hash)? {
        summary.ending = Ending::AlreadyImported(earlier.id);
        return Ok(summary);
    }
    let writing = store.write()?;
    let id = writing.begin_change(change)?;
    let known: BTreeMap<Key, String> =
        store.old_codes()?.into_iter().map(|row| ((row.koatuu, row.code), row.name)).collect();
    let (mut added, mut updated, mut unchanged) = (0, 0, 0);
    let mut gone: BTreeSet<Key> = known.keys().filter(|key| !found.rows.contains_key(key)).copied().collect();
    let withdrawn = gone.len() as i64;
    let mut new = Vec::new();
    for (key, name) in &found.rows {
        match known.get(key) {
            Some(same) if same == name => {
                unchanged += 1;
                continue;
            }
            Some(_) => {
                gone.insert(*key);
                updated += 1;
            }
            None => added += 1,
        }
        new.push(OldCode { koatuu: key.0, code: key.1, name: name.clone() });
    }
    writing.end_old_codes(&gone, id)?;
    new.iter().try_for_each(|row| writing.add_old_code(row, id))?;
    summary.counts = Counts {
        rows_read: Some(found.count),
        added: Some(added),
        updated: Some(updated),
        unchanged: Some(unchanged),
        withdrawn: Some(withdrawn),
        rejected: Some(summary.problems.rejected_rows() as i64),
        ..Counts::default()
    };
    let refused = summary.problems.errors() > 0 && !options.keep_going;
    if !refused {
        summary.notices = notices(&found, withdrawn);
    }
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

/// What the table says.
#[derive(Default)]
struct Found {
    rows: BTreeMap<Key, String>,
    /// Rows of data.
    count: i64,
    /// Of them, those of places that had no old code.
    without: usize,
}

fn notices(found: &Found, withdrawn: i64) -> Vec<String> {
    let raions: BTreeSet<u64> =
        found.rows.keys().map(|key| key.0 / 100_000).filter(|raion| raion % 1_000 / 100 == 2).collect();
    let counted = |count: usize, one: &str, many: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    };
    let codes = counted(found.rows.len(), "old code", "old codes");
    let raions = counted(raions.len(), "raion", "raions");
    let mut notices =
        vec![format!("{codes}, of {raions} of before 2020: sheets may now name old codes, councils and raions")];
    if found.without > 0 {
        notices.push(format!("{} of places without an old code passed over", counted(found.without, "row", "rows")));
    }
    if withdrawn > 0 {
        notices.push(format!("{withdrawn} codes of the table imported before are not in this one and were ended"));
    }
    notices
}

/// Reads the first sheet that has both codes.
fn read(book: &mut Book, file: &Path, summary: &mut Summary) -> Result<Found> {
    let mut seen = Vec::new();
    for index in 0..book.sheets().len() {
        let Some(info) = book.sheets().get(index).cloned().filter(|info| info.table) else { continue };
        let mut rows = book.rows(index)?;
        let mut row = Row::default();
        let mut headings = None;
        let mut found = Found::default();
        while rows.next(&mut row)? {
            let Some(headings) = &headings else {
                headings = Headings::find(&row);
                if seen.len() < 12 {
                    seen.extend(row.cells().map(text_of).filter(|text| !text.trim().is_empty()));
                }
                if headings.is_none() && row.number > HEADING_ROWS {
                    break;
                }
                continue;
            };
            if let Err((column, reason)) = take(&row, headings, &mut found) {
                summary.problems.push(Problem {
                    level: Level::Error,
                    code: "bad_code",
                    sheet: info.name.clone(),
                    row: row.number,
                    column: crate::sheet::letters(column),
                    value: text_of(row.cell(column)),
                    reason,
                    fix: None,
                });
            }
        }
        if headings.is_some() && (!found.rows.is_empty() || summary.problems.errors() > 0) {
            return Ok(found);
        }
    }
    Err(Error::UnreadableFile {
        file: file.to_path_buf(),
        what: format!(
            "a heading with `Кодифікатор` (or `КАТОТТГ`), `Код об'єкта КОАТУУ` and `Назва об’єкта` was expected, and there is: {}",
            if seen.is_empty() { "nothing".to_string() } else { seen.join(" | ") }
        ),
        hint: "give the ministry's table of correspondence between KOATUU and KATOTTG, XLSX or CSV".to_string(),
    })
}

/// Takes what a row says; a wrong cell with its column and what is wrong with it.
fn take(row: &Row, headings: &Headings, found: &mut Found) -> std::result::Result<(), (usize, String)> {
    let text = |column: usize| text_of(row.cell(column)).trim().to_string();
    let (code, koatuu, name) = (text(headings.code), text(headings.koatuu), text(headings.name));
    if code.is_empty() && koatuu.is_empty() || code.is_empty() && name.is_empty() {
        return Ok(()); // an empty row, or a note below the table
    }
    found.count += 1;
    let Some(code) = Code::parse(&code) else {
        return Err((headings.code, format!("`{code}` is not `UA` and 17 digits")));
    };
    if !koatuu.bytes().any(|sign| sign.is_ascii_digit()) {
        found.without += 1; // "Новий район", a dash, nothing
        return Ok(());
    }
    let Some(koatuu) = OldCode::parse(&koatuu) else {
        return Err((headings.koatuu, format!("`{koatuu}` is not a KOATUU code of 10 digits")));
    };
    if found.rows.insert((koatuu, code), name).is_some() {
        return Err((headings.code, format!("{code} with {koatuu:010} stands in an earlier row too")));
    }
    Ok(())
}

/// Where the columns stand.
struct Headings {
    code: usize,
    koatuu: usize,
    name: usize,
}

impl Headings {
    /// The columns, by what their headings mean. Of several names the first is the one of the table's own time.
    fn find(row: &Row) -> Option<Headings> {
        let headings: Vec<String> = row.cells().map(|cell| fold(&text_of(cell))).collect();
        let at = |words: &[&str], not: &[&str]| {
            headings.iter().position(|heading| {
                let has = |words: &[&str]| words.iter().any(|word| heading.contains(word));
                has(words) && !has(not)
            })
        };
        let old = ["коатуу", "koatuu"];
        Some(Headings {
            code: at(&["кодифікатор", "катоттг", "katottg"], &old)?,
            koatuu: at(&old, &["назва", "name", "катоттг", "katottg"])?,
            name: at(&["назва", "найменування", "name"], &[])?,
        })
    }
}
