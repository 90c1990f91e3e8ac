//! The project that a line of a title, a row between the data or the name of a file names.

use crate::sheet::values::plain;

/// Words for a project and for a programme, without their endings of up to two letters.
const PROJECT: [&str; 3] = ["проєкт", "проект", "project"];
const PROGRAMME: [&str; 4] = ["програм", "programme", "program", "programm"];
/// What programmes of learning are called by: they are no projects.
const OF_LEARNING: [&str; 6] = ["навчальн", "освітн", "тренінгов", "сертифікат", "короткостроков", "training"];
/// Most words between "програма" and its name: `Програма USAID «ДОБРЕ»`.
const BETWEEN: usize = 3;
/// Most letters of a name in quotation marks.
const LONGEST: usize = 200;
/// Pairs of quotation marks.
const MARKS: [(char, char); 5] = [('«', '»'), ('"', '"'), ('“', '”'), ('„', '“'), ('„', '”')];

/// Whether a word is "project" in some case; the plural is none.
pub(super) fn is_project(word: &str) -> bool {
    has_stem(word, &PROJECT, &["", "у", "ом", "і"])
}

/// Whether a word is "programme" in some case.
fn is_programme(word: &str) -> bool {
    has_stem(word, &PROGRAMME, &["", "а", "и", "і", "у", "ою"])
}

fn has_stem(word: &str, stems: &[&str], endings: &[&str]) -> bool {
    let word = plain(word);
    stems.iter().any(|stem| word.strip_prefix(stem).is_some_and(|ending| endings.contains(&ending)))
}

/// The name after the word "проєкт": quoted, or up to a sign that ends it; after the word "програма" only a quoted one.
pub(super) fn project_in(line: &str) -> Option<String> {
    let words: Vec<(usize, &str)> = word_places(line);
    let of_project = words.iter().copied().find(|(_, word)| is_project(word)).and_then(|found| named_by(line, found));
    of_project.or_else(|| {
        let place = words.iter().position(|(_, word)| is_programme(word))?;
        let before = place.checked_sub(1).and_then(|before| words.get(before)).map_or("", |before| before.1);
        let of_learning = OF_LEARNING.iter().any(|stem| plain(before).starts_with(stem));
        let (start, word) = words.get(place).copied().filter(|_| !of_learning)?;
        programme_in(line.get(start + word.len()..)?)
    })
}

/// The name of the project whose word stands at a place of a line.
fn named_by(line: &str, (start, word): (usize, &str)) -> Option<String> {
    let after = line.get(start + word.len()..)?.trim_start_matches([':', ' ', '–', '-', '—', '\u{A0}']);
    // What stands in quotation marks is a name, however it begins.
    if let Some(name) = in_marks(after) {
        return Some(name);
    }
    let name = unquoted(after).trim();
    if name.is_empty() && word.eq_ignore_ascii_case("project") {
        // "DOBRE Project": the name stands before.
        let before = line.get(..start)?.trim();
        let name = before.rsplit([',', '/', '.', ':']).next()?.trim();
        return proper(name);
    }
    proper(name)
}

/// The quoted name after the word "програма"; few words with capitals may stand before it, such as who pays.
fn programme_in(after: &str) -> Option<String> {
    let place = after.find(|sign| MARKS.iter().any(|marks| marks.0 == sign))?;
    let (between, name) = after.split_at_checked(place)?;
    let mut words = between.split_whitespace().filter(|word| *word != ":");
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().all(|sign| sign.is_alphanumeric() || sign == '-')
    };
    (words.clone().count() <= BETWEEN && words.all(is_name)).then(|| in_marks(name)).flatten()
}

/// The name in the quotation marks that a text begins with.
fn in_marks(text: &str) -> Option<String> {
    let quoted = |(open, close): &(char, char)| {
        let rest = text.strip_prefix(*open)?;
        rest.split(*close).next().filter(|name| name.len() < rest.len())
    };
    let name = MARKS.iter().find_map(quoted)?.trim();
    (!name.is_empty() && name.chars().count() <= LONGEST).then(|| name.to_string())
}

/// Words in names of files that name no project.
const NO_PROJECT: [&str; 24] = [
    "звіт",
    "звіти",
    "report",
    "reports",
    "trainings",
    "training",
    "тренінги",
    "навчання",
    "заходи",
    "квартал",
    "кв",
    "рік",
    "log",
    "data",
    "дані",
    "табл",
    "таблиця",
    "зведена",
    "форма",
    "final",
    "copy",
    "копія",
    "за",
    "for",
];

/// What the name of a file calls the project, if anything: `egap-2021-q2`, `Звіт U-LEAD 3 кв`.
pub(super) fn project_in_file_name(name: &str) -> Option<String> {
    let is_none = |word: &str| {
        let word = word.to_lowercase();
        NO_PROJECT.contains(&word.as_str())
            || word.chars().any(|letter| letter.is_ascii_digit())
            || word.chars().all(|letter| matches!(letter, 'i' | 'v' | 'і' | 'х' | 'x'))
    };
    let words: Vec<&str> = name.split([' ', '_', '.', '(', ')']).filter(|word| !word.is_empty()).collect();
    let first = words.iter().position(|word| !word.split('-').all(is_none))?;
    let project: Vec<&str> =
        words.iter().skip(first).take_while(|word| !word.split('-').all(is_none)).copied().collect();
    let joined = project.join(" ");
    // Inside words with hyphens the parts that name a period end the name: "egap-2021-q2".
    let parts: Vec<&str> = joined.split('-').collect();
    let start = parts.iter().position(|part| !is_none(part))?;
    let name: Vec<&str> = parts.iter().skip(start).take_while(|part| !is_none(part)).copied().collect();
    Some(name.join("-")).filter(|name| name.chars().count() > 1)
}

/// A name up to a sign or word that does not belong to it, or to a date or a quarter.
fn unquoted(text: &str) -> &str {
    const SIGNS: [char; 8] = [',', ';', ':', '(', ')', ']', '\n', '|'];
    const ENDS: [&str; 16] = [
        " / ",
        ". ",
        " за ",
        " від ",
        " протягом ",
        " впродовж ",
        " станом ",
        " as of ",
        " у ",
        " в ",
        " for ",
        " in ",
        " on ",
        " – ",
        " — ",
        " - ",
    ];
    let sign = text.find(SIGNS).into_iter();
    let end = ENDS.iter().filter_map(|end| text.find(end)).chain(sign).chain(day_or_quarter(text)).min();
    text.get(..end.unwrap_or(text.len())).unwrap_or_default().trim_end_matches(['.', ' '])
}

/// Where a date or a quarter begins, with the word before it: `EGAP на 01.04.2021`, `EGAP ІІ квартал`.
fn day_or_quarter(text: &str) -> Option<usize> {
    const BEFORE: [&str; 6] = ["на", "з", "до", "по", "від", "from"];
    let is_date = |word: &str| {
        let is_number = |piece: &str| !piece.is_empty() && piece.bytes().all(|byte| byte.is_ascii_digit());
        word.matches('.').count() >= 2 && word.split('.').take(3).all(is_number)
    };
    let mut places: Vec<usize> = Vec::new();
    let begins = |(place, _): &(usize, char)| {
        text.get(..*place).is_some_and(|before| before.is_empty() || before.ends_with(' '))
    };
    places.extend(text.char_indices().filter(|(_, sign)| *sign != ' ').filter(begins).map(|(place, _)| place));
    let word = |index: usize| {
        let rest = places.get(index).and_then(|place| text.get(*place..)).unwrap_or_default();
        rest.split(' ').next().unwrap_or_default()
    };
    (0..places.len()).find_map(|index| {
        let before = index.checked_sub(1);
        let found = plain(word(index)).into_owned();
        let begin = match () {
            () if is_date(&found) => before.filter(|before| BEFORE.contains(&&*plain(word(*before)))).unwrap_or(index),
            () if found.starts_with("квартал") || found.starts_with("півріч") || found.starts_with("кв.") => {
                before?
            }
            () => return None,
        };
        places.get(begin).copied()
    })
}

/// A name when it looks like one: not too long, and it begins with a capital or a digit.
fn proper(name: &str) -> Option<String> {
    let first = name.chars().find(|letter| letter.is_alphanumeric())?;
    (name.chars().count() <= 80 && (first.is_uppercase() || first.is_ascii_digit())).then(|| name.to_string())
}

/// The words of a line with the places where they begin.
pub(super) fn word_places(line: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut start = None;
    for (place, letter) in line.char_indices().chain([(line.len(), ' ')]) {
        let inside = letter.is_alphabetic() || matches!(letter, '’' | '\'' | '-');
        match (inside, start) {
            (true, None) => start = Some(place),
            (false, Some(from)) => {
                words.extend(line.get(from..place).map(|word| (from, word)));
                start = None;
            }
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_names_the_project() {
        for (line, project) in [
            ("Проєкт: U-LEAD з Європою", Some("U-LEAD з Європою")),
            ("Проєкт EGAP / EGAP Project", Some("EGAP")),
            ("Кризова підтримка громад, проєкт PROSTO", Some("PROSTO")),
            (
                "Звіт за проєктом «Децентралізація приносить кращі результати» за 3 квартал",
                Some("Децентралізація приносить кращі результати"),
            ),
            ("Навчання у межах проєкту DESPRO за IV квартал 2020 р.", Some("DESPRO")),
            ("DOBRE Project", Some("DOBRE")),
            ("Проєктний менеджмент", None),
            ("Перелік проєктів", None),
            ("проєкт рішення", None),
            ("Програма «U-LEAD з Європою»", Some("U-LEAD з Європою")),
            ("Звіт Програми «U-LEAD з Європою» за І квартал 2021 року", Some("U-LEAD з Європою")),
            ("Програма \"ДОБРЕ\": звіт за 3 квартал 2021 року", Some("ДОБРЕ")),
            ("Програма USAID „ДОБРЕ“", Some("ДОБРЕ")),
            ("Захід у межах програмою «ПРОМІС»", Some("ПРОМІС")),
            ("Навчальна програма «Бюджет громади»", None),
            ("Програма розвитку громади «Затишна оселя»", None),
            ("Програма підтримки громад", None),
            ("Звіт за проектом EGAP станом на 01.04.2021", Some("EGAP")),
            ("Проєкт EGAP на 01.04.2021", Some("EGAP")),
            ("Проєкт EGAP ІІ квартал 2021", Some("EGAP")),
            ("Проєкт U-LEAD з Європою з 01.01.2021 по 31.03.2021", Some("U-LEAD з Європою")),
            ("Проєкт DOBRE: звіт", Some("DOBRE")),
            ("Виконавець: ГО «Агенція» (проєкт EGAP)", Some("EGAP")),
        ] {
            assert_eq!(project_in(line).as_deref(), project, "{line}");
        }
    }

    #[test]
    fn the_name_of_a_file_may_name_the_project() {
        for (name, project) in [
            ("egap-2021-q2", Some("egap")),
            ("U-LEAD_звіт_Q3", Some("U-LEAD")),
            ("Звіт DOBRE 2021", Some("DOBRE")),
            ("training-log-2021", None),
            ("2021-Q1", None),
            ("звіт за ІV кв", None),
        ] {
            assert_eq!(project_in_file_name(name).as_deref(), project, "{name}");
        }
    }
}
