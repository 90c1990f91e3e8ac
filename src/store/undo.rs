//! Taking a change back: what it added is ended, what it ended is added again. The change that does so is itself a change.

use rusqlite::named_params;

use super::Writing;
use crate::error::Result;

/// Tables of facts, the dependent ones first.
const FACTS: [&str; 10] = [
    "assignment",
    "waiting_name",
    "alias",
    "mapping",
    "old_code",
    "population",
    "training",
    "topic",
    "project",
    "organisation",
];
/// Names that only stay as long as something bears them: table, and where it may be used.
const LABELS: [(&str, &str); 3] = [
    (
        "topic",
        "SELECT topic AS used FROM training WHERE ended_by IS NULL UNION SELECT target FROM alias WHERE noun = 'topic' AND ended_by IS NULL",
    ),
    (
        "project",
        "SELECT project AS used FROM training WHERE ended_by IS NULL UNION SELECT target FROM alias WHERE noun = 'project' AND ended_by IS NULL",
    ),
    (
        "organisation",
        "SELECT donor AS used FROM training WHERE ended_by IS NULL UNION SELECT implementer FROM training WHERE ended_by IS NULL UNION SELECT target FROM alias WHERE noun = 'organisation' AND ended_by IS NULL",
    ),
];

/// The cell of a link in force, as `schema.sql` has it.
const CELL: &str = "iif(state = 1, community * 10000000000 + ifnull(topic, 0) * 100000 + quarter, NULL)";

impl Writing<'_> {
    /// Changes that later touched what this one brought: they have to be taken back first.
    pub fn changes_in_the_way(&self, change: i64) -> Result<Vec<i64>> {
        let mut found = Vec::new();
        for table in FACTS {
            // A fact that ended and came back with an undo is not in the way; one that ended again is, by the last change.
            let copy = self.is_copy(table)?;
            let sql = format!(
                "SELECT DISTINCT (SELECT max(n.ended_by) FROM {table} n WHERE n.added_by >= o.added_by AND {copy})
                 FROM {table} o WHERE o.added_by = ?1 AND o.ended_by IS NOT NULL AND o.ended_by <> ?1
                   AND NOT EXISTS (SELECT 1 FROM {table} n WHERE n.ended_by IS NULL AND n.added_by > ?1 AND {copy})"
            );
            let mut query = self.conn().prepare(&sql)?;
            let ids = query.query_map([change], |row| row.get(0))?;
            found.extend(ids.collect::<rusqlite::Result<Vec<i64>>>()?);
        }
        let mut query = self.conn().prepare(include_str!("queries/built_on.sql"))?;
        let ids = query.query_map([change], |row| row.get(0))?;
        found.extend(ids.collect::<rusqlite::Result<Vec<i64>>>()?);
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    /// Takes back `change` in the name of `undo`. Gives how many facts were ended and how many came back.
    pub fn undo(&self, change: i64, undo: i64) -> Result<(i64, i64)> {
        let (mut ended, mut revived) = (0, 0);
        for table in FACTS {
            let unused = LABELS.iter().find(|label| label.0 == table).map_or(String::new(), |(_, used_by)| {
                format!("AND id NOT IN (SELECT used FROM ({used_by}) WHERE used IS NOT NULL)")
            });
            // A link that ends leaves its cell, and one that comes back takes its place in it again.
            let (leave, cell) = if table == "assignment" { (", cell = NULL", CELL) } else { ("", "") };
            let end = format!(
                "UPDATE {table} SET ended_by = :undo{leave} WHERE added_by = :change AND ended_by IS NULL {unused}"
            );
            ended += self.conn().execute(&end, named_params! { ":undo": undo, ":change": change })?;
            ended += self.end_copies(table, leave, change, undo)?;
            let columns = self.columns_without_history(table)?;
            let values: Vec<_> =
                columns.split(", ").map(|column| if column == "cell" { cell } else { column }).collect();
            let revive = format!(
                "INSERT INTO {table} ({columns}, added_by) SELECT {}, :undo FROM {table}
                 WHERE ended_by = :change AND added_by <> :change",
                values.join(", ")
            );
            revived += self.conn().execute(&revive, named_params! { ":undo": undo, ":change": change })?;
        }
        Ok((ended as i64, revived as i64))
    }

    /// Ends the facts of a change that a later one had ended and an undo brought back.
    fn end_copies(&self, table: &str, leave: &str, change: i64, undo: i64) -> Result<usize> {
        const UNDOS: &str = "SELECT id FROM change WHERE verb = 'undo' AND id > :change AND id < :undo";
        let copy = self.is_copy(table)?;
        let sql = format!(
            "UPDATE {table} AS n SET ended_by = :undo{leave} WHERE n.ended_by IS NULL AND n.added_by IN ({UNDOS})
               AND EXISTS (SELECT 1 FROM {table} o WHERE o.added_by = :change AND {copy})"
        );
        Ok(self.conn().execute(&sql, named_params! { ":undo": undo, ":change": change })?)
    }

    /// The condition that row `n` says what row `o` said. A cell is empty once its link has ended.
    fn is_copy(&self, table: &str) -> Result<String> {
        let columns = self.columns_without_history(table)?;
        let same =
            columns.split(", ").filter(|column| *column != "cell").map(|column| format!("n.{column} IS o.{column}"));
        Ok(same.collect::<Vec<_>>().join(" AND "))
    }

    pub(super) fn columns_without_history(&self, table: &str) -> Result<String> {
        const SQL: &str = "SELECT group_concat(name, ', ') FROM pragma_table_info(?1)
            WHERE name NOT IN ('added_by', 'ended_by') AND NOT (name = 'id' AND pk = 1)";
        Ok(self.conn().query_row(SQL, [table], |row| row.get(0))?)
    }
}
