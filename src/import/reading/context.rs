//! What the lines above a heading, and the name of the sheet, say about all rows: the period, the project, the oblast.

use super::{
    project_name::{project_in, word_places},
    title::Title,
};
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
