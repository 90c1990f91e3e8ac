//! The days of an event from the cells that tell them: the first, the last, or both in one. Cells that contradict each other are
//! told, and nobody chooses between them.

use super::{
    report::{Place, Report},
    row::{Manner, shown_at},
};
use crate::{
    import::problem::Level,
    model::{Precision, Span},
    sheet::{
        Cell, Row,
        values::{Days, Exactness, Fault, days},
    },
};

/// First and last day; `None` when they cannot be read. The columns are those of the first day (or of all), the last day, and all
/// days where another one holds the first.
pub(super) fn span(
    row: &Row,
    (first, last, all): (Option<usize>, Option<usize>, Option<usize>),
    manner: Manner,
    report: &mut Report<'_>,
) -> Option<Span> {
    let read = |column: Option<usize>| match column.map_or(Cell::Empty, |column| row.cell(column)) {
        Cell::Error(_) => Err(None),
        cell if manner.slashes.doubts(cell) => Err(Some(manner.slashes.fault())),
        cell => days(cell, manner.epoch_shift, manner.window).map_err(Some),
    };
    let mut day = |column, found: Result<Option<Days>, Option<Fault>>| match found {
        Ok(found) => Some(found),
        Err(None) => None,
        Err(Some(fault)) => report.read(row, column, "bad_date", Err(fault)),
    };
    let (start, end) = (day(first, read(first)), day(last, read(last)));
    let (start, end, whole) = (start?, end?, read(all).ok().flatten());
    let Some(start) = start.or(whole) else {
        report.lacks(row, first, "missing_date", "the date of the event is missing");
        return None;
    };
    let days = Told { start, end, whole: whole.filter(|whole| is_day(whole) && is_day(&start)) };
    if !(Cells { row, first, last, all }).agree(&days, report) {
        return None;
    }
    let end = end.or(days.whole.filter(is_span)).unwrap_or(start);
    let precision = precision(start.exactness.max(end.exactness));
    Some(Span { start: start.start, end: end.end.max(start.end), precision })
}

/// What the cells of a row tell.
struct Told {
    start: Days,
    end: Option<Days>,
    whole: Option<Days>,
}

/// The cells that tell the days of a row.
struct Cells<'r> {
    row: &'r Row,
    first: Option<usize>,
    last: Option<usize>,
    all: Option<usize>,
}

impl Cells<'_> {
    /// Whether no cell contradicts another one.
    fn agree(&self, &Told { start, end, whole }: &Told, report: &mut Report<'_>) -> bool {
        let (first, last, all) = (self.first, self.last, self.all);
        let known = (start.start, end.map_or(start.end, |end| end.end));
        let knows_last = end.is_some() || is_span(&start);
        let differs = |whole: &Days| whole.start != known.0 || knows_last && whole.end != known.1;
        if end.is_some_and(|end| end.end < start.start) {
            self.contradict((last, first), "end_before_start", "is before the first day", report);
        } else if end.is_some_and(|end| is_span(&start) && is_day(&end) && end.end != start.end) {
            self.contradict((first, last), "days_contradict", "does not agree with the last day", report);
        } else if whole.as_ref().is_some_and(|whole| is_span(whole) && differs(whole)) {
            self.contradict((all, first), "days_contradict", "does not agree with the days beside it", report);
        } else {
            if whole.is_some_and(|whole| !is_span(&whole) && !(known.0..=known.1).contains(&whole.start)) {
                self.doubt(report);
            }
            return true;
        }
        false
    }

    /// Reports a cell that another one contradicts; both are quoted.
    fn contradict(
        &self,
        (column, other): (Option<usize>, Option<usize>),
        code: &'static str,
        what: &str,
        report: &mut Report<'_>,
    ) {
        let others = if column == self.all { vec![self.first, self.last] } else { vec![other] };
        let others: Vec<String> =
            others.into_iter().map(|other| shown_at(self.row, other)).filter(|other| !other.is_empty()).collect();
        let fault = Fault::new(format!("{what}, `{}`", others.join("` and `")), "check both dates");
        report.error(self.row, column, code, &fault);
    }

    /// Reports a day of its own that is none of those of the event; it may be that of the report.
    fn doubt(&self, report: &mut Report<'_>) {
        let (value, first) = (shown_at(self.row, self.all), shown_at(self.row, self.first));
        let reason = format!("`{value}` is none of the days of the event, which begins on `{first}`; it was not read");
        let place = Place { row: self.row.number, column: self.all };
        report.push(Level::Warning, "days_differ", place, &value, &reason);
    }
}

fn is_day(days: &Days) -> bool {
    days.exactness == Exactness::Day
}

fn is_span(days: &Days) -> bool {
    is_day(days) && days.start < days.end
}

fn precision(exactness: Exactness) -> Precision {
    match exactness {
        Exactness::Day => Precision::Day,
        Exactness::Month => Precision::Month,
        Exactness::Quarter => Precision::Quarter,
        Exactness::Half => Precision::Half,
        Exactness::Year => Precision::Year,
    }
}
