//! The cell that names the parties of an agreement: communities, councils that became part of one with their addresses, foreign
//! towns.

/// A party as the cell names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Party {
    /// `Карачієвецька сільська рада`, or whatever stands between two semicolons.
    pub(super) name: String,
    /// `с. Карачіївці`, of the address; empty where none is given.
    pub(super) seat: String,
    pub(super) raion: String,
    pub(super) oblast: String,
    /// Whether it lies abroad.
    pub(super) is_foreign: bool,
}

/// Countries of foreign towns, by their beginning.
const COUNTRIES: [&str; 44] = [
    "польщ",
    "німеччин",
    "литв",
    "латві",
    "естоні",
    "чехі",
    "чеськ",
    "словаччин",
    "угорщин",
    "румуні",
    "молдов",
    "болгарі",
    "швеці",
    "норвегі",
    "данi",
    "дані",
    "фінлянді",
    "франці",
    "італі",
    "іспані",
    "австрі",
    "швейцарі",
    "нідерланд",
    "бельгі",
    "хорваті",
    "словені",
    "грузі",
    "сша",
    "канад",
    "японі",
    "туреччин",
    "велик британ",
    "poland",
    "germany",
    "lithuania",
    "latvia",
    "estonia",
    "czech",
    "slovakia",
    "hungary",
    "romania",
    "sweden",
    "france",
    "italy",
];
/// Words of the seat of a council.
const SEATS: [&str; 10] = ["с", "смт", "м", "с-ще", "сел", "село", "селище", "місто", "с-щe", "ст"];
/// Kinds of council, by their beginning.
const KINDS: [&str; 5] = ["сільськ", "селищн", "міськ", "районн", "обласн"];

/// The parties of a cell, in its order. Where one gives no oblast and all others give the same, that is its own.
pub(super) fn parties(cell: &str) -> Vec<Party> {
    let councils = councils(cell);
    // Addresses tell the layout of the register; a plain list of names has none.
    let mut parties = if councils.iter().any(|party| !party.seat.is_empty()) { councils } else { listed(cell) };
    let mut oblasts: Vec<String> =
        parties.iter().map(|party| stem(&party.oblast)).filter(|oblast| !oblast.is_empty()).collect();
    oblasts.sort();
    oblasts.dedup();
    if let [_] = oblasts.as_slice()
        && let Some(oblast) = parties.iter().map(|party| party.oblast.clone()).find(|oblast| !oblast.is_empty())
    {
        parties.iter_mut().filter(|party| party.oblast.is_empty()).for_each(|party| party.oblast.clone_from(&oblast));
    }
    parties
}

/// The beginning of an adjective that all its cases share.
fn stem(adjective: &str) -> String {
    let lower = adjective.to_lowercase();
    let length = lower.chars().count().saturating_sub(2);
    lower.chars().take(if lower.ends_with("ої") || lower.ends_with("ій") { length } else { length + 1 }).collect()
}

/// A list of names, parted by semicolons or lines.
fn listed(cell: &str) -> Vec<Party> {
    let names = cell.split([';', '\n']).map(str::trim).filter(|name| !name.is_empty());
    let party = |name: &str| Party { name: name.to_string(), is_foreign: is_foreign(name), ..Party::default() };
    names.map(party).collect()
}

fn is_foreign(name: &str) -> bool {
    let lower = name.to_lowercase();
    let words = lower.split(|sign: char| !sign.is_alphabetic());
    words.filter(|word| !word.is_empty()).any(|word| COUNTRIES.iter().any(|country| word.starts_with(country)))
}

/// A word with the sign after it.
struct Word<'t> {
    text: &'t str,
    /// Whether a comma, a bracket or a semicolon stands right after it.
    ends: bool,
}

/// Councils with their addresses: `Карачієвецька сільська рада (с. Карачіївці, вул. Жовтнева, 27, Віньковецький р-н, Хмельницька обл.)`.
fn councils(cell: &str) -> Vec<Party> {
    let words: Vec<Word<'_>> = cell
        .split(|sign: char| sign.is_whitespace() || matches!(sign, '(' | ')' | '\u{A0}'))
        .flat_map(|piece| piece.split_inclusive([',', ';']))
        .map(|piece| Word { text: piece.trim_end_matches([',', ';']), ends: piece.ends_with([',', ';']) })
        .filter(|word| !word.text.is_empty())
        .collect();
    let mut found: Vec<(usize, usize)> = Vec::new();
    for noun in 0..words.len() {
        let first = found.last().map_or(0, |(_, end)| *end);
        if let Some(start) = name_before(&words, noun, first) {
            found.push((start, noun + 1));
        }
    }
    let ends = found.iter().skip(1).map(|next| next.0).chain([words.len()]);
    found.iter().zip(ends).filter_map(|((start, end), next)| party(&words, *start, *end, next)).collect()
}

/// Where the name of a council begins whose noun stands at a place; `None` where no council is named there.
fn name_before(words: &[Word<'_>], noun: usize, first: usize) -> Option<usize> {
    let lower = |place: usize| words.get(place).map(|word| word.text.to_lowercase());
    let is_noun = |word: &str| {
        (word.starts_with("рад") && word.chars().count() <= 5)
            || word.starts_with("громад")
            || matches!(word, "тг" | "отг")
    };
    if !is_noun(lower(noun)?.trim_end_matches('.')) {
        return None;
    }
    let mut place = noun;
    let mut has_kind = false;
    while place > first {
        let word = lower(place - 1)?;
        let is_kind = KINDS.iter().any(|kind| word.starts_with(kind));
        if !is_kind && !word.starts_with("територіальн") && !word.contains("єднан") {
            break;
        }
        has_kind |= is_kind || word.starts_with("територіальн");
        place -= 1;
    }
    let start = place;
    while place > first && noun - place < 5 {
        let before = words.get(place - 1)?;
        let is_name = before.text.starts_with(char::is_uppercase) && !before.text.ends_with('.') && !before.ends;
        if !is_name || before.text.to_lowercase().starts_with("виконавч") {
            break;
        }
        place -= 1;
    }
    // "... ради" without its kind is a name too where an adjective stands before it.
    let named = place < start && (has_kind || lower(start - 1)?.contains("ськ") || lower(start - 1)?.contains("цьк"));
    named.then_some(place)
}

/// The party of a name and of the address after it.
fn party(words: &[Word<'_>], start: usize, end: usize, next: usize) -> Option<Party> {
    let name = words.get(start..end)?.iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
    let address = words.get(end..next)?;
    Some(Party {
        name,
        seat: seat(address),
        raion: adjective_before(address, &["р-н", "район"]),
        oblast: adjective_before(address, &["обл"]),
        is_foreign: false,
    })
}

/// The settlement that an address names: `с. Великий Олександрів`.
fn seat(address: &[Word<'_>]) -> String {
    for (place, word) in address.iter().enumerate() {
        let (noun, glued) = word.text.split_once('.').unwrap_or((word.text, ""));
        if !SEATS.contains(&noun.to_lowercase().as_str()) {
            continue;
        }
        let mut name = vec![glued];
        let mut ended = word.ends;
        for after in address.get(place + 1..).unwrap_or_default() {
            let is_name = after.text.starts_with(char::is_uppercase) && !after.text.contains('.');
            let is_region =
                ["ський", "ська", "ської", "ського", "цький", "цька"].iter().any(|end| after.text.ends_with(end));
            if ended || !is_name || name.len() > 3 || (is_region && name.iter().any(|part| !part.is_empty())) {
                break;
            }
            name.push(after.text);
            ended = after.ends;
        }
        let name = name.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        if name.starts_with(char::is_uppercase) {
            return format!("{noun}. {name}");
        }
    }
    String::new()
}

/// The adjective before a noun: `Віньковецький` before `р-н`.
fn adjective_before(address: &[Word<'_>], nouns: &[&str]) -> String {
    let is_noun = |word: &Word<'_>| nouns.iter().any(|noun| word.text.to_lowercase().starts_with(noun));
    let is_adjective =
        |word: &Word<'_>| word.text.contains("ськ") || word.text.contains("цьк") || word.text.contains("зьк");
    let found = address.windows(2).find_map(|pair| match pair {
        [name, noun] if is_noun(noun) && is_adjective(name) => Some(name.text),
        _ => None,
    });
    found.unwrap_or_default().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn councils_come_with_their_addresses() {
        let found = parties(
            "Віньковецька селищна рада (смт Віньківці, вул. Соборної України, 20 Віньковецький р-н, Хмельницька обл., тел./факс \
             (03846) 21345); Великоолександрівська сільська рада с. Великий Олександрів, вул. Леніна, 2 Віньковецький р-н, тел. \
             (03846) 2-65-42 Асканія-Нова селищна рада с.Асканія-Нова, Чаплинського р-ну",
        );
        let told: Vec<_> = found
            .iter()
            .map(|party| [&party.name, &party.seat, &party.raion, &party.oblast].map(String::as_str))
            .collect();
        assert_eq!(
            told,
            [
                ["Віньковецька селищна рада", "смт. Віньківці", "Віньковецький", "Хмельницька"],
                ["Великоолександрівська сільська рада", "с. Великий Олександрів", "Віньковецький", "Хмельницька"],
                ["Асканія-Нова селищна рада", "с. Асканія-Нова", "Чаплинського", "Хмельницька"],
            ]
        );
    }

    #[test]
    fn a_plain_list_may_hold_foreign_towns() {
        let found = parties("Шосткинська міська громада; м. Люблін (Польща)\nВоронізька селищна громада");
        let told: Vec<_> = found.iter().map(|party| (party.name.as_str(), party.is_foreign)).collect();
        assert_eq!(
            told,
            [
                ("Шосткинська міська громада", false),
                ("м. Люблін (Польща)", true),
                ("Воронізька селищна громада", false)
            ]
        );
    }
}
