//! Copies of a database: written beside their place under another name, and named when they are complete.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{
    Connection, OpenFlags,
    backup::{Backup, StepResult},
};
use tempfile::NamedTempFile;

use super::{Access, PATIENCE_SECONDS, Store};
use crate::error::{Error, Result};

/// How the name of an unfinished copy begins, so that what a crash leaves behind is recognised.
const UNFINISHED: &str = ".hromada-";

/// How long one step of a copy waits for a writer. SQLite itself waits within it too.
const PAUSE: Duration = Duration::from_millis(100);

/// A copy that has no name yet; it goes away by itself unless it is named.
#[derive(Debug)]
pub struct Copy {
    unfinished: NamedTempFile,
    place: PathBuf,
}

impl Store {
    /// Copies the database as it stands at one moment, while others read and write. The copy is its owner's alone, whatever the
    /// rights of the database.
    ///
    /// # Errors
    /// The folder of `place` cannot be written; another command writes for too long; there is no room.
    pub fn copy_to(&self, place: &Path) -> Result<Copy> {
        let copy = Copy::begin(place)?;
        let mut target = Connection::open(copy.unfinished.path())?;
        let backup = Backup::new(&self.conn, &mut target)?;
        let mut waited = Duration::ZERO;
        // All pages at once: in several steps, every write of another command would begin the copy anew.
        while backup.step(-1)? != StepResult::Done {
            if waited.as_secs() >= PATIENCE_SECONDS {
                return Err(Error::Busy { seconds: PATIENCE_SECONDS });
            }
            std::thread::sleep(PAUSE);
            waited += PAUSE;
        }
        drop(backup);
        drop(target);
        Ok(copy)
    }
}

impl Copy {
    /// An empty file beside its place, which only its owner may read.
    pub(super) fn begin(place: &Path) -> Result<Copy> {
        let folder = folder(place);
        let failed = |source| Error::Io { doing: "write a copy in", file: folder.to_path_buf(), source };
        let unfinished =
            tempfile::Builder::new().prefix(UNFINISHED).suffix(".tmp").tempfile_in(folder).map_err(failed)?;
        Ok(Copy { unfinished, place: place.to_path_buf() })
    }

    /// Where it is written until it has its name.
    pub(super) fn path(&self) -> &Path {
        self.unfinished.path()
    }

    /// Opens the copy for questions.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open(&self) -> Result<Store> {
        Store::open(self.path(), Access::Read)
    }

    /// Gives the copy its name, once it is safe on the disk. A file of that name is replaced only with `force`.
    ///
    /// # Errors
    /// [`Error::Io`] of kind `AlreadyExists` where there is such a file.
    pub fn name(self, force: bool) -> Result<()> {
        let Copy { unfinished, place } = self;
        let failed = |source| Error::Io { doing: "write the copy", file: place.clone(), source };
        unfinished.as_file().sync_all().map_err(failed)?;
        let named = if force { unfinished.persist(&place) } else { unfinished.persist_noclobber(&place) };
        named.map_err(|refused| failed(refused.error))?;
        // Not every file system can do this to a folder, and the file itself is safe already.
        _ = std::fs::File::open(folder(&place)).and_then(|folder| folder.sync_all());
        Ok(())
    }

    /// Gives the copy the first of these names that no file has yet.
    pub(super) fn name_first_free(mut self, mut names: impl Iterator<Item = PathBuf>) -> Result<PathBuf> {
        let free = names.find(|name| !name.exists());
        let free = free.ok_or_else(|| Error::Bug("all names of copies are taken".to_string()))?;
        self.place.clone_from(&free);
        self.name(false).map(|()| free)
    }
}

impl Store {
    /// Files beside the database that a command began and did not end, by name.
    pub fn left_unfinished(&self) -> Vec<String> {
        let own = self.file.file_name();
        let names =
            std::fs::read_dir(folder(&self.file)).into_iter().flatten().flatten().map(|entry| entry.file_name());
        let names = names.filter(|name| Some(name.as_os_str()) != own).map(|name| name.to_string_lossy().into_owned());
        let mut names: Vec<_> = names.filter(|name| name.starts_with(UNFINISHED) && name.ends_with(".tmp")).collect();
        names.sort();
        names
    }
}

/// Opens a database for reading only, beside the connection that holds it.
pub(super) fn beside(file: &Path) -> Result<Connection> {
    Ok(Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?)
}

fn folder(place: &Path) -> &Path {
    place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
