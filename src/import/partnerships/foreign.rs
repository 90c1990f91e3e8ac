//! Which names of parties lie abroad: those beside the name of a country.

use crate::model::letters::fold;

/// Names of countries without the ending that changes with the case; Latin ones are whole.
#[rustfmt::skip]
const COUNTRIES: [&str; 92] = [
    "польщ", "німеччин", "литв", "латві", "естоні", "чехі", "чеськ", "словаччин", "угорщин", "румуні", "молдов", "болгарі",
    "швеці", "норвегі", "дані", "фінлянді", "франці", "італі", "іспані", "австрі", "швейцарі", "нідерланд", "бельгі", "хорваті",
    "словені", "грузі", "сша", "канад", "японі", "туреччин", "британі", "англі", "шотланді", "ірланді", "португалі", "греці",
    "сербі", "чорногорі", "македоні", "албані", "ізраїл", "коре", "азербайджан", "вірмені", "казахстан", "люксембург", "ісланді",
    "австралі", "данськ", "литовськ", "латвійськ", "французьк", "poland", "germany", "lithuania", "latvia", "estonia", "czech",
    "czechia", "slovakia", "hungary", "romania", "moldova", "bulgaria", "sweden", "norway", "denmark", "finland", "france", "italy",
    "spain", "austria", "switzerland", "netherlands", "belgium", "croatia", "slovenia", "georgia", "usa", "us", "uk", "kingdom",
    "canada", "japan", "turkey", "england", "scotland", "ireland", "portugal", "greece", "serbia", "israel",
];
/// What the case adds to the name of a country.
const ENDINGS: [&str; 15] = ["", "а", "и", "і", "у", "ою", "ею", "я", "ї", "ю", "єю", "ої", "ій", "ю", "ах"];

/// Whether a text names a country.
pub(super) fn is_foreign(text: &str) -> bool {
    let lower = text.to_lowercase();
    let folded = fold(text);
    [lower, folded].iter().any(|text| {
        let mut words = text.split(|sign: char| !sign.is_alphabetic()).filter(|word| !word.is_empty());
        words.any(|word| COUNTRIES.iter().any(|country| is_case_of(word, country)))
    })
}

fn is_case_of(word: &str, country: &str) -> bool {
    word.strip_prefix(country).is_some_and(|ending| {
        // `Чехі` alone is no country, and `Чехів` is a village.
        ENDINGS.contains(&ending) && !(ending.is_empty() && country.ends_with(['і', 'щ', 'н', 'в', 'д', 'к', 'е']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_abroad_is_told_by_its_country() {
        for text in
            ["м. Люблін (Польща)", "Vaasa, Finland", "Glasgow (UK)", "Слупськ, Республіка Польща", "міста Чехії"]
        {
            assert!(is_foreign(text), "{text}");
        }
        for text in ["вул. Литвинова", "с. Чехів", "с. Данівка", "Корецька міська рада", "Українська рада"]
        {
            assert!(!is_foreign(text), "{text}");
        }
    }
}
