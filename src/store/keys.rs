//! Keys of trainings: what makes an event of one file that of another.

use sha2::{Digest, Sha256};

use super::{Store, TrainingValues};
use crate::{error::Result, model::letters};

impl Store {
    /// Four signs that tell this database from others: a hash of when and by whom it was made.
    pub fn fingerprint(&self) -> Result<String> {
        const SQL: &str = "SELECT at || ifnull(user, '') || command FROM change ORDER BY id LIMIT 1";
        let made: String = self.conn.prepare_cached(SQL)?.query_row([], |row| row.get(0))?;
        Ok(Sha256::digest(made.as_bytes()).iter().take(2).map(|byte| format!("{byte:02x}")).collect())
    }
}

/// The hash by which a corrected file finds its own trainings: the sheet's id, else title and days; within the project.
/// Trainings that are equal in these and differ in something else have one key.
pub fn training_key(values: &TrainingValues) -> i64 {
    let mut hash = Sha256::new();
    hash.update(values.project.unwrap_or(0).to_le_bytes());
    match &values.source_id {
        Some(id) => {
            hash.update(b"id\0");
            hash.update(id.as_bytes());
        }
        None => {
            hash.update(letters::fold(&values.title).as_bytes());
            for part in [values.start_date.as_str(), &values.end_date] {
                hash.update(b"\0");
                hash.update(part.as_bytes());
            }
        }
    }
    let digest = hash.finalize();
    i64::from_le_bytes(digest.first_chunk().copied().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every database holds keys: one that is computed otherwise has to come with a migration that computes all of them anew.
    #[test]
    fn keys_stay_as_they_are() {
        let by_title = TrainingValues {
            project: Some(3),
            title: "Бюджет громади".into(),
            start_date: "2021-01-20".into(),
            end_date: "2021-01-21".into(),
            ..TrainingValues::default()
        };
        let by_id = TrainingValues { source_id: Some("17".into()), ..by_title.clone() };
        assert_eq!(
            (training_key(&by_title), training_key(&by_id)),
            (8_285_031_603_888_697_338, -6_517_313_981_977_329_875)
        );
    }
}
