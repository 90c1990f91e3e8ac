//! The cell that names the parties of an agreement: communities, councils that became part of one with their addresses, foreign
//! towns. Each piece of the cell is a party or belongs to the address of one: none is passed over.

use super::{
    councils::{SEATS, Word, councils, words},
    foreign::is_foreign,
};
use crate::model::letters::is_dash;

/// A party as the cell names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Party {
    /// `Карачієвецька сільська рада`, or whatever stands between two semicolons.
    pub(super) name: String,
    /// `с. Карачіївці`, of the address; empty where none is given.
    pub(super) seat: String,
    pub(super) raion: String,
    pub(super) oblast: String,
    /// The index of the post in the address; empty where none is given.
    pub(super) index: String,
    /// Whether the oblast is that of the other parties, for the address names none.
    pub(super) oblast_of_others: bool,
    /// Whether it lies abroad.
    pub(super) is_foreign: bool,
}

/// The parties of a cell, in its order. Where one gives no oblast and all others give the same, that is its own.
pub(super) fn parties(cell: &str) -> Vec<Party> {
    // Addresses tell the layout of the register; a plain list of names has none.
    let mut parties = if has_addresses(cell) { addressed(cell) } else { listed(cell) };
    let mut oblasts: Vec<String> =
        parties.iter().map(|party| stem(&party.oblast)).filter(|oblast| !oblast.is_empty()).collect();
    oblasts.sort();
    oblasts.dedup();
    if let [_] = oblasts.as_slice()
        && let Some(oblast) = parties.iter().map(|party| party.oblast.clone()).find(|oblast| !oblast.is_empty())
    {
        for party in parties.iter_mut().filter(|party| party.oblast.is_empty()) {
            party.oblast.clone_from(&oblast);
            party.oblast_of_others = true;
        }
    }
    parties
}

/// Parties of a column of their own for what lies abroad: `Слупськ` and the country `Польща`.
pub(super) fn partners(cell: &str, country: &str) -> Vec<Party> {
    let is_home = country.to_lowercase().starts_with("україн") || country.eq_ignore_ascii_case("ukraine");
    let party = |name: &str| Party {
        name: if country.is_empty() || is_home || is_foreign(name) {
            name.to_string()
        } else {
            format!("{name} ({country})")
        },
        is_foreign: !is_home,
        ..Party::default()
    };
    pieces(cell).map(party).collect()
}

/// The beginning of an adjective that all its cases share.
fn stem(adjective: &str) -> String {
    let lower = adjective.to_lowercase();
    let length = lower.chars().count().saturating_sub(2);
    lower.chars().take(if lower.ends_with("ої") || lower.ends_with("ій") { length } else { length + 1 }).collect()
}

/// What stands between semicolons and line breaks.
fn pieces(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', '\n']).map(str::trim).filter(|piece| !piece.is_empty())
}

/// Whether a council of a cell comes with its seat.
fn has_addresses(cell: &str) -> bool {
    pieces(cell).any(|piece| {
        let words = words(piece);
        spans(&words).any(|(_, end, next)| {
            let address = words.get(end..next).unwrap_or_default();
            let text = text_of(piece, address);
            !seat(address).is_empty() && !is_foreign(text)
        })
    })
}

/// The councils of a piece: first word, the word behind the last, and the first word of the next council.
fn spans(words: &[Word<'_>]) -> impl Iterator<Item = (usize, usize, usize)> {
    let found = councils(words);
    let ends: Vec<usize> = found.iter().skip(1).map(|next| next.0).chain([words.len()]).collect();
    found.into_iter().zip(ends).map(|((start, end), next)| (start, end, next))
}

/// Names without addresses: one in a piece, or several by their nouns, or a foreign town behind one.
fn listed(cell: &str) -> Vec<Party> {
    let mut parties = Vec::new();
    for piece in pieces(cell) {
        let words = words(piece);
        let found: Vec<_> = spans(&words).collect();
        match found.as_slice() {
            [] => parties.extend(unnamed(piece)),
            [_] if !is_foreign(piece) => parties.push(plain(piece, false)),
            _ => {
                let first = found.first().map_or(0, |council| council.0);
                parties.extend(unnamed(text_of(piece, words.get(..first).unwrap_or_default())));
                for (start, end, next) in found {
                    let behind = text_of(piece, words.get(end..next).unwrap_or_default());
                    let upto = if is_foreign(behind) { end } else { next };
                    parties.push(plain(text_of(piece, words.get(start..upto).unwrap_or_default()), false));
                    parties.extend(is_foreign(behind).then(|| plain(behind, true)));
                }
            }
        }
    }
    parties
}

/// The parties of a text that holds no noun of a council: parted by dashes, and a foreign town from what stands before "та".
fn unnamed(piece: &str) -> Vec<Party> {
    let members = piece.split(" – ").flat_map(|part| part.split(" — ")).flat_map(|part| part.split(" - "));
    let parted =
        members.flat_map(|part| match [" та ", " і ", " and ", " & "].iter().find_map(|and| part.split_once(and)) {
            Some((one, other)) if is_foreign(part) && !is_foreign(one) => vec![one, other],
            _ => vec![part],
        });
    let parted = parted.map(trimmed).filter(|part| part.contains(char::is_alphabetic));
    parted.map(|part| plain(part, is_foreign(part))).collect()
}

/// A party by its name alone.
fn plain(name: &str, is_foreign: bool) -> Party {
    Party { name: trimmed(name).to_string(), is_foreign, ..Party::default() }
}

/// A name without the signs and words that join it to the one before.
fn trimmed(text: &str) -> &str {
    let text = text.trim_matches([' ', ',', ';', '–', '—', '-', '\u{A0}']);
    let joined = ["та ", "і ", "й ", "and ", "& "].iter().find_map(|and| text.strip_prefix(and));
    joined.map_or(text, str::trim)
}

/// The text from the first of some words to the last.
fn text_of<'t>(text: &'t str, words: &[Word<'t>]) -> &'t str {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return "" };
    // The bracket that closes the last word belongs to it.
    let end = last.at + last.text.len();
    let end = end + usize::from(text.get(end..).is_some_and(|rest| rest.starts_with(')')));
    text.get(first.at..end).unwrap_or_default()
}

/// Councils with their addresses: `Карачієвецька сільська рада (с. Карачіївці, вул. Жовтнева, 27, Віньковецький р-н, Хмельницька обл.)`.
/// A piece without a council goes on with the address before it, unless it lies abroad.
fn addressed(cell: &str) -> Vec<Party> {
    let mut parties: Vec<Party> = Vec::new();
    let mut text = String::new();
    let take = |text: &mut String, parties: &mut Vec<Party>| {
        parties.extend(of_addresses(text));
        text.clear();
    };
    for piece in pieces(cell) {
        let is_abroad = is_foreign(piece) && councils(&words(piece)).is_empty();
        if is_abroad {
            take(&mut text, &mut parties);
            parties.push(plain(piece, true));
        } else {
            text.push_str(piece);
            text.push_str("; ");
        }
    }
    take(&mut text, &mut parties);
    parties
}

/// A text whose names of two words have no blank at their hyphen: `Бистриця -Гірська`, of which half is another village.
fn with_whole_names(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let at = |place: Option<usize>| place.and_then(|place| signs.get(place)).copied().unwrap_or(' ');
    let is_blank_at_hyphen = |place: usize| {
        let (before, after) = (at(place.checked_sub(1)), at(Some(place + 1)));
        let begins = before.is_alphabetic() && is_dash(after) && at(Some(place + 2)).is_uppercase();
        let ends = is_dash(before) && at(place.checked_sub(2)).is_alphabetic() && after.is_uppercase();
        at(Some(place)) == ' ' && (begins || ends)
    };
    let kept = signs.iter().enumerate().filter(|(place, _)| !is_blank_at_hyphen(*place));
    let whole: Vec<char> = kept.map(|(_, sign)| *sign).collect();
    let is_inside = |place: usize| {
        let letter =
            |place: Option<usize>| place.and_then(|place| whole.get(place)).is_some_and(|sign| sign.is_alphabetic());
        letter(place.checked_sub(1)) && letter(Some(place + 1))
    };
    let hyphened =
        whole.iter().enumerate().map(|(place, sign)| if is_dash(*sign) && is_inside(place) { '-' } else { *sign });
    hyphened.collect()
}

fn of_addresses(text: &str) -> Vec<Party> {
    let text = &with_whole_names(text);
    let words = words(text);
    let found: Vec<_> = spans(&words).collect();
    let first = found.first().map_or(words.len(), |council| council.0);
    let before = text_of(text, words.get(..first).unwrap_or_default());
    let mut parties = Vec::new();
    // What stands before the first council and is named like one may be a party: a person has to say.
    let is_named = |word: &Word<'_>| word.text.starts_with(char::is_uppercase) && word.text.contains("ськ");
    if words.iter().take(first).any(is_named) {
        parties.push(plain(before, false));
    }
    parties.extend(found.into_iter().filter_map(|(start, end, next)| party(&words, start, end, next)));
    parties
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
        index: index(address),
        ..Party::default()
    })
}

/// The index of the post that an address holds. Behind `тел.` stand numbers of telephones, and so may those that begin with a nought.
fn index(address: &[Word<'_>]) -> String {
    let is_telephone =
        |word: &&Word<'_>| ["тел", "факс"].iter().any(|begin| word.text.to_lowercase().starts_with(begin));
    let is_index =
        |text: &str| text.len() == 5 && !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut place = address.iter().take_while(|word| !is_telephone(word));
    place.find(|word| is_index(word.text)).map(|word| word.text.to_string()).unwrap_or_default()
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
            // `Гр.-Бригадирівка` is a name, `вул.Миру` begins the address.
            let is_name = after.text.starts_with(char::is_uppercase) && !after.text.replace(".-", "").contains('.');
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
    fn a_name_of_two_words_is_not_halved_at_its_hyphen() {
        let found = parties(
            "Бистрицька –Гірська сільська рада вул. Ювілейна, 75а, с. Бистриця -Гірська, Дрогобицький р-н., Львівська обл.",
        );
        let told: Vec<_> = found.iter().map(|party| (party.name.as_str(), party.seat.as_str())).collect();
        assert_eq!(told, [("Бистрицька-Гірська сільська рада", "с. Бистриця-Гірська")]);
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
