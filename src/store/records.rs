//! Records of any kind: versions under one number, each with links to communities and names that wait.

use std::fmt::Debug;

use rusqlite::{OptionalExtension, Row, types::ToSql};

use super::{Store, Writing};
use crate::{
    error::Result,
    model::{PlaceIds, Whereabouts},
};

/// What a kind of record says of itself, in the database's own numbers and words, and how its tables hold it.
pub trait Record: Clone + Debug + Default + PartialEq {
    /// What one is called in the database, which is the name of its table too.
    const NOUN: &'static str;
    /// The column that people know it by.
    const TITLE: &'static str;
    /// The column of the day that says to which period it belongs.
    const DAY: &'static str;
    /// Columns that name lists hold: topics, projects, organisations.
    const LABELS: &'static [(super::Label, &'static [&'static str])];
    /// A link to a community.
    type Link: CommunityLink;
    /// Adds records and their links one after another.
    type Add<'w>;

    /// Reads a row of its table.
    fn of_row(row: &Row<'_>) -> rusqlite::Result<Self>;
    /// Gets ready to add many.
    fn adding<'w>(writing: &'w Writing<'_>) -> Result<Self::Add<'w>>;
    /// Adds a version.
    fn add(&self, add: &mut Self::Add<'_>, version: &Version, change: i64) -> Result<()>;
    /// Adds the links of one record.
    fn add_links(add: &mut Self::Add<'_>, links: &[Self::Link], change: i64) -> Result<()>;
    /// The links in force of a record, by community.
    fn links(store: &Store, number: i64) -> Result<Vec<Self::Link>>;
    /// Whether a sheet ever named a community for a record.
    fn was_told(store: &Store, number: i64, community: i64) -> Result<bool>;
    /// Ends a link in force; one that this very change added is taken away, for it never was.
    fn end_link(writing: &Writing<'_>, number: i64, community: i64, change: i64) -> Result<()>;
    /// Ends all links of a record.
    fn end_links(writing: &Writing<'_>, number: i64, change: i64) -> Result<()>;

    /// The hash by which a corrected file finds it again.
    fn key(&self) -> i64;
    /// The id that the sheet itself gives.
    fn source_id(&self) -> Option<&str>;
    /// What people know it by.
    fn title(&self) -> &str;
    /// The day that says to which period it belongs, `YYYY-MM-DD`; `None` where nobody said.
    fn day(&self) -> Option<&str>;
    /// Its project, and the quarter in which it counts; 0 where no day is known.
    fn project_and_quarter(&self) -> (Option<i64>, i64);
    /// Where it was.
    fn place(&self) -> Whereabouts;
    /// Says where it was.
    fn set_place(&mut self, at: Whereabouts);
    /// The link to write for what rows say of a community.
    fn link(&self, number: i64, said: &SaidLink) -> Self::Link;
    /// A link that a person made, with what it copies from the record.
    fn kept_link(&self, link: Self::Link) -> Self::Link;
    /// Whether a community with this link counts as one where the record was.
    fn is_there(&self, link: &Self::Link) -> bool;
}

/// A link between a record and a community.
pub trait CommunityLink: Copy + Debug + PartialEq {
    /// The community.
    fn community(&self) -> i64;
    /// How it was found, see [`LinkRule`](super::LinkRule).
    fn rule(&self) -> i64;
    /// Sheet and row that said it; `None` where a person did.
    fn source(&self) -> (Option<i64>, Option<u32>);
    /// People of this community, as far as they are known.
    fn participants(&self) -> Option<u32> {
        None
    }
    /// The same with another number of people, where the kind counts them.
    fn with_participants(self, _: Option<u32>) -> Self {
        self
    }
    /// What it tells, whatever the rule and the row by which its community was found.
    fn told(self) -> Self;
}

/// What rows, or a person, say of a community.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SaidLink {
    /// The community.
    pub community: i64,
    /// How it was found, see [`LinkRule`](super::LinkRule).
    pub rule: i64,
    /// People from this community, as far as rows that name it alone tell them.
    pub participants: Option<u32>,
    /// The sheet that said it; `None` where a person did.
    pub sheet: Option<i64>,
    /// Row of that sheet.
    pub sheet_row: Option<u32>,
}

/// One version of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    /// The number that people use; the same over all versions.
    pub number: i64,
    /// The hash by which it is found.
    pub key: i64,
    /// The sheet it came from.
    pub sheet: Option<i64>,
    /// First row that told of it.
    pub sheet_row: Option<u32>,
}

/// A record as it stands in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored<R> {
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
    pub values: R,
}

/// A record that a corrected file no longer tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Gone {
    pub id: i64,
    pub number: i64,
    pub title: String,
    /// `None` where no day is known.
    pub day: Option<String>,
    pub project: Option<i64>,
    pub quarter: i64,
}

fn stored<R: Record>(row: &Row<'_>) -> rusqlite::Result<Stored<R>> {
    Ok(Stored {
        id: row.get("id")?,
        number: row.get("number")?,
        added_by: row.get("added_by")?,
        key: row.get("key")?,
        sheet: row.get("sheet")?,
        sheet_row: row.get("sheet_row")?,
        values: R::of_row(row)?,
    })
}

/// A word of a fixed list, as the schema's CHECKs allow it.
pub(super) fn word(row: &Row<'_>, column: &str, known: &[&'static str]) -> rusqlite::Result<Option<&'static str>> {
    let written: Option<String> = row.get(column)?;
    Ok(written.and_then(|written| known.iter().find(|word| **word == written).copied()))
}

impl Store {
    /// How many versions of records of this kind there ever were.
    pub fn record_count<R: Record>(&self) -> Result<i64> {
        let sql = format!("SELECT coalesce(max(id), 0) FROM {}", R::NOUN);
        Ok(self.conn.query_row(&sql, [], |row| row.get(0))?)
    }

    /// The record in force with this number.
    pub fn record<R: Record>(&self, number: i64) -> Result<Option<Stored<R>>> {
        let sql = format!("SELECT * FROM {} WHERE number = ?1 AND ended_by IS NULL", R::NOUN);
        Ok(self.conn.prepare_cached(&sql)?.query_row([number], stored).optional()?)
    }

    /// Where communities lie.
    pub fn places_of(&self, communities: impl Iterator<Item = i64>) -> Result<Vec<PlaceIds>> {
        let mut query = self.conn.prepare_cached("SELECT id, raion, oblast FROM community WHERE id = ?1")?;
        let place = |row: &Row<'_>| Ok(PlaceIds { community: row.get(0)?, raion: row.get(1)?, oblast: row.get(2)? });
        Ok(communities.map(|community| query.query_row([community], place)).collect::<rusqlite::Result<_>>()?)
    }
}

impl Writing<'_> {
    /// The highest number that any record of this kind ever had.
    pub fn last_number<R: Record>(&self) -> Result<i64> {
        // The latest versions stand last; `max(number)` alone would read the whole table while its index is away.
        let sql = format!("SELECT coalesce(max(number), 0) FROM {}", R::NOUN);
        Ok(self.conn().query_row(&sql, [], |row| row.get(0))?)
    }

    /// The records in force with this key; several only where two keys have the same hash, or records differ in little.
    pub fn records_by_key<R: Record>(&self, key: i64) -> Result<Vec<Stored<R>>> {
        let sql = format!("SELECT * FROM {} WHERE key = ?1 AND ended_by IS NULL", R::NOUN);
        let mut query = self.conn().prepare_cached(&sql)?;
        let rows = query.query_map([key], stored)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Keys of all records in force.
    pub fn keys<R: Record>(&self, mut each: impl FnMut(i64)) -> Result<()> {
        let mut query = self.conn().prepare(&format!("SELECT key FROM {} WHERE ended_by IS NULL", R::NOUN))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            each(row.get(0)?);
        }
        Ok(())
    }

    /// The records in force that the sheets of a change told of last.
    pub fn records_of_change<R: Record>(&self, change: i64) -> Result<Vec<Gone>> {
        self.gone::<R>("", &[&change])
    }

    /// The same, but only those of one project and quarter; 0 where no day is known.
    pub fn records_of_change_in<R: Record>(
        &self,
        change: i64,
        (project, quarter): (Option<i64>, i64),
    ) -> Result<Vec<Gone>> {
        let quarter = Some(quarter).filter(|quarter| *quarter > 0);
        self.gone::<R>("AND quarter IS ?2 AND project IS ?3", &[&change, &quarter, &project])
    }

    fn gone<R: Record>(&self, which: &str, parameters: &[&dyn ToSql]) -> Result<Vec<Gone>> {
        let sql = format!(
            "SELECT id, number, {}, {}, project, quarter FROM {}
             WHERE sheet IN (SELECT id FROM sheet WHERE change = ?1) AND ended_by IS NULL {which}",
            R::TITLE,
            R::DAY,
            R::NOUN
        );
        let mut query = self.conn().prepare_cached(&sql)?;
        let rows = query.query_map(parameters, |row| {
            let (id, number, title, day) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            let quarter: Option<i64> = row.get(5)?;
            Ok(Gone { id, number, title, day, project: row.get(4)?, quarter: quarter.unwrap_or(0) })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Ends a version; one that this very change added is taken away, for it never was.
    pub fn end_version<R: Record>(&self, stored: &Stored<R>, change: i64) -> Result<()> {
        let sql = match stored.added_by == change {
            true => format!("DELETE FROM {} WHERE id = ?1 AND added_by = ?2", R::NOUN),
            false => format!("UPDATE {} SET ended_by = ?2 WHERE id = ?1", R::NOUN),
        };
        self.conn().prepare_cached(&sql)?.execute((stored.id, change))?;
        Ok(())
    }

    /// Ends a record with its links and the names that wait in it.
    pub fn withdraw_record<R: Record>(&self, gone: &Gone, change: i64) -> Result<()> {
        const NAMES: &str =
            "UPDATE waiting_name SET ended_by = ?3 WHERE noun = ?1 AND record = ?2 AND ended_by IS NULL";
        let end = format!("UPDATE {} SET ended_by = ?2 WHERE id = ?1", R::NOUN);
        self.conn().prepare_cached(&end)?.execute((gone.id, change))?;
        R::end_links(self, gone.number, change)?;
        self.conn().prepare_cached(NAMES)?.execute((R::NOUN, gone.number, change))?;
        Ok(())
    }
}
