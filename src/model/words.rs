//! Telling a word of a fixed list by the words of a text.

use super::letters::fold;

/// The entry of a list whose words stand first in a text; of those at the same place the one that is listed first. A word with
/// `*` at its end is the beginning of one.
pub(super) fn first_named<T: Copy>(text: &str, list: &[(T, &[&str])]) -> Option<T> {
    let text = fold(text);
    let is_named = |words: &[&str], word: &str| {
        words.iter().any(|known| known.strip_suffix('*').map_or(word == *known, |stem| word.starts_with(stem)))
    };
    text.split(|sign: char| !(sign.is_alphanumeric() || sign == '\''))
        .filter(|word| !word.is_empty())
        .find_map(|word| list.iter().find(|(_, words)| is_named(words, word)).map(|(found, _)| *found))
}
