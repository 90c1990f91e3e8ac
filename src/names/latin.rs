//! Names in Latin letters: what they sound like, whichever system wrote them.
//!
//! A Ukrainian name is written by the table of resolution No. 55 of the Cabinet of Ministers (27.01.2010), and both it and the
//! text are brought to a sound in which the systems in use (this one, BGN/PCGN, the press, scholarly, German) agree.

use super::grammar::Gender;

/// Letters that write one consonant together, longer ones first, and the sign it gets here.
const CONSONANTS: [(&str, &str); 17] = [
    ("stsch", "шч"),
    ("tsch", "ч"),
    ("shch", "шч"),
    ("sch", "ш"),
    ("tch", "ч"),
    ("zgh", "зг"),
    ("kh", "х"),
    ("zh", "ж"),
    ("sh", "ш"),
    ("ch", "ч"),
    ("gh", "г"),
    ("ts", "ц"),
    ("tz", "ц"),
    ("ph", "ф"),
    ("ck", "цк"),
    ("x", "кс"),
    ("q", "к"),
];

/// Case endings of an adjective after its `k`.
const ENDINGS: [(&str, Gender); 18] = [
    ("aya", Gender::Name),
    ("aia", Gender::Name),
    ("oiu", Gender::Feminine),
    ("oyu", Gender::Feminine),
    ("oho", Gender::Masculine),
    ("oyi", Gender::Feminine),
    ("oji", Gender::Feminine),
    ("oi", Gender::Feminine),
    ("oy", Gender::Feminine),
    ("yi", Gender::Masculine),
    ("yy", Gender::Masculine),
    ("iy", Gender::Masculine),
    ("ij", Gender::Masculine),
    ("ii", Gender::Masculine),
    ("a", Gender::Name),
    ("u", Gender::Feminine),
    ("y", Gender::Masculine),
    ("i", Gender::Masculine),
];

/// Whether an adjective in Latin letters is romanised Russian.
pub(super) fn is_of_russian(word: &str) -> bool {
    ["skaya", "skaia", "skoy", "skuyu", "zkaya", "oye", "ovka", "evka"].iter().any(|ending| word.ends_with(ending))
}

/// Whether a word is written as in German or Polish, where s, z and ch stand for other sounds.
pub(super) fn is_german(word: &str) -> bool {
    word.contains('w') || word.contains("sch")
}

/// Whether a word is written in Latin letters.
pub(super) fn is_latin(word: &str) -> bool {
    word.chars().any(|letter| letter.is_ascii_alphabetic())
}

/// The stem of an adjective in Latin letters; `None` when it has no adjective's ending.
pub(super) fn adjective(word: &str) -> Option<(&str, Gender)> {
    let relational = ENDINGS.iter().find_map(|(ending, gender)| {
        let stem = word.strip_suffix(ending)?;
        let relational = ["sk", "zk", "ck", "s'k", "z'k"].iter().any(|end| stem.ends_with(end));
        (stem.len() > 3 && relational).then_some((stem, *gender))
    });
    relational.or_else(|| word.strip_suffix('a').filter(|stem| stem.len() > 2).map(|stem| (stem, Gender::Name)))
}

/// Whether a word has the ending of an adjective made from a place.
pub(super) fn is_relational(word: &str) -> bool {
    adjective(word).is_some_and(|(stem, _)| stem.ends_with('k'))
}

/// A letter by the table of resolution No. 55, as inside a word; soft sign and apostrophe are not written.
#[rustfmt::skip]
fn written(ukrainian: char) -> Option<&'static str> {
    Some(match ukrainian {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "h",
        'ґ' => "g",
        'д' => "d",
        'е' => "e",
        'є' => "ie",
        'ж' => "zh",
        'з' => "z",
        'и' => "y",
        'і' => "i",
        'ї' => "i",
        'й' => "i",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ю' => "iu",
        'я' => "ia",
        'ь' | '\'' => "",
        _ => return None,
    })
}

/// A Ukrainian word by the table of resolution No. 55.
pub(super) fn romanised(ukrainian: &str) -> String {
    let mut latin = String::with_capacity(ukrainian.len());
    for letter in ukrainian.chars() {
        match written(letter) {
            // зг, that it may not be read as ж
            Some("h") if latin.ends_with('z') => latin.push_str("gh"),
            Some(written) => latin.push_str(written),
            None => latin.push(letter),
        }
    }
    latin
}

/// What a word in Latin letters sounds like: one sign for each consonant, one for all that write и, і, ї, й; an `i` before
/// another vowel, doubled letters, apostrophes and hyphens do not count.
pub(super) fn sound(latin: &str) -> String {
    let mut sound = String::with_capacity(latin.len() * 2);
    let mut rest = latin;
    while let Some(letter) = rest.chars().next() {
        let two = || CONSONANTS.iter().find(|(written, _)| rest.starts_with(written));
        if let Some((written, sign)) =
            two().filter(|_| matches!(letter, 's' | 't' | 'z' | 'k' | 'c' | 'g' | 'p' | 'x' | 'q'))
        {
            // Doubled letters are written once by some.
            if !sound.ends_with(sign) {
                sound.push_str(sign);
            }
            rest = rest.get(written.len()..).unwrap_or_default();
            continue;
        }
        rest = rest.get(letter.len_utf8()..).unwrap_or_default();
        let iota = matches!(letter, 'i' | 'y' | 'j' | 'ï') && rest.starts_with(['a', 'e', 'o', 'u']);
        let Some(sign) = sign(letter).filter(|sign| !iota && !sound.ends_with(*sign)) else { continue };
        sound.push(sign);
    }
    sound
}

/// The sign of the sound that one Latin letter writes; `None` for what is not heard.
#[rustfmt::skip]
fn sign(letter: char) -> Option<char> {
    Some(match letter {
        'i' | 'y' | 'j' | 'ï' => 'i', 'a' => 'a', 'e' | 'ë' => 'e', 'o' => 'o', 'u' => 'u',
        'b' => 'б', 'v' | 'w' => 'в', 'g' | 'h' => 'г', 'd' => 'д', 'z' => 'з', 'k' => 'к', 'l' | 'ł' => 'л', 'm' => 'м',
        'n' => 'н', 'p' => 'п', 'r' => 'р', 's' => 'с', 't' => 'т', 'f' => 'ф', 'c' => 'ц', 'č' => 'ч', 'š' => 'ш', 'ž' => 'ж',
        _ => return None,
    })
}

/// What remains of a sound when letters are one that some system writes alike: German s and z, a bare h for х.
pub(super) fn rough(sound: &str) -> String {
    let mut rough = String::with_capacity(sound.len());
    for sign in sound.chars() {
        let sign = match sign {
            'з' | 'ц' => 'с',
            'ж' => 'ш',
            'х' => 'г',
            other => other,
        };
        if !rough.ends_with(sign) {
            rough.push(sign);
        }
    }
    rough
}

/// What a Ukrainian word sounds like in Latin letters.
pub(super) fn sound_of_ukrainian(word: &str) -> String {
    sound(&romanised(word))
}

/// A word in Latin letters in Cyrillic ones, as a Russian would write it: for names romanised from Russian.
pub(super) fn cyrillic(latin: &str) -> String {
    let sound = sound(latin);
    sound
        .chars()
        .map(|sign| match sign {
            'a' => 'а',
            'e' => 'е',
            'i' => 'и',
            'o' => 'о',
            'u' => 'у',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_systems_in_use_sound_alike() {
        for (ukrainian, written) in [
            ("байковецьк", "baikovetsk baykovetsk bajkovetzk bajkoveck"),
            ("миколаївськ", "mykolaivsk mykolayivsk mikolaivsk mykolajiwsk"),
            ("щирецьк", "shchyretsk schtschyretsk"),
            ("згурівськ", "zghurivsk zgurivsk"),
            ("вінницьк", "vinnytsk vinnitsk winnyzk"),
            ("хорошівськ", "khoroshivsk khoroshyvsk"),
        ] {
            let sound = |word: &str| sound(word);
            let agreeing = written.split(' ').filter(|word| sound(word) == sound_of_ukrainian(ukrainian)).count();
            assert!(agreeing >= 2, "{ukrainian}: {agreeing} of {written}");
        }
        assert_eq!(sound("odessk"), sound("odesk"));
    }

    #[test]
    fn an_adjective_in_latin_letters_loses_its_ending() {
        assert_eq!(adjective("bashtanska"), Some(("bashtansk", Gender::Name)));
        assert_eq!(adjective("lvivskyi"), Some(("lvivsk", Gender::Masculine)));
        assert_eq!(adjective("yuvileina"), Some(("yuvilein", Gender::Name)));
    }
}
