//! `import`: read → recognise → read rows → resolve → plan → apply, in one transaction.

mod problem;
mod record;

pub use problem::{Level, Problem, Problems};
pub use record::TrainingRow;
