//! Who was covered: the raw counts behind every coverage report.

use rusqlite::{Row, Statement, named_params};

use super::Store;
use crate::error::Result;

/// The territory that a row of a report stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Oblasts.
    Oblast = 1,
    /// Raions.
    Raion = 2,
    /// Communities.
    Community = 3,
}

/// Which trainings count. `None` = no matter.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct CoverageFilter {
    /// First and last quarter, as stored.
    pub quarters: (i64, i64),
    /// First and last day, given only where the period does not consist of whole quarters.
    pub from: Option<String>,
    pub to: Option<String>,
    pub project: Option<i64>,
    pub donor: Option<i64>,
    pub topic: Option<i64>,
    pub theme: Option<i64>,
    pub kind: Option<&'static str>,
}

impl CoverageFilter {
    /// Whether no day is outside of the period.
    pub(super) fn is_always(&self) -> bool {
        self.quarters == (0, 99_999) && self.from.is_none() && self.to.is_none()
    }

    /// Whether the index alone cannot tell, so that trainings have to be looked at.
    fn is_narrow(&self) -> bool {
        self.project.is_some()
            || self.donor.is_some()
            || self.kind.is_some()
            || self.from.is_some()
            || self.to.is_some()
    }
}

/// A community, topic and quarter that had trainings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Cell {
    pub community: i64,
    pub topic: Option<i64>,
    pub quarter: i64,
    pub trainings: i64,
}

/// A held training, as far as the counting of people needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// Topic; `None` where nobody said.
    pub topic: Option<i64>,
    /// Quarter, as stored.
    pub quarter: i64,
    /// The oblast, raion, community in which all of it was; `None` = several, or nobody said.
    pub oblast: Option<i64>,
    /// Likewise.
    pub raion: Option<i64>,
    /// Likewise.
    pub community: Option<i64>,
    /// What its sheet names.
    pub names: Names,
    /// Its people; `None` where nobody counted.
    pub participants: Option<i64>,
    /// Whether nobody counted in some of its rows, so that there were more people.
    pub uncounted_rows: bool,
}

/// What the sheet of a training names as its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// Communities, all of which are known.
    Communities,
    /// Communities, some of which wait for a person.
    Waiting,
    /// All communities of an oblast.
    AllOfOblast,
    /// Something else, or nothing.
    Otherwise,
}

impl Names {
    /// Reads a column `scope`.
    pub fn of(scope: Option<&str>) -> Names {
        match scope {
            None => Names::Communities,
            Some("waiting") => Names::Waiting,
            Some("all_of_oblast") => Names::AllOfOblast,
            Some(_) => Names::Otherwise,
        }
    }
}

fn names(row: &Row<'_>, column: usize) -> rusqlite::Result<Names> {
    Ok(Names::of(row.get_ref(column)?.as_str_or_null()?))
}

/// A link of a training that was held for several places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct SharedLink {
    pub training: i64,
    pub topic: Option<i64>,
    pub quarter: i64,
    pub community: i64,
    /// The oblast in which all of the training was; `None` = several, or a name waits.
    pub oblast: Option<i64>,
    /// What its sheet names.
    pub names: Names,
    /// People from this community, where the sheet splits them.
    pub participants: Option<i64>,
    /// People of the whole training; `None` where nobody counted.
    pub people: Option<i64>,
    /// Whether nobody counted in some of its rows.
    pub uncounted_rows: bool,
}

impl Store {
    /// Calls `each` for every community, topic and quarter with trainings, by community.
    pub fn covered(&self, filter: &CoverageFilter, mut each: impl FnMut(Cell)) -> Result<()> {
        let topics = self.topics_of(filter)?;
        let (first, last) = filter.quarters;
        let mut tell = |cell: i64, trainings| {
            let (community, quarter) = (cell / 10_000_000_000, cell % 100_000);
            let topic = Some(cell / 100_000 % 100_000).filter(|topic| *topic > 0);
            let asked = topics.as_ref().is_none_or(|topics| topic.is_some_and(|topic| topics.contains(&topic)));
            if asked && (first..=last).contains(&quarter) {
                each(Cell { community, topic, quarter, trainings });
            }
        };
        let mut query = self.conn.prepare(include_str!("queries/covered.sql"))?;
        let mut rows = query.query(named_params! {
            ":project": filter.project, ":narrow": filter.is_narrow(), ":donor": filter.donor, ":kind": filter.kind,
            ":from": filter.from, ":to": filter.to,
        })?;
        let mut cell: Option<(i64, i64)> = None;
        while let Some(row) = rows.next()? {
            let next: i64 = row.get(0)?;
            match &mut cell {
                Some((same, trainings)) if *same == next => *trainings += 1,
                _ => {
                    if let Some((done, trainings)) = cell.replace((next, 1)) {
                        tell(done, trainings);
                    }
                }
            }
        }
        if let Some((done, trainings)) = cell {
            tell(done, trainings);
        }
        Ok(())
    }

    /// The topics that the filter names, by themselves or by their theme; `None` = all.
    fn topics_of(&self, filter: &CoverageFilter) -> Result<Option<Vec<i64>>> {
        if filter.topic.is_none() && filter.theme.is_none() {
            return Ok(None);
        }
        let mut query = self.conn.prepare("SELECT id FROM topic WHERE id = ?1 OR theme = ?2")?;
        let topics = query.query_map((filter.topic, filter.theme), |row| row.get(0))?;
        Ok(Some(topics.collect::<rusqlite::Result<_>>()?))
    }

    /// Calls `each` for every held training.
    pub fn events(&self, filter: &CoverageFilter, each: impl FnMut(Event)) -> Result<()> {
        let mut query = self.conn.prepare(include_str!("queries/people.sql"))?;
        read(&mut query, filter, None, each, |row| {
            Ok(Event {
                topic: row.get(0)?,
                quarter: row.get(1)?,
                oblast: row.get(2)?,
                raion: row.get(3)?,
                community: row.get(4)?,
                names: names(row, 5)?,
                participants: row.get(6)?,
                uncounted_rows: row.get::<_, Option<i64>>(7)?.is_some(),
            })
        })
    }

    /// Calls `each` for every link of a training that was held for several territories of this level, by training.
    pub fn shared(&self, filter: &CoverageFilter, level: Level, each: impl FnMut(SharedLink)) -> Result<()> {
        let mut query = self.conn.prepare(include_str!("queries/shared.sql"))?;
        read(&mut query, filter, Some(level), each, |row| {
            Ok(SharedLink {
                training: row.get(0)?,
                topic: row.get(1)?,
                quarter: row.get(2)?,
                community: row.get(3)?,
                oblast: row.get(4)?,
                participants: row.get(5)?,
                names: names(row, 6)?,
                people: row.get(7)?,
                uncounted_rows: row.get::<_, Option<i64>>(8)?.is_some(),
            })
        })
    }

    /// Communities with a link to a held training, ever.
    pub fn communities_ever_covered(&self) -> Result<Vec<i64>> {
        self.rows(include_str!("queries/ever_covered.sql"), |row| row.get(0))
    }
}

fn read<T>(
    query: &mut Statement<'_>,
    filter: &CoverageFilter,
    level: Option<Level>,
    mut each: impl FnMut(T),
    cell: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<()> {
    let narrow = filter.is_narrow();
    let mut parameters = named_params! {
        ":first_quarter": filter.quarters.0, ":last_quarter": filter.quarters.1, ":project": filter.project,
        ":topic": filter.topic, ":theme": filter.theme, ":narrow": narrow, ":donor": filter.donor,
        ":kind": filter.kind, ":from": filter.from, ":to": filter.to,
    }
    .to_vec();
    let depth = level.map(|level| level as i64);
    if depth.is_some() {
        parameters.push((":depth", &depth));
    }
    let mut rows = query.query(parameters.as_slice())?;
    while let Some(row) = rows.next()? {
        each(cell(row)?);
    }
    Ok(())
}
