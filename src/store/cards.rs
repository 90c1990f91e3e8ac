//! What sheets say of a project beside its name: versions of its card.

use rusqlite::{Row, ToSql};

use super::{Base, Label, Plain, records::word};

/// What a sheet says of a project, in the database's own numbers and words. See `schema.sql` for units and NULLs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct CardValues {
    pub base: Base,
    pub name: String,
    pub implementers: Option<String>,
    pub code: Option<String>,
    pub edrpou: Option<String>,
    pub components: Option<String>,
    pub themes: Option<String>,
    pub end_date: Option<String>,
    pub status: Option<&'static str>,
}

impl Plain for CardValues {
    const NOUN: &'static str = "project_card";
    const TITLE: &'static str = "name";
    const DAY: &'static str = "start_date";
    const LABELS: &'static [(Label, &'static [&'static str])] =
        &[(Label::Project, &["project"]), (Label::Organisation, &["donor"])];
    const HAS_PLACE: bool = false;

    fn base(&self) -> &Base {
        &self.base
    }

    fn base_mut(&mut self) -> &mut Base {
        &mut self.base
    }

    fn title(&self) -> &str {
        &self.name
    }

    fn identity(&self) -> Vec<&str> {
        Vec::new() // a project has one card
    }

    fn of_row(row: &Row<'_>) -> rusqlite::Result<CardValues> {
        let statuses = ["planned", "ongoing", "completed", "suspended", "cancelled"];
        Ok(CardValues {
            base: Base::of_row(row, "start_date", false)?,
            name: row.get("name")?,
            implementers: row.get("implementers")?,
            code: row.get("code")?,
            edrpou: row.get("edrpou")?,
            components: row.get("components")?,
            themes: row.get("themes")?,
            end_date: row.get("end_date")?,
            status: word(row, "status", &statuses)?,
        })
    }

    fn columns(&self) -> Vec<(&'static str, &dyn ToSql)> {
        vec![
            ("project", &self.base.project),
            ("donor", &self.base.donor),
            ("start_date", &self.base.dated),
            ("quarter", &self.base.quarter),
            ("name", &self.name),
            ("implementers", &self.implementers),
            ("code", &self.code),
            ("edrpou", &self.edrpou),
            ("components", &self.components),
            ("themes", &self.themes),
            ("end_date", &self.end_date),
            ("status", &self.status),
        ]
    }
}
