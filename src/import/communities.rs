//! `import communities`: the official codifier, as published.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::Path,
};

use jiff::civil::Date;

use super::{Ending, Level, Options, Problem, Summary, text_of};
use crate::{
    error::{Error, Result},
    model::{Category, Code, CommunityKind, FormerName, Register, letters::fold},
    sheet::{Book, Row},
    store::{Counts, NewChange, Store},
};

/// Rows in which the heading is looked for.
const HEADING_ROWS: u32 = 40;
/// Names of places that a notice shows.
const SHOWN: usize = 8;

/// One row of the codifier.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    category: Category,
    name: String,
}

/// Reads an edition of the codifier (order No. 290 of 26.11.2020) and brings the register to it.
///
/// Codes stay, renamings become former names with the edition's date. An edition older than the one in force only lends its
/// names as former names. `edition` is the date of the edition; without it, the file's name has to hold one.
///
/// # Errors
/// The file cannot be read or is no codifier; nobody says of which date it is.
pub fn import_communities(
    store: &Store,
    file: &Path,
    edition: Option<Date>,
    options: &Options,
    change: &NewChange,
) -> Result<Summary> {
    let mut summary = Summary::new(file.to_path_buf());
    let mut book = Book::open(file, &options.sheet)?;
    let edition = edition.or_else(|| date_in_name(file)).ok_or_else(|| Error::MappingQuestion {
        file: file.to_path_buf(),
        what: "nobody says of which date this edition of the codifier is".to_string(),
        hint: "say it with `--edition 2026-07-07`; the wording that the title block names may be an older one"
            .to_string(),
    })?;
    let (places, rows) = read(&mut book, file, &mut summary)?;
    let writing = store.write()?;
    let id = writing.begin_change(change)?;
    let known = store.register()?;
    let in_force = store.edition()?.and_then(|dated| dated.parse::<Date>().ok());
    let older = in_force.is_some_and(|in_force| edition < in_force);
    let difference = Difference::between(&known, &places);
    // A name that no later edition known here has was gone by the first of them.
    let gone_by = if older { store.edition_after(edition)?.unwrap_or(edition) } else { edition };
    let former = difference.former_names(&known, &places, gone_by, older);
    summary.counts = Counts {
        rows_read: Some(rows),
        rejected: Some(summary.problems.rejected_rows() as i64),
        ..difference.counts(older, former.len() as i64)
    };
    summary.notices = difference.notices(&places, edition, older, &former);
    let refused = summary.problems.errors() > 0 && !options.keep_going;
    if refused || options.dry_run {
        summary.ending = if refused { Ending::Rejected } else { Ending::DryRun };
        writing.roll_back()?;
        return Ok(summary);
    }
    let register = if older { known } else { register_of(&places, &known) };
    let source = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    writing.save_register(&Register { former_names: former, ..register }, edition, &source, id)?;
    let hash = super::hex(&book.hash_now()?);
    writing.end_change(id, &summary.counts, Some((&hash, book.size())))?;
    writing.commit()?;
    summary.ending = Ending::Saved(id);
    Ok(summary)
}

/// Reads all places, by code, and says how many rows there were.
fn read(book: &mut Book, file: &Path, summary: &mut Summary) -> Result<(BTreeMap<Code, Place>, i64)> {
    let sheet = book.sheets().first().map(|sheet| sheet.name.clone()).unwrap_or_default();
    let mut rows = book.rows(0)?;
    let mut row = Row::default();
    let mut headings: Option<Headings> = None;
    let mut seen = Vec::new();
    let (mut places, mut count) = (BTreeMap::new(), 0);
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
        let codes: Vec<String> = headings.levels.iter().map(|column| text_of(row.cell(*column))).collect();
        let Some(written) = codes.iter().rev().find(|code| !code.trim().is_empty()) else { continue };
        let (category, name) = (text_of(row.cell(headings.category)), text_of(row.cell(headings.name)));
        if category.trim().is_empty() && name.trim().is_empty() {
            continue; // a note below the table
        }
        count += 1;
        let mut wrong = |column: usize, value: &str, reason: String| {
            summary.problems.push(Problem {
                level: Level::Error,
                code: "bad_code",
                sheet: sheet.clone(),
                row: row.number,
                column: crate::sheet::letters(column),
                value: value.to_string(),
                reason,
                fix: None,
            });
        };
        let Some(code) = Code::parse(written) else {
            wrong(
                headings.levels.first().copied().unwrap_or(0),
                written,
                format!("`{written}` is not `UA` and 17 digits"),
            );
            continue;
        };
        let Some(category) = Category::parse(&category) else {
            wrong(headings.category, &category, format!("`{category}` is no category of the codifier"));
            continue;
        };
        if places.insert(code, Place { category, name: name.trim().to_string() }).is_some() {
            wrong(headings.category, written, format!("{code} stands in an earlier row too"));
        }
    }
    if headings.is_none() || places.is_empty() {
        return Err(Error::UnreadableFile {
            file: file.to_path_buf(),
            what: format!(
                "a heading with `Перший рівень`, `Категорія об’єкта` and `Назва об’єкта` was expected, and there is: {}",
                if seen.is_empty() { "nothing".to_string() } else { seen.join(" | ") }
            ),
            hint: "give the ministry's codifier as published, XLSX or CSV".to_string(),
        });
    }
    Ok((places, count))
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

/// What an edition changes in the register.
struct Difference {
    added: BTreeSet<Code>,
    /// Code, name in the register, name in the edition.
    renamed: Vec<(Code, String, String)>,
    /// Code and name in the register.
    withdrawn: Vec<(Code, String)>,
    unchanged: usize,
}

impl Difference {
    fn between(known: &Register, places: &BTreeMap<Code, Place>) -> Difference {
        let names = known.oblasts.iter().map(|place| (place.code, &place.name));
        let names = names.chain(known.raions.iter().map(|place| (place.code, &place.name)));
        let names = names.chain(known.communities.iter().map(|place| (place.code, &place.name)));
        let names: BTreeMap<Code, &String> =
            names.chain(known.settlements.iter().map(|place| (place.code, &place.name))).collect();
        let mut difference = Difference {
            added: places.keys().filter(|code| !names.contains_key(code)).copied().collect(),
            renamed: Vec::new(),
            withdrawn: Vec::new(),
            unchanged: 0,
        };
        for (code, name) in names {
            match places.get(&code) {
                None => difference.withdrawn.push((code, name.clone())),
                // A blank, an apostrophe or a look-alike letter put right is no renaming.
                Some(place) if fold(&place.name) != fold(name) => {
                    difference.renamed.push((code, name.clone(), place.name.clone()));
                }
                Some(_) => difference.unchanged += 1,
            }
        }
        difference
    }

    /// The former names that come to light, but for those that are known.
    fn former_names(
        &self,
        known: &Register,
        places: &BTreeMap<Code, Place>,
        until: Date,
        older: bool,
    ) -> Vec<FormerName> {
        let renamed =
            self.renamed.iter().map(|(code, register, edition)| (*code, if older { edition } else { register }));
        let mut former: Vec<FormerName> =
            renamed.map(|(code, name)| FormerName { code, name: name.clone(), until }).collect();
        if older {
            let gone = self.added.iter().filter_map(|code| Some((*code, places.get(code)?.name.clone())));
            former.extend(gone.map(|(code, name)| FormerName { code, name, until }));
        } else {
            former.extend(self.withdrawn.iter().map(|(code, name)| FormerName {
                code: *code,
                name: name.clone(),
                until,
            }));
        }
        let heard: BTreeSet<(Code, String)> =
            known.former_names.iter().map(|former| (former.code, fold(&former.name))).collect();
        former.retain(|former| !heard.contains(&(former.code, fold(&former.name))));
        former
    }

    fn counts(&self, older: bool, former: i64) -> Counts {
        let whole = |count: usize| Some(count as i64);
        match older {
            true => Counts { added: Some(former), ..Counts::default() },
            false => Counts {
                added: whole(self.added.len()),
                updated: whole(self.renamed.len()),
                unchanged: whole(self.unchanged),
                withdrawn: whole(self.withdrawn.len()),
                ..Counts::default()
            },
        }
    }

    fn notices(
        &self,
        places: &BTreeMap<Code, Place>,
        edition: Date,
        older: bool,
        former: &[FormerName],
    ) -> Vec<String> {
        let count = |wanted: fn(Category) -> bool| places.values().filter(|place| wanted(place.category)).count();
        let outside =
            places.iter().filter(|(code, place)| place.category == Category::Community && !code.in_crimea()).count();
        let settlements = count(|category| {
            !matches!(category, Category::Oblast | Category::SpecialCity | Category::Raion | Category::Community)
        });
        let mut notices = vec![format!(
            "edition of {edition}: {} regions, {} raions, {} communities ({outside} outside Crimea), {settlements} settlements",
            count(|category| matches!(category, Category::Oblast | Category::SpecialCity)),
            count(|category| category == Category::Raion),
            count(|category| category == Category::Community),
        )];
        if older {
            notices.push(format!(
                "it is older than the edition in force: {} of its names were kept as former names",
                former.len()
            ));
            return notices;
        }
        let list = |words: Vec<String>| {
            let more = words.len().saturating_sub(SHOWN);
            let shown = words.into_iter().take(SHOWN).collect::<Vec<_>>().join(", ");
            if more > 0 { format!("{shown} and {more} more") } else { shown }
        };
        let added = self.added.iter().filter_map(|code| Some(format!("{code} {}", places.get(code)?.name)));
        let renamed = self.renamed.iter().map(|(code, old, new)| format!("{code} {old} → {new}"));
        let withdrawn = self.withdrawn.iter().map(|(code, name)| format!("{code} {name}"));
        let kinds: [(&str, Vec<String>); 3] =
            [("added", added.collect()), ("renamed", renamed.collect()), ("withdrawn", withdrawn.collect())];
        notices.extend(
            kinds
                .into_iter()
                .filter(|kind| !kind.1.is_empty())
                .map(|(word, places)| format!("{} {word}: {}", places.len(), list(places))),
        );
        notices
    }
}

/// A date `YYYY-MM-DD` in the name of a file.
fn date_in_name(file: &Path) -> Option<Date> {
    let name = file.file_name()?.to_str()?;
    name.char_indices().find_map(|(start, _)| name.get(start..start + 10)?.parse().ok())
}
