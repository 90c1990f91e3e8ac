//! Records of the kinds that come in thousands: their links to communities stand in one table, and their versions are added by name.

use rusqlite::{Connection, Row, ToSql, params_from_iter};
use sha2::{Digest, Sha256};

use super::{CommunityLink, Label, Record, SaidLink, Store, Version, Writing, records::word};
use crate::{
    error::Result,
    model::{Whereabouts, letters},
};

/// A link of the table `link`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkRow {
    /// What is linked: `delivery`, `need` or `partnership`.
    pub noun: &'static str,
    /// Its number.
    pub record: i64,
    /// The community.
    pub community: i64,
    /// How the community was found, see [`LinkRule`](super::LinkRule).
    pub rule: i64,
    /// The sheet that said it; `None` where a person did.
    pub sheet: Option<i64>,
    /// Row of that sheet.
    pub sheet_row: Option<u32>,
}

impl CommunityLink for LinkRow {
    fn community(&self) -> i64 {
        self.community
    }

    fn rule(&self) -> i64 {
        self.rule
    }

    fn source(&self) -> (Option<i64>, Option<u32>) {
        (self.sheet, self.sheet_row)
    }

    fn told(self) -> LinkRow {
        LinkRow { rule: 0, sheet: None, sheet_row: None, ..self }
    }
}

/// What records of these kinds have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Base {
    /// The id that the sheet itself gives.
    pub source_id: Option<String>,
    /// Its project.
    pub project: Option<i64>,
    /// Who pays.
    pub donor: Option<i64>,
    /// The day that says to which period it belongs, `YYYY-MM-DD`; `None` where nobody said.
    pub dated: Option<String>,
    /// How exactly it was said; `None` = to the day.
    pub date_precision: Option<&'static str>,
    /// The quarter of that day: year * 10 + quarter.
    pub quarter: Option<i64>,
    /// Where it was.
    pub at: Whereabouts,
}

impl Base {
    /// Reads the columns that all these tables have; `dated` is the column of the day.
    pub(super) fn of_row(row: &Row<'_>, dated: &str, has_place: bool) -> rusqlite::Result<Base> {
        let scopes = ["waiting", "all_of_oblast", "oblast", "none"];
        let at = match has_place {
            true => Whereabouts {
                oblast: row.get("oblast")?,
                raion: row.get("raion")?,
                community: row.get("community")?,
                scope: word(row, "scope", &scopes)?.unwrap_or("communities"),
            },
            false => Whereabouts::default(),
        };
        let source_id = if has_place { row.get("source_id")? } else { None };
        let precision = ["month", "quarter", "half", "year"];
        let date_precision = if has_place { word(row, "date_precision", &precision)? } else { None };
        let (project, donor) = (row.get("project")?, row.get("donor")?);
        Ok(Base { source_id, project, donor, dated: row.get(dated)?, date_precision, quarter: row.get("quarter")?, at })
    }

    /// The columns of the place.
    fn place(&self) -> [(&'static str, Box<dyn ToSql>); 4] {
        let at = self.at;
        [
            ("scope", Box::new(Some(at.scope).filter(|scope| *scope != "communities"))),
            ("oblast", Box::new(at.oblast)),
            ("raion", Box::new(at.raion)),
            ("community", Box::new(at.community)),
        ]
    }
}

/// Columns with what is to be written into them.
pub(super) type Columns<'v> = Vec<(&'static str, &'v dyn ToSql)>;

/// A kind of record that comes in thousands.
pub trait Plain: Clone + std::fmt::Debug + Default + PartialEq {
    /// As in [`Record`].
    const NOUN: &'static str;
    /// As in [`Record`].
    const TITLE: &'static str;
    /// As in [`Record`].
    const DAY: &'static str;
    /// As in [`Record`].
    const LABELS: &'static [(Label, &'static [&'static str])];
    /// Whether it is linked to communities.
    const HAS_PLACE: bool = true;

    /// What it has in common with the others.
    fn base(&self) -> &Base;
    /// The same, to be changed.
    fn base_mut(&mut self) -> &mut Base;
    /// What people know it by.
    fn title(&self) -> &str;
    /// Texts that tell it from others of its project, where the sheet gives no id.
    fn identity(&self) -> Vec<&str>;
    /// Reads a row of its table.
    fn of_row(row: &Row<'_>) -> rusqlite::Result<Self>;
    /// Its own columns, beside the place.
    fn columns(&self) -> Vec<(&'static str, &dyn ToSql)>;
}

/// Adds such records.
#[derive(Debug)]
pub struct AddPlain<'w> {
    conn: &'w Connection,
}

impl AddPlain<'_> {
    fn insert(&self, table: &str, columns: &Columns<'_>) -> Result<()> {
        let names: Vec<&str> = columns.iter().map(|column| column.0).collect();
        let places: Vec<String> = (1..=columns.len()).map(|place| format!("?{place}")).collect();
        let sql = format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), places.join(", "));
        self.conn.prepare_cached(&sql)?.execute(params_from_iter(columns.iter().map(|column| column.1)))?;
        Ok(())
    }
}

impl<P: Plain> Record for P {
    const NOUN: &'static str = P::NOUN;
    const TITLE: &'static str = P::TITLE;
    const DAY: &'static str = P::DAY;
    const LABELS: &'static [(Label, &'static [&'static str])] = P::LABELS;
    type Link = LinkRow;
    type Add<'w> = AddPlain<'w>;

    fn of_row(row: &Row<'_>) -> rusqlite::Result<P> {
        P::of_row(row)
    }

    fn adding<'w>(writing: &'w Writing<'_>) -> Result<AddPlain<'w>> {
        Ok(AddPlain { conn: writing.conn() })
    }

    fn add(&self, add: &mut AddPlain<'_>, version: &Version, change: i64) -> Result<()> {
        let mut columns: Columns<'_> = vec![
            ("number", &version.number),
            ("key", &version.key),
            ("sheet", &version.sheet),
            ("sheet_row", &version.sheet_row),
            ("added_by", &change),
        ];
        columns.extend(Plain::columns(self));
        let place = self.base().place();
        if P::HAS_PLACE {
            columns.extend(place.iter().map(|(name, value)| (*name, value.as_ref())));
        }
        add.insert(P::NOUN, &columns)
    }

    fn add_links(add: &mut AddPlain<'_>, links: &[LinkRow], change: i64) -> Result<()> {
        for link in links {
            let columns: Columns<'_> = vec![
                ("noun", &link.noun),
                ("record", &link.record),
                ("community", &link.community),
                ("rule", &link.rule),
                ("sheet", &link.sheet),
                ("sheet_row", &link.sheet_row),
                ("added_by", &change),
            ];
            add.insert("link", &columns)?;
        }
        Ok(())
    }

    fn links(store: &Store, number: i64) -> Result<Vec<LinkRow>> {
        const SQL: &str = "SELECT community, rule, sheet, sheet_row FROM link
            WHERE noun = ?1 AND record = ?2 AND ended_by IS NULL ORDER BY community";
        let mut query = store.conn.prepare_cached(SQL)?;
        let rows = query.query_map((P::NOUN, number), |row| {
            let (community, rule, sheet, sheet_row) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            Ok(LinkRow { noun: P::NOUN, record: number, community, rule, sheet, sheet_row })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn was_told(store: &Store, number: i64, community: i64) -> Result<bool> {
        const SQL: &str = "SELECT count(sheet) FROM link WHERE noun = ?1 AND record = ?2 AND community = ?3";
        let mut query = store.conn.prepare_cached(SQL)?;
        Ok(query.query_row((P::NOUN, number, community), |row| row.get::<_, i64>(0))? > 0)
    }

    fn end_link(writing: &Writing<'_>, number: i64, community: i64, change: i64) -> Result<()> {
        const DROP: &str = "DELETE FROM link WHERE noun = ?1 AND record = ?2 AND community = ?3 AND added_by = ?4";
        const END: &str = "UPDATE link SET ended_by = ?4
            WHERE noun = ?1 AND record = ?2 AND community = ?3 AND ended_by IS NULL";
        if writing.conn().prepare_cached(DROP)?.execute((P::NOUN, number, community, change))? == 0 {
            writing.conn().prepare_cached(END)?.execute((P::NOUN, number, community, change))?;
        }
        Ok(())
    }

    fn end_links(writing: &Writing<'_>, number: i64, change: i64) -> Result<()> {
        const END: &str = "UPDATE link SET ended_by = ?3 WHERE noun = ?1 AND record = ?2 AND ended_by IS NULL";
        writing.conn().prepare_cached(END)?.execute((P::NOUN, number, change))?;
        Ok(())
    }

    fn key(&self) -> i64 {
        let base = self.base();
        let mut hash = Sha256::new();
        hash.update(base.project.unwrap_or(0).to_le_bytes());
        match &base.source_id {
            Some(id) => hash.update(format!("id\0{id}")),
            None => self.identity().iter().for_each(|part| hash.update(format!("{}\0", letters::fold(part)))),
        }
        i64::from_le_bytes(hash.finalize().first_chunk().copied().unwrap_or_default())
    }

    fn source_id(&self) -> Option<&str> {
        self.base().source_id.as_deref()
    }

    fn title(&self) -> &str {
        Plain::title(self)
    }

    fn day(&self) -> Option<&str> {
        self.base().dated.as_deref()
    }

    fn project_and_quarter(&self) -> (Option<i64>, i64) {
        (self.base().project, self.base().quarter.unwrap_or(0))
    }

    fn place(&self) -> Whereabouts {
        self.base().at
    }

    fn set_place(&mut self, at: Whereabouts) {
        self.base_mut().at = if P::HAS_PLACE { at } else { Whereabouts::default() };
    }

    fn link(&self, number: i64, said: &SaidLink) -> LinkRow {
        let SaidLink { community, rule, sheet, sheet_row, .. } = *said;
        LinkRow { noun: P::NOUN, record: number, community, rule, sheet, sheet_row }
    }

    fn kept_link(&self, link: LinkRow) -> LinkRow {
        link
    }

    fn is_there(&self, _: &LinkRow) -> bool {
        true
    }
}
