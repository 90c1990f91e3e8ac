//! Aid, as the counting of it needs it.

use super::{Names, Store};
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

impl Store {
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
