//! Memory: the only home of SQLite. A file for each table, a query for each question.
//!
//! Nothing is overwritten: facts are brought by a change and ended by one. Every write happens inside one [`Writing`].

mod activity;
mod aid;
mod aliases;
mod as_of;
mod assignments;
mod bulk;
mod cards;
mod changes;
mod check;
mod community;
mod copy;
mod coverage;
mod deliveries;
mod editions;
mod evidence;
mod failure;
mod find;
mod gaps;
mod keys;
mod labels;
mod ledger;
mod lineage;
mod links;
mod listed;
mod mappings;
mod met_by;
mod migrate;
mod needs;
mod old_codes;
mod open;
mod overlap;
mod partnerships;
mod population;
mod problems;
mod projects;
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
pub use activity::{ActivityRow, Card};
pub use aid::{AidRow, AidedRow};
pub use aliases::{AliasRow, Decided, Noun};
pub use as_of::AsOf;
pub use assignments::{AddAssignments, AssignmentRow, LinkRule, State};
pub use bulk::Postponed;
pub use cards::CardValues;
pub use changes::{ChangeRow, Counts, NewChange, SheetRow};
pub use check::Finding;
pub use community::EventRow;
pub use copy::Copy;
pub use coverage::{Cell as CoverageCell, CoverageFilter, Event, Level, Names, SharedLink};
pub use deliveries::DeliveryValues;
pub use evidence::{Evidence, LinkEvidence, Source};
pub use find::Subject;
pub use gaps::GapRow;
pub use keys::training_key;
pub use labels::{Label, LabelRow};
pub use ledger::{Deed, FactRow};
pub use links::{AddPlain, Base, LinkRow, Plain};
pub use listed::{DeliveryListRow, ListedPlace, NeedListRow, PartnershipListRow, RecordFilter};
pub use mappings::{Mapping, MappingRow};
pub use met_by::{Answer, Lapsed};
pub use migrate::Migrated;
pub use needs::NeedValues;
pub use open::Access;
pub use overlap::OverlapRow;
pub use partnerships::PartnershipValues;
pub use population::Residents;
pub use problems::{NewProblem, ProblemRow};
pub use projects::{ProjectEvent, ProjectRow, ReportReceived};
pub use quality::{HeldFor, PeopleOf};
pub use records::{CommunityLink, Gone, Record, SaidLink, Stored, Version};
pub use register::CommunityRow;
pub use relabel::LabelMeaning;
pub use restated::{Lasting, Restated};
pub use trainings::{AddTraining, StoredTraining, TrainingFilter, TrainingListRow, TrainingValues};
pub use waiting::{NewWaiting, WaitingRow};
pub use writing::Writing;

/// How long a command waits for another one to let go of the database.
const PATIENCE_SECONDS: u64 = 10;

/// An open database.
#[derive(Debug)]
pub struct Store {
    conn: Connection,
    file: PathBuf,
    migrated: Option<Migrated>,
}
