//! Who was left out.

use rusqlite::named_params;

use super::{CoverageFilter, Store};
use crate::error::Result;

/// A community that had nothing in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapRow {
    /// The community.
    pub community: i64,
    /// Start of its latest training before the end of the period, `YYYY-MM-DD`; `None` = never.
    pub last_support: Option<String>,
}

impl Store {
    /// Communities without a training in the quarters (and days) of the filter, on its topic or theme where one is given.
    /// Project, donor and kind of the filter do not count here. `until` is the last day of the period.
    pub fn gaps(&self, filter: &CoverageFilter, until: Option<&str>) -> Result<Vec<GapRow>> {
        let on_topic = filter.topic.is_some() || filter.theme.is_some();
        let sql = if on_topic { include_str!("queries/gaps_on_topic.sql") } else { include_str!("queries/gaps.sql") };
        let mut query = self.conn.prepare(sql)?;
        let narrow = filter.from.is_some() || filter.to.is_some();
        let mut parameters = named_params! {
            ":first_quarter": filter.quarters.0, ":last_quarter": filter.quarters.1, ":narrow": narrow,
            ":from": filter.from, ":to": until,
        }
        .to_vec();
        if on_topic {
            parameters.extend(named_params! { ":topic": filter.topic, ":theme": filter.theme });
        }
        let rows = query
            .query_map(parameters.as_slice(), |row| Ok(GapRow { community: row.get(0)?, last_support: row.get(1)? }))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
