//! Sums of money: what rows of sums and values of whole waves say, held against the rows of the sheet. A row of sums that tells the
//! value of a wave whose rows do not is kept as that; what no row tells is never passed over in silence.

use std::collections::{BTreeMap, BTreeSet};

use super::{Cells, DeliveryColumns};
use crate::{
    import::{
        problem::Level,
        reading::{Columns, Place, Report, shown_at, text},
    },
    model::letters::fold,
    sheet::{Cell, Row, values::Signs},
};

/// What the rows of a sheet came to.
#[derive(Debug, Default)]
pub struct Sums {
    /// Since the last row of sums.
    part: Part,
    /// Since the beginning.
    whole: Part,
    /// Of each wave, by its folded name.
    waves: BTreeMap<String, Part>,
    /// Values of whole waves: the wave, and where it stands.
    of_waves: Vec<(String, Told)>,
    /// A row of sums above all data.
    above: Option<Told>,
    /// Rows whose only day was taken for that of receipt, and the first of their days.
    received: u32,
    first_received: String,
}

/// What some rows came to.
#[derive(Clone, Debug, Default)]
struct Part {
    rows: u32,
    /// Rows that tell no value.
    silent: u32,
    /// Whether a row could not be read.
    rejected: bool,
    /// Hundredths by currency.
    values: BTreeMap<String, i64>,
    /// Hundredths of cells that are numbers and no text, as a spreadsheet's own SUM adds them up.
    numbers: i64,
    /// The waves that they name, folded.
    waves: BTreeSet<String>,
    /// Project and wave of the last row.
    last: (String, String),
}

/// A value and the cell that tells it.
#[derive(Clone, Debug)]
struct Told {
    row: u32,
    column: Option<usize>,
    shown: String,
    amount: (i64, String),
    /// Hundredths by which a sum of it may be rounded.
    slack: u64,
}

impl Part {
    fn add(&mut self, values: Option<&Cells>, is_number: bool, (project, wave): (&str, &str)) {
        self.rows += 1;
        self.waves.insert(fold(wave));
        self.last = (project.to_string(), wave.to_string());
        match values.map(|values| &values.worth.value) {
            None => self.rejected = true,
            Some(None) => self.silent += 1,
            Some(Some((value, currency))) => {
                *self.values.entry(currency.clone()).or_default() += value;
                self.numbers += if is_number { *value } else { 0 };
            }
        }
    }

    /// Whether the rows tell just this, to the hundredth of the heading's unit, to which sums are rounded.
    fn is(&self, Told { amount: (value, currency), slack, .. }: &Told) -> bool {
        let fits = |sum: i64| sum.abs_diff(*value) <= *slack;
        self.values.get(currency).is_some_and(|sum| self.values.len() == 1 && fits(*sum) || fits(self.numbers))
    }

    /// Whether some rows tell no value, and this leaves something for them.
    fn lacks(&self, (value, currency): &(i64, String)) -> bool {
        let only_currency = self.values.keys().all(|known| known == currency);
        self.silent > 0 && only_currency && self.values.get(currency).is_none_or(|told| told < value)
    }

    fn shown(&self) -> String {
        let amounts = self.values.iter().map(|(currency, value)| amount(*value, currency));
        amounts.collect::<Vec<_>>().join(" and ")
    }
}

fn amount(value: i64, currency: &str) -> String {
    format!("{currency} {}.{:02}", value / 100, value % 100)
}

impl Told {
    fn of(row: &Row, own: &DeliveryColumns, signs: Signs) -> Option<Told> {
        let (column, amount) = (own.money.value, own.money.peek(row, signs)?);
        Some(Told { row: row.number, column, shown: shown_at(row, column), amount, slack: own.money.slack() })
    }

    fn say(&self, level: Level, code: &'static str, what: &str, report: &mut Report<'_>) {
        let place = Place { row: self.row, column: self.column };
        report.push(level, code, place, &self.shown, &format!("`{}` {what}", self.shown));
    }

    fn is_not_kept(&self, report: &mut Report<'_>) {
        let what = "stands in a row of sums and no row tells it, so that it was not kept: write it beside the items, or in a row with \
                    the wave and the value alone";
        self.say(Level::Warning, "total_not_kept", what, report);
    }
}

impl Sums {
    /// Adds a row of data; `None` where it could not be read.
    pub(super) fn add(&mut self, row: &Row, columns: &Columns, own: &DeliveryColumns, values: Option<&Cells>) {
        let (project, wave) = (text(row, columns.project), text(row, own.wave));
        let names: (&str, &str) = (&project, &wave);
        if let Some(values) = values.filter(|values| values.worth.value_of == Some("wave")) {
            if let Some(amount) = values.worth.value.clone() {
                let (column, shown) = (own.money.value, shown_at(row, own.money.value));
                self.of_waves
                    .push((fold(&wave), Told { row: row.number, column, shown, amount, slack: own.money.slack() }));
            }
            return;
        }
        if values.is_some_and(|values| values.progress.is_taken_for_receipt) {
            if self.received == 0 {
                self.first_received = shown_at(row, own.days.bare);
            }
            self.received += 1;
        }
        let is_number = own.money.value.is_some_and(|column| matches!(row.cell(column), Cell::Number(_)));
        self.part.add(values, is_number, names);
        self.whole.add(values, is_number, names);
        if !wave.is_empty() {
            self.waves.entry(fold(&wave)).or_default().add(values, is_number, names);
        }
    }

    /// Holds a row of sums against the rows above it. Gives the row that tells the value of a whole wave, where it does.
    pub(super) fn total(
        &mut self,
        row: &Row,
        (columns, own): (&Columns, &DeliveryColumns),
        signs: Signs,
        report: &mut Report<'_>,
    ) -> Option<Row> {
        let part = std::mem::take(&mut self.part);
        let told = Told::of(row, own, signs)?;
        if self.whole.rows == 0 {
            self.above = Some(told);
            return None;
        }
        let wave = self.wave_of(row, own, &part);
        let named = wave.as_ref().and_then(|wave| self.waves.get(wave));
        if [Some(&part), Some(&self.whole), named].into_iter().flatten().any(|sum| sum.is(&told)) {
            return None;
        }
        let of = named.unwrap_or(if part.rows > 0 { &part } else { &self.whole });
        if named.is_some() && (of.values.is_empty() || of.lacks(&told.amount)) {
            let what = format!("was kept as the value of the whole wave `{}`, for its rows do not tell it", of.last.1);
            told.say(Level::Warning, "total_kept", &what, report);
            return Some(whole_wave(row, (columns, own), &of.last));
        }
        if of.values.is_empty() || !of.rejected && of.lacks(&told.amount) {
            told.is_not_kept(report);
        } else if !of.rejected {
            let what = format!("is not the sum of the rows above, which is {}", of.shown());
            told.say(Level::Warning, "total_differs", &what, report);
        }
        None
    }

    /// The wave that a row of sums is of: as its cell says, or the only one of the rows above where the row speaks of a wave.
    fn wave_of(&self, row: &Row, own: &DeliveryColumns, part: &Part) -> Option<String> {
        let named = fold(&text(row, own.wave));
        if self.waves.contains_key(&named) {
            return Some(named);
        }
        let speaks = |cell: Cell<'_>| matches!(cell, Cell::Text(text) if ["хвил", "wave"].iter().any(|word| fold(text).contains(word)));
        let only = part.waves.first().filter(|wave| part.waves.len() == 1 && !wave.is_empty());
        only.filter(|_| row.cells().any(speaks)).cloned()
    }

    /// Says what contradicts the rows, when all are known.
    pub(super) fn end(&self, report: &mut Report<'_>) {
        if let Some(above) = &self.above
            && !self.whole.rejected
            && !self.whole.is(above)
        {
            above.is_not_kept(report);
        }
        for (wave, told) in &self.of_waves {
            let Some(of) = self.waves.get(wave).filter(|of| !of.values.is_empty() && !of.rejected) else { continue };
            if !of.is(told) && !of.lacks(&told.amount) {
                let what = format!(
                    "is told to be the value of the whole wave, and its rows tell {}: check which is right",
                    of.shown()
                );
                told.say(Level::Warning, "wave_differs", &what, report);
            }
        }
    }
}

impl Sums {
    /// A sentence on days that were taken for those of receipt, because neither heading nor status says what happened on them.
    pub(super) fn days_taken(&self) -> Option<String> {
        let rows = if self.received == 1 { "1 row".to_string() } else { format!("{} rows", self.received) };
        let day = &self.first_received;
        (self.received > 0).then(|| {
            format!("the date of {rows} was taken for the day of receipt, for nobody says what happened on it: `{day}`")
        })
    }
}

/// A row of sums as one that tells nothing but the value of a whole wave.
fn whole_wave(row: &Row, (columns, own): (&Columns, &DeliveryColumns), (project, wave): &(String, String)) -> Row {
    let mut whole = Row::default();
    whole.clear(row.number);
    for (column, text) in [(columns.project, project), (own.wave, wave)] {
        if let Some(column) = column {
            whole.put(column, Cell::Text(text));
        }
    }
    for column in own.money.of_value() {
        whole.put(column, row.cell(column));
    }
    whole
}
