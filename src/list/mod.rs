//! `list`: what the database holds, thing by thing.

mod activities;
mod change;
mod changes;
mod communities;
mod deliveries;
mod known;
mod mappings;
mod names;
mod needs;
mod partnerships;
mod question;
mod resolved;
mod trainings;
mod waiting;

pub use activities::{projects, topics};
pub use change::{change, change_summary};
pub use changes::changes;
pub use communities::{CommunityFilter, communities, former_names, places};
pub use deliveries::deliveries;
pub use mappings::mappings;
pub use names::{NameFilter, names};
pub use needs::needs;
pub use partnerships::partnerships;
pub use question::RecordQuestion;
pub use resolved::{NameColumns, names_of_file};
pub use trainings::{TrainingQuestion, trainings};

use crate::model::letters::fold;

/// Whether a text holds every word that was typed, whatever case and apostrophes.
fn holds(text: &str, typed: Option<&str>) -> bool {
    let text = fold(text);
    typed.is_none_or(|typed| fold(typed).split_whitespace().all(|word| text.contains(word)))
}
