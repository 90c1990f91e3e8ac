//! `assign`: what people decide. Links, decisions about names, and taking a change back.

mod answer;
mod deciding;
mod label;
mod name;
mod names;
mod need;
mod record;
mod training;
mod undo;

pub use deciding::Tally;
pub use label::{LabelDecision, label};
pub use name::{NameDecision, NameTarget, name};
pub use names::{BadDecision, NamesDecided, names};
pub use need::{Met, met_by, unmet};
pub use record::record;
pub use training::{Assigned, training};
pub use undo::{Undone, undo};
