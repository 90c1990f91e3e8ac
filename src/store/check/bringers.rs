//! Which changes may bring and end the facts of each table: a figure of residents that an import of trainings brought was written by
//! another program.

use rusqlite::Row;

use super::{EDITED, Finding, Found};
use crate::{error::Result, store::Store};

/// What brings and ends the facts of a table, beside undos.
struct Bringers {
    table: &'static str,
    /// What is imported.
    imports: &'static [&'static str],
    /// Whether what people decide does too.
    assigns: bool,
    /// Whether the making of the database does too.
    makes: bool,
}

/// Imports of records, which all may name projects, organisations and topics.
const RECORDS: &[&str] = &["trainings", "deliveries", "needs", "partnerships", "projects"];
const REGISTER: &[&str] = &["communities"];

const BRINGERS: [Bringers; 20] = [
    of_register("community"),
    of_register("settlement"),
    of_register("former_name"),
    of_register("edition"),
    of_file("population", &["population"]),
    of_file("old_code", &["old codes"]),
    of_file("mapping", RECORDS),
    of_records("training", &["trainings"]),
    of_records("delivery", &["deliveries"]),
    of_records("need", &["needs"]),
    of_records("partnership", &["partnerships"]),
    of_records("project_card", &["projects"]),
    of_records("assignment", &["trainings"]),
    of_records("link", &["deliveries", "needs", "partnerships"]),
    of_records("waiting_name", RECORDS),
    of_records("organisation", RECORDS),
    of_records("project", RECORDS),
    of_records("topic", RECORDS),
    of_records("alias", RECORDS),
    of_records("met_by", &[]),
];

const fn of_register(table: &'static str) -> Bringers {
    Bringers { table, imports: REGISTER, assigns: false, makes: true }
}

const fn of_file(table: &'static str, imports: &'static [&'static str]) -> Bringers {
    Bringers { table, imports, assigns: false, makes: false }
}

const fn of_records(table: &'static str, imports: &'static [&'static str]) -> Bringers {
    Bringers { table, imports, assigns: true, makes: false }
}

impl Store {
    /// Facts that a change is said to have brought or ended that never does.
    pub(super) fn wrong_bringers(&self) -> Result<Found> {
        let mut found = Found::default();
        for bringers in &BRINGERS {
            for (column, deed) in [("added_by", "brought"), ("ended_by", "ended")] {
                found.extend_by(self.found(&bringers.others(column), |row| finding(bringers.table, deed, row))?);
            }
        }
        Ok(found)
    }
}

fn finding(table: &str, deed: &str, row: &Row<'_>) -> rusqlite::Result<Option<Finding>> {
    let (change, facts, verb): (i64, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let what = format!("{facts} rows of `{table}` say that this change {deed} them, which `{verb}` never does");
    Ok(Some(Finding::of("bringers", format!("change {change}"), what, EDITED)))
}

impl Bringers {
    /// The changes that `column` names and that have no part in the table, with how often.
    fn others(&self, column: &str) -> String {
        let Bringers { table, imports, assigns, makes } = self;
        let quoted: Vec<String> = imports.iter().map(|noun| format!("'{noun}'")).collect();
        let mut known =
            vec!["c.verb = 'undo'".to_string(), format!("c.verb = 'import' AND c.noun IN ({})", quoted.join(", "))];
        known.extend(assigns.then(|| "c.verb = 'assign'".to_string()));
        known.extend(makes.then(|| "c.verb = 'create'".to_string()));
        format!(
            "SELECT c.id, f.facts, c.verb || ' ' || c.noun
             FROM (SELECT {column} AS id, count(*) AS facts FROM {table} WHERE {column} IS NOT NULL GROUP BY {column}) f
             JOIN change c ON c.id = f.id WHERE NOT ({})",
            known.join(" OR ")
        )
    }
}

#[cfg(test)]
mod tests {
    use super::BRINGERS;
    use crate::store::undo::tables_of_facts;

    #[test]
    fn every_table_of_facts_has_its_bringers() {
        for table in tables_of_facts() {
            assert!(BRINGERS.iter().any(|bringers| bringers.table == table), "{table}");
        }
    }
}
