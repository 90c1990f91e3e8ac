//! Words for needs: how urgent one is, where it was said, what became of it.

use super::words::first_named;

/// How urgent a need is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Urgency {
    High,
    Medium,
    Low,
}

/// Where a need was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum NeedSource {
    Form,
    Survey,
    Dialogue,
}

/// What became of a need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum NeedStatus {
    Applied,
    Selected,
    Rejected,
    Met,
    Withdrawn,
}

impl Urgency {
    /// All of them, with the words of forms.
    pub const ALL: [(Urgency, &'static str); 3] =
        [(Urgency::High, "висока"), (Urgency::Medium, "середня"), (Urgency::Low, "низька")];

    /// The word of the database.
    pub fn id(self) -> &'static str {
        match self {
            Urgency::High => "high",
            Urgency::Medium => "medium",
            Urgency::Low => "low",
        }
    }

    /// Reads a cell; `None` when no known word stands in it.
    pub fn parse(text: &str) -> Option<Urgency> {
        const WORDS: [(Urgency, &[&str]); 3] = [
            (Urgency::High, &["висок*", "термінов*", "критичн*", "невідкладн*", "high", "urgent", "critical"]),
            (Urgency::Medium, &["середн*", "medium", "moderate"]),
            (Urgency::Low, &["низьк*", "low"]),
        ];
        first_named(text, &WORDS)
    }
}

impl NeedSource {
    /// All of them, with the words of forms.
    pub const ALL: [(NeedSource, &'static str); 3] = [
        (NeedSource::Form, "заявка"),
        (NeedSource::Survey, "опитування"),
        (NeedSource::Dialogue, "секторальний діалог"),
    ];

    /// The word of the database.
    pub fn id(self) -> &'static str {
        match self {
            NeedSource::Form => "form",
            NeedSource::Survey => "survey",
            NeedSource::Dialogue => "dialogue",
        }
    }

    /// Reads a cell; `None` when no known word stands in it.
    pub fn parse(text: &str) -> Option<NeedSource> {
        const WORDS: [(NeedSource, &[&str]); 3] = [
            (NeedSource::Form, &["заявк*", "заява", "форма", "звернення", "лист", "form", "application*"]),
            (NeedSource::Survey, &["анкет*", "опитуван*", "survey*", "questionnaire*"]),
            (NeedSource::Dialogue, &["діалог*", "зустріч*", "dialogue*", "dialog*", "meeting*"]),
        ];
        first_named(text, &WORDS)
    }
}

impl NeedStatus {
    /// All of them, with the words of forms.
    pub const ALL: [(NeedStatus, &'static str); 5] = [
        (NeedStatus::Applied, "подано"),
        (NeedStatus::Selected, "відібрано"),
        (NeedStatus::Rejected, "відхилено"),
        (NeedStatus::Met, "виконано"),
        (NeedStatus::Withdrawn, "відкликано"),
    ];

    /// The word of the database.
    pub fn id(self) -> &'static str {
        match self {
            NeedStatus::Applied => "applied",
            NeedStatus::Selected => "selected",
            NeedStatus::Rejected => "rejected",
            NeedStatus::Met => "met",
            NeedStatus::Withdrawn => "withdrawn",
        }
    }

    /// Reads a cell; `None` when no known word stands in it, or it says that something is not so.
    pub fn parse(text: &str) -> Option<NeedStatus> {
        const WORDS: [(NeedStatus, &[&str]); 5] = [
            (NeedStatus::Withdrawn, &["відклик*", "скасов*", "withdrawn", "cancelled"]),
            (NeedStatus::Rejected, &["відхил*", "відмов*", "rejected", "declined"]),
            (NeedStatus::Met, &["викон*", "задовол*", "надан*", "отриман*", "met", "delivered", "fulfilled"]),
            (
                NeedStatus::Selected,
                &["відібран*", "обран*", "схвален*", "погоджен*", "selected", "approved", "shortlisted"],
            ),
            (
                NeedStatus::Applied,
                &["подан*", "нов*", "розглядi", "розгляді", "applied", "submitted", "new", "pending"],
            ),
        ];
        let denied = super::letters::fold(text).starts_with("не ") || super::letters::fold(text).starts_with("not ");
        first_named(text, &WORDS).filter(|_| !denied)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_forms_are_understood() {
        assert!(Urgency::ALL.iter().all(|(urgency, word)| Urgency::parse(word) == Some(*urgency)));
        assert!(NeedSource::ALL.iter().all(|(source, word)| NeedSource::parse(word) == Some(*source)));
        assert!(NeedStatus::ALL.iter().all(|(status, word)| NeedStatus::parse(word) == Some(*status)));
        assert_eq!(NeedSource::parse("анкета"), Some(NeedSource::Survey));
        assert_eq!(NeedStatus::parse("не виконано"), None);
    }
}
