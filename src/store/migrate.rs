//! Older databases: a copy of the file as it is, then one transaction that brings it to the schema of this program.

use std::path::{Path, PathBuf};

use super::{
    Store, Writing,
    copy::{self, Copy},
};
use crate::error::{Error, Result};

/// What brings a database from version n + 1 to version n + 2. The list only grows.
const MIGRATIONS: [&str; 1] = [include_str!("migrations/0002.sql")];

/// Version of the schema that this program writes.
pub(super) const VERSION: i64 = 1 + MIGRATIONS.len() as i64;

/// What became of an older database when it was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migrated {
    /// Version of the file before.
    pub from: i64,
    /// Version of the file now.
    pub to: i64,
    /// The file as it was before.
    pub copy: PathBuf,
}

impl Store {
    /// What was done when an older database was opened; `None` where it was of this version.
    pub fn migrated(&self) -> Option<&Migrated> {
        self.migrated.as_ref()
    }

    /// Version of the open database.
    pub(super) fn version(&self) -> Result<i64> {
        Ok(self.conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
    }

    /// Brings an older database to the present version, after a copy of it was made beside it.
    ///
    /// # Errors
    /// [`Error::OlderDatabase`] where the file or its folder cannot be written. Whatever fails, the file is as it was.
    pub(super) fn migrate(&self) -> Result<Option<Migrated>> {
        let found = self.version()?;
        let older = |why: String| Error::OlderDatabase { file: self.file.clone(), found, known: VERSION, why };
        let read_only = |refused| match refused {
            Error::ReadOnly { what } => older(what),
            Error::Io { source, .. } if source.kind() == std::io::ErrorKind::PermissionDenied => {
                older(source.to_string())
            }
            refused => refused,
        };
        // Others read on, but none writes between the copy and the end.
        let writing = self.write_in_bulk().map_err(read_only)?;
        let from = self.version()?;
        if from == VERSION {
            return Ok(None); // another command did it while we waited
        }
        let copy = copy_beside(&self.file, from).map_err(read_only)?;
        for statements in MIGRATIONS.iter().skip(usize::try_from(from - 1).unwrap_or_default()) {
            writing.run(statements).map_err(read_only)?;
        }
        writing.commit().map_err(read_only)?;
        Ok(Some(Migrated { from, to: VERSION, copy }))
    }
}

impl Writing<'_> {
    fn run(&self, statements: &str) -> Result<()> {
        Ok(self.conn().execute_batch(statements)?)
    }
}

/// Copies a database into its folder and gives the name of the copy, which only its owner may read. A copy that is there already,
/// of a migration that was stopped, is left alone.
fn copy_beside(file: &Path, version: i64) -> Result<PathBuf> {
    let copy = Copy::begin(file)?;
    let no_text = || {
        let source = std::io::ErrorKind::InvalidFilename.into();
        Error::Io { doing: "write a copy beside", file: file.to_path_buf(), source }
    };
    let path = copy.path().to_str().ok_or_else(no_text)?;
    copy::beside(file)?.execute("VACUUM INTO ?1", [path])?;
    copy.name_first_free((1..).map(|number| name_of_copy(file, version, number)))
}

/// `hromada.db` of version 1 becomes `hromada.version-1.db`, then `hromada.version-1.2.db`.
fn name_of_copy(file: &Path, version: i64, number: u32) -> PathBuf {
    let mut name = file.file_stem().unwrap_or_default().to_os_string();
    name.push(format!(".version-{version}"));
    if number > 1 {
        name.push(format!(".{number}"));
    }
    if let Some(extension) = file.extension() {
        name.push(".");
        name.push(extension);
    }
    file.with_file_name(name)
}
