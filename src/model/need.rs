//! Words for needs: how urgent one is, where it was said, what became of it.

use super::words::{Said, first_said, names_any};

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

    /// Reads a cell; `None` when no known word stands in it. What is not urgent is of low urgency.
    pub fn parse(text: &str) -> Option<Urgency> {
        const WORDS: [(Urgency, &[&str]); 3] = [
            (
                Urgency::High,
                &[
                    "висок*",
                    "найвищ*",
                    "термінов*",
                    "критичн*",
                    "невідкладн*",
                    "екстрен*",
                    "high",
                    "highest",
                    "urgent",
                    "critical",
                ],
            ),
            (Urgency::Medium, &["середн*", "помірн*", "medium", "moderate"]),
            (Urgency::Low, &["низьк*", "найнижч*", "low", "lowest"]),
        ];
        match first_said(text, &WORDS)? {
            Said::Yes(urgency) => Some(urgency),
            Said::No(Urgency::High) => Some(Urgency::Low),
            Said::No(_) => None,
        }
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
        match first_said(text, &WORDS)? {
            Said::Yes(source) => Some(source),
            Said::No(_) => None,
        }
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

    /// Reads a cell; `None` when no known word stands in it, or it only says what did not happen. What was not selected is rejected.
    pub fn parse(text: &str) -> Option<NeedStatus> {
        const WORDS: [(NeedStatus, &[&str]); 5] = [
            (NeedStatus::Withdrawn, &["відклик*", "скасов*", "знят*", "withdrawn", "cancelled"]),
            (NeedStatus::Rejected, &["відхил*", "відмов*", "rejected", "declined"]),
            (
                NeedStatus::Met,
                &[
                    "викон*",
                    "реалізов*",
                    "задовол*",
                    "надан*",
                    "отрима*",
                    "met",
                    "delivered",
                    "fulfilled",
                    "implemented",
                ],
            ),
            (
                NeedStatus::Selected,
                &[
                    "відібран*",
                    "обран*",
                    "схвален*",
                    "погоджен*",
                    "підтриман*",
                    "переможе*",
                    "переможц*",
                    "selected",
                    "approved",
                    "shortlisted",
                    "winner*",
                ],
            ),
            (NeedStatus::Applied, &["подан*", "нов*", "розгля*", "applied", "submitted", "new", "pending"]),
        ];
        match first_said(text, &WORDS)? {
            _ if names_any(text, &["буде", "будуть", "will"]) => None,
            Said::Yes(status) => Some(status),
            Said::No(NeedStatus::Selected) => Some(NeedStatus::Rejected),
            Said::No(_) => None,
        }
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
        for (text, status) in [
            ("не відібрано", Some(NeedStatus::Rejected)),
            ("не підтримано", Some(NeedStatus::Rejected)),
            ("знято з розгляду", Some(NeedStatus::Withdrawn)),
            ("на розгляді", Some(NeedStatus::Applied)),
            ("реалізовано", Some(NeedStatus::Met)),
            ("отримала", Some(NeedStatus::Met)),
            ("переможець", Some(NeedStatus::Selected)),
            ("не виконано", None),
            ("не отримано", None),
            ("буде надано", None),
            ("у резерві", None),
            ("ні", None),
        ] {
            assert_eq!(NeedStatus::parse(text), status, "{text}");
        }
        for (text, urgency) in [
            ("не терміново", Some(Urgency::Low)),
            ("нетермінова", Some(Urgency::Low)),
            ("невідкладна", Some(Urgency::High)),
            ("не низька", None),
        ] {
            assert_eq!(Urgency::parse(text), urgency, "{text}");
        }
    }
}
