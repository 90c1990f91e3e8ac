//! A big load: the indices that only questions need are built once after it, which is faster than keeping them.

use super::Writing;
use crate::error::Result;

/// Indices that no step of an import looks into, and the one by which a row finds its record, which is the last.
const DEAR: [&str; 5] = ["training_number", "training_sheet", "assignment_cell", "assignment_past", KEY];
const KEY: &str = "training_key";

/// Cache while indices are built.
const SORTING_CACHE_KIB: i64 = 1_024;

/// Indices that were taken away, with the statements that make them again.
#[derive(Debug, Default)]
pub struct Postponed {
    statements: Vec<(&'static str, String)>,
}

impl Writing<'_> {
    /// Takes away the indices that are dear to keep during a big load of trainings.
    pub fn postpone_indices(&self) -> Result<Postponed> {
        let mut statements = Vec::new();
        for name in DEAR {
            let sql =
                self.conn().query_row("SELECT sql FROM sqlite_schema WHERE name = ?1", [name], |row| row.get(0))?;
            statements.push((name, sql));
            self.conn().execute_batch(&format!("DROP INDEX {name}"))?;
        }
        Ok(Postponed { statements })
    }

    /// Builds the index by which rows find trainings, if it was taken away.
    pub fn build_key_index(&self, postponed: &mut Postponed) -> Result<()> {
        self.build(postponed, |name| name == KEY)
    }

    /// Builds all indices that were taken away.
    pub fn build_indices(&self, postponed: &mut Postponed) -> Result<()> {
        self.build(postponed, |_| true)
    }

    fn build(&self, postponed: &mut Postponed, wanted: impl Fn(&str) -> bool) -> Result<()> {
        let (now, later) = std::mem::take(&mut postponed.statements).into_iter().partition(|(name, _)| wanted(name));
        postponed.statements = later;
        let now: Vec<(&str, String)> = now;
        // SQLite sorts portions as large as its cache, and small ones, which stay near the processor, a third faster.
        super::open::set_cache(self.conn(), SORTING_CACHE_KIB)?;
        for (_, sql) in now {
            self.conn().execute_batch(&sql)?;
        }
        super::open::set_cache(self.conn(), super::open::CACHE_KIB)
    }
}

impl Postponed {
    /// Whether rows cannot find trainings by their key at the moment.
    pub fn lacks_key_index(&self) -> bool {
        self.statements.iter().any(|(name, _)| *name == KEY)
    }
}
