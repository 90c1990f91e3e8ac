//! Aid: versions of a delivery under one number.

use rusqlite::{Row, ToSql};

use super::{Base, Label, Plain, records::word};
use crate::model::AidCategory;

/// What a delivery says of itself, in the database's own numbers and words. See `schema.sql` for units and NULLs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct DeliveryValues {
    pub base: Base,
    pub item: Option<String>,
    pub category: Option<&'static str>,
    pub implementer: Option<i64>,
    pub wave: Option<String>,
    pub recipient: Option<String>,
    pub quantity: Option<i64>,
    pub unit: Option<String>,
    pub value: Option<i64>,
    pub price: Option<i64>,
    pub currency: Option<String>,
    pub value_of: Option<&'static str>,
    pub decided_date: Option<String>,
    pub sent_date: Option<String>,
    pub received_date: Option<String>,
    pub status: Option<&'static str>,
}

/// The word of a category as the database has it.
pub(super) fn category(row: &Row<'_>) -> rusqlite::Result<Option<&'static str>> {
    let id: Option<String> = row.get("category")?;
    Ok(id.as_deref().and_then(AidCategory::from_id).map(AidCategory::id))
}

impl Plain for DeliveryValues {
    const NOUN: &'static str = "delivery";
    const TITLE: &'static str = "coalesce(item, wave, '')";
    const DAY: &'static str = "dated";
    const LABELS: &'static [(Label, &'static [&'static str])] =
        &[(Label::Project, &["project"]), (Label::Organisation, &["donor", "implementer"])];

    fn base(&self) -> &Base {
        &self.base
    }

    fn base_mut(&mut self) -> &mut Base {
        &mut self.base
    }

    fn title(&self) -> &str {
        self.item.as_deref().or(self.wave.as_deref()).unwrap_or_default()
    }

    fn identity(&self) -> Vec<&str> {
        [&self.wave, &self.item, &self.recipient].map(|text| text.as_deref().unwrap_or_default()).to_vec()
    }

    fn of_row(row: &Row<'_>) -> rusqlite::Result<DeliveryValues> {
        Ok(DeliveryValues {
            base: Base::of_row(row, "dated", true)?,
            item: row.get("item")?,
            category: category(row)?,
            implementer: row.get("implementer")?,
            wave: row.get("wave")?,
            recipient: row.get("recipient")?,
            quantity: row.get("quantity")?,
            unit: row.get("unit")?,
            value: row.get("value")?,
            price: row.get("price")?,
            currency: row.get("currency")?,
            value_of: word(row, "value_of", &["wave", "rows"])?,
            decided_date: row.get("decided_date")?,
            sent_date: row.get("sent_date")?,
            received_date: row.get("received_date")?,
            status: word(row, "status", &["planned", "sent", "received", "returned"])?,
        })
    }

    fn columns(&self) -> Vec<(&'static str, &dyn ToSql)> {
        vec![
            ("source_id", &self.base.source_id),
            ("project", &self.base.project),
            ("donor", &self.base.donor),
            ("date_precision", &self.base.date_precision),
            ("dated", &self.base.dated),
            ("quarter", &self.base.quarter),
            ("item", &self.item),
            ("category", &self.category),
            ("implementer", &self.implementer),
            ("wave", &self.wave),
            ("recipient", &self.recipient),
            ("quantity", &self.quantity),
            ("unit", &self.unit),
            ("value", &self.value),
            ("price", &self.price),
            ("currency", &self.currency),
            ("value_of", &self.value_of),
            ("decided_date", &self.decided_date),
            ("sent_date", &self.sent_date),
            ("received_date", &self.received_date),
            ("status", &self.status),
        ]
    }
}
