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
mod quality;
mod reader;
mod rejects;
mod report;
mod row;
mod section;
mod signatures;
mod slashes;
mod terms;
mod texts;
mod times;
mod title;
mod totals;
mod vocabulary;
mod words;

pub(super) use columns::{Columns, TrainingColumns};
pub use context::Context;
pub use form::{Form, Layout};
pub use heading::{Doubt, Heading, HeadingColumn, SEARCHED, find_heading};
pub use open::{ReadingOptions, nothing_to_read};
pub use reader::{Reader, Spot, TrainingReader};
pub use rejects::rejected_rows;
pub(super) use report::{Place, Report};
pub(super) use row::{
    Manner, Values as TrainingValues, has_no_errors, shown, text_of_cell as text, values as training_values,
};
pub use section::OblastName;
pub(super) use terms::Terms;
pub use vocabulary::{Field, IGNORED, Vocabulary};
