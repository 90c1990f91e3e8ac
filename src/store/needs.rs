//! Needs: versions of what a community asked for, under one number.

use rusqlite::{Row, ToSql};

use super::{Base, Label, Plain, deliveries::category, records::word};

/// What a need says of itself, in the database's own numbers and words. See `schema.sql` for units and NULLs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct NeedValues {
    pub base: Base,
    pub item: Option<String>,
    pub topic: Option<i64>,
    pub category: Option<&'static str>,
    pub applicant: Option<String>,
    pub quantity: Option<i64>,
    pub unit: Option<String>,
    pub urgency: Option<&'static str>,
    pub people: Option<u32>,
    pub source: Option<&'static str>,
    pub track: Option<String>,
    pub other_donors: Option<String>,
    pub status: Option<&'static str>,
}

impl Plain for NeedValues {
    const NOUN: &'static str = "need";
    const TITLE: &'static str = "coalesce(item, (SELECT name FROM topic WHERE topic.id = need.topic), '')";
    const DAY: &'static str = "dated";
    const LABELS: &'static [(Label, &'static [&'static str])] =
        &[(Label::Topic, &["topic"]), (Label::Project, &["project"]), (Label::Organisation, &["donor"])];

    fn base(&self) -> &Base {
        &self.base
    }

    fn base_mut(&mut self) -> &mut Base {
        &mut self.base
    }

    fn title(&self) -> &str {
        self.item.as_deref().unwrap_or_default()
    }

    fn identity(&self) -> Vec<&str> {
        [&self.track, &self.item, &self.applicant].map(|text| text.as_deref().unwrap_or_default()).to_vec()
    }

    fn of_row(row: &Row<'_>) -> rusqlite::Result<NeedValues> {
        let statuses = ["applied", "selected", "rejected", "met", "withdrawn"];
        Ok(NeedValues {
            base: Base::of_row(row, "dated", true)?,
            item: row.get("item")?,
            topic: row.get("topic")?,
            category: category(row)?,
            applicant: row.get("applicant")?,
            quantity: row.get("quantity")?,
            unit: row.get("unit")?,
            urgency: word(row, "urgency", &["high", "medium", "low"])?,
            people: row.get("people")?,
            source: word(row, "source", &["form", "survey", "dialogue"])?,
            track: row.get("track")?,
            other_donors: row.get("other_donors")?,
            status: word(row, "status", &statuses)?,
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
            ("topic", &self.topic),
            ("category", &self.category),
            ("applicant", &self.applicant),
            ("quantity", &self.quantity),
            ("unit", &self.unit),
            ("urgency", &self.urgency),
            ("people", &self.people),
            ("source", &self.source),
            ("track", &self.track),
            ("other_donors", &self.other_donors),
            ("status", &self.status),
        ]
    }
}
