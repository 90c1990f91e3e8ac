//! Where projects did the same for the same community.

use rusqlite::named_params;

use super::{CoverageFilter, Store};
use crate::error::Result;

/// A training that shares community, theme and quarter with one of another project.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct OverlapRow {
    pub community: i64,
    /// A theme of the list, or, below zero, a topic that belongs to none.
    pub subject: i64,
    /// As stored.
    pub quarter: i64,
    pub project: i64,
    pub donor: Option<i64>,
    pub number: i64,
    pub title: String,
    /// `YYYY-MM-DD`.
    pub start: String,
}

impl Store {
    /// Held trainings for a community on a theme in a quarter in which other projects held some too, by community, quarter and
    /// theme. Project, donor and kind of the filter do not count here.
    pub fn overlaps(&self, filter: &CoverageFilter) -> Result<Vec<OverlapRow>> {
        let mut query = self.conn.prepare(include_str!("queries/overlap.sql"))?;
        let rows = query.query_map(
            named_params! {
                ":first_quarter": filter.quarters.0, ":last_quarter": filter.quarters.1, ":topic": filter.topic,
                ":theme": filter.theme, ":from": filter.from, ":to": filter.to,
            },
            |row| {
                Ok(OverlapRow {
                    community: row.get("community")?,
                    subject: row.get("subject")?,
                    quarter: row.get("quarter")?,
                    project: row.get("project")?,
                    donor: row.get("donor")?,
                    number: row.get("number")?,
                    title: row.get("title")?,
                    start: row.get("start_date")?,
                })
            },
        )?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Held trainings of the period without a topic or a project.
    pub fn trainings_not_compared(&self, filter: &CoverageFilter) -> Result<i64> {
        let mut query = self.conn.prepare(include_str!("queries/not_compared.sql"))?;
        let period = named_params! {
            ":first_quarter": filter.quarters.0, ":last_quarter": filter.quarters.1, ":from": filter.from, ":to": filter.to,
        };
        Ok(query.query_row(period, |row| row.get(0))?)
    }
}
