//! Columns that the program computes from others: keys of trainings, and the forms by which names are compared and put in order.

use super::{EDITED, Finding};
use crate::{
    error::Result,
    model::letters::{fold, sort_key},
    store::{Store, TrainingValues, training_key},
};

/// Tables with a name, the column of the name, and its folded form; the form for the order where there is one.
const FOLDED: [(&str, &str, &str, Option<&str>); 8] = [
    ("oblast", "name", "NULL", Some("name_sort")),
    ("raion", "name", "NULL", Some("name_sort")),
    ("community", "name", "name_fold", Some("name_sort")),
    ("organisation", "name", "name_fold", Some("name_sort")),
    ("project", "name", "name_fold", Some("name_sort")),
    ("topic", "name", "name_fold", Some("name_sort")),
    ("alias", "text", "text_fold", None),
    ("waiting_name", "text", "text_fold", None),
];

impl Store {
    /// Trainings in force that a corrected file would not find.
    pub(super) fn wrong_keys(&self) -> Result<Vec<Finding>> {
        const SQL: &str =
            "SELECT number, key, project, source_id, title, start_date, end_date FROM training WHERE ended_by IS NULL";
        let mut query = self.conn.prepare(SQL)?;
        let mut rows = query.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (number, key): (i64, i64) = (row.get(0)?, row.get(1)?);
            let values = TrainingValues {
                project: row.get(2)?,
                source_id: row.get(3)?,
                title: row.get(4)?,
                start_date: row.get(5)?,
                end_date: row.get(6)?,
                ..TrainingValues::default()
            };
            if key != training_key(&values) {
                let what =
                    "its key is not that of its project, title and days, so that a corrected file would not find it";
                found.push(Finding::of("keys", format!("training {number}"), what.to_string(), EDITED));
            }
        }
        Ok(found)
    }

    /// Names that would not be found, or not be put where they belong.
    pub(super) fn wrong_folds(&self) -> Result<Vec<Finding>> {
        let mut found = Vec::new();
        for (table, name, folded, sorted) in FOLDED {
            let sql = format!("SELECT {name}, {folded}, {} FROM {table}", sorted.unwrap_or("NULL"));
            let wrong = |(name, folded, sorted): (String, Option<String>, Option<String>)| {
                let right = folded.is_none_or(|folded| folded == fold(&name))
                    && sorted.is_none_or(|sorted| sorted == sort_key(&name));
                let what = "the form by which it is compared, or the one for the order, is not that of the name";
                (!right).then(|| Finding::of("folds", format!("{table} `{name}`"), what.to_string(), EDITED))
            };
            let mut query = self.conn.prepare(&sql)?;
            let names = query.query_map([], |row| Ok(wrong((row.get(0)?, row.get(1)?, row.get(2)?))))?;
            found.extend(names.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten());
        }
        Ok(found)
    }
}
