//! Needs as reports weigh them: what each asks for, and where it belongs.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::{NeedsQuestion, count};
use crate::{
    error::Result,
    model::{AidCategory, Period, Quarter, THEMES, Theme, asks_for_training},
    store::{CommunityRow, DeliveryListRow, Lapsed, ListedPlace, NeedListRow, RecordFilter, Store, Subject},
    table::Cell,
};

/// What a need asks for, and with that what answers it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::report) enum Asks {
    /// A training on a theme of the list, by its number.
    Theme(i64),
    /// A training on a topic that belongs to no theme yet.
    Topic(String),
    /// Aid of a kind.
    Aid(AidCategory),
    /// Nobody said.
    Unknown,
}

impl Asks {
    fn of(need: &NeedListRow) -> Asks {
        let taught = need.item.as_deref().is_some_and(asks_for_training);
        let category = need.category.as_deref().and_then(AidCategory::from_id).filter(|_| !taught);
        let theme = need.theme.as_deref().and_then(Theme::parse).map(|theme| i64::from(theme.number));
        match (category, theme, &need.topic) {
            (Some(category), ..) if category != AidCategory::Other => Asks::Aid(category),
            (_, Some(theme), _) => Asks::Theme(theme),
            (_, None, Some(topic)) => Asks::Topic(topic.clone()),
            (Some(other), None, None) => Asks::Aid(other),
            (None, None, None) => Asks::Unknown,
        }
    }
}

/// A need with its place.
#[derive(Clone, Debug)]
pub(in crate::report) struct Asked {
    pub(in crate::report) need: NeedListRow,
    pub(in crate::report) asks: Asks,
    /// Its communities, as places of [`Places::communities`].
    pub(in crate::report) communities: Vec<usize>,
}

impl Asked {
    /// Whether this is its status.
    pub(in crate::report) fn is(&self, status: &str) -> bool {
        self.need.status.as_deref() == Some(status)
    }

    pub(in crate::report) fn is_met(&self) -> bool {
        self.is("met")
    }

    /// Asked for, not taken back and not met; a refused application is a need that is still there.
    pub(in crate::report) fn is_unmet(&self) -> bool {
        !self.is_met() && !self.is("withdrawn")
    }

    /// The first day on which it may have been said.
    pub(in crate::report) fn day(&self) -> Option<Date> {
        self.need.dated.as_deref().and_then(|day| day.parse().ok())
    }

    /// What it is called: its item, else its topic.
    pub(in crate::report) fn title(&self) -> Cell {
        self.need.item.clone().or_else(|| self.need.topic.clone()).into()
    }
}

/// Where a record belongs at one level. Each stands in one place only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::report) enum Place {
    /// A territory, as the first of its communities in [`Places::communities`].
    Territory(usize),
    Several,
    Waiting,
    Unsaid,
}

/// The communities that can be named.
#[derive(Debug)]
pub(in crate::report) struct Places {
    pub(in crate::report) communities: Vec<CommunityRow>,
    by_code: FxHashMap<String, usize>,
}

impl Places {
    pub(in crate::report) fn of(store: &Store) -> Result<Places> {
        let communities = store.communities()?;
        let by_code = communities.iter().enumerate().map(|(place, row)| (row.code.clone(), place)).collect();
        Ok(Places { communities, by_code })
    }

    /// The communities that a record is linked with; what the register no longer has is left out.
    pub(in crate::report) fn linked(&self, place: &ListedPlace) -> Vec<usize> {
        let codes = place.codes.as_deref().unwrap_or_default().split("; ");
        codes.filter_map(|code| self.by_code.get(code).copied()).collect()
    }

    /// The names of some communities.
    pub(in crate::report) fn names(&self, communities: &[usize]) -> Cell {
        let names: Vec<&str> = self.rows(communities).map(|row| row.name.as_str()).collect();
        if names.is_empty() { Cell::Missing } else { names.join("; ").into() }
    }

    pub(in crate::report) fn rows<'a>(&'a self, places: &'a [usize]) -> impl Iterator<Item = &'a CommunityRow> + 'a {
        places.iter().filter_map(|place| self.communities.get(*place))
    }

    /// Where a record belongs: the one territory of all its communities, or a row of its own. `key` names the territory.
    pub(in crate::report) fn place<K: PartialEq>(
        &self,
        asked: &Asked,
        key: impl Fn(&CommunityRow) -> Option<K>,
    ) -> Place {
        let place = &asked.need.place;
        if place.waiting > 0 {
            return Place::Waiting;
        }
        let mut keys: Vec<Option<K>> = self.rows(&asked.communities).map(&key).collect();
        keys.dedup();
        let first = |key_wanted: &Option<K>| self.communities.iter().position(|row| key(row) == *key_wanted);
        match keys.as_slice() {
            [] => Place::Unsaid,
            [key] => first(key).map_or(Place::Unsaid, Place::Territory),
            _ => Place::Several,
        }
    }

    /// The oblast of a record, by its communities or by what its sheet names instead.
    pub(in crate::report) fn oblast(&self, asked: &Asked) -> Place {
        match (self.place(asked, |row| Some(row.oblast)), &asked.need.place.oblast) {
            (Place::Unsaid, Some(name)) => {
                self.communities.iter().position(|row| row.oblast_name == *name).map_or(Place::Unsaid, Place::Territory)
            }
            (place, _) => place,
        }
    }
}

/// The needs that a question is about, and what has to be said beside them.
#[derive(Debug)]
pub(in crate::report) struct Needs {
    pub(in crate::report) asked: Vec<Asked>,
    pub(in crate::report) places: Places,
    /// The oblast asked for.
    pub(in crate::report) oblast: Option<i64>,
    /// Needs without a day, which no period has.
    undated: usize,
    /// Answers that a person confirmed, and that answer no longer.
    lapsed: Vec<Lapsed>,
}

impl Needs {
    /// Reads them.
    ///
    /// # Errors
    /// The question names something that the database does not know.
    pub(in crate::report) fn of(store: &Store, question: &NeedsQuestion) -> Result<Needs> {
        let mut filter = filter(store, question)?;
        let (topic, theme) = match question.topic.as_deref().map(|typed| store.find_subject(typed)).transpose()? {
            Some(Subject::Topic(topic)) => (Some(topic), None),
            Some(Subject::Theme(theme)) => (None, Some(theme)),
            None => (None, None),
        };
        (filter.topic, filter.theme) = (topic, theme);
        let (places, lapsed) = (Places::of(store)?, store.lapsed_answers()?);
        let mut needs = Needs { asked: Vec::new(), places, oblast: filter.oblast, undated: 0, lapsed };
        for need in store.needs(&filter)? {
            let day: Option<Date> = need.dated.as_deref().and_then(|day| day.parse().ok());
            if question.period == Period::ALWAYS || day.is_some_and(|day| question.period.contains(day)) {
                let (asks, communities) = (Asks::of(&need), needs.places.linked(&need.place));
                needs.asked.push(Asked { need, asks, communities });
            } else if day.is_none() {
                needs.undated += 1;
            }
        }
        Ok(needs)
    }

    /// How many communities there could be: those of the register, without Crimea, or of the oblast asked for.
    pub(in crate::report) fn universe(&self) -> usize {
        let counts = |row: &&CommunityRow| {
            row.raion.is_some() && self.oblast.map_or(!row.in_crimea(), |oblast| row.oblast == oblast)
        };
        self.places.communities.iter().filter(counts).count()
    }

    /// The communities of some needs, each once.
    pub(in crate::report) fn communities<'a>(&self, asked: impl Iterator<Item = &'a Asked>) -> BTreeSet<usize> {
        let here = |place: &usize| {
            self.places.communities.get(*place).is_some_and(|row| self.oblast.is_none_or(|one| row.oblast == one))
        };
        asked.flat_map(|asked| asked.communities.iter().copied()).filter(here).collect()
    }

    /// What nobody knows of these needs.
    pub(in crate::report) fn unknown_notes<'a>(&self, asked: impl Iterator<Item = &'a Asked>) -> Vec<String> {
        let (mut waiting, mut placeless, mut subjectless) = (0, 0, 0);
        for asked in asked {
            waiting += usize::from(asked.need.place.waiting > 0);
            placeless += usize::from(asked.need.place.waiting == 0 && asked.communities.is_empty());
            subjectless += usize::from(asked.asks == Asks::Unknown);
        }
        let told = [
            (
                waiting,
                "has a name that waits for a person, so that its community is not known yet",
                "have names that wait for a person, so that their communities are not known yet",
            ),
            (placeless, "names no community", "name no community"),
            (subjectless, "names neither theme nor kind of aid", "name neither theme nor kind of aid"),
            (self.undated, "has no day and is in no period", "have no day and are in no period"),
        ];
        let said = told.into_iter().filter(|(number, ..)| *number > 0);
        said.map(|(number, one, several)| {
            let verb = if number == 1 { one } else { several };
            format!("{} {verb}.", count(number, "need", "needs"))
        })
        .chain(Lapsed::note(&self.lapsed, |need| self.asked.iter().any(|asked| asked.need.number == need)))
        .collect()
    }
}

/// What a question asks of records of any kind, but for their days and topics.
///
/// # Errors
/// It names something that the database does not know.
pub(in crate::report) fn filter(store: &Store, question: &NeedsQuestion) -> Result<RecordFilter> {
    Ok(RecordFilter {
        oblast: question.oblast.as_deref().map(|typed| store.find_oblast(typed)).transpose()?,
        project: question.project.as_deref().map(|typed| store.find_project(typed)).transpose()?,
        donor: question.donor.as_deref().map(|typed| store.find_organisation(typed)).transpose()?,
        category: question.category.map(AidCategory::id),
        ..RecordFilter::default()
    })
}

/// Deliveries that pass a filter and were received. Those without a day are in no period.
pub(in crate::report) fn given(store: &Store, filter: RecordFilter) -> Result<Vec<DeliveryListRow>> {
    store.deliveries(&RecordFilter { status: Some("received"), ..filter })
}

/// A theme in both languages.
pub(in crate::report) fn theme_cell(theme: Option<i64>) -> Cell {
    let listed = |number: i64| THEMES.iter().find(|listed| i64::from(listed.number) == number);
    theme.and_then(listed).map_or(Cell::Missing, |theme| Cell::Term(theme.english, theme.ukrainian))
}

/// What is asked for, as one word.
pub(in crate::report) fn subject_cell(asks: &Asks) -> Cell {
    match asks {
        Asks::Theme(theme) => theme_cell(Some(*theme)),
        Asks::Topic(topic) => topic.as_str().into(),
        Asks::Aid(category) => Cell::Term(category.english(), category.ukrainian()),
        Asks::Unknown => Cell::Missing,
    }
}

/// A day as exactly as it was said.
pub(in crate::report) fn days_said(day: Option<&str>, precision: Option<&str>) -> Cell {
    let Some(day) = day else { return Cell::Missing };
    let date: Option<Date> = day.parse().ok();
    match precision {
        None => date.map_or(Cell::Missing, Cell::Date),
        Some("year") => day.get(..4).unwrap_or_default().into(),
        Some("quarter") => date.map_or(Cell::Missing, |day| Quarter::of(day).to_string().into()),
        Some(_) => day.get(..7).unwrap_or_default().into(),
    }
}
