//! The ledger: one row for everything that was done to the file, and the sheets that imports read.

use rusqlite::{Row, named_params};

use super::{Store, Writing};
use crate::error::Result;

/// What is known of a change when it begins.
#[derive(Clone, Debug, Default)]
pub struct NewChange {
    /// Time, UTC, `YYYY-MM-DDTHH:MM:SSZ`.
    pub at: String,
    /// Login name; `None` where the system tells none.
    pub user: Option<String>,
    /// `create`, `import`, `assign` or `undo`.
    pub verb: &'static str,
    /// What it is done to.
    pub noun: &'static str,
    /// The command as typed.
    pub command: String,
    /// Name of the file that is read.
    pub file: Option<String>,
    /// Options that give the file another meaning, as typed; `None` = none of them.
    pub options: Option<String>,
    /// Number of the change that this one takes back.
    pub undoes: Option<i64>,
}

/// What is known of an import when it ends. `None` = no such thing was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Counts {
    pub rows_read: Option<i64>,
    pub added: Option<i64>,
    pub updated: Option<i64>,
    pub unchanged: Option<i64>,
    pub withdrawn: Option<i64>,
    pub rejected: Option<i64>,
    pub linked: Option<i64>,
    pub waiting: Option<i64>,
}

/// A change as the ledger has it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ChangeRow {
    pub id: i64,
    pub at: String,
    pub user: Option<String>,
    pub verb: String,
    pub noun: String,
    pub command: String,
    pub file: Option<String>,
    pub sha256: Option<String>,
    pub edition: Option<String>,
    pub counts: Counts,
    pub undoes: Option<i64>,
    /// The change that took this one back; `None` also where that was taken back in turn.
    pub undone_by: Option<i64>,
    /// Options that gave the file its meaning.
    pub options: Option<String>,
}

/// A sheet that is read, for the way back from a fact to its cells.
#[derive(Clone, Debug)]
pub struct SheetRow<'a> {
    /// Name of the sheet.
    pub name: &'a str,
    /// Last row of its heading; `None` where it has none.
    pub heading_row: Option<u32>,
    /// What each column was taken for, as JSON.
    pub columns: &'a str,
}

/// A change with the one that took it back, unless that was taken back in turn: each step looks at the latest undo of the one
/// before, and the last one found stands.
const SELECT: &str = "SELECT c.*, CASE (
    WITH RECURSIVE chain (id, steps) AS (
      SELECT c.id, 0 UNION ALL
      SELECT (SELECT max(u.id) FROM change u WHERE u.undoes = chain.id), steps + 1 FROM chain WHERE chain.id IS NOT NULL)
    SELECT max(steps) % 2 FROM chain)
  WHEN 0 THEN (SELECT max(u.id) FROM change u WHERE u.undoes = c.id) END AS undone_by
FROM change c";

impl Store {
    /// All changes, oldest first.
    pub fn changes(&self) -> Result<Vec<ChangeRow>> {
        let mut query = self.conn.prepare(&format!("{SELECT} ORDER BY c.id"))?;
        let rows = query.query_map([], change_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// One change.
    pub fn change(&self, id: i64) -> Result<Option<ChangeRow>> {
        let mut query = self.conn.prepare(&format!("{SELECT} WHERE c.id = ?1"))?;
        let mut rows = query.query_map([id], change_row)?;
        Ok(rows.next().transpose()?)
    }

    /// File and name of a sheet, as places of cells are written: `q1.xlsx:March`.
    pub fn sheet_name(&self, sheet: i64) -> Result<String> {
        const SQL: &str =
            "SELECT ifnull(c.file || ':', '') || s.name FROM sheet s JOIN change c ON c.id = s.change WHERE s.id = ?1";
        Ok(self.conn.prepare_cached(SQL)?.query_row([sheet], |row| row.get(0))?)
    }

    /// Whether an import that stands read a file of this size: only then is its hash worth knowing beforehand.
    pub fn has_file_of_size(&self, noun: &str, bytes: u64) -> Result<bool> {
        const SQL: &str =
            "SELECT EXISTS (SELECT 1 FROM change c WHERE c.bytes = ?2 AND c.noun = ?1 AND c.verb = 'import')";
        Ok(self.conn.query_row(SQL, (noun, bytes as i64), |row| row.get(0))?)
    }

    /// The import that read a file with this hash and was not undone since.
    pub fn import_of(&self, noun: &str, sha256: &str) -> Result<Option<ChangeRow>> {
        let sql = format!("{SELECT} WHERE c.sha256 = ?2 AND c.noun = ?1 AND c.verb = 'import' ORDER BY c.id DESC");
        let mut query = self.conn.prepare(&sql)?;
        let rows = query.query_map((noun, sha256), change_row)?.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(rows.into_iter().find(|change| change.undone_by.is_none()))
    }
}

fn change_row(row: &Row<'_>) -> rusqlite::Result<ChangeRow> {
    Ok(ChangeRow {
        id: row.get("id")?,
        at: row.get("at")?,
        user: row.get("user")?,
        verb: row.get("verb")?,
        noun: row.get("noun")?,
        command: row.get("command")?,
        file: row.get("file")?,
        sha256: row.get("sha256")?,
        edition: row.get("edition")?,
        counts: Counts {
            rows_read: row.get("rows_read")?,
            added: row.get("added")?,
            updated: row.get("updated")?,
            unchanged: row.get("unchanged")?,
            withdrawn: row.get("withdrawn")?,
            rejected: row.get("rejected")?,
            linked: row.get("linked")?,
            waiting: row.get("waiting")?,
        },
        undoes: row.get("undoes")?,
        undone_by: row.get("undone_by")?,
        options: row.get("options")?,
    })
}

impl Writing<'_> {
    /// Enters a change into the ledger and gives its number.
    pub fn begin_change(&self, change: &NewChange) -> Result<i64> {
        const SQL: &str = "INSERT INTO change (at, user, verb, noun, command, program, file, options, edition, undoes)
            VALUES (:at, :user, :verb, :noun, :command, :program, :file, :options,
              (SELECT max(dated) FROM edition WHERE ended_by IS NULL), :undoes)";
        self.conn().execute(
            SQL,
            named_params! {
                ":at": change.at, ":user": change.user, ":verb": change.verb, ":noun": change.noun,
                ":command": change.command, ":program": env!("CARGO_PKG_VERSION"), ":file": change.file,
                ":options": change.options, ":undoes": change.undoes,
            },
        )?;
        Ok(self.conn().last_insert_rowid())
    }

    /// Writes down what a change came to.
    pub fn end_change(&self, id: i64, counts: &Counts, file: Option<(&str, u64)>) -> Result<()> {
        const SQL: &str = "UPDATE change SET rows_read = :rows_read, added = :added, updated = :updated,
              unchanged = :unchanged, withdrawn = :withdrawn, rejected = :rejected, linked = :linked,
              waiting = :waiting, sha256 = :sha256, bytes = :bytes WHERE id = :id";
        self.conn().execute(
            SQL,
            named_params! {
                ":id": id, ":rows_read": counts.rows_read, ":added": counts.added, ":updated": counts.updated,
                ":unchanged": counts.unchanged, ":withdrawn": counts.withdrawn, ":rejected": counts.rejected,
                ":linked": counts.linked, ":waiting": counts.waiting,
                ":sha256": file.map(|file| file.0), ":bytes": file.map(|file| file.1 as i64),
            },
        )?;
        Ok(())
    }

    /// Enters a sheet that a change reads and gives its number.
    pub fn add_sheet(&self, change: i64, sheet: &SheetRow<'_>) -> Result<i64> {
        const SQL: &str = "INSERT INTO sheet (change, name, heading_row, columns) VALUES (?1, ?2, ?3, ?4)";
        self.conn().execute(SQL, (change, sheet.name, sheet.heading_row, sheet.columns))?;
        Ok(self.conn().last_insert_rowid())
    }
}
