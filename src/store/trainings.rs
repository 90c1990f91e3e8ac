//! Trainings: versions of an event under one number.

use rusqlite::{Row, Statement, named_params, types::ToSql};

use super::{
    AddAssignments, AssignmentRow, Label, Record, SaidLink, State, Store, Stored, Version, Writing, records::word,
    training_key,
};
use crate::{error::Result, model::Whereabouts};

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
pub type StoredTraining = Stored<TrainingValues>;

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
    pub fn add(&mut self, values: &TrainingValues, version: &Version, change: i64) -> Result<()> {
        let v = values;
        self.put(1, Some(version.number))?;
        self.put(2, Some(version.key))?;
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
        self.put(29, version.sheet)?;
        self.put(30, version.sheet_row)?;
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

impl Record for TrainingValues {
    const NOUN: &'static str = "training";
    const TITLE: &'static str = "title";
    const DAY: &'static str = "start_date";
    const LABELS: &'static [(Label, &'static [&'static str])] =
        &[(Label::Topic, &["topic"]), (Label::Project, &["project"]), (Label::Organisation, &["donor", "implementer"])];
    type Link = AssignmentRow;
    type Add<'w> = (AddTraining<'w>, AddAssignments<'w>);

    fn of_row(row: &Row<'_>) -> rusqlite::Result<TrainingValues> {
        training_values(row)
    }

    fn adding<'w>(writing: &'w Writing<'_>) -> Result<Self::Add<'w>> {
        let add = AddTraining { statement: writing.conn().prepare(INSERT)?, nulls: 0 };
        Ok((add, writing.add_assignments()))
    }

    fn add(&self, add: &mut Self::Add<'_>, version: &Version, change: i64) -> Result<()> {
        add.0.add(self, version, change)
    }

    fn add_links(add: &mut Self::Add<'_>, links: &[AssignmentRow], change: i64) -> Result<()> {
        add.1.add(links, change)
    }

    fn links(store: &Store, number: i64) -> Result<Vec<AssignmentRow>> {
        store.assignments(number)
    }

    fn was_told(store: &Store, number: i64, community: i64) -> Result<bool> {
        store.was_told(number, community)
    }

    fn end_link(writing: &Writing<'_>, number: i64, community: i64, change: i64) -> Result<()> {
        writing.end_assignment(number, community, change)
    }

    fn end_links(writing: &Writing<'_>, number: i64, change: i64) -> Result<()> {
        writing.end_assignments(number, change)
    }

    fn key(&self) -> i64 {
        training_key(self)
    }

    fn source_id(&self) -> Option<&str> {
        self.source_id.as_deref()
    }

    fn title(&self) -> &str {
        &self.title
    }

    fn day(&self) -> Option<&str> {
        Some(&self.start_date)
    }

    fn project_and_quarter(&self) -> (Option<i64>, i64) {
        (self.project, self.quarter)
    }

    fn place(&self) -> Whereabouts {
        Whereabouts { oblast: self.oblast, raion: self.raion, community: self.community, scope: self.scope }
    }

    fn set_place(&mut self, at: Whereabouts) {
        (self.oblast, self.raion, self.community, self.scope) = (at.oblast, at.raion, at.community, at.scope);
    }

    fn link(&self, number: i64, said: &SaidLink) -> AssignmentRow {
        AssignmentRow {
            training: number,
            community: said.community,
            state: if self.status == "held" { State::Attended } else { State::Planned } as i64,
            rule: said.rule,
            participants: said.participants,
            topic: self.topic,
            quarter: self.quarter,
            sheet: said.sheet,
            sheet_row: said.sheet_row,
        }
    }

    fn kept_link(&self, link: AssignmentRow) -> AssignmentRow {
        // Nobody attended what was not held.
        let untrue = self.status != "held" && link.state == State::Attended as i64;
        let state = if untrue { State::Planned as i64 } else { link.state };
        AssignmentRow { topic: self.topic, quarter: self.quarter, state, ..link }
    }

    fn is_there(&self, link: &AssignmentRow) -> bool {
        self.status != "held" || link.state == State::Attended as i64
    }
}

impl Store {
    /// The training in force with this number.
    pub fn training(&self, number: i64) -> Result<Option<StoredTraining>> {
        self.record(number)
    }
}

fn training_values(row: &Row<'_>) -> rusqlite::Result<TrainingValues> {
    const KINDS: [&str; 8] =
        ["training", "webinar", "workshop", "study_visit", "course", "consultation", "dialogue", "forum"];
    Ok(TrainingValues {
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
