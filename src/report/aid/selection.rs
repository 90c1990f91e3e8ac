//! Which deliveries a report of aid counts: what was asked for, and everything until then.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::{
    Figures, Register,
    shared::{Shared, shared},
};
use crate::{
    error::{Error, Result},
    model::wave_key,
    store::{AidRow, Label, Store},
};

/// A wave of a project: waves of different projects may bear one name.
pub(in crate::report) type Wave = (Option<i64>, Option<String>);

/// All deliveries, with the values that several of them share.
pub(in crate::report) struct Deliveries {
    pub(super) rows: Vec<AidRow>,
    /// The wave of each.
    pub(super) waves: Vec<Wave>,
    pub(super) shared: Vec<Shared>,
}

impl Deliveries {
    pub(in crate::report) fn read(store: &Store) -> Result<Deliveries> {
        let rows = store.aid()?;
        let waves: Vec<Wave> = rows.iter().map(|row| (row.project, row.wave.as_deref().map(wave_key))).collect();
        let shared = shared(&rows, &waves);
        Ok(Deliveries { rows, waves, shared })
    }

    /// The wave that was typed, of the project and donor that are asked for.
    ///
    /// # Errors
    /// No such wave; or several projects have one of that name, and nobody said which is meant.
    pub(super) fn find_wave(
        &self,
        store: &Store,
        typed: &str,
        project: Option<i64>,
        donor: Option<i64>,
    ) -> Result<Wave> {
        let wanted = wave_key(typed);
        let is_asked = |row: &AidRow| {
            project.is_none_or(|project| row.project == Some(project))
                && donor.is_none_or(|donor| row.donor == Some(donor))
        };
        let asked = || self.rows.iter().zip(&self.waves).filter(|(row, _)| is_asked(row));
        let found: BTreeSet<Option<i64>> =
            asked().filter(|(_, wave)| wave.1.as_ref() == Some(&wanted)).map(|(_, wave)| wave.0).collect();
        match found.iter().collect::<Vec<_>>()[..] {
            [project] => Ok((*project, Some(wanted))),
            [] => {
                let known: BTreeSet<&str> = asked().filter_map(|(row, _)| row.wave.as_deref()).collect();
                Err(unknown_wave(typed, &known))
            }
            _ => Err(wave_of_several(store, typed, &found)?),
        }
    }
}

fn unknown_wave(typed: &str, known: &BTreeSet<&str>) -> Error {
    let known: Vec<_> = known.iter().map(|wave| format!("`{wave}`")).collect();
    Error::Usage {
        what: format!("`{typed}` is not a wave that this database knows"),
        hint: match known.is_empty() {
            true => "no delivery names a wave: see `hromada list deliveries`".to_string(),
            false => format!("there are {}", known.join(", ")),
        },
    }
}

fn wave_of_several(store: &Store, typed: &str, projects: &BTreeSet<Option<i64>>) -> Result<Error> {
    let labels = store.labels(Label::Project)?;
    let named = labels.iter().filter(|project| projects.contains(&Some(project.id)));
    let mut names: Vec<String> = named.map(|project| format!("`{}`", project.name)).collect();
    names.extend(projects.contains(&None).then(|| "rows without a project".to_string()));
    Ok(Error::Usage {
        what: format!("`{typed}` is a wave of {}", names.join(" and of ")),
        hint: "say whose wave is meant with `--project NAME`, or see all with `hromada report aid --by wave`"
            .to_string(),
    })
}

/// What is asked for, in the database's own numbers and words; `None` = no matter.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub(in crate::report) struct Wanted {
    pub(in crate::report) from: Option<String>,
    pub(in crate::report) to: Option<String>,
    /// With its project.
    pub(in crate::report) wave: Option<Wave>,
    pub(in crate::report) project: Option<i64>,
    pub(in crate::report) donor: Option<i64>,
    pub(in crate::report) category: Option<&'static str>,
    pub(in crate::report) oblast: Option<i64>,
}

/// The deliveries that count, by their places among all.
pub(in crate::report) struct Selected<'a> {
    pub(in crate::report) deliveries: &'a Deliveries,
    pub(super) wanted: Wanted,
    /// What the project, donor, kind and oblast asked for gave at any time, whatever has come of it.
    base: BTreeSet<usize>,
    /// What was asked for, whatever has come of it.
    pub(super) all: BTreeSet<usize>,
    /// Of that, what was received.
    pub(super) received: BTreeSet<usize>,
    /// What was received until the last day asked for, in all waves.
    pub(super) until: BTreeSet<usize>,
    /// That day; `None` = without end.
    pub(super) last_day: Option<String>,
    /// The day on which each community first received something, as far as days are known; for all waves.
    first_days: FxHashMap<i64, Earliest>,
}

/// What is known of the first delivery that a community received.
#[derive(Default)]
struct Earliest {
    day: Option<String>,
    deliveries: usize,
    undated: bool,
}

impl<'a> Selected<'a> {
    pub(in crate::report) fn of(deliveries: &'a Deliveries, register: &Register, wanted: Wanted) -> Selected<'a> {
        let rows = &deliveries.rows;
        let is_received = |place: &usize| rows.get(*place).is_some_and(is_received);
        let passes = |row: &AidRow| {
            wanted.project.is_none_or(|project| row.project == Some(project))
                && wanted.donor.is_none_or(|donor| row.donor == Some(donor))
                // A wave is of a project, and so is what came before it.
                && wanted.wave.as_ref().is_none_or(|wave| row.project == wave.0)
        };
        let base: BTreeSet<usize> = (0..rows.len())
            .filter(|place| {
                rows.get(*place).is_some_and(|row| passes(row) && is_of_kind_and_oblast(row, &wanted, register))
            })
            .collect();
        let is_asked = |place: &usize| {
            let wave = deliveries.waves.get(*place);
            let day = rows.get(*place).and_then(|row| row.dated.as_ref());
            wanted.wave.as_ref().is_none_or(|wanted| wave == Some(wanted))
                && wanted.from.as_ref().is_none_or(|from| day.is_some_and(|day| day >= from))
                && wanted.to.as_ref().is_none_or(|to| day.is_some_and(|day| day <= to))
        };
        let all: BTreeSet<usize> = base.iter().copied().filter(is_asked).collect();
        let received: BTreeSet<usize> = all.iter().copied().filter(is_received).collect();
        let day_of = |place: &usize| rows.get(*place).and_then(|row| row.dated.clone());
        let of_wave = || received.iter().filter_map(day_of).max().filter(|_| wanted.wave.is_some());
        let last_day = wanted.to.clone().or_else(of_wave);
        let came: BTreeSet<usize> = base.iter().copied().filter(is_received).collect();
        let first_days = earliest(came.iter().filter_map(|place| rows.get(*place)), |_| true);
        let until = BTreeSet::new();
        let mut selected = Selected { deliveries, wanted, base, all, received, until, last_day, first_days };
        let until = selected.until_day(&came, selected.last_day.as_deref());
        selected.until = until.union(&selected.received).copied().collect();
        selected
    }

    /// Those of the deliveries that were there on that day.
    pub(super) fn until_day(&self, of: &BTreeSet<usize>, day: Option<&str>) -> BTreeSet<usize> {
        let is_there = |place: &usize| {
            let dated = self.row(*place).and_then(|row| row.dated.as_deref());
            day.is_none_or(|day| dated.is_some_and(|dated| dated <= day))
        };
        of.iter().copied().filter(is_there).collect()
    }

    /// The figures of what was asked for and received.
    pub(in crate::report) fn figures(&self, register: &Register) -> Figures {
        Figures::of(self, &self.received, register)
    }

    /// What was asked for and received, values of whole waves left out.
    pub(in crate::report) fn received(&self) -> impl Iterator<Item = &'a AidRow> {
        self.received.iter().filter_map(|place| self.row(*place)).filter(|row| !is_whole_wave(row))
    }

    pub(super) fn row(&self, place: usize) -> Option<&'a AidRow> {
        self.deliveries.rows.get(place)
    }

    /// Whether all of a delivery lies in the oblast asked for.
    pub(super) fn is_whole(&self, row: &AidRow) -> bool {
        self.wanted.oblast.is_none() || row.oblast == self.wanted.oblast
    }

    /// The shared values that can be told of these: nothing that one may be of lies outside of what was asked for, and all of it
    /// that was received is among these.
    pub(super) fn shared_in(&self, places: &BTreeSet<usize>) -> impl Iterator<Item = &'a Shared> {
        let is_told = |place: &usize| {
            let row = self.row(*place).filter(|row| self.base.contains(place) && self.is_whole(row));
            row.is_some_and(|row| !is_received(row) || places.contains(place))
        };
        self.deliveries.shared.iter().filter(move |shared| {
            !shared.is_doubtful && shared.of.iter().all(is_told) && shared.of.iter().any(|place| places.contains(place))
        })
    }

    /// What no day keeps out of the period that was asked for.
    pub(super) fn undated(&self) -> impl Iterator<Item = usize> {
        let is_asked = |place: &usize| {
            let wave = self.deliveries.waves.get(*place);
            self.wanted.wave.as_ref().is_none_or(|wanted| wave == Some(wanted))
                && self.row(*place).is_some_and(|row| row.dated.is_none())
        };
        self.base.difference(&self.all).copied().filter(is_asked)
    }

    /// Which communities received their very first delivery in these, and of which a missing day keeps that open. `project` = the
    /// first of this project.
    pub(super) fn first(
        &self,
        of: &BTreeSet<usize>,
        project: Option<Option<i64>>,
        counts: impl Fn(i64) -> bool,
    ) -> (BTreeSet<i64>, BTreeSet<i64>) {
        let own = earliest(of.iter().filter_map(|place| self.row(*place)), counts);
        let of_project = project.map(|project| {
            let came = self.base.iter().filter_map(|place| self.row(*place)).filter(|row| is_received(row));
            earliest(came.filter(|row| row.project == project), |_| true)
        });
        let first_days = of_project.as_ref().unwrap_or(&self.first_days);
        let (mut first, mut open) = (BTreeSet::new(), BTreeSet::new());
        for (community, own) in own {
            match first_days.get(&community) {
                Some(ever) if own.deliveries == ever.deliveries => first.insert(community),
                Some(ever) if ever.undated => open.insert(community),
                Some(ever) if own.day == ever.day => first.insert(community),
                _ => false,
            };
        }
        (first, open)
    }
}

/// What is known of the first delivery of each community that counts.
fn earliest<'a>(rows: impl Iterator<Item = &'a AidRow>, counts: impl Fn(i64) -> bool) -> FxHashMap<i64, Earliest> {
    let mut earliest: FxHashMap<i64, Earliest> = FxHashMap::default();
    for row in rows {
        for community in row.communities.iter().filter(|community| counts(**community)) {
            earliest.entry(*community).or_default().add(row);
        }
    }
    earliest
}

impl Earliest {
    fn add(&mut self, row: &AidRow) {
        self.deliveries += 1;
        self.undated |= row.dated.is_none();
        if row.dated.is_some() && (self.day.is_none() || row.dated < self.day) {
            self.day.clone_from(&row.dated);
        }
    }
}

/// Whether it has come; the value of a whole wave has, unless its row says otherwise.
pub(super) fn is_received(row: &AidRow) -> bool {
    row.status.as_deref().map_or(is_whole_wave(row), |status| status == "received")
}

/// Whether a row tells nothing but the value of a whole wave.
pub(super) fn is_whole_wave(row: &AidRow) -> bool {
    row.value_of.as_deref() == Some("wave")
}

/// The value of a whole wave has neither kind nor place.
fn is_of_kind_and_oblast(row: &AidRow, wanted: &Wanted, register: &Register) -> bool {
    let lies_in = |oblast: i64| {
        let is_there = |community: &i64| register.get(*community).is_some_and(|community| community.oblast == oblast);
        row.oblast == Some(oblast) || row.communities.iter().any(is_there)
    };
    wanted.category.is_none_or(|category| row.category.as_deref() == Some(category))
        && wanted.oblast.is_none_or(lies_in)
}
