//! Things that sheets know by a name only: organisations, projects, topics. The same three columns for each.

use rusqlite::{OptionalExtension, Row};

use super::{Store, Writing};
use crate::{
    error::Result,
    model::{Theme, letters},
};

/// Which list of names is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Label {
    Organisation,
    Project,
    Topic,
}

/// A name of one of the lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelRow {
    /// Its number.
    pub id: i64,
    /// As first written.
    pub name: String,
    /// For topics: number of the theme it belongs to; `None` where nobody has said.
    pub theme: Option<i64>,
}

impl Label {
    fn find(self) -> &'static str {
        match self {
            Label::Organisation => "SELECT id FROM organisation WHERE name_fold = ?1 AND ended_by IS NULL",
            Label::Project => "SELECT id FROM project WHERE name_fold = ?1 AND ended_by IS NULL",
            Label::Topic => "SELECT id FROM topic WHERE name_fold = ?1 AND ended_by IS NULL",
        }
    }

    fn ended(self) -> &'static str {
        match self {
            Label::Organisation => "SELECT id, ended_by FROM organisation WHERE name_fold = ?1",
            Label::Project => "SELECT id, ended_by FROM project WHERE name_fold = ?1",
            Label::Topic => "SELECT id, ended_by FROM topic WHERE name_fold = ?1",
        }
    }

    fn revive(self) -> &'static str {
        match self {
            Label::Organisation => "UPDATE organisation SET ended_by = NULL WHERE id = ?1",
            Label::Project => "UPDATE project SET ended_by = NULL WHERE id = ?1",
            Label::Topic => "UPDATE topic SET ended_by = NULL WHERE id = ?1",
        }
    }

    fn list(self) -> &'static str {
        match self {
            Label::Organisation => {
                "SELECT id, name, NULL FROM organisation WHERE ended_by IS NULL ORDER BY name_sort, id"
            }
            Label::Project => "SELECT id, name, NULL FROM project WHERE ended_by IS NULL ORDER BY name_sort, id",
            Label::Topic => "SELECT id, name, theme FROM topic WHERE ended_by IS NULL ORDER BY name_sort, id",
        }
    }

    fn insert(self) -> &'static str {
        match self {
            Label::Organisation => {
                "INSERT INTO organisation (name, name_fold, name_sort, added_by) VALUES (?1, ?2, ?3, ?4)"
            }
            Label::Project => "INSERT INTO project (name, name_fold, name_sort, added_by) VALUES (?1, ?2, ?3, ?4)",
            Label::Topic => {
                "INSERT INTO topic (name, name_fold, name_sort, added_by, theme) VALUES (?1, ?2, ?3, ?4, ?5)"
            }
        }
    }
}

impl Store {
    /// All names of a list, by the alphabet.
    pub fn labels(&self, label: Label) -> Result<Vec<LabelRow>> {
        self.rows(label.list(), |row| Ok(LabelRow { id: row.get(0)?, name: row.get(1)?, theme: row.get(2)? }))
    }

    /// The number of a name, whatever its case, apostrophes and look-alike letters.
    pub fn label(&self, label: Label, name: &str) -> Result<Option<i64>> {
        let mut query = self.conn.prepare_cached(label.find())?;
        Ok(query.query_row([letters::fold(name)], |row| row.get(0)).optional()?)
    }
}

impl Writing<'_> {
    /// The number of a name, and whether it is new. A topic that is named exactly like a theme belongs to it.
    pub fn label(&self, label: Label, name: &str, change: i64) -> Result<(i64, bool)> {
        let fold = letters::fold(name);
        let known = self.conn().prepare_cached(label.find())?.query_row([&fold], |row| row.get(0)).optional()?;
        if let Some(id) = known {
            return Ok((id, false));
        }
        if let Some(id) = self.revive_label(label, &fold, change)? {
            return Ok((id, true));
        }
        let sort = letters::sort_key(name);
        let mut insert = self.conn().prepare_cached(label.insert())?;
        match label {
            Label::Topic => {
                insert.execute((name, fold, sort, change, Theme::of_topic(name).map(|theme| theme.number)))?
            }
            Label::Organisation | Label::Project => insert.execute((name, fold, sort, change))?,
        };
        Ok((self.conn().last_insert_rowid(), true))
    }

    /// Brings back a name whose change was taken back: it keeps its number, for what comes back points to it.
    fn revive_label(&self, label: Label, fold: &str, change: i64) -> Result<Option<i64>> {
        const KEEP: &str = "INSERT OR IGNORE INTO label_before (change, noun, id, ended_by) VALUES (?1, ?2, ?3, ?4)";
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let ended: Option<(i64, i64)> =
            self.conn().prepare_cached(label.ended())?.query_row([fold], read).optional()?;
        let Some((id, ended_by)) = ended else { return Ok(None) };
        self.conn().prepare_cached(KEEP)?.execute((change, label.noun().id(), id, ended_by))?;
        self.conn().prepare_cached(label.revive())?.execute([id])?;
        Ok(Some(id))
    }
}
