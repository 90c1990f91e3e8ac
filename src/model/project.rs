//! Words for projects.

use super::words::first_named;

/// How far a project has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum ProjectStatus {
    Planned,
    Ongoing,
    Completed,
    Suspended,
    Cancelled,
}

impl ProjectStatus {
    /// All of them, with the words that people write.
    pub const ALL: [(ProjectStatus, &'static str); 5] = [
        (ProjectStatus::Planned, "планується"),
        (ProjectStatus::Ongoing, "триває"),
        (ProjectStatus::Completed, "завершено"),
        (ProjectStatus::Suspended, "призупинено"),
        (ProjectStatus::Cancelled, "скасовано"),
    ];

    /// The word of the database.
    pub fn id(self) -> &'static str {
        match self {
            ProjectStatus::Planned => "planned",
            ProjectStatus::Ongoing => "ongoing",
            ProjectStatus::Completed => "completed",
            ProjectStatus::Suspended => "suspended",
            ProjectStatus::Cancelled => "cancelled",
        }
    }

    /// Reads a cell; `None` when no known word stands in it.
    pub fn parse(text: &str) -> Option<ProjectStatus> {
        const WORDS: [(ProjectStatus, &[&str]); 5] = [
            (ProjectStatus::Suspended, &["призупин*", "зупинен*", "suspended", "hold"]),
            (ProjectStatus::Cancelled, &["скасов*", "припинен*", "cancelled", "terminated"]),
            (ProjectStatus::Completed, &["заверш*", "закінч*", "виконан*", "completed", "closed", "finished"]),
            (
                ProjectStatus::Ongoing,
                &["трива*", "реаліз*", "виконує*", "діє", "діюч*", "активн*", "ongoing", "active", "implementation"],
            ),
            (ProjectStatus::Planned, &["план*", "заплан*", "підготов*", "planned", "pipeline"]),
        ];
        first_named(text, &WORDS)
    }
}
