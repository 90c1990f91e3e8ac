//! A page of figures: what was asked for, and beside it everything until then.

use std::collections::BTreeSet;

use super::{
    Register,
    figures::{Figures, on_the_way},
    groups::term,
    selection::Selected,
};
use crate::table::{Cell, Column, Table};

type Term = (&'static str, &'static str);

/// One row for each figure, in both columns.
pub(super) fn summary(selected: &Selected<'_>, register: &Register) -> Table {
    let here = Figures::of(selected, &selected.received, register);
    let ever = Figures::of(selected, &selected.until, register);
    let mut page = Page::default();
    let sizes = |of: fn(&Figures) -> i64| (of(&here).into(), of(&ever).into());
    page.row(("communities", "громад"), sizes(|of| of.communities.len() as i64));
    let first = selected.first(&selected.received, |id| here.communities.contains(&id)).0;
    page.row(("communities for the first time", "громад уперше"), (first.into(), Cell::Missing));
    page.row(("oblasts", "областей"), sizes(|of| of.oblasts.len() as i64));
    let (residents, all_residents) = (here.residents(register), ever.residents(register));
    page.row(("residents", "жителів"), (residents.0.into(), all_residents.0.into()));
    page.row(
        ("communities without a number of residents", "громад без кількості жителів"),
        (residents.1.into(), all_residents.1.into()),
    );
    page.row(("deliveries", "поставок"), sizes(|of| of.deliveries));
    page.items(&here, &ever);
    page.row(("deliveries without a quantity", "поставок без кількості"), sizes(|of| of.no_quantity));
    page.money(&here, &ever);
    page.row(("deliveries without a value of their own", "поставок без власної вартості"), sizes(|of| of.no_value));
    let away = on_the_way(selected, &selected.all);
    let words = [("planned", "заплановано"), ("sent", "передано"), ("returned", "повернуто")];
    for (word, count) in words.into_iter().zip(away) {
        page.row(word, (count.into(), Cell::Missing));
    }
    page.table()
}

#[derive(Default)]
struct Page {
    rows: Vec<Vec<Cell>>,
}

impl Page {
    fn row(&mut self, (english, ukrainian): Term, (here, ever): (Cell, Cell)) {
        self.rows.push(vec![Cell::Term(english, ukrainian), Cell::Missing, Cell::Missing, here, ever]);
    }

    fn items(&mut self, here: &Figures, ever: &Figures) {
        for (key, (unit, quantity)) in &ever.items {
            let own = here.items.get(key).map_or(0, |own| own.1);
            self.rows.push(vec![
                Cell::Term("items", "одиниць"),
                key.0.map_or(Cell::Missing, term),
                unit.clone().into(),
                amount(own),
                amount(*quantity),
            ]);
        }
    }

    /// No row of a currency means that nobody told a value in it.
    fn money(&mut self, here: &Figures, ever: &Figures) {
        let currencies: BTreeSet<&String> = here.values.keys().chain(ever.values.keys()).collect();
        for currency in currencies {
            let value = |of: &Figures| match of.values.get(currency) {
                Some(value) => Cell::Decimal(*value, 2),
                None if of.no_value > 0 => Cell::Missing,
                None => Cell::Decimal(0, 2),
            };
            let (here, ever) = (value(here), value(ever));
            let (word, currency) = (Cell::Term("value", "вартість"), currency.as_str().into());
            self.rows.push(vec![word, Cell::Missing, currency, here, ever]);
        }
    }

    fn table(self) -> Table {
        let columns = vec![
            Column::text("figure", "Figure", "Показник"),
            Column::text("category", "Category", "Категорія"),
            Column::text("unit", "Unit", "Од. вим."),
            Column::number("selected", "Here", "Тут"),
            Column::number("cumulative", "Cumulative", "Наростаючим"),
        ];
        Table { columns, rows: self.rows, ..Table::default() }
    }
}

/// A quantity in thousandths, with as many digits as it needs.
fn amount(thousandths: i64) -> Cell {
    if thousandths % 1000 == 0 { Cell::Number(thousandths / 1000) } else { Cell::Decimal(thousandths, 3) }
}
