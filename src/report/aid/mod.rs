//! `report aid`: what communities have received, this time and over all waves.
//!
//! Aided is who has received; what is planned, sent or returned stands beside it.

mod commands;
mod explain;
mod figures;
mod groups;
mod notes;
mod selection;
mod shared;
mod summary;
mod table;

use rustc_hash::FxHashMap;

use self::commands::Commands;
pub use self::explain::{AidFigure, ExplainAidQuestion, explain_aid};
pub(in crate::report) use self::{
    figures::Figures,
    groups::term,
    selection::{Deliveries, Selected, Wanted},
};
use crate::{
    error::Result,
    model::{AidCategory, Period},
    store::{CommunityRow, Store},
    table::Table,
};

/// What rows of the report stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AidRows {
    /// One row for each figure, this time and over all waves.
    Figures,
    /// Oblasts.
    Oblast,
    /// Projects.
    Project,
    /// Kinds of aid.
    Category,
    /// Items as the sheets name them.
    Item,
    /// Waves of projects.
    Wave,
}

/// The whole question; `None` = no matter.
#[derive(Clone, Debug)]
pub struct AidQuestion {
    /// Days that count.
    pub period: Period,
    /// Wave, as typed.
    pub wave: Option<String>,
    /// Project, as typed.
    pub project: Option<String>,
    /// Donor, as typed.
    pub donor: Option<String>,
    /// Only this kind of aid.
    pub category: Option<AidCategory>,
    /// Only this oblast, as typed.
    pub oblast: Option<String>,
    /// What rows stand for.
    pub rows: AidRows,
}

/// Counts communities, items, money and residents that aid has reached, in what was asked for and over all waves until its end.
///
/// # Errors
/// A wave, project, donor or oblast that the database does not know.
pub fn aid(store: &Store, question: &AidQuestion) -> Result<Table> {
    answer(store, question, None)
}

/// The same, with a column of the commands that explain each row. `options` are further words that each command needs.
///
/// # Errors
/// As above.
pub fn aid_explained(store: &Store, question: &AidQuestion, options: &[String]) -> Result<Table> {
    answer(store, question, Some(&Commands { question, options }))
}

fn answer(store: &Store, question: &AidQuestion, commands: Option<&Commands<'_>>) -> Result<Table> {
    let deliveries = Deliveries::read(store)?;
    let register = Register::read(store)?;
    let selected = Selected::of(&deliveries, &register, wanted(store, &deliveries, question)?);
    let mut table = match question.rows {
        AidRows::Figures => summary::summary(&selected, &register, commands),
        rows => table::table(store, &selected, &register, rows, commands)?,
    };
    table.caption = format!("Aid received: {}", described(question));
    table.notes = notes::notes(store, &selected, &register, question)?;
    let cumulative = "`--cumulative` after such a command explains the column of everything until then.";
    table.notes.extend(commands.map(|_| cumulative.to_string()));
    Ok(table)
}

/// The communities by their numbers.
pub(in crate::report) struct Register {
    communities: Vec<CommunityRow>,
    places: FxHashMap<i64, usize>,
}

impl Register {
    pub(in crate::report) fn read(store: &Store) -> Result<Register> {
        let communities = store.communities()?;
        let places = communities.iter().enumerate().map(|(place, community)| (community.id, place)).collect();
        Ok(Register { communities, places })
    }

    /// The community with this number; `None` where the register no longer has it.
    pub(in crate::report) fn get(&self, id: i64) -> Option<&CommunityRow> {
        self.places.get(&id).and_then(|place| self.communities.get(*place))
    }

    /// Its place in the order of the register.
    pub(in crate::report) fn place(&self, id: i64) -> Option<usize> {
        self.places.get(&id).copied()
    }

    /// A community, and not one of the two cities that stand among them in the register.
    pub(in crate::report) fn community(&self, id: i64) -> Option<&CommunityRow> {
        self.get(id).filter(|community| community.raion.is_some())
    }

    /// All of them, in the order of the alphabet.
    pub(in crate::report) fn all(&self) -> &[CommunityRow] {
        &self.communities
    }
}

fn wanted(store: &Store, deliveries: &Deliveries, question: &AidQuestion) -> Result<Wanted> {
    let project = question.project.as_deref().map(|typed| store.find_project(typed)).transpose()?;
    let donor = question.donor.as_deref().map(|typed| store.find_organisation(typed)).transpose()?;
    let wave = |typed| deliveries.find_wave(store, typed, project, donor);
    Ok(Wanted {
        from: question.period.from.map(|day| day.to_string()),
        to: question.period.to.map(|day| day.to_string()),
        wave: question.wave.as_deref().map(wave).transpose()?,
        project,
        donor,
        category: question.category.map(AidCategory::id),
        oblast: question.oblast.as_deref().map(|typed| store.find_oblast(typed)).transpose()?,
    })
}

fn described(question: &AidQuestion) -> String {
    let mut words = Vec::new();
    let mut said = |noun: &str, typed: Option<&str>| words.extend(typed.map(|typed| format!("{noun}{typed}")));
    said("wave ", question.wave.as_deref());
    said("", (question.period != Period::ALWAYS).then(|| question.period.to_string()).as_deref());
    said("project ", question.project.as_deref());
    said("donor ", question.donor.as_deref());
    said("", question.category.map(AidCategory::id));
    said("oblast ", question.oblast.as_deref());
    if words.is_empty() { "all periods".to_string() } else { words.join(", ") }
}
