//! `hromada report explain`: the coordinates of a figure.

use clap::{Args, Subcommand, ValueEnum};

use super::{FigureArg, SelectionArgs, aid::AidCellArgs};
use crate::{
    cli::args::PeriodArgs,
    report::{self, Apart, ExplainGapsQuestion, ExplainQuestion, Spot},
    store::{Level, Store},
    table::Table,
};

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    #[command(subcommand)]
    report: Explained,
}

#[derive(Debug, Subcommand)]
enum Explained {
    /// Explain a cell of `report coverage`; without a place the total
    #[command(
        after_help = "Examples:\n  hromada report explain coverage --oblast Житомирська --topic 'Бюджет громади' \
    --period 2021-Q1 --figure participants\n  hromada report explain coverage --rows raion --place several --period 2021-Q1\n\n\
    The figures of the records whose column `counted` says yes add up to the figure of the report. `report coverage --explain` gives \
    the command for each row."
    )]
    Coverage(CellArgs),
    /// Explain a cell of `report aid`; without a row the total
    #[command(
        after_help = "Examples:\n  hromada report explain aid --wave 'ІІІ хвиля' --figure value --currency UAH\n  hromada report explain \
    aid --period 2023-Q4 --by oblast --row Сумська --figure communities\n\nThe figures of the records whose column `counted` says yes \
    add up to the figure of the report. `report aid --explain` gives the command for each row."
    )]
    Aid(AidCellArgs),
    /// Explain a row of `report gaps`, or why a community is none of them
    #[command(
        after_help = "Examples:\n  hromada report explain gaps --community UA18020010000059904 --period 2021-Q1\n  hromada report \
    explain gaps --community Радомишльська --period 2021 --topic 'Бюджет громади'"
    )]
    Gaps {
        /// The community, by code or name
        #[arg(long)]
        community: String,
        #[command(flatten)]
        period: PeriodArgs,
        /// On this topic, or on the topics of this theme
        #[arg(long)]
        topic: Option<String>,
        /// Received aid is support too
        #[arg(long, conflicts_with = "topic")]
        with_aid: bool,
    },
}

#[derive(Debug, Args)]
struct CellArgs {
    #[command(flatten)]
    period: PeriodArgs,
    /// The figure; all of them without it
    #[arg(long, value_enum)]
    figure: Option<FigureArg>,
    /// What rows of the report stand for, where the total or a row without a territory is explained
    #[arg(long, value_enum, default_value = "oblast", conflicts_with_all = ["raion", "community"])]
    rows: TerritoryArg,
    /// The oblast, by name or code; with --place the oblast of the report
    #[arg(long, conflicts_with_all = ["raion", "community"])]
    oblast: Option<String>,
    /// The raion, by name or code
    #[arg(long, conflicts_with_all = ["community", "place"])]
    raion: Option<String>,
    /// The community, by code or name
    #[arg(long, conflicts_with = "place")]
    community: Option<String>,
    /// A row that is no territory: several territories, a name waits, place not said, no longer in the
    /// register, Crimea but no single place of it
    #[arg(long, value_enum)]
    place: Option<PlaceArg>,
    /// Only trainings that nobody gave a topic
    #[arg(long, conflicts_with = "topic")]
    no_topic: bool,
    #[command(flatten)]
    selection: SelectionArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum TerritoryArg {
    Oblast,
    Raion,
    Community,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum PlaceArg {
    Several,
    Waiting,
    Unsaid,
    Former,
    Crimea,
}

impl CellArgs {
    fn spot(&self) -> Spot {
        let level = match self.rows {
            TerritoryArg::Oblast => Level::Oblast,
            TerritoryArg::Raion => Level::Raion,
            TerritoryArg::Community => Level::Community,
        };
        match (&self.community, &self.raion, self.place, &self.oblast) {
            (Some(community), ..) => Spot::Community(community.clone()),
            (None, Some(raion), ..) => Spot::Raion(raion.clone()),
            (None, None, Some(place), oblast) => {
                let apart = match place {
                    PlaceArg::Several => Apart::Several,
                    PlaceArg::Waiting => Apart::Waiting,
                    PlaceArg::Unsaid => Apart::Unsaid,
                    PlaceArg::Former => Apart::Former,
                    PlaceArg::Crimea => Apart::Crimea,
                };
                Spot::Apart(apart, level, oblast.clone())
            }
            (None, None, None, Some(oblast)) => Spot::Oblast(oblast.clone()),
            (None, None, None, None) => Spot::Total(level),
        }
    }
}

pub(super) fn answer(args: &ExplainArgs, store: &Store) -> anyhow::Result<Table> {
    Ok(match &args.report {
        Explained::Coverage(cell) => {
            let question = ExplainQuestion {
                period: cell.period.period()?,
                selection: cell.selection.selection(),
                no_topic: cell.no_topic,
                spot: cell.spot(),
                figure: cell.figure.map(Into::into),
            };
            report::explain(store, &question)?
        }
        Explained::Aid(cell) => cell.answer(store)?,
        Explained::Gaps { community, period, topic, with_aid } => {
            let question = ExplainGapsQuestion {
                community: community.clone(),
                period: period.period()?,
                topic: topic.clone(),
                with_aid: *with_aid,
            };
            report::explain_gaps(store, &question)?
        }
    })
}
