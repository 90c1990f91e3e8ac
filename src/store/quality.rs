//! What is asked of the trainings when their quality is looked at.

use super::Store;
use crate::error::Result;

/// The people of one training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct PeopleOf {
    pub project: Option<i64>,
    pub topic: Option<i64>,
    pub participants: i64,
    /// Number of the training.
    pub number: i64,
}

/// A training that a community was linked to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct HeldFor {
    pub community: i64,
    /// Number of the training.
    pub number: i64,
    pub title: String,
    /// `YYYY-MM-DD`, as is the next.
    pub start_date: String,
    pub end_date: String,
    /// The sheet that told of it.
    pub sheet: i64,
}

impl Store {
    /// The people of all held trainings that have a count, by project and topic, the fewest first.
    pub fn people_of_trainings(&self) -> Result<Vec<PeopleOf>> {
        self.rows(include_str!("queries/counts.sql"), |row| {
            Ok(PeopleOf {
                project: row.get("project")?,
                topic: row.get("topic")?,
                participants: row.get("participants")?,
                number: row.get("number")?,
            })
        })
    }

    /// Calls `each` for every training of the sheets and every community linked to it, by community and first day.
    pub fn trainings_by_community(&self, mut each: impl FnMut(HeldFor)) -> Result<()> {
        let mut query = self.conn.prepare(include_str!("queries/held_for.sql"))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            each(HeldFor {
                community: row.get("community")?,
                number: row.get("number")?,
                title: row.get("title")?,
                start_date: row.get("start_date")?,
                end_date: row.get("end_date")?,
                sheet: row.get("sheet")?,
            });
        }
        Ok(())
    }

    /// How many sheets were read by imports of trainings.
    pub fn training_sheets(&self) -> Result<i64> {
        const SQL: &str = "SELECT count(*) FROM sheet s JOIN change c ON c.id = s.change WHERE c.noun = 'trainings'";
        Ok(self.conn.query_row(SQL, [], |row| row.get(0))?)
    }
}
