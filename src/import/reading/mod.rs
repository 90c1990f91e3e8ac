//! Reading a sheet of records: columns by meaning → rows with typed values → problems with their place.
//!
//! The heading is found by the words of [`headings.csv`](Vocabulary), wherever it stands and over however many rows; below it each
//! row is told to be data or something else (a total, an oblast, a note), and each value is read or refused, never guessed.

mod another;
mod assign;
mod clean;
mod codes;
mod columns;
mod context;
mod form;
mod heading;
mod hxl;
mod kinds;
mod layouts;
mod numbering;
mod open;
mod project_name;
mod quality;
mod reader;
mod rejects;
mod report;
mod row;
mod section;
mod signatures;
mod signs;
mod slashes;
mod span;
mod spot;
mod statistics;
mod terms;
mod texts;
mod times;
mod title;
mod totals;
mod unread;
mod vocabulary;
mod words;

pub(super) use columns::{Columns, TrainingColumns};
pub use context::Context;
pub use form::{Form, Layout};
pub use heading::{Doubt, Heading, HeadingColumn, SEARCHED, find_heading};
pub use open::{ReadingOptions, nothing_to_read};
pub use reader::{Reader, TrainingReader};
pub use rejects::rejected_rows;
pub(super) use report::{Place, Report};
pub(super) use row::{
    Manner, Values as TrainingValues, has_no_errors, shown, shown_at, text_of_cell as text, values as training_values,
};
pub use section::OblastName;
pub use spot::Spot;
pub(super) use terms::Terms;
pub use vocabulary::{Field, IGNORED, Vocabulary};
