//! Links between communities and trainings.

use rusqlite::Statement;

use super::{PlaceIds, Store, Writing};
use crate::error::Result;

/// How a community took part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum State {
    Attended = 1,
    Invited = 2,
    Planned = 3,
}

/// How a community was found in a text: the rows of the table `rule`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum LinkRule {
    Exact = 0,
    Code = 1,
    Decision = 2,
    Former = 3,
    Grammar = 4,
    Language = 5,
    Settlement = 6,
    Spelling = 7,
    Person = 8,
}

impl LinkRule {
    /// The rule with this number in the table `rule`.
    pub fn of(number: i64) -> LinkRule {
        use LinkRule::{Code, Decision, Exact, Former, Grammar, Language, Person, Settlement, Spelling};
        let all = [Exact, Code, Decision, Former, Grammar, Language, Settlement, Spelling];
        all.into_iter().find(|rule| *rule as i64 == number).unwrap_or(Person)
    }
}

/// A link, in the database's own numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AssignmentRow {
    /// Number of the training.
    pub training: i64,
    /// The community.
    pub community: i64,
    /// 1 attended, 2 invited, 3 planned.
    pub state: i64,
    /// How the community was found, see [`LinkRule`].
    pub rule: i64,
    /// People from this community, where the sheet splits them.
    pub participants: Option<u32>,
    /// Copied from the training.
    pub topic: Option<i64>,
    /// Copied from the training.
    pub quarter: i64,
    /// Copied from the training.
    pub project: Option<i64>,
    /// The sheet that said it; `None` where a person did.
    pub sheet: Option<i64>,
    /// Row of that sheet.
    pub sheet_row: Option<u32>,
}

impl AssignmentRow {
    /// Community, topic and quarter as one number, for a link that somebody attended; see `schema.sql`.
    fn cell(&self) -> Option<i64> {
        let cell = self.community * 10_000_000_000 + self.topic.unwrap_or(0) * 100_000 + self.quarter;
        (self.state == State::Attended as i64).then_some(cell)
    }
}

/// Adds links one after another with one prepared statement.
#[derive(Debug)]
pub struct AddAssignment<'w> {
    statement: Statement<'w>,
    /// The link before and its change: what is the same in the next one, SQLite still holds.
    last: Option<(AssignmentRow, i64)>,
}

const INSERT: &str = "INSERT INTO assignment
  (training, community, added_by, state, rule, participants, topic, quarter, project, sheet, sheet_row, cell)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";

impl AddAssignment<'_> {
    /// Adds a link.
    pub fn add(&mut self, link: &AssignmentRow, change: i64) -> Result<()> {
        let before = self.last.replace((*link, change));
        let known = |same: fn(&AssignmentRow) -> Option<i64>| {
            before.as_ref().is_some_and(|(before, _)| same(before) == same(link))
        };
        let fields: [fn(&AssignmentRow) -> Option<i64>; 11] = [
            |link| Some(link.training),
            |link| Some(link.community),
            |link| Some(link.state),
            |link| Some(link.rule),
            |link| link.participants.map(i64::from),
            |link| link.topic,
            |link| Some(link.quarter),
            |link| link.project,
            |link| link.sheet,
            |link| link.sheet_row.map(i64::from),
            AssignmentRow::cell,
        ];
        for (field, place) in fields.into_iter().zip([1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12]) {
            if !known(field) {
                self.statement.raw_bind_parameter(place, field(link))?;
            }
        }
        if before.is_none_or(|(_, before)| before != change) {
            self.statement.raw_bind_parameter(3, change)?;
        }
        self.statement.raw_execute()?;
        Ok(())
    }
}

impl Writing<'_> {
    /// Prepares the adding of many links.
    pub fn add_assignments(&self) -> Result<AddAssignment<'_>> {
        Ok(AddAssignment { statement: self.conn().prepare(INSERT)?, last: None })
    }

    /// Ends a link in force; one that this very change added is taken away, for it never was.
    pub fn end_assignment(&self, training: i64, community: i64, change: i64) -> Result<()> {
        const DROP: &str = "DELETE FROM assignment WHERE training = ?1 AND community = ?2 AND added_by = ?3";
        const END: &str = "UPDATE assignment SET ended_by = ?3, cell = NULL WHERE training = ?1 AND community = ?2 AND ended_by IS NULL";
        if self.conn().prepare_cached(DROP)?.execute((training, community, change))? == 0 {
            self.conn().prepare_cached(END)?.execute((training, community, change))?;
        }
        Ok(())
    }
}

impl Store {
    /// Where the communities of the links in force of a training lie, by community.
    pub fn places_of_training(&self, training: i64) -> Result<Vec<PlaceIds>> {
        const SQL: &str = "SELECT c.id, c.raion, c.oblast FROM assignment a JOIN community c ON c.id = a.community
            WHERE a.training = ?1 AND a.ended_by IS NULL ORDER BY a.community";
        let mut query = self.conn.prepare_cached(SQL)?;
        let rows = query.query_map([training], |row| {
            Ok(PlaceIds { community: row.get(0)?, raion: row.get(1)?, oblast: row.get(2)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The links in force of a training, by community.
    pub fn assignments(&self, training: i64) -> Result<Vec<AssignmentRow>> {
        const SQL: &str =
            "SELECT training, community, state, rule, participants, topic, quarter, project, sheet, sheet_row
            FROM assignment WHERE training = ?1 AND ended_by IS NULL ORDER BY community";
        let mut query = self.conn.prepare_cached(SQL)?;
        let rows = query.query_map([training], |row| {
            Ok(AssignmentRow {
                training: row.get(0)?,
                community: row.get(1)?,
                state: row.get(2)?,
                rule: row.get(3)?,
                participants: row.get(4)?,
                topic: row.get(5)?,
                quarter: row.get(6)?,
                project: row.get(7)?,
                sheet: row.get(8)?,
                sheet_row: row.get(9)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
