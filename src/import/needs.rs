//! Needs and applications: how their rows are read, and which rows and records are one need.

use jiff::civil::Date;

use super::{
    cells::{amount, category, cell, day, is_said, precision, recipient, said, same_words, set_day},
    incoming::Incoming,
    kind::{Kind, Kinship, borrowed},
    reading::{Columns, Form, Heading, Layout, Manner, Reader, Report, Spot, Terms, has_no_errors, text},
    records::RecordImport,
    sameness::{Days as SameDays, agree, counted_day},
};
use crate::{
    error::Result,
    model::{AidCategory, NeedSource, NeedStatus, Urgency},
    sheet::{
        Row,
        values::{Days, Quantity, count, unit},
    },
    store::{Base, Label, LinkRow, NeedValues, Stored},
};

/// The kind of record that `import needs` brings.
#[derive(Clone, Debug)]
pub struct Needs;

/// Imports sheets of needs.
pub type NeedImport<'s> = RecordImport<'s, Needs>;

/// What a table of needs is.
pub(super) const FORM: Form = Form {
    noun: "needs",
    one: "need",
    row: "need",
    of_projects: true,
    has_template: true,
    expected: "a table of needs was expected, with what is asked for and a community or oblast for each",
    told_by: "item, topic or community",
    title: &["item", "topic"],
    no_title: ("missing_item", "what is asked for is missing"),
    start: &["date"],
    no_day: None,
    days: &["date"],
    people: &["quantity", "people"],
    apart: "if both were asked for, give each an id or a day of its own",
    amounts: &["quantity"],
    sums: &[],
    required: &[
        (&["item", "topic"], "what is asked for"),
        (&["community", "code", "oblast"], "the community or oblast"),
    ],
};

/// The columns that only needs have; `None` where the sheet has none.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct NeedColumns {
    id: Option<usize>,
    item: Option<usize>,
    topic: Option<usize>,
    category: Option<usize>,
    donor: Option<usize>,
    quantity: Option<usize>,
    unit: Option<usize>,
    urgency: Option<usize>,
    people: Option<usize>,
    source: Option<usize>,
    date: Option<usize>,
    track: Option<usize>,
    status: Option<usize>,
    other_donors: Option<usize>,
}

/// The values of a row that are no text.
#[derive(Clone, Debug)]
pub struct Cells {
    quantity: Option<Quantity>,
    people: Option<u32>,
    day: Option<Days>,
    category: Option<AidCategory>,
    urgency: Option<Urgency>,
    source: Option<NeedSource>,
    /// Applied where nobody says more; `None` where what the sheet says is not understood.
    status: Option<NeedStatus>,
}

/// What a row says of a need, before names are resolved.
#[derive(Clone, Debug)]
pub struct NeedRow<'r> {
    spot: Spot<'r>,
    id: String,
    item: String,
    topic: String,
    project: String,
    donor: String,
    unit: String,
    track: String,
    other_donors: String,
    cells: Cells,
}

impl Layout for Needs {
    const FORM: &'static Form = &FORM;
    type Columns = NeedColumns;
    type Values = Cells;
    type Sums = ();
    type Row<'r> = NeedRow<'r>;

    fn columns(heading: &Heading) -> NeedColumns {
        let column = |field| heading.column(field);
        NeedColumns {
            id: column("id"),
            item: column("item"),
            topic: column("topic"),
            category: column("category"),
            donor: column("donor"),
            quantity: column("quantity"),
            unit: column("unit"),
            urgency: column("urgency"),
            people: column("people"),
            source: column("source"),
            date: column("date"),
            track: column("track"),
            status: column("status"),
            other_donors: column("other_donors"),
        }
    }

    fn values(
        row: &Row,
        (columns, own): (&Columns, &NeedColumns),
        manner: Manner,
        terms: &mut Terms,
        report: &mut Report<'_>,
    ) -> Option<Cells> {
        let mut sound = has_no_errors(row, columns, report);
        let quantity = amount(row, own.quantity, manner.signs, report);
        let people = report.read(row, own.people, "bad_number", count(cell(row, own.people)));
        let day = day(row, own.date, manner, report);
        if text(row, own.item).is_empty() && text(row, own.topic).is_empty() {
            report.lacks(row, columns.title, FORM.no_title.0, FORM.no_title.1);
            sound = false;
        }
        terms.read(row, own.category, AidCategory::parse, &AidCategory::ALL.map(AidCategory::ukrainian), report);
        let urgency = terms.read(row, own.urgency, Urgency::parse, &Urgency::ALL.map(|known| known.1), report);
        let source = terms.read(row, own.source, NeedSource::parse, &NeedSource::ALL.map(|known| known.1), report);
        let status = terms.read(row, own.status, NeedStatus::parse, &NeedStatus::ALL.map(|known| known.1), report);
        let status = status.or(Some(NeedStatus::Applied).filter(|_| !is_said(row, own.status)));
        let category = category(row, own.category, own.item, terms, report);
        let (quantity, people, day) = (quantity?, people?, day?);
        sound.then_some(Cells { quantity, people, day, category, urgency, source, status })
    }

    fn row<'r>(reader: &'r Reader<'_, Self>, cells: Cells) -> NeedRow<'r> {
        let own = reader.own();
        let of = |column| reader.text(column).into_owned();
        NeedRow {
            spot: reader.spot(),
            id: of(own.id),
            item: of(own.item),
            topic: of(own.topic),
            project: reader.project().into_owned(),
            donor: of(own.donor),
            unit: of(own.unit),
            track: of(own.track),
            other_donors: of(own.other_donors),
            cells,
        }
    }
}

impl Kind for Needs {
    type Record = NeedValues;
    type Gathered = ();
    const OWN_ID: &'static str = "hromada-need-";

    fn number(row: &NeedRow<'_>) -> u32 {
        row.spot.row
    }

    fn spot<'r>(row: &'r NeedRow<'_>) -> Spot<'r> {
        borrowed(&row.spot)
    }

    fn day(row: &NeedRow<'_>) -> Option<Date> {
        row.cells.day.map(|days| days.start)
    }

    fn read(
        row: &NeedRow<'_>,
        values: &mut NeedValues,
        id: &mut dyn FnMut(Label, &str) -> Result<Option<i64>>,
    ) -> Result<()> {
        let mut base = Base {
            source_id: said(&row.id),
            project: id(Label::Project, &row.project)?,
            donor: id(Label::Organisation, &row.donor)?,
            ..Base::default()
        };
        set_day(&mut base, Needs::day(row), precision([&row.cells.day]));
        let unit = unit(&row.unit).or_else(|| row.cells.quantity.as_ref().and_then(|quantity| quantity.unit.clone()));
        *values = NeedValues {
            base,
            item: said(&row.item),
            topic: id(Label::Topic, &row.topic)?,
            category: row.cells.category.map(AidCategory::id),
            applicant: recipient(&row.spot),
            quantity: row.cells.quantity.as_ref().map(|quantity| quantity.thousandths),
            unit,
            urgency: row.cells.urgency.map(Urgency::id),
            people: row.cells.people,
            source: row.cells.source.map(NeedSource::id),
            track: said(&row.track),
            other_donors: said(&row.other_donors),
            status: row.cells.status.map(NeedStatus::id),
        };
        Ok(())
    }

    fn take_source_id(values: &mut NeedValues, other: &NeedValues) {
        values.base.source_id.clone_from(&other.base.source_id);
    }

    fn is_same(one: &NeedValues, other: &NeedValues) -> bool {
        let at = one.base.at;
        let other = NeedValues { base: Base { at, ..other.base.clone() }, ..other.clone() };
        *one == other
    }

    /// Where nothing but topics are named, another topic is another need.
    fn kinship(stored: &NeedValues, row: &NeedValues) -> Kinship {
        let same_item = same_words(stored.item.as_deref(), row.item.as_deref());
        match row.base.source_id {
            Some(_) => Kinship::corrects_if(same_item || stored.applicant == row.applicant),
            None if row.item.is_none() && stored.topic != row.topic => Kinship::Another,
            None => days_of(stored, row).kinship(agree(&stored.quantity, &row.quantity)),
        }
    }

    /// A day may have been mended, but not the quantity too, and not into another quarter.
    fn may_be_mended(stored: &NeedValues, row: &NeedValues, is_form: bool) -> bool {
        days_of(stored, row) != SameDays::Other
            || is_form && stored.base.quarter == row.base.quarter && stored.quantity == row.quantity
    }

    /// A form of ours names communities and not who asked, and leaves out the donor.
    fn keep_untold(stored: &Stored<NeedValues>, _: &[LinkRow], need: &mut Incoming<Needs>) {
        need.values.applicant.clone_from(&stored.values.applicant);
        need.values.base.donor = stored.values.base.donor;
    }

    fn likeness(a: &NeedValues, b: &NeedValues) -> usize {
        let same = [
            a.quantity == b.quantity,
            a.base.dated == b.base.dated,
            a.topic == b.topic,
            a.source == b.source,
            a.status == b.status,
            a.urgency == b.urgency,
            a.item == b.item,
        ];
        same.into_iter().filter(|same| *same).count()
    }
}

/// How the days on which two needs were said stand to each other.
fn days_of(one: &NeedValues, other: &NeedValues) -> SameDays {
    SameDays::of(counted_day(&one.base), counted_day(&other.base))
}
