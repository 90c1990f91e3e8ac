//! `hromada report aid`: what communities have received.

use clap::{Args, ValueEnum};

use crate::{
    cli::{args::PeriodArgs, list::CategoryArg},
    error::Result,
    report::{self, AidFigure, AidQuestion, AidRows, ExplainAidQuestion},
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

/// A cell of the report.
#[derive(Debug, Args)]
pub(super) struct AidCellArgs {
    #[command(flatten)]
    report: AidArgs,
    /// What the row begins with, once for each word; the total without it
    #[arg(long, value_name = "WORD", requires = "by")]
    row: Vec<String>,
    /// The figure; all of them without it
    #[arg(long, value_enum)]
    figure: Option<AidFigureArg>,
    /// Only money of this currency, with --figure value
    #[arg(long)]
    currency: Option<String>,
    /// The column of everything until then
    #[arg(long)]
    cumulative: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum AidFigureArg {
    Communities,
    FirstTime,
    Residents,
    Deliveries,
    Items,
    Value,
}

impl AidCellArgs {
    pub(super) fn answer(&self, store: &Store) -> Result<Table> {
        let question = ExplainAidQuestion {
            report: self.report.question()?,
            row: self.row.clone(),
            figure: self.figure.map(|figure| match figure {
                AidFigureArg::Communities => AidFigure::Communities,
                AidFigureArg::FirstTime => AidFigure::FirstTime,
                AidFigureArg::Residents => AidFigure::Residents,
                AidFigureArg::Deliveries => AidFigure::Deliveries,
                AidFigureArg::Items => AidFigure::Items,
                AidFigureArg::Value => AidFigure::Value,
            }),
            currency: self.currency.as_ref().map(|currency| currency.to_uppercase()),
            cumulative: self.cumulative,
        };
        report::explain_aid(store, &question)
    }
}

impl AidArgs {
    pub(super) fn question(&self) -> Result<AidQuestion> {
        Ok(AidQuestion {
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
        })
    }
}
