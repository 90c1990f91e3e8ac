//! `hromada report overlap`: where projects did the same for the same community.

use clap::Args;

use crate::{
    cli::args::PeriodArgs,
    error::Result,
    report::{self, OverlapQuestion},
    store::Store,
    table::Table,
};

#[derive(Debug, Args)]
pub(super) struct OverlapArgs {
    #[command(flatten)]
    period: PeriodArgs,
    /// Only this oblast, by name or code
    #[arg(long)]
    oblast: Option<String>,
    /// Only this topic, or the topics of this theme
    #[arg(long)]
    topic: Option<String>,
    /// Only overlaps in which this project has a part
    #[arg(long)]
    project: Option<String>,
    /// Kinds of aid in place of themes of trainings
    #[arg(long)]
    items: bool,
}

impl OverlapArgs {
    pub(super) fn answer(&self, store: &Store) -> Result<Table> {
        let question = OverlapQuestion {
            period: self.period.period()?,
            oblast: self.oblast.clone(),
            topic: self.topic.clone(),
            project: self.project.clone(),
            items: self.items,
        };
        report::overlap(store, &question)
    }
}
