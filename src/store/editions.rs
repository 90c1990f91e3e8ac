//! Editions of the codifier that were seen, and how places stood before each: what lets one be taken back.

use jiff::civil::Date;
use rusqlite::{Connection, Row, named_params};

use super::{Store, Writing};
use crate::{error::Result, model::letters};

const PLACES: &str = include_str!("queries/places.sql");

/// How a place stood before a change.
pub(super) struct PlaceBefore {
    level: String,
    code: String,
    oblast: Option<i64>,
    raion: Option<i64>,
    community: Option<i64>,
    kind: Option<String>,
    /// `None` = it was not there.
    name: Option<String>,
    ended_by: Option<i64>,
}

impl PlaceBefore {
    /// Puts the place back. One that was not there is ended by `undo`.
    pub(super) fn put_back(&self, conn: &Connection, undo: i64) -> Result<()> {
        let Some(name) = &self.name else {
            let sql = match self.level.as_str() {
                "oblast" => "UPDATE oblast SET ended_by = ?2 WHERE code = ?1",
                "raion" => "UPDATE raion SET ended_by = ?2 WHERE code = ?1",
                "community" => "UPDATE community SET ended_by = ?2 WHERE code = ?1",
                _ => "UPDATE settlement SET ended_by = ?2 WHERE code = ?1",
            };
            conn.prepare_cached(sql)?.execute((&self.code, undo))?;
            return Ok(());
        };
        let PlaceBefore { code, oblast, raion, community, kind, ended_by, .. } = self;
        let (fold, sort) = (letters::fold(name), letters::sort_key(name));
        match self.level.as_str() {
            "oblast" => {
                const SQL: &str = "UPDATE oblast SET name = ?2, name_sort = ?3, ended_by = ?4 WHERE code = ?1";
                conn.prepare_cached(SQL)?.execute((code, name, sort, ended_by))?
            }
            "raion" => {
                const SQL: &str =
                    "UPDATE raion SET name = ?2, name_sort = ?3, ended_by = ?4, oblast = ?5 WHERE code = ?1";
                conn.prepare_cached(SQL)?.execute((code, name, sort, ended_by, oblast))?
            }
            "community" => {
                const SQL: &str = "UPDATE community SET name = ?2, name_fold = ?3, name_sort = ?4, ended_by = ?5,
                    oblast = ?6, raion = ?7, kind = ?8 WHERE code = ?1";
                let values = (code, name, fold, sort, ended_by, oblast, raion, kind);
                conn.prepare_cached(SQL)?.execute(values)?
            }
            _ => {
                const SQL: &str =
                    "UPDATE settlement SET name = ?2, ended_by = ?3, community = ?4, category = ?5 WHERE code = ?1";
                conn.prepare_cached(SQL)?.execute((code, name, ended_by, community, kind))?
            }
        };
        Ok(())
    }
}

impl Store {
    /// Date of the edition in force.
    pub fn edition(&self) -> Result<Option<String>> {
        const SQL: &str = "SELECT max(dated) FROM edition WHERE ended_by IS NULL";
        Ok(self.conn.query_row(SQL, [], |row| row.get(0))?)
    }

    /// The first edition after a day that this database has seen.
    pub fn edition_after(&self, day: Date) -> Result<Option<Date>> {
        const SQL: &str = "SELECT min(dated) FROM edition WHERE dated > ?1 AND ended_by IS NULL";
        let dated: Option<String> = self.conn.query_row(SQL, [day.to_string()], |row| row.get(0))?;
        Ok(dated.and_then(|dated| dated.parse().ok()))
    }

    /// How the places of a level stood before the first change after this one that altered them.
    pub(super) fn places_as_of(&self, level: &str, change: i64) -> Result<Vec<PlaceBefore>> {
        const SQL: &str = "SELECT b.* FROM main.place_before b WHERE b.level = ?1 AND b.change =
            (SELECT min(l.change) FROM main.place_before l WHERE l.level = b.level AND l.code = b.code AND l.change > ?2)";
        let mut query = self.conn.prepare(SQL)?;
        let places = query.query_map((level, change), place_before)?;
        Ok(places.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writing<'_> {
    /// Remembers that an edition was seen.
    pub(super) fn save_edition(&self, edition: Date, source: &str, change: i64) -> Result<()> {
        const SQL: &str = "INSERT INTO edition (dated, source, added_by) SELECT ?1, ?2, ?3
            WHERE NOT EXISTS (SELECT 1 FROM edition WHERE dated = ?1 AND ended_by IS NULL)";
        self.conn().execute(SQL, (edition.to_string(), source, change))?;
        Ok(())
    }

    /// Remembers how all places stand, until [`Writing::keep_places_before`]. `false` when there are none yet.
    pub(super) fn look_at_places(&self) -> Result<bool> {
        if !self.conn().query_row("SELECT EXISTS (SELECT 1 FROM oblast)", [], |row| row.get(0))? {
            return Ok(false);
        }
        self.conn().execute_batch(&format!(
            "CREATE TEMP TABLE place_was (level, code, oblast, raion, community, kind, name, ended_by, PRIMARY KEY (level, code));
             INSERT INTO temp.place_was {PLACES}"
        ))?;
        Ok(true)
    }

    /// Writes down how the places stood that `change` altered since [`Writing::look_at_places`].
    pub(super) fn keep_places_before(&self, change: i64) -> Result<()> {
        self.conn().execute_batch(&format!("CREATE TEMP VIEW place_now AS {PLACES}"))?;
        self.conn().execute(include_str!("queries/places_changed.sql"), [change])?;
        self.conn().execute_batch("DROP VIEW temp.place_now; DROP TABLE temp.place_was")?;
        Ok(())
    }

    /// Later changes that altered the places which this one altered, or rest on places which it added.
    pub(super) fn changes_on_places(&self, change: i64) -> Result<Vec<i64>> {
        let mut query = self.conn().prepare(include_str!("queries/stands_on_places.sql"))?;
        let ids = query.query_map([change], |row| row.get(0))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// Puts all places back that `change` altered. Gives how many were ended, having been added by it, and how many came back
    /// as they were.
    pub(super) fn put_places_back(&self, change: i64, undo: i64) -> Result<(usize, usize)> {
        let sql = format!(
            "INSERT INTO place_before (change, level, code, oblast, raion, community, kind, name, ended_by)
             SELECT :undo, n.level, n.code, n.oblast, n.raion, n.community, n.kind, n.name, n.ended_by
             FROM place_before b JOIN ({PLACES}) n ON n.level = b.level AND n.code = b.code WHERE b.change = :change"
        );
        if self.conn().execute(&sql, named_params! { ":undo": undo, ":change": change })? == 0 {
            return Ok((0, 0));
        }
        let places = self.places_before(change)?;
        for place in &places {
            place.put_back(self.conn(), undo)?;
        }
        let added = places.iter().filter(|place| place.name.is_none()).count();
        Ok((added, places.len() - added))
    }

    fn places_before(&self, change: i64) -> Result<Vec<PlaceBefore>> {
        let mut query = self.conn().prepare("SELECT * FROM place_before WHERE change = ?1")?;
        let places = query.query_map([change], place_before)?;
        Ok(places.collect::<rusqlite::Result<_>>()?)
    }
}

fn place_before(row: &Row<'_>) -> rusqlite::Result<PlaceBefore> {
    Ok(PlaceBefore {
        level: row.get("level")?,
        code: row.get("code")?,
        oblast: row.get("oblast")?,
        raion: row.get("raion")?,
        community: row.get("community")?,
        kind: row.get("kind")?,
        name: row.get("name")?,
        ended_by: row.get("ended_by")?,
    })
}
