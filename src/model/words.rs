//! Telling a word of a fixed list by the words of a text, and whether the text says it or denies it.

use super::letters::fold;

/// What a text says of an entry of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said<T> {
    /// It is so.
    Yes(T),
    /// It is not so: `не отримано`, `ще не передано`, `нетерміново`.
    No(T),
}

/// Words that say of a part what they stand beside.
const PARTS: [&str; 5] = ["частк*", "частин*", "почасти", "partly", "partial*"];
/// Words that deny what comes after them.
const DENIALS: [&str; 4] = ["не", "ні", "not", "never"];

/// The entry of a list whose words stand first in a text; of those at the same place the one that is listed first. A word with
/// `*` at its end is the beginning of one.
pub(super) fn first_named<T: Copy>(text: &str, list: &[(T, &[&str])]) -> Option<T> {
    words(&fold(text)).find_map(|word| entry(word, list))
}

/// The same, and whether it is said or denied. `None` where no known word stands in the text, and where the text says it of a part
/// or takes it back: `частково отримано`, `отримано не все`.
pub(super) fn first_said<T: Copy>(text: &str, list: &[(T, &[&str])]) -> Option<Said<T>> {
    let text = fold(text);
    let words: Vec<&str> = words(&text).collect();
    let denies = |word: &&str| is_one_of(word, &DENIALS);
    let place = words.iter().position(|word| entry(word, list).or_else(|| denied_within(word, list)).is_some())?;
    let (before, rest) = words.split_at(place);
    let (word, after) = rest.split_first()?;
    if after.iter().any(denies) || words.iter().any(|word| is_one_of(word, &PARTS)) {
        return None;
    }
    // `без` is said of the next word alone: `без зауважень отримано`.
    let is_denied = before.iter().any(denies) || before.last() == Some(&"без");
    match entry(word, list) {
        Some(found) if is_denied => Some(Said::No(found)),
        Some(found) => Some(Said::Yes(found)),
        None => denied_within(word, list).filter(|_| !is_denied).map(Said::No),
    }
}

/// Whether one of some words, or the beginning of one, stands in a text.
pub(super) fn names_any(text: &str, known: &[&str]) -> bool {
    words(&fold(text)).any(|word| is_one_of(word, known))
}

/// The entry that a word denies with its own beginning: `нетерміново`.
fn denied_within<T: Copy>(word: &str, list: &[(T, &[&str])]) -> Option<T> {
    entry(word.strip_prefix("не")?, list)
}

fn entry<T: Copy>(word: &str, list: &[(T, &[&str])]) -> Option<T> {
    list.iter().find(|(_, known)| is_one_of(word, known)).map(|(found, _)| *found)
}

fn is_one_of(word: &str, known: &[&str]) -> bool {
    known.iter().any(|known| known.strip_suffix('*').map_or(word == *known, |stem| word.starts_with(stem)))
}

/// The words of a folded text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !(sign.is_alphanumeric() || sign == '\'')).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_denied_is_told_from_what_is_said() {
        let list: [(u8, &[&str]); 2] = [(1, &["отриман*"]), (2, &["термінов*", "невідкладн*"])];
        for (text, said) in [
            ("Отримано", Some(Said::Yes(1))),
            ("отримано без зауважень", Some(Said::Yes(1))),
            ("без зауважень отримано", Some(Said::Yes(1))),
            ("без отримання", Some(Said::No(1))),
            ("не отримано", Some(Said::No(1))),
            ("НЕ було отримано", Some(Said::No(1))),
            ("ще не отримано", Some(Said::No(1))),
            ("нетерміново", Some(Said::No(2))),
            ("невідкладно", Some(Said::Yes(2))),
            ("не невідкладно", Some(Said::No(2))),
            ("не нетерміново", None),
            ("отримано не все", None),
            ("отримано частково", None),
            ("першу частину отримано", None),
            ("десь", None),
        ] {
            assert_eq!(first_said(text, &list), said, "{text}");
        }
    }
}
