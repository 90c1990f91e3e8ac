//! `report`: the questions a coordinator can ask. Each reads all it needs and returns a [`crate::table::Table`].

mod coverage;
mod gaps;
mod quality;

pub use coverage::{Columns, CoverageQuestion, Figure, RowKey, coverage};
pub use gaps::{GapsQuestion, gaps};
pub use quality::{Quality, quality};

use crate::{
    error::Result,
    model::{Period, TrainingKind},
    store::{CoverageFilter, Store, Subject},
};

/// Which trainings a report looks at, as typed. Empty = no matter.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Topic of the sheets or theme of the list.
    pub topic: Option<String>,
    /// Project.
    pub project: Option<String>,
    /// Donor.
    pub donor: Option<String>,
    /// Kind of event.
    pub kind: Option<TrainingKind>,
}

/// Turns what was typed into what the database is asked.
fn filter(store: &Store, selection: &Selection, period: &Period) -> Result<CoverageFilter> {
    let (topic, theme) = match selection.topic.as_deref().map(|typed| store.find_subject(typed)).transpose()? {
        Some(Subject::Topic(topic)) => (Some(topic), None),
        Some(Subject::Theme(theme)) => (None, Some(theme)),
        None => (None, None),
    };
    let days = |day: Option<jiff::civil::Date>| day.filter(|_| !period.is_whole_quarters()).map(|day| day.to_string());
    Ok(CoverageFilter {
        quarters: period.quarters(),
        from: days(period.from),
        to: days(period.to),
        project: selection.project.as_deref().map(|typed| store.find_project(typed)).transpose()?,
        donor: selection.donor.as_deref().map(|typed| store.find_organisation(typed)).transpose()?,
        topic,
        theme,
        kind: selection.kind.map(TrainingKind::id),
    })
}

/// The caption's words for what was selected.
fn described(selection: &Selection, period: &Period) -> String {
    let mut words = vec![match *period {
        Period::ALWAYS => "all periods".to_string(),
        period => period.to_string(),
    }];
    let said = |noun: &str, typed: &Option<String>| typed.as_ref().map(|typed| format!("{noun} {typed}"));
    words.extend(said("topic", &selection.topic));
    words.extend(said("project", &selection.project));
    words.extend(said("donor", &selection.donor));
    words.extend(selection.kind.map(|kind| format!("kind {}", kind.id())));
    words.join(", ")
}
