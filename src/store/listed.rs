//! Deliveries and needs as lists show them.

use rusqlite::{Row, ToSql, named_params};

use super::Store;
use crate::error::Result;

/// Which records a list should show. `None` = no matter; what a kind does not have is not asked of it.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct RecordFilter {
    pub oblast: Option<i64>,
    pub raion: Option<i64>,
    pub community: Option<i64>,
    pub project: Option<i64>,
    pub donor: Option<i64>,
    pub topic: Option<i64>,
    pub theme: Option<i64>,
    pub category: Option<&'static str>,
    pub status: Option<&'static str>,
    /// First and last day, `YYYY-MM-DD`, of the day by which a record counts.
    pub from: Option<String>,
    pub to: Option<String>,
    /// Only those with names that wait for a person.
    pub waiting: bool,
    pub number: Option<i64>,
}

/// Where a record was, and where it stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ListedPlace {
    pub scope: String,
    pub oblast: Option<String>,
    /// Names of the communities it is linked with, in the order of the alphabet, with `; ` between.
    pub communities: Option<String>,
    /// Their codes, in the same order.
    pub codes: Option<String>,
    /// How many names of its rows wait for a person.
    pub waiting: i64,
    pub file: Option<String>,
    pub sheet: Option<String>,
    pub sheet_row: Option<i64>,
}

/// A delivery as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct DeliveryListRow {
    pub number: i64,
    pub item: Option<String>,
    pub category: Option<String>,
    pub project: Option<String>,
    pub donor: Option<String>,
    pub wave: Option<String>,
    pub recipient: Option<String>,
    pub quantity: Option<i64>,
    pub unit: Option<String>,
    pub value: Option<i64>,
    pub currency: Option<String>,
    pub value_of: Option<String>,
    pub decided: Option<String>,
    pub sent: Option<String>,
    pub received: Option<String>,
    pub date_precision: Option<String>,
    /// `None` only of the value of a whole wave.
    pub status: Option<String>,
    pub place: ListedPlace,
}

/// A need as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct NeedListRow {
    pub number: i64,
    pub item: Option<String>,
    pub topic: Option<String>,
    /// In Ukrainian.
    pub theme: Option<String>,
    pub category: Option<String>,
    pub project: Option<String>,
    pub applicant: Option<String>,
    pub quantity: Option<i64>,
    pub unit: Option<String>,
    pub urgency: Option<String>,
    pub people: Option<i64>,
    pub source: Option<String>,
    pub track: Option<String>,
    pub other_donors: Option<String>,
    pub dated: Option<String>,
    pub date_precision: Option<String>,
    /// `None` where nobody knows.
    pub status: Option<String>,
    /// What met it, as a person confirmed: `delivery:5; training:12`.
    pub met_by: Option<String>,
    pub place: ListedPlace,
}

/// A partnership as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct PartnershipListRow {
    pub number: i64,
    pub source_id: Option<String>,
    pub subject: String,
    pub kind: Option<String>,
    pub form: Option<String>,
    pub project: Option<String>,
    pub donor: Option<String>,
    pub parties: String,
    pub party_count: i64,
    pub foreign_parties: Option<String>,
    pub start: Option<String>,
    pub end: Option<String>,
    pub date_precision: Option<String>,
    pub place: ListedPlace,
}

fn partnership(row: &Row<'_>) -> rusqlite::Result<PartnershipListRow> {
    Ok(PartnershipListRow {
        number: row.get("number")?,
        source_id: row.get("source_id")?,
        subject: row.get("subject")?,
        kind: row.get("kind")?,
        form: row.get("form")?,
        project: row.get("project")?,
        donor: row.get("donor")?,
        parties: row.get("parties")?,
        party_count: row.get("party_count")?,
        foreign_parties: row.get("foreign_parties")?,
        start: row.get("start_date")?,
        end: row.get("end_date")?,
        date_precision: row.get("date_precision")?,
        place: place(row)?,
    })
}

fn place(row: &Row<'_>) -> rusqlite::Result<ListedPlace> {
    Ok(ListedPlace {
        scope: row.get("scope")?,
        oblast: row.get("oblast")?,
        communities: row.get("communities")?,
        codes: row.get("codes")?,
        waiting: row.get("waiting")?,
        file: row.get("file")?,
        sheet: row.get("sheet")?,
        sheet_row: row.get("sheet_row")?,
    })
}

fn delivery(row: &Row<'_>) -> rusqlite::Result<DeliveryListRow> {
    Ok(DeliveryListRow {
        number: row.get("number")?,
        item: row.get("item")?,
        category: row.get("category")?,
        project: row.get("project")?,
        donor: row.get("donor")?,
        wave: row.get("wave")?,
        recipient: row.get("recipient")?,
        quantity: row.get("quantity")?,
        unit: row.get("unit")?,
        value: row.get("value")?,
        currency: row.get("currency")?,
        value_of: row.get("value_of")?,
        decided: row.get("decided_date")?,
        sent: row.get("sent_date")?,
        received: row.get("received_date")?,
        date_precision: row.get("date_precision")?,
        status: row.get("status")?,
        place: place(row)?,
    })
}

fn need(row: &Row<'_>) -> rusqlite::Result<NeedListRow> {
    Ok(NeedListRow {
        number: row.get("number")?,
        item: row.get("item")?,
        topic: row.get("topic")?,
        theme: row.get("theme")?,
        category: row.get("category")?,
        project: row.get("project")?,
        applicant: row.get("applicant")?,
        quantity: row.get("quantity")?,
        unit: row.get("unit")?,
        urgency: row.get("urgency")?,
        people: row.get("people")?,
        source: row.get("source")?,
        track: row.get("track")?,
        other_donors: row.get("other_donors")?,
        dated: row.get("dated")?,
        date_precision: row.get("date_precision")?,
        status: row.get("status")?,
        met_by: row.get("answers")?,
        place: place(row)?,
    })
}

impl Store {
    /// Deliveries in force that pass the filter, by day, then number.
    pub fn deliveries(&self, filter: &RecordFilter) -> Result<Vec<DeliveryListRow>> {
        let mut query = self.conn.prepare(include_str!("queries/deliveries.sql"))?;
        let f = filter;
        let rows = query.query_map(
            named_params! {
                ":oblast": f.oblast, ":raion": f.raion, ":community": f.community, ":project": f.project,
                ":donor": f.donor, ":category": f.category, ":status": f.status, ":from": f.from, ":to": f.to,
                ":waiting": f.waiting, ":number": f.number,
            },
            delivery,
        )?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Partnerships that pass the filter and were in force in its period, by first day, then number.
    pub fn partnerships(&self, filter: &RecordFilter) -> Result<Vec<PartnershipListRow>> {
        let mut query = self.conn.prepare(include_str!("queries/partnerships.sql"))?;
        let f = filter;
        let rows = query.query_map(
            named_params! {
                ":oblast": f.oblast, ":raion": f.raion, ":community": f.community, ":project": f.project,
                ":donor": f.donor, ":from": f.from, ":to": f.to, ":waiting": f.waiting, ":number": f.number,
            },
            partnership,
        )?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Needs in force that pass the filter, by day, then number.
    pub fn needs(&self, filter: &RecordFilter) -> Result<Vec<NeedListRow>> {
        let mut query = self.conn.prepare(include_str!("queries/needs.sql"))?;
        let f = filter;
        let parameters: [(&str, &dyn ToSql); 13] = [
            (":oblast", &f.oblast),
            (":raion", &f.raion),
            (":community", &f.community),
            (":project", &f.project),
            (":donor", &f.donor),
            (":topic", &f.topic),
            (":theme", &f.theme),
            (":category", &f.category),
            (":status", &f.status),
            (":from", &f.from),
            (":to", &f.to),
            (":waiting", &f.waiting),
            (":number", &f.number),
        ];
        let rows = query.query_map(&parameters[..], need)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
