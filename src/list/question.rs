//! Which records a list should show, as typed, and what the database calls that.

use crate::{
    error::{Error, Result},
    model::{AidCategory, Code, Period},
    names::{Outcome, Question, Resolver},
    store::{ListedPlace, RecordFilter, Store, Subject},
    table::Cell,
};

/// Which records to show, as typed. `None` = no matter.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct RecordQuestion {
    pub period: Period,
    pub oblast: Option<String>,
    pub raion: Option<String>,
    /// A community, by code or name.
    pub community: Option<String>,
    pub project: Option<String>,
    pub donor: Option<String>,
    pub topic: Option<String>,
    pub category: Option<AidCategory>,
    /// A word of the database.
    pub status: Option<&'static str>,
    /// Words that the record's title holds.
    pub text: Option<String>,
    /// Only those with names that wait for a person.
    pub waiting: bool,
    /// Only the one with this number.
    pub number: Option<i64>,
}

impl RecordQuestion {
    /// The same in the database's own numbers.
    ///
    /// # Errors
    /// It names something that the database does not know.
    pub(super) fn filter(&self, store: &Store) -> Result<RecordFilter> {
        let (topic, theme) = match self.topic.as_deref().map(|typed| store.find_subject(typed)).transpose()? {
            Some(Subject::Topic(topic)) => (Some(topic), None),
            Some(Subject::Theme(theme)) => (None, Some(theme)),
            None => (None, None),
        };
        Ok(RecordFilter {
            oblast: self.oblast.as_deref().map(|typed| store.find_oblast(typed)).transpose()?,
            raion: self.raion.as_deref().map(|typed| store.find_raion(typed)).transpose()?,
            community: self.community.as_deref().map(|typed| community(store, typed)).transpose()?,
            project: self.project.as_deref().map(|typed| store.find_project(typed)).transpose()?,
            donor: self.donor.as_deref().map(|typed| store.find_organisation(typed)).transpose()?,
            topic,
            theme,
            category: self.category.map(AidCategory::id),
            status: self.status,
            from: self.period.from.map(|day| day.to_string()),
            to: self.period.to.map(|day| day.to_string()),
            waiting: self.waiting,
            number: self.number,
        })
    }
}

/// The number of the community that was typed; a name has to name one for sure.
pub(super) fn community(store: &Store, typed: &str) -> Result<i64> {
    let code = match Code::parse(typed) {
        Some(code) => Some(code),
        None => {
            let mut resolver = Resolver::learned(&store.register()?, store.decisions()?, &store.old_codes()?);
            match resolver.resolve(&Question { text: typed, ..Question::default() }).as_ref() {
                Outcome::Sure { code, .. } => Some(*code),
                _ => None,
            }
        }
    };
    let found = code.map(|code| store.place_ids().map(|ids| ids.get(&code).copied())).transpose()?.flatten();
    found.map(|place| place.community).ok_or_else(|| Error::Usage {
        what: format!("`{typed}` does not name one community for sure"),
        hint: format!("give its code; `hromada list communities --text \"{typed}\"` shows which there are"),
    })
}

/// What sheets say in the place of communities, so that import reads back what is listed here.
pub(super) const ALL_OF_OBLAST: &str = "усі громади області";

/// The cells of a place: oblast, scope, communities, codes, names waiting, source.
pub(super) fn place_cells(place: ListedPlace) -> [Cell; 6] {
    let source = match (&place.file, &place.sheet, place.sheet_row) {
        (Some(file), Some(sheet), Some(number)) => Cell::from(format!("{file}:{sheet}:{number}")),
        _ => Cell::Missing,
    };
    [
        place.oblast.into(),
        place.scope.as_str().into(),
        if place.scope == "all_of_oblast" { ALL_OF_OBLAST.into() } else { place.communities.into() },
        place.codes.into(),
        place.waiting.into(),
        source,
    ]
}

/// A quantity in thousandths, with as many digits as it needs.
pub(super) fn quantity(thousandths: Option<i64>) -> Cell {
    thousandths.map_or(Cell::Missing, Cell::thousandths)
}
