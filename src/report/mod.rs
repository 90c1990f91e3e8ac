//! `report`: the questions a coordinator can ask. Each reads all it needs and returns a [`crate::table::Table`].

mod aid;
mod check;
mod community;
mod coverage;
mod denominator;
mod explain;
mod gaps;
mod needs;
mod overlap;
mod people;
mod projects;
mod quality;
mod restatements;

pub use aid::{AidFigure, AidQuestion, AidRows, ExplainAidQuestion, aid, aid_explained, explain_aid};
pub use check::{Checked, check};
pub use community::{CommunityQuestion, community};
pub use coverage::{Columns, CoverageQuestion, Figure, RowKey, coverage, coverage_explained};
pub use explain::{Apart, ExplainGapsQuestion, ExplainQuestion, Spot, explain, explain_gaps};
pub use gaps::{GapsQuestion, gaps, gaps_explained};
pub use needs::{NeedKey, NeedsQuestion, Offer, needs, needs_funnel, needs_offer, needs_proposals, needs_relevance};
pub use overlap::{OverlapQuestion, overlap};
pub use projects::{ProjectsQuestion, project_reports, projects};
pub use quality::{Quality, quality};
pub use restatements::{RestatementsQuestion, restatements};

use crate::{
    error::{Error, Result},
    model::{Period, TrainingKind},
    store::{CoverageFilter, Label, Store, Subject},
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
    /// Whether received aid covers a community too, as a held training does. Aid has neither topic nor kind of event.
    pub with_aid: bool,
}

impl Selection {
    /// Refuses aid of a topic or kind of event.
    fn check_aid(&self, by_topic: bool) -> Result<()> {
        match self.with_aid && (by_topic || self.topic.is_some() || self.kind.is_some()) {
            true => Err(Error::Usage {
                what: "aid has neither a topic nor a kind of event".to_string(),
                hint: "leave out either `--with-aid` or what asks for a topic or kind".to_string(),
            }),
            false => Ok(()),
        }
    }
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

/// Which topics of the sheets a theme stands for: those alone are counted, and there may be none.
fn theme_note(store: &Store, filter: &CoverageFilter) -> Result<Option<String>> {
    let Some(theme) = filter.theme else { return Ok(None) };
    let topics = store.labels(Label::Topic)?.into_iter().filter(|topic| topic.theme == Some(theme));
    let topics: Vec<String> = topics.map(|topic| format!("`{}`", topic.name)).collect();
    Ok(Some(match topics.is_empty() {
        true => "No topic of the sheets belongs to this theme, so nothing could be counted: `hromada list topics` shows the topics, \
                 `hromada assign topic TEXT --to THEME` puts one there."
            .to_string(),
        false => format!("Topics of this theme: {}.", topics.join(", ")),
    }))
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
    words.extend(selection.with_aid.then(|| "with aid".to_string()));
    words.join(", ")
}
