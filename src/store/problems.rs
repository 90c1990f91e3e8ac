//! What was wrong with the files of imports that were saved.

use super::{Store, Writing};
use crate::error::Result;

/// A problem to be kept.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct NewProblem<'a> {
    pub level: &'static str,
    pub code: &'a str,
    pub sheet: &'a str,
    /// 0 where the whole sheet is meant.
    pub row: u32,
    /// Empty where the whole row is meant.
    pub column: &'a str,
    pub value: &'a str,
    pub reason: &'a str,
    pub fix: Option<&'a str>,
}

/// A problem of an import that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ProblemRow {
    pub change: i64,
    pub file: Option<String>,
    pub level: String,
    pub code: String,
    pub sheet: String,
    pub row: Option<i64>,
    pub column: Option<String>,
    pub value: Option<String>,
    pub reason: String,
    pub fix: Option<String>,
}

impl Store {
    /// The problems of imports that were not undone, or of one change; errors first, then by change and place.
    pub fn problems(&self, change: Option<i64>) -> Result<Vec<ProblemRow>> {
        let mut query = self.conn.prepare(include_str!("queries/problems.sql"))?;
        let rows = query.query_map([change], |row| {
            Ok(ProblemRow {
                change: row.get("change")?,
                file: row.get("file")?,
                level: row.get("level")?,
                code: row.get("code")?,
                sheet: row.get("sheet")?,
                row: row.get("row")?,
                column: row.get("column")?,
                value: row.get("value")?,
                reason: row.get("reason")?,
                fix: row.get("fix")?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Store {
    /// Whether anything was wrong with the file that a change read.
    pub fn has_problems(&self, change: i64) -> Result<bool> {
        const SQL: &str = "SELECT EXISTS (SELECT 1 FROM problem WHERE change = ?1)";
        Ok(self.conn.query_row(SQL, [change], |row| row.get(0))?)
    }
}

impl Writing<'_> {
    /// Keeps a problem of the file that a change read.
    pub fn add_problem(&self, problem: &NewProblem<'_>, change: i64) -> Result<()> {
        const SQL: &str = "INSERT INTO problem (change, level, code, sheet, row, column, value, reason, fix)
            VALUES (?1, ?2, ?3, ?4, nullif(?5, 0), nullif(?6, ''), nullif(?7, ''), ?8, ?9)";
        let p = problem;
        self.conn()
            .prepare_cached(SQL)?
            .execute((change, p.level, p.code, p.sheet, p.row, p.column, p.value, p.reason, p.fix))?;
        Ok(())
    }
}
