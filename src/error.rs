//! What can go wrong, in the words of the person at the keyboard.

use std::{fmt, path::PathBuf};

/// A result of this library.
pub type Result<T> = std::result::Result<T, Error>;

/// Everything this library can refuse to do. Each variant is one event; `Display` says what happened and what was saved,
/// [`Error::hint`] what to do next, [`Error::exit_code`] what a script sees.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// A period was typed that is none.
    BadPeriod {
        /// As typed.
        text: String,
    },
    /// The command line asks for something that cannot be: `what` says it, `hint` how to ask instead.
    Usage {
        /// The whole sentence, quoting what was typed.
        what: String,
        /// What to type instead.
        hint: String,
    },
    /// A sheet can be read in more than one way, and an option answers which.
    MappingQuestion {
        /// The file.
        file: PathBuf,
        /// What is in doubt.
        what: String,
        /// The option that settles it.
        hint: String,
    },
    /// Some rows could not be trusted, so nothing was saved.
    RowsRejected {
        /// The file.
        file: PathBuf,
        /// How many rows hold an error.
        rows: usize,
    },
    /// An edition of the codifier lacks so many places that it can hardly be whole; nothing was saved.
    IncompleteEdition {
        /// The file.
        file: PathBuf,
        /// What is missing, or would be withdrawn.
        what: String,
    },
    /// Some decisions of a list could not be taken, so none was.
    DecisionsRefused {
        /// The file.
        file: PathBuf,
        /// How many rows hold an error.
        rows: usize,
    },
    /// A file is not of a kind that can be read, is damaged, or goes beyond the limits.
    UnreadableFile {
        /// The file.
        file: PathBuf,
        /// What was expected and what was found.
        what: String,
        /// What to do about it.
        hint: String,
    },
    /// The database is not there.
    NoDatabase {
        /// Where it was looked for.
        file: PathBuf,
        /// Whether there is an empty file in its place.
        empty: bool,
    },
    /// The file is no database of this program.
    ForeignDatabase {
        /// The file.
        file: PathBuf,
        /// What it is.
        what: String,
    },
    /// The database was written by a later version of this program.
    NewerDatabase {
        /// The file.
        file: PathBuf,
        /// Version of the database.
        found: i64,
        /// Latest version this program knows.
        known: i64,
    },
    /// The database was written by an earlier version of this program and cannot be brought to this one where it lies.
    OlderDatabase {
        /// The file.
        file: PathBuf,
        /// Version of the database.
        found: i64,
        /// Version that this program works with.
        known: i64,
        /// Why it cannot be written.
        why: String,
    },
    /// A database of an earlier version could not be brought to this one; it is as it was.
    NotMigrated {
        /// The file.
        file: PathBuf,
        /// Version of the database.
        found: i64,
        /// Version that this program works with.
        known: i64,
        /// SQLite's own words.
        why: String,
    },
    /// The database is damaged.
    DamagedDatabase {
        /// SQLite's own words.
        what: String,
    },
    /// Another program holds the database for longer than the patience of this one.
    Busy {
        /// How many seconds were waited.
        seconds: u64,
    },
    /// A file or folder cannot be read or written.
    Io {
        /// What was tried, such as `read`, `write`, `create`.
        doing: &'static str,
        /// The file.
        file: PathBuf,
        /// The system's own words.
        source: std::io::Error,
    },
    /// The disk is full, or a limit of the file's size is reached.
    DiskFull {
        /// SQLite's or the system's own words.
        what: String,
    },
    /// The answer could not be written, whatever was done before.
    AnswerLost {
        /// Where it should have gone.
        place: PathBuf,
        /// The system's own words.
        source: std::io::Error,
        /// Changes that were saved before.
        saved: Vec<i64>,
    },
    /// The database cannot be written: read-only file, folder or medium.
    ReadOnly {
        /// SQLite's own words.
        what: String,
    },
    /// The system did not let SQLite read or write the database, its folder or its journal.
    DatabaseIo {
        /// SQLite's own words.
        what: String,
    },
    /// SQLite refused in a way that should not happen: our bug.
    Database(Box<dyn std::error::Error + Send + Sync>),
    /// A state that our own rules exclude: our bug.
    Bug(String),
}

impl Error {
    /// What to do next, where there is something to do.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Error::BadPeriod { .. } => {
                "a period is a quarter `2021-Q1`, a year `2021`, a month `2021-03`, a date `2021-03-12`, or two \
                                        of them with two dots between: `2020-Q4..2021-Q3`"
                    .to_string()
            }
            Error::Usage { hint, .. } | Error::MappingQuestion { hint, .. } | Error::UnreadableFile { hint, .. } => {
                hint.clone()
            }
            Error::RowsRejected { .. } => {
                "mend the rows named above and import the file again, or import the good rows only with \
                                           `--keep-going`"
                    .to_string()
            }
            Error::DecisionsRefused { .. } => "mend the rows named above and give the list again".to_string(),
            Error::IncompleteEdition { .. } => {
                "take the whole edition from the ministry's page; if all this is really withdrawn, say so with \
                                                `--withdraw-many`"
                    .to_string()
            }
            Error::NoDatabase { file, .. } => format!(
                "make one with `hromada --db {} import trainings FILE`, or name another with `--db`",
                file.display()
            ),
            Error::ForeignDatabase { .. } => {
                "name a database of this program with `--db`, or a file that does not exist yet".to_string()
            }
            Error::NewerDatabase { .. } => "install the newer version of this program".to_string(),
            Error::OlderDatabase { .. } => {
                "copy the file to a folder where you may write, and name the copy with `--db`".to_string()
            }
            Error::NotMigrated { .. } => {
                "another program altered it: put a copy from before in its place, or import the files into a new database"
                    .to_string()
            }
            Error::DamagedDatabase { .. } => {
                "put a copy from before the damage in its place; keep the damaged file".to_string()
            }
            Error::Busy { .. } => "wait until the other command has ended and try again".to_string(),
            Error::DiskFull { .. } => "make room on the disk that holds the database and try again".to_string(),
            Error::ReadOnly { .. } => {
                "copy the database to a place where you may write, or ask for the right to".to_string()
            }
            Error::DatabaseIo { .. } => {
                "see whether the file and its folder exist and may be read and written".to_string()
            }
            Error::AnswerLost { saved, .. } if !saved.is_empty() => {
                "`hromada list changes` shows what was saved; there is no need to import it again".to_string()
            }
            Error::Io { .. } | Error::AnswerLost { .. } => return None,
            Error::Database(_) | Error::Bug(_) => {
                "this is a fault of the program; please report it with the command you typed".to_string()
            }
        })
    }

    /// The exit code that a script sees, as the design fixes them.
    pub fn exit_code(&self) -> u8 {
        match self {
            Error::BadPeriod { .. }
            | Error::Usage { .. }
            | Error::MappingQuestion { .. }
            | Error::NoDatabase { .. } => 2,
            Error::RowsRejected { .. } | Error::DecisionsRefused { .. } | Error::IncompleteEdition { .. } => 3,
            Error::UnreadableFile { .. }
            | Error::ForeignDatabase { .. }
            | Error::NewerDatabase { .. }
            | Error::NotMigrated { .. }
            | Error::DamagedDatabase { .. } => 4,
            Error::Io { .. }
            | Error::AnswerLost { .. }
            | Error::DiskFull { .. }
            | Error::OlderDatabase { .. }
            | Error::ReadOnly { .. }
            | Error::DatabaseIo { .. } => 5,
            Error::Busy { .. } => 6,
            Error::Database(_) | Error::Bug(_) => 70,
        }
    }

    /// A short stable word for machines.
    pub fn id(&self) -> &'static str {
        match self {
            Error::BadPeriod { .. } => "bad_period",
            Error::Usage { .. } => "usage",
            Error::MappingQuestion { .. } => "mapping_question",
            Error::RowsRejected { .. } => "rows_rejected",
            Error::IncompleteEdition { .. } => "incomplete_edition",
            Error::DecisionsRefused { .. } => "decisions_refused",
            Error::UnreadableFile { .. } => "unreadable_file",
            Error::NoDatabase { .. } => "no_database",
            Error::ForeignDatabase { .. } => "foreign_database",
            Error::NewerDatabase { .. } => "newer_database",
            Error::OlderDatabase { .. } => "older_database",
            Error::NotMigrated { .. } => "not_migrated",
            Error::DamagedDatabase { .. } => "damaged_database",
            Error::Busy { .. } => "busy",
            Error::Io { .. } => "io",
            Error::AnswerLost { .. } => "answer_lost",
            Error::DiskFull { .. } => "disk_full",
            Error::ReadOnly { .. } => "read_only",
            Error::DatabaseIo { .. } => "database_io",
            Error::Database(_) | Error::Bug(_) => "bug",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::BadPeriod { text } => write!(f, "`{text}` is not a period"),
            Error::Usage { what, .. } => write!(f, "{what}"),
            Error::MappingQuestion { file, what, .. } => write!(f, "`{}`: {what}; nothing was saved", file.display()),
            Error::DecisionsRefused { file, rows } => {
                let rows = if *rows == 1 { "1 row".to_string() } else { format!("{rows} rows") };
                write!(f, "the decisions in {rows} of `{}` cannot be taken; nothing was saved", file.display())
            }
            Error::RowsRejected { file, rows: 0 } => {
                write!(f, "`{}` was not accepted; nothing was saved", file.display())
            }
            Error::RowsRejected { file, rows } => {
                let (noun, verb) = if *rows == 1 { ("row", "was") } else { ("rows", "were") };
                write!(f, "{rows} {noun} of `{}` {verb} not accepted; nothing was saved", file.display())
            }
            Error::IncompleteEdition { file, what } => {
                write!(f, "`{}` is hardly a whole edition: {what}; nothing was saved", file.display())
            }
            Error::UnreadableFile { file, what, .. } => write!(f, "`{}`: {what}; nothing was saved", file.display()),
            Error::NoDatabase { file, empty: true } => write!(f, "`{}` is empty: no database yet", file.display()),
            Error::NoDatabase { file, .. } => write!(f, "there is no database `{}`", file.display()),
            Error::ForeignDatabase { file, what } => {
                write!(f, "`{}` is not a database of this program ({what}); it was not touched", file.display())
            }
            Error::NewerDatabase { file, found, known } => write!(
                f,
                "`{}` has version {found}, and this program knows versions up to {known}; it was not touched",
                file.display()
            ),
            Error::OlderDatabase { file, found, known, why } => write!(
                f,
                "`{}` has version {found} and must be brought to version {known} first, but it cannot be written ({why}); it \
                 was not touched",
                file.display()
            ),
            Error::NotMigrated { file, found, known, why } => write!(
                f,
                "`{}` has version {found} and could not be brought to version {known} ({why}); it is as it was",
                file.display()
            ),
            Error::DamagedDatabase { what } => write!(f, "the database is damaged ({what}); nothing was saved"),
            Error::Busy { seconds } => {
                write!(f, "another command has held the database for more than {seconds} seconds; nothing was saved")
            }
            Error::Io { doing, file, source } => write!(f, "cannot {doing} `{}`: {source}", file.display()),
            Error::AnswerLost { place, source, saved } => {
                write!(f, "the answer could not be written to `{}`: {source}", place.display())?;
                match saved.as_slice() {
                    [] => Ok(()),
                    [one] => write!(f, "; change {one} was saved"),
                    several => {
                        let list: Vec<_> = several.iter().map(i64::to_string).collect();
                        write!(f, "; changes {} were saved", list.join(", "))
                    }
                }
            }
            Error::DiskFull { what } => write!(f, "there is no room left ({what}); nothing was saved"),
            Error::ReadOnly { what } => write!(f, "the database cannot be written ({what}); nothing was saved"),
            Error::DatabaseIo { what } => {
                write!(f, "the database cannot be read or written ({what}); nothing was saved")
            }
            Error::Database(cause) => write!(f, "the database refused: {cause}; nothing was saved"),
            Error::Bug(what) => write!(f, "this should not happen: {what}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Io { source, .. } | Error::AnswerLost { source, .. } => Some(source),
            Error::Database(cause) => Some(cause.as_ref()),
            _ => None,
        }
    }
}
