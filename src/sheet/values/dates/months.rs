//! Names of months, ordinal words and Roman numerals, Ukrainian, English and Russian.

/// Ukrainian and Russian stems and English names of the months, in the plain form.
const MONTHS: [[&str; 3]; 12] = [
    ["січ", "январ", "january"],
    ["лют", "феврал", "february"],
    ["берез", "март", "march"],
    ["квіт", "апрел", "april"],
    ["трав", "ма", "may"],
    ["черв", "июн", "june"],
    ["лип", "июл", "july"],
    ["серп", "август", "august"],
    ["верес", "сентябр", "september"],
    ["жовт", "октябр", "october"],
    ["листопад", "ноябр", "november"],
    ["груд", "декабр", "december"],
];
/// What a stem may end with in any case.
const ENDINGS: [&str; 17] =
    ["", "ень", "ня", "ню", "нем", "ні", "ий", "ого", "ому", "им", "а", "у", "і", "ом", "ь", "я", "й"];

/// The month, 1 to 12, that a word in the plain form names, in any case or shortened to three letters or more.
pub(super) fn month(word: &str) -> Option<i8> {
    let letters = word.chars().count();
    if letters < 3 {
        return None;
    }
    let names = |[ukrainian, russian, english]: &[&str; 3]| {
        let declined = |stem: &str| word.strip_prefix(stem).is_some_and(|ending| ENDINGS.contains(&ending));
        declined(ukrainian)
            || declined(russian)
            || [ukrainian, russian, english].iter().any(|name| name.starts_with(word))
    };
    MONTHS.iter().position(names).and_then(|place| i8::try_from(place + 1).ok())
}

/// 1 to 12 from a Roman numeral in Latin or Cyrillic letters.
pub(super) fn roman(word: &str) -> Option<u32> {
    let latin: String = word
        .chars()
        .map(|letter| match letter {
            'і' | 'i' | 'l' => 'i',
            'х' | 'x' => 'x',
            other => other,
        })
        .collect();
    let numerals = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    numerals.iter().position(|numeral| *numeral == latin).and_then(|place| u32::try_from(place + 1).ok())
}

/// 1 to 4 from an ordinal word: перший, другого, third.
pub(super) fn ordinal(word: &str) -> Option<u32> {
    let words = [
        ["перш", "first", "перв"],
        ["друг", "second", "втор"],
        ["трет", "third", "трет"],
        ["четверт", "fourth", "четверт"],
    ];
    let place = words.iter().position(|stems| stems.iter().any(|stem| word.starts_with(stem)))?;
    u32::try_from(place + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_in_every_case_and_shortened() {
        let named = [
            ("січня", 1),
            ("січень", 1),
            ("лютого", 2),
            ("лютий", 2),
            ("берез", 3),
            ("березні", 3),
            ("квітня", 4),
            ("квіт", 4),
            ("травня", 5),
            ("трав", 5),
            ("червня", 6),
            ("червень", 6),
            ("липня", 7),
            ("серпня", 8),
            ("вересня", 9),
            ("жовтня", 10),
            ("листопада", 11),
            ("лист", 11),
            ("грудня", 12),
            ("march", 3),
            ("mar", 3),
            ("sept", 9),
            ("may", 5),
            ("мая", 5),
            ("июля", 7),
        ];
        for (word, number) in named {
            assert_eq!(month(word), Some(number), "{word}");
        }
        for word in [
            "середа",
            "серед",
            "червоний",
            "вечір",
            "лист-опад",
            "marketing",
            "декан",
            "травма",
            "березівка",
            "верстат",
            "липова",
        ] {
            assert_eq!(month(word), None, "{word}");
        }
    }

    #[test]
    fn roman_numerals_come_in_both_alphabets() {
        assert_eq!(
            [roman("iv"), roman("іv"), roman("ііі"), roman("хіі"), roman("в")],
            [Some(4), Some(4), Some(3), Some(12), None]
        );
        assert_eq!((ordinal("третього"), ordinal("second")), (Some(3), Some(2)));
    }
}
