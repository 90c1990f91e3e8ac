//! Which training or delivery met a need, as a person confirmed.

use super::{Store, Writing};
use crate::error::Result;

/// What met a need.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Answer {
    /// `training` or `delivery`.
    pub noun: &'static str,
    /// Its number.
    pub record: i64,
}

impl Store {
    /// What met a need, as a person confirmed.
    pub fn answers(&self, need: i64) -> Result<Vec<Answer>> {
        const SQL: &str = "SELECT noun, record FROM met_by WHERE need = ?1 AND ended_by IS NULL ORDER BY noun, record";
        let mut query = self.conn.prepare_cached(SQL)?;
        let rows = query.query_map([need], |row| {
            let noun: String = row.get(0)?;
            Ok(Answer { noun: if noun == "training" { "training" } else { "delivery" }, record: row.get(1)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writing<'_> {
    /// Writes down that something met a need.
    pub fn add_answer(&self, need: i64, answer: &Answer, change: i64) -> Result<()> {
        const SQL: &str = "INSERT INTO met_by (need, noun, record, added_by) VALUES (?1, ?2, ?3, ?4)";
        self.conn().prepare_cached(SQL)?.execute((need, answer.noun, answer.record, change))?;
        Ok(())
    }
}
