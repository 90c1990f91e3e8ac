//! Decisions about topics, projects and organisations: which text means which, and moving what was entered under another name.

use rusqlite::named_params;

use super::{
    CardValues, DeliveryValues, Label, NeedValues, Noun, PartnershipValues, Record, Store, TrainingValues, Writing,
};
use crate::error::Result;

/// The number of what a text means (`None` = nothing), and of the change that says so.
pub type LabelMeaning = (Option<i64>, i64);

impl Label {
    /// What a decision about a name of this list is about.
    pub fn noun(self) -> Noun {
        match self {
            Label::Organisation => Noun::Organisation,
            Label::Project => Noun::Project,
            Label::Topic => Noun::Topic,
        }
    }
}

/// Tables of records, and the columns that hold names of lists.
pub(super) const LABELLED: [(&str, Columns); 5] = [
    (TrainingValues::NOUN, TrainingValues::LABELS),
    (<DeliveryValues as Record>::NOUN, <DeliveryValues as Record>::LABELS),
    (<NeedValues as Record>::NOUN, <NeedValues as Record>::LABELS),
    (<PartnershipValues as Record>::NOUN, <PartnershipValues as Record>::LABELS),
    (<CardValues as Record>::NOUN, <CardValues as Record>::LABELS),
];
/// Lists, and the columns that hold names of each.
type Columns = &'static [(Label, &'static [&'static str])];

/// The columns of a table that hold names of a list.
pub(super) fn columns_of(label: Label, columns: Columns) -> &'static [&'static str] {
    columns.iter().find(|(list, _)| *list == label).map_or(&[], |(_, columns)| columns)
}

impl Store {
    /// Folded texts that people decided about.
    pub fn label_decisions(&self, label: Label) -> Result<Vec<(String, LabelMeaning)>> {
        let noun = label.noun().id();
        let mut query = self.conn.prepare(
            "SELECT text_fold, target, added_by FROM alias WHERE noun = ?1 AND ended_by IS NULL AND oblast IS NULL ORDER BY id",
        )?;
        let rows = query.query_map([noun], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writing<'_> {
    /// Moves all records in force from one name of a list to another, or to none; gives what they are and their numbers.
    pub fn relabel(&self, label: Label, from: i64, to: Option<i64>, change: i64) -> Result<Vec<(&'static str, i64)>> {
        let mut moved = Vec::new();
        for (table, columns) in LABELLED {
            let columns = columns_of(label, columns);
            if !columns.is_empty() {
                let numbers = self.relabel_table(table, columns, (from, to), change)?;
                moved.extend(numbers.into_iter().map(|number| (table, number)));
            }
        }
        if label == Label::Topic {
            self.relabel_links(from, to, change)?;
        }
        Ok(moved)
    }

    fn relabel_table(
        &self,
        table: &str,
        labelled: &[&str],
        (from, to): (i64, Option<i64>),
        change: i64,
    ) -> Result<Vec<i64>> {
        let holds: Vec<_> = labelled.iter().map(|column| format!("{column} = :from")).collect();
        let holds = holds.join(" OR ");
        let parameters = named_params! { ":from": from, ":change": change };
        self.conn().execute(
            &format!("UPDATE {table} SET ended_by = :change WHERE ({holds}) AND ended_by IS NULL"),
            parameters,
        )?;
        let columns = self.columns_without_history(table)?;
        let value = |column: &str| match labelled.contains(&column) {
            true => format!("CASE WHEN {column} = :from THEN :to ELSE {column} END"),
            false => column.to_string(),
        };
        let values: Vec<_> = columns.split(", ").map(value).collect();
        let add = format!(
            "INSERT INTO {table} ({columns}, added_by) SELECT {}, :change FROM {table} WHERE ended_by = :change",
            values.join(", ")
        );
        self.conn().execute(&add, named_params! { ":from": from, ":to": to, ":change": change })?;
        let mut query =
            self.conn().prepare(&format!("SELECT number FROM {table} WHERE added_by = ?1 ORDER BY number"))?;
        Ok(query.query_map([change], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?)
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

    /// Gives a record that this change brought the key that its values have now.
    pub fn rekey(&self, store: &Store, noun: &str, number: i64, change: i64) -> Result<()> {
        match noun {
            "training" => self.rekey_of::<TrainingValues>(store, number, change),
            "delivery" => self.rekey_of::<DeliveryValues>(store, number, change),
            "need" => self.rekey_of::<NeedValues>(store, number, change),
            "partnership" => self.rekey_of::<PartnershipValues>(store, number, change),
            "project_card" => self.rekey_of::<CardValues>(store, number, change),
            _ => Ok(()),
        }
    }

    fn rekey_of<R: Record>(&self, store: &Store, number: i64, change: i64) -> Result<()> {
        let Some(record) = store.record::<R>(number)? else { return Ok(()) };
        let sql = format!("UPDATE {} SET key = ?2 WHERE number = ?1 AND added_by = ?3", R::NOUN);
        self.conn().prepare_cached(&sql)?.execute((number, record.values.key(), change))?;
        Ok(())
    }
}
