//! What a command works with: the database, the clock, and where its answer goes.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use jiff::civil::Date;

use super::{
    args::{AsOfArg, ColorArg, ErrorStyle, FormatArg, Global, LangArg},
    clock::{self, Moment},
    message,
};
use crate::{
    error::Error,
    output::{self, Format, Lang, SaveError, Style},
    store::{Access, AsOf, Migrated, NewChange, Store},
    table::Table,
};

/// The surroundings of one command.
pub(super) struct Context {
    global: Global,
    pub(super) now: Moment,
}

impl Context {
    pub(super) fn new(global: Global) -> anyhow::Result<Context> {
        Ok(Context { global, now: clock::now()? })
    }

    pub(super) fn db(&self) -> &Path {
        &self.global.db
    }

    /// The file of the answer, where one is named.
    pub(super) fn output(&self) -> Option<PathBuf> {
        self.global.output.clone()
    }

    pub(super) fn errors_as_json(&self) -> bool {
        self.global.errors == ErrorStyle::Json
    }

    /// Opens the database for questions.
    pub(super) fn store(&self) -> anyhow::Result<Store> {
        Ok(self.open(Access::Read)?)
    }

    /// Opens the database for questions, as it is now or as it was known then.
    pub(super) fn store_then(&self, then: &AsOfArg) -> anyhow::Result<Store> {
        let store = self.store()?;
        if let Some(as_of) = &then.as_of {
            let (change, at) = store.look_back(as_of)?;
            self.say(&format!("As known after change {change} of {at}."));
        }
        Ok(store)
    }

    /// Today, or the day until which the store looks back.
    pub(super) fn day_then(&self, store: &Store, then: &AsOfArg) -> anyhow::Result<Date> {
        let day = match &then.as_of {
            None => None,
            Some(AsOf::Day(day)) => day.parse().ok(),
            Some(AsOf::Change(change)) => {
                let change = store.change(*change)?;
                change.and_then(|change| change.at.get(..10)?.parse().ok())
            }
        };
        Ok(day.map_or(self.now.day, |day: Date| day.min(self.now.day)))
    }

    /// Opens the database for changes.
    pub(super) fn store_to_write(&self) -> anyhow::Result<Store> {
        Ok(self.open(Access::Write)?)
    }

    /// Opens the database, and tells where it was of an earlier version.
    pub(super) fn open(&self, access: Access) -> Result<Store, Error> {
        let store = Store::open(&self.global.db, access)?;
        if let Some(Migrated { from, to, copy }) = store.migrated() {
            self.say(&format!(
                "Brought `{}` from version {from} to version {to}; `{}` is the file as it was.",
                self.global.db.display(),
                copy.display()
            ));
        }
        Ok(store)
    }

    /// An entry for the ledger.
    pub(super) fn change(&self, verb: &'static str, noun: &'static str) -> NewChange {
        let command: Vec<_> = std::env::args().skip(1).collect();
        let user = std::env::var("USER").or_else(|_| std::env::var("LOGNAME")).ok().filter(|user| !user.is_empty());
        NewChange {
            at: self.now.text.clone(),
            user,
            verb,
            noun,
            command: format!("hromada {}", command.join(" ")),
            file: None,
            options: None,
            undoes: None,
        }
    }

    /// Says something beside the answer.
    pub(super) fn say(&self, line: &str) {
        if !self.global.quiet {
            message::say(&output::visible(line));
        }
    }

    /// Refuses an answer that could not be written, before anything is done for it.
    pub(super) fn check_answer(&self, sources: &[PathBuf]) -> anyhow::Result<()> {
        self.format()?;
        let Some(file) = &self.global.output else { return Ok(()) };
        output::check(file, self.global.force, &self.forbidden(sources)).map_err(refused)
    }

    /// Refuses options that only an answer has, where a command gives none.
    pub(super) fn gives_no_answer(&self) -> Result<(), Error> {
        let option = match (&self.global.output, self.global.format, self.global.excel) {
            (Some(_), ..) => "--output",
            (None, Some(_), _) => "--format",
            (None, None, true) => "--excel",
            (None, None, false) => return Ok(()),
        };
        Err(Error::Usage {
            what: format!("`{option}` has no meaning here: this command gives no table"),
            hint: "`hromada list changes` shows what was done, in every format".to_string(),
        })
    }

    /// Whether files may be replaced.
    pub(super) fn force(&self) -> bool {
        self.global.force
    }

    /// Refuses a place for a copy of the database: a file that exists, without `--force`; the database itself in any case.
    pub(super) fn check_copy(&self, file: &Path) -> Result<(), Error> {
        let answer = self.global.output.iter().cloned().collect::<Vec<_>>();
        let hint = || "name another file with `--backup`".to_string();
        output::check(file, self.global.force, &self.forbidden(&answer)).map_err(|refused| match refused {
            SaveError::Io { doing, file, source } => Error::Io { doing, file, source },
            refused => Error::Usage { what: refused.to_string(), hint: hint() },
        })
    }

    /// Gives the answer. `sources` are files that it must not be written over.
    pub(super) fn print(&self, table: &Table, sources: &[PathBuf]) -> anyhow::Result<()> {
        let format = self.format()?;
        let style = self.style();
        let report = match &self.global.output {
            None => {
                let mut stdout = std::io::stdout().lock();
                let report = output::render(table, format, &style, &mut stdout).map_err(stdout_refused)?;
                stdout.flush().map_err(stdout_refused)?;
                report
            }
            Some(file) => {
                let render = |out: &mut dyn Write| output::render(table, format, &style, out);
                output::save(file, self.global.force, &self.forbidden(sources), render).map_err(refused)?
            }
        };
        if report.neutralised > 0 {
            let plural = if report.neutralised == 1 { "cell looks" } else { "cells look" };
            self.say(&format!(
                "{} {plural} like a formula and got an apostrophe before it; import takes it off again",
                report.neutralised
            ));
        }
        if format == Format::Csv {
            table.notes.iter().for_each(|note| self.say(note));
        }
        Ok(())
    }

    /// Gives an answer that is no table.
    pub(super) fn print_bytes(&self, bytes: &[u8]) -> anyhow::Result<()> {
        match &self.global.output {
            None => {
                let mut stdout = std::io::stdout().lock();
                stdout.write_all(bytes).and_then(|()| stdout.flush()).map_err(stdout_refused)?;
            }
            Some(file) => {
                let write = |out: &mut dyn Write| out.write_all(bytes);
                output::save(file, self.global.force, &self.forbidden(&[]), write).map_err(refused)?;
            }
        }
        Ok(())
    }

    /// Writes a file beside the answer.
    pub(super) fn save(&self, file: &Path, bytes: &[u8], sources: &[PathBuf]) -> anyhow::Result<()> {
        let write = |out: &mut dyn Write| out.write_all(bytes);
        output::save(file, self.global.force, &self.forbidden(sources), write).map_err(refused)
    }

    /// Refuses a file beside the answer while nothing is lost yet: one that exists, the database, a source.
    pub(super) fn check_new_file(&self, file: &Path, sources: &[PathBuf]) -> anyhow::Result<()> {
        let exists = file.exists() && !self.global.force;
        let hint = "name another file, or replace it with `--force`".to_string();
        if exists || file.is_dir() || self.forbidden(sources).iter().any(|kept| kept == file) {
            let what = format!("`{}` exists already; nothing was done", file.display());
            return Err(Error::Usage { what, hint }.into());
        }
        Ok(())
    }

    /// Files that no answer may be written over: the database with its companions, and the sources.
    fn forbidden(&self, sources: &[PathBuf]) -> Vec<PathBuf> {
        let companion = |ending: &str| {
            let mut name = self.global.db.clone().into_os_string();
            name.push(ending);
            PathBuf::from(name)
        };
        ["", "-journal", "-wal", "-shm"].into_iter().map(companion).chain(sources.iter().cloned()).collect()
    }

    fn format(&self) -> Result<Format, Error> {
        Ok(match self.global.format {
            Some(FormatArg::Table) => Format::Table,
            Some(FormatArg::Csv) => Format::Csv,
            Some(FormatArg::Json) => Format::Json,
            Some(FormatArg::Markdown) => Format::Markdown,
            None if self.global.excel => Format::Csv,
            None => match &self.global.output {
                Some(file) => format_of(file)?,
                None => Format::Table,
            },
        })
    }

    fn style(&self) -> Style {
        let terminal = self.global.output.is_none() && message::stdout_is_terminal();
        let plain = std::env::var_os("NO_COLOR").is_some_and(|set| !set.is_empty())
            || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let columns = || std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        Style {
            lang: if self.global.lang == LangArg::Uk { Lang::Uk } else { Lang::En },
            width: if terminal { columns().or_else(terminal_width) } else { None },
            color: match self.global.color {
                ColorArg::Auto => terminal && !plain,
                ColorArg::Always => true,
                ColorArg::Never => false,
            },
            excel: self.global.excel,
        }
    }
}

/// The format that the name of a file asks for; a table where it has no extension.
fn format_of(file: &Path) -> Result<Format, Error> {
    match file.extension() {
        None => Ok(Format::Table),
        Some(extension) => Format::of_path(file).ok_or_else(|| Error::Usage {
            what: format!("no answer is written in the form `.{}`; nothing was done", extension.display()),
            hint: "name a file that ends in .csv, .json, .md or .txt, or say the form with `--format`".to_string(),
        }),
    }
}

/// Columns of the terminal, as comfy-table's own library tells them; 0 or nothing where it cannot.
fn terminal_width() -> Option<usize> {
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)).filter(|width| *width > 0)
}

fn stdout_refused(source: std::io::Error) -> anyhow::Error {
    if source.kind() == std::io::ErrorKind::BrokenPipe {
        return source.into();
    }
    Error::AnswerLost { place: PathBuf::from("standard output"), source, saved: Vec::new() }.into()
}

fn refused(refused: SaveError) -> anyhow::Error {
    match refused {
        SaveError::Io { source, .. } if source.kind() == std::io::ErrorKind::BrokenPipe => source.into(),
        SaveError::Io { doing: "write", file, source } => {
            Error::AnswerLost { place: file, source, saved: Vec::new() }.into()
        }
        SaveError::Io { doing, file, source } => Error::Io { doing, file, source }.into(),
        refused => {
            Error::Usage { what: refused.to_string(), hint: "name another file with `--output`".to_string() }.into()
        }
    }
}
