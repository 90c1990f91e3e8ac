//! Ukrainian adjectives: what remains of one when its case ending is taken off.

/// Number and gender that an ending tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    /// Feminine singular, nominative: the form in which a community stands in the register.
    Name,
    /// Feminine singular, another case.
    Feminine,
    /// Masculine or neuter singular: a raion, a head of a council, a place.
    Masculine,
    /// Plural.
    Plural,
}

/// Endings of adjectives, longer ones first; those of soft stems keep the soft sign.
const ENDINGS: [(&str, Gender); 20] = [
    ("ього", Gender::Masculine),
    ("ьому", Gender::Masculine),
    ("ьої", Gender::Feminine),
    ("ьою", Gender::Feminine),
    ("ого", Gender::Masculine),
    ("ому", Gender::Masculine),
    ("ими", Gender::Plural),
    ("ої", Gender::Feminine),
    ("ою", Gender::Feminine),
    ("ій", Gender::Feminine),
    ("ий", Gender::Masculine),
    ("им", Gender::Masculine),
    ("ім", Gender::Masculine),
    ("их", Gender::Plural),
    ("а", Gender::Name),
    ("у", Gender::Feminine),
    ("і", Gender::Plural),
    ("ю", Gender::Feminine),
    ("я", Gender::Name),
    ("є", Gender::Masculine),
];

/// The stem of a Ukrainian adjective and what its ending tells. `None` for a word without an adjective's ending.
pub(super) fn adjective(word: &str) -> Option<(&str, Gender)> {
    ENDINGS.iter().find_map(|(ending, gender)| {
        let stem = word.strip_suffix(ending)?;
        (stem.chars().nth(2).is_some()).then_some((stem, *gender))
    })
}

/// Whether a stem is that of an adjective made from a place: the commonest shape of a community's name.
pub(super) fn is_relational(stem: &str) -> bool {
    stem.ends_with("ськ") || stem.ends_with("цьк") || stem.ends_with("зьк") || stem.ends_with("ск")
}

/// Whether a word is an adjective made from a place.
pub(super) fn is_relational_adjective(word: &str) -> bool {
    adjective(word).is_some_and(|(stem, _)| is_relational(stem))
}

/// The parts of a hyphenated name without their own endings: both `асканія-нов` and `асканії-нов` give `асканнов`.
pub(super) fn bare_parts(stem: &str) -> Option<String> {
    let (first, last) = stem.rsplit_once('-')?;
    let first = first.trim_end_matches(['а', 'о', 'и', 'і', 'у', 'ю', 'я', 'є', 'е', 'ї', 'й', 'ь']);
    Some(format!("{first}{last}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_adjective_loses_its_ending() {
        for (word, stem) in [
            ("бердичівська", "бердичівськ"),
            ("бердичівської", "бердичівськ"),
            ("бердичівській", "бердичівськ"),
            ("бердичівського", "бердичівськ"),
            ("ювілейною", "ювілейн"),
            ("крайньої", "крайн"),
            ("вишневу", "вишнев"),
        ] {
            assert_eq!(adjective(word).map(|(stem, _)| stem), Some(stem), "{word}");
        }
        assert_eq!(adjective("бердичів"), None);
    }
}
