//! Trainings: versions of an event under one number.

use rusqlite::{OptionalExtension, Row, Statement, named_params, types::ToSql};

use super::{Store, Writing};
use crate::error::Result;

/// What a training says of itself, in the database's own numbers and words. See `schema.sql` for units and NULLs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct TrainingValues {
    pub source_id: Option<String>,
    pub title: String,
    pub project: Option<i64>,
    pub donor: Option<i64>,
    pub implementer: Option<i64>,
    pub topic: Option<i64>,
    pub kind: Option<&'static str>,
    pub format: Option<&'static str>,
    pub status: &'static str,
    pub start_date: String,
    pub end_date: String,
    pub date_precision: Option<&'static str>,
    pub quarter: i64,
    pub minutes: Option<u32>,
    pub audience: Option<String>,
    pub language: Option<String>,
    pub place: Option<String>,
    pub link: Option<String>,
    pub participants: Option<u32>,
    pub new_participants: Option<u32>,
    pub women: Option<u32>,
    pub men: Option<u32>,
    pub uncounted_rows: Option<u32>,
    pub scope: &'static str,
    pub oblast: Option<i64>,
    pub raion: Option<i64>,
    pub community: Option<i64>,
}

/// A training as it stands in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredTraining {
    /// Number of this version.
    pub id: i64,
    /// Number that people use.
    pub number: i64,
    /// The change that brought this version.
    pub added_by: i64,
    /// Hash by which it is found.
    pub key: i64,
    /// The sheet it came from.
    pub sheet: Option<i64>,
    /// First row that told of it.
    pub sheet_row: Option<u32>,
    /// What it says.
    pub values: TrainingValues,
}

/// A training that a corrected file no longer tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct GoneTraining {
    pub id: i64,
    pub number: i64,
    pub title: String,
    pub start_date: String,
    pub project: Option<i64>,
    pub quarter: i64,
}

/// Adds trainings one after another with one prepared statement.
#[derive(Debug)]
pub struct AddTraining<'w> {
    statement: Statement<'w>,
    /// Parameters that hold NULL since an earlier row: SQLite keeps them, and most stay so.
    nulls: u64,
}

const INSERT: &str = "INSERT INTO training (number, key, source_id, title, project, donor, implementer, topic, kind,
  format, status, start_date, end_date, date_precision, quarter, minutes, audience, language, place, link, participants,
  new_participants, women, men, scope, oblast, raion, community, sheet, sheet_row, added_by, uncounted_rows)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24,
  ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32)";

impl AddTraining<'_> {
    /// Adds a version of a training.
    pub fn add(
        &mut self,
        number: i64,
        key: i64,
        values: &TrainingValues,
        (sheet, row): (Option<i64>, Option<u32>),
        change: i64,
    ) -> Result<()> {
        let v = values;
        self.put(1, Some(number))?;
        self.put(2, Some(key))?;
        self.put(3, v.source_id.as_deref())?;
        self.put(4, Some(v.title.as_str()))?;
        self.put(5, v.project)?;
        self.put(6, v.donor)?;
        self.put(7, v.implementer)?;
        self.put(8, v.topic)?;
        self.put(9, v.kind)?;
        self.put(10, v.format)?;
        self.put(11, (v.status != "held").then_some(v.status))?;
        self.put(12, Some(v.start_date.as_str()))?;
        self.put(13, Some(v.end_date.as_str()))?;
        self.put(14, v.date_precision)?;
        self.put(15, Some(v.quarter))?;
        self.put(16, v.minutes)?;
        self.put(17, v.audience.as_deref())?;
        self.put(18, v.language.as_deref())?;
        self.put(19, v.place.as_deref())?;
        self.put(20, v.link.as_deref())?;
        self.put(21, v.participants)?;
        self.put(22, v.new_participants)?;
        self.put(23, v.women)?;
        self.put(24, v.men)?;
        self.put(25, (v.scope != "communities").then_some(v.scope))?;
        self.put(26, v.oblast)?;
        self.put(27, v.raion)?;
        self.put(28, v.community)?;
        self.put(29, sheet)?;
        self.put(30, row)?;
        self.put(31, Some(change))?;
        self.put(32, v.uncounted_rows)?;
        self.statement.raw_execute()?;
        Ok(())
    }

    fn put(&mut self, place: usize, value: Option<impl ToSql>) -> Result<()> {
        let bit = 1 << place;
        if value.is_some() || self.nulls & bit == 0 {
            self.nulls = if value.is_some() { self.nulls & !bit } else { self.nulls | bit };
            self.statement.raw_bind_parameter(place, value)?;
        }
        Ok(())
    }
}

impl Writing<'_> {
    /// Prepares the adding of many trainings.
    pub fn add_trainings(&self) -> Result<AddTraining<'_>> {
        Ok(AddTraining { statement: self.conn().prepare(INSERT)?, nulls: 0 })
    }

    /// The highest number that any training ever had.
    pub fn last_training_number(&self) -> Result<i64> {
        // The latest versions stand last; `max(number)` alone would read the whole table while its index is away.
        const SQL: &str = "SELECT coalesce(max(number), 0) FROM training";
        Ok(self.conn().query_row(SQL, [], |row| row.get(0))?)
    }

    /// The trainings in force with this key; several only where two keys have the same hash.
    pub fn trainings_by_key(&self, key: i64) -> Result<Vec<StoredTraining>> {
        let mut query = self.conn().prepare_cached("SELECT * FROM training WHERE key = ?1 AND ended_by IS NULL")?;
        let rows = query.query_map([key], stored_training)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Ends a version.
    pub fn end_training(&self, id: i64, change: i64) -> Result<()> {
        self.conn().prepare_cached("UPDATE training SET ended_by = ?2 WHERE id = ?1")?.execute((id, change))?;
        Ok(())
    }

    /// Ends a training with its links and the names that wait in it.
    pub fn withdraw_training(&self, training: &GoneTraining, change: i64) -> Result<()> {
        self.end_training(training.id, change)?;
        for sql in [
            "UPDATE assignment SET ended_by = ?2, past_cell = cell, cell = NULL WHERE training = ?1 AND ended_by IS NULL",
            "UPDATE waiting_name SET ended_by = ?2 WHERE training = ?1 AND ended_by IS NULL",
        ] {
            self.conn().prepare_cached(sql)?.execute((training.number, change))?;
        }
        Ok(())
    }

    /// Takes away a version that this very change added: it never was.
    pub fn drop_training(&self, id: i64) -> Result<()> {
        self.conn().prepare_cached("DELETE FROM training WHERE id = ?1")?.execute([id])?;
        Ok(())
    }

    /// Keys of all trainings in force.
    pub fn training_keys(&self, mut each: impl FnMut(i64)) -> Result<()> {
        let mut query = self.conn().prepare("SELECT key FROM training WHERE ended_by IS NULL")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            each(row.get(0)?);
        }
        Ok(())
    }
}

impl Store {
    /// How many trainings are in force.
    pub fn training_count(&self) -> Result<i64> {
        Ok(self.conn.query_row("SELECT coalesce(max(id), 0) FROM training", [], |row| row.get(0))?)
    }

    /// The training in force with this number.
    pub fn training(&self, number: i64) -> Result<Option<StoredTraining>> {
        let mut query = self.conn.prepare_cached("SELECT * FROM training WHERE number = ?1 AND ended_by IS NULL")?;
        Ok(query.query_row([number], stored_training).optional()?)
    }
}

/// A word of a fixed list, as the schema's CHECKs allow it.
fn word(row: &Row<'_>, column: &str, known: &[&'static str]) -> rusqlite::Result<Option<&'static str>> {
    let written: Option<String> = row.get(column)?;
    Ok(written.and_then(|written| known.iter().find(|word| **word == written).copied()))
}

fn stored_training(row: &Row<'_>) -> rusqlite::Result<StoredTraining> {
    const KINDS: [&str; 8] =
        ["training", "webinar", "workshop", "study_visit", "course", "consultation", "dialogue", "forum"];
    Ok(StoredTraining {
        id: row.get("id")?,
        number: row.get("number")?,
        added_by: row.get("added_by")?,
        key: row.get("key")?,
        sheet: row.get("sheet")?,
        sheet_row: row.get("sheet_row")?,
        values: TrainingValues {
            source_id: row.get("source_id")?,
            title: row.get("title")?,
            project: row.get("project")?,
            donor: row.get("donor")?,
            implementer: row.get("implementer")?,
            topic: row.get("topic")?,
            kind: word(row, "kind", &KINDS)?,
            format: word(row, "format", &["online", "in_person", "mixed"])?,
            status: word(row, "status", &["planned", "cancelled"])?.unwrap_or("held"),
            start_date: row.get("start_date")?,
            end_date: row.get("end_date")?,
            date_precision: word(row, "date_precision", &["month", "quarter", "half", "year"])?,
            quarter: row.get("quarter")?,
            minutes: row.get("minutes")?,
            audience: row.get("audience")?,
            language: row.get("language")?,
            place: row.get("place")?,
            link: row.get("link")?,
            participants: row.get("participants")?,
            new_participants: row.get("new_participants")?,
            women: row.get("women")?,
            men: row.get("men")?,
            uncounted_rows: row.get("uncounted_rows")?,
            scope: word(row, "scope", &["waiting", "all_of_oblast", "oblast", "none"])?.unwrap_or("communities"),
            oblast: row.get("oblast")?,
            raion: row.get("raion")?,
            community: row.get("community")?,
        },
    })
}

/// Which trainings a list should show. `None` and empty = no matter.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct TrainingFilter {
    pub oblast: Option<i64>,
    pub raion: Option<i64>,
    pub community: Option<i64>,
    pub project: Option<i64>,
    pub donor: Option<i64>,
    pub topic: Option<i64>,
    pub theme: Option<i64>,
    pub kind: Option<String>,
    /// First and last day, `YYYY-MM-DD`, of the start.
    pub from: Option<String>,
    pub to: Option<String>,
    /// Folded words, all of which the folded title must hold; compared by the caller.
    pub waiting: bool,
    pub number: Option<i64>,
}

/// A training as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct TrainingListRow {
    pub number: i64,
    pub title: String,
    pub project: Option<String>,
    pub donor: Option<String>,
    pub topic: Option<String>,
    pub kind: Option<String>,
    pub format: Option<String>,
    pub status: String,
    pub start_date: String,
    pub end_date: String,
    pub date_precision: Option<String>,
    pub minutes: Option<i64>,
    pub participants: Option<i64>,
    pub women: Option<i64>,
    pub scope: String,
    pub oblast: Option<String>,
    /// Names of the communities it is linked with, in the order of the alphabet, with `; ` between.
    pub communities: Option<String>,
    /// Their codes, in the same order.
    pub codes: Option<String>,
    /// How many communities it is linked with.
    pub links: i64,
    /// How many names of its rows wait for a person.
    pub waiting: i64,
    pub file: Option<String>,
    pub sheet: Option<String>,
    pub sheet_row: Option<i64>,
}

impl Store {
    /// Trainings in force that pass the filter, by start, then number.
    pub fn trainings(&self, filter: &TrainingFilter) -> Result<Vec<TrainingListRow>> {
        let mut query = self.conn.prepare(include_str!("queries/trainings.sql"))?;
        let parameters = named_params! {
            ":oblast": filter.oblast, ":raion": filter.raion, ":community": filter.community,
            ":project": filter.project, ":donor": filter.donor, ":topic": filter.topic, ":theme": filter.theme,
            ":kind": filter.kind, ":from": filter.from, ":to": filter.to, ":waiting": filter.waiting,
            ":number": filter.number,
        };
        let rows = query.query_map(parameters, |row| {
            Ok(TrainingListRow {
                number: row.get("number")?,
                title: row.get("title")?,
                project: row.get("project")?,
                donor: row.get("donor")?,
                topic: row.get("topic")?,
                kind: row.get("kind")?,
                format: row.get("format")?,
                status: row.get("status")?,
                start_date: row.get("start_date")?,
                end_date: row.get("end_date")?,
                date_precision: row.get("date_precision")?,
                minutes: row.get("minutes")?,
                participants: row.get("participants")?,
                women: row.get("women")?,
                scope: row.get("scope")?,
                oblast: row.get("oblast")?,
                communities: row.get("communities")?,
                codes: row.get("codes")?,
                links: row.get("links")?,
                waiting: row.get("waiting")?,
                file: row.get("file")?,
                sheet: row.get("sheet")?,
                sheet_row: row.get("sheet_row")?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
