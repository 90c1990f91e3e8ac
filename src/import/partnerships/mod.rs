//! Partnerships: how their rows are read, and who their parties are. The register of agreements of inter-municipal cooperation is
//! read as it is published.

mod councils;
mod foreign;
mod parties;
mod post;
mod term;

use jiff::civil::Date;

use parties::Party;

use super::{
    cells::{day, ends_before, precision, said, set_day},
    incoming::RowPlaces,
    kind::{Kind, Kinship, borrowed},
    places::{Address, Places},
    problem::{Level, Problem, Problems},
    reading::{Columns, Form, Heading, Layout, Manner, Reader, Report, Spot, Terms, has_no_errors, text},
    records::RecordImport,
};
use crate::{
    error::Result,
    model::PartnershipKind,
    sheet::{
        Row,
        values::{Days, Fault, Window, days},
    },
    store::{Base, Label, PartnershipValues},
};

/// The kind of record that `import partnerships` brings.
#[derive(Clone, Debug)]
pub struct Partnerships;

/// Imports sheets of partnerships.
pub type PartnershipImport<'s> = RecordImport<'s, Partnerships>;

/// What a table of partnerships is.
pub(super) const FORM: Form = Form {
    noun: "partnerships",
    one: "partnership",
    row: "partnership",
    of_projects: false,
    has_template: false,
    expected: "a table of partnerships was expected, with the parties and the subject of each",
    told_by: "subject or party",
    title: &["subject"],
    no_title: ("missing_subject", "the subject is missing"),
    start: &["term", "start", "signed"],
    no_day: None,
    days: &["start", "end", "signed"],
    people: &[],
    apart: "if they are two, let their subjects tell them apart",
    amounts: &[],
    sums: &[],
    required: &[(&["subject"], "the subject"), (&["community", "code"], "the parties")],
};

/// The columns that only partnerships have; `None` where the sheet has none.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct PartnershipColumns {
    id: Option<usize>,
    subject: Option<usize>,
    kind: Option<usize>,
    form: Option<usize>,
    donor: Option<usize>,
    term: Option<usize>,
    start: Option<usize>,
    end: Option<usize>,
    signed: Option<usize>,
    partner: Option<usize>,
    country: Option<usize>,
}

/// The values of a row that are no text.
#[derive(Clone, Debug)]
pub struct Cells {
    kind: Option<PartnershipKind>,
    start: Option<Date>,
    end: Option<Date>,
    precision: Option<&'static str>,
}

/// What a row says of a partnership, before names are resolved.
#[derive(Clone, Debug)]
pub struct PartnershipRow<'r> {
    spot: Spot<'r>,
    id: String,
    subject: String,
    form: String,
    project: String,
    donor: String,
    parties: Vec<Party>,
    cells: Cells,
}

impl Layout for Partnerships {
    const FORM: &'static Form = &FORM;
    type Columns = PartnershipColumns;
    type Values = Cells;
    type Sums = ();
    type Row<'r> = PartnershipRow<'r>;

    fn columns(heading: &Heading) -> PartnershipColumns {
        let column = |field| heading.column(field);
        PartnershipColumns {
            id: column("id"),
            subject: column("subject"),
            kind: column("kind"),
            form: column("form"),
            donor: column("donor"),
            term: column("term"),
            start: column("start"),
            end: column("end"),
            signed: column("signed"),
            partner: column("partner"),
            country: column("country"),
        }
    }

    fn values(
        row: &Row,
        (columns, own): (&Columns, &PartnershipColumns),
        manner: Manner,
        terms: &mut Terms,
        report: &mut Report<'_>,
    ) -> Option<Cells> {
        let mut sound = has_no_errors(row, columns, report);
        // Towns were twins long before the amalgamation, and agreements end years from now.
        let window =
            Window { first: Date::constant(1945, 1, 1), ..manner.window.with_last(Date::constant(2100, 12, 31)) };
        let manner = Manner { window, ..manner };
        let (start, end) = (day(row, own.start, manner, report), day(row, own.end, manner, report));
        if text(row, own.subject).is_empty() {
            report.lacks(row, own.subject, FORM.no_title.0, FORM.no_title.1);
            sound = false;
        }
        let (start, end) = (start?, end?);
        sound &= !ends_before(row, (own.start, &start), (own.end, &end), report);
        let general = |text: &str| PartnershipKind::says_nothing(text).then_some(None);
        let parse = |text: &str| PartnershipKind::parse(text).map(Some).or_else(|| general(text));
        let kind = terms.read(row, own.kind, parse, &PartnershipKind::ALL.map(|known| known.1), report).flatten();
        let (start, end, exactness) = held((start, end), row, own, manner, report);
        sound.then_some(Cells { kind, start, end, precision: exactness })
    }

    fn row<'r>(reader: &'r Reader<'_, Self>, cells: Cells) -> PartnershipRow<'r> {
        let own = reader.own();
        let of = |column| reader.text(column).into_owned();
        let spot = reader.spot();
        let mut parties = parties::parties(&spot.communities);
        parties.extend(parties::partners(&of(own.partner), &of(own.country)));
        PartnershipRow {
            parties,
            spot,
            id: of(own.id),
            subject: of(own.subject),
            form: of(own.form),
            project: reader.project().into_owned(),
            donor: of(own.donor),
            cells,
        }
    }
}

impl Kind for Partnerships {
    type Record = PartnershipValues;
    type Gathered = ();
    const OWN_ID: &'static str = "hromada-partnership-";

    fn number(row: &PartnershipRow<'_>) -> u32 {
        row.spot.row
    }

    fn spot<'r>(row: &'r PartnershipRow<'_>) -> Spot<'r> {
        borrowed(&row.spot)
    }

    fn day(row: &PartnershipRow<'_>) -> Option<Date> {
        row.cells.start
    }

    /// Each party is looked for by itself: by its seat and by its name, which must not speak against each other.
    fn places(row: &PartnershipRow<'_>, places: &mut Places, sheet: &str, problems: &mut Problems) -> RowPlaces {
        let mut found = RowPlaces::default();
        for party in row.parties.iter().filter(|party| !party.is_foreign) {
            let spot = Spot {
                oblast: if party.oblast.is_empty() { row.spot.oblast.as_ref() } else { &party.oblast }.into(),
                raion: if party.raion.is_empty() { row.spot.raion.as_ref() } else { &party.raion }.into(),
                communities: party.name.as_str().into(),
                ..borrowed(&row.spot)
            };
            let address = Address {
                seat: &party.seat,
                oblast_of_post: post::oblast(&party.index),
                tells_oblast: !spot.oblast.is_empty() && !party.oblast_of_others,
            };
            places.of_council(&spot, address, sheet, &mut found, problems);
        }
        let foreign = row.parties.iter().filter(|party| party.is_foreign).count();
        if found.links.len() + found.waiting.len() + foreign == 1 {
            problems.push(alone(row, sheet));
        }
        found
    }

    fn account(sure: usize, waiting: usize) -> Option<String> {
        let all = sure + waiting;
        let share = (sure * 1000 + all / 2).checked_div(all)?;
        let (whole, tenth) = (share / 10, share % 10);
        Some(format!(
            "{sure} of {all} parties in Ukraine ({whole}.{tenth} %) were resolved for sure, {waiting} wait for a person"
        ))
    }

    fn read(
        row: &PartnershipRow<'_>,
        values: &mut PartnershipValues,
        id: &mut dyn FnMut(Label, &str) -> Result<Option<i64>>,
    ) -> Result<()> {
        let mut base = Base {
            source_id: said(&row.id),
            project: id(Label::Project, &row.project)?,
            donor: id(Label::Organisation, &row.donor)?,
            ..Base::default()
        };
        set_day(&mut base, row.cells.start, row.cells.precision);
        let names = |foreign: bool| {
            let names =
                row.parties.iter().filter(|party| !foreign || party.is_foreign).map(|party| party.name.as_str());
            names.collect::<Vec<_>>().join("; ")
        };
        let foreign = said(&names(true));
        let kind = if foreign.is_some() { PartnershipKind::International } else { PartnershipKind::InterMunicipal };
        *values = PartnershipValues {
            base,
            subject: row.subject.clone(),
            kind: Some(row.cells.kind.unwrap_or(kind).id()),
            form: said(&row.form),
            parties: names(false),
            party_count: row.parties.len() as u32,
            foreign_parties: foreign,
            end_date: row.cells.end.map(|day| day.to_string()),
        };
        Ok(())
    }

    fn take_source_id(values: &mut PartnershipValues, other: &PartnershipValues) {
        values.base.source_id.clone_from(&other.base.source_id);
    }

    fn is_same(one: &PartnershipValues, other: &PartnershipValues) -> bool {
        let at = one.base.at;
        let other = PartnershipValues { base: Base { at, ..other.base.clone() }, ..other.clone() };
        *one == other
    }

    fn kinship(_: &PartnershipValues, _: &PartnershipValues) -> Kinship {
        Kinship::Corrects
    }

    fn likeness(a: &PartnershipValues, b: &PartnershipValues) -> usize {
        let same = [a.subject == b.subject, a.parties == b.parties, a.base.dated == b.base.dated, a.kind == b.kind];
        same.into_iter().filter(|same| *same).count()
    }
}

/// The days on which a partnership begins and ends, by its columns, its term and the day of signing, and how exactly they are said.
/// What the term says and nobody understands is told.
fn held(
    (start, end): (Option<Days>, Option<Days>),
    row: &Row,
    own: &PartnershipColumns,
    manner: Manner,
    report: &mut Report<'_>,
) -> (Option<Date>, Option<Date>, Option<&'static str>) {
    // A day with the number of the contract beside it: `05.12.2014 б/н`.
    let cell = own.signed.and_then(|column| days(row.cell(column), manner.epoch_shift, manner.window).ok()?);
    let signed = cell.map(|days| days.start).or_else(|| term::day_in(&text(row, own.signed)));
    let first = start.as_ref().map(|days| days.start).or(signed);
    let term = term::term(&text(row, own.term), manner.window, first);
    let start = start.or(term.start);
    let precision = precision([&start, &end]);
    let first = start.map(|days| days.start).or(signed);
    let last = end.map(|days| days.end).or(term.end);
    if term.unclear {
        let read = match (first, last) {
            (Some(first), Some(last)) => format!("from {first} to {last}"),
            (Some(first), None) => format!("from {first} without an end"),
            (None, Some(last)) => format!("until {last}"),
            (None, None) => "as no term at all".to_string(),
        };
        let fault = Fault::new(
            format!("says more than was understood; it was read {read}"),
            "write it such as `з 01.01.2021 до 31.12.2025`, `упродовж 5 років` or `безстроково`",
        );
        report.doubt(row, own.term, "unclear_term", &fault);
    }
    (first, last, precision)
}

/// What is said of a partnership that names one party.
fn alone(row: &PartnershipRow<'_>, sheet: &str) -> Problem {
    let value = row.spot.communities.to_string();
    Problem {
        level: Level::Warning,
        code: "one_party",
        sheet: sheet.to_string(),
        row: row.spot.row,
        column: row.spot.communities_column.to_string(),
        reason: "only one party was found, and a partnership has two or more".to_string(),
        value,
        fix: Some("part the parties with semicolons, and write the country of a foreign town".to_string()),
    }
}
