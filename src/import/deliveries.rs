//! Deliveries: how their rows are read, and which rows and records are one delivery.

use jiff::civil::Date;

use super::{
    cells::{amount, cell, day, precision, recipient, said, same_words, set_day},
    incoming::Incoming,
    kind::{Kind, borrowed},
    problem::Level,
    reading::{
        Columns, Form, Heading, Layout, Manner, Place, Reader, Report, Spot, Terms, has_no_errors, shown_at, text,
    },
    records::RecordImport,
};
use crate::{
    error::Result,
    model::{AidCategory, DeliveryStatus, Status},
    sheet::{
        Merged, Row,
        values::{Days, Fault, Money, MoneyUnit, Quantity, money},
    },
    store::{Base, DeliveryValues, Label, LinkRow, Stored},
};

/// The kind of record that `import deliveries` brings.
#[derive(Clone, Debug)]
pub struct Deliveries;

/// Imports sheets of deliveries.
pub type DeliveryImport<'s> = RecordImport<'s, Deliveries>;

/// What a table of deliveries is.
pub(super) const FORM: Form = Form {
    noun: "deliveries",
    one: "delivery",
    row: "delivery",
    of_projects: true,
    has_template: true,
    expected: "a table of deliveries was expected, with an item and a community or oblast for each",
    told_by: "item, community, quantity or value",
    title: &["item"],
    no_title: ("missing_item", "the item is missing"),
    start: &["received", "sent", "decided"],
    no_day: None,
    days: &["decided", "sent", "received"],
    people: &["value", "quantity"],
    sums: &[],
    required: &[(&["item", "category"], "the item"), (&["community", "code", "oblast"], "the community or oblast")],
};

/// The columns that only deliveries have; `None` where the sheet has none.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct DeliveryColumns {
    id: Option<usize>,
    item: Option<usize>,
    category: Option<usize>,
    donor: Option<usize>,
    implementer: Option<usize>,
    wave: Option<usize>,
    quantity: Option<usize>,
    unit: Option<usize>,
    value: Option<usize>,
    value_unit: MoneyUnit,
    price: Option<usize>,
    price_unit: MoneyUnit,
    currency: Option<usize>,
    decided: Option<usize>,
    sent: Option<usize>,
    received: Option<usize>,
    status: Option<usize>,
}

/// The values of a row that are no text.
#[derive(Clone, Debug)]
pub struct Cells {
    quantity: Option<Quantity>,
    /// Amount and currency of all of it.
    value: Option<(i64, String)>,
    /// The same of one unit.
    price: Option<(i64, String)>,
    /// Whether the sheet has a column of values: what it leaves open nobody works out.
    has_values: bool,
    value_of: Option<&'static str>,
    /// Decided, sent, received.
    days: [Option<Days>; 3],
    status: Option<DeliveryStatus>,
}

/// What a row says of a delivery, before names are resolved.
#[derive(Clone, Debug)]
pub struct DeliveryRow<'r> {
    spot: Spot<'r>,
    id: String,
    item: String,
    category: String,
    project: String,
    donor: String,
    implementer: String,
    wave: String,
    unit: String,
    section: Status,
    cells: Cells,
}

impl Layout for Deliveries {
    const FORM: &'static Form = &FORM;
    type Columns = DeliveryColumns;
    type Values = Cells;
    type Row<'r> = DeliveryRow<'r>;

    fn columns(heading: &Heading) -> DeliveryColumns {
        let column = |field| heading.column(field);
        DeliveryColumns {
            id: column("id"),
            item: column("item"),
            category: column("category"),
            donor: column("donor"),
            implementer: column("implementer"),
            wave: column("wave"),
            quantity: column("quantity"),
            unit: column("unit"),
            value: column("value"),
            value_unit: MoneyUnit::of_heading(heading.text("value")),
            price: column("price"),
            price_unit: MoneyUnit::of_heading(heading.text("price")),
            currency: column("currency"),
            decided: column("decided"),
            sent: column("sent"),
            received: column("received"),
            status: column("status"),
        }
    }

    fn values(
        row: &Row,
        (columns, own): (&Columns, &DeliveryColumns),
        manner: Manner,
        terms: &mut Terms,
        report: &mut Report<'_>,
    ) -> Option<Cells> {
        let mut sound = has_no_errors(row, columns, report);
        let value = value(row, (own.value, own.value_unit), own.currency, report);
        let price = value_of(row, (own.price, own.price_unit), own.currency, report);
        let quantity = amount(row, own.quantity, report);
        let days = [own.decided, own.sent, own.received].map(|column| day(row, column, manner, report));
        let [decided, sent, received] = days;
        if let (Some(Some(sent)), Some(Some(received))) = (sent, received)
            && received.end < sent.start
        {
            let sent = format!("is before the day on which it was sent, `{}`", shown_at(row, own.sent));
            let fault = Fault::new(sent, "check both dates");
            report.error(row, own.received, "received_before_sent", &fault);
            sound = false;
        }
        let is_whole_wave = is_whole_wave(row, columns, own);
        if text(row, own.item.or(own.category)).is_empty() && !is_whole_wave {
            report.lacks(row, columns.title, FORM.no_title.0, FORM.no_title.1);
            sound = false;
        }
        let status =
            terms.read(row, own.status, DeliveryStatus::parse, &DeliveryStatus::ALL.map(|known| known.1), report);
        let ((value, value_of), price, quantity) = (value?, price?, quantity?);
        let days = [decided?, sent?, received?];
        let value_of = if is_whole_wave { Some("wave") } else { value_of };
        let has_values = own.value.is_some();
        sound.then_some(Cells { quantity, value, price, has_values, value_of, days, status })
    }

    fn row<'r>(reader: &'r Reader<'_, Self>, cells: Cells) -> DeliveryRow<'r> {
        let own = reader.own();
        let of = |column| reader.text(column).into_owned();
        DeliveryRow {
            spot: reader.spot(),
            id: of(own.id),
            item: of(own.item),
            category: of(own.category),
            project: reader.project().into_owned(),
            donor: of(own.donor),
            implementer: of(own.implementer),
            wave: of(own.wave),
            unit: of(own.unit),
            section: reader.section(),
            cells,
        }
    }
}

/// Whether a row tells nothing but the value of a whole wave.
fn is_whole_wave(row: &Row, columns: &Columns, own: &DeliveryColumns) -> bool {
    let silent = [own.item, own.category, columns.community, columns.code, own.quantity];
    !text(row, own.wave).is_empty()
        && !text(row, own.value).is_empty()
        && silent.into_iter().all(|column| text(row, column).is_empty())
}

type Amount = Option<(i64, String)>;

/// Reads an amount with its currency; hryvnias where nobody says another. The outer `None`: it cannot be read.
fn value_of(
    row: &Row,
    (column, unit): (Option<usize>, MoneyUnit),
    currency: Option<usize>,
    report: &mut Report<'_>,
) -> Option<Amount> {
    let found = report.read(row, column, "bad_money", money(cell(row, column), unit))?;
    let own = MoneyUnit::of_heading(&text(row, currency)).currency;
    let with_currency = |money: Money| {
        let currency = money.currency.or(own).or(unit.currency).unwrap_or("UAH");
        (money.minor, currency.to_string())
    };
    Some(found.map(with_currency))
}

/// Reads the value; what stands in a cell shared by several rows is kept once, with the first of them.
fn value(
    row: &Row,
    of: (Option<usize>, MoneyUnit),
    currency: Option<usize>,
    report: &mut Report<'_>,
) -> Option<(Amount, Option<&'static str>)> {
    match of.0.and_then(|column| row.merged(column)) {
        Some(Merged::Filled) => Some((None, None)),
        merged => {
            let found = value_of(row, of, currency, report)?;
            let shared = merged.is_some() && found.is_some();
            if let Some(column) = of.0.filter(|_| shared) {
                let reason = "the value is that of several rows; it is kept as one and not divided";
                let shown = super::reading::shown(row.cell(column));
                let place = Place { row: row.number, column: Some(column) };
                report.push(Level::Info, "shared_value", place, &shown, reason);
            }
            Some((found, shared.then_some("rows")))
        }
    }
}

impl DeliveryRow<'_> {
    /// How far it has come: as said, else as its days and its section tell; `None` of a whole wave of which nobody said it.
    fn status(&self) -> Option<DeliveryStatus> {
        let [_, sent, received] = self.cells.days;
        let by_days = match (sent, received) {
            (_, Some(_)) => DeliveryStatus::Received,
            (Some(_), None) => DeliveryStatus::Sent,
            (None, None) if self.cells.value_of == Some("wave") => return self.cells.status,
            (None, None) => DeliveryStatus::Planned,
        };
        let by_section = if self.section == Status::Held { by_days } else { DeliveryStatus::Planned };
        Some(self.cells.status.unwrap_or(by_section))
    }

    /// The value of all of it: as said, or, where the sheet only has prices, the price of one times the quantity.
    fn value(&self) -> Amount {
        let product = || {
            let ((price, currency), quantity) = (self.cells.price.clone()?, self.cells.quantity.as_ref()?);
            let thousandths = price.checked_mul(quantity.thousandths)?;
            (thousandths % 1000 == 0).then_some((thousandths / 1000, currency))
        };
        if self.cells.has_values { self.cells.value.clone() } else { product() }
    }
}

impl Kind for Deliveries {
    type Record = DeliveryValues;
    type Gathered = ();
    const OWN_ID: &'static str = "hromada-delivery-";

    fn number(row: &DeliveryRow<'_>) -> u32 {
        row.spot.row
    }

    fn spot<'r>(row: &'r DeliveryRow<'_>) -> Spot<'r> {
        borrowed(&row.spot)
    }

    fn day(row: &DeliveryRow<'_>) -> Option<Date> {
        let [decided, sent, received] = row.cells.days;
        received.or(sent).or(decided).map(|days| days.start)
    }

    fn read(
        row: &DeliveryRow<'_>,
        values: &mut DeliveryValues,
        id: &mut dyn FnMut(Label, &str) -> Result<Option<i64>>,
    ) -> Result<()> {
        let mut base = Base {
            source_id: said(&row.id),
            project: id(Label::Project, &row.project)?,
            donor: id(Label::Organisation, &row.donor)?,
            ..Base::default()
        };
        set_day(&mut base, Deliveries::day(row), precision(&row.cells.days));
        let [decided_date, sent_date, received_date] =
            row.cells.days.map(|days| days.map(|days| days.start.to_string()));
        let category = AidCategory::parse(&row.category).or_else(|| AidCategory::parse(&row.item));
        let unit = said(&row.unit).or_else(|| row.cells.quantity.as_ref().and_then(|quantity| quantity.unit.clone()));
        let (value, currency) = row.value().unzip();
        *values = DeliveryValues {
            base,
            item: said(&row.item).or_else(|| said(&row.category)),
            category: category.map(AidCategory::id),
            implementer: id(Label::Organisation, &row.implementer)?,
            wave: said(&row.wave),
            recipient: recipient(&row.spot),
            quantity: row.cells.quantity.as_ref().map(|quantity| quantity.thousandths),
            unit,
            value,
            price: row.cells.price.as_ref().map(|price| price.0),
            currency: currency.or_else(|| row.cells.price.clone().map(|price| price.1)),
            value_of: row.cells.value_of,
            decided_date,
            sent_date,
            received_date,
            status: row.status().map(DeliveryStatus::id),
        };
        Ok(())
    }

    fn take_source_id(values: &mut DeliveryValues, other: &DeliveryValues) {
        values.base.source_id.clone_from(&other.base.source_id);
    }

    fn is_same(one: &DeliveryValues, other: &DeliveryValues) -> bool {
        let at = one.base.at;
        let other = DeliveryValues { base: Base { at, ..other.base.clone() }, ..other.clone() };
        *one == other
    }

    fn may_be_corrected(stored: &DeliveryValues, row: &DeliveryValues) -> bool {
        row.base.source_id.is_none()
            || same_words(stored.item.as_deref(), row.item.as_deref())
            || stored.recipient == row.recipient
    }

    /// A form of ours names communities and not who gets it, tells no price, and knows no value that is shared.
    fn keep_untold(stored: &Stored<DeliveryValues>, _: &[LinkRow], delivery: &mut Incoming<Deliveries>) {
        let (known, values) = (&stored.values, &mut delivery.values);
        values.recipient.clone_from(&known.recipient);
        values.price = known.price;
        if (known.value, &known.currency) == (values.value, &values.currency) || known.value.is_none() {
            values.value_of = known.value_of;
            values.currency.clone_from(&known.currency);
        }
    }

    fn likeness(a: &DeliveryValues, b: &DeliveryValues) -> usize {
        let same = [
            a.quantity == b.quantity,
            a.value == b.value,
            a.decided_date == b.decided_date,
            a.sent_date == b.sent_date,
            a.received_date == b.received_date,
            a.status == b.status,
            a.item == b.item,
            a.wave == b.wave,
        ];
        same.into_iter().filter(|same| *same).count()
    }
}
