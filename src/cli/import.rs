//! `hromada import`: spreadsheets into the database.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::{Done, context::Context, message};
use crate::{
    error::{Error, Result},
    import::{self, Asked, Edition, Ending, Options, Summary, TrainingImport, Unit},
    sheet::{self, Book},
    store::{Access, NewChange, Store},
};

#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    #[command(subcommand)]
    noun: Noun,
}

#[derive(Debug, Subcommand)]
enum Noun {
    /// Bring the register to an edition of the official codifier
    #[command(
        after_help = "Examples:\n  hromada import communities kodyfikator-2026-07-07.xlsx\n  hromada import communities \
    kodyfikator.csv --edition 2025-05-16 --dry-run\n  hromada import communities koatuu-katottg.xlsx --koatuu"
    )]
    Communities {
        #[command(flatten)]
        how: HowArgs,
        /// Date of the edition; without it, the file's name has to hold one
        #[arg(long, value_name = "DATE")]
        edition: Option<Date>,
        /// Let the edition withdraw any number of places
        #[arg(long)]
        withdraw_many: bool,
        /// The files are the official table of correspondence between old codes (KOATUU) and those of today: with it, sheets
        /// may name old codes, councils and raions of before 2020
        #[arg(long, conflicts_with_all = ["edition", "withdraw_many"])]
        koatuu: bool,
    },
    /// Bring in residents of communities
    #[command(
        after_help = "Examples:\n  hromada import population naselennia-2022.xlsx --sheet 48-81\n  hromada import \
    population residents.csv --year 2023"
    )]
    Population {
        #[command(flatten)]
        how: HowArgs,
        /// The sheet to read, where the workbook has several
        #[arg(long, value_name = "NAME")]
        sheet: Option<String>,
        /// Year of the figures (1 January); without it, the table has to say it
        #[arg(long)]
        year: Option<i64>,
        /// In what residents are counted; without it, the heading or the title has to say it
        #[arg(long, value_enum)]
        unit: Option<UnitArg>,
    },
    /// Bring in trainings from the quarterly sheets of projects
    #[command(
        after_help = "Examples:\n  hromada import trainings q1/*.xlsx\n  hromada import trainings report.csv --project \
    DESPRO --dry-run"
    )]
    Trainings {
        #[command(flatten)]
        how: HowArgs,
        /// Project of the rows that name none
        #[arg(long, value_name = "NAME")]
        project: Option<String>,
        /// Withdraw trainings that earlier forms of the file told of and this one does not
        #[arg(long)]
        complete: bool,
        /// Take a name for sure although it is only likely, where it has one candidate
        #[arg(long, value_name = "WHAT")]
        accept: Option<AcceptArg>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum AcceptArg {
    Likely,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum UnitArg {
    Persons,
    Thousands,
}

impl From<UnitArg> for Unit {
    fn from(unit: UnitArg) -> Unit {
        match unit {
            UnitArg::Persons => Unit::Persons,
            UnitArg::Thousands => Unit::Thousands,
        }
    }
}

#[derive(Debug, Args)]
struct HowArgs {
    /// Files to read: XLSX or CSV; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Try everything and keep nothing
    #[arg(long)]
    dry_run: bool,
    /// Save the good rows even when others hold errors
    #[arg(long)]
    keep_going: bool,
    /// Encoding of text files, such as windows-1251; found out without it
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Sign between the columns of text files; found out without it
    #[arg(long, value_name = "SIGN")]
    delimiter: Option<char>,
}

pub(super) fn run(args: &ImportArgs, cx: &Context) -> anyhow::Result<Done> {
    let (how, noun) = match &args.noun {
        Noun::Communities { how, koatuu: true, .. } => (how, "old codes"),
        Noun::Communities { how, .. } => (how, "communities"),
        Noun::Population { how, .. } => (how, "population"),
        Noun::Trainings { how, .. } => (how, "trainings"),
    };
    cx.check_answer(&how.files)?;
    let mut options = options(how, cx);
    let base = NewChange { options: meaning(&args.noun), ..cx.change("import", noun) };
    let opened = open_or_create(how, &options, cx)?;
    let store = &opened.store;
    let mut told = Told { summaries: Vec::new(), done: Done::Fully, several: how.files.len() > 1 };
    let outcome = match &args.noun {
        Noun::Communities { koatuu: true, .. } => {
            let read = |file: &Path, change: &NewChange| import::import_old_codes(store, file, &options, change);
            told.each(&how.files, &base, cx, read)
        }
        Noun::Communities { edition, withdraw_many, .. } => {
            let edition = Edition { dated: *edition, today: cx.now.day, withdraw_many: *withdraw_many };
            let read =
                |file: &Path, change: &NewChange| import::import_communities(store, file, edition, &options, change);
            told.each(&how.files, &base, cx, read)
        }
        Noun::Population { sheet, year, unit, .. } => {
            let asked = Asked { sheet: sheet.as_deref(), year: *year, unit: unit.map(Into::into) };
            let read =
                |file: &Path, change: &NewChange| import::import_population(store, file, asked, &options, change);
            told.each(&how.files, &base, cx, read)
        }
        Noun::Trainings { project, complete, accept, .. } => {
            options.complete = *complete;
            options.project = project.clone();
            options.accept_likely = accept.is_some();
            let mut trainings = TrainingImport::new(store, options)?;
            told.each(&how.files, &base, cx, |file, change| trainings.file(file, change))
        }
    };
    told.print(&how.files, cx)?;
    outcome.map(|()| told.done).map_err(Into::into)
}

/// What has become of the files so far.
struct Told {
    summaries: Vec<Summary>,
    done: Done,
    several: bool,
}

impl Told {
    /// Imports one file after another. One that cannot be read does not keep the others out; a database that cannot be used
    /// ends it all.
    fn each(
        &mut self,
        files: &[PathBuf],
        base: &NewChange,
        cx: &Context,
        mut read: impl FnMut(&Path, &NewChange) -> Result<Summary>,
    ) -> Result<()> {
        for file in files {
            let name = file.file_name().unwrap_or(file.as_os_str());
            let change = NewChange { file: Some(name.to_string_lossy().into_owned()), ..base.clone() };
            match read(file, &change) {
                Ok(summary) => {
                    self.done = self.done.max(told(&summary, cx));
                    self.summaries.push(summary);
                }
                Err(refused) if self.several && is_about_a_file(&refused) => {
                    self.done = self.done.max(Done::Refused(refused.exit_code()));
                    message::failure(&refused.into(), cx.errors_as_json());
                }
                Err(refused) => return Err(refused),
            }
        }
        Ok(())
    }

    /// Prints the summaries. A failure to do so says what was saved all the same.
    fn print(&self, files: &[PathBuf], cx: &Context) -> anyhow::Result<()> {
        if self.summaries.is_empty() {
            return Ok(());
        }
        cx.print(&import::summary_table(&self.summaries), files).map_err(|lost| match lost.downcast::<Error>() {
            Ok(Error::AnswerLost { place, source, .. }) => {
                let saved = |summary: &Summary| match summary.ending {
                    Ending::Saved(change) => Some(change),
                    _ => None,
                };
                Error::AnswerLost { place, source, saved: self.summaries.iter().filter_map(saved).collect() }.into()
            }
            Ok(other) => other.into(),
            Err(other) => other,
        })
    }
}

/// Whether an error is about one file and not about the database or the command line.
fn is_about_a_file(refused: &Error) -> bool {
    matches!(
        refused,
        Error::MappingQuestion { .. }
            | Error::UnreadableFile { .. }
            | Error::IncompleteEdition { .. }
            | Error::Io { .. }
    )
}

/// The options that give a file another meaning, as typed: with others, the same file says something else.
fn meaning(noun: &Noun) -> Option<String> {
    let option = |name: &str, value: Option<String>| value.map(|value| format!("--{name} {value}"));
    let mut last = None;
    let (own, how) = match noun {
        Noun::Communities { how, edition, .. } => {
            (vec![option("edition", edition.map(|edition| edition.to_string()))], how)
        }
        Noun::Population { how, sheet, year, unit } => {
            let unit = unit.map(|unit| if unit == UnitArg::Persons { "persons" } else { "thousands" }.to_string());
            let year = year.map(|year| year.to_string());
            (vec![option("sheet", sheet.clone()), option("year", year), option("unit", unit)], how)
        }
        Noun::Trainings { how, project, complete, accept } => {
            last = complete.then(|| "--complete".to_string());
            (vec![option("project", project.clone()), option("accept", accept.map(|_| "likely".to_string()))], how)
        }
    };
    let delimiter = how.delimiter.map(|sign| sign.to_string());
    let read = [option("encoding", how.encoding.clone()), option("delimiter", delimiter)];
    let all: Vec<String> = own.into_iter().chain(read).chain([last]).flatten().collect();
    (!all.is_empty()).then(|| all.join(" "))
}

fn options(how: &HowArgs, cx: &Context) -> Options {
    Options {
        dry_run: how.dry_run,
        keep_going: how.keep_going,
        accept_likely: false,
        complete: false,
        project: None,
        sheet: sheet::Options {
            encoding: how.encoding.clone(),
            delimiter: how.delimiter,
            helper: std::env::current_exe().ok(),
            ..sheet::Options::default()
        },
        reading: import::reading::ReadingOptions::new(cx.now.day),
        batch: None,
    }
}

/// A database to import into, and the folder that it goes with when it is only tried.
struct Opened {
    store: Store,
    _trial: Option<tempfile::TempDir>,
}

/// Opens the database; makes it where there is none, once it is clear that the files can be read at all.
fn open_or_create(how: &HowArgs, options: &Options, cx: &Context) -> anyhow::Result<Opened> {
    let db = cx.db();
    if Store::exists(db) {
        match Store::open(db, Access::Write) {
            Err(Error::NoDatabase { .. }) => {} // a first import was killed and left nothing
            opened => return Ok(Opened { store: opened?, _trial: None }),
        }
    }
    if !how.files.iter().any(|file| file.as_os_str() == "-") {
        // One file that can be read is enough; the others are told of when their turn comes.
        let mut refused = None;
        let readable = how.files.iter().any(|file| match Book::open(file, &options.sheet) {
            Ok(_) => true,
            Err(error) => {
                refused.get_or_insert(error);
                false
            }
        });
        if let Some(error) = refused.filter(|_| !readable) {
            return Err(error.into());
        }
    }
    let change = NewChange { verb: "create", noun: "database", ..cx.change("create", "database") };
    if how.dry_run {
        let folder = tempfile::tempdir().map_err(|source| Error::Io {
            doing: "make a trial database in",
            file: std::env::temp_dir(),
            source,
        })?;
        let store = Store::create(&folder.path().join("trial.db"), &change)?;
        cx.say(&format!("There is no database `{}` yet; this dry run makes none.", db.display()));
        return Ok(Opened { store, _trial: Some(folder) });
    }
    let store = Store::create(db, &change)?;
    cx.say(&format!(
        "Made the database `{}` with the register of {}.",
        db.display(),
        store.edition()?.unwrap_or_default()
    ));
    Ok(Opened { store, _trial: None })
}

/// Tells what became of a file, and how that counts for the exit code.
fn told(summary: &Summary, cx: &Context) -> Done {
    let file = summary.file.display().to_string();
    let counted = (summary.problems.errors(), summary.problems.warnings());
    message::problems(&file, summary.problems.list(), counted, cx.errors_as_json());
    match &summary.ending {
        Ending::AlreadyImported(change) => {
            cx.say(&format!("`{file}` is already imported as change {change}; nothing was done."));
            Done::Fully
        }
        Ending::Rejected => {
            let rows = summary.problems.rejected_rows();
            let refused = Error::RowsRejected { file: summary.file.clone(), rows };
            let code = refused.exit_code();
            message::failure(&refused.into(), cx.errors_as_json());
            Done::Refused(code)
        }
        _ if summary.waits() => Done::WithFindings,
        Ending::DryRun | Ending::Saved(_) | Ending::Empty => Done::Fully,
    }
}
