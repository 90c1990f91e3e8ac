//! Codes of the classifier before KATOTTG, when somebody imported the table of correspondence.

use std::collections::BTreeSet;

use super::{Store, Writing};
use crate::{
    error::Result,
    model::{Code, OldCode},
};

impl Store {
    /// The old codes in force, by code.
    pub fn old_codes(&self) -> Result<Vec<OldCode>> {
        const SQL: &str = "SELECT koatuu, code, name FROM old_code WHERE ended_by IS NULL ORDER BY koatuu, code";
        let mut query = self.conn.prepare(SQL)?;
        let mut rows = query.query([])?;
        let mut codes = Vec::new();
        while let Some(row) = rows.next()? {
            let koatuu = OldCode::parse(row.get_ref(0)?.as_str().unwrap_or_default());
            let code = Code::parse(row.get_ref(1)?.as_str().unwrap_or_default());
            // What is no code was written by another program.
            if let (Some(koatuu), Some(code)) = (koatuu, code) {
                codes.push(OldCode { koatuu, code, name: row.get(2)? });
            }
        }
        Ok(codes)
    }
}

impl Writing<'_> {
    /// Adds an old code.
    pub fn add_old_code(&self, row: &OldCode, change: i64) -> Result<()> {
        const SQL: &str = "INSERT INTO old_code (koatuu, code, name, added_by) VALUES (?1, ?2, ?3, ?4)";
        let koatuu = format!("{:010}", row.koatuu);
        self.conn().prepare_cached(SQL)?.execute((koatuu, row.code.to_string(), &row.name, change))?;
        Ok(())
    }

    /// Ends the old codes that a newer table no longer has.
    pub fn end_old_codes(&self, gone: &BTreeSet<(u64, Code)>, change: i64) -> Result<()> {
        const SQL: &str = "UPDATE old_code SET ended_by = ?3 WHERE koatuu = ?1 AND code = ?2 AND ended_by IS NULL";
        let mut end = self.conn().prepare_cached(SQL)?;
        for (koatuu, code) in gone {
            end.execute((format!("{koatuu:010}"), code.to_string(), change))?;
        }
        Ok(())
    }
}
