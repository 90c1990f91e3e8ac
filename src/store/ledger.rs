//! What a change did: every fact that it brought and ended, and what it altered of those that it replaced.
//!
//! Each query gives the two sides of a fact under one `pair`: as the change found it and as it left it. After the columns that all
//! of them have, each has its own, which are compared by name.

use rusqlite::{
    Row,
    types::{ToSql, ValueRef},
};

use super::Store;
use crate::error::Result;

/// What happened to a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deed {
    /// It was not known before.
    Added,
    /// It had been ended before, and is there again.
    CameBack,
    /// It says something else now.
    Updated,
    /// It is no longer said.
    Ended,
}

/// A fact that a change touched; of one that it updated, one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactRow {
    /// What happened to it.
    pub deed: Deed,
    /// What it is: `training`, `link`, `name`, `decision` and so on.
    pub fact: &'static str,
    /// Number of the record that it is or belongs to, such as a training.
    pub number: Option<i64>,
    /// KATOTTG code of the place that it is about.
    pub code: Option<String>,
    /// Title, name or text.
    pub what: String,
    /// Name of the column that was altered, as in `schema.sql`; `None` where the whole fact came or went.
    pub field: Option<String>,
    /// What was said before; of a fact that came, nothing.
    pub before: Option<String>,
    /// What is said now; of a fact that went, nothing.
    pub after: Option<String>,
    /// Where it was said: `file:sheet:row`; of a fact that went, where it had been said.
    pub source: Option<String>,
}

/// The facts in the order in which they are told: their table, their name, the query.
const LEDGER: [(&str, &str, &str); 19] = [
    ("edition", "edition", include_str!("queries/ledger_editions.sql")),
    ("place_before", "place", include_str!("queries/ledger_places.sql")),
    ("former_name", "former_name", include_str!("queries/ledger_former_names.sql")),
    ("old_code", "old_code", include_str!("queries/ledger_old_codes.sql")),
    ("population", "population", include_str!("queries/ledger_population.sql")),
    ("mapping", "mapping", include_str!("queries/ledger_mappings.sql")),
    ("organisation", "organisation", include_str!("queries/ledger_organisations.sql")),
    ("project", "project", include_str!("queries/ledger_projects.sql")),
    ("topic", "topic", include_str!("queries/ledger_topics.sql")),
    ("alias", "decision", include_str!("queries/ledger_decisions.sql")),
    ("training", "training", include_str!("queries/ledger_trainings.sql")),
    ("delivery", "delivery", include_str!("queries/ledger_deliveries.sql")),
    ("need", "need", include_str!("queries/ledger_needs.sql")),
    ("met_by", "answer", include_str!("queries/ledger_met_by.sql")),
    ("partnership", "partnership", include_str!("queries/ledger_partnerships.sql")),
    ("project_card", "project_card", include_str!("queries/ledger_cards.sql")),
    ("assignment", "link", include_str!("queries/ledger_links.sql")),
    ("link", "link", include_str!("queries/ledger_record_links.sql")),
    ("waiting_name", "name", include_str!("queries/ledger_names.sql")),
];

/// The first column of a query that only its own facts have.
const OWN: usize = 10;

/// One side of a fact.
struct Side {
    pair: String,
    is_after: bool,
    known: bool,
    said: Option<String>,
    /// The fact, with nothing said of what happened to it.
    fact: FactRow,
    own: Vec<Option<String>>,
}

impl Store {
    /// What the ledger says of a change itself, field by field, where there is something to say. Empty where there is none.
    pub fn ledger_entry(&self, change: i64) -> Result<Vec<(String, String)>> {
        let mut query = self.conn.prepare(include_str!("queries/ledger_change.sql"))?;
        let fields = names(&query);
        let mut rows = query.query([change])?;
        let Some(row) = rows.next()? else { return Ok(Vec::new()) };
        let entry = |(place, field): (usize, String)| Some(text(row, place).transpose()?.map(|value| (field, value)));
        fields.into_iter().enumerate().filter_map(entry).collect()
    }

    /// Gives every fact that a change brought, altered or ended to `each`, one after another.
    pub fn facts_of_change(&self, change: i64, mut each: impl FnMut(FactRow)) -> Result<()> {
        LEDGER.iter().try_for_each(|(_, fact, sql)| self.facts(fact, sql, &[&change], &mut each))
    }

    /// The same for one record alone, whose table is `noun`: itself, its links and the names that wait in it.
    pub fn facts_of_record(&self, change: i64, noun: &str, number: i64, mut each: impl FnMut(FactRow)) -> Result<()> {
        for (table, fact, sql) in LEDGER {
            let sql = format!("SELECT * FROM ({sql}) WHERE number = ?2");
            match table {
                "link" | "waiting_name" | "met_by" => {
                    // Their pairs begin with what they belong to.
                    let of = format!("{sql} AND substr(pair, 1, length(?3)) = ?3");
                    self.facts(fact, &of, &[&change, &number, &format!("{noun} ")], &mut each)?;
                }
                "assignment" if noun == "training" => self.facts(fact, &sql, &[&change, &number], &mut each)?,
                table if table == noun => self.facts(fact, &sql, &[&change, &number], &mut each)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Gives the facts that a query finds to `each`.
    fn facts(
        &self,
        fact: &'static str,
        sql: &str,
        parameters: &[&dyn ToSql],
        each: &mut impl FnMut(FactRow),
    ) -> Result<()> {
        let mut query = self.conn.prepare_cached(sql)?;
        let fields = names(&query).split_off(OWN);
        let mut rows = query.query(parameters)?;
        let mut before: Option<Side> = None;
        while let Some(row) = rows.next()? {
            let side = Side::read(row, fact, fields.len())?;
            if !side.is_after {
                before.replace(side).into_iter().for_each(|gone| each(gone.ended()));
                continue;
            }
            match before.take() {
                Some(earlier) if earlier.pair == side.pair => side.differences(&earlier, &fields).for_each(&mut *each),
                other => {
                    other.into_iter().for_each(|gone| each(gone.ended()));
                    each(side.came());
                }
            }
        }
        before.into_iter().for_each(|gone| each(gone.ended()));
        Ok(())
    }
}

fn names(query: &rusqlite::Statement<'_>) -> Vec<String> {
    query.column_names().map(str::to_string).collect()
}

/// A value as text; `None` = NULL.
fn text(row: &Row<'_>, place: usize) -> Result<Option<String>> {
    Ok(match row.get_ref(place)? {
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Text(text) => Some(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Real(number) => Some(number.to_string()),
        ValueRef::Null | ValueRef::Blob(_) => None,
    })
}

impl Side {
    fn read(row: &Row<'_>, fact: &'static str, own: usize) -> Result<Side> {
        let source = match (text(row, 7)?, text(row, 8)?, text(row, 9)?) {
            (Some(file), Some(sheet), Some(number)) => Some(format!("{file}:{sheet}:{number}")),
            _ => None,
        };
        Ok(Side {
            is_after: row.get("side")?,
            pair: text(row, 1)?.unwrap_or_default(),
            known: row.get("known")?,
            said: text(row, 5)?,
            fact: FactRow {
                deed: Deed::Updated,
                fact,
                number: row.get("number")?,
                code: row.get("code")?,
                what: row.get("what")?,
                field: None,
                before: None,
                after: None,
                source,
            },
            own: (OWN..OWN + own).map(|place| text(row, place)).collect::<Result<_>>()?,
        })
    }

    fn ended(self) -> FactRow {
        FactRow { deed: Deed::Ended, before: self.said, ..self.fact }
    }

    fn came(self) -> FactRow {
        let deed = if self.known { Deed::CameBack } else { Deed::Added };
        FactRow { deed, after: self.said, ..self.fact }
    }

    /// What is said otherwise than before; where nothing is, it was said in another place.
    fn differences(self, earlier: &Side, fields: &[String]) -> impl Iterator<Item = FactRow> {
        let said = self.own.into_iter().zip(&earlier.own).zip(fields);
        let mut found: Vec<FactRow> = said
            .filter(|((after, before), _)| after != *before)
            .map(|((after, before), field)| FactRow {
                field: Some(field.clone()),
                before: before.clone(),
                after,
                ..self.fact.clone()
            })
            .collect();
        if found.is_empty() {
            let (before, after) = (earlier.fact.source.clone(), self.fact.source.clone());
            found.push(FactRow { field: Some("source".to_string()), before, after, ..self.fact });
        }
        found.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_of_facts_is_told_of() {
        for table in super::super::undo::tables_of_facts() {
            assert!(LEDGER.iter().any(|told| told.0 == table), "{table} is not told of");
        }
    }
}
