//! Words for how an event was held and whether it was.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    clean::Breaks,
    report::{Place, Report},
    row::text,
};
use crate::{
    import::{problem::Level, template::texts},
    model::{Format, Status, TrainingKind, letters::fold},
    sheet::{Row, values::plain},
};

/// Remembers what words meant: sheets use the same few over and over. Each that is not understood is told once, where it first
/// stands.
#[derive(Debug, Default)]
pub struct Terms {
    formats: FxHashMap<String, Option<Format>>,
    kinds: FxHashMap<String, Option<TrainingKind>>,
    /// Words that were not understood and are told already, with their columns.
    told: FxHashSet<(usize, String)>,
}

/// How many words are remembered.
const REMEMBERED: usize = 1000;

impl Terms {
    /// Reads how people took part; `None` when no known word stands in the cell.
    pub(super) fn format(&mut self, row: &Row, column: Option<usize>, report: &mut Report<'_>) -> Option<Format> {
        let said = text(row, column, Breaks::Join);
        // The words that our own lists write come first.
        let found = remembered(&mut self.formats, &said, |text| Format::from_id(text).or_else(|| format(text)));
        self.understood(found, row, column, &texts::FORMATS.map(|known| known.1), report)
    }

    /// Reads the kind of an event from its cell or, without one, from the first word of the title.
    pub(super) fn kind(
        &mut self,
        row: &Row,
        column: Option<usize>,
        title: &str,
        report: &mut Report<'_>,
    ) -> Option<TrainingKind> {
        let said = text(row, column, Breaks::Join);
        let first = || title.split([' ', ':', '«', '"']).next().unwrap_or_default();
        let words = if said.is_empty() { first() } else { &*said };
        let parse = |text: &str| TrainingKind::from_id(text).or_else(|| TrainingKind::parse(text));
        let found = remembered(&mut self.kinds, words, parse);
        self.understood(found, row, column, &texts::KINDS.map(TrainingKind::ukrainian), report)
    }

    /// Reads whether an event was held; `None` when the cell says nothing that is known.
    pub(super) fn status(&mut self, row: &Row, column: Option<usize>, report: &mut Report<'_>) -> Option<Status> {
        self.read(row, column, status, &texts::STATUSES.map(|known| known.1), report)
    }

    /// Reads a word of a fixed list. One that is not understood is taken for unknown, and told with those that are.
    pub(in crate::import) fn read<T>(
        &mut self,
        row: &Row,
        column: Option<usize>,
        parse: impl Fn(&str) -> Option<T>,
        known: &[&str],
        report: &mut Report<'_>,
    ) -> Option<T> {
        let found = parse(&text(row, column, Breaks::Join));
        self.understood(found, row, column, known, report)
    }

    /// Passes on what was understood. Else tells of the words of the cell, if it has any, once for each column.
    fn understood<T>(
        &mut self,
        found: Option<T>,
        row: &Row,
        column: Option<usize>,
        known: &[&str],
        report: &mut Report<'_>,
    ) -> Option<T> {
        let Some(place) = column.filter(|_| found.is_none()) else { return found };
        let said = text(row, column, Breaks::Join);
        if said.is_empty() || self.told.len() >= REMEMBERED || !self.told.insert((place, fold(&said))) {
            return None;
        }
        let said = said.chars().take(200).collect::<String>();
        let reason = format!("`{said}` is no word that is known here; it was left out, here and below");
        let fix = format!("known are such as `{}`", known.join("`, `"));
        let place = Place { row: row.number, column };
        report.push_with_fix(Level::Warning, "unclear_word", place, &said, &reason, Some(&fix));
        None
    }
}

fn remembered<T: Copy>(known: &mut FxHashMap<String, Option<T>>, text: &str, read: fn(&str) -> Option<T>) -> Option<T> {
    if text.is_empty() {
        return None;
    }
    if let Some(meaning) = known.get(text) {
        return *meaning;
    }
    let meaning = read(text);
    if known.len() < REMEMBERED {
        known.insert(text.to_string(), meaning);
    }
    meaning
}

/// Beginnings and pieces of words for events over the net.
const ONLINE: [&str; 15] = [
    "онлайн",
    "on-line",
    "online",
    "он-лайн",
    "дистанц",
    "zoom",
    "зум",
    "віртуал",
    "virtual",
    "remote",
    "вебінар",
    "webinar",
    "teams",
    "google meet",
    "заочн",
];
/// The same for events where people met.
const IN_PERSON: [&str; 18] = [
    "офлайн",
    "оффлайн",
    "оф-лайн",
    "offline",
    "off-line",
    "очн",
    "in person",
    "in-person",
    "face to face",
    "face-to-face",
    "наживо",
    "виїзн",
    "виїзд",
    "офф-лайн",
    "f2f",
    "аудитор",
    "в залі",
    "особист",
];
/// The same for events of both sorts.
const MIXED: [&str; 7] = ["змішан", "гібрид", "hybrid", "mixed", "blended", "комбінован", "комбін."];

/// Reads how people took part; `None` when no known word stands in the text.
fn format(text: &str) -> Option<Format> {
    // A word may be written in the letters of the other alphabet: `оffline`.
    let spellings = [plain(text).into_owned(), fold(text)];
    let has = |words: &[&str]| words.iter().any(|word| spellings.iter().any(|text| text.contains(word)));
    // "заочно" is no "очно".
    let is_whole = |text: &str, place: usize| !text.get(..place).is_some_and(|before| before.ends_with("за"));
    let stands = |text: &String, word: &str| text.match_indices(word).any(|(place, _)| is_whole(text, place));
    let in_person = IN_PERSON.iter().any(|word| spellings.iter().any(|text| stands(text, word)));
    match (has(&MIXED), has(&ONLINE), in_person) {
        (true, ..) | (_, true, true) => Some(Format::Mixed),
        (_, true, _) => Some(Format::Online),
        (_, _, true) => Some(Format::InPerson),
        _ => None,
    }
}

/// Reads whether an event was held; `None` when no known word stands in the text.
pub(super) fn status(text: &str) -> Option<Status> {
    let text = plain(text);
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&["скасов", "відмін", "не відбу", "cancel"]) {
        Some(Status::Cancelled)
    } else if has(&["план", "planned", "перенес", "postponed", "очіку", "upcoming"]) {
        Some(Status::Planned)
    } else if has(&HELD) && !text.starts_with("не ") && !text.starts_with("not ") {
        Some(Status::Held)
    } else {
        None
    }
}

/// Pieces of words for events that took place.
const HELD: [&str; 16] = [
    "провед",
    "відбу",
    "заверш",
    "закінч",
    "викон",
    "реаліз",
    "здійсн",
    "пройш",
    "факт",
    "held",
    "complet",
    "conducted",
    "finished",
    "done",
    "implemented",
    "took place",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known_by_their_words() {
        for (text, expected) in [
            ("онлайн", Some(Format::Online)),
            ("Zoom", Some(Format::Online)),
            ("дистанційно", Some(Format::Online)),
            ("Офлайн", Some(Format::InPerson)),
            ("очно", Some(Format::InPerson)),
            ("заочно", Some(Format::Online)),
            ("in person", Some(Format::InPerson)),
            ("онлайн/офлайн", Some(Format::Mixed)),
            ("змішана", Some(Format::Mixed)),
            ("hybrid", Some(Format::Mixed)),
            ("оffline", Some(Format::InPerson)),
            ("F2F", Some(Format::InPerson)),
            ("Аудиторний, з виїздом", Some(Format::InPerson)),
            ("", None),
            ("інше", None),
        ] {
            assert_eq!(format(text), expected, "{text}");
        }
    }

    #[test]
    fn nobody_is_believed_to_have_held_an_event_by_a_word_that_is_not_known() {
        let read =
            ["проведено", "Заплановано", "скасовано", "", "completed", "не відбувся", "в процесі", "не проведено"];
        let [held, planned, cancelled] = [Status::Held, Status::Planned, Status::Cancelled].map(Some);
        assert_eq!(read.map(status), [held, planned, cancelled, None, held, cancelled, None, None]);
    }
}
