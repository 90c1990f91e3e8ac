//! Projects: what each held, and when it reported.

use rusqlite::{ToSql, named_params};

use super::{CoverageFilter, Names, Store};
use crate::error::Result;

/// A project as a report shows it. `None` = nobody said.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ProjectRow {
    pub id: i64,
    pub name: String,
    /// With `; ` between.
    pub donors: Option<String>,
    /// First and last day of its card, `YYYY-MM-DD`.
    pub start: Option<String>,
    pub end: Option<String>,
    /// Start of its first held training.
    pub first_training: Option<String>,
}

/// A held training of a project. See `schema.sql` for units and NULLs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ProjectEvent {
    pub number: i64,
    pub project: Option<i64>,
    pub kind: Option<String>,
    pub minutes: Option<i64>,
    pub participants: Option<i64>,
    pub new_participants: Option<i64>,
    /// Whether nobody counted in some of its rows, so that there were more people.
    pub uncounted_rows: bool,
    pub names: Names,
    pub oblast: Option<i64>,
    /// Its communities, each with its people where the sheet tells them.
    pub communities: Vec<(i64, Option<i64>)>,
}

/// The first that was known of what a project did in a quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportReceived {
    /// The project.
    pub project: i64,
    /// As stored.
    pub quarter: i64,
    /// The day of the import, `YYYY-MM-DD`.
    pub day: String,
}

impl Store {
    /// All projects, by the alphabet.
    pub fn known_projects(&self) -> Result<Vec<ProjectRow>> {
        self.rows(include_str!("queries/projects_known.sql"), |row| {
            Ok(ProjectRow {
                id: row.get("id")?,
                name: row.get("name")?,
                donors: row.get("donors")?,
                start: row.get("start")?,
                end: row.get("end")?,
                first_training: row.get("first_training")?,
            })
        })
    }

    /// Held trainings of the period and the project of the filter, by number.
    pub fn project_events(&self, filter: &CoverageFilter) -> Result<Vec<ProjectEvent>> {
        let wanted: &[(&str, &dyn ToSql)] = named_params! {
            ":first_quarter": filter.quarters.0, ":last_quarter": filter.quarters.1, ":project": filter.project,
            ":from": filter.from, ":to": filter.to,
        };
        let mut query = self.conn.prepare(include_str!("queries/project_events.sql"))?;
        let events = query.query_map(wanted, |row| {
            Ok(ProjectEvent {
                number: row.get("number")?,
                project: row.get("project")?,
                kind: row.get("kind")?,
                minutes: row.get("minutes")?,
                participants: row.get("participants")?,
                new_participants: row.get("new_participants")?,
                uncounted_rows: row.get::<_, Option<i64>>("uncounted_rows")?.is_some(),
                names: Names::of(row.get_ref("scope")?.as_str_or_null()?),
                oblast: row.get("oblast")?,
                communities: Vec::new(),
            })
        })?;
        let mut events = events.collect::<rusqlite::Result<Vec<_>>>()?;
        let mut query = self.conn.prepare(include_str!("queries/project_links.sql"))?;
        let mut links = query.query(wanted)?;
        while let Some(link) = links.next()? {
            let training: i64 = link.get("training")?;
            if let Ok(place) = events.binary_search_by_key(&training, |event| event.number)
                && let Some(event) = events.get_mut(place)
            {
                event.communities.push((link.get("community")?, link.get("participants")?));
            }
        }
        Ok(events)
    }

    /// When each project first told of each quarter, by project and quarter.
    pub fn reports_received(&self) -> Result<Vec<ReportReceived>> {
        self.rows(include_str!("queries/reports_received.sql"), |row| {
            Ok(ReportReceived { project: row.get("project")?, quarter: row.get("quarter")?, day: row.get("day")? })
        })
    }
}
