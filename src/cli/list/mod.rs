//! `hromada list`: what the database holds.

mod records;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};

use super::{
    Done,
    args::{AsOfArg, PeriodArgs},
    context::Context,
};
pub(super) use records::CategoryArg;
use records::{DeliveryArgs, NeedArgs, RecordArgs};

use crate::{
    list,
    model::{CommunityKind, TrainingKind},
    sheet,
    store::Store,
};

#[derive(Debug, Args)]
pub(super) struct ListArgs {
    #[command(subcommand)]
    noun: Noun,
    #[command(flatten)]
    then: AsOfArg,
}

#[derive(Debug, Subcommand)]
enum Noun {
    /// Show communities of the register with their residents
    #[command(
        after_help = "Examples:\n  hromada list communities --oblast Сумська --kind urban\n  hromada list communities \
    --text знам"
    )]
    Communities {
        /// Only this oblast, by name or code
        #[arg(long)]
        oblast: Option<String>,
        /// Only this raion, by name or code
        #[arg(long)]
        raion: Option<String>,
        /// Only communities of this kind
        #[arg(long)]
        kind: Option<KindArg>,
        /// Only names or codes that hold these words
        #[arg(long, value_name = "WORDS")]
        text: Option<String>,
        /// Show every place of the register instead: oblasts, raions, communities, settlements
        #[arg(long, conflicts_with_all = ["oblast", "raion", "kind", "text", "former"])]
        places: bool,
        /// Show names of earlier editions instead
        #[arg(long, conflicts_with_all = ["oblast", "raion", "kind", "text"])]
        former: bool,
    },
    /// Show trainings with the cells they came from
    #[command(
        after_help = "Examples:\n  hromada list trainings --period 2021-Q1 --project DESPRO\n  hromada list trainings \
    --waiting --format csv -o waiting.csv"
    )]
    Trainings {
        #[command(flatten)]
        period: PeriodArgs,
        /// Only this oblast, by name or code
        #[arg(long)]
        oblast: Option<String>,
        /// Only this raion, by name or code
        #[arg(long)]
        raion: Option<String>,
        /// Only this community, by code or name
        #[arg(long)]
        community: Option<String>,
        /// Only this project
        #[arg(long)]
        project: Option<String>,
        /// Only this donor
        #[arg(long)]
        donor: Option<String>,
        /// Only this topic, or the topics of this theme
        #[arg(long)]
        topic: Option<String>,
        /// Only this kind of event
        #[arg(long, value_enum)]
        kind: Option<EventArg>,
        /// Only titles that hold these words
        #[arg(long, value_name = "WORDS")]
        text: Option<String>,
        /// Only those with names that wait for a person
        #[arg(long)]
        waiting: bool,
        /// Only the one with this number
        number: Option<i64>,
    },
    /// Show aid: what was delivered to whom, and what it was worth
    #[command(
        after_help = "Examples:\n  hromada list deliveries --project PROSTO --period 2023\n  hromada list deliveries --category \
    power --status received --oblast Харківська"
    )]
    Deliveries(DeliveryArgs),
    /// Show what communities asked for, and what became of it
    #[command(
        after_help = "Examples:\n  hromada list needs --status applied --oblast Сумська\n  hromada list needs --topic \
    'Цивільний захист, центри безпеки'"
    )]
    Needs(NeedArgs),
    /// Show which communities work together, with each other or with towns abroad
    #[command(
        after_help = "Examples:\n  hromada list partnerships --oblast Полтавська --period 2021\n  hromada list partnerships --waiting"
    )]
    Partnerships(RecordArgs),
    /// Show projects with their donors and what they did
    #[command(after_help = "Examples:\n  hromada list projects\n  hromada list projects --text lead --format json")]
    Projects {
        /// Only names that hold these words
        #[arg(long, value_name = "WORDS")]
        text: Option<String>,
    },
    /// Show topics with their themes and what was done on them
    #[command(after_help = "Examples:\n  hromada list topics\n  hromada list topics --text бюджет")]
    Topics {
        /// Only names that hold these words
        #[arg(long, value_name = "WORDS")]
        text: Option<String>,
    },
    /// Show decisions about names, the names that wait for one, or what the names in a file mean
    #[command(
        after_help = "Examples:\n  hromada list names --waiting --oblast Одеська --format csv -o names.csv\n  hromada list names \
    --from applications.xlsx --text-column Громада --oblast-column Область\n\nWith --from nothing is saved and no database is \
    needed. The column `outcome` says whether a name is sure, likely, unknown or not_a_community; a cell that lists several \
    names gives a row for each. The exit code is 0 however the names come out."
    )]
    Names {
        /// Show names that wait for a person
        #[arg(long, conflicts_with = "from")]
        waiting: bool,
        /// Only names whose row gives this oblast
        #[arg(long, requires = "waiting")]
        oblast: Option<String>,
        /// Only texts that hold these words
        #[arg(long, value_name = "WORDS", conflicts_with = "from")]
        text: Option<String>,
        #[command(flatten)]
        file: NamesOfFile,
    },
    /// Show columns that were explained by hand and kept for later imports
    #[command(after_help = "Examples:\n  hromada list mappings\n  hromada list mappings --text egap")]
    Mappings {
        /// Only names or projects that hold these words
        #[arg(long, value_name = "WORDS")]
        text: Option<String>,
    },
    /// Show everything that was done to the database
    #[command(
        after_help = "Examples:\n  hromada list changes\n  hromada list changes 4 --format csv\n\nWith a number, one row for \
    each fact that the change added, updated (a row for each field) or ended, with the cell it came from."
    )]
    Changes {
        /// Only what this change did, fact by fact
        number: Option<i64>,
        /// Count the facts instead of showing each
        #[arg(long, requires = "number")]
        summary: bool,
    },
}

/// A file whose names are to be resolved.
#[derive(Debug, Args)]
struct NamesOfFile {
    /// Tell what the names in this file mean, XLSX or CSV; `-` is standard input
    #[arg(long, value_name = "FILE", requires = "text_column")]
    from: Option<PathBuf>,
    /// Column with the names, by its heading or its letters
    #[arg(long, value_name = "COLUMN", requires = "from")]
    text_column: Option<String>,
    /// Column with the oblast
    #[arg(long, value_name = "COLUMN", requires = "from")]
    oblast_column: Option<String>,
    /// Column with the raion
    #[arg(long, value_name = "COLUMN", requires = "from")]
    raion_column: Option<String>,
    /// Column with the kind of community
    #[arg(long, value_name = "COLUMN", requires = "from")]
    kind_column: Option<String>,
    /// Column with the day, which decides between a former and a present bearer of a name
    #[arg(long, value_name = "COLUMN", requires = "from")]
    date_column: Option<String>,
    /// The sheet to read, where the workbook has several
    #[arg(long, value_name = "NAME", requires = "from")]
    sheet: Option<String>,
    /// Encoding of a text file, such as windows-1251; found out without it
    #[arg(long, value_name = "NAME", requires = "from")]
    encoding: Option<String>,
    /// Sign between the columns of a text file; found out without it
    #[arg(long, value_name = "SIGN", requires = "from")]
    delimiter: Option<char>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum KindArg {
    Urban,
    Settlement,
    Rural,
}

impl From<KindArg> for CommunityKind {
    fn from(kind: KindArg) -> CommunityKind {
        match kind {
            KindArg::Urban => CommunityKind::Urban,
            KindArg::Settlement => CommunityKind::Settlement,
            KindArg::Rural => CommunityKind::Rural,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum EventArg {
    Training,
    Webinar,
    Workshop,
    StudyVisit,
    Course,
    Consultation,
    Dialogue,
    Forum,
}

impl From<EventArg> for TrainingKind {
    fn from(kind: EventArg) -> TrainingKind {
        match kind {
            EventArg::Training => TrainingKind::Training,
            EventArg::Webinar => TrainingKind::Webinar,
            EventArg::Workshop => TrainingKind::Workshop,
            EventArg::StudyVisit => TrainingKind::StudyVisit,
            EventArg::Course => TrainingKind::Course,
            EventArg::Consultation => TrainingKind::Consultation,
            EventArg::Dialogue => TrainingKind::Dialogue,
            EventArg::Forum => TrainingKind::Forum,
        }
    }
}

pub(super) fn run(args: &ListArgs, cx: &Context) -> anyhow::Result<Done> {
    if let Noun::Names { file, .. } = &args.noun
        && let Some(from) = &file.from
    {
        return names_of_file(file, from, &args.then, cx);
    }
    let store = cx.store_then(&args.then)?;
    let table = match &args.noun {
        Noun::Communities { places: true, .. } => list::places(&store)?,
        Noun::Communities { former: true, .. } => list::former_names(&store)?,
        Noun::Communities { oblast, raion, kind, text, .. } => {
            let filter = list::CommunityFilter {
                oblast: oblast.clone(),
                raion: raion.clone(),
                kind: kind.map(Into::into),
                text: text.clone(),
            };
            list::communities(&store, &filter)?
        }
        Noun::Trainings { period, oblast, raion, community, project, donor, topic, kind, text, waiting, number } => {
            let question = list::TrainingQuestion {
                period: period.period()?,
                oblast: oblast.clone(),
                raion: raion.clone(),
                community: community.clone(),
                project: project.clone(),
                donor: donor.clone(),
                topic: topic.clone(),
                kind: kind.map(Into::into),
                text: text.clone(),
                waiting: *waiting,
                number: *number,
            };
            list::trainings(&store, &question)?
        }
        Noun::Deliveries(args) => list::deliveries(&store, &args.question()?)?,
        Noun::Needs(args) => list::needs(&store, &args.question()?)?,
        Noun::Partnerships(args) => list::partnerships(&store, &args.question()?)?,
        Noun::Projects { text } => list::projects(&store, text.as_deref())?,
        Noun::Topics { text } => list::topics(&store, text.as_deref())?,
        Noun::Names { waiting, oblast, text, .. } => {
            let filter = list::NameFilter { waiting: *waiting, text: text.clone(), oblast: oblast.clone() };
            list::names(&store, &filter)?
        }
        Noun::Mappings { text } => list::mappings(&store, text.as_deref())?,
        Noun::Changes { number: None, .. } => list::changes(&store)?,
        Noun::Changes { number: Some(number), summary: false } => list::change(&store, *number)?,
        Noun::Changes { number: Some(number), summary: true } => list::change_summary(&store, *number)?,
    };
    drop(store);
    cx.print(&table, &[])?;
    Ok(Done::Fully)
}

/// Resolves the names of a file, by the database if there is one, else by the register that the program carries.
fn names_of_file(args: &NamesOfFile, file: &Path, then: &AsOfArg, cx: &Context) -> anyhow::Result<Done> {
    let columns = list::NameColumns {
        sheet: args.sheet.clone(),
        text: args.text_column.clone().unwrap_or_default(),
        oblast: args.oblast_column.clone(),
        raion: args.raion_column.clone(),
        kind: args.kind_column.clone(),
        date: args.date_column.clone(),
    };
    let options = sheet::Options {
        encoding: args.encoding.clone(),
        delimiter: args.delimiter,
        helper: std::env::current_exe().ok(),
        ..sheet::Options::default()
    };
    let store = if Store::exists(cx.db()) { Some(cx.store_then(then)?) } else { None };
    let table = list::names_of_file(store.as_ref(), file, &columns, cx.now.day, &options)?;
    if store.is_none() {
        cx.say(&format!(
            "There is no database `{}`; the register that the program carries was asked.",
            cx.db().display()
        ));
    }
    drop(store);
    cx.print(&table, &[file.to_path_buf()])?;
    Ok(Done::Fully)
}
