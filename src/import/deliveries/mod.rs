//! Deliveries: how their rows are read, and which rows and records are one delivery.

mod days;
mod money;
mod sums;

use jiff::civil::Date;

use days::{DayColumns, Progress};
use money::{MoneyColumns, Worth};
use sums::Sums;

use super::{
    cells::{amount, category, precision, recipient, said, same_words, set_day},
    incoming::Incoming,
    kind::{Kind, Kinship, borrowed},
    reading::{Columns, Form, Heading, Layout, Manner, Reader, Report, Spot, Terms, has_no_errors, text},
    records::RecordImport,
    sameness::{Days as SameDays, agree, counted_day},
};
use crate::{
    error::Result,
    model::{AidCategory, DeliveryStatus, Status},
    sheet::{
        Row,
        values::{Days, Quantity, unit},
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
    start: &["received", "sent", "decided", "date"],
    no_day: None,
    days: &["decided", "sent", "received", "date"],
    people: &["value", "quantity"],
    apart: "if both came, give each an id, a wave or a day of its own",
    amounts: &["value", "price", "quantity"],
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
    money: MoneyColumns,
    days: DayColumns,
}

/// The values of a row that are no text.
#[derive(Clone, Debug)]
pub struct Cells {
    quantity: Option<Quantity>,
    category: Option<AidCategory>,
    worth: Worth,
    progress: Progress,
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
    type Sums = Sums;
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
            money: MoneyColumns::of(heading),
            days: DayColumns::of(heading),
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
        let is_whole_wave = is_whole_wave(row, columns, own);
        if text(row, own.item.or(own.category)).is_empty() && !is_whole_wave {
            report.lacks(row, columns.title, FORM.no_title.0, FORM.no_title.1);
            sound = false;
        }
        let quantity = amount(row, own.quantity, manner.signs, report);
        let counted = quantity.as_ref().and_then(Option::as_ref);
        let worth = own.money.read(row, manner.signs, counted, report);
        let known = DeliveryStatus::ALL.map(|known| known.1);
        let status = terms.read(row, own.days.status, DeliveryStatus::parse, &known, report);
        let progress = own.days.read(row, status, manner, report);
        let category = category(row, own.category, own.item, terms, report);
        let (mut worth, quantity, progress) = (worth?, quantity?, progress?);
        if is_whole_wave {
            worth.value_of = Some("wave");
        }
        sound.then_some(Cells { quantity, category, worth, progress })
    }

    fn sum_up(sums: &mut Sums, row: &Row, (columns, own): (&Columns, &DeliveryColumns), values: Option<&Cells>) {
        sums.add(row, columns, own, values);
    }

    fn total(
        sums: &mut Sums,
        row: &Row,
        columns: (&Columns, &DeliveryColumns),
        manner: Manner,
        report: &mut Report<'_>,
    ) -> Option<Row> {
        sums.total(row, columns, manner.signs, report)
    }

    fn end(sums: &Sums, report: &mut Report<'_>) -> Option<String> {
        sums.end(report);
        sums.days_taken()
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
        && !text(row, own.money.value).is_empty()
        && silent.into_iter().all(|column| text(row, column).is_empty())
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
        row.cells.progress.days().into_iter().flatten().next().map(|days| days.start)
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
        let Cells { quantity, category, worth, progress } = &row.cells;
        set_day(&mut base, Deliveries::day(row), precision(&progress.days()));
        let first = |days: Option<Days>| days.map(|days| days.start.to_string());
        let (value, currency) = worth.value.clone().unzip();
        let (price, currency_of_price) = worth.price.clone().unzip();
        *values = DeliveryValues {
            base,
            item: said(&row.item).or_else(|| said(&row.category)),
            category: category.map(AidCategory::id),
            implementer: id(Label::Organisation, &row.implementer)?,
            wave: said(&row.wave),
            recipient: recipient(&row.spot),
            quantity: quantity.as_ref().map(|quantity| quantity.thousandths),
            unit: unit(&row.unit).or_else(|| quantity.as_ref().and_then(|quantity| quantity.unit.clone())),
            value,
            price,
            currency: currency.or(currency_of_price),
            value_of: worth.value_of,
            decided_date: first(progress.decided),
            sent_date: first(progress.sent),
            received_date: first(progress.received),
            status: progress.status(row.section, worth.value_of == Some("wave")).map(DeliveryStatus::id),
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

    fn kinship(stored: &DeliveryValues, row: &DeliveryValues) -> Kinship {
        let same_item = same_words(stored.item.as_deref(), row.item.as_deref());
        match row.base.source_id {
            Some(_) => Kinship::corrects_if(same_item || stored.recipient == row.recipient),
            None => days_of(stored, row).kinship(amounts_agree(stored, row)),
        }
    }

    /// A day may have been mended, but not the amount too, and not into another quarter.
    fn may_be_mended(stored: &DeliveryValues, row: &DeliveryValues, is_form: bool) -> bool {
        let same_amounts = || stored.quantity == row.quantity && stored.value == row.value;
        days_of(stored, row) != SameDays::Other || is_form && stored.base.quarter == row.base.quarter && same_amounts()
    }

    /// A form of ours names communities and not who gets it, tells no price and no day without what happened on it, and knows no value
    /// that is shared.
    fn keep_untold(stored: &Stored<DeliveryValues>, _: &[LinkRow], delivery: &mut Incoming<Deliveries>) {
        let (known, values) = (&stored.values, &mut delivery.values);
        values.recipient.clone_from(&known.recipient);
        values.price = known.price;
        if values.base.dated.is_none() && is_bare(known) {
            let Base { dated, date_precision, quarter, .. } = &known.base;
            (values.base.dated, values.base.date_precision, values.base.quarter) =
                (dated.clone(), *date_precision, *quarter);
        }
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

/// How the days of two deliveries stand to each other: those on which the same happened, else those by which they count.
fn days_of(one: &DeliveryValues, other: &DeliveryValues) -> SameDays {
    let days = |values: &'_ DeliveryValues| {
        let days = [&values.decided_date, &values.sent_date, &values.received_date];
        days.map(|day| (day.clone(), values.base.date_precision))
    };
    let same = days(one).into_iter().zip(days(other)).map(|((one, vague), (other, other_vague))| {
        SameDays::of((one.as_deref(), vague), (other.as_deref(), other_vague))
    });
    let counted = SameDays::of(counted_day(&one.base), counted_day(&other.base));
    match SameDays::all(same) {
        // One was decided on a day and the other received on another: that may be one delivery.
        SameDays::Open if counted == SameDays::Same || is_bare(one) && is_bare(other) => counted,
        days => days,
    }
}

/// Whether a delivery tells a day, and not of what.
fn is_bare(values: &DeliveryValues) -> bool {
    [&values.decided_date, &values.sent_date, &values.received_date].into_iter().all(Option::is_none)
}

/// Whether two deliveries tell no different amounts.
fn amounts_agree(one: &DeliveryValues, other: &DeliveryValues) -> bool {
    agree(&one.quantity, &other.quantity) && agree(&one.value, &other.value)
}
