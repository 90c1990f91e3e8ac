//! Opening: a database of ours is known by its `application_id`; anything else is refused untouched.

use std::{fs::File, io::Read, path::Path, time::Duration};

use rusqlite::{Connection, OpenFlags, config::DbConfig};

use super::{NewChange, PATIENCE_SECONDS, Store, migrate::VERSION};
use crate::{
    error::{Error, Result},
    model::{EMBEDDED_EARLIER, EMBEDDED_EDITION, Register},
};

pub(super) const SCHEMA: &str = include_str!("../../schema.sql");
/// `application_id` in the file's header: the letters HRMD.
const APPLICATION_ID: i64 = 1_213_353_284;

/// What a command wants to do with the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Only ask.
    Read,
    /// Change facts.
    Write,
}

impl Store {
    /// Whether there is something at this path that is not an empty file.
    pub fn exists(file: &Path) -> bool {
        std::fs::metadata(file).is_ok_and(|found| !found.is_file() || found.len() > 0)
    }

    /// Opens an existing database. One of an earlier version is brought to the present one, see [`Store::migrated`].
    ///
    /// # Errors
    /// No such file; not a database of this program; written by a later version, or by an earlier one where nothing can be
    /// written; not readable.
    pub fn open(file: &Path, access: Access) -> Result<Store> {
        if !Store::exists(file) {
            return Err(Error::NoDatabase { file: file.to_path_buf(), empty: file.is_file() });
        }
        check_header(file)?;
        let mut store = Store::connect(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let foreign = |what: &str| Error::ForeignDatabase { file: file.to_path_buf(), what: what.to_string() };
        let pragma = |name| store.conn.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
        match pragma("application_id")? {
            APPLICATION_ID => {}
            // A first import that was killed leaves a journal; rolled back, the file is empty.
            0 if pragma("page_count")? == 0 => return Err(Error::NoDatabase { file: file.to_path_buf(), empty: true }),
            _ => return Err(foreign("another program's SQLite file")),
        }
        let found = store.version()?;
        if found > VERSION {
            return Err(Error::NewerDatabase { file: file.to_path_buf(), found, known: VERSION });
        }
        if found < VERSION {
            store.migrated = store.migrate()?;
        }
        if access == Access::Read {
            store.conn.pragma_update(None, "query_only", true)?;
            // All questions of one command see one state; it ends when the store is dropped.
            store.conn.execute_batch("BEGIN")?;
        }
        Ok(store)
    }

    /// Makes a database that holds the embedded register, in one transaction. An empty file at the path is used.
    ///
    /// # Errors
    /// The folder is missing or may not be written; there is no room.
    pub fn create(file: &Path, change: &NewChange) -> Result<Store> {
        let made = create_private(file)?;
        let store = Store::connect(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let filled = store.fill(change);
        if filled.is_err() && made {
            // Nothing was in it, nothing is lost: an empty file that we made is taken away again.
            drop(store);
            let _ = std::fs::remove_file(file);
            return Err(filled.err().unwrap_or_else(|| Error::Bug("a failure without a reason".to_string())));
        }
        filled.map(|()| store)
    }

    /// Takes the database away where nothing was done in it but making it; `false`, and it stays, where something was.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn remove_unused(self) -> Result<bool> {
        let is_used = || self.conn.query_row("SELECT count(*) > 1 FROM change", [], |row| row.get::<_, bool>(0));
        // Nobody else is at work in it then; who waits for it is told by SQLite that the file is gone, and writes nothing into it.
        let free = !is_used()? && self.conn.execute_batch("BEGIN EXCLUSIVE").is_ok();
        Ok(free && !is_used()? && std::fs::remove_file(&self.file).is_ok())
    }

    fn fill(&self, change: &NewChange) -> Result<()> {
        let writing = self.write()?;
        if self.conn.pragma_query_value(None, "application_id", |row| row.get::<_, i64>(0))? == APPLICATION_ID {
            return Ok(()); // another command made it while we waited
        }
        self.conn.execute_batch(SCHEMA)?;
        writing.save_themes()?;
        let id = writing.begin_change(change)?;
        for edition in EMBEDDED_EARLIER {
            writing.save_edition(edition, "former names that the program carries", id)?;
        }
        writing.save_register(&Register::embedded(), EMBEDDED_EDITION, "the edition that the program carries", id)?;
        writing.commit()
    }

    fn connect(file: &Path, flags: OpenFlags) -> Result<Store> {
        let conn = Connection::open_with_flags(file, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        conn.busy_timeout(Duration::from_secs(PATIENCE_SECONDS))?;
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        set_cache(&conn, CACHE_KIB)?;
        conn.set_prepared_statement_cache_capacity(64);
        Ok(Store { conn, file: file.to_path_buf(), migrated: None })
    }

    /// The file that is open.
    pub fn file(&self) -> &Path {
        &self.file
    }
}

/// How much of the database is kept in memory.
pub(super) const CACHE_KIB: i64 = 8_192;

/// Lets SQLite keep so much of the database in memory.
pub(super) fn set_cache(conn: &Connection, kib: i64) -> Result<()> {
    Ok(conn.pragma_update(None, "cache_size", -kib)?)
}

/// Refuses what is no SQLite file before SQLite sees it, so that not a byte of it changes.
fn check_header(file: &Path) -> Result<()> {
    let fail = |source| Error::Io { doing: "read", file: file.to_path_buf(), source };
    let foreign = |what: &str| Error::ForeignDatabase { file: file.to_path_buf(), what: what.to_string() };
    let found = std::fs::metadata(file).map_err(fail)?;
    if found.is_dir() {
        return Err(foreign("a folder"));
    }
    if !found.is_file() {
        return Err(foreign("no ordinary file"));
    }
    let mut header = [0; 16];
    match File::open(file).map_err(fail)?.read_exact(&mut header) {
        Ok(()) if &header == b"SQLite format 3\0" => Ok(()),
        _ => Err(foreign("no SQLite file")),
    }
}

/// Makes an empty file that only its owner may read; says whether it was made now.
fn create_private(file: &Path) -> Result<bool> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(file) {
        Ok(_) => Ok(true),
        Err(refused) if refused.kind() == std::io::ErrorKind::AlreadyExists => {
            // An empty file has nobody's data in it yet; what comes into it is its owner's alone.
            #[cfg(unix)]
            if std::fs::metadata(file).is_ok_and(|found| found.is_file() && found.len() == 0) {
                let private = std::os::unix::fs::PermissionsExt::from_mode(0o600);
                let failed = |source| Error::Io { doing: "make private", file: file.to_path_buf(), source };
                std::fs::set_permissions(file, private).map_err(failed)?;
            }
            Ok(false)
        }
        Err(source) => Err(Error::Io { doing: "create the database", file: file.to_path_buf(), source }),
    }
}
