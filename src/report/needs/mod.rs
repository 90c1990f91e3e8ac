//! `report needs`: what was asked for and nobody gave, what seems to answer it, and who should get what is on offer.

mod asked;
mod funnel;
mod matches;
mod offer;
mod proposals;
mod relevance;
mod unmet;

pub use funnel::needs_funnel;
pub use offer::{Offer, needs_offer};
pub use proposals::needs_proposals;
pub use relevance::needs_relevance;
pub use unmet::needs;

pub(in crate::report) use asked::{Asked, Asks, Needs, Place, Places, days_said, given, subject_cell, theme_cell};
use matches::answers;
pub(in crate::report) use unmet::quantity;

use crate::model::{AidCategory, Period};

/// Which needs are looked at, as typed. `None` = no matter.
#[derive(Clone, Debug)]
pub struct NeedsQuestion {
    /// Days on which a need was said.
    pub period: Period,
    /// Only those of this oblast.
    pub oblast: Option<String>,
    /// Only those on this topic or theme.
    pub topic: Option<String>,
    /// Only those for this kind of aid.
    pub category: Option<AidCategory>,
    /// Only those that this project was asked.
    pub project: Option<String>,
    /// Only those that this donor was asked.
    pub donor: Option<String>,
    /// What a row stands for.
    pub rows: Vec<NeedKey>,
}

/// What a row of a report of needs stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeedKey {
    /// A theme of the fixed list.
    Theme,
    /// A kind of aid.
    Category,
    /// An oblast.
    Oblast,
    /// A raion.
    Raion,
    /// A community.
    Community,
    /// A part of a call.
    Track,
    /// A project.
    Project,
    /// One need.
    Need,
}

/// The caption's words for what was selected.
fn described(question: &NeedsQuestion) -> String {
    let mut words = match question.period {
        Period::ALWAYS => vec!["all periods".to_string()],
        period => vec![period.to_string()],
    };
    let mut said = |noun: &str, typed: Option<&str>| words.extend(typed.map(|typed| format!("{noun} {typed}")));
    said("oblast", question.oblast.as_deref());
    said("topic", question.topic.as_deref());
    said("category", question.category.map(AidCategory::id));
    said("project", question.project.as_deref());
    said("donor", question.donor.as_deref());
    words.join(", ")
}

/// `1 need`, `2 needs`.
pub(in crate::report) fn count(number: usize, one: &str, several: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { several })
}
