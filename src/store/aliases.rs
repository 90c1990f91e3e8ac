//! Decisions of people about what a text means.

use rusqlite::{OptionalExtension, Row, named_params};

use super::{Store, Writing};
use crate::{
    error::Result,
    model::{Code, Decision},
};

/// What a decision is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Noun {
    Community,
    Topic,
    Project,
    Organisation,
}

impl Noun {
    pub(super) fn id(self) -> &'static str {
        match self {
            Noun::Community => "community",
            Noun::Topic => "topic",
            Noun::Project => "project",
            Noun::Organisation => "organisation",
        }
    }
}

/// What became of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    /// Nobody had decided it.
    New,
    /// It was decided so already.
    Same,
    /// It takes the place of an earlier one.
    Changed,
}

/// A decision in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AliasRow {
    /// The text, as typed.
    pub text: String,
    /// Code of the oblast in which it holds; `None` = everywhere.
    pub oblast: Option<String>,
    /// Code of the community; `None` = the text is no community.
    pub code: Option<String>,
    /// Name of the community.
    pub name: Option<String>,
    /// The change that brought it.
    pub added_by: i64,
}

impl Store {
    /// The decisions in force about communities, as the resolver takes them.
    pub fn decisions(&self) -> Result<Vec<Decision>> {
        let decisions = self.community_aliases()?.into_iter().map(|alias| Decision {
            text: alias.text,
            oblast: alias.oblast.as_deref().and_then(Code::parse),
            answer: alias.code.as_deref().and_then(Code::parse),
        });
        Ok(decisions.collect())
    }

    /// The decisions in force about communities, by text.
    pub fn community_aliases(&self) -> Result<Vec<AliasRow>> {
        self.rows(
            "SELECT a.text, o.code, c.code, c.name, a.added_by FROM alias a LEFT JOIN oblast o ON o.id = a.oblast
             LEFT JOIN community c ON c.id = a.target
             WHERE a.noun = 'community' AND a.ended_by IS NULL ORDER BY a.text_fold, o.code, a.id",
            |row| {
                Ok(AliasRow {
                    text: row.get(0)?,
                    oblast: row.get(1)?,
                    code: row.get(2)?,
                    name: row.get(3)?,
                    added_by: row.get(4)?,
                })
            },
        )
    }
}

impl Writing<'_> {
    /// Remembers a decision, ending an earlier one about the same text and oblast.
    pub fn decide(
        &self,
        noun: Noun,
        text: &str,
        fold: &str,
        oblast: Option<i64>,
        target: Option<i64>,
        change: i64,
    ) -> Result<Decided> {
        const FIND: &str = "SELECT id, target FROM alias
            WHERE noun = ?1 AND text_fold = ?2 AND oblast IS ?3 AND ended_by IS NULL";
        const END: &str = "UPDATE alias SET ended_by = ?2 WHERE id = ?1";
        const ADD: &str = "INSERT INTO alias (noun, text, text_fold, oblast, target, added_by)
            VALUES (:noun, :text, :fold, :oblast, :target, :change)";
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let earlier: Option<(i64, Option<i64>)> =
            self.conn().query_row(FIND, (noun.id(), fold, oblast), read).optional()?;
        let decided = match earlier {
            Some((_, decided)) if decided == target => return Ok(Decided::Same),
            Some((id, _)) => {
                self.conn().execute(END, (id, change))?;
                Decided::Changed
            }
            None => Decided::New,
        };
        self.conn().execute(
            ADD,
            named_params! {
                ":noun": noun.id(), ":text": text, ":fold": fold, ":oblast": oblast, ":target": target, ":change": change,
            },
        )?;
        Ok(decided)
    }
}
