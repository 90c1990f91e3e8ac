//! `hromada` answers who trained which Ukrainian community, where, when and on what, from the spreadsheets that projects send.
//!
//! # The rooms
//!
//! | room | holds | may know |
//! |---|---|---|
//! | [`model`] | nouns: types and rules of the field | [`error`] |
//! | [`names`] | text → community, over a register given to it | `model`, `error` |
//! | [`sheet`] | bytes → rows of cells; headings, dates, numbers; no meaning | `error` |
//! | `store` | memory: the only home of SQLite | `model`, `error` |
//! | [`import`], `list`, `assign`, `report` | the verbs; each returns a value or a [`table::Table`] | `model`, `names`, `sheet`, `store`, `table`, `error` |
//! | `output` | voice: one file per format | `table` |
//! | `cli` | door: command line, clock, environment, stdout, exit codes | all |
//!
//! Verbs never call each other. Only `cli` reads the clock: today is passed down. `tests/layout.rs` checks the arrows.

pub mod assign;
pub mod cli;
pub mod error;
pub mod import;
pub mod list;
pub mod model;
pub mod names;
pub mod output;
pub mod report;
pub mod sheet;
pub mod store;
pub mod table;
