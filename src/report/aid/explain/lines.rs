//! The rows of an explanation of aid.

use super::{
    AidFigure,
    adds::{Add, Cover, cells},
    why,
};
use crate::{
    model::AidCategory,
    report::{
        aid::{groups::term, summary::amount},
        explain::{said_day, yes_or_no},
    },
    store::{AidRow, Evidence, LinkEvidence},
    table::{Cell, Column, Table},
};

/// A row before it is written.
pub(super) struct Line {
    row: AidRow,
    evidence: Evidence,
    /// Whether it adds to the figure, or to one of all.
    pub(super) counts: bool,
    adds: Vec<Cell>,
    why: String,
}

impl Line {
    /// A delivery that has a part in the cell.
    pub(super) fn of_delivery(row: &AidRow, evidence: &Evidence, add: &Add, figure: Option<AidFigure>) -> Line {
        let adds = cells(add, figure);
        let counts = adds.iter().any(|cell| *cell != Cell::Missing);
        Line { counts, adds, ..Line::left_out(row, evidence, why::counted(row, add, figure)) }
    }

    /// A community to which a delivery came.
    pub(super) fn of_link(
        row: &AidRow,
        evidence: &Evidence,
        link: &LinkEvidence,
        cover: &Cover,
        figure: AidFigure,
    ) -> Line {
        let adds = match figure {
            AidFigure::Residents => cover.residents,
            AidFigure::FirstTime => (cover.is_first == Some(true)).then_some(1),
            _ => Some(1),
        };
        let adds = adds.filter(|_| cover.is_new);
        let source = link.source.clone();
        let evidence = Evidence { links: vec![link.clone()], source, ..evidence.clone() };
        let why = why::covered(link, cover, figure);
        Line { counts: adds.is_some(), adds: vec![adds.into()], ..Line::left_out(row, &evidence, why) }
    }

    /// A delivery that does not count.
    pub(super) fn left_out(row: &AidRow, evidence: &Evidence, why: String) -> Line {
        Line { row: row.clone(), evidence: evidence.clone(), counts: false, adds: Vec::new(), why }
    }

    /// The number of its delivery.
    pub(super) fn number(&self) -> i64 {
        self.row.number
    }

    fn cells(self, figures: usize) -> Vec<Cell> {
        let Line { row, evidence, counts, mut adds, why } = self;
        let joined = |part: fn(&LinkEvidence) -> &str| {
            let parts: Vec<_> = evidence.links.iter().map(part).collect();
            Some(parts.join("; ")).filter(|joined| !joined.is_empty())
        };
        let category = row.category.as_deref().and_then(AidCategory::from_id);
        let mut cells = vec![
            yes_or_no(counts),
            row.number.into(),
            row.dated.as_deref().map_or(Cell::Missing, |day| said_day(day, evidence.date_precision.as_deref())),
            row.status.into(),
            row.wave.into(),
            evidence.project.clone().into(),
            row.item.into(),
            category.map_or(Cell::Missing, term),
            row.quantity.map_or(Cell::Missing, amount),
            row.unit.into(),
            row.value.zip(row.currency).map_or(Cell::Missing, |(value, currency)| Cell::Money(value, currency)),
            joined(|link| &link.name).into(),
            joined(|link| &link.code).into(),
        ];
        adds.resize(figures, Cell::Missing);
        cells.extend(adds);
        let source = evidence.source;
        cells.extend([why.into(), source.file.into(), source.sheet.into(), source.row.into(), source.change.into()]);
        cells
    }
}

/// The table of all lines.
pub(super) fn table(lines: Vec<Line>, figure: Option<AidFigure>) -> Table {
    let own = adds(figure);
    let count = own.len();
    let mut columns = vec![
        Column::text("counted", "Counted", "Враховано"),
        Column::ordinal("no", "No.", "№"),
        Column::text("date", "Date", "Дата"),
        Column::text("status", "Status", "Статус"),
        Column::text("wave", "Wave", "Хвиля"),
        Column::text("project", "Project", "Проєкт"),
        Column::text("item", "Item", "Найменування"),
        Column::text("category", "Category", "Категорія"),
        Column::number("quantity", "Quantity", "Кількість"),
        Column::text("unit", "Unit", "Од. вим."),
        Column::money("value", "Value", "Вартість"),
        Column::text("communities", "Communities", "Громади"),
        Column::text("katottg", "Codes", "Коди"),
    ];
    columns.extend(own);
    columns.extend([
        Column::text("why", "Why", "Чому"),
        Column::text("file", "File", "Файл"),
        Column::text("sheet", "Sheet", "Аркуш"),
        Column::ordinal("row", "Row", "Рядок"),
        Column::ordinal("change", "Change", "Зміна"),
    ]);
    Table { columns, rows: lines.into_iter().map(|line| line.cells(count)).collect(), ..Table::default() }
}

/// The columns of what records add.
fn adds(figure: Option<AidFigure>) -> Vec<Column> {
    let all = [
        (AidFigure::Communities, Column::number("adds_communities", "Adds communities", "Додає громад")),
        (AidFigure::FirstTime, Column::number("adds_first_time", "Adds for the first time", "Додає вперше")),
        (AidFigure::Residents, Column::number("adds_residents", "Adds residents", "Додає жителів")),
        (AidFigure::Deliveries, Column::number("adds_deliveries", "Adds deliveries", "Додає поставок")),
        (AidFigure::Items, Column::number("adds_quantity", "Adds quantity", "Додає кількості")),
        (AidFigure::Value, Column::number("adds_value", "Adds value", "Додає вартості")),
    ];
    let asked = all.into_iter().filter(|(own, _)| figure.is_none_or(|figure| figure == *own));
    asked.map(|(_, column)| column).collect()
}
