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
    /// [`Error::OlderDatabase`] where the file or its folder cannot be written, [`Error::NotMigrated`] where it holds something that an
    /// older version never made. Whatever fails, the file is as it was, and no copy stays.
    pub(super) fn migrate(&self) -> Result<Option<Migrated>> {
        let found = self.version()?;
        let older = |why: String| Error::OlderDatabase { file: self.file.clone(), found, known: VERSION, why };
        let refusal = |refused| match refused {
            Error::ReadOnly { what } => older(what),
            Error::Io { source, .. } if source.kind() == std::io::ErrorKind::PermissionDenied => {
                older(source.to_string())
            }
            Error::Database(why) => {
                Error::NotMigrated { file: self.file.clone(), found, known: VERSION, why: why.to_string() }
            }
            refused => refused,
        };
        // Others read on, but none writes between the copy and the end.
        let writing = self.write_in_bulk().map_err(refusal)?;
        let from = self.version()?;
        if from == VERSION {
            return Ok(None); // another command did it while we waited
        }
        let copy = copy_beside(&self.file).map_err(refusal)?;
        for statements in MIGRATIONS.iter().skip(usize::try_from(from - 1).unwrap_or_default()) {
            writing.run(statements).map_err(refusal)?;
        }
        // It has its name before the file is another one, and loses it where that fails.
        let copy = copy.name_first_free((1..).map(|number| name_of_copy(&self.file, from, number))).map_err(refusal)?;
        writing.commit().map_err(refusal).inspect_err(|_| drop(std::fs::remove_file(&copy)))?;
        Ok(Some(Migrated { from, to: VERSION, copy }))
    }
}

impl Writing<'_> {
    fn run(&self, statements: &str) -> Result<()> {
        Ok(self.conn().execute_batch(statements)?)
    }
}

/// Copies a database into its folder, for its owner alone. The copy has no name yet, and goes away unless it gets one.
fn copy_beside(file: &Path) -> Result<Copy> {
    let copy = Copy::begin(file)?;
    let no_text = || {
        let source = std::io::ErrorKind::InvalidFilename.into();
        Error::Io { doing: "write a copy beside", file: file.to_path_buf(), source }
    };
    let path = copy.path().to_str().ok_or_else(no_text)?;
    copy::beside(file)?.execute("VACUUM INTO ?1", [path])?;
    Ok(copy)
}

/// A copy that is there already, of a file of that name, is left alone: `hromada.db` of version 1 becomes `hromada.version-1.db`, then `hromada.version-1.2.db`.
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
