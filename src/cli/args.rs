//! The command line: verbs and the options that all of them share.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::{assign::AssignArgs, check::CheckArgs, import::ImportArgs, list::ListArgs, report::ReportArgs};
use crate::{
    error::{Error, Result},
    model::Period,
    store::AsOf,
};

/// Who trained which Ukrainian community, where, when, on what: quarterly spreadsheets in, coverage out
#[derive(Debug, Parser)]
#[command(name = "hromada", version, propagate_version = true, infer_subcommands = false, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 done; 1 done, and something waits for a person (a table without rows too); 2 wrong command line, or a question \
that an option answers; 3 the data need fixing, nothing saved; 4 a file or database that cannot be accepted; 5 cannot read or \
write; 6 database busy; 70 a fault of the program."
)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) verb: Verb,
}

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Bring spreadsheets into the database
    #[command(
        after_help = "Examples:\n  hromada import trainings q1/*.xlsx\n  hromada import communities kodyfikator.xlsx \
    --edition 2026-07-07"
    )]
    Import(ImportArgs),
    /// Show what the database holds
    #[command(after_help = "Examples:\n  hromada list names --waiting\n  hromada list trainings --oblast Житомирська \
    --period 2021-Q1")]
    List(ListArgs),
    /// Decide what a sheet left open
    #[command(
        after_help = "Examples:\n  hromada assign name 'Покровська ТГ' --to UA12140250000015858\n  hromada assign \
    training 12 UA18040190000029215"
    )]
    Assign(AssignArgs),
    /// Ask who was covered and who was left out
    #[command(
        after_help = "Examples:\n  hromada report coverage --period 2021-Q1\n  hromada report gaps --topic 'Бюджет \
    громади' --period 2021"
    )]
    Report(ReportArgs),
    /// Take back a change: the last one that is no undo itself, or the one with this number
    #[command(after_help = "Examples:\n  hromada undo\n  hromada undo 4")]
    Undo {
        /// Number of the change, as `list changes` shows it
        change: Option<i64>,
    },
    /// See whether the database is whole, and make a copy of it
    #[command(
        after_help = "Examples:\n  hromada check\n  hromada check --backup /backup/hromada-2021-04-15.db\n\nThe exit code is 0 \
    where nothing is wrong, else 1, and each finding says what to do. Copy a database with --backup: another program may copy \
    it in the middle of a write."
    )]
    Check(CheckArgs),
    /// Print a script that completes commands in a shell
    #[command(
        after_help = "Examples:\n  hromada completions bash > ~/.local/share/bash-completion/completions/hromada\n  \
    hromada completions zsh > ~/.zfunc/_hromada"
    )]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// The database where none is named.
pub(super) const DATABASE: &str = "hromada.db";

/// What every command understands.
#[derive(Debug, Args)]
pub(super) struct Global {
    /// The database
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "HROMADA_DB",
        hide_env_values = true,
        default_value = DATABASE
    )]
    pub(super) db: PathBuf,
    /// Form of the answer; else the extension of --output tells it, else a table
    #[arg(long, global = true, value_enum)]
    pub(super) format: Option<FormatArg>,
    /// Write the answer to a file
    #[arg(long, short, global = true, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Replace the file of --output if it exists
    #[arg(long, global = true)]
    pub(super) force: bool,
    /// CSV for Excel: BOM, semicolons, decimal comma, and text that looks like a formula made harmless
    #[arg(long, global = true)]
    pub(super) excel: bool,
    /// Language of headings and dates
    #[arg(long, global = true, value_enum, default_value = "en")]
    pub(super) lang: LangArg,
    /// Say nothing but the answer and errors
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
    /// Form of errors
    #[arg(long, global = true, value_enum, default_value = "text", value_name = "FORM")]
    pub(super) errors: ErrorStyle,
    /// Colour in the answer; auto = on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_enum, default_value = "auto", value_name = "WHEN")]
    pub(super) color: ColorArg,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatArg {
    Table,
    Csv,
    Json,
    Markdown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LangArg {
    Uk,
    En,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ErrorStyle {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorArg {
    Auto,
    Always,
    Never,
}

/// Until when facts count.
#[derive(Debug, Args)]
pub(super) struct AsOfArg {
    /// Answer as it was known at the end of this day (UTC), or after this change of `list changes`
    #[arg(long, global = true, value_name = "DATE|CHANGE", value_parser = as_of)]
    pub(super) as_of: Option<AsOf>,
}

/// Reads a state of the database, as typed.
pub(super) fn as_of(typed: &str) -> std::result::Result<AsOf, String> {
    if let Ok(change) = typed.parse() {
        return Ok(AsOf::Change(change));
    }
    let day: std::result::Result<jiff::civil::Date, _> = typed.parse();
    day.map(|day| AsOf::Day(day.to_string()))
        .map_err(|_| "neither a day such as 2021-04-15 nor the number of a change".to_string())
}

/// The days a question is about.
#[derive(Debug, Args)]
pub(super) struct PeriodArgs {
    /// Quarter 2021-Q1, year 2021, month 2021-03, or a span 2020-Q4..2021-Q3
    #[arg(long, conflicts_with_all = ["from", "to"])]
    period: Option<String>,
    /// First day, such as 2021-01-15
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Last day
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
}

impl PeriodArgs {
    /// The period that was typed; always, when none was.
    pub(super) fn period(&self) -> Result<Period> {
        match (&self.period, &self.from, &self.to) {
            (Some(period), ..) => period.parse(),
            (None, None, None) => Ok(Period::ALWAYS),
            (None, from, to) => {
                let bound = |day: &Option<String>| day.as_deref().map(str::parse::<Period>).transpose();
                let period = Period {
                    from: bound(from)?.and_then(|period| period.from),
                    to: bound(to)?.and_then(|period| period.to),
                };
                let reversed = period.from.zip(period.to).filter(|(from, to)| to < from);
                reversed.map_or(Ok(period), |(from, to)| {
                    Err(Error::Usage {
                        what: format!("the last day, {to}, comes before the first, {from}"),
                        hint: "give the earlier day to `--from` and the later one to `--to`".to_string(),
                    })
                })
            }
        }
    }
}
