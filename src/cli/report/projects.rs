//! `hromada report projects`: what each project did, and whether it reported in time.

use clap::Args;
use jiff::civil::Date;

use crate::{
    cli::args::PeriodArgs,
    error::{Error, Result},
    report::{self, ProjectsQuestion},
    store::Store,
    table::Table,
};

/// Days after the end of a quarter within which a report is on time, where none are given.
const DEADLINE: u16 = 30;

#[derive(Debug, Args)]
pub(super) struct ProjectsArgs {
    #[command(flatten)]
    period: PeriodArgs,
    /// Only this project
    #[arg(long)]
    project: Option<String>,
    /// Quarterly reports: expected, received, on time, late, missing
    #[arg(long)]
    reports: bool,
    /// With --reports: days after the end of a quarter within which its report is on time; 30 without it
    #[arg(long, value_name = "DAYS", requires = "reports")]
    deadline: Option<u16>,
}

impl ProjectsArgs {
    pub(super) fn answer(&self, store: &Store, today: Date) -> Result<Table> {
        let question = ProjectsQuestion { period: self.period.period()?, project: self.project.clone() };
        match self.reports {
            true if !question.period.is_whole_quarters() => Err(Error::Usage {
                what: format!("`{}` does not consist of whole quarters, and reports are quarterly", question.period),
                hint: "give a period such as `2021-Q1`, `2021` or `2020-Q4..2021-Q3`".to_string(),
            }),
            true => report::project_reports(store, &question, self.deadline.unwrap_or(DEADLINE), today),
            false => report::projects(store, &question),
        }
    }
}
