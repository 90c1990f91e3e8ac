//! Whether a database is whole: SQLite's own checks, then what our own rules say of ledger, facts and copied columns.
//!
//! Each question is a transaction of its own, so that a long check keeps nobody from writing.

mod bringers;
mod derived;
mod schema;

use rusqlite::Row;

use super::{Lapsed, Store, undo::Facts};
use crate::error::{Error, Result};

/// Something in the database that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was checked: a stable word.
    pub check: &'static str,
    /// Where: a table, a change, a training.
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub fix: String,
}

/// How many findings of one check are told.
const SHOWN: usize = 50;

const DAMAGE: &str = "damage";
const RESTORE: &str = "put a copy from before the damage in its place, and keep the damaged file";
const REFERENCE: &str = "another program took that row away: go back to a copy from before";
const EDITED: &str = "another program wrote this: go back to a copy from before, or undo the change and repeat it";

/// Checks that are a query each, whose rows are `place`, `what` and, where it is a special one, `fix`.
const QUERIES: [(&str, &str); 10] = [
    ("order", include_str!("../queries/check_order.sql")),
    ("entries", include_str!("../queries/check_entries.sql")),
    ("register", include_str!("../queries/check_register.sql")),
    ("links", include_str!("../queries/check_links.sql")),
    ("names", include_str!("../queries/check_names.sql")),
    ("copies", include_str!("../queries/check_copies.sql")),
    ("whereabouts", include_str!("../queries/check_whereabouts.sql")),
    ("sources", include_str!("../queries/check_sources.sql")),
    ("targets", include_str!("../queries/check_targets.sql")),
    ("ledger", include_str!("../queries/check_ledger.sql")),
];

/// Findings as they are gathered.
#[derive(Default)]
struct Findings {
    list: Vec<Finding>,
}

/// What one check found: the first ones, and how many more there are.
#[derive(Default)]
struct Found {
    first: Vec<Finding>,
    more: usize,
}

impl Finding {
    /// Whether SQLite itself cannot trust the file.
    pub fn is_damage(&self) -> bool {
        self.check == DAMAGE
    }
}

impl Store {
    /// Everything that is not as it should be; of each check, the first ones.
    ///
    /// # Errors
    /// The database cannot be read. That it is damaged is a finding.
    pub fn check(&self) -> Result<Vec<Finding>> {
        self.end_reading()?;
        let mut found = Findings::default();
        found.gather(DAMAGE, self.damage())?;
        found.gather("schema", self.wrong_schema())?;
        if found.list.iter().any(|finding| finding.check == "schema") {
            return Ok(found.list); // what the others ask for may not be there
        }
        found.gather("references", self.lost_references())?;
        for table in self.tables_with_history()? {
            found.gather("order", self.ask("order", &out_of_order(&table)))?;
        }
        for facts in Facts::that_stand_once() {
            found.gather("double", self.ask("double", &facts.doubles()))?;
        }
        for (check, sql) in QUERIES {
            found.gather(check, self.ask(check, sql))?;
        }
        found.gather("bringers", self.wrong_bringers())?;
        found.gather("answers", self.lost_answers())?;
        found.gather("keys", self.wrong_keys())?;
        found.gather("keys", self.wrong_keys_of_records())?;
        found.gather("folds", self.wrong_folds())?;
        Ok(found.list)
    }

    /// Ends the transaction in which a question is answered.
    fn end_reading(&self) -> Result<()> {
        if !self.conn.is_autocommit() {
            self.conn.execute_batch("COMMIT")?;
        }
        Ok(())
    }

    fn damage(&self) -> Result<Found> {
        let said = self.rows("PRAGMA integrity_check", |row| row.get::<_, String>(0))?;
        let finding = |what: String| Finding::of(DAMAGE, "the file".to_string(), what, RESTORE);
        Ok(said.into_iter().filter(|line| line != "ok").map(finding).collect())
    }

    /// Needs whose answers were taken away from under them.
    fn lost_answers(&self) -> Result<Found> {
        let finding =
            |lapsed: Lapsed| Finding::of("answers", format!("need {}", lapsed.need), lapsed.reason(), &lapsed.fix());
        Ok(self.lapsed_answers()?.into_iter().map(finding).collect())
    }

    fn lost_references(&self) -> Result<Found> {
        self.found("SELECT \"table\", rowid, parent FROM pragma_foreign_key_check", |row| {
            let (table, id, parent): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let place = id.map_or(table.clone(), |id| format!("{table}, row {id}"));
            let what = format!("it points to a row of `{parent}` that is not there");
            Ok(Some(Finding::of("references", place, what, REFERENCE)))
        })
    }

    /// Tables whose rows name the change that brought and the one that ended them.
    fn tables_with_history(&self) -> Result<Vec<String>> {
        const SQL: &str = "SELECT m.name FROM main.sqlite_schema m WHERE m.type = 'table' AND (SELECT count(*)
            FROM pragma_table_info(m.name) c WHERE c.name IN ('added_by', 'ended_by')) = 2 ORDER BY m.name";
        self.rows(SQL, |row| row.get(0))
    }

    fn ask(&self, check: &'static str, sql: &str) -> Result<Found> {
        let finding = |row: &Row<'_>| {
            let fix: Option<String> = row.get("fix")?;
            Ok(Some(Finding::of(check, row.get("place")?, row.get("what")?, fix.as_deref().unwrap_or(EDITED))))
        };
        self.found(sql, finding)
    }

    /// The findings of a query, each row of which may be one.
    fn found<T: IntoIterator<Item = Finding>>(
        &self,
        sql: &str,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Found> {
        let mut query = self.conn.prepare(sql)?;
        let mut found = Found::default();
        for row in query.query_map([], read)? {
            found.extend(row?);
        }
        Ok(found)
    }
}

impl Extend<Finding> for Found {
    fn extend<T: IntoIterator<Item = Finding>>(&mut self, findings: T) {
        for finding in findings {
            if self.first.len() < SHOWN {
                self.first.push(finding);
            } else {
                self.more += 1;
            }
        }
    }
}

impl Found {
    /// Takes in what another check found.
    fn extend_by(&mut self, other: Found) {
        self.more += other.more;
        self.extend(other.first);
    }
}

impl FromIterator<Finding> for Found {
    fn from_iter<T: IntoIterator<Item = Finding>>(findings: T) -> Found {
        let mut found = Found::default();
        found.extend(findings);
        found
    }
}

impl Finding {
    fn of(check: &'static str, place: String, what: String, fix: &str) -> Finding {
        Finding { check, place, what, fix: fix.to_string() }
    }
}

impl Findings {
    /// Takes what a check found; what could not be read is a finding too.
    fn gather(&mut self, check: &'static str, found: Result<Found>) -> Result<()> {
        let Found { first, more } = match found {
            Err(Error::DamagedDatabase { what }) => {
                Some(Finding::of(DAMAGE, check.to_string(), format!("it could not be read: {what}"), RESTORE))
                    .into_iter()
                    .collect()
            }
            found => found?,
        };
        self.list.extend(first);
        if more > 0 {
            let what = format!("there are {more} more of this kind");
            self.list.push(Finding::of(check, "and so on".to_string(), what, EDITED));
        }
        Ok(())
    }
}

/// Facts that were ended before they were brought.
fn out_of_order(table: &str) -> String {
    format!(
        "SELECT '{table}, change ' || added_by AS place,
           count(*) || ' brought by change ' || added_by || ' and ended by change ' || ended_by || ', which is not later' AS what,
           NULL AS fix
         FROM {table} WHERE ended_by <= added_by GROUP BY added_by, ended_by"
    )
}

impl Facts {
    /// Things of which two versions are in force.
    fn doubles(&self) -> String {
        let (table, same) = (self.table, self.parts_of(self.table));
        let (named, same) = (same.join(" || ' ' || "), same.join(", "));
        format!(
            "SELECT '{table} ' || {named} AS place, count(*) || ' versions of it are in force' AS what, NULL AS fix
             FROM {table} WHERE ended_by IS NULL GROUP BY {same} HAVING count(*) > 1"
        )
    }
}
