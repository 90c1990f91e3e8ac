//! Cells that several kinds of record have: single days, quantities, words of fixed lists, who gets something.

use jiff::civil::Date;

use super::{
    problem::Level,
    reading::{Manner, Place, Report, Spot, Terms, shown, shown_at, text},
};
use crate::{
    model::{AidCategory, Precision, Quarter, letters::fold},
    sheet::{
        Cell, Row,
        values::{Days, Exactness, Fault, Quantity, Signs, days, quantity},
    },
    store::Base,
};

/// A cell of a column; one that holds an error, which is reported elsewhere, says nothing.
pub(super) fn cell(row: &Row, column: Option<usize>) -> Cell<'_> {
    match column.map_or(Cell::Empty, |column| row.cell(column)) {
        Cell::Error(_) => Cell::Empty,
        cell => cell,
    }
}

/// Reads a day. The outer `None`: it cannot be read, which stands among the problems.
pub(super) fn day(row: &Row, column: Option<usize>, manner: Manner, report: &mut Report<'_>) -> Option<Option<Days>> {
    report.read(row, column, "bad_date", days(cell(row, column), manner.epoch_shift, manner.window))
}

/// Reads a quantity. The outer `None`: it cannot be read. One that stands in a cell shared by several rows is of none of them.
pub(super) fn amount(
    row: &Row,
    column: Option<usize>,
    signs: Signs,
    report: &mut Report<'_>,
) -> Option<Option<Quantity>> {
    let found = report.read(row, column, "bad_number", quantity(cell(row, column), signs))?;
    if let (Some(column), Some(_)) = (column, &found)
        && row.merged(column).is_some()
    {
        let value = shown(row.cell(column));
        let reason = format!("`{value}` is the number of several rows; how much of it belongs to each is not known");
        report.push(Level::Warning, "shared_number", Place { row: row.number, column: Some(column) }, &value, &reason);
        return Some(None);
    }
    Some(found)
}

/// Reads the kind of aid: as its column says, else by the words of the item.
pub(super) fn category(
    row: &Row,
    column: Option<usize>,
    item: Option<usize>,
    terms: &mut Terms,
    report: &mut Report<'_>,
) -> Option<AidCategory> {
    let item = text(row, item);
    if item.is_empty() {
        return AidCategory::parse(&text(row, column)); // where nothing else is named, its words are the item
    }
    let known = AidCategory::ALL.map(AidCategory::ukrainian);
    terms.read(row, column, AidCategory::parse, &known, report).or_else(|| AidCategory::parse(&item))
}

/// Whether the last day of a record lies before its first, which is reported.
pub(super) fn ends_before(
    row: &Row,
    (first, start): (Option<usize>, &Option<Days>),
    (last, end): (Option<usize>, &Option<Days>),
    report: &mut Report<'_>,
) -> bool {
    let (Some(start), Some(end)) = (start, end) else { return false };
    let is_before = end.end < start.start;
    if is_before {
        let fault = Fault::new(format!("is before the first day, `{}`", shown_at(row, first)), "check both dates");
        report.error(row, last, "end_before_start", &fault);
    }
    is_before
}

/// How exactly several days were said: as the vaguest of them.
pub(super) fn precision<'d>(days: impl IntoIterator<Item = &'d Option<Days>>) -> Option<&'static str> {
    let vaguest = days.into_iter().flatten().map(|days| days.exactness).max()?;
    let precision = match vaguest {
        Exactness::Day => return None,
        Exactness::Month => Precision::Month,
        Exactness::Quarter => Precision::Quarter,
        Exactness::Half => Precision::Half,
        Exactness::Year => Precision::Year,
    };
    Some(precision.id())
}

/// Writes down the day by which a record counts.
pub(super) fn set_day(base: &mut Base, day: Option<Date>, precision: Option<&'static str>) {
    base.dated = day.map(|day| day.to_string());
    base.quarter = day.map(|day| Quarter::of(day).stored());
    base.date_precision = precision.filter(|_| day.is_some());
}

/// Who gets or asks for something, as the sheet names it: `Покровська ТГ, Нікопольський, Дніпропетровська`.
pub(super) fn recipient(spot: &Spot<'_>) -> Option<String> {
    let names = spot.communities.replace('\n', "; ");
    let parts = [names.as_str(), &spot.community_kind, &spot.raion, &spot.oblast];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Whether a cell says something in words, be it that nobody knows.
pub(super) fn is_said(row: &Row, column: Option<usize>) -> bool {
    matches!(cell(row, column), Cell::Text(text) if text.chars().any(char::is_alphanumeric))
}

/// A text that says something.
pub(super) fn said(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_string())
}

/// Whether two optional texts are one but for case and apostrophes.
pub(super) fn same_words(one: Option<&str>, other: Option<&str>) -> bool {
    one.map(fold) == other.map(fold)
}
