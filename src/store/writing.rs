//! One write: taken at once, so that it never turns from reading into writing halfway, and kept whole or not at all.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::Store;
use crate::error::Result;

/// How much of the database is kept in memory while indices of a large one are altered in many places: a page that finds no room
/// is written twice, and waits for the disk each time.
const WRITING_CACHE_KIB: i64 = 32_768;

/// A transaction that holds the right to write. Dropped without [`Writing::commit`], it leaves everything as it was.
///
/// One that begins while another lasts is a part of it: kept or taken back by itself, and lost with the whole. So a trial of several
/// files, which is one write that is never kept, lets each file see those before it.
#[derive(Debug)]
pub struct Writing<'s> {
    held: Held<'s>,
    conn: &'s Connection,
}

/// What ends with a write.
#[derive(Debug)]
enum Held<'s> {
    Whole(Transaction<'s>),
    /// A savepoint within the transaction of another write.
    Part,
    /// It has ended.
    Nothing,
}

/// The name of a savepoint; the latest of that name is meant.
const PART: &str = "part";

impl Store {
    /// Begins a big load. SQLite does not look up every foreign key of every row: the numbers that an import writes were read
    /// from the very tables they point to, in the same transaction.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn write_in_bulk(&self) -> Result<Writing<'_>> {
        super::open::set_cache(&self.conn, super::open::CACHE_KIB)?;
        self.conn.pragma_update(None, "foreign_keys", false)?;
        let begun = self.begin();
        if begun.is_err() {
            self.conn.pragma_update(None, "foreign_keys", true)?;
        }
        begun
    }

    /// Begins a write; waits while another command writes.
    ///
    /// # Errors
    /// Another command held the database for too long; the file cannot be written.
    pub fn write(&self) -> Result<Writing<'_>> {
        super::open::set_cache(&self.conn, WRITING_CACHE_KIB)?;
        self.begin()
    }

    fn begin(&self) -> Result<Writing<'_>> {
        let held = match self.conn.is_autocommit() {
            true => Held::Whole(Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)?),
            false => {
                self.conn.execute_batch(&format!("SAVEPOINT {PART}"))?;
                Held::Part
            }
        };
        Ok(Writing { held, conn: &self.conn })
    }
}

impl Writing<'_> {
    /// Keeps everything that was written.
    pub fn commit(mut self) -> Result<()> {
        match std::mem::replace(&mut self.held, Held::Nothing) {
            Held::Whole(transaction) => transaction.commit()?,
            Held::Part => self.conn.execute_batch(&format!("RELEASE {PART}"))?,
            Held::Nothing => {}
        }
        Ok(())
    }

    /// Takes everything back, as dropping does, but tells when that fails.
    pub fn roll_back(mut self) -> Result<()> {
        self.take_back()
    }

    fn take_back(&mut self) -> Result<()> {
        match std::mem::replace(&mut self.held, Held::Nothing) {
            Held::Whole(transaction) => transaction.rollback()?,
            Held::Part => self.conn.execute_batch(&format!("ROLLBACK TO {PART}; RELEASE {PART}"))?,
            Held::Nothing => {}
        }
        Ok(())
    }

    /// Keeps everything, or, of what is only tried, as much as the write around it will take back.
    pub fn commit_or_try(self, is_trial: bool) -> Result<()> {
        if is_trial && matches!(self.held, Held::Whole(_)) { self.roll_back() } else { self.commit() }
    }

    pub(super) fn conn(&self) -> &Connection {
        self.conn
    }
}

impl Drop for Writing<'_> {
    /// Outside a big load, SQLite looks up every foreign key again.
    fn drop(&mut self) {
        let _ = self.take_back();
        let _ = self.conn.pragma_update(None, "foreign_keys", true);
    }
}
