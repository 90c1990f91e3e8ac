//! The rows of a report of aid by oblast, project, kind, item or wave, and their total.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    AidRows, Register,
    commands::Commands,
    figures::{Figures, on_the_way},
    groups::{Group, Groups},
    selection::{Selected, is_whole_wave},
};
use crate::{
    error::Result,
    store::Store,
    table::{Cell, Column, Table},
};

/// A row before it is written.
#[derive(Default)]
pub(super) struct Line {
    /// Its deliveries that were received, and all of them.
    pub(super) received: BTreeSet<usize>,
    pub(super) all: BTreeSet<usize>,
    /// What was received in it in all waves until the last day.
    pub(super) until: BTreeSet<usize>,
    figures: Figures,
}

/// One row for each group in which something was asked for or came before, and the total.
pub(super) fn table(
    store: &Store,
    selected: &Selected<'_>,
    register: &Register,
    rows: AidRows,
    commands: Option<&Commands<'_>>,
) -> Result<Table> {
    let groups = Groups::new(store, selected, register, rows)?;
    let lines = lines(selected, register, &groups, rows);
    let total = Line::total(selected, register);
    let currencies: Vec<&String> = total.figures.values.keys().collect();
    let mut table = Table { columns: columns(&groups, &currencies), ..Table::default() };
    let write = |group: Option<&Group>, line: &Line| {
        let mut cells = groups.head(group, line.one());
        let explain = commands.map(|commands| commands.of_row(group.map_or(&[], |_| cells.as_slice())));
        let scope = (groups.oblast_of_row(group), groups.project_of_wave(group));
        cells.extend(line.cells(selected, register, group, scope, &currencies));
        cells.extend(explain);
        cells
    };
    table.rows = lines.iter().map(|(group, line)| write(Some(group), line)).collect();
    table.rows.push(write(None, &total));
    table.columns.extend(commands.map(|_| Commands::column()));
    Ok(table)
}

impl Groups<'_> {
    pub(super) fn oblast_of_row(&self, group: Option<&Group>) -> Option<i64> {
        group.and_then(|group| self.oblast_of(group))
    }
}

/// The rows, each with its deliveries.
pub(super) fn lines(
    selected: &Selected<'_>,
    register: &Register,
    groups: &Groups<'_>,
    rows: AidRows,
) -> BTreeMap<Group, Line> {
    let mut lines: BTreeMap<Group, Line> = BTreeMap::new();
    for place in &selected.all {
        lines.entry(groups.of(*place)).or_default().all.insert(*place);
    }
    for place in &selected.received {
        lines.entry(groups.of(*place)).or_default().received.insert(*place);
    }
    // Other waves than those asked for get no row.
    for place in selected.until.iter().filter(|_| rows != AidRows::Wave) {
        lines.entry(groups.of(*place)).or_default().until.insert(*place);
    }
    // An oblast may have got its part of deliveries for several alone.
    let reached = Figures::own(selected, &selected.until, register).oblasts;
    for group in reached.iter().filter_map(|oblast| groups.group_of_oblast(*oblast)) {
        lines.entry(group).or_default();
    }
    for (group, line) in &mut lines {
        line.figures = Figures::own(selected, &line.received, register);
        if rows == AidRows::Wave {
            let day = line.received.iter().filter_map(|place| selected.row(*place)?.dated.clone()).max();
            let mut until = selected.until_day(&selected.until, day.as_deref());
            if let Some(project) = groups.project_of_wave(Some(group)) {
                until.retain(|place| selected.row(*place).is_some_and(|row| row.project == project));
            }
            line.until = until.union(&line.received).copied().collect();
        }
    }
    for shared in selected.shared_in(&selected.received) {
        lines.entry(groups.of_shared(&shared.of)).or_default().figures.add_shared(shared);
    }
    lines.retain(|group, line| groups.oblast_of(group).is_some() || line.says_something(selected));
    lines
}

fn columns(groups: &Groups<'_>, currencies: &[&String]) -> Vec<Column> {
    let mut columns = groups.columns();
    columns.extend([
        Column::number("communities", "Communities", "Громад"),
        Column::number("first_time", "First time", "Уперше"),
        Column::number("cumulative", "Cumulative", "Наростаючим"),
        Column::number("residents", "Residents", "Жителів"),
        Column::number("residents_unknown", "Without residents", "Без жителів"),
        Column::number("deliveries", "Deliveries", "Поставок"),
        Column::text("items", "Items", "Одиниць"),
        Column::number("no_quantity", "Without quantity", "Без кількості"),
    ]);
    columns.extend(
        currencies
            .iter()
            .map(|currency| Column::number(&format!("value_{}", currency.to_lowercase()), currency, currency)),
    );
    columns.extend([
        Column::number("no_value", "Without own value", "Без власної вартості"),
        Column::number("planned", "Planned", "Заплановано"),
        Column::number("sent", "Sent", "Передано"),
        Column::number("returned", "Returned", "Повернуто"),
    ]);
    columns
}

impl Line {
    /// All of what was asked for.
    pub(super) fn total(selected: &Selected<'_>, register: &Register) -> Line {
        Line {
            received: selected.received.clone(),
            all: selected.all.clone(),
            until: selected.until.clone(),
            figures: Figures::of(selected, &selected.received, register),
        }
    }

    /// One of its deliveries, to name it by.
    pub(super) fn one(&self) -> Option<usize> {
        self.all.first().or(self.until.first()).copied()
    }

    /// A row that holds nothing but the value of a wave which stands elsewhere says nothing.
    fn says_something(&self, selected: &Selected<'_>) -> bool {
        let is_delivery = |place: &usize| selected.row(*place).is_some_and(|row| !is_whole_wave(row));
        !self.figures.values.is_empty() || self.all.iter().chain(&self.until).any(is_delivery)
    }

    fn cells(
        &self,
        selected: &Selected<'_>,
        register: &Register,
        group: Option<&Group>,
        (oblast, project): (Option<i64>, Option<Option<i64>>),
        currencies: &[&String],
    ) -> Vec<Cell> {
        // Communities stand in their own oblast, whatever row their deliveries stand in.
        let (received, until) = match oblast {
            Some(_) => (&selected.received, &selected.until),
            None => (&self.received, &self.until),
        };
        let lies_here = |id: &i64| {
            oblast.is_none_or(|oblast| register.get(*id).is_some_and(|community| community.oblast == oblast))
        };
        let of = |places: &BTreeSet<usize>| {
            let mut figures = Figures::of(selected, places, register);
            figures.communities.retain(lies_here);
            figures
        };
        let reached = of(received);
        let (residents, unknown) = reached.residents(register);
        let first = selected.first(received, project, |id| reached.communities.contains(&id)).0;
        let counts = [
            Cell::from(reached.communities.len() as i64),
            (first.len() as i64).into(),
            (of(until).communities.len() as i64).into(),
            residents.into(),
            unknown.into(),
        ];
        let mut cells = if group.is_some_and(Group::has_no_communities) {
            vec![Cell::Missing; counts.len()]
        } else {
            counts.to_vec()
        };
        let figures = &self.figures;
        let no_quantity = figures.no_quantity.into();
        cells.extend([figures.deliveries.into(), items(figures).into(), no_quantity]);
        cells.extend(currencies.iter().map(|currency| figures.amount(currency)));
        cells.push(figures.no_value.into());
        cells.extend(on_the_way(selected, &self.all).map(Cell::from));
        cells
    }
}

/// Quantities with their units, never added across units; `None` where nobody told one.
fn items(figures: &Figures) -> Option<String> {
    let mut by_unit: BTreeMap<&Option<String>, (Option<&str>, i64)> = BTreeMap::new();
    for ((_, unit), (shown, quantity)) in &figures.items.0 {
        by_unit.entry(unit).or_insert((shown.as_deref(), 0)).1 += quantity;
    }
    let said = by_unit.values().map(|(unit, quantity)| match unit {
        Some(unit) => format!("{} {unit}", plain(*quantity)),
        None => plain(*quantity),
    });
    let said: Vec<_> = said.collect();
    (!said.is_empty()).then(|| said.join("; "))
}

/// Thousandths with as many digits as they need.
pub(super) fn plain(thousandths: i64) -> String {
    let text = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}
