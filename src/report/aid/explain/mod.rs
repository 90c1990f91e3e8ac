//! `report explain aid`: the deliveries behind a figure of aid, what each adds and by which rule, and what was left out and why.

mod adds;
mod lines;
mod spot;
mod why;

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use self::{
    adds::{Add, adds, sums},
    lines::{Line, table},
    spot::Spot,
};
use super::{
    AidQuestion, Register, described,
    groups::Groups,
    selection::{Deliveries, Selected, Wanted, is_whole_wave},
    wanted,
};
use crate::{
    error::Result,
    model::Period,
    report::{
        Selection,
        coverage::Place,
        explain::{Ground, Waits},
        filter,
    },
    store::{Evidence, Level, Names, Store},
    table::Table,
};

/// A figure of a report of aid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AidFigure {
    /// Communities, each once.
    Communities,
    /// Communities that had received nothing before.
    FirstTime,
    /// Residents of the communities, each community once.
    Residents,
    /// Deliveries.
    Deliveries,
    /// Quantities by unit.
    Items,
    /// Money by currency.
    Value,
}

impl AidFigure {
    /// The word of `--figure`.
    pub fn id(self) -> &'static str {
        match self {
            AidFigure::Communities => "communities",
            AidFigure::FirstTime => "first-time",
            AidFigure::Residents => "residents",
            AidFigure::Deliveries => "deliveries",
            AidFigure::Items => "items",
            AidFigure::Value => "value",
        }
    }

    /// Whether it counts communities, so that a record is a link to one.
    fn is_of_communities(self) -> bool {
        matches!(self, AidFigure::Communities | AidFigure::FirstTime | AidFigure::Residents)
    }
}

/// A cell of a report of aid.
#[derive(Clone, Debug)]
pub struct ExplainAidQuestion {
    /// The report.
    pub report: AidQuestion,
    /// Words of the first cells of the row; none = the total.
    pub row: Vec<String>,
    /// The figure; `None` = all of them.
    pub figure: Option<AidFigure>,
    /// Only money of this currency; `None` = of all.
    pub currency: Option<String>,
    /// Whether the column of everything until then is meant.
    pub cumulative: bool,
}

/// Lists the deliveries behind a cell of a report of aid, each once, with what it adds, the rule that was used and the cell it came
/// from; then those that were left out, with the reason. Where communities are counted, each link to one is a record.
///
/// # Errors
/// A wave, project, donor or oblast that the database does not know; a row that the report does not have.
pub fn explain_aid(store: &Store, question: &ExplainAidQuestion) -> Result<Table> {
    let deliveries = Deliveries::read(store)?;
    let register = Register::read(store)?;
    let selected = Selected::of(&deliveries, &register, wanted(store, &deliveries, &question.report)?);
    let groups = Groups::new(store, &selected, &register, question.report.rows)?;
    let spot = Spot::find(&selected, &register, &groups, question)?;
    let adds = adds(&selected, &register, &spot);

    let mut found = Found { evidence: evidence(store)?, selected: &selected, figure: spot.figure, lines: Vec::new() };
    for (place, add) in &adds {
        found.take(*place, add, question.currency.as_deref());
    }
    found.lines.sort_by_key(|line| !line.counts);
    let listed: Vec<i64> = found.lines.iter().map(Line::number).collect();
    for (place, why) in why::left_out(&selected, &spot) {
        found.leave_out(place, why);
    }
    for (number, why) in may_be_here(store, &deliveries, &register, &spot, question, &found.evidence)? {
        if let Some(place) = deliveries.rows.iter().position(|row| row.number == number && !listed.contains(&number)) {
            found.leave_out(place, why);
        }
    }
    let mut table = table(found.lines, spot.figure);
    let until = if question.cumulative { "; everything until then" } else { "" };
    table.caption = format!("What stands behind {} of aid: {}{until}", spot.name, described(&question.report));
    table.notes = sums(&adds, &selected, spot.figure, question.currency.as_deref());
    Ok(table)
}

/// All deliveries with their cells, by number.
fn evidence(store: &Store) -> Result<FxHashMap<i64, Evidence>> {
    let mut evidence = FxHashMap::default();
    let always = filter(store, &Selection::default(), &Period::ALWAYS)?;
    store.aid_evidence(&always, |delivery| {
        evidence.insert(delivery.number, delivery);
        Ok(())
    })?;
    Ok(evidence)
}

struct Found<'a> {
    evidence: FxHashMap<i64, Evidence>,
    selected: &'a Selected<'a>,
    figure: Option<AidFigure>,
    lines: Vec<Line>,
}

impl Found<'_> {
    /// Adds the line of a delivery, or those of its communities where these are counted.
    fn take(&mut self, place: usize, add: &Add, currency: Option<&str>) {
        let Some((row, evidence)) =
            self.selected.row(place).and_then(|row| Some((row, self.evidence.get(&row.number)?)))
        else {
            return;
        };
        if let Some(figure) = self.figure.filter(|figure| figure.is_of_communities()) {
            let links = add.covers.iter().filter_map(|cover| {
                let link = evidence.links.iter().find(|link| link.community == cover.community)?;
                Some(Line::of_link(row, evidence, link, cover, figure))
            });
            return self.lines.extend(links);
        }
        if currency.is_none_or(|currency| row.currency.as_deref().is_none_or(|own| own == currency)) {
            self.lines.push(Line::of_delivery(row, evidence, add, self.figure));
        }
    }

    fn leave_out(&mut self, place: usize, why: String) {
        if let Some(row) = self.selected.row(place)
            && let Some(evidence) = self.evidence.get(&row.number)
        {
            self.lines.push(Line::left_out(row, evidence, why));
        }
    }
}

/// Received deliveries with a waiting name that may turn out to be of the oblast that is looked at, by number.
fn may_be_here(
    store: &Store,
    deliveries: &Deliveries,
    register: &Register,
    spot: &Spot,
    question: &ExplainAidQuestion,
    evidence: &FxHashMap<i64, Evidence>,
) -> Result<BTreeMap<i64, String>> {
    let mut found = BTreeMap::new();
    let wanted = wanted(store, deliveries, &question.report)?;
    let Some(oblast) = spot.oblast.or(wanted.oblast) else { return Ok(found) };
    let ground = Ground::new(register.all(), Level::Oblast, None, Some(Place::Territory(oblast)));
    let mut waits = Waits::new(store, register.all());
    let anywhere = Selected::of(deliveries, register, Wanted { oblast: None, ..wanted });
    let waiting = anywhere.received.iter().filter_map(|place| anywhere.row(*place));
    for row in waiting.filter(|row| row.names == Names::Waiting && !is_whole_wave(row)) {
        if let Some(evidence) = evidence.get(&row.number)
            && let Some(why) = waits.may_be_here(evidence, &ground)?
        {
            found.insert(row.number, why);
        }
    }
    Ok(found)
}
