//! What trainings said, change by change, since an earlier time.

use rusqlite::{Row, named_params};

use super::{Evidence, LinkEvidence, Store};
use crate::error::Result;

/// A fact with the changes that brought and ended it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lasting<T> {
    /// The fact.
    pub fact: T,
    /// The change that brought it.
    pub added_by: i64,
    /// The change that ended it; `None` = it stands.
    pub ended_by: Option<i64>,
}

impl<T> Lasting<T> {
    /// Whether it stood after a change.
    pub fn stood_after(&self, change: i64) -> bool {
        self.added_by <= change && self.ended_by.is_none_or(|ended_by| ended_by > change)
    }
}

/// A training that was altered, with all that it said since then.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restated {
    /// Its number.
    pub number: i64,
    /// The change that first told of it.
    pub first_by: i64,
    /// Its versions, without their links; of names only what says where it counts.
    pub versions: Vec<Lasting<Evidence>>,
    /// Its links.
    pub links: Vec<Lasting<LinkEvidence>>,
}

impl Store {
    /// The trainings that were altered after the change `since`, in themselves or in their links; by number.
    pub fn restated(&self, since: i64) -> Result<Vec<Restated>> {
        let mut query = self.conn.prepare(include_str!("queries/restated.sql"))?;
        let mut rows = query.query(named_params! { ":since": since })?;
        let mut found: Vec<Restated> = Vec::new();
        while let Some(row) = rows.next()? {
            let (number, first_by) = (row.get("number")?, row.get("first_by")?);
            if found.last().is_none_or(|last| last.number != number) {
                found.push(Restated { number, first_by, ..Restated::default() });
            }
            if let Some(last) = found.last_mut() {
                last.versions.push(version(row)?);
            }
        }
        for training in &mut found {
            training.links = self.restated_links(training.number, since)?;
        }
        Ok(found)
    }

    /// Calls `each` for every held training of these quarters, first and last as stored; of names only what says where it counts.
    pub fn published(&self, quarters: (i64, i64), mut each: impl FnMut(&Evidence)) -> Result<()> {
        let mut query = self.conn.prepare(include_str!("queries/published.sql"))?;
        let mut rows = query.query(named_params! { ":first_quarter": quarters.0, ":last_quarter": quarters.1 })?;
        let mut training: Option<Evidence> = None;
        while let Some(row) = rows.next()? {
            let number: i64 = row.get("number")?;
            if training.as_ref().is_none_or(|training| training.number != number)
                && let Some(done) = training.replace(fact(row)?)
            {
                each(&done);
            }
            if let (Some(training), Some(community)) = (&mut training, row.get("linked")?) {
                let participants = row.get("linked_participants")?;
                training.links.push(LinkEvidence { community, state: 1, participants, ..LinkEvidence::default() });
            }
        }
        training.iter().for_each(each);
        Ok(())
    }

    fn restated_links(&self, training: i64, since: i64) -> Result<Vec<Lasting<LinkEvidence>>> {
        let mut query = self.conn.prepare_cached(include_str!("queries/restated_links.sql"))?;
        let rows = query.query_map(named_params! { ":training": training, ":since": since }, |row| {
            let fact = LinkEvidence {
                community: row.get("community")?,
                state: row.get("state")?,
                participants: row.get("participants")?,
                ..LinkEvidence::default()
            };
            Ok(Lasting { fact, added_by: row.get("added_by")?, ended_by: row.get("ended_by")? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// All projects that ever were, with their names, by the alphabet.
    pub fn project_names(&self) -> Result<Vec<(i64, String)>> {
        self.rows("SELECT id, name FROM project ORDER BY name_sort, id", |row| Ok((row.get(0)?, row.get(1)?)))
    }
}

fn version(row: &Row<'_>) -> rusqlite::Result<Lasting<Evidence>> {
    Ok(Lasting { fact: fact(row)?, added_by: row.get("added_by")?, ended_by: row.get("ended_by")? })
}

fn fact(row: &Row<'_>) -> rusqlite::Result<Evidence> {
    Ok(Evidence {
        number: row.get("number")?,
        project_id: row.get("project")?,
        status: row.get("status")?,
        quarter: row.get("quarter")?,
        within: true,
        participants: row.get("participants")?,
        uncounted_rows: row.get("uncounted_rows")?,
        scope: row.get("scope")?,
        oblast: row.get("oblast")?,
        raion: row.get("raion")?,
        community: row.get("community")?,
        ..Evidence::default()
    })
}
