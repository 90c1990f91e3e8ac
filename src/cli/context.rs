//! What a command works with: the database, the clock, and where its answer goes.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use super::{
    args::{ColorArg, ErrorStyle, FormatArg, Global, LangArg},
    clock::{self, Moment},
    message,
};
use crate::{
    error::Error,
    output::{self, Format, Lang, SaveError, Style},
    store::{Access, NewChange, Store},
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

    pub(super) fn errors_as_json(&self) -> bool {
        self.global.errors == ErrorStyle::Json
    }

    /// Opens the database for questions.
    pub(super) fn store(&self) -> anyhow::Result<Store> {
        Ok(Store::open(&self.global.db, Access::Read)?)
    }

    /// Opens the database for changes.
    pub(super) fn store_to_write(&self) -> anyhow::Result<Store> {
        Ok(Store::open(&self.global.db, Access::Write)?)
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

    /// Gives the answer. `sources` are files that it must not be written over.
    pub(super) fn print(&self, table: &Table, sources: &[PathBuf]) -> anyhow::Result<()> {
        let format = self.format();
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

    /// Files that no answer may be written over: the database with its companions, and the sources.
    fn forbidden(&self, sources: &[PathBuf]) -> Vec<PathBuf> {
        let companion = |ending: &str| {
            let mut name = self.global.db.clone().into_os_string();
            name.push(ending);
            PathBuf::from(name)
        };
        ["", "-journal", "-wal", "-shm"].into_iter().map(companion).chain(sources.iter().cloned()).collect()
    }

    fn format(&self) -> Format {
        match self.global.format {
            Some(FormatArg::Table) => Format::Table,
            Some(FormatArg::Csv) => Format::Csv,
            Some(FormatArg::Json) => Format::Json,
            Some(FormatArg::Markdown) => Format::Markdown,
            None if self.global.excel => Format::Csv,
            None => self.global.output.as_deref().and_then(Format::of_path).unwrap_or(Format::Table),
        }
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

/// Columns of the terminal, as comfy-table's own library tells them; 0 or nothing where it cannot.
fn terminal_width() -> Option<usize> {
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)).filter(|width| *width > 0)
}

fn stdout_refused(source: std::io::Error) -> anyhow::Error {
    if source.kind() == std::io::ErrorKind::BrokenPipe {
        return source.into();
    }
    refused_io("write", PathBuf::from("standard output"), source).into()
}

fn refused(refused: SaveError) -> anyhow::Error {
    match refused {
        SaveError::Io { source, .. } if source.kind() == std::io::ErrorKind::BrokenPipe => source.into(),
        SaveError::Io { doing, file, source } => refused_io(doing, file, source).into(),
        refused => {
            Error::Usage { what: refused.to_string(), hint: "name another file with `--output`".to_string() }.into()
        }
    }
}

fn refused_io(doing: &'static str, file: PathBuf, source: std::io::Error) -> Error {
    use std::io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    match source.kind() {
        StorageFull | FileTooLarge | QuotaExceeded => {
            Error::DiskFull { what: format!("`{}`: {source}", file.display()) }
        }
        _ => Error::Io { doing, file, source },
    }
}
