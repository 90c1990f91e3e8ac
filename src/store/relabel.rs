//! Decisions about topics, projects and organisations: which text means which, and moving what was entered under another name.

use rusqlite::named_params;

use super::{Label, Noun, Store, Writing};
use crate::error::Result;

impl Label {
    /// What a decision about a name of this list is about.
    pub fn noun(self) -> Noun {
        match self {
            Label::Organisation => Noun::Organisation,
            Label::Project => Noun::Project,
            Label::Topic => Noun::Topic,
        }
    }

    /// The columns of a training that hold names of this list.
    fn columns(self) -> &'static [&'static str] {
        match self {
            Label::Organisation => &["donor", "implementer"],
            Label::Project => &["project"],
            Label::Topic => &["topic"],
        }
    }
}

impl Store {
    /// Folded texts that people decided about, with the number of what each means; `None` = nothing.
    pub fn label_decisions(&self, label: Label) -> Result<Vec<(String, Option<i64>)>> {
        let noun = label.noun().id();
        let mut query = self.conn.prepare(
            "SELECT text_fold, target FROM alias WHERE noun = ?1 AND ended_by IS NULL AND oblast IS NULL ORDER BY id",
        )?;
        let rows = query.query_map([noun], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writing<'_> {
    /// Moves all trainings in force from one name of a list to another, or to none; gives their numbers.
    pub fn relabel(&self, label: Label, from: i64, to: Option<i64>, change: i64) -> Result<Vec<i64>> {
        let holds: Vec<_> = label.columns().iter().map(|column| format!("{column} = :from")).collect();
        let holds = holds.join(" OR ");
        let parameters = named_params! { ":from": from, ":change": change };
        self.conn().execute(
            &format!("UPDATE training SET ended_by = :change WHERE ({holds}) AND ended_by IS NULL"),
            parameters,
        )?;
        let columns = self.columns_without_history("training")?;
        let value = |column: &str| match label.columns().contains(&column) {
            true => format!("CASE WHEN {column} = :from THEN :to ELSE {column} END"),
            false => column.to_string(),
        };
        let values: Vec<_> = columns.split(", ").map(value).collect();
        let add = format!(
            "INSERT INTO training ({columns}, added_by) SELECT {}, :change FROM training WHERE ended_by = :change",
            values.join(", ")
        );
        self.conn().execute(&add, named_params! { ":from": from, ":to": to, ":change": change })?;
        let mut query = self.conn().prepare("SELECT number FROM training WHERE added_by = ?1 ORDER BY number")?;
        let numbers = query.query_map([change], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
        if label == Label::Topic {
            self.relabel_links(from, to, change)?;
        }
        Ok(numbers)
    }

    /// The same for the topic that links copy from their training.
    fn relabel_links(&self, from: i64, to: Option<i64>, change: i64) -> Result<()> {
        const END: &str = "UPDATE assignment SET ended_by = :change, past_cell = cell, cell = NULL WHERE topic = :from AND ended_by IS NULL";
        self.conn().execute(END, named_params! { ":from": from, ":change": change })?;
        let columns = self.columns_without_history("assignment")?;
        let value = |name: &str| match name {
            "topic" => ":to".to_string(),
            "cell" => "iif(state = 1, community * 10000000000 + ifnull(:to, 0) * 100000 + quarter, NULL)".to_string(),
            "past_cell" => "NULL".to_string(),
            name => name.to_string(),
        };
        let values: Vec<_> = columns.split(", ").map(value).collect();
        let add = format!(
            "INSERT INTO assignment ({columns}, added_by) SELECT {}, :change FROM assignment WHERE ended_by = :change",
            values.join(", ")
        );
        self.conn().execute(&add, named_params! { ":to": to, ":change": change })?;
        Ok(())
    }

    /// Gives a training that this change brought another key.
    pub fn rekey(&self, number: i64, key: i64, change: i64) -> Result<()> {
        const SQL: &str = "UPDATE training SET key = ?2 WHERE number = ?1 AND added_by = ?3";
        self.conn().prepare_cached(SQL)?.execute((number, key, change))?;
        Ok(())
    }
}
