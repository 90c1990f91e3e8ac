//! The rows of a table of records, one at a time.

use std::borrow::Cow;

use super::{
    clean::Breaks,
    codes::code_beside_name,
    columns::Columns,
    context::Context,
    form::Layout,
    heading::{Heading, HeadingColumn},
    kinds::{RowKind, is_given},
    open::{ReadingOptions, Table},
    report::{Place, Report},
    row::{Manner, shown, text},
    section::{Lone, OblastName},
    slashes::{Slashes, is_month_first},
    totals::Totals,
};
use crate::{
    error::Result,
    import::{
        problem::{Level, Problems},
        trainings::Trainings,
    },
    model::Status,
    sheet::{
        Merged, Row, Rows,
        values::{Window, plain},
    },
};

/// Reads the records of one sheet.
pub struct Reader<'b, K: Layout> {
    pub(super) rows: Rows<'b>,
    pub(super) table: Table<K>,
    pub(super) row: Row,
    pub(super) project: String,
    pub(super) manner: Manner,
    /// What heading rows between the data say about the rows below them.
    pub(super) oblast: String,
    pub(super) raion: String,
    /// Whether the rows below were held, as the name of their section says.
    pub(super) section: Status,
    /// Rows of one text that are notes if no data follow.
    pub(super) lone: Vec<Lone>,
    pub(super) terms: K::Terms,
    pub(super) totals: Totals,
    /// Numbers of hidden rows that were read.
    pub(super) hidden: Vec<u32>,
    /// Whether a date was met that can only have the month before the day, and nobody weighed the dates before.
    pub(super) must_weigh: bool,
    /// How many rows were looked at as headings of another table.
    pub(super) looked_at: u32,
    /// Number of the last row that belongs to the table: a row right below it is no note at the end.
    pub(super) last_data: u32,
}

impl<'b, K: Layout> Reader<'b, K> {
    pub(super) fn new(rows: Rows<'b>, table: Table<K>, window: Window, options: &ReadingOptions) -> Reader<'b, K> {
        let period = options.period.or(table.context.period.map(|period| (period.start, period.end)));
        let year = period.filter(|(first, last)| first.year() == last.year()).map(|(first, _)| first.year());
        let epoch_shift = rows.epoch_shift();
        let slashes = table.slashes.unwrap_or_default();
        let window = Window { year, month_first: slashes == Slashes::MonthFirst, ..window };
        let manner = Manner { window, period, epoch_shift, today: options.today, slashes };
        Reader {
            project: options.project.clone().or_else(|| table.context.project.clone()).unwrap_or_default(),
            oblast: table.context.oblast.clone().unwrap_or_default(),
            rows,
            table,
            manner,
            row: Row::default(),
            raion: String::new(),
            section: Status::Held,
            lone: Vec::new(),
            terms: K::Terms::default(),
            totals: Totals::default(),
            hidden: Vec::new(),
            must_weigh: false,
            looked_at: 0,
            last_data: 0,
        }
    }

    /// The sheet's name.
    pub fn sheet(&self) -> &str {
        &self.table.sheet
    }

    /// All columns with a heading, and the field each was taken for.
    pub fn columns(&self) -> &[HeadingColumn] {
        &self.table.heading.columns
    }

    /// A cell of the row that was read last, as a spreadsheet program shows it.
    pub fn shown(&self, column: usize) -> String {
        shown(self.row.cell(column))
    }

    /// Whether the sheet has to be read again with its dates weighed ([`ReadingOptions::weigh`]): what was read of it may be wrong.
    pub fn must_weigh_dates(&self) -> bool {
        self.must_weigh
    }

    /// Which column holds what.
    pub(super) fn held(&self) -> &Columns {
        &self.table.columns
    }

    /// The heading.
    pub fn heading(&self) -> &Heading {
        &self.table.heading
    }

    /// What the title says about all rows.
    pub fn context(&self) -> &Context {
        &self.table.context
    }

    /// The project that the title names.
    pub fn project_from_title(&self) -> Option<&str> {
        self.table.context.project.as_deref()
    }

    /// What the name of the file may call the project; too vague to be put into rows.
    pub fn project_from_file_name(&self) -> Option<&str> {
        self.table.project_from_file_name.as_deref()
    }

    /// The next record, for a reader that knows no names of oblasts but those with their noun.
    ///
    /// # Errors
    /// As [`next_within`](Self::next_within).
    pub fn next(&mut self, problems: &mut Problems) -> Result<Option<K::Row<'_>>> {
        self.next_within(&|_| OblastName::No, problems)
    }

    /// The next record; `is_oblast` says how surely a text by itself names an oblast. Rows with errors are reported and left out; rows that are no data are passed over.
    ///
    /// # Errors
    /// [`Error::UnreadableFile`](crate::error::Error::UnreadableFile) where the file is damaged or goes beyond the limits.
    pub fn next_within(
        &mut self,
        is_oblast: &dyn Fn(&str) -> OblastName,
        problems: &mut Problems,
    ) -> Result<Option<K::Row<'_>>> {
        while self.advance()? {
            if let Some(other) = self.begins_table()? {
                self.leave_table(other, problems)?;
                break;
            }
            if self.begins_signatures()? {
                self.pass_signatures(problems)?;
                break;
            }
            match RowKind::of(&self.row, &self.table.columns, &self.table.heading) {
                RowKind::Data => {
                    self.settle_lone(false, problems);
                    self.last_data = self.row.number;
                    self.totals.add(&self.row, &self.table.columns);
                    let mut days = self.table.columns.days.iter();
                    self.must_weigh |=
                        self.table.slashes.is_none() && days.any(|column| is_month_first(self.row.cell(*column)));
                    self.hidden.extend(self.row.hidden.then_some(self.row.number));
                    let mut report = Report { sheet: &self.table.sheet, problems };
                    report_beyond(&self.row, &self.table.heading, &mut report);
                    let columns = (&self.table.columns, &self.table.own);
                    let found = K::values(&self.row, columns, self.manner, &mut self.terms, &mut report);
                    if let Some(values) = found {
                        return Ok(Some(K::row(self, values)));
                    }
                }
                RowKind::Oblast(name) => {
                    self.oblast = name;
                    self.raion.clear();
                }
                RowKind::Raion(name) => self.raion = name,
                RowKind::Lone(column) => self.enter_section(column, is_oblast),
                RowKind::Stray => {
                    let reason = format!("the row names no {} and was left out", K::FORM.told_by);
                    let place = Place { row: self.row.number, column: None };
                    Report { sheet: &self.table.sheet, problems }.push(
                        Level::Warning,
                        "row_without_data",
                        place,
                        "",
                        &reason,
                    );
                }
                RowKind::Total => {
                    let mut report = Report { sheet: &self.table.sheet, problems };
                    self.totals.compare(&self.row, &self.table.columns, &mut report);
                    let of_raion = self.row.cells().any(|cell| plain(&shown(cell)).contains("район"));
                    self.raion.clear();
                    if !of_raion {
                        self.leave_oblast();
                    }
                }
                RowKind::Part if self.last_data + 1 == self.row.number => self.report_part(problems),
                RowKind::Part | RowKind::Empty | RowKind::Heading | RowKind::Numbering => {}
            }
        }
        self.settle_lone(true, problems);
        self.report_hidden(problems);
        Ok(None)
    }

    /// Takes the next row.
    pub(super) fn advance(&mut self) -> Result<bool> {
        match self.table.below.pop_front() {
            Some(row) => {
                self.row = row;
                Ok(true)
            }
            None => self.rows.next(&mut self.row),
        }
    }

    /// Reads so many rows ahead, empty ones not counted nor kept; fewer wait below where the sheet ends before.
    pub(super) fn look_ahead(&mut self, count: usize) -> Result<()> {
        let is_written = |row: &Row| row.cells().any(|cell| !cell.is_empty());
        self.table.below.retain(is_written);
        let mut row = Row::default();
        while self.table.below.len() < count && self.rows.next(&mut row)? {
            if is_written(&row) {
                self.table.below.push_back(row.clone());
            }
        }
        Ok(())
    }

    /// Says that a row which parts the people of the event above it was not read.
    fn report_part(&self, problems: &mut Problems) {
        let place = Place { row: self.row.number, column: None };
        let reason =
            "the row tells more of the people above it and was not read: write that beside them, in columns of its own";
        Report { sheet: &self.table.sheet, problems }.push(Level::Warning, "row_without_data", place, "", reason);
    }

    /// Says once that hidden rows were read like the others.
    fn report_hidden(&mut self, problems: &mut Problems) {
        let hidden = std::mem::take(&mut self.hidden);
        let Some(first) = hidden.first().copied() else { return };
        let (count, verb) = (hidden.len(), if hidden.len() == 1 { "row is" } else { "rows are" });
        let reason = format!("{count} hidden {verb} read like the others: {}", runs(&hidden));
        let place = Place { row: first, column: None };
        Report { sheet: &self.table.sheet, problems }.push(Level::Warning, "hidden_row", place, "", &reason);
    }

    /// Which columns the kind has for its own.
    pub(in crate::import) fn own(&self) -> &K::Columns {
        &self.table.own
    }

    /// The text of a cell of the row; empty where nothing is given.
    pub(in crate::import) fn text(&self, column: Option<usize>) -> Cow<'_, str> {
        text(&self.row, column, Breaks::Join)
    }

    /// What the record of the row is known by.
    pub(in crate::import) fn title(&self) -> Cow<'_, str> {
        self.text(self.table.columns.title)
    }

    /// Whether the rows of its section were held.
    pub(in crate::import) fn section(&self) -> Status {
        self.section
    }

    /// The project of the row: its own, or what holds for all rows.
    pub(in crate::import) fn project(&self) -> Cow<'_, str> {
        self.own_or(self.table.columns.project, &self.project)
    }

    /// What the row says of its place.
    pub(in crate::import) fn spot(&self) -> Spot<'_> {
        let columns = &self.table.columns;
        Spot {
            row: self.row.number,
            oblast: self.own_or(columns.oblast, &self.oblast),
            raion: self.own_or(columns.raion, &self.raion),
            community_kind: self.text(columns.community_kind),
            communities: self.communities(),
            communities_column: &columns.community_letters,
        }
    }

    /// The text of a cell of the row, else what the title says for all rows.
    pub(in crate::import) fn told<'r>(&'r self, column: Option<usize>, by_title: Option<&'r str>) -> Cow<'r, str> {
        self.own_or(column, by_title.unwrap_or_default())
    }

    /// The text of the row's own cell, else what holds for all rows.
    fn own_or<'r>(&'r self, column: Option<usize>, fallback: &'r str) -> Cow<'r, str> {
        let own = text(&self.row, column, Breaks::Join);
        if own.is_empty() { Cow::Borrowed(fallback) } else { own }
    }

    /// Whether a column's cell is merged over several rows.
    pub(in crate::import) fn is_merged(&self, column: usize) -> bool {
        matches!(self.row.merged(column), Some(Merged::First | Merged::Filled))
    }

    /// Whether a cell of the row says something.
    pub(in crate::import) fn says(&self, column: usize) -> bool {
        is_given(self.row.cell(column))
    }

    /// The cell that names the communities, the code before it where there is one.
    fn communities(&self) -> Cow<'_, str> {
        let names = text(&self.row, self.table.columns.community, Breaks::Keep);
        let code = text(&self.row, self.table.columns.code, Breaks::Keep);
        match (code.is_empty(), names.is_empty()) {
            (true, _) => names,
            (false, true) => code,
            (false, false) => Cow::Owned(code_beside_name(&code, &names)),
        }
    }
}

/// The trainings of one sheet.
pub type TrainingReader<'b> = Reader<'b, Trainings>;

/// What a row says of its place, before names are resolved.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Spot<'r> {
    /// Number of the row.
    pub row: u32,
    /// From its column, a heading row above, or the sheet's name.
    pub oblast: Cow<'r, str>,
    pub raion: Cow<'r, str>,
    /// `міська` ..., from a column of its own.
    pub community_kind: Cow<'r, str>,
    /// The cell that names the communities, line breaks kept; a code column, if there is one, comes first.
    pub communities: Cow<'r, str>,
    /// Letters of the column that `communities` came from, for messages.
    pub communities_column: &'r str,
}

/// Reports text to the right of the last heading: a sign that parts columns may have slipped into a cell before it.
fn report_beyond(row: &Row, heading: &Heading, report: &mut Report<'_>) {
    let width = heading.columns.last().map_or(0, |last| last.column + 1);
    if let Some(column) = (width..row.len()).find(|column| is_given(row.cell(*column))) {
        let value = shown(row.cell(column));
        let reason = format!("`{value}` stands to the right of the last heading and was not read");
        report.push(
            Level::Warning,
            "beyond_the_heading",
            Place { row: row.number, column: Some(column) },
            &value,
            &reason,
        );
    }
}

/// Numbers of rows, those that follow each other as `18-20`; at most ten pieces.
fn runs(rows: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for row in rows {
        match runs.last_mut() {
            Some(run) if run.1 + 1 == *row => run.1 = *row,
            _ => runs.push((*row, *row)),
        }
    }
    let show = |(first, last): &(u32, u32)| if first == last { first.to_string() } else { format!("{first}-{last}") };
    let shown: Vec<String> = runs.iter().take(10).map(show).collect();
    shown.join(", ") + if runs.len() > 10 { " ..." } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_follow_each_other_are_named_as_one() {
        assert_eq!(runs(&[18, 19, 20, 58, 60, 61]), "18-20, 58, 60-61");
    }
}
