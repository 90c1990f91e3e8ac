//! Projects: what a list of projects says of each beside its name.

use std::hash::{Hash, Hasher};

use jiff::civil::Date;
use rustc_hash::FxHasher;

use super::{
    cells::{day, ends_before, said, set_day},
    incoming::{Incoming, RowPlaces},
    kind::{Kind, Kinship, borrowed},
    places::Places,
    plan::Doubt,
    problem::Problems,
    reading::{Columns, Form, Heading, Layout, Manner, Reader, Report, Spot, Terms, has_no_errors, text},
    records::RecordImport,
};
use crate::{
    error::Result,
    model::ProjectStatus,
    sheet::{
        Row,
        values::{Days, Fault},
    },
    store::{Base, CardValues, Label},
};

/// The kind of record that `import projects` brings.
#[derive(Clone, Debug)]
pub struct Projects;

/// Imports lists of projects.
pub type ProjectImport<'s> = RecordImport<'s, Projects>;

/// What a list of projects is.
pub(super) const FORM: Form = Form {
    noun: "projects",
    one: "project",
    row: "project",
    of_projects: false,
    has_template: false,
    expected: "a list of projects was expected, with a name and something else about each, such as donor, code, start or end",
    told_by: "project",
    title: &["project"],
    no_title: ("missing_project", "the name of the project is missing"),
    start: &["start"],
    no_day: None,
    days: &["start", "end"],
    people: &[],
    apart: "if they are two, let their names tell them apart",
    amounts: &[],
    sums: &[],
    required: &[
        (&["project"], "the project"),
        (&["donor", "implementer", "project_code", "edrpou", "component", "start", "end", "status"], "what it is"),
    ],
};

/// The columns that only projects have; `None` where the sheet has none.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct ProjectColumns {
    donor: Option<usize>,
    implementer: Option<usize>,
    code: Option<usize>,
    edrpou: Option<usize>,
    component: Option<usize>,
    theme: Option<usize>,
    start: Option<usize>,
    end: Option<usize>,
    status: Option<usize>,
}

/// The values of a row that are no text.
#[derive(Clone, Debug)]
pub struct Cells {
    start: Option<Days>,
    end: Option<Days>,
    status: Option<ProjectStatus>,
}

/// What a row says of a project.
#[derive(Clone, Debug)]
pub struct ProjectRow<'r> {
    spot: Spot<'r>,
    name: String,
    donor: String,
    implementers: String,
    code: String,
    edrpou: String,
    components: String,
    themes: String,
    cells: Cells,
}

impl Layout for Projects {
    const FORM: &'static Form = &FORM;
    type Columns = ProjectColumns;
    type Values = Cells;
    type Sums = ();
    type Row<'r> = ProjectRow<'r>;

    fn columns(heading: &Heading) -> ProjectColumns {
        let column = |field| heading.column(field);
        ProjectColumns {
            donor: column("donor"),
            implementer: column("implementer"),
            code: column("project_code"),
            edrpou: column("edrpou"),
            component: column("component"),
            theme: column("theme"),
            start: column("start"),
            end: column("end"),
            status: column("status"),
        }
    }

    fn values(
        row: &Row,
        (columns, own): (&Columns, &ProjectColumns),
        manner: Manner,
        terms: &mut Terms,
        report: &mut Report<'_>,
    ) -> Option<Cells> {
        let mut sound = has_no_errors(row, columns, report);
        // A project may end years from now.
        let manner = Manner { window: manner.window.with_last(Date::constant(2100, 12, 31)), ..manner };
        let (start, end) = (day(row, own.start, manner, report), day(row, own.end, manner, report));
        if text(row, columns.title).is_empty() {
            report.lacks(row, columns.title, FORM.no_title.0, FORM.no_title.1);
            sound = false;
        }
        edrpou(row, own.edrpou, report);
        let status =
            terms.read(row, own.status, ProjectStatus::parse, &ProjectStatus::ALL.map(|known| known.1), report);
        let (start, end) = (start?, end?);
        sound &= !ends_before(row, (own.start, &start), (own.end, &end), report);
        sound.then_some(Cells { start, end, status })
    }

    fn row<'r>(reader: &'r Reader<'_, Self>, cells: Cells) -> ProjectRow<'r> {
        let own = reader.own();
        let of = |column| reader.text(column).into_owned();
        ProjectRow {
            spot: reader.spot(),
            name: reader.title().into_owned(),
            donor: of(own.donor),
            implementers: of(own.implementer),
            code: of(own.code),
            edrpou: of(own.edrpou),
            components: of(own.component),
            themes: of(own.theme),
            cells,
        }
    }
}

impl Kind for Projects {
    type Record = CardValues;
    /// Rows that say something else of the project than its first one.
    type Gathered = Vec<u32>;
    const OWN_ID: &'static str = "hromada-project-";

    fn number(row: &ProjectRow<'_>) -> u32 {
        row.spot.row
    }

    fn spot<'r>(row: &'r ProjectRow<'_>) -> Spot<'r> {
        borrowed(&row.spot)
    }

    fn day(row: &ProjectRow<'_>) -> Option<Date> {
        row.cells.start.map(|days| days.start)
    }

    /// A project is nowhere by itself: what it did has places.
    fn places(_: &ProjectRow<'_>, _: &mut Places, _: &str, _: &mut Problems) -> RowPlaces {
        RowPlaces::default()
    }

    fn read(
        row: &ProjectRow<'_>,
        values: &mut CardValues,
        id: &mut dyn FnMut(Label, &str) -> Result<Option<i64>>,
    ) -> Result<()> {
        let mut base = Base {
            project: id(Label::Project, &row.name)?,
            donor: id(Label::Organisation, &row.donor)?,
            ..Base::default()
        };
        set_day(&mut base, Projects::day(row), None);
        *values = CardValues {
            base,
            name: row.name.clone(),
            implementers: said(&row.implementers),
            code: said(&row.code),
            edrpou: said(&row.edrpou),
            components: said(&row.components),
            themes: said(&row.themes),
            end_date: row.cells.end.map(|days| days.end.to_string()),
            status: row.cells.status.map(ProjectStatus::id),
        };
        Ok(())
    }

    fn take_source_id(_: &mut CardValues, _: &CardValues) {}

    /// A project has one card, whatever its rows say.
    fn is_same(one: &CardValues, other: &CardValues) -> bool {
        one.base.project == other.base.project && one.name == other.name
    }

    fn signature(row: &ProjectRow<'_>) -> u64 {
        let mut hasher = FxHasher::default();
        let texts = [&row.donor, &row.implementers, &row.code, &row.edrpou, &row.components, &row.themes];
        texts.hash(&mut hasher);
        let day = |days: &Option<Days>| days.map(|days| (days.start.to_string(), days.end.to_string()));
        (day(&row.cells.start), day(&row.cells.end), row.cells.status.map(ProjectStatus::id)).hash(&mut hasher);
        hasher.finish()
    }

    fn gather(others: &mut Vec<u32>, _: &mut CardValues, row: &ProjectRow<'_>, first: bool) -> Option<u32> {
        others.extend((!first).then_some(row.spot.row));
        None
    }

    fn doubt(card: &Incoming<Projects>) -> Option<Doubt> {
        let rows: Vec<_> = card.gathered.iter().map(u32::to_string).collect();
        let first = card.first_row;
        (!rows.is_empty()).then(|| Doubt {
            code: "project_twice",
            sheet: card.sheet,
            row: card.gathered.first().copied().unwrap_or(first),
            value: card.values.name.clone(),
            reason: format!(
                "the project `{}` has one card, and row {} says something else of it than row {first}, which was kept",
                card.values.name,
                rows.join(", ")
            ),
            fix: Some("leave one row for each project; a correction comes in a file of its own".to_string()),
        })
    }

    fn kinship(_: &CardValues, _: &CardValues) -> Kinship {
        Kinship::Corrects
    }

    fn likeness(_: &CardValues, _: &CardValues) -> usize {
        0
    }
}

/// Tells of a code that cannot be one of the state's register of organisations: they have 8 digits, those of persons 10.
fn edrpou(row: &Row, column: Option<usize>, report: &mut Report<'_>) {
    let said = text(row, column);
    let codes = said.split([';', ',', '/', ' ', '\n']).filter(|code| !code.is_empty());
    let is_code = |code: &str| matches!(code.len(), 8 | 10) && code.bytes().all(|byte| byte.is_ascii_digit());
    if codes.clone().any(|code| !is_code(code)) {
        let fault = Fault::new(
            "is no code of EDRPOU, which has 8 digits; it was kept as it is written",
            "write all 8 digits, with noughts in front, and semicolons between codes",
        );
        report.doubt(row, column, "bad_edrpou", &fault);
    }
}
