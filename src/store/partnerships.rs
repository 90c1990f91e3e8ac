//! Partnerships: versions of an agreement under one number.

use rusqlite::{Row, ToSql};

use super::{Base, Label, Plain, records::word};

/// What a partnership says of itself, in the database's own numbers and words. See `schema.sql` for units and NULLs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct PartnershipValues {
    pub base: Base,
    pub subject: String,
    pub kind: Option<&'static str>,
    pub form: Option<String>,
    pub parties: String,
    pub party_count: u32,
    pub foreign_parties: Option<String>,
    pub end_date: Option<String>,
}

impl Plain for PartnershipValues {
    const NOUN: &'static str = "partnership";
    const TITLE: &'static str = "subject";
    const DAY: &'static str = "start_date";
    const LABELS: &'static [(Label, &'static [&'static str])] =
        &[(Label::Project, &["project"]), (Label::Organisation, &["donor"])];

    fn base(&self) -> &Base {
        &self.base
    }

    fn base_mut(&mut self) -> &mut Base {
        &mut self.base
    }

    fn title(&self) -> &str {
        &self.subject
    }

    fn identity(&self) -> Vec<&str> {
        vec![&self.subject, &self.parties, self.base.dated.as_deref().unwrap_or_default()]
    }

    fn of_row(row: &Row<'_>) -> rusqlite::Result<PartnershipValues> {
        Ok(PartnershipValues {
            base: Base::of_row(row, "start_date", true)?,
            subject: row.get("subject")?,
            kind: word(row, "kind", &["urban_rural", "inter_municipal", "international"])?,
            form: row.get("form")?,
            parties: row.get("parties")?,
            party_count: row.get("party_count")?,
            foreign_parties: row.get("foreign_parties")?,
            end_date: row.get("end_date")?,
        })
    }

    fn columns(&self) -> Vec<(&'static str, &dyn ToSql)> {
        vec![
            ("source_id", &self.base.source_id),
            ("project", &self.base.project),
            ("donor", &self.base.donor),
            ("date_precision", &self.base.date_precision),
            ("start_date", &self.base.dated),
            ("quarter", &self.base.quarter),
            ("subject", &self.subject),
            ("kind", &self.kind),
            ("form", &self.form),
            ("parties", &self.parties),
            ("party_count", &self.party_count),
            ("foreign_parties", &self.foreign_parties),
            ("end_date", &self.end_date),
        ]
    }
}
