//! Projects: what a list of projects says of each beside its name.

use jiff::civil::Date;

use super::{
    cells::{day, said, set_day},
    incoming::RowPlaces,
    kind::{Kind, Kinship, borrowed},
    places::Places,
    problem::Problems,
    reading::{Columns, Form, Heading, Layout, Manner, Reader, Report, Spot, Terms, has_no_errors, shown_at, text},
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
        if let (Some(Some(start)), Some(Some(end))) = (&start, &end)
            && end.end < start.start
        {
            let fault =
                Fault::new(format!("is before the first day, `{}`", shown_at(row, own.start)), "check both dates");
            report.error(row, own.end, "end_before_start", &fault);
            sound = false;
        }
        let status =
            terms.read(row, own.status, ProjectStatus::parse, &ProjectStatus::ALL.map(|known| known.1), report);
        let (start, end) = (start?, end?);
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
    type Gathered = ();
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

    fn is_same(one: &CardValues, other: &CardValues) -> bool {
        one == other
    }

    fn kinship(_: &CardValues, _: &CardValues) -> Kinship {
        Kinship::Corrects
    }

    fn likeness(_: &CardValues, _: &CardValues) -> usize {
        0
    }
}
