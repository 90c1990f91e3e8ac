//! Names in Russian: a key in which a Russian name and the Ukrainian one it stands for are equal.
//!
//! The two languages differ by rule. Ukrainian і answers to Russian е, о, ё or и; и to и or ы; before -ск- Russian keeps the
//! consonant that Ukrainian softened (к, ч → ц; г, ж → з; х, ш → с); в before a consonant answers to л (жовт-, желт-).

use super::grammar::Gender;

/// Endings of adjectives, longer ones first.
const ENDINGS: [(&str, Gender); 16] = [
    ("ого", Gender::Masculine),
    ("ому", Gender::Masculine),
    ("ыми", Gender::Plural),
    ("ими", Gender::Plural),
    ("ая", Gender::Name),
    ("яя", Gender::Name),
    ("ой", Gender::Feminine),
    ("ей", Gender::Feminine),
    ("ую", Gender::Feminine),
    ("юю", Gender::Feminine),
    ("ий", Gender::Masculine),
    ("ый", Gender::Masculine),
    ("им", Gender::Masculine),
    ("ом", Gender::Masculine),
    ("их", Gender::Plural),
    ("ие", Gender::Plural),
];

/// Roots that the two languages begin differently, beyond what the rules cover: Ukrainian, Russian.
const ROOTS: [(&str, &str); 34] = [
    ("церква", "церковь"),
    ("олександр", "александр"),
    ("олексі", "алексе"),
    ("вус", "ус"),
    ("микол", "никол"),
    ("микит", "никит"),
    ("ганн", "анн"),
    ("гнат", "игнат"),
    ("катерин", "екатерин"),
    ("костянтин", "константин"),
    ("пилип", "филип"),
    ("опанас", "афанас"),
    ("хом", "фом"),
    ("хрест", "крест"),
    ("віл", "ол"),
    ("віль", "оль"),
    ("вівс", "овс"),
    ("вівч", "овч"),
    ("вугл", "угл"),
    ("гостр", "остр"),
    ("горіх", "орех"),
    ("слов'ян", "славян"),
    ("словян", "славян"),
    ("роз", "раз"),
    ("рокит", "ракит"),
    ("глибо", "глубо"),
    ("яблун", "яблон"),
    ("шахтар", "шахтер"),
    ("залізн", "железн"),
    ("сонячн", "солнечн"),
    ("срібн", "серебрян"),
    ("ювіле", "юбиле"),
    ("перш", "перв"),
    ("відрад", "отрад"),
];

/// The stem of a Russian adjective. `None` for a word that cannot be one.
pub(super) fn adjective(word: &str) -> Option<(&str, Gender)> {
    ENDINGS.iter().find_map(|(ending, gender)| {
        let stem = word.strip_suffix(ending)?;
        (stem.chars().nth(2).is_some() && !stem.ends_with("ськ")).then_some((stem, *gender))
    })
}

/// The key of a stem or name, in either language.
pub(super) fn sound(stem: &str) -> String {
    let mut letters: Vec<char> = Vec::with_capacity(stem.len());
    for letter in stem.chars() {
        let sign = match letter {
            'я' if letters.last() == Some(&'ц') => 'а',
            'е' | 'є' | 'ё' | 'э' | 'и' | 'і' | 'ы' | 'ї' | 'о' | 'я' => 'е',
            'ю' | 'у' => 'у',
            'ґ' => 'г',
            'й' | 'ь' | 'ъ' | '\'' | '-' | ' ' => continue,
            other => other,
        };
        if letters.last() == Some(&'с') && sign == 'ч' {
            letters.pop();
            letters.push('щ');
        } else if letters.last() != Some(&sign) || sign == 'е' {
            letters.push(sign);
        }
    }
    soften(&mut letters);
    // At the beginning vowels are told apart better: only о and я stand for а.
    let first = match stem.chars().next() {
        Some('а' | 'о' | 'я') => Some('а'),
        Some('и' | 'і' | 'ї' | 'ы') => Some('и'),
        _ => None,
    };
    if let (Some(first), Some(letter)) = (first, letters.first_mut()) {
        *letter = first;
    }
    for at in 1..letters.len().saturating_sub(1) {
        let (vowel, next) = (letters.get(at - 1) == Some(&'е'), letters.get(at + 1).copied());
        let before_st = next == Some('с') && letters.get(at + 2) == Some(&'т');
        let before = matches!(next, Some('ч' | 'ж' | 'д' | 'т' | 'к' | 'з' | 'х')) || before_st;
        if let Some(letter) = letters.get_mut(at).filter(|letter| vowel && before && **letter == 'в') {
            *letter = 'л';
        }
    }
    letters.dedup_by(|one, other| one == other && *one != 'е');
    letters.into_iter().collect()
}

/// Russian endings of the adjectives in names of places, and the Ukrainian ones: Новая Каховка, Желтые Воды, Лозовая.
const OF_PLACES: [(&str, &str); 7] =
    [("ая", "а"), ("яя", "я"), ("ое", "е"), ("ее", "є"), ("ый", "ий"), ("ые", "і"), ("ие", "і")];

/// The name of a place with Ukrainian endings of its adjectives; `None` when it has no Russian one.
pub(super) fn place_in_ukrainian(name: &str) -> Option<String> {
    let part = |part: &str| {
        let swap = |(russian, ukrainian): &(&str, &str)| {
            part.strip_suffix(russian)
                .filter(|stem| stem.chars().nth(1).is_some())
                .map(|stem| format!("{stem}{ukrainian}"))
        };
        OF_PLACES.iter().find_map(swap).unwrap_or_else(|| part.to_string())
    };
    let ukrainian = name.split('-').map(part).collect::<Vec<_>>().join("-");
    (ukrainian != name).then_some(ukrainian)
}

/// Whether a word is surely Russian: by a letter that Ukrainian has not, or by an ending.
pub(super) fn is_russian(word: &str) -> bool {
    let endings = ["ое", "ее", "ая", "яя", "овка", "евка", "ский", "цкий", "ово", "ево"];
    word.contains(['ы', 'э', 'ё', 'ъ'])
        || word.contains('-') && place_in_ukrainian(word).is_some()
        || !word.contains(['і', 'ї', 'є']) && endings.iter().any(|ending| word.ends_with(ending))
}

/// Brings the consonant before a final -ск- to the one that Ukrainian has there.
fn soften(letters: &mut Vec<char>) {
    let length = letters.len();
    if length < 4 || !letters.ends_with(&['к']) {
        return;
    }
    if letters.ends_with(&['с', 'к']) {
        let soft = match letters.get(length - 3) {
            Some('к' | 'ц' | 'ч') => 'ц',
            Some('г' | 'з' | 'ж') => 'з',
            Some('х' | 'с' | 'ш') => 'с',
            _ => return,
        };
        letters.truncate(length - 3);
        letters.extend([soft, 'к']);
    }
}

/// The keys of the Ukrainian stems that a Russian one may stand for: its own, that of a root which Ukrainian writes otherwise,
/// and that with the -ец- which Russian often leaves out (Копичинецька from Копичинці is Копычинская).
pub(super) fn sounds_of_russian(stem: &str) -> Vec<String> {
    let mut sounds = vec![sound(stem)];
    sounds.extend(stem.strip_suffix("ск").map(|short| sound(&format!("{short}ецьк"))));
    for (ukrainian, russian) in ROOTS {
        if let Some((before, after)) = stem.split_once(russian) {
            let other = sound(&format!("{before}{ukrainian}{after}"));
            if !sounds.contains(&other) {
                sounds.push(other);
            }
        }
    }
    sounds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_russian_name_sounds_like_the_ukrainian_one() {
        for (russian, ukrainian) in [
            ("харьковск", "харківськ"),
            ("запорожск", "запорізьк"),
            ("прилукск", "прилуцьк"),
            ("волновахск", "волноваськ"),
            ("белоцерковск", "білоцерківськ"),
            ("желтоводск", "жовтоводськ"),
            ("каменск", "кам'янськ"),
            ("николаевск", "миколаївськ"),
            ("александровск", "олександрівськ"),
            ("песчанск", "піщанськ"),
            ("ольшанск", "вільшанськ"),
        ] {
            assert!(sounds_of_russian(russian).contains(&sound(ukrainian)), "{russian} {ukrainian}");
        }
        assert_ne!(sound("полтавск"), sound("павловск"));
    }
}
