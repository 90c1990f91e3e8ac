//! What stands behind a figure: trainings and deliveries with their links and the cells they came from.

use rusqlite::{Row, named_params};

use super::{CoverageFilter, Store};
use crate::error::Result;

const LINKS: &str = include_str!("queries/evidence_links.sql");
const AID_LINKS: &str = include_str!("queries/aid_evidence_links.sql");

/// Sheet and row from which something came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Number of the sheet; `None` where a person said it.
    pub sheet_id: Option<i64>,
    /// The change that read the sheet; of a link that a person made, that one.
    pub change: Option<i64>,
    /// Name of the file.
    pub file: Option<String>,
    /// Name of the sheet.
    pub sheet: Option<String>,
    /// Row, as a spreadsheet program numbers it.
    pub row: Option<i64>,
}

/// A training, or a delivery where aid is asked for, with everything that says where it counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Evidence {
    /// Whether it is a delivery; else it is a training.
    pub is_aid: bool,
    pub number: i64,
    pub title: String,
    pub project: Option<String>,
    pub project_id: Option<i64>,
    pub topic: Option<String>,
    /// `held`, `planned` or `cancelled`; of a delivery `received`, `planned`, `sent` or `returned`.
    pub status: String,
    /// `YYYY-MM-DD`, as is the next; empty where nobody said when a delivery was.
    pub start_date: String,
    pub end_date: String,
    pub date_precision: Option<String>,
    /// Quarter of its start, as stored.
    pub quarter: i64,
    /// Whether it begins in the days asked for; else its days only touch them.
    pub within: bool,
    pub participants: Option<i64>,
    /// Rows of it without a count, beside others that have one.
    pub uncounted_rows: Option<i64>,
    /// What its sheet names in the place of communities; `waiting` = some of its names wait; `None` = it names communities.
    pub scope: Option<String>,
    /// The oblast, raion, community in which all of it was; `None` = several, or nobody said.
    pub oblast: Option<i64>,
    pub raion: Option<i64>,
    pub community: Option<i64>,
    pub source: Source,
    /// By the alphabet.
    pub links: Vec<LinkEvidence>,
}

impl Evidence {
    /// Whether it was held, or received.
    pub fn has_happened(&self) -> bool {
        self.status == if self.is_aid { "received" } else { "held" }
    }
}

/// A community that a training or delivery is linked to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct LinkEvidence {
    pub community: i64,
    pub name: String,
    pub code: String,
    /// 1 attended, 2 invited, 3 planned.
    pub state: i64,
    /// People from this community, where the sheet splits them.
    pub participants: Option<i64>,
    /// How the community was found, as the table `rule` names it.
    pub rule: String,
    pub source: Source,
}

impl LinkEvidence {
    /// Whether somebody of the community took part.
    pub fn attended(&self) -> bool {
        self.state == 1
    }
}

impl Store {
    /// Calls `each` for every training that passes the filter and begins in its period, or whose days touch those from `days.0` to
    /// `days.1`; by start, then number. `no_topic` keeps those that nobody gave a topic,
    /// `community` those that are linked to it or have a name that waits.
    pub fn evidence(
        &self,
        filter: &CoverageFilter,
        days: (Option<String>, Option<String>),
        no_topic: bool,
        community: Option<i64>,
        mut each: impl FnMut(Evidence) -> Result<()>,
    ) -> Result<()> {
        let mut query = self.conn.prepare(include_str!("queries/evidence.sql"))?;
        let mut rows = query.query(named_params! {
            ":first_quarter": filter.quarters.0, ":last_quarter": filter.quarters.1, ":from": filter.from, ":to": filter.to,
            ":since": days.0, ":until": days.1, ":project": filter.project, ":donor": filter.donor, ":topic": filter.topic,
            ":theme": filter.theme, ":kind": filter.kind, ":no_topic": no_topic,
            ":community": community,
        })?;
        while let Some(row) = rows.next()? {
            let mut training = evidence(row)?;
            training.links = self.evidence_links(LINKS, training.number)?;
            each(training)?;
        }
        Ok(())
    }

    /// Calls `each` for every delivery from the project and donor of the filter, by day, then number: those of its period, and those
    /// without a day.
    pub fn aid_evidence(&self, filter: &CoverageFilter, mut each: impl FnMut(Evidence) -> Result<()>) -> Result<()> {
        let mut query = self.conn.prepare(include_str!("queries/aid_evidence.sql"))?;
        let mut rows = query.query(named_params! {
            ":first_quarter": filter.quarters.0, ":last_quarter": filter.quarters.1, ":always": filter.is_always(),
            ":from": filter.from, ":to": filter.to, ":project": filter.project, ":donor": filter.donor,
        })?;
        while let Some(row) = rows.next()? {
            let mut delivery = Evidence { is_aid: true, ..evidence(row)? };
            delivery.links = self.evidence_links(AID_LINKS, delivery.number)?;
            each(delivery)?;
        }
        Ok(())
    }

    fn evidence_links(&self, query: &str, record: i64) -> Result<Vec<LinkEvidence>> {
        let mut query = self.conn.prepare_cached(query)?;
        let rows = query.query_map(named_params! { ":record": record }, |row| {
            Ok(LinkEvidence {
                community: row.get("community")?,
                name: row.get("name")?,
                code: row.get("code")?,
                state: row.get("state")?,
                participants: row.get("participants")?,
                rule: row.get("rule")?,
                source: source(row)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn evidence(row: &Row<'_>) -> rusqlite::Result<Evidence> {
    Ok(Evidence {
        is_aid: false,
        number: row.get("number")?,
        title: row.get("title")?,
        project: row.get("project")?,
        project_id: row.get("project_id")?,
        topic: row.get("topic")?,
        status: row.get("status")?,
        start_date: row.get("start_date")?,
        end_date: row.get("end_date")?,
        date_precision: row.get("date_precision")?,
        quarter: row.get("quarter")?,
        within: row.get("within")?,
        participants: row.get("participants")?,
        uncounted_rows: row.get("uncounted_rows")?,
        scope: row.get("scope")?,
        oblast: row.get("oblast")?,
        raion: row.get("raion")?,
        community: row.get("community")?,
        source: source(row)?,
        links: Vec::new(),
    })
}

fn source(row: &Row<'_>) -> rusqlite::Result<Source> {
    Ok(Source {
        sheet_id: row.get("sheet_id")?,
        change: row.get("source_change")?,
        file: row.get("file")?,
        sheet: row.get("sheet")?,
        row: row.get("sheet_row")?,
    })
}
