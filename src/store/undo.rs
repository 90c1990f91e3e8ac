//! Taking a change back: what it added is ended, what it ended is added again. The change that does so is itself a change.
//!
//! A fact that an undo brought back is the heir of the one that was ended: it belongs to the change that first brought it. So
//! changes can be taken back one after another, and what was undone in between stands in nobody's way.

use rusqlite::named_params;

use super::{
    Label, Store, Writing,
    relabel::{LABELLED, columns_of},
};
use crate::error::Result;

/// A table of facts, and what makes two rows of it speak of the same thing; `#` stands for the table.
pub(super) struct Facts {
    pub(super) table: &'static str,
    same: &'static [&'static str],
}

/// Tables of facts, the dependent ones first.
const FACTS: [Facts; 15] = [
    Facts { table: "link", same: &["#.noun", "#.record", "#.community"] },
    Facts { table: "met_by", same: &["#.need", "#.noun", "#.record"] },
    Facts { table: "delivery", same: &["#.number"] },
    Facts { table: "need", same: &["#.number"] },
    Facts { table: "partnership", same: &["#.number"] },
    Facts { table: "project_card", same: &["#.number"] },
    Facts { table: "assignment", same: &["#.training", "#.community"] },
    Facts {
        table: "waiting_name",
        same: &["#.noun", "#.record", "#.text", "ifnull(#.sheet, 0)", "ifnull(#.sheet_row, 0)"],
    },
    Facts { table: "alias", same: &["#.noun", "#.text_fold", "ifnull(#.oblast, 0)"] },
    Facts { table: "mapping", same: &["#.name_fold", "ifnull(#.project_fold, '')"] },
    Facts { table: "old_code", same: &["#.koatuu", "#.code"] },
    Facts { table: "population", same: &["#.community", "#.year"] },
    Facts { table: "training", same: &["#.number"] },
    Facts { table: "former_name", same: &["#.code", "#.name", "#.until"] },
    Facts { table: "edition", same: &["#.dated"] },
];

/// Names that only stay as long as a record bears them or a decision means them. Others point to their numbers, so a name keeps its
/// number when it comes back.
const LISTS: [(&str, Label); 3] =
    [("topic", Label::Topic), ("project", Label::Project), ("organisation", Label::Organisation)];

/// The cell of a link in force, as `schema.sql` has it.
const CELL: &str = "iif(state = 1, community * 10000000000 + ifnull(topic, 0) * 100000 + quarter, NULL)";

/// Queries that say which later changes stand on a change (?1) otherwise than by ending what it brought.
const STANDING_ON: [&str; 4] = [
    include_str!("queries/built_on.sql"),
    include_str!("queries/came_instead.sql"),
    include_str!("queries/decided_by.sql"),
    include_str!("queries/rests_on.sql"),
];

/// The tables of facts.
#[cfg(test)]
pub(super) fn tables_of_facts() -> impl Iterator<Item = &'static str> {
    FACTS.iter().map(|facts| facts.table)
}

impl Facts {
    /// Facts of which one version at most is in force. Names are not: a row may have a text twice.
    pub(super) fn that_stand_once() -> impl Iterator<Item = &'static Facts> {
        FACTS.iter().filter(|facts| facts.table != "waiting_name")
    }

    /// What makes rows of the table, called `name` in a query, the same.
    pub(super) fn parts_of(&self, name: &str) -> Vec<String> {
        self.same.iter().map(|part| part.replace('#', name)).collect()
    }

    /// The same as one list.
    fn same_of(&self, name: &str) -> String {
        self.parts_of(name).join(", ")
    }

    /// The rows that `:change` brought and that were ended, and their heirs: `by` whom they came, `ended_by` whom they went.
    fn heirs(&self) -> String {
        let Facts { table, same } = self;
        let names: Vec<String> = (0..same.len()).map(|place| format!("same{place}")).collect();
        let names = names.join(", ");
        format!(
            "WITH RECURSIVE heir ({names}, by, ended_by) AS (
               SELECT {}, o.added_by, o.ended_by FROM {table} o WHERE o.added_by = :change AND o.ended_by IS NOT NULL
               UNION
               SELECT {}, n.added_by, n.ended_by
               FROM heir JOIN change u ON u.undoes = heir.ended_by
               CROSS JOIN {table} n ON ({}) = ({names}) AND n.added_by = u.id)",
            self.same_of("o"),
            self.same_of("n"),
            self.same_of("n"),
        )
    }
}

impl Store {
    /// Which of these changes are in the way of taking back `change`: those that stand, but for the undoing of a later one,
    /// after which everything was as before.
    fn standing(&self, mut found: Vec<i64>, change: i64) -> Result<Vec<i64>> {
        found.sort_unstable();
        found.dedup();
        found.retain(|id| *id != change);
        let ledger = if found.is_empty() { Vec::new() } else { self.changes()? };
        let stands = |id: &i64| {
            let entry = ledger.iter().find(|entry| entry.id == *id);
            entry.is_some_and(|entry| entry.undone_by.is_none() && entry.undoes.is_none_or(|undone| undone <= change))
        };
        found.retain(stands);
        Ok(found)
    }
}

impl Writing<'_> {
    /// Changes that later touched what this one brought, or that rest on it: they have to be taken back first.
    pub fn changes_in_the_way(&self, store: &Store, change: i64) -> Result<Vec<i64>> {
        let mut found = Vec::new();
        for facts in &FACTS {
            let sql = format!("{} SELECT DISTINCT ended_by FROM heir WHERE ended_by IS NOT NULL", facts.heirs());
            let mut query = self.conn().prepare(&sql)?;
            let ids = query.query_map(named_params! { ":change": change }, |row| row.get(0))?;
            found.extend(ids.collect::<rusqlite::Result<Vec<i64>>>()?);
        }
        for sql in STANDING_ON {
            let mut query = self.conn().prepare(sql)?;
            let ids = query.query_map([change], |row| row.get(0))?;
            found.extend(ids.collect::<rusqlite::Result<Vec<i64>>>()?);
        }
        found.extend(self.changes_on_places(change)?);
        store.standing(found, change)
    }

    /// Takes back `change` in the name of `undo`. Gives how many facts were ended and how many came back.
    pub fn undo(&self, change: i64, undo: i64) -> Result<(i64, i64)> {
        let (mut ended, mut revived) = self.put_places_back(change, undo)?;
        for facts in &FACTS {
            ended += self.end_facts(facts, change, undo)?;
            revived += self.revive_facts(facts, change, undo)?;
        }
        for (table, label) in LISTS {
            let borne = |by: &str| {
                let one =
                    |of: &str, column: &str| format!("SELECT {column} FROM {of} WHERE {column} IS NOT NULL AND {by}");
                let columns = LABELLED
                    .iter()
                    .flat_map(|(of, columns)| columns_of(label, columns).iter().map(move |column| one(of, column)));
                let borne = columns.collect::<Vec<_>>().join(" UNION ");
                format!("{borne} UNION SELECT target FROM alias WHERE noun = '{table}' AND target IS NOT NULL AND {by}")
            };
            let goes = format!(
                "ended_by IS NULL AND id IN ({}) AND id NOT IN ({})",
                borne("ended_by = :undo"),
                borne("ended_by IS NULL")
            );
            ended += self.change_labels(table, &goes, Some(undo), undo)?;
            let comes = format!("ended_by IS NOT NULL AND id IN ({})", borne("added_by = :undo"));
            revived += self.change_labels(table, &comes, None, undo)?;
        }
        Ok((ended as i64, revived as i64))
    }

    /// Ends the names of a table that `which` finds, or brings them back, and writes down how they stood before `undo`.
    fn change_labels(&self, table: &str, which: &str, ended_by: Option<i64>, undo: i64) -> Result<usize> {
        let keep = format!(
            "INSERT OR IGNORE INTO label_before (change, noun, id, ended_by)
             SELECT :undo, '{table}', id, ended_by FROM {table} WHERE {which}"
        );
        self.conn().execute(&keep, named_params! { ":undo": undo })?;
        let change = format!("UPDATE {table} SET ended_by = :ended_by WHERE {which}");
        Ok(self.conn().execute(&change, named_params! { ":undo": undo, ":ended_by": ended_by })?)
    }

    /// Ends what a change brought, be it the rows themselves or their heirs.
    fn end_facts(&self, facts: &Facts, change: i64, undo: i64) -> Result<usize> {
        let table = facts.table;
        // A link that ends leaves its cell.
        let leave = if table == "assignment" { ", past_cell = cell, cell = NULL" } else { "" };
        let heirs = facts.heirs();
        let end = format!(
            "{heirs} UPDATE {table} SET ended_by = :undo{leave} WHERE ended_by IS NULL
               AND (added_by = :change OR ({}, added_by) IN (SELECT {}, by FROM heir))",
            facts.same_of(table),
            (0..facts.same.len()).map(|place| format!("same{place}")).collect::<Vec<_>>().join(", "),
        );
        Ok(self.conn().execute(&end, named_params! { ":undo": undo, ":change": change })?)
    }

    /// Brings back what a change ended.
    fn revive_facts(&self, facts: &Facts, change: i64, undo: i64) -> Result<usize> {
        let table = facts.table;
        let columns = self.columns_without_history(table)?;
        // A link that comes back takes its place in its cell again.
        let value = |column| match column {
            "cell" => CELL,
            "past_cell" => "NULL",
            column => column,
        };
        let values: Vec<_> = columns.split(", ").map(value).collect();
        let revive = format!(
            "INSERT INTO {table} ({columns}, added_by) SELECT {}, :undo FROM {table}
             WHERE ended_by = :change AND added_by <> :change",
            values.join(", ")
        );
        Ok(self.conn().execute(&revive, named_params! { ":undo": undo, ":change": change })?)
    }

    pub(super) fn columns_without_history(&self, table: &str) -> Result<String> {
        const SQL: &str = "SELECT group_concat(name, ', ') FROM pragma_table_info(?1)
            WHERE name NOT IN ('added_by', 'ended_by') AND NOT (name = 'id' AND pk = 1)";
        Ok(self.conn().query_row(SQL, [table], |row| row.get(0))?)
    }
}
