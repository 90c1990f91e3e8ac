//! A page of figures: what was asked for, and beside it everything until then.

use std::collections::BTreeSet;

use super::{
    AidFigure, Register,
    commands::Commands,
    figures::{Figures, on_the_way},
    groups::term,
    selection::Selected,
};
use crate::table::{Cell, Column, Table};

type Term = (&'static str, &'static str);

/// One row for each figure, in both columns.
pub(super) fn summary(selected: &Selected<'_>, register: &Register, commands: Option<&Commands<'_>>) -> Table {
    let here = Figures::of(selected, &selected.received, register);
    let ever = Figures::of(selected, &selected.until, register);
    let mut page = Page { commands, rows: Vec::new() };
    let sizes = |of: fn(&Figures) -> i64| (of(&here).into(), of(&ever).into());
    page.row(("communities", "громад"), Some(AidFigure::Communities), sizes(|of| of.communities.len() as i64));
    let first = selected.first(&selected.received, None, |id| here.communities.contains(&id)).0;
    let first = (first.len() as i64).into();
    page.row(("communities for the first time", "громад уперше"), Some(AidFigure::FirstTime), (first, Cell::Missing));
    page.row(("oblasts", "областей"), None, sizes(|of| of.oblasts.len() as i64));
    let (residents, all_residents) = (here.residents(register), ever.residents(register));
    page.row(("residents", "жителів"), Some(AidFigure::Residents), (residents.0.into(), all_residents.0.into()));
    page.row(
        ("communities without a number of residents", "громад без кількості жителів"),
        Some(AidFigure::Residents),
        (residents.1.into(), all_residents.1.into()),
    );
    page.row(("deliveries", "поставок"), Some(AidFigure::Deliveries), sizes(|of| of.deliveries));
    page.items(&here, &ever);
    page.row(
        ("deliveries without a quantity", "поставок без кількості"),
        Some(AidFigure::Items),
        sizes(|of| of.no_quantity),
    );
    page.money(&here, &ever);
    page.row(
        ("deliveries without a value of their own", "поставок без власної вартості"),
        Some(AidFigure::Value),
        sizes(|of| of.no_value),
    );
    let away = on_the_way(selected, &selected.all);
    let words = [("planned", "заплановано"), ("sent", "передано"), ("returned", "повернуто")];
    for (word, count) in words.into_iter().zip(away) {
        page.row(word, None, (count.into(), Cell::Missing));
    }
    page.table()
}

struct Page<'a> {
    commands: Option<&'a Commands<'a>>,
    rows: Vec<Vec<Cell>>,
}

impl Page<'_> {
    fn row(&mut self, word: Term, figure: Option<AidFigure>, figures: (Cell, Cell)) {
        self.kept_row((word, Cell::Missing, Cell::Missing), figure, None, figures);
    }

    /// A row of a kind or unit; its command leads to the records of the figure, or of this currency of it.
    fn kept_row(
        &mut self,
        (word, category, unit): (Term, Cell, Cell),
        figure: Option<AidFigure>,
        currency: Option<&str>,
        (here, ever): (Cell, Cell),
    ) {
        let mut row = vec![Cell::Term(word.0, word.1), category, unit, here, ever];
        row.extend(self.commands.map(|commands| commands.of_figure(figure, currency)));
        self.rows.push(row);
    }

    fn items(&mut self, here: &Figures, ever: &Figures) {
        for (key, (unit, quantity)) in &ever.items.0 {
            let own = here.items.0.get(key).map_or(0, |own| own.1);
            let head = (("items", "одиниць"), key.0.map_or(Cell::Missing, term), unit.clone().into());
            self.kept_row(head, Some(AidFigure::Items), None, (amount(own), amount(*quantity)));
        }
    }

    /// No row of a currency means that nobody told a value in it.
    fn money(&mut self, here: &Figures, ever: &Figures) {
        let currencies: BTreeSet<&String> = here.values.keys().chain(ever.values.keys()).collect();
        for currency in currencies {
            let sums = (here.amount(currency), ever.amount(currency));
            let head = (("value", "вартість"), Cell::Missing, currency.as_str().into());
            self.kept_row(head, Some(AidFigure::Value), Some(currency), sums);
        }
    }

    fn table(self) -> Table {
        let mut columns = vec![
            Column::text("figure", "Figure", "Показник"),
            Column::text("category", "Category", "Категорія"),
            Column::text("unit", "Unit", "Од. вим."),
            Column::number("selected", "Selected", "Обрано"),
            Column::number("cumulative", "Cumulative", "Наростаючим"),
        ];
        columns.extend(self.commands.map(|_| Commands::column()));
        Table { columns, rows: self.rows, ..Table::default() }
    }
}

/// A quantity in thousandths, with as many digits as it needs.
pub(super) fn amount(thousandths: i64) -> Cell {
    Cell::thousandths(thousandths)
}
