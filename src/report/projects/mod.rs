//! `report projects`: what each project did, and whether it reported in time.

mod did;
mod people;
mod reports;

pub use did::projects;
pub use reports::project_reports;

use crate::model::Period;

/// The whole question.
#[derive(Clone, Debug)]
pub struct ProjectsQuestion {
    /// Days that count.
    pub period: Period,
    /// Only this project, as typed.
    pub project: Option<String>,
}
