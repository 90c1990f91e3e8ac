//! `report community`: one page of what a community got, beside its neighbours, and of what it could have had.

mod figures;
mod got;
mod missed;
mod pairs;

use jiff::civil::Date;

use super::needs::{Asked, Needs, NeedsQuestion, Places, count};
use crate::{
    error::Result,
    model::{AidCategory, CommunityKind, Period},
    store::{CommunityRow, DeliveryListRow, EventRow, PartnershipListRow, RecordFilter, Store},
    table::{Cell, Column, Table},
};

/// The whole question.
#[derive(Clone, Debug)]
pub struct CommunityQuestion {
    /// The community, by code or name.
    pub community: String,
    /// Days of the page.
    pub period: Period,
    /// The day on which a programme is open or not, where the period has no last one.
    pub today: Date,
}

/// All that is known of one community.
struct Page<'a> {
    store: &'a Store,
    places: &'a Places,
    /// The community, as a place of the register.
    place: usize,
    community: &'a CommunityRow,
    period: Period,
    /// The last day of the period, else today.
    day: Date,
    /// Held trainings it was linked to, ever.
    trainings: Vec<EventRow>,
    /// All received deliveries of everybody, ever.
    received: &'a [DeliveryListRow],
    /// All partnerships in force in the period.
    partnerships: &'a [PartnershipListRow],
    /// All needs said by the end of the period.
    needs: &'a Needs,
}

/// A line of the page.
struct Line {
    section: Cell,
    record: Cell,
    day: Cell,
    what: Cell,
    kind: Cell,
    subject: Cell,
    project: Cell,
    number: Cell,
    unit: Cell,
    value: Cell,
    /// Of its raion, its oblast, its kind.
    medians: [Cell; 3],
    remark: Cell,
}

impl Line {
    fn new(section: (&'static str, &'static str), what: impl Into<Cell>) -> Line {
        const NOTHING: Cell = Cell::Missing;
        Line {
            section: Cell::Term(section.0, section.1),
            what: what.into(),
            record: NOTHING,
            day: NOTHING,
            kind: NOTHING,
            subject: NOTHING,
            project: NOTHING,
            number: NOTHING,
            unit: NOTHING,
            value: NOTHING,
            medians: [NOTHING; 3],
            remark: NOTHING,
        }
    }

    fn cells(self) -> Vec<Cell> {
        let head = [self.section, self.what, self.number, self.unit, self.value];
        let rest = [self.kind, self.subject, self.project, self.day, self.record, self.remark];
        head.into_iter().chain(self.medians).chain(rest).collect()
    }
}

/// The page of one community: figures beside the medians of its raion, its oblast and its kind; the records behind them; unmet
/// needs; what it could have joined; equipment that nobody taught to use, and the reverse.
///
/// # Errors
/// The community is not known, or its name is that of several.
pub fn community(store: &Store, question: &CommunityQuestion) -> Result<Table> {
    let id = store.find_community(&question.community)?;
    let period = question.period;
    let until = Period { from: None, to: period.to };
    let asked = NeedsQuestion {
        period: until,
        oblast: None,
        topic: None,
        category: None,
        project: None,
        donor: None,
        rows: vec![],
    };
    let needs = Needs::of(store, &asked)?;
    let received = store.deliveries(&RecordFilter { status: Some("received"), ..RecordFilter::default() })?;
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let partnerships =
        store.partnerships(&RecordFilter { from: day(period.from), to: day(period.to), ..RecordFilter::default() })?;
    let places = &needs.places;
    let found = places.communities.iter().enumerate().find(|(_, row)| row.id == id);
    let Some((place, community)) = found else { return Ok(Table::default()) };
    let page = Page {
        store,
        places,
        place,
        community,
        period,
        day: period.to.unwrap_or(question.today),
        trainings: store.community_trainings(id)?,
        received: &received,
        partnerships: &partnerships,
        needs: &needs,
    };
    let mut lines = figures::lines(&page)?;
    lines.extend(got::lines(&page));
    lines.extend(missed::lines(&page)?);
    lines.extend(pairs::lines(&page));
    Ok(Table {
        caption: page.caption(),
        columns: columns(),
        rows: lines.into_iter().map(Line::cells).collect(),
        notes: page.notes()?,
    })
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("section", "Section", "Розділ"),
        Column::text("what", "What", "Що"),
        Column::number("number", "Number", "Число"),
        Column::text("unit", "Unit", "Одиниця"),
        Column::money("value", "Value", "Вартість"),
        Column::number("raion_median", "Median of raion", "Медіана району"),
        Column::number("oblast_median", "Of oblast", "Області"),
        Column::number("kind_median", "Of its kind", "Свого типу"),
        Column::text("kind", "Kind", "Вид"),
        Column::text("subject", "Theme or kind of aid", "Тема чи вид допомоги"),
        Column::text("project", "Project", "Проєкт"),
        Column::text("day", "Day", "День"),
        Column::text("record", "Record", "Запис"),
        Column::text("remark", "Remark", "Примітка"),
    ]
}

impl Page<'_> {
    /// Its held trainings of the period.
    fn trainings_here(&self) -> impl Iterator<Item = &EventRow> {
        let here = |event: &&EventRow| event.start_date.parse().is_ok_and(|day| self.period.contains(day));
        self.trainings.iter().filter(here)
    }

    /// What it has received, ever.
    fn received_ever(&self) -> impl Iterator<Item = &DeliveryListRow> {
        self.received.iter().filter(|delivery| self.is_its(&delivery.place))
    }

    /// What it received in the period; all where the period is open, even without a day.
    fn received_here(&self) -> impl Iterator<Item = &DeliveryListRow> {
        self.received_ever().filter(|delivery| is_within(&self.period, delivery))
    }

    /// Its needs said by the end of the period.
    fn its_needs(&self) -> impl Iterator<Item = &Asked> {
        self.needs.asked.iter().filter(|asked| asked.communities.contains(&self.place))
    }

    fn is_its(&self, place: &crate::store::ListedPlace) -> bool {
        place.codes.as_deref().is_some_and(|codes| codes.split("; ").any(|code| code == self.community.code))
    }

    fn caption(&self) -> String {
        let row = self.community;
        let kind = row.kind.as_deref().map(|kind| format!("{kind}, ")).unwrap_or_default();
        let raion = row.raion_name.as_deref().map(|raion| format!("{raion} raion, ")).unwrap_or_default();
        let period = if self.period == Period::ALWAYS { "all periods".to_string() } else { self.period.to_string() };
        format!("{} community ({kind}{raion}{} oblast, {}): {period}", row.name, row.oblast_name, row.code)
    }

    fn notes(&self) -> Result<Vec<String>> {
        let row = self.community;
        let residents = row.residents.zip(row.residents_year);
        let mut notes = vec![match residents {
            Some((residents, year)) => format!("Residents: {residents} on 1 January {year}."),
            None => "Residents are not known: `hromada import population FILE` brings them.".to_string(),
        }];
        notes.push(figures::note(self));
        notes.push(missed::NOTE.to_string());
        notes.push(pairs::note(self));
        let everywhere = |delivery: &&DeliveryListRow| {
            delivery.place.scope == "all_of_oblast" && delivery.place.oblast.as_deref() == Some(&row.oblast_name)
        };
        let shared = self.received.iter().filter(everywhere).filter(|one| is_within(&self.period, one)).count();
        if shared > 0 {
            let shared = count(shared, "delivery", "deliveries");
            notes.push(format!("Not counted here: {shared} for all communities of its oblast."));
        }
        let waiting = self.store.records_waiting()?;
        if waiting > 0 {
            let records = count(waiting as usize, "record of everybody has", "records of everybody have");
            notes.push(format!("{records} a name that waits for a person and may be this community."));
        }
        Ok(notes)
    }
}

fn is_within(period: &Period, delivery: &DeliveryListRow) -> bool {
    let day = [&delivery.received, &delivery.sent, &delivery.decided].into_iter().find_map(Option::as_ref);
    *period == Period::ALWAYS || day.and_then(|day| day.parse().ok()).is_some_and(|day| period.contains(day))
}

/// A kind of aid in both languages.
fn category_cell(category: Option<&str>) -> Cell {
    let category = category.and_then(AidCategory::from_id);
    category.map_or(Cell::Missing, |category| Cell::Term(category.english(), category.ukrainian()))
}

/// Whether an audience that names kinds of communities names this one; one that names none is for all.
fn is_for_kind(audience: Option<&str>, kind: Option<CommunityKind>) -> bool {
    const STEMS: [(CommunityKind, &[&str]); 3] = [
        (CommunityKind::Urban, &["міськ", "urban"]),
        (CommunityKind::Settlement, &["селищн", "settlement"]),
        (CommunityKind::Rural, &["сільськ", "rural"]),
    ];
    let audience = crate::model::letters::fold(audience.unwrap_or_default());
    let mut named = STEMS.iter().filter(|(_, stems)| stems.iter().any(|stem| audience.contains(stem))).peekable();
    named.peek().is_none() || named.any(|(one, _)| Some(*one) == kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_audience_that_names_kinds_is_for_them_alone() {
        let rural = Some(CommunityKind::Rural);
        assert!(is_for_kind(None, rural));
        assert!(is_for_kind(Some("посадові особи"), rural));
        assert!(is_for_kind(Some("голови міських та сільських громад"), rural));
        assert!(!is_for_kind(Some("голови міських громад"), rural));
        assert!(!is_for_kind(Some("голови міських громад"), None));
    }
}
