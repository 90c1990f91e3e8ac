//! Whether tables, indices and views are those that this program makes. What other programs added beside them is their own.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::{Finding, Found};
use crate::{error::Result, store::Store};

const MENDED: &str = "another program altered it, or a version that was never released made the file: go back to a copy from before, \
                      or import the files into a new database";

impl Store {
    /// Tables, indices and views that are missing or otherwise than they should be.
    pub(super) fn wrong_schema(&self) -> Result<Found> {
        let fresh = Connection::open_in_memory()?;
        fresh.execute_batch(crate::store::open::SCHEMA)?;
        let found = schema(&self.conn)?;
        let finding = |((kind, name), sql): (Key, String)| {
            let what = match found.get(&(kind.clone(), name.clone())) {
                Some(same) if *same == sql => return None,
                Some(_) => "it is not as this version makes it",
                None => "it is not there",
            };
            Some(Finding::of("schema", format!("{kind} {name}"), what.to_string(), MENDED))
        };
        Ok(schema(&fresh)?.into_iter().filter_map(finding).collect())
    }
}

/// Kind and name.
type Key = (String, String);

/// The statements of a schema without comments, blanks and quotation marks, which ALTER TABLE writes otherwise.
fn schema(conn: &Connection) -> Result<BTreeMap<Key, String>> {
    const SQL: &str = "SELECT type, name, sql FROM main.sqlite_schema WHERE sql IS NOT NULL";
    let mut query = conn.prepare(SQL)?;
    let rows = query.query_map([], |row| {
        let sql: String = row.get(2)?;
        let bare = sql.lines().map(|line| line.split("--").next().unwrap_or_default());
        Ok(((row.get(0)?, row.get(1)?), bare.collect::<String>().replace([' ', '"'], "")))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
