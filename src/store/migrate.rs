//! Older databases: a copy of the file as it is, then one transaction that brings it to the schema of this program.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::{Store, Writing};
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

/// Copies a database into its folder and gives the name of the copy, which only its owner may read.
fn copy_beside(file: &Path, version: i64) -> Result<PathBuf> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = |doing, file: &Path| {
        let file = file.to_path_buf();
        move |source| Error::Io { doing, file, source }
    };
    let mut unfinished = tempfile::Builder::new()
        .prefix(super::UNFINISHED)
        .suffix(".tmp")
        .tempfile_in(folder)
        .map_err(failed("make a copy of the database in", folder))?;
    let conn = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    let no_text = || failed("make a copy in", folder)(std::io::ErrorKind::InvalidFilename.into());
    conn.execute("VACUUM INTO ?1", [unfinished.path().to_str().ok_or_else(no_text)?])?;
    unfinished.as_file().sync_all().map_err(failed("write", unfinished.path()))?;
    // A copy that is there already, of a migration that was stopped, is left alone.
    for number in 1.. {
        let copy = name_of_copy(file, version, number);
        match unfinished.persist_noclobber(&copy) {
            Ok(_) => return Ok(copy),
            Err(refused) if refused.error.kind() == std::io::ErrorKind::AlreadyExists => unfinished = refused.file,
            Err(refused) => return Err(failed("make the copy", &copy)(refused.error)),
        }
    }
    Err(Error::Bug("all names of copies are taken".to_string()))
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
