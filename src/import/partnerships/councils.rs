//! Where a text names a council or a community: by its noun, the kind before it and the name before that. Slips in the kind and the
//! noun are read, for a party with a misspelt noun is a party.

use crate::model::letters::fold;

/// A word with the sign after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    /// Where it begins in the text.
    pub(super) at: usize,
    /// Whether a comma or a bracket stands right after it.
    pub(super) ends: bool,
}

/// Words of the seat of a council.
pub(super) const SEATS: [&str; 10] = ["с", "смт", "м", "с-ще", "сел", "село", "селище", "місто", "с-щe", "ст"];
/// Kinds of council of a community, by their beginning.
const LOCAL_STEMS: [&str; 3] = ["сільськ", "селищн", "міськ"];
/// Other kinds.
const WIDER_STEMS: [&str; 2] = ["районн", "обласн"];
/// Kinds of council of a community, in the cases of the register.
const LOCAL: [&str; 9] =
    ["сільська", "сільської", "сільську", "селищна", "селищної", "селищну", "міська", "міської", "міську"];
/// Nouns of a council.
const NOUNS: [&str; 6] = ["рада", "ради", "раду", "громада", "громади", "громаду"];
/// Nouns that tell the kind too.
const SHORT: [&str; 9] = ["тг", "отг", "мтг", "мотг", "стг", "сотг", "смтг", "сілтг", "селтг"];
/// How many letters of a slip still let a kind be known, and a noun.
const SLIPS: (usize, usize) = (2, 1);

/// The words of a text. What was run together is parted: `громадаУстилузької`, `радасмт`.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut start = None;
    let signs = text.char_indices().chain([(text.len(), ' ')]);
    let mut before = ' ';
    for (at, sign) in signs {
        let parts = sign.is_whitespace() || matches!(sign, '(' | ')' | ',' | ';');
        let is_glued = before.is_lowercase() && sign.is_uppercase();
        if (parts || is_glued)
            && let Some(from) = start.take()
        {
            words.extend(unglued(text, from, at));
        }
        if matches!(sign, ',' | ';')
            && let Some(last) = words.last_mut()
        {
            last.ends = true;
        }
        start = if parts { None } else { start.or(Some(at)) };
        before = sign;
    }
    words
}

/// A word, or two where a noun and the word of a seat were run together.
fn unglued(text: &str, from: usize, to: usize) -> Vec<Word<'_>> {
    let word = |from: usize, to: usize| Word { text: text.get(from..to).unwrap_or_default(), at: from, ends: false };
    let whole = word(from, to);
    let cut = NOUNS.iter().find_map(|noun| {
        let rest = whole.text.strip_prefix(noun)?;
        SEATS.contains(&rest.trim_end_matches('.')).then_some(from + noun.len())
    });
    cut.map_or_else(|| vec![whole], |cut| vec![word(from, cut), word(cut, to)])
}

/// The councils of a text: the places of their first word and of the word behind their last.
pub(super) fn councils(words: &[Word<'_>]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for noun in 0..words.len() {
        let first = found.last().map_or(0, |(_, end)| *end);
        if let Some(start) = name_before(words, noun, first) {
            found.push((start, noun + 1));
        }
    }
    found
}

/// Where the name of a council begins whose noun stands at a place; `None` where no council is named there.
fn name_before(words: &[Word<'_>], noun: usize, first: usize) -> Option<usize> {
    let word = |place: usize| words.get(place).copied();
    let has_kind_before = noun > first && word(noun - 1).is_some_and(is_local_kind);
    if !is_noun(word(noun)?, has_kind_before) && !is_kind_without_noun(words, noun) {
        return None;
    }
    let mut place = noun;
    let mut has_kind = false;
    while place > first {
        let before = word(place - 1)?;
        let lower = before.text.to_lowercase();
        let is_kind = is_local_kind(before) || WIDER_STEMS.iter().any(|kind| lower.starts_with(kind));
        if !is_kind && !lower.starts_with("територіальн") && !lower.contains("єднан") {
            break;
        }
        has_kind |= is_kind || lower.starts_with("територіальн");
        place -= 1;
    }
    let start = place;
    while place > first && noun - place < 5 {
        let before = word(place - 1)?;
        let name = before.text.trim_start_matches(crate::model::letters::is_dash);
        let is_name = name.starts_with(char::is_uppercase) && !name.ends_with('.') && !before.ends;
        if !is_name || name.to_lowercase().starts_with("виконавч") {
            break;
        }
        place -= 1;
    }
    // "... ради" without its kind is a name too where an adjective stands before it.
    let adjective = word(start.checked_sub(1)?)?.text.to_lowercase();
    let is_adjective = ["ськ", "цьк", "зьк"].iter().any(|ending| adjective.contains(ending));
    if place < start {
        return (has_kind || is_adjective).then_some(place);
    }
    // `Собольс ька сільська рада`: a name that was broken.
    let broken = start.checked_sub(2).filter(|place| *place >= first && has_kind_before)?;
    word(broken)?.text.starts_with(char::is_uppercase).then_some(broken)
}

/// Whether a word is the noun of a council; a misspelt one only behind a kind.
fn is_noun(word: Word<'_>, has_kind_before: bool) -> bool {
    let lower = fold(word.text.trim_end_matches('.'));
    let near = |noun: &str| strsim::osa_distance(noun, &lower) <= SLIPS.1;
    (lower.starts_with("рад") && lower.chars().count() <= 5)
        || lower.starts_with("громад")
        || SHORT.contains(&lower.as_str())
        || (has_kind_before && NOUNS.iter().any(|noun| near(noun)))
}

/// Whether a word is the kind of a council of a community, perhaps with a slip: `сілська`, `сілька`, `сільчська`.
fn is_local_kind(word: Word<'_>) -> bool {
    let lower = fold(word.text);
    let begins = LOCAL_STEMS.iter().any(|kind| lower.starts_with(kind));
    // A slip in a word of six letters leaves too little of it.
    let near = |kind: &str| {
        let most = if kind.chars().count() > 6 { SLIPS.0 } else { 1 };
        strsim::osa_distance(kind, &lower) <= most
    };
    begins || (word.text.starts_with(char::is_lowercase) && LOCAL.iter().any(|kind| near(kind)))
}

/// Whether a kind stands for the whole where the noun was forgotten: `Білоцерківська сільська с. Білоцерківці`.
fn is_kind_without_noun(words: &[Word<'_>], place: usize) -> bool {
    let exact = words.get(place).is_some_and(|word| LOCAL.contains(&fold(word.text).as_str()));
    let is_seat = |word: &Word<'_>| {
        let noun = word.text.split('.').next().unwrap_or_default().to_lowercase();
        SEATS.contains(&noun.as_str()) && word.text.contains('.')
    };
    let is_adjective = |word: &Word<'_>| {
        word.text.starts_with(char::is_uppercase) && ["ська", "цька", "зька"].iter().any(|end| word.text.ends_with(end))
    };
    exact
        && words.get(place + 1).is_some_and(is_seat)
        && place.checked_sub(1).and_then(|before| words.get(before)).is_some_and(is_adjective)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Vec<String> {
        let words = words(text);
        let name = |(start, end): &(usize, usize)| {
            words.get(*start..*end).unwrap_or_default().iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
        };
        councils(&words).iter().map(name).collect()
    }

    #[test]
    fn a_council_with_a_slip_in_its_kind_or_noun_is_a_council() {
        for slip in [
            "Новоукраїнська сілська рада",
            "Човно-Федорівська сільсьа рада",
            "Антонівська сілька рад",
            "Поляницька сільчська рада",
            "Вашковецька сільска рада",
            "Зарічанська сільськ рада",
            "Орівська сільська раад",
            "Собольс ька сільська рада",
            "Довжанська –Гірська сільська рада",
        ] {
            assert_eq!(named(&format!("Сумська міська рада м. Суми, {slip}, с. Х")), ["Сумська міська рада", slip]);
        }
    }

    #[test]
    fn words_that_were_run_together_are_parted() {
        assert_eq!(named("Східницька селищна радасмт. Східниця"), ["Східницька селищна рада"]);
        assert_eq!(named("Територіальна громадаУстилузької міської рад м. Устилуг"), ["Устилузької міської рад"]);
        assert_eq!(named("Капринцівську сільську раду с. Капринці"), ["Капринцівську сільську раду"]);
        assert_eq!(named("Білоцерківська сільська с. Білоцерківці"), ["Білоцерківська сільська"]);
    }

    #[test]
    fn an_address_names_no_council() {
        let address = "с. Вільська, вул. Міська, 3, Сумська районна лікарня, Хмельницька обл., вул. Радянська";
        assert_eq!(named(address), Vec::<String>::new());
    }
}
