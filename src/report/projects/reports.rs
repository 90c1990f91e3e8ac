//! Completeness and timeliness: which quarters each project had to report, and when it did.

use std::collections::BTreeMap;

use jiff::{ToSpan, civil::Date};

use super::ProjectsQuestion;
use crate::{
    error::Result,
    model::Quarter,
    report::{Selection, described},
    store::{ProjectRow, Store},
    table::{Cell, Column, Table},
};

/// The quarters of a project by how they were reported.
#[derive(Default)]
struct Reported {
    on_time: Vec<Quarter>,
    /// Each with the days by which it was late.
    late: Vec<(Quarter, i32)>,
    missing: Vec<Quarter>,
    /// Nothing is there, and there is still time.
    due: Vec<Quarter>,
}

/// For each project: the quarters that it had to report until `today`, and those that came within `deadline` days of their end,
/// later, or not at all.
///
/// # Errors
/// A project that the database does not know.
pub fn project_reports(store: &Store, question: &ProjectsQuestion, deadline: u16, today: Date) -> Result<Table> {
    let only = question.project.as_deref().map(|typed| store.find_project(typed)).transpose()?;
    let mut received: BTreeMap<i64, BTreeMap<i64, Date>> = BTreeMap::new();
    for report in store.reports_received()? {
        if let Ok(day) = report.day.parse() {
            received.entry(report.project).or_default().insert(report.quarter, day);
        }
    }
    let none = BTreeMap::new();
    let mut table = Table { columns: columns(), ..Table::default() };
    let mut total = Reported::default();
    for project in store.known_projects()?.iter().filter(|project| only.is_none_or(|only| project.id == only)) {
        let received = received.get(&project.id).unwrap_or(&none);
        let quarters = expected(project, received, question, today);
        let mut reported = Reported::default();
        quarters.iter().for_each(|quarter| reported.add(*quarter, received, deadline, today));
        let (first, last) = (quarters.first(), quarters.last());
        let name = Cell::from(project.name.as_str());
        let head = vec![name, project.donors.clone().into(), said(first).into(), said(last).into()];
        table.rows.push(reported.cells(head));
        total.join(reported);
    }
    let head = vec![Cell::Term("Total", "Разом"), Cell::Missing, Cell::Missing, Cell::Missing];
    let mut sum = total.cells(head);
    sum.truncate(table.columns.len() - 2); // the quarters of several projects say nothing
    sum.resize(table.columns.len(), Cell::Missing);
    table.rows.push(sum);
    let selection = Selection { project: question.project.clone(), ..Selection::default() };
    table.caption = format!("Quarterly reports of projects: {}", described(&selection, &question.period));
    table.notes = notes(deadline, today);
    Ok(table)
}

/// The quarters that had ended by today: from the first day of the project's card to its last, where it tells them, else from the
/// first quarter of which something is known to the last; and each outside of these of which something is known.
fn expected(
    project: &ProjectRow,
    received: &BTreeMap<i64, Date>,
    question: &ProjectsQuestion,
    today: Date,
) -> Vec<Quarter> {
    let of_card = |day: &Option<String>| Some(Quarter::of(day.as_ref()?.parse().ok()?));
    let known = |stored: Option<&i64>| stored.and_then(|stored| Quarter::from_stored(*stored));
    let (earliest, latest) = (known(received.keys().next()), known(received.keys().next_back()));
    let (start, end) = (of_card(&project.start), of_card(&project.end));
    let first = [start, earliest].into_iter().flatten().min();
    let last = end.max(latest).or(start.filter(|_| project.end.is_none()));
    let is_of_card =
        |quarter: Quarter| start.is_none_or(|start| start <= quarter) && end.is_none_or(|end| quarter <= end);
    let (from, to) = question.period.quarters();
    let mut quarters = Vec::new();
    let mut next = first;
    let is_asked = |quarter: &Quarter| quarter.last_day() < today && last.is_some_and(|last| *quarter <= last);
    while let Some(quarter) = next.filter(is_asked) {
        let is_expected = is_of_card(quarter) || received.contains_key(&quarter.stored());
        if is_expected && (from..=to).contains(&quarter.stored()) {
            quarters.push(quarter);
        }
        next = quarter.last_day().tomorrow().ok().map(Quarter::of);
    }
    quarters
}

impl Reported {
    fn add(&mut self, quarter: Quarter, received: &BTreeMap<i64, Date>, deadline: u16, today: Date) {
        let until = quarter.last_day().saturating_add(i64::from(deadline).days());
        match received.get(&quarter.stored()) {
            Some(day) if *day <= until => self.on_time.push(quarter),
            Some(day) => self.late.push((quarter, until.until(*day).map_or(0, |span| span.get_days()))),
            None if until < today => self.missing.push(quarter),
            None => self.due.push(quarter),
        }
    }

    fn join(&mut self, other: Reported) {
        self.on_time.extend(other.on_time);
        self.late.extend(other.late);
        self.missing.extend(other.missing);
        self.due.extend(other.due);
    }

    fn cells(&self, mut cells: Vec<Cell>) -> Vec<Cell> {
        let [on_time, late, missing, due] =
            [self.on_time.len(), self.late.len(), self.missing.len(), self.due.len()].map(|count| count as i64);
        let expected = on_time + late + missing + due;
        let share = |part: i64| match expected {
            0 => Cell::Missing,
            _ => Cell::Percent((2000 * part + expected) / (2 * expected)),
        };
        cells.extend([expected, on_time + late].map(Cell::from));
        cells.push(share(on_time + late));
        cells.push(on_time.into());
        cells.push(share(on_time));
        cells.extend([late, missing, due].map(Cell::from));
        let late = self.late.iter().map(|(quarter, days)| match days {
            1 => format!("{quarter} (1 day)"),
            days => format!("{quarter} ({days} days)"),
        });
        cells.push(joined(late).into());
        cells.push(joined(self.missing.iter().map(ToString::to_string)).into());
        cells
    }
}

fn joined(words: impl Iterator<Item = String>) -> Option<String> {
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| words.join("; "))
}

fn said(quarter: Option<&Quarter>) -> Option<String> {
    quarter.map(ToString::to_string)
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("project", "Project", "Проєкт"),
        Column::text("donors", "Donors", "Донори"),
        Column::text("first_quarter", "From", "З"),
        Column::text("last_quarter", "To", "До"),
        Column::number("expected", "Expected", "Очікувано"),
        Column::number("received", "Received", "Отримано"),
        Column::number("received_percent", "%", "%"),
        Column::number("on_time", "On time", "Вчасно"),
        Column::number("on_time_percent", "%", "%"),
        Column::number("late", "Late", "Із запізненням"),
        Column::number("missing", "Missing", "Немає"),
        Column::number("due", "Still due", "Ще є час"),
        Column::text("late_quarters", "Late by", "Запізнення"),
        Column::text("missing_quarters", "Missing quarters", "Немає за"),
    ]
}

fn notes(deadline: u16, today: Date) -> Vec<String> {
    let days = if deadline == 1 { "1 day".to_string() } else { format!("{deadline} days") };
    vec![
        format!("On time: imported within {days} of the end of the quarter. Quarters that had ended before {today} are expected."),
        "Expected from the first to the last day of the project's card, else from its first to its last quarter with a held training \
         or received aid (`hromada import projects FILE` brings cards), and each quarter of which something is known."
            .to_string(),
        "A report that nothing was done cannot be told from a report that is missing.".to_string(),
    ]
}
