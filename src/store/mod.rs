//! Memory: the only home of SQLite. A file for each table, a query for each question.
//!
//! Nothing is overwritten: facts are brought by a change and ended by one. Every write happens inside one [`Writing`].

mod activity;
mod aliases;
mod as_of;
mod assignments;
mod bulk;
mod changes;
mod coverage;
mod editions;
mod evidence;
mod failure;
mod find;
mod gaps;
mod keys;
mod labels;
mod lineage;
mod mappings;
mod migrate;
mod old_codes;
mod open;
mod population;
mod problems;
mod quality;
mod records;
mod register;
mod relabel;
mod restated;
mod trainings;
mod undo;
mod waiting;
mod writing;

use std::path::PathBuf;

use rusqlite::Connection;

pub use crate::model::PlaceIds;
pub use activity::ActivityRow;
pub use aliases::{AliasRow, Decided, Noun};
pub use as_of::AsOf;
pub use assignments::{AddAssignments, AssignmentRow, LinkRule, State};
pub use bulk::Postponed;
pub use changes::{ChangeRow, Counts, NewChange, SheetRow};
pub use coverage::{Cell as CoverageCell, CoverageFilter, Event, Level, Names, SharedLink};
pub use evidence::{Evidence, LinkEvidence, Source};
pub use find::Subject;
pub use gaps::GapRow;
pub use keys::training_key;
pub use labels::{Label, LabelRow};
pub use mappings::{Mapping, MappingRow};
pub use migrate::Migrated;
pub use open::Access;
pub use population::Residents;
pub use problems::{NewProblem, ProblemRow};
pub use quality::{HeldFor, PeopleOf};
pub use records::{CommunityLink, Gone, Record, SaidLink, Stored, Version};
pub use register::CommunityRow;
pub use restated::{Lasting, Restated};
pub use trainings::{AddTraining, StoredTraining, TrainingFilter, TrainingListRow, TrainingValues};
pub use waiting::{NewWaiting, WaitingRow};
pub use writing::Writing;

/// How long a command waits for another one to let go of the database.
const PATIENCE_SECONDS: u64 = 10;

/// How the name of an unfinished file begins, so that what a crash leaves behind is recognised.
const UNFINISHED: &str = ".hromada-";

/// An open database.
#[derive(Debug)]
pub struct Store {
    conn: Connection,
    file: PathBuf,
    migrated: Option<Migrated>,
}
