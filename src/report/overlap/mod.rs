//! `report overlap`: where two projects or more did the same for the same community.
//!
//! An overlap is a question to those projects and no fault: some topics need more than one course.

mod items;
mod themes;

use std::collections::{BTreeMap, BTreeSet};

use super::{Selection, aid::Register, denominator::denominator, described, filter, theme_note};
use crate::{
    error::{Error, Result},
    model::Period,
    store::{CommunityRow, Label, Store},
    table::{Cell, Column, Table},
};

/// The whole question; `None` = no matter.
#[derive(Clone, Debug)]
pub struct OverlapQuestion {
    /// Days that count.
    pub period: Period,
    /// Only this oblast, as typed.
    pub oblast: Option<String>,
    /// Topic of the sheets or theme of the list.
    pub topic: Option<String>,
    /// Only overlaps in which this project has a part.
    pub project: Option<String>,
    /// Kinds of aid in place of themes of trainings.
    pub items: bool,
}

/// What one project did that others did too.
struct Deed {
    project: i64,
    donor: Option<i64>,
    /// Number, title and day, as people read it.
    said: String,
}

/// Deeds of several projects for one community on one subject.
struct Overlap<'a> {
    community: &'a CommunityRow,
    /// The cells between the community and the projects.
    subject: Vec<Cell>,
    deeds: Vec<Deed>,
}

/// Lists communities with a theme (and quarter) on which several projects held trainings, or with a kind of aid that several
/// projects gave, in the order of the register.
///
/// # Errors
/// An oblast, topic or project that the database does not know; a topic of aid.
pub fn overlap(store: &Store, question: &OverlapQuestion) -> Result<Table> {
    if question.items && question.topic.is_some() {
        return Err(Error::Usage {
            what: "aid has no topic".to_string(),
            hint: "leave out either `--items` or `--topic`".to_string(),
        });
    }
    let selection = Selection { topic: question.topic.clone(), ..Selection::default() };
    let filter = filter(store, &selection, &question.period)?;
    let oblast = question.oblast.as_deref().map(|typed| store.find_oblast(typed)).transpose()?;
    let project = question.project.as_deref().map(|typed| store.find_project(typed)).transpose()?;
    let register = Register::read(store)?;
    let (mut overlaps, unknown) = match question.items {
        true => items::overlaps(store, &question.period, &register)?,
        false => themes::overlaps(store, &filter, &register)?,
    };
    overlaps.retain(|overlap| {
        oblast.is_none_or(|oblast| overlap.community.oblast == oblast)
            && project.is_none_or(|project| overlap.deeds.iter().any(|deed| deed.project == project))
    });
    let communities: BTreeSet<i64> = overlaps.iter().map(|overlap| overlap.community.id).collect();
    let mut notes = vec![
        format!(
            "{} of several projects, in {}.",
            counted(overlaps.len(), ("overlap", "overlaps")),
            counted(communities.len(), ("community", "communities"))
        ),
        denominator(register.all(), oblast),
    ];
    notes.extend(unknown);
    notes.extend(theme_note(store, &filter)?);
    let what = if question.items { "kind of aid" } else { "theme and quarter" };
    Ok(Table {
        caption: format!("Overlaps by {what}: {}", described(&selection, &question.period)),
        columns: columns(question.items),
        rows: rows(store, &overlaps)?,
        notes,
    })
}

fn counted(count: usize, (one, several): (&str, &str)) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

fn columns(items: bool) -> Vec<Column> {
    let mut columns = vec![
        Column::text("oblast", "Oblast", "Область"),
        Column::text("raion", "Raion", "Район"),
        Column::text("community", "Community", "Громада"),
        Column::text("code", "Code", "Код"),
    ];
    columns.extend(match items {
        true => vec![Column::text("category", "Category", "Категорія")],
        false => vec![Column::text("quarter", "Quarter", "Квартал"), Column::text("theme", "Theme", "Напрям")],
    });
    let (id, english, ukrainian) = if items {
        ("deliveries", "Deliveries", "Поставки")
    } else {
        ("trainings", "Trainings", "Навчання")
    };
    columns.extend([
        Column::number("project_count", "How many", "Скільки"),
        Column::text("projects", "Projects", "Проєкти"),
        Column::text("donors", "Donors", "Донори"),
        Column::text(id, english, ukrainian),
    ]);
    columns
}

fn rows(store: &Store, overlaps: &[Overlap<'_>]) -> Result<Vec<Vec<Cell>>> {
    let names = |label: Label| -> Result<BTreeMap<i64, (usize, String)>> {
        let labels = store.labels(label)?.into_iter().enumerate();
        Ok(labels.map(|(order, label)| (label.id, (order, label.name))).collect())
    };
    let (projects, organisations) = (names(Label::Project)?, names(Label::Organisation)?);
    let row = |overlap: &Overlap<'_>| {
        let community = overlap.community;
        let mut cells = vec![
            community.oblast_name.as_str().into(),
            community.raion_name.clone().into(),
            community.name.as_str().into(),
            community.code.as_str().into(),
        ];
        cells.extend(overlap.subject.iter().cloned());
        let own: BTreeSet<i64> = overlap.deeds.iter().map(|deed| deed.project).collect();
        let said: Vec<&str> = overlap.deeds.iter().map(|deed| deed.said.as_str()).collect();
        cells.extend([
            (own.len() as i64).into(),
            listed(&projects, own).into(),
            listed(&organisations, overlap.deeds.iter().filter_map(|deed| deed.donor)).into(),
            said.join("; ").into(),
        ]);
        cells
    };
    Ok(overlaps.iter().map(row).collect())
}

/// Names in the order of the alphabet, each once; `None` where there is none.
fn listed(names: &BTreeMap<i64, (usize, String)>, ids: impl IntoIterator<Item = i64>) -> Option<String> {
    let found: BTreeSet<&(usize, String)> = ids.into_iter().filter_map(|id| names.get(&id)).collect();
    let found: Vec<&str> = found.into_iter().map(|name| name.1.as_str()).collect();
    (!found.is_empty()).then(|| found.join("; "))
}
