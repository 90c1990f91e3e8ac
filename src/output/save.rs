//! A file that is whole or not there: written beside its place under another name, then moved into it.
//!
//! Refuses to replace what exists unless told to, and always the files that the command itself reads or keeps. A terminal,
//! pipe or device is written to as it is.

use std::{
    fmt,
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

/// How the name of an unfinished file begins, so that what a crash leaves behind is recognised.
const UNFINISHED: &str = ".hromada-";

/// Why a file was not written. Whatever stood in its place still does.
#[derive(Debug)]
#[non_exhaustive]
pub enum SaveError {
    /// The file exists, and nobody asked to replace it.
    Exists {
        /// The file.
        file: PathBuf,
    },
    /// The file is one that the command reads or keeps (its database, a source), or a link to one.
    Forbidden {
        /// As named for the answer.
        file: PathBuf,
        /// As named for the command.
        same_as: PathBuf,
    },
    /// The name is that of a folder.
    Folder {
        /// The folder.
        file: PathBuf,
    },
    /// The system refused; a full disk and a closed pipe are among the kinds of `source`.
    Io {
        /// What was tried: `create` or `write`.
        doing: &'static str,
        /// The file.
        file: PathBuf,
        /// The system's own words.
        source: io::Error,
    },
}

/// Whether a file may be written at all, so that it is known before long work begins.
///
/// # Errors
/// [`SaveError`], as [`save`] would give it: the file exists and nobody said `force`, is one of `forbidden`, or has no folder.
pub fn check(path: &Path, force: bool, forbidden: &[PathBuf]) -> Result<(), SaveError> {
    let file = path.to_path_buf();
    if let Some(same_as) = forbidden.iter().find(|kept| is_same(path, kept)) {
        return Err(SaveError::Forbidden { file, same_as: same_as.clone() });
    }
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => Err(SaveError::Folder { file }),
        Ok(found) if !found.is_file() || is_device(path) || force => Ok(()),
        Ok(_) => Err(SaveError::Exists { file }),
        Err(_) if !force && fs::symlink_metadata(path).is_ok() => Err(SaveError::Exists { file }),
        Err(source) => match place(path) {
            Some(_) => Ok(()),
            None => Err(SaveError::Io { doing: "create", file, source }),
        },
    }
}

/// Writes a file through `write`, whose value is handed back once the file is safe on the disk.
///
/// A link is followed. `force` replaces an existing file and keeps its rights; a new file gets those that the umask allows.
/// `forbidden` names the database, its journal and the sources, existing or not.
///
/// # Errors
/// [`SaveError`]; then the file is as it was before.
pub fn save<T>(
    path: &Path,
    force: bool,
    forbidden: &[PathBuf],
    write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
) -> Result<T, SaveError> {
    check(path, force, forbidden)?;
    let file = path.to_path_buf();
    let failed = |doing| move |source| SaveError::Io { doing, file: path.to_path_buf(), source };
    match fs::metadata(path) {
        Ok(found) if !found.is_file() || is_device(path) => write_through(path, write).map_err(failed("write")),
        Ok(found) => {
            let place = fs::canonicalize(path).map_err(failed("write"))?;
            replace(&place, Some(found.permissions()), write).map_err(failed("write"))
        }
        Err(_) => replace(place(path).as_deref().unwrap_or(path), None, write).map_err(|source| match source.kind() {
            io::ErrorKind::AlreadyExists if !force => SaveError::Exists { file },
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => failed("create")(source),
            _ => failed("write")(source),
        }),
    }
}

/// `/dev/stdout` may lead to an ordinary file, which must not be moved away under the shell that opened it.
fn is_device(path: &Path) -> bool {
    path.starts_with("/dev") || path.starts_with("/proc")
}

/// Appends, so that `>>` of a shell keeps its meaning for `/dev/stdout`.
fn write_through<T>(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<T>) -> io::Result<T> {
    let mut out = BufWriter::new(OpenOptions::new().append(true).open(path)?);
    let value = write(&mut out)?;
    out.flush()?;
    Ok(value)
}

/// Puts a whole file into its place; one that exists is replaced only where its rights are given.
fn replace<T>(
    place: &Path,
    rights: Option<fs::Permissions>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
) -> io::Result<T> {
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut unfinished = unfinished_file(folder)?;
    let mut out = BufWriter::new(unfinished.as_file_mut());
    let value = write(&mut out)?;
    out.flush()?;
    drop(out);
    let replaces = rights.is_some();
    if let Some(rights) = rights {
        unfinished.as_file().set_permissions(rights)?;
    }
    unfinished.as_file().sync_all()?;
    let moved = if replaces { unfinished.persist(place) } else { unfinished.persist_noclobber(place) };
    match moved {
        // Some network and removable file systems cannot move a file only where none is.
        Err(refused) if !replaces && refused.error.kind() != io::ErrorKind::AlreadyExists && !place.exists() => {
            refused.file.persist(place)
        }
        moved => moved,
    }
    .map_err(|refused| refused.error)?;
    // Not every file system can do this to a folder, and the file itself is safe already.
    _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(value)
}

/// A new file with the rights that the umask allows; it goes away by itself unless it is moved to its place.
fn unfinished_file(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED).suffix(".tmp");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Whether two names lead to the same file, through links of either kind; a file need not exist to have a place.
fn is_same(one: &Path, other: &Path) -> bool {
    match (fs::metadata(one), fs::metadata(other)) {
        #[cfg(unix)]
        (Ok(one), Ok(other)) => {
            use std::os::unix::fs::MetadataExt;
            (one.dev(), one.ino()) == (other.dev(), other.ino())
        }
        #[cfg(not(unix))]
        (Ok(_), Ok(_)) => fs::canonicalize(one).ok() == fs::canonicalize(other).ok(),
        (Err(_), Err(_)) => match (place(one), place(other)) {
            (Some(one), Some(other)) => one == other,
            _ => false,
        },
        _ => false,
    }
}

/// Where a file that does not exist yet would be, once links to it and folders on the way are followed.
fn place(path: &Path) -> Option<PathBuf> {
    let mut path = path.to_path_buf();
    // As many links as Linux itself would follow.
    for _ in 0..40 {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        match fs::read_link(&path) {
            Ok(target) => path = folder.join(target),
            Err(_) => return Some(fs::canonicalize(folder).ok()?.join(path.file_name()?)),
        }
    }
    None
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |path: &Path| super::visible(&path.to_string_lossy()).into_owned();
        match self {
            SaveError::Exists { file } => {
                write!(f, "`{}` exists already and was not touched; replace it with `--force`", name(file))
            }
            SaveError::Forbidden { file, same_as } if file == same_as => {
                write!(f, "`{}` is in use by this very command and was not touched; write to another file", name(file))
            }
            SaveError::Forbidden { file, same_as } => write!(
                f,
                "`{}` is the same file as `{}`, which this very command uses; it was not touched; write to another file",
                name(file),
                name(same_as)
            ),
            SaveError::Folder { file } => write!(f, "`{}` is a folder; name a file in it", name(file)),
            SaveError::Io { doing, file, source } => write!(f, "cannot {doing} `{}`: {source}", name(file)),
        }
    }
}

impl std::error::Error for SaveError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            SaveError::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hello(out: &mut dyn Write) -> io::Result<u8> {
        out.write_all(b"hello\n")?;
        Ok(7)
    }

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    /// Whatever happened, nothing unfinished is left behind.
    fn names(folder: &tempfile::TempDir) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_new_file_is_written_and_the_value_handed_back() {
        let folder = folder();
        let file = folder.path().join("звіт.csv");
        assert_eq!(save(&file, false, &[], hello).unwrap(), 7);
        assert_eq!(fs::read_to_string(&file).unwrap(), "hello\n");
        assert_eq!(names(&folder), ["звіт.csv"]);
    }

    #[test]
    fn an_existing_file_is_replaced_only_when_forced() {
        let folder = folder();
        let file = folder.path().join("report.csv");
        fs::write(&file, "old").unwrap();
        let refused = save(&file, false, &[], hello).unwrap_err();
        assert!(matches!(refused, SaveError::Exists { .. }), "{refused}");
        assert_eq!(fs::read_to_string(&file).unwrap(), "old");
        save(&file, true, &[], hello).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "hello\n");
    }

    #[test]
    fn a_failure_half_way_leaves_the_old_file_and_nothing_else() {
        let folder = folder();
        let file = folder.path().join("report.csv");
        fs::write(&file, "old").unwrap();
        let failed = save(&file, true, &[], |out| {
            out.write_all(&[b'x'; 100_000])?;
            Err::<(), _>(io::ErrorKind::StorageFull.into())
        });
        let Err(SaveError::Io { doing: "write", source, .. }) = failed else { panic!("{failed:?}") };
        assert_eq!(source.kind(), io::ErrorKind::StorageFull);
        assert_eq!(fs::read_to_string(&file).unwrap(), "old");
        assert_eq!(names(&folder), ["report.csv"]);
    }

    #[test]
    fn a_file_in_use_is_refused_whatever_it_is_called() {
        let folder = folder();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("hromada.db"), "data").unwrap();
        let kept = [at("hromada.db"), at("hromada.db-journal")];
        let dotted = folder.path().join(".").join("hromada.db-journal");
        for file in [at("hromada.db"), dotted] {
            let refused = save(&file, true, &kept, hello).unwrap_err();
            assert!(matches!(refused, SaveError::Forbidden { .. }), "{refused}");
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("hromada.db", at("soft")).unwrap();
            std::os::unix::fs::symlink("hromada.db-journal", at("dangling")).unwrap();
            fs::hard_link(at("hromada.db"), at("hard")).unwrap();
            for name in ["soft", "dangling", "hard"] {
                let refused = save(&at(name), true, &kept, hello).unwrap_err();
                assert!(matches!(refused, SaveError::Forbidden { .. }), "{refused}");
            }
        }
        assert_eq!(fs::read_to_string(at("hromada.db")).unwrap(), "data");
    }

    #[test]
    fn a_folder_or_a_place_that_does_not_exist_is_named() {
        let folder = folder();
        let refused = save(folder.path(), true, &[], hello).unwrap_err();
        assert!(matches!(refused, SaveError::Folder { .. }), "{refused}");
        let refused = save(&folder.path().join("no/report.csv"), true, &[], hello).unwrap_err();
        assert!(matches!(refused, SaveError::Io { doing: "create", .. }), "{refused}");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_and_a_dangling_one_is_not_followed_blindly() {
        let folder = folder();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("target.csv"), "old").unwrap();
        std::os::unix::fs::symlink("target.csv", at("link.csv")).unwrap();
        save(&at("link.csv"), true, &[], hello).unwrap();
        assert!(at("link.csv").is_symlink());
        assert_eq!(fs::read_to_string(at("target.csv")).unwrap(), "hello\n");
        std::os::unix::fs::symlink("nowhere.csv", at("dangling.csv")).unwrap();
        let refused = save(&at("dangling.csv"), false, &[], hello).unwrap_err();
        assert!(matches!(refused, SaveError::Exists { .. }), "{refused}");
        save(&at("dangling.csv"), true, &[], hello).unwrap();
        assert_eq!(fs::read_to_string(at("nowhere.csv")).unwrap(), "hello\n");
    }

    #[cfg(unix)]
    #[test]
    fn rights_are_those_of_any_new_file_and_a_replaced_file_keeps_its_own() {
        use std::os::unix::fs::PermissionsExt;
        let folder = folder();
        let (file, ordinary) = (folder.path().join("report.csv"), folder.path().join("ordinary"));
        let mode = |file: &Path| fs::metadata(file).unwrap().permissions().mode();
        fs::write(&ordinary, "").unwrap();
        save(&file, false, &[], hello).unwrap();
        assert_eq!(mode(&file), mode(&ordinary));
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        save(&file, true, &[], hello).unwrap();
        assert_eq!(mode(&file) & 0o777, 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_written_to_and_not_replaced() {
        save(Path::new("/dev/null"), false, &[], hello).unwrap();
        #[cfg(target_os = "linux")]
        {
            let full = save(Path::new("/dev/full"), false, &[], hello).unwrap_err();
            let SaveError::Io { source, .. } = full else { panic!("{full}") };
            assert_eq!(source.kind(), io::ErrorKind::StorageFull);
        }
    }

    #[test]
    fn messages_say_what_was_left_alone_and_what_to_do() {
        let exists = SaveError::Exists { file: "q\u{1b}.csv".into() };
        assert_eq!(exists.to_string(), "`q␛.csv` exists already and was not touched; replace it with `--force`");
    }
}
