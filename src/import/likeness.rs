//! Records whose key was edited: a row of a corrected file that is like one record which the file no longer tells of, and like no
//! other, is a correction of that record and not a new one beside a lost one.
//!
//! Likeness is counted in points out of 100: the title (by pairs of letters) gives up to 40, the day up to 30, the communities
//! (those shared among those that either names) up to 30. Records of different projects, or more than a month apart, or of which
//! the titles hold other numbers or letters (`module 1`, `module 2`; `group А`, `group Б`), are not alike; records on different days
//! are so only where their titles are nearly the same, records to which their sheets give different ids where all else is equal.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use super::{batch::Batch, incoming::Incoming, kind::Kind, lineage::Shared, plan::Doubt};
use crate::{
    error::Result,
    model::letters::fold,
    store::{CommunityLink, Gone, Record, Store, Stored, Writing},
};

/// The least likeness of what is taken for one.
const SAME: u32 = 70;
/// The least likeness where the ids differ.
const SAME_BUT_FOR_ID: u32 = 95;
/// The least likeness of titles, from 0 to 1, of records on different days.
const NEARLY_THE_SAME: f64 = 0.8;
/// The likeness from which nobody need look at it.
const SURE: u32 = 90;
/// How much less alike every other candidate has to be.
const AHEAD: u32 = 10;
/// Days within which two records may be one.
const DAYS_APART: i32 = 31;
/// More records than this that are gone at once make another file of it, and no correction.
const MOST_GONE: usize = 2_000;

/// What was taken for what.
#[derive(Default)]
pub(super) struct Alike {
    /// Sentences on rows that were taken for corrections.
    pub(super) taken: Vec<String>,
    /// Rows that are alike to several.
    pub(super) doubts: Vec<Doubt>,
}

/// A record of which a corrected file no longer tells under its key.
struct Lost<R> {
    stored: Stored<R>,
    /// Whether the file tells again what stood beside it.
    is_form: bool,
    communities: BTreeSet<String>,
}

/// Gives the records of a batch at `fresh`, which have none of the database yet, those that are gone and that they correct.
/// `forms`: earlier changes of which the file tells some records again.
pub(super) fn alike<K: Kind>(
    (store, writing): (&Store, &Writing<'_>),
    batch: &mut Batch<K>,
    fresh: &[usize],
    gone: &mut Vec<Gone>,
    forms: &FxHashSet<i64>,
) -> Result<Alike> {
    let mut found = Alike::default();
    if gone.is_empty() || fresh.is_empty() || gone.len() > MOST_GONE {
        return Ok(found);
    }
    let (mut lost, scores) = scores((store, writing), batch, fresh, gone, forms)?;
    for place in fresh {
        let Some(record) = batch.get(*place) else { continue };
        match the_one(&scores, *place) {
            One::Of(at, score) => {
                let Some(known) = lost.get_mut(at).and_then(Option::take) else { continue };
                let said = sentence::<K>(record, &known.stored, score);
                match score >= SURE {
                    true => found.taken.push(format!("row {}: {said}", record.first_row)),
                    false => found.doubts.push(taken(record, said)),
                }
                gone.retain(|gone| gone.number != known.stored.number);
                record.stored = Some(Box::new(known.stored));
            }
            One::Several(places) => {
                let numbers = places.iter().filter_map(|at| Some(lost.get(*at)?.as_ref()?.stored.number.to_string()));
                found.doubts.extend(may_be_same(record, numbers.collect()));
            }
            One::None => {}
        }
    }
    Ok(found)
}

/// Says of how many records at `fresh` an earlier import told too, or may have told in other words, that is no earlier form of this
/// file: a form under another name, most of which was altered, looks like that.
pub(super) fn like_those_of<K: Kind>(
    (store, writing): (&Store, &Writing<'_>),
    batch: &mut Batch<K>,
    fresh: &[usize],
    shared: &Shared,
    found: &mut Alike,
) -> Result<()> {
    let own: Vec<usize> =
        fresh.iter().copied().filter(|at| batch.get(*at).is_some_and(|own| own.stored.is_none())).collect();
    let scores = match own.is_empty() || shared.others.len() > MOST_GONE {
        true => Vec::new(),
        false => scores((store, writing), batch, &own, &shared.others, &FxHashSet::default())?.1,
    };
    let alike = own.iter().filter(|place| scores.iter().any(|score| score.1 == **place)).count();
    let counted = |count: usize| format!("{count} {}", if count == 1 { K::FORM.one } else { K::FORM.noun });
    let file = store.change(shared.change)?.and_then(|change| change.file).unwrap_or_default();
    let (id, again) = (shared.change, counted(shared.again));
    let said = format!("`{file}` (change {id}) told of {again} of this file too");
    match alike {
        0 => found.taken.push(format!("{said}; each counts once")),
        alike => found.doubts.push(Doubt {
            code: "like_other_file",
            sheet: 0,
            row: 0,
            value: file,
            reason: format!("{said}, and {} that went in as new are like others of it", counted(alike)),
            fix: Some(
                "if this is a later form of that file, `hromada undo`, and import it under that name".to_string(),
            ),
        }),
    }
    Ok(())
}

/// How alike records of a batch are to records of the database: points, place in the batch, place among those.
type Scores = Vec<(u32, usize, usize)>;

/// Records of the database that are compared; one that was taken for a record of the batch is `None`.
type Compared<K> = Vec<Option<Lost<<K as Kind>::Record>>>;

/// Compares each record at `fresh` with each of those that are given.
fn scores<K: Kind>(
    (store, writing): (&Store, &Writing<'_>),
    batch: &mut Batch<K>,
    fresh: &[usize],
    given: &[Gone],
    forms: &FxHashSet<i64>,
) -> Result<(Compared<K>, Scores)> {
    let lost = given.iter().map(|record| Lost::load((store, writing), record.number, forms));
    let lost: Compared<K> = lost.collect::<Result<_>>()?;
    let mut scores = Vec::new();
    for place in fresh {
        let Some(record) = batch.get(*place) else { continue };
        let communities = communities_of(store, record)?;
        for (at, known) in lost.iter().enumerate() {
            let Some(known) = known else { continue };
            if K::may_be_mended(&known.stored.values, &record.values, known.is_form) {
                let score = known.likeness(&record.values, &communities);
                scores.extend(score.map(|score| (score, *place, at)));
            }
        }
    }
    Ok((lost, scores))
}

/// Which of those that are gone a record is.
enum One {
    None,
    /// Its place, and the likeness.
    Of(usize, u32),
    Several(Vec<usize>),
}

/// The one that is alike to the record at `place` as that is to it, and well ahead of all others on both sides.
fn the_one(scores: &[(u32, usize, usize)], place: usize) -> One {
    let mut own: Vec<_> = scores.iter().filter(|score| score.1 == place).collect();
    own.sort_by_key(|score| std::cmp::Reverse(score.0));
    let Some((best, _, at)) = own.first().copied().copied() else { return One::None };
    let near: Vec<usize> = own.iter().filter(|score| score.0 + AHEAD > best).map(|score| score.2).collect();
    let rivals = scores.iter().filter(|score| score.2 == at && score.1 != place && score.0 + AHEAD > best);
    match near.len() == 1 && rivals.count() == 0 {
        true => One::Of(at, best),
        false => One::Several(near),
    }
}

impl<R: Record> Lost<R> {
    fn load((store, writing): (&Store, &Writing<'_>), number: i64, forms: &FxHashSet<i64>) -> Result<Option<Lost<R>>> {
        let Some(stored) = store.record::<R>(number)? else { return Ok(None) };
        let change = stored.sheet.map(|sheet| writing.change_of_sheet(sheet)).transpose()?;
        let is_form = change.is_some_and(|change| forms.contains(&change));
        let mut communities = BTreeSet::new();
        for link in R::links(store, number)? {
            communities.insert(store.community_name(link.community())?.0);
        }
        communities.extend(store.waiting_names_of(R::NOUN, number)?.into_iter().map(|name| name.text_fold));
        Ok(Some(Lost { stored, is_form, communities }))
    }

    /// How alike a record of the file is, in points; `None` where the two cannot be one.
    fn likeness(&self, record: &R, communities: &BTreeSet<String>) -> Option<u32> {
        let known = &self.stored.values;
        if known.project_and_quarter().0 != record.project_and_quarter().0 {
            return None;
        }
        let days = days_apart(known.day(), record.day())?;
        let titles = of_titles(known.title(), record.title());
        if marks(known.title()) != marks(record.title()) || (days > 0 && titles < NEARLY_THE_SAME) {
            return None;
        }
        let day = if days == 0 { 30.0 } else { 15.0 };
        let title = 40.0 * titles;
        let all = self.communities.union(communities).count();
        let place = match all {
            0 if known.place() == record.place() => 30.0,
            0 => 0.0,
            all => 30.0 * self.communities.intersection(communities).count() as f64 / all as f64,
        };
        let score = (title + day + place).round() as u32;
        let other_id = known.source_id().zip(record.source_id()).is_some_and(|(one, other)| one != other);
        (score >= if other_id { SAME_BUT_FOR_ID } else { SAME }).then_some(score)
    }
}

/// The share of pairs of neighbouring letters that two titles have in common (Dice's coefficient), 0 to 1.
fn of_titles(one: &str, other: &str) -> f64 {
    let pairs = |title: &str| {
        let letters: Vec<char> = fold(title).chars().filter(|sign| !sign.is_whitespace()).collect();
        let pairs = letters.iter().zip(letters.iter().skip(1));
        pairs.map(|(first, second)| (*first, *second)).collect::<Vec<_>>()
    };
    let (one, mut other) = (pairs(one), pairs(other));
    let all = one.len() + other.len();
    let shared = one.iter().filter(|pair| {
        let same = other.iter().position(|known| known == *pair);
        same.map(|same| other.swap_remove(same)).is_some()
    });
    let shared = shared.count();
    if all == 0 { 0.0 } else { 2.0 * shared as f64 / all as f64 }
}

/// What tells one record of a series from the next: numbers, Roman ones too, single letters and ordinals, in their order.
fn marks(title: &str) -> Vec<String> {
    const ORDINALS: [&str; 10] =
        ["перш", "друг", "трет", "четверт", "п’ят", "шост", "сьом", "восьм", "дев’ят", "десят"];
    let is_roman = |word: &str| word.chars().all(|sign| "IVXІХ".contains(sign));
    let is_letter = |word: &str| word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let is_ordinal = |folded: &str| ORDINALS.iter().any(|stem| folded.starts_with(&fold(stem)));
    let words =
        title.split(|sign: char| !sign.is_alphanumeric() && !"'’ʼ".contains(sign)).filter(|word| !word.is_empty());
    let counts = |word: &&str| {
        word.chars().any(|sign| sign.is_ascii_digit()) || is_roman(word) || is_letter(word) || is_ordinal(&fold(word))
    };
    words.filter(counts).map(fold).collect()
}

/// Days between two, where they are near enough; 0 where nobody said either.
fn days_apart(one: Option<&str>, other: Option<&str>) -> Option<i32> {
    let (Some(one), Some(other)) = (one, other) else { return (one == other).then_some(0) };
    let (one, other): (Date, Date) = (one.parse().ok()?, other.parse().ok()?);
    let days = one.until(other).ok()?.get_days().abs();
    (days <= DAYS_APART).then_some(days)
}

/// The communities that a record of the file names: codes of those that are sure, the texts of the others.
fn communities_of<K: Kind>(store: &Store, record: &Incoming<K>) -> Result<BTreeSet<String>> {
    let mut communities: BTreeSet<String> = record.waiting.iter().map(|name| name.text_fold.clone()).collect();
    for link in &record.links {
        communities.insert(store.community_name(link.place.community)?.0);
    }
    Ok(communities)
}

fn named<R: Record>(values: &R) -> String {
    format!("`{}`{}", values.title(), values.day().map_or(String::new(), |day| format!(" of {day}")))
}

fn sentence<K: Kind>(record: &Incoming<K>, stored: &Stored<K::Record>, score: u32) -> String {
    format!(
        "{} was taken for a correction of {} {} {} ({score} of 100 points alike)",
        named(&record.values),
        K::FORM.one,
        stored.number,
        named(&stored.values)
    )
}

/// The doubt about a row that was taken for a correction, and is not so like it that nobody need look.
fn taken<K: Kind>(record: &Incoming<K>, said: String) -> Doubt {
    Doubt {
        code: "taken_for_correction",
        sheet: record.sheet,
        row: record.first_row,
        value: record.values.title().to_string(),
        reason: said,
        fix: Some(format!("if it is another {}, `hromada undo`, and give both an id", K::FORM.row)),
    }
}

/// The doubt about a record that may be one that the database holds, or one of several.
pub(super) fn may_be_same<K: Kind>(record: &Incoming<K>, numbers: Vec<String>) -> Option<Doubt> {
    let (one, noun) = (K::FORM.one, K::FORM.noun);
    (!numbers.is_empty()).then(|| Doubt {
        code: "may_be_same",
        sheet: record.sheet,
        row: record.first_row,
        value: record.values.title().to_string(),
        reason: format!("may be a correction of {one} {}; it was taken as another one", numbers.join(" or ")),
        fix: Some(format!("`hromada import template {noun} --with-data` gives rows the numbers of what they correct")),
    })
}
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_alike_by_the_pairs_of_letters_they_share() {
        assert_eq!(of_titles("Вода", "вода"), 1.0);
        assert_eq!(of_titles("Вода", "Освіта"), 0.0);
        assert!(of_titles("Зустріч старост", "Зустрічі старост") > 0.85);
        let longer = of_titles("Права старост", "Права й обов’язки старост");
        assert!(longer > 0.5 && longer < 0.9, "{longer}");
        assert_eq!(of_titles("", "Вода"), 0.0);
    }

    #[test]
    fn what_tells_one_of_a_series_from_the_next_is_seen() {
        for (one, next) in [
            ("Модуль 1", "Модуль 2"),
            ("Модуль І", "Модуль ІІ"),
            ("Вебінар (група А)", "Вебінар (група Б)"),
            ("Школа старост, перша частина", "Школа старост, друга частина"),
        ] {
            assert_ne!(marks(one), marks(next));
        }
        assert_eq!(marks("Бюджет: перші кроки"), marks("Бюджет. Перші кроки"));
        assert!(marks("Права й обов’язки старост").is_empty());
    }
}
