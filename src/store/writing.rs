//! One write: taken at once, so that it never turns from reading into writing halfway, and kept whole or not at all.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::Store;
use crate::error::Result;

/// How much of the database is kept in memory while indices of a large one are altered in many places: a page that finds no room
/// is written twice, and waits for the disk each time.
const WRITING_CACHE_KIB: i64 = 32_768;

/// A transaction that holds the right to write. Dropped without [`Writing::commit`], it leaves everything as it was.
#[derive(Debug)]
pub struct Writing<'s> {
    /// `None` once it has ended.
    transaction: Option<Transaction<'s>>,
    conn: &'s Connection,
}

impl Store {
    /// Begins a big load. SQLite does not look up every foreign key of every row: the numbers that an import writes were read
    /// from the very tables they point to, in the same transaction.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn write_in_bulk(&self) -> Result<Writing<'_>> {
        super::open::set_cache(&self.conn, super::open::CACHE_KIB)?;
        self.conn.pragma_update(None, "foreign_keys", false)?;
        let transaction = Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate);
        if transaction.is_err() {
            self.conn.pragma_update(None, "foreign_keys", true)?;
        }
        Ok(Writing { transaction: Some(transaction?), conn: &self.conn })
    }

    /// Begins a write; waits while another command writes.
    ///
    /// # Errors
    /// Another command held the database for too long; the file cannot be written.
    pub fn write(&self) -> Result<Writing<'_>> {
        super::open::set_cache(&self.conn, WRITING_CACHE_KIB)?;
        let transaction = Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)?;
        Ok(Writing { transaction: Some(transaction), conn: &self.conn })
    }
}

impl Writing<'_> {
    /// Keeps everything that was written.
    pub fn commit(mut self) -> Result<()> {
        Ok(self.transaction.take().map_or(Ok(()), Transaction::commit)?)
    }

    /// Takes everything back, as dropping does, but tells when that fails.
    pub fn roll_back(mut self) -> Result<()> {
        Ok(self.transaction.take().map_or(Ok(()), Transaction::rollback)?)
    }

    pub(super) fn conn(&self) -> &Connection {
        self.conn
    }
}

impl Drop for Writing<'_> {
    /// Outside a big load, SQLite looks up every foreign key again.
    fn drop(&mut self) {
        self.transaction = None;
        let _ = self.conn.pragma_update(None, "foreign_keys", true);
    }
}
