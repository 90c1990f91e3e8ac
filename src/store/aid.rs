//! Aid, as the counting of it needs it.

use rusqlite::named_params;

use super::{CoverageFilter, Names, Store};
use crate::error::Result;

/// A delivery, or the value of a whole wave. See `schema.sql` for units and NULLs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct AidRow {
    pub number: i64,
    pub project: Option<i64>,
    pub donor: Option<i64>,
    pub wave: Option<String>,
    pub item: Option<String>,
    pub category: Option<String>,
    pub quantity: Option<i64>,
    pub unit: Option<String>,
    pub value: Option<i64>,
    pub currency: Option<String>,
    pub value_of: Option<String>,
    /// `YYYY-MM-DD`.
    pub dated: Option<String>,
    pub status: Option<String>,
    /// What its sheet names as its place.
    pub names: Names,
    /// The oblast of all of it.
    pub oblast: Option<i64>,
    /// The communities it is for.
    pub communities: Vec<i64>,
}

/// A community that received aid in a quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AidedRow {
    /// The community.
    pub community: i64,
    /// As stored; 0 where nobody said a day.
    pub quarter: i64,
    /// The last day of it, `YYYY-MM-DD`.
    pub last: Option<String>,
}

impl Store {
    /// Communities that received aid in the period from the project and donor of the filter, with its quarters.
    pub fn aided(&self, filter: &CoverageFilter) -> Result<Vec<AidedRow>> {
        let mut query = self.conn.prepare(include_str!("queries/aided.sql"))?;
        let (first, last) = filter.quarters;
        let rows = query.query_map(
            named_params! {
                ":first_quarter": first, ":last_quarter": last, ":always": filter.is_always(), ":project": filter.project,
                ":donor": filter.donor, ":from": filter.from, ":to": filter.to,
            },
            |row| {
                Ok(AidedRow { community: row.get("community")?, quarter: row.get("quarter")?, last: row.get("last")? })
            },
        )?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// All deliveries in force with their communities, by number.
    pub fn aid(&self) -> Result<Vec<AidRow>> {
        let mut aid = self.rows(include_str!("queries/aid.sql"), |row| {
            Ok(AidRow {
                number: row.get("number")?,
                project: row.get("project")?,
                donor: row.get("donor")?,
                wave: row.get("wave")?,
                item: row.get("item")?,
                category: row.get("category")?,
                quantity: row.get("quantity")?,
                unit: row.get("unit")?,
                value: row.get("value")?,
                currency: row.get("currency")?,
                value_of: row.get("value_of")?,
                dated: row.get("dated")?,
                status: row.get("status")?,
                names: Names::of(row.get_ref("scope")?.as_str_or_null()?),
                oblast: row.get("oblast")?,
                communities: Vec::new(),
            })
        })?;
        const LINKS: &str = "SELECT record, community FROM link WHERE noun = 'delivery' AND ended_by IS NULL
            ORDER BY record, community";
        for (number, community) in self.rows(LINKS, |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)))? {
            if let Ok(place) = aid.binary_search_by_key(&number, |delivery| delivery.number)
                && let Some(delivery) = aid.get_mut(place)
            {
                delivery.communities.push(community);
            }
        }
        Ok(aid)
    }
}
