//! SQLite's refusals, told in the user's words.

use rusqlite::ErrorCode;

use crate::error::Error;

/// `SQLITE_IOERR_WRITE`: a write was cut short, as it happens at a limit of the file's size.
const WRITE_CUT_SHORT: i32 = 778;

impl From<rusqlite::Error> for Error {
    fn from(refusal: rusqlite::Error) -> Error {
        if let rusqlite::Error::SqlInputError { msg, .. } = refusal {
            return Error::Database(msg.into()); // the whole statement behind these words helps nobody at the keyboard
        }
        let what = refusal.to_string();
        let Some(inner) = refusal.sqlite_error() else { return Error::Database(Box::new(refusal)) };
        match inner.code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Error::Busy { seconds: super::PATIENCE_SECONDS },
            ErrorCode::DiskFull => Error::DiskFull { what },
            ErrorCode::SystemIoFailure if inner.extended_code == WRITE_CUT_SHORT => Error::DiskFull { what },
            ErrorCode::SystemIoFailure | ErrorCode::CannotOpen | ErrorCode::PermissionDenied => {
                Error::DatabaseIo { what }
            }
            ErrorCode::ReadOnly => Error::ReadOnly { what },
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Error::DamagedDatabase { what },
            _ => Error::Database(Box::new(refusal)),
        }
    }
}
