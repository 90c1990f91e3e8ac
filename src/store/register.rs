//! The register in the database: oblasts, raions, communities, settlements, former names.

use std::collections::HashMap;

use jiff::civil::Date;
use rusqlite::Row;

use super::{Store, Writing};
use crate::{
    error::{Error, Result},
    model::{
        Category, Code, Community, CommunityKind, FormerName, Oblast, PlaceIds, Raion, Register, Settlement, THEMES,
        letters,
    },
};

/// A community with what a list shows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct CommunityRow {
    pub id: i64,
    pub code: String,
    pub name: String,
    pub kind: Option<String>,
    pub oblast: i64,
    pub oblast_code: String,
    pub oblast_name: String,
    pub raion: Option<i64>,
    pub raion_code: Option<String>,
    pub raion_name: Option<String>,
    /// Latest number of residents; `None` where no table told one.
    pub residents: Option<i64>,
    /// Year of that number.
    pub residents_year: Option<i64>,
}

impl CommunityRow {
    /// Whether it lies in Crimea or Sevastopol, which stand apart from every total.
    pub fn in_crimea(&self) -> bool {
        Code::parse(&self.code).is_some_and(Code::in_crimea)
    }
}

impl Store {
    /// Code and name of a community, in force or withdrawn.
    pub fn community_name(&self, community: i64) -> Result<(String, String)> {
        let mut query = self.conn.prepare_cached("SELECT code, name FROM community WHERE id = ?1")?;
        Ok(query.query_row([community], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }

    /// The register as it is in force.
    pub fn register(&self) -> Result<Register> {
        Ok(Register {
            oblasts: self.rows("SELECT code, name FROM oblast WHERE ended_by IS NULL ORDER BY code", |row| {
                Ok(Oblast { code: code(row, 0)?, name: row.get(1)? })
            })?,
            raions: self.rows(
                "SELECT r.code, o.code, r.name FROM raion r JOIN oblast o ON o.id = r.oblast WHERE r.ended_by IS NULL ORDER BY r.code",
                |row| Ok(Raion { code: code(row, 0)?, oblast: code(row, 1)?, name: row.get(2)? }),
            )?,
            communities: self.rows(
                "SELECT c.code, o.code, r.code, c.name, c.kind FROM community c JOIN oblast o ON o.id = c.oblast
                 LEFT JOIN raion r ON r.id = c.raion WHERE c.ended_by IS NULL ORDER BY c.code",
                |row| {
                    let kind = row.get_ref(4)?.as_str_or_null()?.and_then(CommunityKind::parse);
                    let raion = row.get_ref(2)?.as_str_or_null()?.and_then(Code::parse);
                    Ok(Community { code: code(row, 0)?, oblast: code(row, 1)?, raion, name: row.get(3)?, kind })
                },
            )?,
            settlements: self.rows(
                "SELECT s.code, c.code, s.category, s.name FROM settlement s LEFT JOIN community c ON c.id = s.community
                 WHERE s.ended_by IS NULL ORDER BY s.code",
                |row| {
                    let community = row.get_ref(1)?.as_str_or_null()?.and_then(Code::parse);
                    let category = Category::parse(row.get_ref(2)?.as_str()?).unwrap_or(Category::Village);
                    Ok(Settlement { code: code(row, 0)?, community, category, name: row.get(3)? })
                },
            )?,
            former_names: self.rows(
                "SELECT code, name, until FROM former_name WHERE ended_by IS NULL ORDER BY code, until, name",
                |row| {
                    let until: String = row.get(2)?;
                    Ok(FormerName { code: code(row, 0)?, name: row.get(1)?, until: until.parse().unwrap_or(Date::MAX) })
                },
            )?,
        })
    }

    /// The database's numbers of all communities, withdrawn ones too.
    pub fn place_ids(&self) -> Result<HashMap<Code, PlaceIds>> {
        let rows = self.rows("SELECT code, id, raion, oblast FROM community", |row| {
            Ok((code(row, 0)?, PlaceIds { community: row.get(1)?, raion: row.get(2)?, oblast: row.get(3)? }))
        })?;
        Ok(rows.into_iter().collect())
    }

    /// The database's numbers of the oblasts.
    pub fn oblast_ids(&self) -> Result<HashMap<Code, i64>> {
        let rows = self.rows("SELECT code, id FROM oblast", |row| Ok((code(row, 0)?, row.get(1)?)))?;
        Ok(rows.into_iter().collect())
    }

    /// All communities in force, by oblast, raion and name in the order of the alphabet.
    pub fn communities(&self) -> Result<Vec<CommunityRow>> {
        self.rows(include_str!("queries/communities.sql"), |row| {
            Ok(CommunityRow {
                id: row.get("id")?,
                code: row.get("code")?,
                name: row.get("name")?,
                kind: row.get("kind")?,
                oblast: row.get("oblast")?,
                oblast_code: row.get("oblast_code")?,
                oblast_name: row.get("oblast_name")?,
                raion: row.get("raion")?,
                raion_code: row.get("raion_code")?,
                raion_name: row.get("raion_name")?,
                residents: row.get("residents")?,
                residents_year: row.get("residents_year")?,
            })
        })
    }

    /// All rows of a query without parameters.
    pub(super) fn rows<T>(&self, sql: &str, read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>) -> Result<Vec<T>> {
        let mut query = self.conn.prepare(sql)?;
        let rows = query.query_map([], read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// Reads a code; what is no code was written by another program.
fn code(row: &Row<'_>, column: usize) -> rusqlite::Result<Code> {
    let text = row.get_ref(column)?.as_str()?;
    Code::parse(text).ok_or_else(|| {
        rusqlite::Error::FromSqlConversionFailure(
            column,
            rusqlite::types::Type::Text,
            format!("`{text}` is not a KATOTTG code").into(),
        )
    })
}

impl Writing<'_> {
    /// Fills the fixed list of themes.
    pub(super) fn save_themes(&self) -> Result<()> {
        let mut insert = self.conn().prepare("INSERT INTO theme (id, ukrainian, english) VALUES (?1, ?2, ?3)")?;
        for theme in &THEMES {
            insert.execute((theme.number, theme.ukrainian, theme.english))?;
        }
        Ok(())
    }

    /// Brings the register to what an edition says: adds, renames and withdraws places; codes keep their numbers.
    /// Former names that the edition implies are the caller's to give, in `register.former_names`.
    pub fn save_register(&self, register: &Register, edition: Date, source: &str, change: i64) -> Result<()> {
        self.save_edition(edition, source, change)?;
        let undoable = self.look_at_places()?;
        let oblasts = self.save_oblasts(&register.oblasts, change)?;
        let raions = self.save_raions(&register.raions, &oblasts, change)?;
        let communities = self.save_communities(&register.communities, &oblasts, &raions, change)?;
        self.save_settlements(&register.settlements, &communities, change)?;
        if undoable {
            self.keep_places_before(change)?;
        }
        const FORMER: &str = "INSERT OR IGNORE INTO former_name (code, name, until, added_by) VALUES (?1, ?2, ?3, ?4)";
        let mut insert = self.conn().prepare(FORMER)?;
        for former in &register.former_names {
            insert.execute((former.code.to_string(), &former.name, former.until.to_string(), change))?;
        }
        Ok(())
    }

    fn save_oblasts(&self, oblasts: &[Oblast], change: i64) -> Result<HashMap<Code, i64>> {
        const SQL: &str = "INSERT INTO oblast (code, name, name_sort) VALUES (?1, ?2, ?3) ON CONFLICT (code)
            DO UPDATE SET name = excluded.name, name_sort = excluded.name_sort, ended_by = NULL RETURNING id";
        let mut insert = self.conn().prepare(SQL)?;
        let save = |oblast: &Oblast| {
            let values = (oblast.code.to_string(), &oblast.name, letters::sort_key(&oblast.name));
            Ok((oblast.code, insert.query_row(values, |row| row.get(0))?))
        };
        let ids: HashMap<_, _> = oblasts.iter().map(save).collect::<Result<_>>()?;
        self.withdraw("oblast", ids.keys().copied(), change)?;
        Ok(ids)
    }

    fn save_raions(&self, raions: &[Raion], oblasts: &HashMap<Code, i64>, change: i64) -> Result<HashMap<Code, i64>> {
        const SQL: &str = "INSERT INTO raion (code, oblast, name, name_sort) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (code)
            DO UPDATE SET name = excluded.name, name_sort = excluded.name_sort, ended_by = NULL RETURNING id";
        let mut insert = self.conn().prepare(SQL)?;
        let save = |raion: &Raion| {
            let values =
                (raion.code.to_string(), id_of(oblasts, raion.oblast)?, &raion.name, letters::sort_key(&raion.name));
            Ok((raion.code, insert.query_row(values, |row| row.get(0))?))
        };
        let ids: HashMap<_, _> = raions.iter().map(save).collect::<Result<_>>()?;
        self.withdraw("raion", ids.keys().copied(), change)?;
        Ok(ids)
    }

    fn save_communities(
        &self,
        communities: &[Community],
        oblasts: &HashMap<Code, i64>,
        raions: &HashMap<Code, i64>,
        change: i64,
    ) -> Result<HashMap<Code, i64>> {
        const SQL: &str = "INSERT INTO community (code, oblast, raion, kind, name, name_fold, name_sort, added_by)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (code) DO UPDATE SET oblast = excluded.oblast,
            raion = excluded.raion, kind = coalesce(excluded.kind, kind), name = excluded.name,
            name_fold = excluded.name_fold, name_sort = excluded.name_sort, ended_by = NULL RETURNING id";
        let mut insert = self.conn().prepare(SQL)?;
        let mut ids = HashMap::new();
        for community in communities {
            let raion = community.raion.map(|raion| id_of(raions, raion)).transpose()?;
            let kind = community.kind.map(CommunityKind::id);
            let (fold, sort) = (letters::fold(&community.name), letters::sort_key(&community.name));
            let values = (
                community.code.to_string(),
                id_of(oblasts, community.oblast)?,
                raion,
                kind,
                &community.name,
                fold,
                sort,
                change,
            );
            ids.insert(community.code, insert.query_row(values, |row| row.get(0))?);
        }
        self.withdraw("community", ids.keys().copied(), change)?;
        Ok(ids)
    }

    fn save_settlements(
        &self,
        settlements: &[Settlement],
        communities: &HashMap<Code, i64>,
        change: i64,
    ) -> Result<()> {
        const SQL: &str =
            "INSERT INTO settlement (code, community, category, name, added_by) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (code) DO UPDATE SET community = excluded.community, category = excluded.category,
            name = excluded.name, ended_by = NULL";
        let mut insert = self.conn().prepare(SQL)?;
        for place in settlements {
            let community = place.community.map(|community| id_of(communities, community)).transpose()?;
            insert.execute((place.code.to_string(), community, place.category.letter(), &place.name, change))?;
        }
        self.withdraw("settlement", settlements.iter().map(|place| place.code), change)
    }

    /// Ends the places of one table that an edition no longer has.
    fn withdraw(&self, table: &'static str, kept: impl Iterator<Item = Code>, change: i64) -> Result<()> {
        let kept: std::collections::HashSet<String> = kept.map(|code| code.to_string()).collect();
        let mut query = self.conn().prepare(&format!("SELECT code FROM {table} WHERE ended_by IS NULL"))?;
        let codes = query.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
        let mut end = self.conn().prepare(&format!("UPDATE {table} SET ended_by = ?2 WHERE code = ?1"))?;
        for code in codes.iter().filter(|code| !kept.contains(*code)) {
            end.execute((code, change))?;
        }
        Ok(())
    }
}

fn id_of(ids: &HashMap<Code, i64>, code: Code) -> Result<i64> {
    ids.get(&code).copied().ok_or_else(|| Error::Bug(format!("{code} lies in a place that the register does not have")))
}
