//! What the lines above a heading, and the name of the sheet, say about all rows: the period, the project, the oblast.

use super::title::Title;
use crate::sheet::values::{Days, Window, period_in};

/// What holds for all rows of a sheet unless a row says otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The period that the title declares.
    pub period: Option<Days>,
    /// The project that the title names.
    pub project: Option<String>,
    /// The oblast that the title or the name of the sheet names, in the nominative.
    pub oblast: Option<String>,
    /// The donor that the title names.
    pub donor: Option<String>,
    /// The implementer that the title names.
    pub implementer: Option<String>,
}

impl Context {
    /// Reads a title and the name of a sheet.
    pub(super) fn of(title: &Title, sheet: &str, window: Window) -> Context {
        let Title { texts, rows, .. } = title;
        // "Квартал: I" may stand above "Рік: 2021".
        let pairs = rows.windows(2).map(|pair| pair.iter().map(|row| row.1.as_str()).collect::<Vec<_>>().join(" "));
        let joined = rows.iter().flat_map(|(row, turned)| [row.clone(), turned.clone()]).chain(pairs);
        let mut lines = texts.iter().cloned().chain([sheet.to_string()]).chain(joined);
        let period = lines.find_map(|line| period_in(&line, window));
        let project = title.value("project").or_else(|| texts.iter().find_map(|line| project_in(line)));
        let labelled = title.value("oblast").and_then(|name| oblast_in(&name).or_else(|| oblast_named(&name)));
        let mut oblasts: Vec<String> = texts.iter().filter_map(|line| oblast_in(line)).collect();
        oblasts.dedup();
        let oblast = labelled.or_else(|| match oblasts.as_slice() {
            [one] => Some(one.clone()),
            [] => oblast_in(sheet).or_else(|| oblast_named(sheet)),
            _ => None,
        });
        Context { period, project, oblast, donor: title.value("donor"), implementer: title.value("implementer") }
    }
}

/// The oblast that a text by itself is the adjective of.
fn oblast_named(text: &str) -> Option<String> {
    adjective(text.trim()).map(|name| format!("{name} область"))
}

/// Whether a word is "project" in some case.
pub(super) fn is_project(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "проєкт"
            | "проєкту"
            | "проєктом"
            | "проєкті"
            | "проект"
            | "проекту"
            | "проектом"
            | "проекті"
            | "project"
    )
}

/// The name after the word "проєкт": quoted, or up to a sign that ends it.
pub(super) fn project_in(line: &str) -> Option<String> {
    let words: Vec<(usize, &str)> = word_places(line);
    let (start, word) = words.iter().copied().find(|(_, word)| is_project(word))?;
    let after = line.get(start + word.len()..)?.trim_start_matches([':', ' ', '–', '-', '—', '\u{A0}']);
    let quoted = |open: char, close: char| {
        let rest = after.strip_prefix(open)?;
        rest.split(close).next().filter(|name| name.len() < rest.len())
    };
    // What stands in quotation marks is a name, however it begins.
    let in_marks = quoted('«', '»').or_else(|| quoted('"', '"')).or_else(|| quoted('“', '”'));
    if let Some(name) = in_marks.map(str::trim).filter(|name| !name.is_empty() && name.chars().count() <= LONGEST) {
        return Some(name.to_string());
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

/// Most letters of a name in quotation marks.
const LONGEST: usize = 200;

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

/// A name up to a sign or word that does not belong to it.
fn unquoted(text: &str) -> &str {
    let signs = text.find([',', ';', '(', '\n', '|']).unwrap_or(text.len());
    let ends =
        [" / ", ". ", " за ", " від ", " протягом ", " впродовж ", " у ", " в ", " for ", " in ", " – ", " — ", " - "];
    let end = ends.iter().filter_map(|end| text.find(end)).chain([signs]).min().unwrap_or(text.len());
    text.get(..end).unwrap_or_default().trim_end_matches('.')
}

/// A name when it looks like one: not too long, and it begins with a capital or a digit.
fn proper(name: &str) -> Option<String> {
    let first = name.chars().find(|letter| letter.is_alphanumeric())?;
    (name.chars().count() <= 80 && (first.is_uppercase() || first.is_ascii_digit())).then(|| name.to_string())
}

/// The words of a line with the places where they begin.
fn word_places(line: &str) -> Vec<(usize, &str)> {
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

/// The oblast that a line names, in the nominative: "Вінницька область", "у Вінницькій області".
pub(super) fn oblast_in(line: &str) -> Option<String> {
    let words = word_places(line);
    let is_oblast = |word: &str| {
        let word = word.to_lowercase();
        matches!(word.as_str(), "область" | "області" | "областю" | "обл" | "oblast" | "region")
    };
    words.windows(2).find_map(|pair| match pair {
        [(_, name), (_, noun)] if is_oblast(noun) => {
            let noun = if noun.is_ascii() { "oblast" } else { "область" };
            adjective(name).map(|name| format!("{name} {noun}"))
        }
        _ => None,
    })
}

/// The nominative of an adjective such as an oblast's name is; `None` for other words.
fn adjective(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    if lower.contains(' ') {
        return None;
    }
    for (ending, length) in [
        ("ська", 0),
        ("цька", 0),
        ("зька", 0),
        ("ської", 2),
        ("цької", 2),
        ("зької", 2),
        ("ській", 2),
        ("цькій", 2),
        ("зькій", 2),
        ("ську", 1),
        ("цьку", 1),
        ("зьку", 1),
    ] {
        if lower.ends_with(ending) && lower.chars().count() > ending.chars().count() + 2 {
            let stem: String = word.chars().take(word.chars().count() - length).collect();
            let uppercase = word.chars().all(|letter| !letter.is_lowercase());
            return Some(if length == 0 { stem } else { stem + if uppercase { "А" } else { "а" } });
        }
    }
    (lower.is_ascii() && lower.ends_with("ska") || lower.ends_with("tska")).then(|| word.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

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

    #[test]
    fn an_oblast_is_named_in_the_nominative() {
        for (line, oblast) in [
            ("ВІННИЦЬКА ОБЛАСТЬ", Some("ВІННИЦЬКА область")),
            ("Заходи у Вінницькій області", Some("Вінницька область")),
            ("громади Івано-Франківської обл.", Some("Івано-Франківська область")),
            ("Lvivska oblast", Some("Lvivska oblast")),
            ("обласна рада", None),
        ] {
            assert_eq!(oblast_in(line).as_deref(), oblast, "{line}");
        }
    }

    #[test]
    fn a_title_holds_for_all_rows() {
        let window = Window::until_a_year_from(date(2026, 11, 22));
        let lines = ["Інформація".to_string(), "Проєкт: PROSTO".to_string(), "за І квартал 2021 року".to_string()];
        let title = Title { texts: lines.to_vec(), ..Title::default() };
        let context = Context::of(&title, "Вінницька", window);
        assert_eq!(context.period.map(|period| period.start), Some(date(2021, 1, 1)));
        assert_eq!(
            (context.project.as_deref(), context.oblast.as_deref()),
            (Some("PROSTO"), Some("Вінницька область"))
        );
    }
}
