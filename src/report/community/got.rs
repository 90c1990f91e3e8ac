//! What a community got, record by record: trainings, aid, partnerships, met needs; and the needs that nobody met.

use super::{Line, Page, category_cell, figures::kind_cell};
use crate::{
    report::needs::{Asked, days_said, quantity, subject_cell, theme_cell},
    store::{DeliveryListRow, EventRow, PartnershipListRow},
    table::Cell,
};

pub(super) fn lines(page: &Page<'_>) -> Vec<Line> {
    let partnerships = page.partnerships.iter().filter(|one| page.is_its(&one.place));
    let mut lines: Vec<Line> = page.trainings_here().map(|event| training(("trainings", "навчання"), event)).collect();
    lines.extend(page.received_here().map(aid));
    lines.extend(partnerships.map(partnership));
    lines.extend(
        page.its_needs().filter(|asked| asked.is_met()).map(|asked| need(("met needs", "задоволені потреби"), asked)),
    );
    lines.extend(
        page.its_needs()
            .filter(|asked| asked.is_unmet())
            .map(|asked| need(("unmet needs", "незадоволені потреби"), asked)),
    );
    lines
}

pub(super) fn training(section: (&'static str, &'static str), event: &EventRow) -> Line {
    let hours = event.minutes.map(|minutes| Cell::Decimal((minutes * 100 + 30) / 60, 2));
    let theme = if event.theme.is_some() { theme_cell(event.theme) } else { event.topic.clone().into() };
    Line {
        unit: hours.as_ref().map_or(Cell::Missing, |_| Cell::Term("hours", "год")),
        number: hours.unwrap_or(Cell::Missing),
        kind: kind_cell(event.kind.as_deref()),
        subject: theme,
        project: event.project.clone().into(),
        day: days_said(Some(&event.start_date), event.date_precision.as_deref()),
        record: format!("training:{}", event.number).into(),
        ..Line::new(section, event.title.as_str())
    }
}

fn aid(delivery: &DeliveryListRow) -> Line {
    let communities = delivery.place.codes.as_deref().map_or(0, |codes| codes.split("; ").count());
    let value = delivery.value.zip(delivery.currency.clone());
    let day = [&delivery.received, &delivery.sent, &delivery.decided].into_iter().find_map(Option::as_deref);
    Line {
        number: quantity(delivery.quantity),
        unit: delivery.unit.clone().into(),
        value: value.map_or(Cell::Missing, |(value, currency)| Cell::Money(value, currency)),
        subject: category_cell(delivery.category.as_deref()),
        project: delivery.project.clone().into(),
        day: days_said(day, delivery.date_precision.as_deref()),
        record: format!("delivery:{}", delivery.number).into(),
        remark: match (communities, &delivery.value_of) {
            (2.., _) => format!("for {communities} communities together").into(),
            (_, Some(_)) => Cell::Term("a value of several rows", "вартість кількох рядків"),
            _ => Cell::Missing,
        },
        ..Line::new(("aid", "допомога"), delivery.item.clone().or_else(|| delivery.wave.clone()))
    }
}

fn partnership(one: &PartnershipListRow) -> Line {
    Line {
        number: one.party_count.into(),
        unit: Cell::Term("parties", "сторін"),
        kind: one.kind.clone().into(),
        project: one.project.clone().into(),
        day: days_said(one.start.as_deref(), one.date_precision.as_deref()),
        record: format!("partnership:{}", one.number).into(),
        remark: one.end.as_ref().map(|end| format!("until {end}")).into(),
        ..Line::new(("partnerships", "партнерства"), one.subject.as_str())
    }
}

fn need(section: (&'static str, &'static str), asked: &Asked) -> Line {
    let need = &asked.need;
    let mut remarks: Vec<String> = need.status.clone().into_iter().collect();
    remarks.extend(need.urgency.as_ref().map(|urgency| format!("{urgency} urgency")));
    remarks.extend(need.met_by.as_ref().map(|records| format!("by {records}")));
    remarks.extend(need.other_donors.as_ref().map(|donors| format!("also asked: {donors}")));
    Line {
        number: quantity(need.quantity),
        unit: need.unit.clone().into(),
        subject: subject_cell(&asked.asks),
        project: need.project.clone().into(),
        day: days_said(need.dated.as_deref(), need.date_precision.as_deref()),
        record: format!("need:{}", need.number).into(),
        remark: remarks.join("; ").into(),
        ..Line::new(section, asked.title())
    }
}
