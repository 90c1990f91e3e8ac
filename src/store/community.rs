//! The trainings of one community, and those of others that were open to it.

use rusqlite::{Row, named_params};

use super::Store;
use crate::error::Result;

/// A held training as the page of a community shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct EventRow {
    pub number: i64,
    pub title: String,
    pub kind: Option<String>,
    pub topic: Option<String>,
    /// Number of the theme to which the topic belongs; `None` where nobody has said.
    pub theme: Option<i64>,
    pub project: Option<String>,
    pub start_date: String,
    pub date_precision: Option<String>,
    pub minutes: Option<i64>,
    pub audience: Option<String>,
    /// What its sheet names instead of communities, see `schema.sql`; `None` = communities.
    pub scope: Option<String>,
    /// Of a training of others: the communities of the same raion that took part, with `; ` between; `None` = none did.
    pub neighbours: Option<String>,
}

fn event(row: &Row<'_>) -> rusqlite::Result<EventRow> {
    Ok(EventRow {
        number: row.get("number")?,
        title: row.get("title")?,
        kind: row.get("kind")?,
        topic: row.get("topic")?,
        theme: row.get("theme")?,
        project: row.get("project")?,
        start_date: row.get("start_date")?,
        date_precision: row.get("date_precision")?,
        minutes: row.get("minutes")?,
        audience: row.get("audience")?,
        scope: row.get("scope")?,
        neighbours: row.get("neighbours")?,
    })
}

impl Store {
    /// Held trainings that a community is linked to, by start, then number.
    pub fn community_trainings(&self, community: i64) -> Result<Vec<EventRow>> {
        let mut query = self.conn.prepare_cached(include_str!("queries/community_trainings.sql"))?;
        let rows = query.query_map(named_params! { ":community": community }, event)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Held trainings from one day to another that a community is not linked to, although they were for all communities of its
    /// oblast or others of its raion took part; by start, then number.
    pub fn missed_trainings(&self, community: i64, from: Option<&str>, to: Option<&str>) -> Result<Vec<EventRow>> {
        let mut query = self.conn.prepare(include_str!("queries/community_missed.sql"))?;
        let rows = query.query_map(named_params! { ":community": community, ":from": from, ":to": to }, event)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Records of all kinds with names that wait for a person.
    pub fn records_waiting(&self) -> Result<i64> {
        const SQL: &str = "SELECT count(*) FROM (SELECT DISTINCT noun, record FROM waiting_name
            WHERE ended_by IS NULL AND outcome <> 'not_a_community')";
        Ok(self.conn.query_row(SQL, [], |row| row.get(0))?)
    }
}
