//! What rows of a report of aid stand for, and in which of them a delivery stands: in one.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    AidRows, Register,
    selection::{Selected, is_whole_wave},
};
use crate::{
    error::Result,
    model::{AidCategory, letters},
    store::{AidRow, Label, LabelRow, Names, Store},
    table::{Cell, Column},
};

/// A row: its order, and the place of what it stands for in a list of its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    /// An oblast, a project, a kind of aid by its place in the list of them.
    Listed(usize),
    /// A wave: its first day, its key, its project by place.
    Wave(Option<String>, String, usize),
    /// An item: its kind, its folded name.
    Item(Option<AidCategory>, String),
    /// Deliveries for several oblasts.
    Several,
    /// Deliveries with a name that waits for a person.
    Waiting,
    /// Deliveries that do not say what rows stand for.
    Unsaid,
    /// Values of several rows.
    Undivided,
}

impl Group {
    /// Whether its communities stand in other rows, or nobody knows them.
    pub(super) fn has_no_communities(&self) -> bool {
        matches!(self, Group::Several | Group::Waiting | Group::Undivided)
    }
}

/// All groups, and what is needed to name them.
pub(super) struct Groups<'a> {
    rows: AidRows,
    selected: &'a Selected<'a>,
    oblasts: Vec<(i64, String, String)>,
    projects: Vec<LabelRow>,
    first_days: BTreeMap<(Option<i64>, Option<String>), String>,
}

impl<'a> Groups<'a> {
    pub(super) fn new(store: &Store, selected: &'a Selected<'a>, register: &Register, rows: AidRows) -> Result<Self> {
        let mut oblasts: Vec<(i64, String, String)> = Vec::new();
        for community in register.all() {
            if oblasts.last().is_none_or(|last| last.0 != community.oblast) {
                oblasts.push((community.oblast, community.oblast_name.clone(), community.oblast_code.clone()));
            }
        }
        let mut first_days: BTreeMap<_, String> = BTreeMap::new();
        for (row, wave) in selected.deliveries.rows.iter().zip(&selected.deliveries.waves) {
            if let Some(day) = &row.dated {
                let first = first_days.entry(wave.clone()).or_insert_with(|| day.clone());
                *first = std::mem::take(first).min(day.clone());
            }
        }
        Ok(Groups { rows, selected, oblasts, projects: store.labels(Label::Project)?, first_days })
    }

    /// The row in which a delivery stands.
    pub(super) fn of(&self, place: usize) -> Group {
        let Some(row) = self.selected.row(place) else { return Group::Unsaid };
        let project = self.projects.iter().position(|project| Some(project.id) == row.project);
        let listed = |place: Option<usize>| place.map_or(Group::Unsaid, Group::Listed);
        match self.rows {
            AidRows::Oblast => self.oblast(row),
            AidRows::Project => listed(project),
            AidRows::Wave => match self.selected.deliveries.waves.get(place) {
                Some(wave @ (_, Some(key))) => {
                    let first = self.first_days.get(wave).cloned();
                    Group::Wave(first, letters::sort_key(key), project.unwrap_or(usize::MAX))
                }
                _ => Group::Unsaid,
            },
            _ if is_whole_wave(row) => Group::Undivided,
            AidRows::Item => {
                let item = row.item.as_deref().map(letters::fold).unwrap_or_default();
                Group::Item(row.category.as_deref().and_then(AidCategory::from_id), item)
            }
            _ => {
                let category = row.category.as_deref().and_then(AidCategory::from_id);
                listed(category.map(|category| category as usize))
            }
        }
    }

    fn oblast(&self, row: &AidRow) -> Group {
        match (row.oblast, row.names) {
            _ if is_whole_wave(row) => Group::Undivided,
            (Some(oblast), _) => self.group_of_oblast(oblast).unwrap_or(Group::Unsaid),
            (None, Names::Communities) if !row.communities.is_empty() => Group::Several,
            (None, Names::Waiting) => Group::Waiting,
            (None, _) => Group::Unsaid,
        }
    }

    /// The row in which a shared value stands: that of all its deliveries, where they have one.
    pub(super) fn of_shared(&self, of: &BTreeSet<usize>) -> Group {
        let groups: BTreeSet<Group> = of.iter().map(|place| self.of(*place)).collect();
        match (groups.first(), groups.len()) {
            (Some(group), 1) => group.clone(),
            _ => Group::Undivided,
        }
    }

    /// The row of an oblast, where rows stand for oblasts.
    pub(super) fn group_of_oblast(&self, oblast: i64) -> Option<Group> {
        let place = self.oblasts.iter().position(|known| known.0 == oblast);
        place.filter(|_| self.rows == AidRows::Oblast).map(Group::Listed)
    }

    /// The project of a wave, whose aid alone comes before it.
    pub(super) fn project_of_wave(&self, group: Option<&Group>) -> Option<Option<i64>> {
        match group {
            Some(Group::Wave(_, _, place)) => Some(self.projects.get(*place).map(|project| project.id)),
            _ => None,
        }
    }

    /// The number of the oblast that the row stands for.
    pub(super) fn oblast_of(&self, group: &Group) -> Option<i64> {
        match group {
            Group::Listed(place) if self.rows == AidRows::Oblast => self.oblasts.get(*place).map(|oblast| oblast.0),
            _ => None,
        }
    }

    pub(super) fn columns(&self) -> Vec<Column> {
        let project = Column::text("project", "Project", "Проєкт");
        let category = Column::text("category", "Category", "Категорія");
        match self.rows {
            AidRows::Project => vec![project],
            AidRows::Wave => vec![Column::text("wave", "Wave", "Хвиля"), project],
            AidRows::Item => vec![Column::text("item", "Item", "Найменування"), category],
            AidRows::Category => vec![category, Column::text("dac", "DAC", "DAC")],
            _ => vec![Column::text("oblast", "Oblast", "Область"), Column::text("oblast_code", "Code", "Код")],
        }
    }

    /// The first cells of a row; `first` is a delivery of it. `None` = the total.
    pub(super) fn head(&self, group: Option<&Group>, first: Option<usize>) -> Vec<Cell> {
        let row = first.and_then(|place| self.selected.row(place));
        let category = |category: Option<AidCategory>| category.map_or(Cell::Missing, term);
        let project = |row: Option<&AidRow>| -> Cell {
            let own = self.projects.iter().find(|project| row.is_some_and(|row| row.project == Some(project.id)));
            own.map(|project| project.name.as_str()).into()
        };
        let mut cells = match (group, self.rows) {
            (Some(Group::Listed(place)), AidRows::Project) => {
                vec![self.projects.get(*place).map(|project| project.name.as_str()).into()]
            }
            (Some(Group::Listed(place)), AidRows::Category) => {
                let listed = AidCategory::ALL.get(*place).copied();
                vec![category(listed), listed.and_then(AidCategory::dac).into()]
            }
            (Some(Group::Listed(place)), _) => {
                let (name, code) =
                    self.oblasts.get(*place).map(|oblast| (oblast.1.as_str(), oblast.2.as_str())).unzip();
                vec![name.into(), code.into()]
            }
            (Some(Group::Wave(..)), _) => vec![row.and_then(|row| row.wave.clone()).into(), project(row)],
            (Some(Group::Item(kind, _)), _) => vec![row.and_then(|row| row.item.clone()).into(), category(*kind)],
            (Some(Group::Several), _) => vec![Cell::Term("Several oblasts", "Кілька областей")],
            (Some(Group::Waiting), _) => vec![Cell::Term("A name waits", "Назва очікує рішення")],
            (Some(Group::Unsaid), _) => vec![self.unsaid()],
            (Some(Group::Undivided), _) => vec![Cell::Term("Not divided", "Не розподілено")],
            (None, _) => vec![Cell::Term("Total", "Разом")],
        };
        cells.resize(self.columns().len(), Cell::Missing);
        cells
    }

    fn unsaid(&self) -> Cell {
        match self.rows {
            AidRows::Project => Cell::Term("Project not said", "Проєкт не вказано"),
            AidRows::Wave => Cell::Term("Wave not said", "Хвилю не вказано"),
            AidRows::Oblast => Cell::Term("Place not said", "Місце не вказано"),
            _ => Cell::Term("Category not said", "Категорію не вказано"),
        }
    }
}

/// The word of a category.
pub(in crate::report) fn term(category: AidCategory) -> Cell {
    Cell::Term(category.id(), category.ukrainian())
}
