//! `hromada report`: the questions a coordinator can ask.

mod aid;
mod community;
mod explain;
mod needs;
mod overlap;
mod projects;
mod restatements;

use std::path::Path;

use clap::{Args, Subcommand, ValueEnum};

use self::{
    aid::AidArgs, community::CommunityArgs, explain::ExplainArgs, needs::NeedsArgs, overlap::OverlapArgs,
    projects::ProjectsArgs, restatements::RestatementsArgs,
};
use super::{
    Done,
    args::{AsOfArg, DATABASE, PeriodArgs},
    context::Context,
    list::{EventArg, KindArg},
};
use crate::{
    error::Error,
    report::{self, Columns, CommunityQuestion, CoverageQuestion, Figure, GapsQuestion, RowKey, Selection},
    store::{AsOf, Level},
};

#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    #[command(subcommand)]
    question: Question,
    #[command(flatten)]
    then: AsOfArg,
}

#[derive(Debug, Subcommand)]
enum Question {
    /// Show which communities had a training, and how many had none
    #[command(
        after_help = "Examples:\n  hromada report coverage --period 2021-Q1\n  hromada report coverage --rows raion \
    --oblast Житомирська --columns quarter --figure trainings\n  hromada report coverage --rows oblast,topic,quarter --format csv"
    )]
    Coverage {
        #[command(flatten)]
        period: PeriodArgs,
        /// What rows stand for: a territory, and if wished topic and quarter
        #[arg(long, value_enum, value_delimiter = ',', default_value = "oblast", value_name = "KEY,...")]
        rows: Vec<RowArg>,
        /// What columns stand for
        #[arg(long, value_enum, default_value = "totals")]
        columns: ColumnArg,
        /// The figure in columns by topic or quarter; covered communities without it
        #[arg(long, value_enum)]
        figure: Option<FigureArg>,
        /// Only this oblast, by name or code
        #[arg(long)]
        oblast: Option<String>,
        #[command(flatten)]
        selection: SelectionArgs,
        /// Give each row the command that lists the records behind it
        #[arg(long)]
        explain: bool,
    },
    /// Show communities that had nothing in a period, the longest waiting first
    #[command(
        after_help = "Examples:\n  hromada report gaps --period 2021\n  hromada report gaps --topic 'Бюджет громади' \
    --period 2020-Q4..2021-Q3 --oblast Сумська"
    )]
    Gaps {
        #[command(flatten)]
        period: PeriodArgs,
        /// On this topic, or on the topics of this theme
        #[arg(long)]
        topic: Option<String>,
        /// Only this oblast, by name or code
        #[arg(long)]
        oblast: Option<String>,
        /// Only this raion, by name or code
        #[arg(long)]
        raion: Option<String>,
        /// Only communities of this kind
        #[arg(long, value_enum)]
        kind: Option<KindArg>,
        /// Received aid is support too
        #[arg(long, conflicts_with = "topic")]
        with_aid: bool,
        /// Give each row the command that lists the records behind it
        #[arg(long)]
        explain: bool,
    },
    /// Show what communities have received, in a period or a wave and over all waves
    #[command(
        after_help = "Examples:\n  hromada report aid --wave 'ІІІ хвиля'\n  hromada report aid --period 2023-Q4 --by oblast \
    --project PROSTO"
    )]
    Aid {
        #[command(flatten)]
        aid: AidArgs,
        /// Give each row the command that lists the records behind it
        #[arg(long)]
        explain: bool,
    },
    /// Show communities to which several projects gave the same: a theme in a quarter, or a kind of aid
    #[command(
        after_help = "Examples:\n  hromada report overlap --period 2024-Q4\n  hromada report overlap --items --oblast \
    Харківська"
    )]
    Overlap(OverlapArgs),
    /// Show what each project did in a period, or whether it reported each quarter in time
    #[command(
        after_help = "Examples:\n  hromada report projects --period 2021\n  hromada report projects --reports --deadline 45"
    )]
    Projects(ProjectsArgs),
    /// Show the records behind a figure, with their cells, the rule that was used, and what was left out
    Explain(ExplainArgs),
    /// Show one page of a community: what it got beside its neighbours, what it asked for, what it could have joined
    #[command(
        after_help = "Examples:\n  hromada report community Тростянецька --period 2021\n  hromada report community \
    UA59040130000041676 --format markdown -o page.md"
    )]
    Community(CommunityArgs),
    /// Show what communities asked for and did not get, who needs what is on offer, and what may have met a need
    #[command(
        after_help = "Examples:\n  hromada report needs --oblast Сумська --rows theme,need\n  hromada report needs --offer generator \
    --quantity 20\n\nA need is unmet until `assign need N --met-by ...` confirms what met it, or its sheet says that it was; \
    --proposals shows what seems to."
    )]
    Needs(NeedsArgs),
    /// Show which published figures changed between two states, by which changes, and whether that was growth or correction
    #[command(
        after_help = "Examples:\n  hromada report restatements --between 2021-01-31 2021-04-15\n  hromada report restatements \
    --between 3 9 --project DESPRO --period 2020-Q4 --format csv"
    )]
    Restatements(RestatementsArgs),
    /// Show what was wrong with the files of imports, trainings with unusual numbers of people, and possible duplicates
    #[command(after_help = "Examples:\n  hromada report quality\n  hromada report quality --change 3 --format csv -o \
    problems.csv")]
    Quality {
        /// Only what this change brought, by its number in `list changes`
        #[arg(long, value_name = "NUMBER")]
        change: Option<i64>,
        /// Remarks as well: sheets without data, texts that are no community
        #[arg(long)]
        all: bool,
    },
}

/// Which trainings count.
#[derive(Debug, Args)]
struct SelectionArgs {
    /// Only this topic, or the topics of this theme
    #[arg(long)]
    topic: Option<String>,
    /// Only this project
    #[arg(long)]
    project: Option<String>,
    /// Only this donor
    #[arg(long)]
    donor: Option<String>,
    /// Only this kind of event
    #[arg(long, value_enum)]
    kind: Option<EventArg>,
    /// Received aid covers too
    #[arg(long)]
    with_aid: bool,
}

impl SelectionArgs {
    fn selection(&self) -> Selection {
        Selection {
            topic: self.topic.clone(),
            project: self.project.clone(),
            donor: self.donor.clone(),
            kind: self.kind.map(Into::into),
            with_aid: self.with_aid,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum RowArg {
    Oblast,
    Raion,
    Community,
    Topic,
    Quarter,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ColumnArg {
    Totals,
    Topic,
    Quarter,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FigureArg {
    Covered,
    Percent,
    Trainings,
    Participants,
}

pub(super) fn run(args: &ReportArgs, cx: &Context) -> anyhow::Result<Done> {
    let store = cx.store_then(&args.then)?;
    let mut done = Done::Fully;
    let table = match &args.question {
        Question::Coverage { period, rows, columns, figure, oblast, selection, explain } => {
            let question = CoverageQuestion {
                period: period.period()?,
                selection: selection.selection(),
                oblast: oblast.clone(),
                rows: row_key(rows)?,
                columns: match columns {
                    ColumnArg::Totals => Columns::Totals,
                    ColumnArg::Topic => Columns::Topic,
                    ColumnArg::Quarter => Columns::Quarter,
                },
                figure: chosen_figure(*figure, *columns)?,
            };
            match explain {
                true => report::coverage_explained(&store, &question, &needed_options(&args.then, cx))?,
                false => report::coverage(&store, &question)?,
            }
        }
        Question::Gaps { period, topic, oblast, raion, kind, with_aid, explain } => {
            let question = GapsQuestion {
                period: period.period()?,
                topic: topic.clone(),
                oblast: oblast.clone(),
                raion: raion.clone(),
                kind: kind.map(Into::into),
                with_aid: *with_aid,
            };
            match explain {
                true => report::gaps_explained(&store, &question, &needed_options(&args.then, cx))?,
                false => report::gaps(&store, &question)?,
            }
        }
        Question::Restatements(args) => restatements::answer(args, &store, cx)?,
        Question::Aid { aid, explain: true } => {
            report::aid_explained(&store, &aid.question()?, &needed_options(&args.then, cx))?
        }
        Question::Aid { aid, explain: false } => report::aid(&store, &aid.question()?)?,
        Question::Overlap(args) => args.answer(&store)?,
        Question::Projects(own) => own.answer(&store, cx.day_then(&store, &args.then)?)?,
        Question::Explain(args) => explain::answer(args, &store)?,
        Question::Community(own) => {
            let (community, period) = (own.community.clone(), own.period.period()?);
            report::community(
                &store,
                &CommunityQuestion { community, period, today: cx.day_then(&store, &args.then)? },
            )?
        }
        Question::Needs(own) => needs::answer(own, &store, &database_option(cx), args.then.as_of.is_some())?,
        Question::Quality { change, all } => {
            let quality = report::quality(&store, *change, *all)?;
            done = if quality.has_findings { Done::WithFindings } else { Done::Fully };
            quality.table
        }
    };
    drop(store); // a slow reader of the answer must not keep others from writing
    cx.print(&table, &[])?;
    Ok(done)
}

/// The figure that columns show; it has no meaning where they show all.
fn chosen_figure(figure: Option<FigureArg>, columns: ColumnArg) -> Result<Figure, Error> {
    if figure.is_some() && columns == ColumnArg::Totals {
        return Err(Error::Usage {
            what: "`--figure` has no meaning while the columns show all figures".to_string(),
            hint: "add `--columns quarter` or `--columns topic`".to_string(),
        });
    }
    Ok(figure.map_or(Figure::Covered, Into::into))
}

impl From<FigureArg> for Figure {
    fn from(figure: FigureArg) -> Figure {
        match figure {
            FigureArg::Covered => Figure::Covered,
            FigureArg::Percent => Figure::Percent,
            FigureArg::Trainings => Figure::Trainings,
            FigureArg::Participants => Figure::Participants,
        }
    }
}

/// What a command that is printed needs beside its question: the time it looks back to, and the database.
fn needed_options(then: &AsOfArg, cx: &Context) -> Vec<String> {
    let mut options = Vec::new();
    match &then.as_of {
        Some(AsOf::Change(change)) => options.extend(["--as-of".to_string(), change.to_string()]),
        Some(AsOf::Day(day)) => options.extend(["--as-of".to_string(), day.clone()]),
        None => {}
    }
    options.extend(database_option(cx));
    options
}

/// What a command that decides something needs: the database alone, for nothing is decided at an earlier time.
fn database_option(cx: &Context) -> Vec<String> {
    match cx.db() == Path::new(DATABASE) {
        true => Vec::new(),
        false => vec!["--db".to_string(), cx.db().display().to_string()],
    }
}

fn row_key(rows: &[RowArg]) -> Result<RowKey, Error> {
    let territories: Vec<Level> = rows
        .iter()
        .filter_map(|row| match row {
            RowArg::Oblast => Some(Level::Oblast),
            RowArg::Raion => Some(Level::Raion),
            RowArg::Community => Some(Level::Community),
            RowArg::Topic | RowArg::Quarter => None,
        })
        .collect();
    let level = match territories.as_slice() {
        [level] => *level,
        [] => Level::Oblast,
        _ => {
            return Err(Error::Usage {
                what: "rows can stand for one kind of territory only".to_string(),
                hint: "choose one of oblast, raion, community".to_string(),
            });
        }
    };
    Ok(RowKey { level, topic: rows.contains(&RowArg::Topic), quarter: rows.contains(&RowArg::Quarter) })
}
