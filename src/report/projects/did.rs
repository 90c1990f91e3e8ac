//! What each project did in a period: trainings with their people, and aid.

use std::collections::{BTreeMap, BTreeSet};

use super::{ProjectsQuestion, people::people};
use crate::{
    error::Result,
    model::TrainingKind,
    report::{
        Selection,
        aid::{Deliveries, Figures, Register, Selected, Wanted},
        denominator::denominator,
        described, filter,
    },
    store::{ProjectEvent, ProjectRow, Store},
    table::{Cell, Column, Table},
};

/// A row before it is written.
struct Line<'a> {
    head: [Cell; 2],
    events: Vec<&'a ProjectEvent>,
    aid: Figures,
    /// Whether no training of the project was before the period.
    goes_back: bool,
}

/// All projects with their held trainings and received aid in the period, and the total, in which people and communities count
/// once.
///
/// # Errors
/// A project that the database does not know.
pub fn projects(store: &Store, question: &ProjectsQuestion) -> Result<Table> {
    let selection = Selection { project: question.project.clone(), ..Selection::default() };
    let filter = filter(store, &selection, &question.period)?;
    let register = Register::read(store)?;
    let deliveries = Deliveries::read(store)?;
    let events = store.project_events(&filter)?;
    let projects = store.known_projects()?;
    let aid = |project: Option<i64>| {
        let wanted = Wanted {
            from: question.period.from.map(|day| day.to_string()),
            to: question.period.to.map(|day| day.to_string()),
            project,
            ..Wanted::default()
        };
        Selected::of(&deliveries, &register, wanted).figures(&register)
    };
    let from = question.period.from.map(|day| day.to_string());
    let goes_back =
        |project: &&ProjectRow| from.is_none() || project.first_training.is_none() || project.first_training >= from;
    let mut by_project: BTreeMap<Option<i64>, Vec<&ProjectEvent>> = BTreeMap::new();
    events.iter().for_each(|event| by_project.entry(event.project).or_default().push(event));

    let asked = || projects.iter().filter(|project| filter.project.is_none_or(|only| project.id == only));
    let mut lines: Vec<Line<'_>> = asked()
        .map(|project| Line {
            head: [project.name.as_str().into(), project.donors.clone().into()],
            events: by_project.remove(&Some(project.id)).unwrap_or_default(),
            aid: aid(Some(project.id)),
            goes_back: goes_back(&project),
        })
        .collect();
    let nobodys = by_project.remove(&None).unwrap_or_default();
    lines.extend((!nobodys.is_empty()).then(|| Line {
        head: [Cell::Term("Project not said", "Проєкт не вказано"), Cell::Missing],
        events: nobodys,
        aid: Figures::default(),
        goes_back: false,
    }));
    lines.push(Line {
        head: [Cell::Term("Total", "Разом"), Cell::Missing],
        events: events.iter().collect(),
        aid: aid(filter.project),
        goes_back: asked().all(|project| goes_back(&project)),
    });
    let mut table = table(&lines, &register);
    table.caption = format!("What projects did: {}", described(&selection, &question.period));
    table.notes = notes(&lines, &register);
    Ok(table)
}

fn table(lines: &[Line<'_>], register: &Register) -> Table {
    let kinds: BTreeSet<Option<TrainingKind>> = lines.iter().flat_map(|line| line.kinds().into_keys()).collect();
    let (told, untold): (Vec<_>, Vec<_>) = kinds.into_iter().partition(Option::is_some);
    let kinds: Vec<Option<TrainingKind>> = told.into_iter().chain(untold).collect();
    let currencies: BTreeSet<&String> = lines.iter().flat_map(|line| line.aid.values.keys()).collect();
    let currencies: Vec<&String> = currencies.into_iter().collect();
    let rows = lines.iter().map(|line| line.cells(&kinds, &currencies, register)).collect();
    Table { columns: columns(&kinds, &currencies), rows, ..Table::default() }
}

fn columns(kinds: &[Option<TrainingKind>], currencies: &[&String]) -> Vec<Column> {
    let mut columns = vec![
        Column::text("project", "Project", "Проєкт"),
        Column::text("donors", "Donors", "Донори"),
        Column::number("trainings", "Trainings", "Навчань"),
    ];
    columns.extend(kinds.iter().map(|kind| match kind {
        Some(kind) => Column::number(kind.id(), kind.id(), kind.ukrainian()),
        None => Column::number("kind_unknown", "kind not said", "вид не вказано"),
    }));
    columns.extend([
        Column::number("hours", "Hours", "Годин"),
        Column::number("hours_unknown", "Without hours", "Без годин"),
        Column::number("people_least", "People, at least", "Людей, щонайменше"),
        Column::number("people_most", "at most", "щонайбільше"),
        Column::number("people_unknown", "Without a count", "Без кількості"),
        Column::number("communities", "Communities", "Громад"),
        Column::number("oblasts", "Oblasts", "Областей"),
        Column::number("deliveries", "Deliveries", "Поставок"),
    ]);
    columns.extend(
        currencies
            .iter()
            .map(|currency| Column::number(&format!("value_{}", currency.to_lowercase()), currency, currency)),
    );
    columns.push(Column::number("no_value", "Without own value", "Без власної вартості"));
    columns
}

impl Line<'_> {
    fn kinds(&self) -> BTreeMap<Option<TrainingKind>, i64> {
        let mut kinds = BTreeMap::new();
        for event in &self.events {
            *kinds.entry(event.kind.as_deref().and_then(TrainingKind::from_id)).or_default() += 1;
        }
        kinds
    }

    fn cells(&self, kinds: &[Option<TrainingKind>], currencies: &[&String], register: &Register) -> Vec<Cell> {
        let events = &self.events;
        let own = self.kinds();
        let mut cells = self.head.to_vec();
        cells.push((events.len() as i64).into());
        cells.extend(kinds.iter().map(|kind| Cell::from(own.get(kind).copied().unwrap_or(0))));
        let minutes: Vec<i64> = events.iter().filter_map(|event| event.minutes).collect();
        let hours = (!minutes.is_empty() || events.is_empty()).then(|| (minutes.iter().sum::<i64>() * 100 + 30) / 60);
        cells.push(hours.map_or(Cell::Missing, |hours| Cell::Decimal(hours, 2)));
        cells.push(((events.len() - minutes.len()) as i64).into());
        let people = people(events, self.goes_back);
        let (least, most) = people.reached.unzip();
        cells.extend([least.into(), most.into(), people.uncounted.into()]);
        let (communities, oblasts) = self.places(register);
        cells.extend([(communities.len() as i64).into(), (oblasts.len() as i64).into(), self.aid.deliveries.into()]);
        cells.extend(currencies.iter().map(|currency| self.aid.amount(currency)));
        cells.push(self.aid.no_value.into());
        cells
    }

    /// Communities that were trained or aided, and their oblasts.
    fn places(&self, register: &Register) -> (BTreeSet<i64>, BTreeSet<i64>) {
        let (mut communities, mut oblasts) = (self.aid.communities.clone(), self.aid.oblasts.clone());
        for event in &self.events {
            oblasts.extend(event.oblast);
            for place in event.communities.iter().filter_map(|link| register.get(link.0)) {
                oblasts.insert(place.oblast);
                communities.extend(place.raion.map(|_| place.id));
            }
        }
        (communities, oblasts)
    }
}

fn notes(lines: &[Line<'_>], register: &Register) -> Vec<String> {
    let mut notes = vec![
        denominator(register.all(), None),
        "Communities had a held training or received aid; each counts once in a row.".to_string(),
        "People: at least the largest event of each community, at most all who came to any; exact where sheets tell who came for \
         the first time and the period leaves no earlier training out."
            .to_string(),
    ];
    let Some(total) = lines.last() else { return notes };
    let uncounted = people(&total.events, false).uncounted;
    let mut say = |count: i64, one: &str, several: &str, rest: &str| {
        if count > 0 {
            notes.push(format!("{count} {}{rest}", if count == 1 { one } else { several }));
        }
    };
    let rest = " no number of participants, or not for all of its rows: the interval is of those who were counted.";
    say(uncounted, "training gives", "trainings give", rest);
    let timeless = total.events.iter().filter(|event| event.minutes.is_none()).count() as i64;
    say(timeless, "training tells", "trainings tell", " no hours: the sum is of what was told.");
    say(
        total.aid.no_value,
        "delivery tells",
        "deliveries tell",
        " no value of its own: the sums are of what was told.",
    );
    notes
}
