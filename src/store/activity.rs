//! Projects and topics with what was done under their names.

use rusqlite::Row;

use super::Store;
use crate::error::Result;

/// A project or a topic with its trainings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityRow {
    /// As first written.
    pub name: String,
    /// Donors of a project, with `; ` between; theme of a topic in Ukrainian. `None` = nobody said.
    pub belongs_to: Option<String>,
    /// Other texts that people decided to mean the same, with `; ` between.
    pub also: Option<String>,
    /// Held trainings.
    pub trainings: i64,
    /// Received deliveries of a project.
    pub deliveries: i64,
    /// Day of the first of these, `YYYY-MM-DD`.
    pub first_date: Option<String>,
    /// Day of the last one.
    pub last_date: Option<String>,
    /// Communities linked to any of them.
    pub communities: i64,
    /// What sheets say of a project beside its name.
    pub card: Card,
}

/// What sheets say of a project beside its name. `None` = nobody said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Card {
    pub implementers: Option<String>,
    pub code: Option<String>,
    pub edrpou: Option<String>,
    pub components: Option<String>,
    pub themes: Option<String>,
    /// First and last day, `YYYY-MM-DD`.
    pub start: Option<String>,
    pub end: Option<String>,
    pub status: Option<String>,
}

/// The card of a row that has one.
fn card(row: &Row<'_>) -> rusqlite::Result<Card> {
    Ok(Card {
        implementers: row.get("implementers")?,
        code: row.get("code")?,
        edrpou: row.get("edrpou")?,
        components: row.get("components")?,
        themes: row.get("themes")?,
        start: row.get("start")?,
        end: row.get("end")?,
        status: row.get("status")?,
    })
}

impl Store {
    /// All projects, by the alphabet.
    pub fn projects(&self) -> Result<Vec<ActivityRow>> {
        self.activities(include_str!("queries/projects.sql"), card)
    }

    /// All topics, by the alphabet.
    pub fn topics(&self) -> Result<Vec<ActivityRow>> {
        self.activities(include_str!("queries/topics.sql"), |_| Ok(Card::default()))
    }

    fn activities(&self, sql: &str, card: fn(&Row<'_>) -> rusqlite::Result<Card>) -> Result<Vec<ActivityRow>> {
        self.rows(sql, |row| {
            Ok(ActivityRow {
                name: row.get("name")?,
                belongs_to: row.get("belongs_to")?,
                also: row.get("also")?,
                trainings: row.get("trainings")?,
                deliveries: row.get("deliveries")?,
                first_date: row.get("first_date")?,
                last_date: row.get("last_date")?,
                communities: row.get("communities")?,
                card: card(row)?,
            })
        })
    }
}
