//! Names of a sheet that were not linked: they wait for a person, or name no community.

use rusqlite::{Row, named_params};

use super::{Store, Writing};
use crate::error::Result;

/// A name to be kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub struct NewWaiting {
    pub text: String,
    pub text_fold: String,
    pub oblast_hint: Option<String>,
    pub raion_hint: Option<String>,
    pub kind_hint: Option<String>,
    /// `likely`, `unknown` or `not_a_community`.
    pub outcome: &'static str,
    /// People of this row, where the sheet splits them.
    pub participants: Option<u32>,
    pub sheet_row: u32,
}

/// A name in force.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct WaitingRow {
    pub id: i64,
    /// What the record is whose row has the name: `training`, `delivery` ...
    pub noun: String,
    /// Its number.
    pub record: i64,
    pub text: String,
    pub text_fold: String,
    pub oblast_hint: Option<String>,
    pub raion_hint: Option<String>,
    pub kind_hint: Option<String>,
    pub outcome: String,
    pub participants: Option<u32>,
    pub sheet: Option<i64>,
    pub sheet_row: Option<u32>,
    /// Name of the file.
    pub file: Option<String>,
    /// Name of the sheet.
    pub sheet_name: Option<String>,
    /// Day of the record, `YYYY-MM-DD`.
    pub start_date: Option<String>,
}

const SELECT: &str = include_str!("queries/waiting.sql");

fn waiting_row(row: &Row<'_>) -> rusqlite::Result<WaitingRow> {
    Ok(WaitingRow {
        id: row.get("id")?,
        noun: row.get("noun")?,
        record: row.get("record")?,
        text: row.get("text")?,
        text_fold: row.get("text_fold")?,
        oblast_hint: row.get("oblast_hint")?,
        raion_hint: row.get("raion_hint")?,
        kind_hint: row.get("kind_hint")?,
        outcome: row.get("outcome")?,
        participants: row.get("participants")?,
        sheet: row.get("sheet")?,
        sheet_row: row.get("sheet_row")?,
        file: row.get("file")?,
        sheet_name: row.get("sheet_name")?,
        start_date: row.get("start_date")?,
    })
}

impl Store {
    /// The names in force, or those with this folded text; by text and place.
    pub fn waiting_names(&self, fold: Option<&str>) -> Result<Vec<WaitingRow>> {
        let mut query = self.conn.prepare_cached(SELECT)?;
        let none: Option<i64> = None;
        let rows = query.query_map(named_params! { ":fold": fold, ":noun": none, ":record": none }, waiting_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The names in force of a record.
    pub fn waiting_names_of(&self, noun: &str, record: i64) -> Result<Vec<WaitingRow>> {
        let mut query = self.conn.prepare_cached(SELECT)?;
        let fold: Option<&str> = None;
        let rows = query.query_map(named_params! { ":fold": fold, ":noun": noun, ":record": record }, waiting_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The names with this folded text that people decided at some time.
    pub fn decided_names(&self, fold: &str) -> Result<Vec<WaitingRow>> {
        let mut query = self.conn.prepare_cached(include_str!("queries/decided.sql"))?;
        let rows = query.query_map(named_params! { ":fold": fold }, waiting_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writing<'_> {
    /// Keeps a name of a record's row.
    pub fn add_waiting(
        &self,
        (noun, record): (&str, i64),
        name: &NewWaiting,
        sheet: Option<i64>,
        change: i64,
    ) -> Result<()> {
        const SQL: &str = "INSERT INTO waiting_name (noun, record, text, text_fold, oblast_hint, raion_hint, kind_hint,
              outcome, participants, sheet, sheet_row, added_by)
            VALUES (:noun, :record, :text, :fold, :oblast, :raion, :kind, :outcome, :participants, :sheet, :row, :change)";
        self.conn().prepare_cached(SQL)?.execute(named_params! {
            ":noun": noun, ":record": record, ":text": name.text, ":fold": name.text_fold, ":oblast": name.oblast_hint,
            ":raion": name.raion_hint, ":kind": name.kind_hint, ":outcome": name.outcome,
            ":participants": name.participants, ":sheet": sheet, ":row": name.sheet_row, ":change": change,
        })?;
        Ok(())
    }

    /// Ends a name: it was decided, or its row is gone. One that this very change added is taken away.
    pub fn end_waiting(&self, id: i64, change: i64) -> Result<()> {
        const DROP: &str = "DELETE FROM waiting_name WHERE id = ?1 AND added_by = ?2";
        const END: &str = "UPDATE waiting_name SET ended_by = ?2 WHERE id = ?1";
        if self.conn().prepare_cached(DROP)?.execute((id, change))? == 0 {
            self.conn().prepare_cached(END)?.execute((id, change))?;
        }
        Ok(())
    }
}
