//! Words for trainings: kinds of event, formats, whether it was held.

use super::letters::fold;

/// What sort of event a training is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum TrainingKind {
    Training,
    Webinar,
    Workshop,
    StudyVisit,
    Course,
    Consultation,
    Dialogue,
    Forum,
}

impl TrainingKind {
    /// All kinds with their words: for the database and machines, Ukrainian, English, and stems by which a text is told.
    const WORDS: [(TrainingKind, &'static str, &'static str, &'static [&'static str]); 8] = [
        (TrainingKind::Training, "training", "тренінг", &["тренінг", "тренинг", "навчання", "training"]),
        (TrainingKind::Webinar, "webinar", "вебінар", &["вебінар", "вебинар", "webinar"]),
        (
            TrainingKind::Workshop,
            "workshop",
            "воркшоп",
            &["воркшоп", "практикум", "майстер-клас", "семінар", "workshop", "seminar"],
        ),
        (
            TrainingKind::StudyVisit,
            "study_visit",
            "навчальний візит",
            &["візит", "стажування", "study visit", "study tour"],
        ),
        (TrainingKind::Course, "course", "курс", &["курс", "course"]),
        (TrainingKind::Consultation, "consultation", "консультація", &["консультаці", "consultation", "consulting"]),
        (
            TrainingKind::Dialogue,
            "dialogue",
            "діалог",
            &["діалог", "круглий стіл", "круглого столу", "dialogue", "dialog", "round table", "roundtable"],
        ),
        (TrainingKind::Forum, "forum", "форум", &["форум", "конференці", "forum", "conference"]),
    ];

    /// The word used in the database, in machine output and as a filter.
    pub fn id(self) -> &'static str {
        TrainingKind::WORDS[self as usize].1
    }

    /// The Ukrainian word.
    pub fn ukrainian(self) -> &'static str {
        TrainingKind::WORDS[self as usize].2
    }

    /// Reads the word used in the database.
    pub fn from_id(id: &str) -> Option<TrainingKind> {
        TrainingKind::WORDS.iter().find(|words| words.1 == id).map(|words| words.0)
    }

    /// Reads the cell of a column that tells the kind. `None` when no known word stands in it.
    pub fn parse(text: &str) -> Option<TrainingKind> {
        let text = fold(text);
        TrainingKind::WORDS.iter().find(|words| words.3.iter().any(|stem| text.contains(stem))).map(|words| words.0)
    }
}

/// How people took part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Format {
    Online,
    InPerson,
    Mixed,
}

impl Format {
    /// The word used in the database, in machine output and as a filter.
    pub fn id(self) -> &'static str {
        match self {
            Format::Online => "online",
            Format::InPerson => "in_person",
            Format::Mixed => "mixed",
        }
    }

    /// Reads the word used in the database.
    pub fn from_id(id: &str) -> Option<Format> {
        [Format::Online, Format::InPerson, Format::Mixed].into_iter().find(|format| format.id() == id)
    }
}

/// Whether an event took place. Only held ones count in a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Status {
    Held,
    Planned,
    Cancelled,
}

impl Status {
    /// The word used in the database, in machine output and as a filter.
    pub fn id(self) -> &'static str {
        match self {
            Status::Held => "held",
            Status::Planned => "planned",
            Status::Cancelled => "cancelled",
        }
    }

    /// Reads the word used in the database.
    pub fn from_id(id: &str) -> Option<Status> {
        [Status::Held, Status::Planned, Status::Cancelled].into_iter().find(|status| status.id() == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_stands_at_its_own_place() {
        for words in TrainingKind::WORDS {
            assert_eq!(words.0.id(), words.1);
            assert_eq!(TrainingKind::from_id(words.1), Some(words.0));
            assert_eq!(TrainingKind::parse(words.2), Some(words.0));
        }
    }
}
