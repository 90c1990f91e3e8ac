//! Trainings of different sheets that may be one: the same community, days close to each other, titles alike.

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use super::Finding;
use crate::{
    error::Result,
    model::letters::fold,
    store::{HeldFor, Store},
};

/// Days by which the first days of one training may differ from sheet to sheet.
const CLOSE: i32 = 3;
/// From which likeness on two titles may be one (1 = the same letters).
const ALIKE: f64 = 0.85;

/// A training in the window of days that is compared.
struct Near {
    held: HeldFor,
    start: Date,
    /// Its title without signs, and the numbers in it.
    title: (String, Vec<String>),
}

/// Finds them, community by community.
pub(super) fn duplicates(store: &Store) -> Result<Vec<Finding>> {
    if store.training_sheets()? < 2 {
        return Ok(Vec::new());
    }
    let mut near: Vec<Near> = Vec::new();
    let mut told: FxHashSet<(i64, i64)> = FxHashSet::default();
    let mut found = Vec::new();
    store.trainings_by_community(|held| {
        let Ok(start) = held.start_date.parse::<Date>() else { return };
        near.retain(|one| one.held.community == held.community && (start - one.start).get_days() <= CLOSE);
        let later = Near { title: plain(&held.title), held, start };
        for earlier in near.iter().filter(|one| one.held.sheet != later.held.sheet && is_alike(one, &later)) {
            let pair = (earlier.held.number.min(later.held.number), earlier.held.number.max(later.held.number));
            if pair.0 != pair.1 && told.insert(pair) {
                found.push(finding(earlier, &later));
            }
        }
        near.push(later);
    })?;
    found.sort_by_key(|finding| finding.training);
    Ok(found)
}

/// The later one by number is the one to look at.
fn finding(one: &Near, other: &Near) -> Finding {
    let (first, second) = if one.held.number < other.held.number { (one, other) } else { (other, one) };
    Finding {
        code: "possible_duplicate",
        training: second.held.number,
        reason: format!(
            "may be training {} (`{}`, {}): the same community, and the titles are alike",
            first.held.number, first.held.title, first.held.start_date
        ),
        fix: "if they are one, take it out of one of the files and import that file again",
    }
}

/// A title in small letters without signs, and the numbers in it: module 1 is not module 2.
fn plain(title: &str) -> (String, Vec<String>) {
    let folded = fold(title);
    let words: Vec<&str> =
        folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_number = |word: &&&str| word.chars().any(|letter| letter.is_ascii_digit()) || is_roman(word);
    let numbers = words.iter().filter(is_number).map(|word| (*word).to_string()).collect();
    (words.join(" "), numbers)
}

/// Whether a word may be a Roman number, in either alphabet.
fn is_roman(word: &str) -> bool {
    word.chars().count() <= 4 && word.chars().all(|letter| matches!(letter, 'i' | 'v' | 'x' | 'і' | 'х'))
}

fn is_alike(one: &Near, other: &Near) -> bool {
    one.title.1 == other.title.1
        && (one.title.0 == other.title.0 || strsim::normalized_levenshtein(&one.title.0, &other.title.0) >= ALIKE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_alike_when_a_slip_of_the_hand_parts_them() {
        let near = |title: &str| Near {
            held: HeldFor {
                community: 1,
                number: 1,
                title: title.to_string(),
                start_date: String::new(),
                end_date: String::new(),
                sheet: 1,
            },
            start: Date::MIN,
            title: plain(title),
        };
        let alike = |one, other| is_alike(&near(one), &near(other));
        assert!(alike("Тренінг «Бюджет громади»", "тренінг: бюджет  громад"));
        assert!(!alike("Бюджет громади, модуль 1", "Бюджет громади, модуль 2"));
        assert!(!alike("Бюджет громади, частина I", "Бюджет громади, частина ІІ"));
        assert!(!alike("Бюджет громади", "Інститут старост"));
    }
}
