//! Words for how an event was held and whether it was.

use rustc_hash::FxHashMap;

use crate::{
    model::{Format, Status, TrainingKind},
    sheet::values::plain,
};

/// Remembers what words meant: sheets use the same few over and over.
#[derive(Debug, Default)]
pub struct Terms {
    formats: FxHashMap<String, Option<Format>>,
    kinds: FxHashMap<String, Option<TrainingKind>>,
}

/// How many words are remembered.
const REMEMBERED: usize = 1000;

impl Terms {
    /// Reads how people took part; `None` when no known word stands in the text.
    pub(super) fn format(&mut self, text: &str) -> Option<Format> {
        // The words that our own lists write come first.
        remembered(&mut self.formats, text, |text| Format::from_id(text).or_else(|| format(text)))
    }

    /// Reads the kind of an event; `None` when no known word stands in the text.
    pub(super) fn kind(&mut self, text: &str) -> Option<TrainingKind> {
        remembered(&mut self.kinds, text, |text| TrainingKind::from_id(text).or_else(|| TrainingKind::parse(text)))
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
const IN_PERSON: [&str; 12] = [
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
];
/// The same for events of both sorts.
const MIXED: [&str; 7] = ["змішан", "гібрид", "hybrid", "mixed", "blended", "комбінован", "комбін."];

/// Reads how people took part; `None` when no known word stands in the text.
fn format(text: &str) -> Option<Format> {
    let text = plain(text);
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    // "заочно" is no "очно".
    let in_person = IN_PERSON.iter().any(|word| {
        text.match_indices(word).any(|(place, _)| !text.get(..place).is_some_and(|before| before.ends_with("за")))
    });
    match (has(&MIXED), has(&ONLINE), in_person) {
        (true, ..) | (_, true, true) => Some(Format::Mixed),
        (_, true, _) => Some(Format::Online),
        (_, _, true) => Some(Format::InPerson),
        _ => None,
    }
}

/// Reads whether an event was held; held when the text does not say otherwise.
pub(super) fn status(text: &str) -> Status {
    if text.is_empty() {
        return Status::Held;
    }
    let text = plain(text);
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&["скасов", "відмін", "не відбу", "cancel"]) {
        Status::Cancelled
    } else if has(&["план", "planned", "перенес", "postponed", "очіку", "upcoming"]) {
        Status::Planned
    } else {
        Status::Held
    }
}

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
            ("", None),
            ("інше", None),
        ] {
            assert_eq!(format(text), expected, "{text}");
        }
    }

    #[test]
    fn an_event_was_held_unless_somebody_says_otherwise() {
        let read = ["проведено", "Заплановано", "скасовано", "", "completed", "не відбувся"].map(status);
        assert_eq!(
            read,
            [Status::Held, Status::Planned, Status::Cancelled, Status::Held, Status::Held, Status::Cancelled]
        );
    }
}
