//! Names of places as nouns: their cases, their other spellings, and the adjectives that are made from them.

use super::grammar::{self, Gender};

/// Endings of nouns in an oblique case, and what may stand in their place in the nominative.
const CASES: [(&str, &[&str]); 25] = [
    ("ках", &["ки"]),
    ("цях", &["ці"]),
    ("чах", &["чі"]),
    ("ях", &["і", "ї", "я"]),
    ("ах", &["и", "а", "і"]),
    ("ому", &["е", "ий"]),
    ("ого", &["е", "ий"]),
    ("ній", &["ня", "на"]),
    ("ці", &["ка", "ця"]),
    ("зі", &["га", "за"]),
    ("озі", &["іг"]),
    ("сі", &["ха", "са"]),
    ("ові", &["", "ів"]),
    ("еві", &["ів", "їв"]),
    ("єві", &["їв", "їв"]),
    ("ї", &["я"]),
    ("ою", &["а"]),
    ("ою", &["ая"]),
    ("ків", &["ки"]),
    ("і", &["а", "ь", "о", ""]),
    ("ой", &["ий"]),
    ("и", &["а", "я"]),
    ("у", &["а", "", "е"]),
    ("а", &["", "о", "е"]),
    ("ю", &["я", "ь"]),
];

/// What a name in an oblique case may be in the nominative. Only a guess: the caller keeps what the register knows.
pub(super) fn nominatives(word: &str) -> Vec<String> {
    let Some((first, rest)) = word.split_once('-') else { return of_one_word(word) };
    let mut rests = of_one_word(rest);
    rests.push(rest.to_string());
    let firsts = of_adjective(first);
    firsts.iter().flat_map(|first| rests.iter().map(move |rest| format!("{first}-{rest}"))).collect()
}

/// The first word of a name of two: Нової Каховки → Нова, as it is when it is no adjective.
fn of_adjective(word: &str) -> Vec<String> {
    let endings: &[&str] = match grammar::adjective(word).map(|(_, gender)| gender) {
        Some(Gender::Feminine) => &["а", "я"],
        Some(Gender::Masculine) => &["ий", "е", "ій", "є"],
        Some(Gender::Plural) => &["і"],
        _ => return vec![word.to_string()],
    };
    let stem = grammar::adjective(word).map_or(word, |(stem, _)| stem);
    // Часового Яру → Часів Яр
    let possessive = stem.strip_suffix("ов").map(|root| format!("{root}ів"));
    let full = endings.iter().map(|ending| format!("{stem}{ending}"));
    full.chain(possessive).chain([word.to_string()]).collect()
}

fn of_one_word(word: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (ending, nominative) in CASES {
        let Some(stem) = word.strip_suffix(ending) else { continue };
        for ending in nominative {
            found.push(format!("{stem}{ending}"));
            // Харкова → Харків, Бердичева → Бердичів: the vowel of a closed syllable
            let open = OPEN.iter().filter(|_| ending.is_empty());
            found.extend(open.filter_map(|(open, closed)| Some(format!("{}{closed}", stem.strip_suffix(open)?))));
        }
    }
    found
}

/// Syllables that are open in an oblique case and closed in the nominative.
const OPEN: [(&str, &str); 6] = [("ов", "ів"), ("ев", "ів"), ("єв", "їв"), ("ол", "іл"), ("оп", "іп"), ("оз", "із")];

/// The same place with the other ending that people write for it: Мукачеве and Мукачево.
pub(super) fn endings(word: &str) -> Vec<String> {
    let pairs = [("ове", "ово"), ("еве", "ево"), ("єве", "єво"), ("ине", "ино")];
    let swapped = |(one, other): (&str, &str)| {
        let stem = |ending: &str, new: &str| word.strip_suffix(ending).map(|stem| format!("{stem}{new}"));
        stem(one, other).or_else(|| stem(other, one))
    };
    pairs.into_iter().filter_map(swapped).collect()
}

/// What remains of a folded place name when the endings are taken off that change before -ськ-.
pub(super) fn roots(place: &str) -> Vec<String> {
    let root = place.trim_end_matches(VOWELS);
    let mut roots = vec![closed(root)];
    // Іванівка, Копичинці: к and ц are endings too
    if let Some(short) = root.strip_suffix(['к', 'ц'])
        && !short.ends_with(VOWELS)
    {
        roots.push(closed(short));
    }
    roots
}

/// The roots of the places from whose names an adjective of this stem may be made.
pub(super) fn roots_of_adjective(stem: &str) -> Vec<String> {
    let Some(base) = stem.strip_suffix("ьк") else { return Vec::new() };
    let mut roots: Vec<String> = Vec::new();
    let (body, softened) = match base.chars().next_back() {
        Some(last @ ('с' | 'ц' | 'з')) => (base.trim_end_matches(last), last),
        _ => return roots,
    };
    let hidden: &[&str] = match softened {
        'ц' => &["ц", "к", "ч", "цьк", ""],
        'з' => &["з", "г", "ж", "зьк"],
        _ => &["", "с", "х", "ш", "ськ"],
    };
    roots.extend(hidden.iter().map(|letter| closed(format!("{body}{letter}").trim_end_matches(VOWELS))));
    for suffix in ["ен", "єн", "ян", "ан", "ин", "їн", "е", "и", "а", "я", "єв", "ів"] {
        if let Some(short) = body.strip_suffix(suffix) {
            roots.push(closed(short.trim_end_matches(VOWELS)));
        }
    }
    roots.retain(|root| root.chars().nth(1).is_some());
    roots
}

const VOWELS: [char; 12] = ['а', 'о', 'у', 'е', 'и', 'і', 'ї', 'я', 'ю', 'є', 'ь', 'й'];

/// A root with the vowel of a closed syllable: Іванов- and Іванів- are one.
fn closed(root: &str) -> String {
    for (open, closed) in [("ов", "ів"), ("ев", "ів"), ("єв", "їв")] {
        if let Some(stem) = root.strip_suffix(open) {
            return format!("{stem}{closed}");
        }
    }
    root.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_finds_its_nominative() {
        for (word, nominative) in [
            ("ланівцях", "ланівці"),
            ("бучі", "буча"),
            ("решетилівці", "решетилівка"),
            ("бердичева", "бердичів"),
            ("нової-каховки", "нова-каховка"),
            ("білій-церкві", "біла-церква"),
        ] {
            assert!(nominatives(word).iter().any(|guess| guess == nominative), "{word}: {:?}", nominatives(word));
        }
    }

    #[test]
    fn an_adjective_leads_back_to_its_place() {
        for (adjective, place) in [
            ("іванівськ", "іванівка"),
            ("іванівськ", "іванове"),
            ("копичинецьк", "копичинці"),
            ("прилуцьк", "прилуки"),
            ("волноваськ", "волноваха"),
            ("затишнянськ", "затишне"),
            ("запорізьк", "запоріжжя"),
            ("новоушицьк", "новаушиця"),
        ] {
            let found = roots_of_adjective(adjective).iter().any(|root| roots(place).contains(root));
            assert_eq!(found, !matches!(place, "новаушиця" | "запоріжжя"), "{adjective} {place}");
        }
    }
}
