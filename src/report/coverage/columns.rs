//! The figures of a coverage report: all of them side by side, or one of them by topic or by quarter.

use std::collections::BTreeSet;

use super::{
    Columns, Figure, Names, RowKey,
    figures::{Counted, Figures, Key},
    lines::{Line, assign_keys, head_columns},
};
use crate::{
    model::Quarter,
    report::explain::Commands,
    store::Level,
    table::{Cell, Column, Table},
};

pub(super) fn totals(
    table: &mut Table,
    mut lines: Vec<Line>,
    counted: &Counted,
    rows: RowKey,
    names: &Names,
    commands: Option<&Commands<'_>>,
) {
    total_columns(table, rows);
    table.columns.extend(commands.map(|_| Column::text("explain", "Explained by", "Пояснює")));
    assign_keys(&mut lines, counted);
    for line in lines {
        let silent = line.place.is_some_and(|place| !place.is_territory()) && line.keys.is_empty();
        if silent {
            continue;
        }
        let mut breakdown: Vec<_> = line.keys.iter().map(|key| (key.1, key.2)).collect();
        breakdown.sort_by_key(|(topic, quarter)| (topic.map(|topic| names.order(topic)), *quarter));
        breakdown.dedup();
        if !(rows.topic || rows.quarter) {
            breakdown = vec![(None, None)];
        }
        for (topic, quarter) in breakdown {
            let keys = line.keys.iter().copied().filter(|key| (key.1, key.2) == (topic, quarter));
            let mut row = line.head.clone();
            row.extend(topic.map(|topic| Cell::from(names.topic(topic).map(str::to_string))));
            row.extend(
                quarter.map(|quarter| Cell::from(Quarter::from_stored(quarter).map(|quarter| quarter.to_string()))),
            );
            let beyond = counted.beyond(|key| (key.1, key.2) == (topic, quarter));
            row.extend(figures(&line, counted.sum(keys), beyond));
            let topic = topic.map(|topic| names.topic(topic));
            row.extend(commands.map(|commands| commands.of_coverage(line.place, rows.level, topic, quarter)));
            table.rows.push(row);
        }
    }
}

fn total_columns(table: &mut Table, rows: RowKey) {
    table.columns = head_columns(rows.level);
    if rows.topic {
        table.columns.push(Column::text("topic", "Topic", "Тема"));
    }
    if rows.quarter {
        table.columns.push(Column::text("quarter", "Quarter", "Квартал"));
    }
    table.columns.extend([
        Column::number("communities", "Communities", "Громад"),
        Column::number("covered", "Covered", "Охоплено"),
        Column::number("percent", "%", "%"),
        Column::number("trainings", "Trainings", "Навчань"),
        Column::number("participants", "Participants", "Учасників"),
        Column::number("participants_unknown", "Without a count", "Без кількості"),
        Column::number("residents", "Residents", "Жителів"),
        Column::number("per_1000_residents", "Per 1,000", "На 1 000"),
    ]);
}

fn figures(line: &Line, mut sum: Figures, beyond: i64) -> Vec<Cell> {
    if line.place.is_none() {
        sum.trainings = sum.whole + beyond; // each training stands in one place only
    }
    let covered = line.communities.map(|_| sum.covered);
    let percent = covered.zip(line.communities).and_then(|(covered, all)| share(covered, all));
    let people = known_people(&sum);
    let per_1000 = people.zip(line.residents.filter(|residents| *residents > 0));
    vec![
        line.communities.into(),
        covered.into(),
        percent.map_or(Cell::Missing, Cell::Percent),
        sum.trainings.into(),
        people.into(),
        uncounted(line, &sum).into(),
        line.residents.filter(|residents| *residents > 0).into(),
        per_1000.map_or(Cell::Missing, |(people, residents)| Cell::Decimal(rounded(people * 100_000, residents), 2)),
    ]
}

/// What nobody counted is not zero: where trainings took place and none tells its people, there is no figure.
fn known_people(sum: &Figures) -> Option<i64> {
    (sum.known > 0 || sum.trainings == 0).then_some(sum.participants)
}

/// Trainings that tell no number of people, or not of all. The total counts each once, in the place that has all of it.
fn uncounted(line: &Line, sum: &Figures) -> i64 {
    sum.uncounted + if line.place.is_some() { sum.uncounted_parts } else { 0 }
}

/// Tenths of a percent, rounded half up; `None` where there is nothing to be a share of.
fn share(part: i64, whole: i64) -> Option<i64> {
    (whole > 0).then(|| rounded(part * 1000, whole))
}

fn rounded(dividend: i64, divisor: i64) -> i64 {
    (2 * dividend + divisor) / (2 * divisor)
}

pub(super) fn pivot(
    table: &mut Table,
    mut lines: Vec<Line>,
    counted: &Counted,
    level: Level,
    columns: Columns,
    figure: Figure,
    names: &Names,
) {
    table.columns = head_columns(level);
    assign_keys(&mut lines, counted);
    let part = |key: &Key| match columns {
        Columns::Topic => (key.1.map(|topic| names.order(topic)), key.1.flatten(), None),
        _ => (None, None, key.2),
    };
    let parts: BTreeSet<_> = lines.iter().flat_map(|line| line.keys.iter().map(part)).collect();
    for (_, topic, quarter) in &parts {
        let name = match quarter.and_then(Quarter::from_stored) {
            Some(quarter) => quarter.to_string(),
            None => names.topic(*topic).unwrap_or("(no topic)").to_string(),
        };
        table.columns.push(Column::number(&name, &name, &name));
    }
    for line in lines {
        if line.place.is_some_and(|place| !place.is_territory()) && line.keys.is_empty() {
            continue;
        }
        let mut row = line.head.clone();
        for wanted in &parts {
            let mut sum = counted.sum(line.keys.iter().copied().filter(|key| part(key) == *wanted));
            if line.place.is_none() {
                sum.trainings = sum.whole + counted.beyond(|key| part(key) == *wanted);
            }
            row.push(match (figure, line.communities) {
                (Figure::Covered, all) => all.map(|_| sum.covered).into(),
                (Figure::Percent, all) => {
                    all.and_then(|all| share(sum.covered, all)).map_or(Cell::Missing, Cell::Percent)
                }
                (Figure::Trainings, _) => sum.trainings.into(),
                (Figure::Participants, _) => known_people(&sum).into(),
            });
        }
        table.rows.push(row);
    }
}
