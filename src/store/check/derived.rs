//! Columns that the program computes from others: keys of trainings, and the forms by which names are compared and put in order.

use rusqlite::Row;

use super::{EDITED, Finding, Found};
use crate::{
    error::Result,
    model::letters::{fold, sort_key},
    store::{CardValues, DeliveryValues, NeedValues, PartnershipValues, Record, Store, TrainingValues, training_key},
};

/// Tables with a name, the column of the name, and its folded form; the form for the order where there is one.
const FOLDED: [(&str, &str, &str, &str); 8] = [
    ("oblast", "name", "NULL", "name_sort"),
    ("raion", "name", "NULL", "name_sort"),
    ("community", "name", "name_fold", "name_sort"),
    ("organisation", "name", "name_fold", "name_sort"),
    ("project", "name", "name_fold", "name_sort"),
    ("topic", "name", "name_fold", "name_sort"),
    ("alias", "text", "text_fold", "NULL"),
    ("waiting_name", "text", "text_fold", "NULL"),
];

impl Store {
    /// Trainings in force that a corrected file would not find.
    pub(super) fn wrong_keys(&self) -> Result<Found> {
        const SQL: &str =
            "SELECT number, key, project, source_id, title, start_date, end_date FROM training WHERE ended_by IS NULL";
        self.found(SQL, |row| {
            let (number, key): (i64, i64) = (row.get(0)?, row.get(1)?);
            let values = TrainingValues {
                project: row.get(2)?,
                source_id: row.get(3)?,
                title: row.get(4)?,
                start_date: row.get(5)?,
                end_date: row.get(6)?,
                ..TrainingValues::default()
            };
            let what = "its key is not that of its project, title and days, so that a corrected file would not find it";
            let finding = || Finding::of("keys", format!("training {number}"), what.to_string(), EDITED);
            Ok((key != training_key(&values)).then(finding))
        })
    }

    /// Records of the other kinds in force that a corrected file would not find.
    pub(super) fn wrong_keys_of_records(&self) -> Result<Found> {
        let mut found = self.wrong_keys_of::<DeliveryValues>()?;
        found.extend_by(self.wrong_keys_of::<NeedValues>()?);
        found.extend_by(self.wrong_keys_of::<PartnershipValues>()?);
        found.extend_by(self.wrong_keys_of::<CardValues>()?);
        Ok(found)
    }

    fn wrong_keys_of<R: Record>(&self) -> Result<Found> {
        self.found(&format!("SELECT * FROM {} WHERE ended_by IS NULL", R::NOUN), |row| {
            let (number, key): (i64, i64) = (row.get("number")?, row.get("key")?);
            let what = "its key is not that of what it says, so that a corrected file would not find it";
            let finding = || Finding::of("keys", format!("{} {number}", R::NOUN), what.to_string(), EDITED);
            Ok((key != R::of_row(row)?.key()).then(finding))
        })
    }

    /// Names that would not be found, or not be put where they belong.
    pub(super) fn wrong_folds(&self) -> Result<Found> {
        let mut found = Found::default();
        for (table, name, folded, sorted) in FOLDED {
            let read = |row: &Row<'_>| {
                let (name, folded, sorted): (String, Option<String>, Option<String>) =
                    (row.get(0)?, row.get(1)?, row.get(2)?);
                let right = folded.is_none_or(|folded| folded == fold(&name))
                    && sorted.is_none_or(|sorted| sorted == sort_key(&name));
                let what = "the form by which it is compared, or the one for the order, is not that of the name";
                Ok((!right).then(|| Finding::of("folds", format!("{table} `{name}`"), what.to_string(), EDITED)))
            };
            let of_table = self.found(&format!("SELECT {name}, {folded}, {sorted} FROM {table}"), read)?;
            found.extend_by(of_table);
        }
        Ok(found)
    }
}
