//! Rows of one text between the data: what they name for the rows below, once labels, numbers and counts are cut off.

use super::{
    context::oblast_in,
    form::Layout,
    project_name::project_in,
    reader::Reader,
    report::{Place, Report},
    row::shown,
    terms::status,
};
use crate::{
    import::problem::{Level, Problems},
    model::Status,
    sheet::values::{days, plain},
};

/// How surely a text by itself names an oblast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OblastName {
    /// By a name of its own, in whatever case.
    Sure,
    /// It is near to one: a person has to look.
    Likely,
    /// Not at all.
    No,
}

/// Words that name a part of a programme, without their endings of up to two letters.
const PROGRAMME_PARTS: [&str; 21] = [
    "компонент",
    "підкомпонент",
    "напрям",
    "розділ",
    "підрозділ",
    "блок",
    "частина",
    "завдання",
    "результат",
    "ціль",
    "пріоритет",
    "тематика",
    "component",
    "subcomponent",
    "output",
    "outcome",
    "section",
    "part",
    "objective",
    "priority",
    "workstream",
];

/// Whether a row of one text names a part of the programme, to which the rows below belong: `Компонент 1. Врядування`, `II. Фінанси`.
pub(super) fn names_part(text: &str) -> bool {
    let text = plain(text);
    let text = text.trim_start_matches(|sign: char| sign.is_ascii_digit() || matches!(sign, '.' | ')' | ' '));
    let word = text.split(|sign: char| !sign.is_alphabetic()).next().unwrap_or_default();
    let rest = text.get(word.len()..).unwrap_or_default();
    let is_roman = !word.is_empty() && word.chars().all(|sign| matches!(sign, 'i' | 'v' | 'x' | 'і' | 'х'));
    (is_roman && rest.starts_with(['.', ')']) && rest.chars().any(char::is_alphabetic))
        || PROGRAMME_PARTS.iter().any(|part| word.strip_prefix(part).is_some_and(|ending| ending.chars().count() <= 2))
}

/// Labels before the name of an oblast.
const LABELS: [&str; 6] = ["область:", "регіон:", "oblast:", "region:", "по ", "у "];
/// Most words that a name of an oblast has, its noun included.
const LONGEST: usize = 3;

/// The text without a number and a label before it, and without counts after it: `1. Область: Сумська – 4 заходи` is `Сумська`.
pub(super) fn bare(text: &str) -> &str {
    let line = text.lines().next().unwrap_or_default().trim();
    let numbered =
        line.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == '.' || sign == ')').trim_start();
    let line = if numbered.is_empty() { line } else { numbered };
    let folded = plain(line);
    let label = LABELS.iter().find(|label| folded.starts_with(**label));
    let cut = label.map_or(0, |label| label.chars().count());
    let start = line.char_indices().nth(cut).map_or(line.len(), |(place, _)| place);
    let line = line.get(start..).unwrap_or_default().trim();
    let ends = [" – ", " — ", " - ", "(", ":", ",", ";"];
    let end = ends.iter().filter_map(|end| line.find(end)).min().unwrap_or(line.len());
    let tail = line.get(end..).unwrap_or_default();
    let is_count = tail.trim().len() <= 1 || tail.bytes().any(|byte| byte.is_ascii_digit());
    if is_count { line.get(..end).unwrap_or_default().trim() } else { line }
}

/// The oblast that a row of one text names for the rows below; `is_oblast` knows what the register calls by that word.
pub(super) fn oblast_of(text: &str, is_oblast: &dyn Fn(&str) -> OblastName) -> Option<String> {
    let name = may_be_oblast(text)?;
    oblast_in(name).or_else(|| (is_oblast(name) == OblastName::Sure).then(|| name.to_string()))
}

/// The part of a text that may be the name of an oblast: one word, or few with their noun.
fn may_be_oblast(text: &str) -> Option<&str> {
    let name = bare(text);
    let words = name.split_whitespace().count();
    if words == 0 || words > LONGEST {
        return None;
    }
    let is_region = |word: &str| {
        let word = plain(word);
        let word = word.trim_end_matches('.');
        matches!(word, "область" | "області" | "обл" | "регіон" | "край" | "oblast" | "region")
    };
    (words == 1 || name.split_whitespace().any(is_region)).then_some(name)
}

/// The project that a row of one text names for the rows below: `Проєкт DESPRO`.
pub(super) fn project_of(text: &str) -> Option<String> {
    let folded = plain(text);
    let begins = ["проєкт ", "проєкт:", "проект ", "проект:", "project ", "project:"];
    let is_named = begins.iter().any(|word| folded.starts_with(word)) && text.split_whitespace().count() <= 8;
    is_named.then(|| project_in(text)).flatten()
}

/// A row of one text that nobody has understood yet.
pub(super) struct Lone {
    pub(super) row: u32,
    pub(super) column: usize,
    pub(super) text: String,
    /// The oblast that it ended.
    pub(super) left: Option<String>,
    /// What the text is taken for.
    pub(super) sense: Sense,
}

/// What a row of one text may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// Nobody knows.
    Unknown,
    /// The name of a part of the programme.
    Part,
    /// A name near to that of an oblast.
    NearOblast,
}

impl<K: Layout> Reader<'_, K> {
    /// Takes a row of one text for what it says of the rows below. One that is not understood ends the oblast that the last such
    /// row named: the rows below may lie anywhere.
    pub(super) fn enter_section(&mut self, column: usize, is_oblast: &dyn Fn(&str) -> OblastName) {
        let text = shown(self.row.cell(column));
        let columns = &self.table.columns;
        let is_place = Some(column) == columns.community || Some(column) == columns.code;
        if let Some(project) = project_of(&text).filter(|_| !is_place) {
            self.project = project;
            self.leave_oblast();
            return;
        }
        if let Some(oblast) = oblast_of(&text, is_oblast).filter(|_| !is_place) {
            self.oblast = oblast;
            self.raion.clear();
            return;
        }
        if self.names_section(column) || self.names_period(column) {
            return;
        }
        let is_near = || may_be_oblast(&text).is_some_and(|name| is_oblast(name) == OblastName::Likely);
        let sense = match () {
            () if is_place => Sense::Unknown,
            () if is_near() => Sense::NearOblast,
            () if names_part(&text) || self.is_banner(column) => Sense::Part,
            () => Sense::Unknown,
        };
        let left = self.leave_oblast();
        self.lone.push(Lone { row: self.row.number, column, text, left, sense });
    }

    /// Ends the oblast and raion of a section; gives the name of the oblast where another held than that of the title.
    pub(super) fn leave_oblast(&mut self) -> Option<String> {
        self.raion.clear();
        let title = self.table.context.oblast.clone().unwrap_or_default();
        let left = std::mem::replace(&mut self.oblast, title);
        (left != self.oblast).then_some(left)
    }

    /// Whether the text of a row says that the rows below were held, or only planned or cancelled.
    fn names_section(&mut self, column: usize) -> bool {
        const HELD: [&str; 5] = ["проведен", "фактично", "виконан", "held", "completed"];
        const OTHERS: [&str; 7] = ["заплан", "план на", "плани на", "скасован", "перенесен", "planned", "cancelled"];
        if Some(column) == self.table.columns.title {
            return false;
        }
        let text = plain(&shown(self.row.cell(column))).into_owned();
        let begins = |words: &[&str]| words.iter().any(|word| text.starts_with(word));
        if begins(&OTHERS) {
            self.section = status(&text).unwrap_or(Status::Held);
        } else if begins(&HELD) {
            self.section = Status::Held;
        } else {
            return false;
        }
        true
    }

    /// Whether the text of a row is a period.
    fn names_period(&self, column: usize) -> bool {
        matches!(days(self.row.cell(column), 0.0, self.manner.window), Ok(Some(_)))
    }

    /// Whether the text of a row is merged over many columns: the name of a section.
    fn is_banner(&self, column: usize) -> bool {
        let merges = self.rows.merges();
        let from = merges.partition_point(|merge| merge.first_row < self.row.number);
        let here = merges.get(from..).unwrap_or_default().iter().take_while(|merge| merge.first_row == self.row.number);
        here.into_iter().any(|merge| merge.first_column == column && merge.last_column >= column + 2)
    }

    /// Rows of one text are notes where nothing follows them but their like. A community by itself is never one: its event may
    /// be that of the row above, and nobody can know.
    pub(super) fn settle_lone(&mut self, at_end: bool, problems: &mut Problems) {
        for lone in std::mem::take(&mut self.lone) {
            let (level, code, reason) = self.verdict(&lone, at_end);
            let columns = &self.table.columns;
            let lacks_day = K::FORM.no_day.is_some_and(|(missing, _)| missing == code);
            let (column, value) = if lacks_day { (columns.start, "") } else { (Some(lone.column), lone.text.as_str()) };
            let mut report = Report { sheet: &self.table.sheet, problems };
            report.push(level, code, Place { row: lone.row, column }, value, &reason);
        }
    }

    /// What is said of a row of one text.
    fn verdict(&self, lone: &Lone, at_end: bool) -> (Level, &'static str, String) {
        let Lone { text, left, sense, .. } = lone;
        let columns = &self.table.columns;
        let is_of = |column: Option<usize>| column == Some(lone.column);
        let is_title = is_of(columns.title) && *sense == Sense::Unknown;
        if *sense == Sense::NearOblast && !at_end {
            let reason = format!(
                "`{text}` is nearly the name of an oblast; the rows below are not taken to lie there: check its spelling"
            );
            return (Level::Warning, "section_not_understood", reason);
        }
        if let Some(left) = left.as_ref().filter(|_| !at_end && !is_title) {
            let reason = format!(
                "`{text}` is not understood as a section; the rows below are no longer taken to lie in `{left}`"
            );
            return (Level::Warning, "section_not_understood", reason);
        }
        if *sense == Sense::Part {
            return (Level::Info, "section", format!("`{text}` was taken for the name of a section"));
        }
        if is_of(columns.community) || is_of(columns.code) {
            let one = K::FORM.row;
            let reason = format!(
                "the row names `{text}` and no {one}; if it belongs to the {one} above, merge the cells of the {one}, or \
                 write them again"
            );
            return (Level::Error, K::FORM.no_title.0, reason);
        }
        if let Some((code, reason)) = K::FORM.no_day.filter(|_| is_title && !at_end) {
            return (Level::Error, code, reason.to_string());
        }
        let is_note = at_end && (!is_title || lone.row > self.last_data + 1);
        let level = if is_note { Level::Info } else { Level::Warning };
        (level, "row_without_data", format!("the row holds only `{text}` and was left out"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_counts_are_no_part_of_a_name() {
        for (text, name) in [
            ("Область: Дніпропетровська", "Дніпропетровська"),
            ("1. Сумська область", "Сумська область"),
            ("Сумська область – 1 захід, 4 учасники", "Сумська область"),
            ("Сумська область (5 заходів)", "Сумська область"),
            ("Сумська область:", "Сумська область"),
            ("Івано-Франківська", "Івано-Франківська"),
            ("Бюджет: складання", "Бюджет: складання"),
        ] {
            assert_eq!(bare(text), name);
        }
    }

    #[test]
    fn only_the_name_of_an_oblast_begins_a_section() {
        let known = |text: &str| match text.contains("Сум") || text.contains("Sumy") {
            true => OblastName::Sure,
            false => OblastName::Likely,
        };
        for text in ["Сумська", "Сумщина", "Сумський регіон", "Sumy Oblast", "Сумська обл."]
        {
            assert!(oblast_of(text, &known).is_some(), "{text}");
        }
        for text in ["Бюджет Сумської громади", "Загальнонаціональні заходи", "Тренінг у Сумах", "Сусмька"]
        {
            assert_eq!(oblast_of(text, &known), None, "{text}");
        }
    }

    #[test]
    fn parts_of_a_programme_are_known_by_their_first_word_or_number() {
        for text in ["Компонент 1. Врядування", "КОМПОНЕНТ ІІ", "1. Напрям «Фінанси»", "II. Фінанси", "Component 3"]
        {
            assert!(names_part(text), "{text}");
        }
        for text in [
            "Бюджет громади",
            "Компетентності старост",
            "Блокчейн у громаді",
            "1. Бюджет",
            "І",
            "Іваненко І.І.",
            "Модуль 1",
        ] {
            assert!(!names_part(text), "{text}");
        }
    }
}
