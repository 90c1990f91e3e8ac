//! What deliveries are worth: the value of all of it, else the price of one times the quantity.

use crate::{
    import::{
        cells::cell,
        problem::Level,
        reading::{Heading, Place, Report, shown, text},
    },
    sheet::{
        Merged, Row,
        values::{Fault, MoneyUnit, Quantity, Signs, money},
    },
};

/// Hundredths of a currency, and the currency.
pub(super) type Amount = Option<(i64, String)>;

/// The columns of money; `None` where the sheet has none.
#[derive(Clone, Debug)]
pub(super) struct MoneyColumns {
    pub(super) value: Option<usize>,
    value_unit: MoneyUnit,
    price: Option<usize>,
    price_unit: MoneyUnit,
    currency: Option<usize>,
}

/// What a row says of money.
#[derive(Clone, Debug)]
pub(super) struct Worth {
    /// Of all of it.
    pub(super) value: Amount,
    /// What the value is of, where it is not of this delivery alone.
    pub(super) value_of: Option<&'static str>,
    /// Of one unit.
    pub(super) price: Amount,
}

impl MoneyColumns {
    pub(super) fn of(heading: &Heading) -> MoneyColumns {
        MoneyColumns {
            value: heading.column("value"),
            value_unit: MoneyUnit::of_heading(heading.text("value")),
            price: heading.column("price"),
            price_unit: MoneyUnit::of_heading(heading.text("price")),
            currency: heading.column("currency"),
        }
    }

    /// Reads the money of a row. `None`: something cannot be read, which stands among the problems.
    pub(super) fn read(
        &self,
        row: &Row,
        signs: Signs,
        quantity: Option<&Quantity>,
        report: &mut Report<'_>,
    ) -> Option<Worth> {
        let price = self.amount(row, self.price, MoneyUnit { signs, ..self.price_unit }, report);
        let merged = self.value.and_then(|column| row.merged(column));
        // What stands in a cell shared by several rows is kept once, with the first of them.
        let value = match merged {
            Some(Merged::Filled) => Some(None),
            _ => self.value(row, signs, report),
        };
        let (price, value) = (price?, value?);
        // A cell that says that nobody knows the value is believed.
        let is_open = value.is_some() || cell(row, self.value).is_empty();
        let product =
            price.clone().zip(quantity).filter(|_| is_open).and_then(|(price, quantity)| product(price, quantity));
        if merged.is_some() {
            let value_of = value.as_ref().map(|_| "rows");
            value_of.into_iter().for_each(|_| self.say_shared(row, report));
            return Some(Worth { value, value_of, price });
        }
        if let (Some(value), Some(product), Some(quantity)) = (&value, &product, quantity) {
            self.compare(row, value, product, quantity, report);
        }
        Some(Worth { value: value.or(product), value_of: None, price })
    }

    /// The value of a row, as far as it can be read.
    pub(super) fn peek(&self, row: &Row, signs: Signs) -> Amount {
        let unit = MoneyUnit { signs, ..self.value_unit }.with_currency(&shown(cell(row, self.currency))).ok()?;
        let found = money(cell(row, self.value), unit).ok()??;
        Some((found.minor, found.currency.or(unit.currency).unwrap_or("UAH").to_string()))
    }

    /// A hundredth of the heading's unit, in hundredths of the currency.
    pub(super) fn slack(&self) -> u64 {
        self.value_unit.scale.unsigned_abs()
    }

    /// The columns that tell values.
    pub(super) fn of_value(&self) -> impl Iterator<Item = usize> {
        self.value.into_iter().chain(self.currency)
    }

    fn value(&self, row: &Row, signs: Signs, report: &mut Report<'_>) -> Option<Amount> {
        self.amount(row, self.value, MoneyUnit { signs, ..self.value_unit }, report)
    }

    /// Reads an amount with its currency; hryvnias where nobody says another.
    fn amount(&self, row: &Row, column: Option<usize>, unit: MoneyUnit, report: &mut Report<'_>) -> Option<Amount> {
        if text(row, column).is_empty() {
            return Some(None);
        }
        let unit =
            report.read(row, self.currency, "bad_currency", unit.with_currency(&shown(cell(row, self.currency))))?;
        let Some(found) = report.read(row, column, "bad_money", money(cell(row, column), unit))? else {
            return Some(None);
        };
        if found.rounded {
            let whole = format!("{}.{:02}", found.minor / 100, found.minor % 100);
            let reason = format!("holds parts of a hundredth and was rounded to {whole}");
            let fix = "write the amount with two digits after the sign";
            report.doubt(row, column, "rounded", &Fault::new(reason, fix));
        }
        Some(Some((found.minor, found.currency.or(unit.currency).unwrap_or("UAH").to_string())))
    }

    fn say_shared(&self, row: &Row, report: &mut Report<'_>) {
        let shown = self.value.map(|column| shown(row.cell(column))).unwrap_or_default();
        let reason = "the value is that of several rows; it is kept as one and not divided";
        report.push(Level::Info, "shared_value", Place { row: row.number, column: self.value }, &shown, reason);
    }

    /// Says where the value is not the price times the quantity, but for what prices are rounded by.
    fn compare(
        &self,
        row: &Row,
        value: &(i64, String),
        product: &(i64, String),
        quantity: &Quantity,
        report: &mut Report<'_>,
    ) {
        let slack = quantity.thousandths / 1000 + 1;
        if value.1 == product.1 && value.0.abs_diff(product.0) <= slack.unsigned_abs() {
            return;
        }
        let shown = shown(cell(row, self.price));
        let reason = format!(
            "is not the price `{shown}` times the quantity, which is {} {}.{:02}; it was kept as it stands",
            product.1,
            product.0 / 100,
            product.0 % 100
        );
        report.doubt(row, self.value, "value_differs", &Fault::new(reason, "check value, price and quantity"));
    }
}

/// The price of one times the quantity, to the hundredth; `None` where that is too large.
fn product((price, currency): (i64, String), quantity: &Quantity) -> Amount {
    let thousandths = price.checked_mul(quantity.thousandths)?;
    Some(((thousandths + 500) / 1000, currency))
}
