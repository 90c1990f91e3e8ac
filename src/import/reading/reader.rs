//! The rows of a table of records, one at a time.

use super::{
    columns::Columns,
    context::Context,
    form::Layout,
    heading::{Heading, HeadingColumn},
    kinds::{RowKind, is_given},
    open::{ReadingOptions, Table},
    report::{Place, Report},
    row::{Manner, shown},
    section::{Lone, OblastName},
    signs::is_open,
    slashes::{Slashes, is_month_first},
    spot::unread_columns,
    terms::Terms,
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
        Row, Rows, letters,
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
    pub(super) terms: Terms,
    pub(super) totals: Totals,
    sums: K::Sums,
    /// How the rows were understood, where that is worth a sentence.
    understood: Option<String>,
    /// Numbers of hidden rows that were read.
    pub(super) hidden: Vec<u32>,
    /// Whether a date or an amount was met of which only the whole sheet tells how it is to be read, and nobody weighed it before.
    pub(super) must_weigh: bool,
    /// How many rows were looked at as headings of another table.
    pub(super) looked_at: u32,
    /// Number of the last row that belongs to the table: a row right below it is no note at the end.
    pub(super) last_data: u32,
    /// Whether no data were met since the last row of sums.
    pub(super) after_total: bool,
    /// How many records there were, and how many of them are of no project that anybody named.
    records: (u32, u32),
    /// Columns with a heading that nothing is taken from.
    pub(super) unread: Vec<usize>,
}

impl<'b, K: Layout> Reader<'b, K> {
    pub(super) fn new(rows: Rows<'b>, table: Table<K>, window: Window, options: &ReadingOptions) -> Reader<'b, K> {
        let period = options.period.or(table.context.period.map(|period| (period.start, period.end)));
        let year = period.filter(|(first, last)| first.year() == last.year()).map(|(first, _)| first.year());
        let epoch_shift = rows.epoch_shift();
        let (slashes, signs) = table.weighed.unwrap_or_default();
        let window = Window { year, month_first: slashes == Slashes::MonthFirst, ..window };
        let manner = Manner { window, period, epoch_shift, today: options.today, slashes, signs };
        let unread = unread_columns(&table.heading);
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
            terms: Terms::default(),
            totals: Totals::default(),
            sums: K::Sums::default(),
            understood: None,
            hidden: Vec::new(),
            must_weigh: false,
            looked_at: 0,
            last_data: 0,
            after_total: false,
            records: (0, 0),
            unread,
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

    /// How many records there were, and how many of them are of no project that anybody named.
    pub(in crate::import) fn records(&self) -> (u32, u32) {
        self.records
    }

    /// A sentence on how the rows were understood, once all are read.
    pub(in crate::import) fn understood(&self) -> Option<String> {
        self.understood.as_ref().map(|sentence| format!("sheet `{}`: {sentence}", self.sheet()))
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
                RowKind::Data if self.is_statistic()? => self.report_statistic(problems),
                RowKind::Data => {
                    self.enter_data(problems);
                    if self.leaves_hidden(problems) {
                        continue;
                    }
                    if let Some(values) = self.values(problems) {
                        return Ok(Some(K::row(self, values)));
                    }
                }
                RowKind::Total => {
                    if let Some(row) = self.enter_total(problems) {
                        self.row = row;
                        if let Some(values) = self.values(problems) {
                            return Ok(Some(K::row(self, values)));
                        }
                    }
                }
                other => self.enter_other(other, is_oblast, problems),
            }
        }
        let mut report = Report { sheet: &self.table.sheet, problems };
        self.totals.end(&mut report);
        self.understood = K::end(&self.sums, &mut report);
        self.settle_lone(true, problems);
        self.report_hidden(problems);
        Ok(None)
    }

    /// Whether the row has a date or an amount of which only the whole sheet tells how it is to be read.
    fn is_open(&self) -> bool {
        let (mut days, mut amounts) = (self.table.columns.days.iter(), self.table.columns.amounts.iter());
        days.any(|column| is_month_first(self.row.cell(*column)))
            || amounts.any(|column| is_open(self.row.cell(*column)))
    }

    /// Reads the values of the row, and adds them up.
    fn values(&mut self, problems: &mut Problems) -> Option<K::Values> {
        let mut report = Report { sheet: &self.table.sheet, problems };
        let columns = (&self.table.columns, &self.table.own);
        let values = K::values(&self.row, columns, self.manner, &mut self.terms, &mut report);
        K::sum_up(&mut self.sums, &self.row, columns, values.as_ref());
        if values.is_some() {
            self.records.0 += 1;
            self.records.1 += u32::from(self.project().is_empty());
        }
        values
    }

    /// Takes note of a row of data.
    fn enter_data(&mut self, problems: &mut Problems) {
        self.settle_lone(false, problems);
        self.last_data = self.row.number;
        self.after_total = false;
        self.totals.add(&self.row, &self.table.columns);
        self.must_weigh |= self.table.weighed.is_none() && self.is_open();
        report_beyond(&self.row, &self.table.heading, &mut Report { sheet: &self.table.sheet, problems });
    }

    /// Whether the row is left out because it is hidden, which only strictness asks for; else it is told later with the others.
    fn leaves_hidden(&mut self, problems: &mut Problems) -> bool {
        let (hidden, strict) = (self.row.hidden, problems.is_strict());
        if hidden && strict {
            let place = Place { row: self.row.number, column: None };
            let mut report = Report { sheet: &self.table.sheet, problems };
            report.push(Level::Error, "hidden_row", place, "", "the row is hidden");
        }
        self.hidden.extend((hidden && !strict).then_some(self.row.number));
        hidden && strict
    }

    /// Holds a row of sums against the rows that it sums up. Gives the row of data in its place, where it tells more.
    fn enter_total(&mut self, problems: &mut Problems) -> Option<Row> {
        let mut report = Report { sheet: &self.table.sheet, problems };
        self.totals.compare(&self.row, &self.table.columns, &mut report);
        let columns = (&self.table.columns, &self.table.own);
        let told = K::total(&mut self.sums, &self.row, columns, self.manner, &mut report);
        self.after_total = self.last_data > 0;
        let of_raion = self.row.cells().any(|cell| plain(&shown(cell)).contains("район"));
        self.raion.clear();
        if !of_raion {
            self.leave_oblast();
        }
        told
    }

    /// Takes a row that is neither data nor sums for what it says of others.
    fn enter_other(&mut self, kind: RowKind, is_oblast: &dyn Fn(&str) -> OblastName, problems: &mut Problems) {
        match kind {
            RowKind::Oblast(name) => {
                self.oblast = name;
                self.raion.clear();
            }
            RowKind::Raion(name) => self.raion = name,
            RowKind::Lone(column) => self.enter_section(column, is_oblast),
            RowKind::Stray => {
                let reason = format!("the row names no {} and was left out", K::FORM.told_by);
                let place = Place { row: self.row.number, column: None };
                let mut report = Report { sheet: &self.table.sheet, problems };
                report.push(Level::Warning, "row_without_data", place, "", &reason);
            }
            RowKind::Part if self.last_data + 1 == self.row.number => self.report_part(problems),
            RowKind::Part => self.report_statistic(problems),
            _ => {}
        }
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
}

/// The trainings of one sheet.
pub type TrainingReader<'b> = Reader<'b, Trainings>;

/// Reports texts to the right of the last heading: a sign that parts columns may have slipped into a cell before them.
fn report_beyond(row: &Row, heading: &Heading, report: &mut Report<'_>) {
    let width = heading.columns.last().map_or(0, |last| last.column + 1);
    let beyond: Vec<usize> = (width..row.len()).filter(|column| is_given(row.cell(*column))).collect();
    let Some(first) = beyond.first().copied() else { return };
    let values: Vec<String> =
        beyond.iter().map(|column| format!("`{}` ({})", shown(row.cell(*column)), letters(*column))).collect();
    let verb = if values.len() == 1 {
        "stands to the right of the last heading and was"
    } else {
        "stand to the right of the last heading and were"
    };
    let reason = format!("{} {verb} not read", values.join(", "));
    let place = Place { row: row.number, column: Some(first) };
    report.push(Level::Warning, "beyond_the_heading", place, &shown(row.cell(first)), &reason);
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
