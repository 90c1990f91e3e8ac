//! Which training or delivery met a need, as a person confirmed.

use super::{Store, Writing};
use crate::error::Result;

/// What met a need.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Answer {
    /// `training` or `delivery`.
    pub noun: &'static str,
    /// Its number.
    pub record: i64,
}

/// An answer that a person confirmed, and that answers its need no longer: it was withdrawn, not held after all, not received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lapsed {
    /// Number of the need.
    pub need: i64,
    /// What it asks for.
    pub title: String,
    /// What had met it.
    pub answer: Answer,
    /// What that is now; `None` where it was withdrawn.
    pub status: Option<String>,
}

impl Lapsed {
    /// What became of the answer: `delivery:2 is planned now`.
    fn became(&self) -> String {
        let became = self.status.as_ref().map_or("was withdrawn".to_string(), |status| format!("is {status} now"));
        format!("{}:{} {became}", self.answer.noun, self.answer.record)
    }

    /// The need, and what became of its answer.
    pub fn reason(&self) -> String {
        format!("need {} `{}` is not met as a person confirmed: {}", self.need, self.title, self.became())
    }

    /// The commands that mend it.
    pub fn fix(&self) -> String {
        format!(
            "`hromada assign need {} --met-by none` takes the word back; `hromada report needs --proposals` shows what else may have met it",
            self.need
        )
    }

    /// A sentence on those of these answers whose needs are shown.
    pub fn note(lapsed: &[Lapsed], is_shown: impl Fn(i64) -> bool) -> Option<String> {
        let shown = lapsed.iter().filter(|lapsed| is_shown(lapsed.need));
        let list: Vec<_> = shown.map(|lapsed| format!("need {} ({})", lapsed.need, lapsed.became())).collect();
        (!list.is_empty()).then(|| {
            format!(
                "Not met as a person confirmed, and counted as the sheet says: {}; `hromada check` says what to do.",
                list.join(", ")
            )
        })
    }
}

impl Store {
    /// What met a need, as a person confirmed.
    pub fn answers(&self, need: i64) -> Result<Vec<Answer>> {
        const SQL: &str = "SELECT noun, record FROM met_by WHERE need = ?1 AND ended_by IS NULL ORDER BY noun, record";
        let mut query = self.conn.prepare_cached(SQL)?;
        let rows =
            query.query_map([need], |row| Ok(Answer { noun: noun(&row.get::<_, String>(0)?), record: row.get(1)? }))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The other needs in force that a record was said to have met, by their numbers.
    pub fn needs_met_by(&self, answer: &Answer, but: i64) -> Result<Vec<i64>> {
        const SQL: &str = "SELECT need FROM met_by WHERE noun = ?1 AND record = ?2 AND need <> ?3 AND ended_by IS NULL
            AND EXISTS (SELECT 1 FROM need n WHERE n.number = met_by.need AND n.ended_by IS NULL) ORDER BY need";
        let mut query = self.conn.prepare_cached(SQL)?;
        let rows = query.query_map((answer.noun, answer.record, but), |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The codes of the communities of the oblast with this name.
    pub fn communities_in(&self, oblast: &str) -> Result<Vec<String>> {
        const SQL: &str =
            "SELECT c.code FROM community c JOIN oblast o ON o.id = c.oblast WHERE o.name = ?1 ORDER BY c.code";
        let mut query = self.conn.prepare_cached(SQL)?;
        let rows = query.query_map([oblast], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Answers of needs of which none answers any longer, by need.
    pub fn lapsed_answers(&self) -> Result<Vec<Lapsed>> {
        self.rows(include_str!("queries/lapsed.sql"), |row| {
            let answer = Answer { noun: noun(&row.get::<_, String>("noun")?), record: row.get("record")? };
            Ok(Lapsed { need: row.get("need")?, title: row.get("title")?, answer, status: row.get("status")? })
        })
    }
}

fn noun(text: &str) -> &'static str {
    if text == "training" { "training" } else { "delivery" }
}

impl Writing<'_> {
    /// Takes back all that was confirmed of a need; says how many answers that were.
    pub fn end_answers(&self, need: i64, change: i64) -> Result<usize> {
        const SQL: &str = "UPDATE met_by SET ended_by = ?2 WHERE need = ?1 AND ended_by IS NULL";
        Ok(self.conn().prepare_cached(SQL)?.execute((need, change))?)
    }

    /// Writes down that something met a need.
    pub fn add_answer(&self, need: i64, answer: &Answer, change: i64) -> Result<()> {
        const SQL: &str = "INSERT INTO met_by (need, noun, record, added_by) VALUES (?1, ?2, ?3, ?4)";
        self.conn().prepare_cached(SQL)?.execute((need, answer.noun, answer.record, change))?;
        Ok(())
    }
}
