//! Rows of one text between the data: what they name for the rows below, once labels, numbers and counts are cut off.

use super::{
    context::{oblast_in, project_in},
    form::Layout,
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
pub(super) fn oblast_of(text: &str, is_oblast: &dyn Fn(&str) -> bool) -> Option<String> {
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
    let bears_noun = name.split_whitespace().any(is_region);
    oblast_in(name).or_else(|| ((words == 1 || bears_noun) && is_oblast(name)).then(|| name.to_string()))
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
}

impl<K: Layout> Reader<'_, K> {
    /// Takes a row of one text for what it says of the rows below. One that is not understood ends the oblast that the last such
    /// row named: the rows below may lie anywhere.
    pub(super) fn enter_section(&mut self, column: usize, is_oblast: &dyn Fn(&str) -> bool) {
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
        let left = self.leave_oblast();
        if left.is_some() || !self.is_banner(column) {
            self.lone.push(Lone { row: self.row.number, column, text, left });
        }
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
            self.section = status(&text);
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
        let columns = &self.table.columns;
        for Lone { row: number, column, text, left } in std::mem::take(&mut self.lone) {
            let mut report = Report { sheet: &self.table.sheet, problems };
            let place = Place { row: number, column: Some(column) };
            if let Some(left) = left.filter(|_| !at_end && Some(column) != columns.title) {
                let reason = format!(
                    "`{text}` is not understood as a section; the rows below are no longer taken to lie in `{left}`"
                );
                report.push(Level::Warning, "section_not_understood", place, &text, &reason);
            } else if Some(column) == columns.community || Some(column) == columns.code {
                let one = K::FORM.row;
                let reason = format!(
                    "the row names `{text}` and no {one}; if it belongs to the {one} above, merge the cells of the {one}, or \
                     write them again"
                );
                report.push(Level::Error, K::FORM.no_title.0, place, &text, &reason);
            } else if let Some((code, reason)) = K::FORM.no_day.filter(|_| Some(column) == columns.title && !at_end) {
                let place = Place { row: number, column: columns.start };
                report.push(Level::Error, code, place, "", reason);
            } else {
                let is_note = at_end && (Some(column) != columns.title || number > self.last_data + 1);
                let level = if is_note { Level::Info } else { Level::Warning };
                let reason = format!("the row holds only `{text}` and was left out");
                report.push(level, "row_without_data", place, &text, &reason);
            }
        }
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
        let known = |text: &str| text.contains("Сум") || text.contains("Sumy");
        for text in ["Сумська", "Сумщина", "Сумський регіон", "Sumy Oblast", "Сумська обл."]
        {
            assert!(oblast_of(text, &known).is_some(), "{text}");
        }
        for text in ["Бюджет Сумської громади", "Загальнонаціональні заходи", "Тренінг у Сумах"]
        {
            assert_eq!(oblast_of(text, &known), None, "{text}");
        }
    }
}
