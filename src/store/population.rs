//! Residents of communities by year.

use super::{Store, Writing};
use crate::error::Result;

/// Residents of one community in one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Residents {
    /// The community's number in the database.
    pub community: i64,
    /// The year whose 1 January is meant.
    pub year: i64,
    /// How many people.
    pub residents: i64,
    /// Row of the sheet.
    pub sheet_row: u32,
}

impl Store {
    /// The figures in force for a year.
    pub fn residents_in(&self, year: i64) -> Result<Vec<(i64, i64)>> {
        let mut query =
            self.conn.prepare("SELECT community, residents FROM population WHERE year = ?1 AND ended_by IS NULL")?;
        let rows = query.query_map([year], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writing<'_> {
    /// Adds a figure.
    pub fn add_residents(&self, figure: &Residents, sheet: i64, change: i64) -> Result<()> {
        const SQL: &str = "INSERT INTO population (community, year, residents, sheet, sheet_row, added_by)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let mut insert = self.conn().prepare_cached(SQL)?;
        insert.execute((figure.community, figure.year, figure.residents, sheet, figure.sheet_row, change))?;
        Ok(())
    }

    /// Ends the figure in force of a community for a year.
    pub fn end_residents(&self, community: i64, year: i64, change: i64) -> Result<()> {
        const SQL: &str = "UPDATE population SET ended_by = ?3 WHERE community = ?1 AND year = ?2 AND ended_by IS NULL";
        self.conn().prepare_cached(SQL)?.execute((community, year, change))?;
        Ok(())
    }
}
