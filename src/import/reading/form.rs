//! What a table of records is: which columns it must have, and what its rows are called. One [`Form`] for each kind of record.

use std::fmt::Debug;

use super::{
    columns::Columns, heading::Heading, reader::Reader, report::Report, row::Manner, terms::Terms, vocabulary::Field,
};
use crate::sheet::Row;

/// The table of a kind of record: what its fields do for the reading.
#[derive(Debug)]
pub struct Form {
    /// What many of them are called on the command line, in the vocabulary and in the ledger: `trainings`.
    pub noun: &'static str,
    /// What one of them is called: `training`.
    pub one: &'static str,
    /// Whether projects send such tables, so that each record belongs to one.
    pub of_projects: bool,
    /// Whether `import template` makes an empty one.
    pub has_template: bool,
    /// What a row tells of, in messages: `event`.
    pub row: &'static str,
    /// What a table needs, for the message where it is not found.
    pub expected: &'static str,
    /// What a row without any of it is no data for.
    pub told_by: &'static str,
    /// Fields that a record is known by, the first that is there.
    pub title: &'static [Field],
    /// What an absent one is called: a word for machines and one for people; such a row is left out.
    pub no_title: (&'static str, &'static str),
    /// Fields of the first day, the first that is there.
    pub start: &'static [Field],
    /// The same for a day, where a record cannot be without one.
    pub no_day: Option<(&'static str, &'static str)>,
    /// Fields of all days.
    pub days: &'static [Field],
    /// Fields that count people.
    pub people: &'static [Field],
    /// What to do about two rows that are taken for one, though both are right.
    pub apart: &'static str,
    /// Fields of amounts, which may have a fraction.
    pub amounts: &'static [Field],
    /// Fields that rows of sums are held against: all, women, men.
    pub sums: &'static [Field],
    /// What a table cannot do without: one field of each group, and what to call it.
    pub required: &'static [(&'static [Field], &'static str)],
}

impl Form {
    /// What a heading lacks to head such a table: a field of each group, and what to call it.
    pub(super) fn missing(&self, heading: &Heading) -> Vec<(Field, &'static str)> {
        let lacks = |fields: &[Field]| !fields.iter().any(|field| heading.has(field));
        let lacking = self.required.iter().filter(|(fields, _)| lacks(fields));
        lacking.filter_map(|(fields, what)| Some((*fields.first()?, *what))).collect()
    }
}

/// How the rows of a kind of record are read.
pub trait Layout: Sized + 'static {
    /// Its table.
    const FORM: &'static Form;
    /// The columns that only this kind has.
    type Columns: Clone + Debug;
    /// The values of a row that are no text.
    type Values;
    /// What the rows of a sheet came to.
    type Sums: Default;
    /// What a row says.
    type Row<'r>
    where
        Self: 'r;

    /// Takes the columns of its own that a heading names.
    fn columns(heading: &Heading) -> Self::Columns;

    /// Reads the values of a row; `None` when something is wrong, which then stands among the problems.
    fn values(
        row: &Row,
        columns: (&Columns, &Self::Columns),
        manner: Manner,
        terms: &mut Terms,
        report: &mut Report<'_>,
    ) -> Option<Self::Values>;

    /// Adds a row to the sums; without values where it could not be read.
    fn sum_up(_: &mut Self::Sums, _: &Row, _: (&Columns, &Self::Columns), _: Option<&Self::Values>) {}

    /// Holds a row of sums against the rows above it. Gives a row of data where it tells more than sums.
    fn total(_: &mut Self::Sums, _: &Row, _: (&Columns, &Self::Columns), _: Manner, _: &mut Report<'_>) -> Option<Row> {
        None
    }

    /// Says what contradicts the sums, when all rows are known; gives a sentence on how the rows were understood.
    fn end(_: &Self::Sums, _: &mut Report<'_>) -> Option<String> {
        None
    }

    /// The row that was read last as a record.
    fn row<'r>(reader: &'r Reader<'_, Self>, values: Self::Values) -> Self::Row<'r>;
}
