//! The file itself: opened once, so that what is checked, hashed and parsed are the same bytes. Refuses what is no regular file.

use std::{
    fs::File,
    io::{self, Read, Seek, Write},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use crate::error::{Error, Result};

/// An open file, or standard input kept in a temporary file.
pub(super) struct Source {
    label: PathBuf,
    file: File,
    size: u64,
    spool: Option<NamedTempFile>,
}

impl Source {
    /// Opens a file; `-` is standard input, of which at most `limit` bytes are taken.
    pub(super) fn open(path: &Path, limit: u64) -> Result<Source> {
        if path.as_os_str() == "-" {
            return Source::spool(io::stdin().lock(), limit);
        }
        let refuse = |what: &str, hint: &str| {
            Err(Error::UnreadableFile { file: path.to_path_buf(), what: what.to_string(), hint: hint.to_string() })
        };
        let found = std::fs::metadata(path).map_err(|source| cannot_read(path, source))?;
        if found.is_dir() {
            return refuse(
                "a spreadsheet was expected, and this is a folder",
                "name the files in it, such as `FOLDER/*.xlsx`",
            );
        }
        if !found.is_file() {
            return refuse(
                "a spreadsheet was expected, and this is a pipe or a device",
                "name a file, or send the data to standard input and give `-` as the file",
            );
        }
        let file = File::open(path).map_err(|source| cannot_read(path, source))?;
        Ok(Source { label: path.to_path_buf(), file, size: found.len(), spool: None })
    }

    /// Copies a stream into a temporary file that goes away with the source.
    pub(super) fn spool(mut stream: impl Read, limit: u64) -> Result<Source> {
        let label = PathBuf::from("standard input");
        let fault = |source| Error::Io { doing: "keep", file: label.clone(), source };
        let mut spool = tempfile::Builder::new().prefix("hromada-").tempfile().map_err(fault)?;
        let size = io::copy(&mut stream.by_ref().take(limit + 1), &mut spool).map_err(fault)?;
        if size > limit {
            return Err(Error::UnreadableFile {
                file: label,
                what: format!("more than {limit} bytes came in"),
                hint: "write the data into a file first, or lift the limit with `--max-bytes`".to_string(),
            });
        }
        spool.flush().map_err(fault)?;
        let file = spool.reopen().map_err(fault)?;
        Ok(Source { label, file, size, spool: Some(spool) })
    }

    /// The name for messages.
    pub(super) fn label(&self) -> &Path {
        &self.label
    }

    /// Where the bytes lie, for another process to open.
    pub(super) fn place(&self) -> &Path {
        self.spool.as_ref().map_or(&self.label, NamedTempFile::path)
    }

    /// Size in bytes.
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// The open file, set to its first byte.
    pub(super) fn rewound(&self) -> Result<&File> {
        let mut file = &self.file;
        file.rewind().map_err(|source| self.cannot_read(source))?;
        Ok(file)
    }

    /// Bytes from the middle of the file, without moving the place where it is being read; `None` where that is not possible.
    pub(super) fn peek(&self, offset: u64, length: usize) -> Option<Vec<u8>> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::FileExt;
            let mut bytes = vec![0; length];
            self.file.read_exact_at(&mut bytes, offset).ok()?;
            Some(bytes)
        }
        #[cfg(not(unix))]
        {
            let _ = (offset, length);
            None
        }
    }

    /// The first bytes, as many as there are up to `length`.
    pub(super) fn head(&self, length: u64) -> Result<Vec<u8>> {
        let mut head = Vec::new();
        self.rewound()?.take(length).read_to_end(&mut head).map_err(|source| self.cannot_read(source))?;
        Ok(head)
    }

    /// The SHA-256 of all bytes, by a pass of its own.
    pub(super) fn hash(&self) -> Result<[u8; 32]> {
        let mut file = self.rewound()?;
        let mut hasher = Sha256::new();
        let mut chunk = vec![0; 1 << 16];
        loop {
            match file.read(&mut chunk).map_err(|source| self.cannot_read(source))? {
                0 => return Ok(hasher.finalize().into()),
                length => hasher.update(chunk.get(..length).unwrap_or_default()),
            }
        }
    }

    /// The error for a file that is there but cannot be read.
    pub(super) fn cannot_read(&self, source: io::Error) -> Error {
        cannot_read(&self.label, source)
    }

    /// The error for a file that is not accepted.
    pub(super) fn refuse(&self, what: impl Into<String>, hint: impl Into<String>) -> Error {
        Error::UnreadableFile { file: self.label.clone(), what: what.into(), hint: hint.into() }
    }
}

fn cannot_read(path: &Path, source: io::Error) -> Error {
    Error::Io { doing: "read", file: path.to_path_buf(), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_refused_in_words() {
        let error = Source::open(&std::env::temp_dir(), 10).err().unwrap();
        assert_eq!((error.id(), error.exit_code()), ("unreadable_file", 4));
        assert!(error.to_string().contains("this is a folder"), "{error}");
    }

    #[test]
    fn a_missing_file_cannot_be_read() {
        assert_eq!(Source::open(Path::new("no such file.xlsx"), 10).err().unwrap().exit_code(), 5);
    }

    #[test]
    fn a_stream_is_kept_up_to_the_limit() {
        let source = Source::spool(&b"a,b\n"[..], 4).unwrap();
        assert_eq!((source.size(), source.head(2).unwrap()), (4, b"a,".to_vec()));
        assert_eq!(source.head(9).unwrap(), b"a,b\n", "reading again starts anew");
        assert_eq!(Source::spool(&b"a,b\n1"[..], 4).err().unwrap().id(), "unreadable_file");
    }
}
