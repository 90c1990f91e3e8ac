//! Links between communities and trainings.

use rusqlite::{Connection, Statement};

use super::{CommunityLink, Store, Writing};
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
    /// The sheet that said it; `None` where a person did.
    pub sheet: Option<i64>,
    /// Row of that sheet.
    pub sheet_row: Option<u32>,
}

impl AssignmentRow {
    /// Whether another link says the same of another community, as the links of one row do.
    fn differ_in_community_alone(&self, other: &AssignmentRow) -> bool {
        let AssignmentRow { community, rule, participants, .. } = *self;
        *self == AssignmentRow { community, rule, participants, ..*other }
    }

    /// Community, topic and quarter as one number, for a link that somebody attended; see `schema.sql`.
    fn cell(&self) -> Option<i64> {
        let cell = self.community * 10_000_000_000 + self.topic.unwrap_or(0) * 100_000 + self.quarter;
        (self.state == State::Attended as i64).then_some(cell)
    }
}

/// Adds links; those of a training that differ in the community alone go in by one statement.
#[derive(Debug)]
pub struct AddAssignments<'w> {
    conn: &'w Connection,
    /// The statement at place n adds n + 1 links; prepared when first needed.
    statements: [Option<Statement<'w>>; TOGETHER],
}

/// How many links one statement adds at most.
const TOGETHER: usize = 8;

impl AddAssignments<'_> {
    /// Adds the links of one training.
    pub fn add(&mut self, links: &[AssignmentRow], change: i64) -> Result<()> {
        for alike in links.chunk_by(AssignmentRow::differ_in_community_alone) {
            for links in alike.chunks(TOGETHER) {
                let Some(statement) = self.statements.get_mut(links.len() - 1) else { continue };
                match statement {
                    Some(statement) => add(statement, links, change)?,
                    None => add(statement.insert(self.conn.prepare(&insert(links.len()))?), links, change)?,
                }
            }
        }
        Ok(())
    }
}

/// Adds as many links as the statement has rows.
fn add(statement: &mut Statement<'_>, links: &[AssignmentRow], change: i64) -> Result<()> {
    let Some(first) = links.first() else { return Ok(()) };
    statement.raw_bind_parameter(1, first.training)?;
    statement.raw_bind_parameter(2, change)?;
    statement.raw_bind_parameter(3, first.state)?;
    statement.raw_bind_parameter(4, first.topic)?;
    statement.raw_bind_parameter(5, first.quarter)?;
    statement.raw_bind_parameter(6, first.sheet)?;
    statement.raw_bind_parameter(7, first.sheet_row)?;
    for (link, place) in links.iter().zip((8..).step_by(4)) {
        statement.raw_bind_parameter(place, link.community)?;
        statement.raw_bind_parameter(place + 1, link.rule)?;
        statement.raw_bind_parameter(place + 2, link.participants)?;
        statement.raw_bind_parameter(place + 3, link.cell())?;
    }
    statement.raw_execute()?;
    Ok(())
}

/// The statement that adds this many links.
fn insert(links: usize) -> String {
    let row = |place| format!("(?1, ?{place}, ?2, ?3, ?{}, ?{}, ?4, ?5, ?6, ?7, ?{})", place + 1, place + 2, place + 3);
    let rows: Vec<_> = (8..).step_by(4).take(links).map(row).collect();
    let columns = "training, community, added_by, state, rule, participants, topic, quarter, sheet, sheet_row, cell";
    format!("INSERT INTO assignment ({columns}) VALUES {}", rows.join(", "))
}

impl Writing<'_> {
    /// Gets ready to add links.
    pub fn add_assignments(&self) -> AddAssignments<'_> {
        AddAssignments { conn: self.conn(), statements: Default::default() }
    }

    /// Ends a link in force; one that this very change added is taken away, for it never was.
    pub fn end_assignment(&self, training: i64, community: i64, change: i64) -> Result<()> {
        const DROP: &str = "DELETE FROM assignment WHERE training = ?1 AND community = ?2 AND added_by = ?3";
        const END: &str = "UPDATE assignment SET ended_by = ?3, past_cell = cell, cell = NULL WHERE training = ?1 AND community = ?2 AND ended_by IS NULL";
        if self.conn().prepare_cached(DROP)?.execute((training, community, change))? == 0 {
            self.conn().prepare_cached(END)?.execute((training, community, change))?;
        }
        Ok(())
    }

    /// Ends all links of a training.
    pub fn end_assignments(&self, training: i64, change: i64) -> Result<()> {
        const END: &str = "UPDATE assignment SET ended_by = ?2, past_cell = cell, cell = NULL WHERE training = ?1 AND ended_by IS NULL";
        self.conn().prepare_cached(END)?.execute((training, change))?;
        Ok(())
    }
}

impl CommunityLink for AssignmentRow {
    fn community(&self) -> i64 {
        self.community
    }

    fn rule(&self) -> i64 {
        self.rule
    }

    fn source(&self) -> (Option<i64>, Option<u32>) {
        (self.sheet, self.sheet_row)
    }

    fn participants(&self) -> Option<u32> {
        self.participants
    }

    fn with_participants(self, participants: Option<u32>) -> AssignmentRow {
        AssignmentRow { participants, ..self }
    }

    fn told(self) -> AssignmentRow {
        AssignmentRow { rule: 0, sheet: None, sheet_row: None, ..self }
    }
}

impl Store {
    /// Whether a sheet ever named a community for a training.
    pub(super) fn was_told(&self, training: i64, community: i64) -> Result<bool> {
        const SQL: &str = "SELECT count(sheet) FROM assignment WHERE training = ?1 AND community = ?2";
        let mut query = self.conn.prepare_cached(SQL)?;
        Ok(query.query_row([training, community], |row| row.get::<_, i64>(0))? > 0)
    }

    /// The links in force of a training, by community.
    pub fn assignments(&self, training: i64) -> Result<Vec<AssignmentRow>> {
        const SQL: &str = "SELECT training, community, state, rule, participants, topic, quarter, sheet, sheet_row
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
                sheet: row.get(7)?,
                sheet_row: row.get(8)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
