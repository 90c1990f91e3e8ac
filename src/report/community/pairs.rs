//! Equipment that nobody taught to use, and trainings for which there is no equipment.

use std::collections::BTreeMap;

use jiff::{ToSpan, civil::Date};

use super::{Line, Page, category_cell};
use crate::{
    model::AidCategory,
    report::needs::{days_said, quantity, theme_cell},
    store::DeliveryListRow,
    table::Cell,
};

const MONTHS: i32 = 12;

pub(super) fn lines(page: &Page<'_>) -> Vec<Line> {
    let mut lines: Vec<Line> = page.received_here().filter_map(|delivery| untaught(page, delivery)).collect();
    let mut bare: BTreeMap<i64, (i64, Date)> = BTreeMap::new();
    for event in page.trainings_here() {
        let (Some(theme), Ok(day)) = (event.theme, event.start_date.parse::<Date>()) else { continue };
        if is_bare(page, theme, day) {
            let (number, last) = bare.entry(theme).or_insert((0, day));
            (*number, *last) = (*number + 1, day.max(*last));
        }
    }
    lines.extend(bare.into_iter().map(|(theme, (number, last))| {
        let wanted: Vec<&str> = related(theme).map(AidCategory::id).collect();
        Line {
            number: number.into(),
            unit: Cell::Term("trainings", "заходів"),
            subject: theme_cell(Some(theme)),
            day: Cell::Date(last),
            remark: format!("nothing received of: {}; {}", wanted.join(", "), deadline(page, last)).into(),
            ..Line::new(("training without equipment", "навчання без обладнання"), theme_cell(Some(theme)))
        }
    }));
    lines
}

/// The kinds of aid whose use a theme teaches.
fn related(theme: i64) -> impl Iterator<Item = AidCategory> {
    AidCategory::ALL.into_iter().filter(move |category| category.themes().contains(&theme))
}

fn is_near(one: Date, other: Date) -> bool {
    one <= other.saturating_add(MONTHS.months()) && other <= one.saturating_add(MONTHS.months())
}

fn deadline(page: &Page<'_>, day: Date) -> String {
    let last = day.saturating_add(MONTHS.months());
    if last >= page.day { format!("there is time until {last}") } else { format!("since {last} it is too late") }
}

/// A delivery without a training on a related theme; `None` where there is one, or none is to be expected.
fn untaught(page: &Page<'_>, delivery: &DeliveryListRow) -> Option<Line> {
    let category = delivery.category.as_deref().and_then(AidCategory::from_id)?;
    let day: Date = delivery.received.as_deref()?.parse().ok()?;
    let themes = category.themes();
    let teaches = |theme: Option<i64>, start: &str| {
        theme.is_some_and(|theme| themes.contains(&theme)) && start.parse().is_ok_and(|start| is_near(start, day))
    };
    if themes.is_empty() || page.trainings.iter().any(|event| teaches(event.theme, &event.start_date)) {
        return None;
    }
    let listed = |theme: &i64| crate::model::THEMES.iter().find(|one| i64::from(one.number) == *theme);
    let names: Vec<&str> = themes.iter().filter_map(listed).map(|theme| theme.ukrainian).collect();
    Some(Line {
        number: quantity(delivery.quantity),
        unit: delivery.unit.clone().into(),
        subject: category_cell(delivery.category.as_deref()),
        project: delivery.project.clone().into(),
        day: days_said(delivery.received.as_deref(), delivery.date_precision.as_deref()),
        record: format!("delivery:{}", delivery.number).into(),
        remark: format!("no training on: {}; {}", names.join(" / "), deadline(page, day)).into(),
        ..Line::new(("equipment without training", "обладнання без навчання"), delivery.item.clone())
    })
}

/// Whether a training on a theme that goes with equipment has none within the months before and after it.
fn is_bare(page: &Page<'_>, theme: i64, day: Date) -> bool {
    let mut wanted = related(theme).peekable();
    let given = |category: AidCategory| {
        page.received_ever().filter(|one| one.category.as_deref() == Some(category.id())).any(|one| {
            let received: Option<Date> = one.received.as_deref().and_then(|day| day.parse().ok());
            received.is_none_or(|received| is_near(received, day)) // one without a day may be near
        })
    };
    wanted.peek().is_some() && !wanted.any(given)
}

pub(super) fn note(page: &Page<'_>) -> String {
    let themeless = page.trainings_here().filter(|event| event.theme.is_none()).count();
    let dayless = page.received_here().filter(|one| one.received.is_none()).count();
    let mut note = format!(
        "Equipment and trainings belong together when the theme teaches the use of such aid and {MONTHS} months or less lie between."
    );
    if themeless > 0 {
        note += &format!(" {themeless} of its trainings have no theme and may belong to some.");
    }
    if dayless > 0 {
        note += &format!(" {dayless} of its deliveries have no day and are left out.");
    }
    note
}
