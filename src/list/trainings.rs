//! `list trainings`: events, one in a row, with the cell each came from.

use super::{
    holds,
    question::{ALL_OF_OBLAST, community},
};
use crate::{
    error::Result,
    model::{Period, Quarter, TrainingKind},
    store::{Store, Subject, TrainingFilter, TrainingListRow},
    table::{Cell, Column, Table},
};

/// Which trainings to show, as typed. `None` = no matter.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct TrainingQuestion {
    pub period: Period,
    pub oblast: Option<String>,
    pub raion: Option<String>,
    /// A community, by code or name.
    pub community: Option<String>,
    pub project: Option<String>,
    pub donor: Option<String>,
    pub topic: Option<String>,
    pub kind: Option<TrainingKind>,
    /// Words that the title holds.
    pub text: Option<String>,
    /// Only those with names that wait for a person.
    pub waiting: bool,
    /// Only the one with this number.
    pub number: Option<i64>,
}

/// Trainings in force that pass the filter, by start.
///
/// # Errors
/// A filter that names something the database does not know.
pub fn trainings(store: &Store, question: &TrainingQuestion) -> Result<Table> {
    let (topic, theme) = match question.topic.as_deref().map(|typed| store.find_subject(typed)).transpose()? {
        Some(Subject::Topic(topic)) => (Some(topic), None),
        Some(Subject::Theme(theme)) => (None, Some(theme)),
        None => (None, None),
    };
    let filter = TrainingFilter {
        oblast: question.oblast.as_deref().map(|typed| store.find_oblast(typed)).transpose()?,
        raion: question.raion.as_deref().map(|typed| store.find_raion(typed)).transpose()?,
        community: question.community.as_deref().map(|typed| community(store, typed)).transpose()?,
        project: question.project.as_deref().map(|typed| store.find_project(typed)).transpose()?,
        donor: question.donor.as_deref().map(|typed| store.find_organisation(typed)).transpose()?,
        topic,
        theme,
        kind: question.kind.map(|kind| kind.id().to_string()),
        from: question.period.from.map(|day| day.to_string()),
        to: question.period.to.map(|day| day.to_string()),
        waiting: question.waiting,
        number: question.number,
    };
    let rows: Vec<_> =
        store.trainings(&filter)?.into_iter().filter(|row| holds(&row.title, question.text.as_deref())).collect();
    let notes = vec![if rows.len() == 1 { "1 training.".to_string() } else { format!("{} trainings.", rows.len()) }];
    Ok(Table {
        caption: "Trainings".to_string(),
        columns: columns(),
        rows: rows.into_iter().map(cells).collect(),
        notes,
    })
}

/// The ids of columns are headings that import understands.
fn columns() -> Vec<Column> {
    vec![
        Column::ordinal("no", "No.", "№"),
        Column::text("start", "Start", "Початок"),
        Column::text("end", "End", "Кінець"),
        Column::text("title", "Title", "Назва"),
        Column::text("project", "Project", "Проєкт"),
        Column::text("donor", "Donor", "Донор"),
        Column::text("topic", "Topic", "Тема"),
        Column::text("event_type", "Kind", "Вид"),
        Column::text("format", "Format", "Формат"),
        Column::text("status", "Status", "Стан"),
        Column::number("hours", "Hours", "Годин"),
        Column::number("participants", "Participants", "Учасників"),
        Column::number("women", "Women", "Жінок"),
        Column::text("oblast", "Oblast", "Область"),
        Column::text("scope", "Place", "Місце"),
        Column::text("communities", "Communities", "Громади"),
        Column::text("katottg", "Codes", "Коди"),
        Column::number("links", "Links", "Зв’язків"),
        Column::number("waiting", "Waiting", "Очікують"),
        Column::text("source", "Source", "Джерело"),
    ]
}

fn cells(row: TrainingListRow) -> Vec<Cell> {
    let day = |day: String| said_day(day, row.date_precision.as_deref());
    let source = match (&row.file, &row.sheet, row.sheet_row) {
        (Some(file), Some(sheet), Some(number)) => Cell::from(format!("{file}:{sheet}:{number}")),
        _ => Cell::Missing,
    };
    let kind = row.kind.as_deref().and_then(TrainingKind::from_id);
    vec![
        row.number.into(),
        day(row.start_date.clone()),
        day(row.end_date.clone()),
        row.title.into(),
        row.project.into(),
        row.donor.into(),
        row.topic.into(),
        kind.map_or(Cell::Missing, |kind| Cell::Term(kind.id(), kind.ukrainian())),
        row.format.into(),
        row.status.into(),
        row.minutes.map_or(Cell::Missing, |minutes| Cell::Decimal((minutes * 100 + 30) / 60, 2)),
        row.participants.into(),
        row.women.into(),
        row.oblast.into(),
        row.scope.as_str().into(),
        if row.scope == "all_of_oblast" { ALL_OF_OBLAST.into() } else { row.communities.into() },
        row.codes.into(),
        row.links.into(),
        row.waiting.into(),
        source,
    ]
}

/// A day as exactly as it was said: `2021-03` where only the month is known, `2020-Q4` where only the quarter is.
pub(super) fn said_day(day: String, precision: Option<&str>) -> Cell {
    let month = day.get(..7).unwrap_or_default().to_string();
    match precision {
        None => day.parse().map_or(Cell::Missing, Cell::Date),
        Some("year") => Cell::from(day.get(..4).unwrap_or_default()),
        Some("quarter") => day.parse().map_or(Cell::Missing, |day| Quarter::of(day).to_string().into()),
        Some(_) => month.into(),
    }
}
