//! `hromada report aid`: what communities have received.

use clap::{Args, ValueEnum};

use crate::{
    cli::{args::PeriodArgs, list::CategoryArg},
    error::Result,
    report::{self, AidQuestion, AidRows},
    store::Store,
    table::Table,
};

#[derive(Debug, Args)]
pub(super) struct AidArgs {
    #[command(flatten)]
    period: PeriodArgs,
    /// Only this wave, as the sheets name it
    #[arg(long)]
    wave: Option<String>,
    /// What rows stand for; a page of figures without it
    #[arg(long, value_enum)]
    by: Option<ByArg>,
    /// Only this project
    #[arg(long)]
    project: Option<String>,
    /// Only this donor
    #[arg(long)]
    donor: Option<String>,
    /// Only this kind of aid
    #[arg(long, value_enum)]
    category: Option<CategoryArg>,
    /// Only this oblast, by name or code
    #[arg(long)]
    oblast: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ByArg {
    Oblast,
    Project,
    Category,
    Item,
    Wave,
}

impl AidArgs {
    pub(super) fn answer(&self, store: &Store) -> Result<Table> {
        let question = AidQuestion {
            period: self.period.period()?,
            wave: self.wave.clone(),
            project: self.project.clone(),
            donor: self.donor.clone(),
            category: self.category.map(Into::into),
            oblast: self.oblast.clone(),
            rows: match self.by {
                None => AidRows::Figures,
                Some(ByArg::Oblast) => AidRows::Oblast,
                Some(ByArg::Project) => AidRows::Project,
                Some(ByArg::Category) => AidRows::Category,
                Some(ByArg::Item) => AidRows::Item,
                Some(ByArg::Wave) => AidRows::Wave,
            },
        };
        report::aid(store, &question)
    }
}
