//! What a community could have joined and did not: events open to it, and programmes that are still open.

use std::collections::BTreeSet;

use super::{Line, Page, got::training, is_for_kind};
use crate::{
    error::Result,
    model::CommunityKind,
    report::needs::{Asked, Asks, days_said},
    store::{ActivityRow, EventRow},
    table::Cell,
};

/// What counts as missed.
pub(super) const NOTE: &str = "Missed opportunities are held trainings of the period that it is not linked to, although they were for all communities of its \
     oblast or a neighbour of its raion took part, and whose audience names no other kind of community alone. Open programmes are \
     projects whose card is planned or ongoing and not past its end, and which have not supported it yet.";

pub(super) fn lines(page: &Page<'_>) -> Result<Vec<Line>> {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    let (from, to) = (day(page.period.from), day(page.period.to));
    let kind = page.community.kind.as_deref().and_then(CommunityKind::parse);
    let events = page.store.missed_trainings(page.community.id, from.as_deref(), to.as_deref())?;
    let open = events.iter().filter(|event| is_for_kind(event.audience.as_deref(), kind));
    let mut lines: Vec<Line> = open.map(|event| missed(page, event)).collect();
    let known: BTreeSet<&str> = page
        .trainings
        .iter()
        .filter_map(|event| event.project.as_deref())
        .chain(page.received_ever().filter_map(|delivery| delivery.project.as_deref()))
        .collect();
    let projects = page.store.projects()?;
    let new = projects.iter().filter(|project| is_open(page, project) && !known.contains(project.name.as_str()));
    lines.extend(new.map(|project| programme(page, project)));
    Ok(lines)
}

fn missed(page: &Page<'_>, event: &EventRow) -> Line {
    let mut remarks: Vec<String> = Vec::new();
    if event.scope.as_deref() == Some("all_of_oblast") {
        remarks.push("for all communities of its oblast".to_string());
    }
    remarks.extend(event.neighbours.as_ref().map(|names| format!("of its raion: {names}")));
    remarks.extend(event.audience.as_ref().map(|audience| format!("for {audience}")));
    remarks.extend((event.scope.as_deref() == Some("waiting")).then(|| "a name of it waits".to_string()));
    let asked = page.its_needs().find(|asked| asked.is_unmet() && is_on(asked, event));
    remarks.extend(asked.map(|asked| format!("asked for in need {}", asked.need.number)));
    let line = training(("missed opportunities", "втрачені можливості"), event);
    Line { remark: remarks.join("; ").into(), ..line }
}

fn is_on(asked: &Asked, event: &EventRow) -> bool {
    match &asked.asks {
        Asks::Theme(theme) => event.theme == Some(*theme),
        Asks::Topic(topic) => event.topic.as_ref() == Some(topic),
        Asks::Aid(_) | Asks::Unknown => false,
    }
}

/// Whether the card says so; a project without a card, or whose card tells neither status nor end, is not known to be open.
fn is_open(page: &Page<'_>, project: &ActivityRow) -> bool {
    let card = &project.card;
    let running = match card.status.as_deref() {
        Some("planned" | "ongoing") => true,
        Some(_) => false,
        None => card.end.is_some(),
    };
    let end: Option<jiff::civil::Date> = card.end.as_deref().and_then(|end| end.parse().ok());
    running && end.is_none_or(|end| end >= page.day)
}

fn programme(page: &Page<'_>, project: &ActivityRow) -> Line {
    let card = &project.card;
    let mut remarks: Vec<String> = Vec::new();
    remarks.extend(project.belongs_to.as_ref().map(|donor| format!("donor {donor}")));
    remarks.extend(card.end.as_ref().map(|end| format!("until {end}")));
    remarks.extend(card.components.clone());
    let asked = page.its_needs().find(|asked| asked.need.project.as_ref() == Some(&project.name));
    remarks.extend(asked.map(|asked| format!("it applied: need {}", asked.need.number)));
    Line {
        kind: card.status.clone().into(),
        subject: card.themes.clone().into(),
        project: project.name.as_str().into(),
        day: days_said(card.start.as_deref(), None),
        remark: if remarks.is_empty() { Cell::Missing } else { remarks.join("; ").into() },
        ..Line::new(("open programmes", "відкриті програми"), project.name.as_str())
    }
}
