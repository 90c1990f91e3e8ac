//! The database as it was known at an earlier time: every table that a question reads is hidden behind a view, or a copy, of
//! the same name that shows what stood after a certain change. So every list and report answers as it answered then, in the
//! words that it has today.
//!
//! Facts name the changes that brought and ended them; a view tells from these what was in force. Places and names keep their
//! rows while a change alters them; `place_before` tells how they stood, and the few that were altered since are copied.

use rusqlite::OptionalExtension;

use super::Store;
use crate::error::{Error, Result};

/// Until when facts count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AsOf {
    /// The state that this change left behind.
    Change(i64),
    /// The state at the end of this day, UTC, `YYYY-MM-DD`.
    Day(String),
}

/// The links that counted then: those that still do, and those that ended since; each lot from an index of its own.
const COUNTED: &str = "
SELECT training, cell FROM main.assignment WHERE cell IS NOT NULL AND added_by <= :change
UNION ALL
SELECT training, past_cell FROM main.assignment WHERE past_cell IS NOT NULL AND ended_by > :change AND added_by <= :change";

impl Store {
    /// Lets all questions of this store see what was known then. Gives the change after which that was, and its time.
    ///
    /// # Errors
    /// There is no such change; the database is younger than the day.
    pub fn look_back(&self, as_of: &AsOf) -> Result<(i64, String)> {
        let (change, at) = self.change_as_of(as_of)?;
        self.conn.pragma_update(None, "query_only", false)?;
        for (table, columns) in self.tables()? {
            let has = |name: &str| columns.iter().any(|column| column == name);
            if table == "change" {
                self.show(&table, "SELECT * FROM main.change WHERE id <= :change", change)?;
            } else if has("added_by") && has("ended_by") {
                self.show(&table, &facts(&table, &columns), change)?;
            } else if has("change") {
                self.show(&table, &format!("SELECT * FROM main.{table} WHERE change <= :change"), change)?;
            }
        }
        self.show("counted", COUNTED, change)?;
        self.copy_altered(change)?;
        self.conn.pragma_update(None, "query_only", true)?;
        Ok((change, at))
    }

    /// The last change of a state, and its time.
    ///
    /// # Errors
    /// There is no such change; the database is younger than the day.
    pub fn change_as_of(&self, as_of: &AsOf) -> Result<(i64, String)> {
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let found = match as_of {
            AsOf::Change(id) => self.conn.query_row("SELECT id, at FROM change WHERE id = ?1", [id], read),
            // Every time begins with its day, and sorts before the sign that is added here.
            AsOf::Day(day) => {
                const SQL: &str = "SELECT id, at FROM change WHERE at < ?1 || '~' ORDER BY id DESC LIMIT 1";
                self.conn.query_row(SQL, [day], read)
            }
        };
        found.optional()?.ok_or_else(|| self.nothing_then(as_of))
    }

    fn nothing_then(&self, as_of: &AsOf) -> Error {
        let what = match as_of {
            AsOf::Change(id) => format!("there is no change {id}"),
            AsOf::Day(day) => format!("nothing was known on {day}: the database was made later"),
        };
        Error::Usage { what, hint: "`hromada list changes` shows all changes with their times".to_string() }
    }

    /// The tables of the schema with their columns.
    fn tables(&self) -> Result<Vec<(String, Vec<String>)>> {
        const SQL: &str = "SELECT t.name, c.name FROM main.sqlite_schema t JOIN pragma_table_info(t.name, 'main') c
            WHERE t.type = 'table' ORDER BY t.name, c.cid";
        let mut tables: Vec<(String, Vec<String>)> = Vec::new();
        for (table, column) in self.rows(SQL, |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))? {
            match tables.last_mut().filter(|last| last.0 == table) {
                Some((_, columns)) => columns.push(column),
                None => tables.push((table, vec![column])),
            }
        }
        Ok(tables)
    }

    /// Hides a table behind a view of its name. A view takes no parameters, so the number of the change is written into it.
    fn show(&self, table: &str, select: &str, change: i64) -> Result<()> {
        let select = select.replace(":change", &change.to_string());
        Ok(self.conn.execute_batch(&format!("CREATE TEMP VIEW \"{table}\" AS {select}"))?)
    }

    /// Hides the tables of places and names, some of whose rows were altered since, behind copies as they stood.
    fn copy_altered(&self, change: i64) -> Result<()> {
        const SQL: &str = "SELECT DISTINCT level FROM main.place_before WHERE change > ?1 ORDER BY level";
        let mut query = self.conn.prepare(SQL)?;
        let levels = query.query_map([change], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
        for level in levels {
            self.copy_table(&level)?;
            for place in self.places_as_of(&level, change)? {
                place.put_back(&self.conn, change)?;
            }
        }
        const NAMES: &str = "SELECT DISTINCT noun FROM main.label_before WHERE change > ?1 ORDER BY noun";
        let mut query = self.conn.prepare(NAMES)?;
        let nouns = query.query_map([change], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
        for noun in nouns {
            self.copy_table(&noun)?;
            let put_back = format!(
                "DELETE FROM temp.\"{noun}\" WHERE added_by > {change};
                 UPDATE temp.\"{noun}\" SET ended_by = b.ended_by
                 FROM (SELECT id, ended_by, min(change) FROM main.label_before
                        WHERE noun = '{noun}' AND change > {change} GROUP BY id) b
                 WHERE b.id = \"{noun}\".id"
            );
            self.conn.execute_batch(&put_back)?;
        }
        Ok(())
    }

    fn copy_table(&self, table: &str) -> Result<()> {
        Ok(self.conn.execute_batch(&format!(
            "DROP VIEW IF EXISTS temp.\"{table}\"; CREATE TEMP TABLE \"{table}\" AS SELECT * FROM main.\"{table}\""
        ))?)
    }
}

/// A table of facts as it stood: what came later is not there, what ended later had not ended.
fn facts(table: &str, columns: &[String]) -> String {
    let shown = columns.iter().map(|column| match column.as_str() {
        "ended_by" => "iif(ended_by > :change, NULL, ended_by) AS ended_by".to_string(),
        column => format!("\"{column}\""),
    });
    format!("SELECT {} FROM main.\"{table}\" WHERE added_by <= :change", shown.collect::<Vec<_>>().join(", "))
}
