//! Which file is a later form of which.

use rusqlite::OptionalExtension;

use super::Writing;
use crate::error::Result;

impl Writing<'_> {
    /// The change that read a sheet.
    pub fn change_of_sheet(&self, sheet: i64) -> Result<i64> {
        let mut query = self.conn().prepare_cached("SELECT change FROM sheet WHERE id = ?1")?;
        Ok(query.query_row([sheet], |row| row.get(0))?)
    }

    /// Earlier imports of such records from a file of the same name.
    pub fn imports_of_that_name(&self, change: i64) -> Result<Vec<i64>> {
        const SQL: &str =
            "SELECT e.id FROM change c JOIN change e ON e.file = c.file AND e.noun = c.noun AND e.id < c.id
            WHERE c.id = ?1 AND e.verb = 'import' AND c.file <> '-' AND c.file <> 'standard input' ORDER BY e.id";
        let mut query = self.conn().prepare_cached(SQL)?;
        let rows = query.query_map([change], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Remembers that an import rests on an earlier change.
    pub fn rest_on(&self, change: i64, earlier: i64) -> Result<()> {
        const SQL: &str = "INSERT OR IGNORE INTO rests_on (change, earlier) SELECT ?1, ?2 WHERE ?1 <> ?2";
        self.conn().prepare_cached(SQL)?.execute((change, earlier))?;
        Ok(())
    }

    /// The change of whose file that of this one is a later form.
    pub fn corrected_by(&self, change: i64) -> Result<Option<i64>> {
        let mut query = self.conn().prepare_cached("SELECT corrects FROM change WHERE id = ?1")?;
        Ok(query.query_row([change], |row| row.get(0)).optional()?.flatten())
    }

    /// Remembers of which change's file that of this one is a later form.
    pub fn set_corrects(&self, change: i64, earlier: Option<i64>) -> Result<()> {
        self.conn().prepare_cached("UPDATE change SET corrects = ?2 WHERE id = ?1")?.execute((change, earlier))?;
        Ok(())
    }
}
