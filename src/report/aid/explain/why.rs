//! The rule by which a delivery counts, or the reason why it does not, in a person's words.

use super::{
    AidFigure,
    adds::{Add, Cover, ValueOf},
    spot::Spot,
};
use crate::{
    report::{
        aid::selection::{Selected, is_received, is_whole_wave},
        explain::found_by,
    },
    store::{AidRow, LinkEvidence, Names},
};

/// What belongs to the cell and does not count at all: what has not come, and what has no day.
pub(super) fn left_out(selected: &Selected<'_>, spot: &Spot<'_>) -> Vec<(usize, String)> {
    let row = |place: &usize| selected.row(*place);
    let away = spot.all.iter().filter(|place| row(place).is_some_and(|row| !is_received(row)));
    let away = away.map(|place| {
        let status =
            row(place).and_then(|row| row.status.clone()).unwrap_or("of a status that is not known".to_string());
        (*place, format!("{status}: only what was received counts"))
    });
    let undated = spot.undated.iter().map(|place| (*place, "nobody said its day, so it is of no period".to_string()));
    away.chain(undated).collect()
}

/// By which rule a delivery counts here.
pub(super) fn counted(row: &AidRow, add: &Add, figure: Option<AidFigure>) -> String {
    let asks = |own: AidFigure| figure.is_none_or(|figure| figure == own);
    let mut said: Vec<String> = Vec::new();
    let counts = match figure {
        Some(AidFigure::Items) => add.quantity.is_some(),
        Some(AidFigure::Value) => add.value.is_some() && add.value_of == ValueOf::Own,
        _ => true,
    };
    if add.is_delivery {
        said.extend(counts.then(|| "received, counts once".to_string()));
    } else if !add.covers.is_empty() {
        said.push("for other oblasts too: its communities count here, its items and value do not".to_string());
    }
    if figure.is_none() && !add.covers.is_empty() && add.new_covers().next().is_none() {
        said.push("a community counts once, and all of its were counted with earlier deliveries".to_string());
    }
    if figure.is_none() && add.is_delivery && row.communities.is_empty() {
        said.push(match row.names {
            Names::Waiting => "a name of it waits for a person: `hromada list names --waiting`".to_string(),
            _ => "no community is linked to it".to_string(),
        });
    }
    if asks(AidFigure::Items) && add.is_delivery && add.quantity.is_none() {
        said.push("no quantity: unknown is not zero".to_string());
    }
    if asks(AidFigure::Value) {
        said.extend(value(row, add));
    }
    said.join("; ")
}

fn value(row: &AidRow, add: &Add) -> Option<String> {
    let of = if is_whole_wave(row) { "the whole wave" } else { "several rows together" };
    match add.value_of {
        ValueOf::Own if add.is_delivery && add.value.is_none() => {
            Some("no value of its own: unknown is not zero".to_string())
        }
        ValueOf::Own => None,
        ValueOf::Shared if add.value < row.value => Some(format!(
            "the value is of {of} and counts once, less what deliveries tell as their own, and is not divided"
        )),
        ValueOf::Shared => Some(format!("the value is of {of}, counts once and is not divided")),
        ValueOf::Elsewhere => Some(format!(
            "the value is of {of}: some of that is not in this row, not asked for, not received, or tells its own value"
        )),
    }
}

/// By which rule a community to which a delivery came counts, or why it does not.
pub(super) fn covered(link: &LinkEvidence, cover: &Cover, figure: AidFigure) -> String {
    let found = found_by(link);
    if !cover.is_new {
        return format!("counted already, a community counts once; {found}");
    }
    match (figure, cover.is_first, cover.residents.zip(cover.year)) {
        (AidFigure::FirstTime, Some(true), _) => format!("its first delivery; {found}"),
        (AidFigure::FirstTime, Some(false), _) => "received something before".to_string(),
        (AidFigure::FirstTime, None, _) => {
            "got another delivery without a day, so that nobody knows which was its first".to_string()
        }
        (AidFigure::Residents, _, Some((_, year))) => format!("residents of 1 January {year}; {found}"),
        (AidFigure::Residents, _, None) => "nobody told its residents: unknown is not zero".to_string(),
        _ => format!("received; {found}"),
    }
}
