//! `report explain gaps`: why a community stands among those that had nothing, or why it does not.

use rustc_hash::FxHashSet;

use super::{Ground, Line, Selection, Waits, described, filter, lines::table, theme_note, why};
use crate::{
    error::{Error, Result},
    model::Period,
    report::coverage::{Figure, Place},
    store::{CommunityRow, CoverageFilter, Evidence, Level, Store},
    table::Table,
};

/// A row of a report of gaps.
#[derive(Clone, Debug)]
pub struct ExplainGapsQuestion {
    /// The community, by code or name.
    pub community: String,
    /// Days in which it had nothing.
    pub period: Period,
    /// Topic or theme, as typed; `None` = any training.
    pub topic: Option<String>,
    /// Whether received aid is support too.
    pub with_aid: bool,
}

/// Lists the trainings of a community that could have kept it from the report of gaps, with the reason why each did or did not,
/// and its last support.
///
/// # Errors
/// A community or topic that the database does not know; a city that is no community.
pub fn explain_gaps(store: &Store, question: &ExplainGapsQuestion) -> Result<Table> {
    let ExplainGapsQuestion { community, period, topic, with_aid } = question;
    let communities = store.communities()?;
    let id = store.find_community(community)?;
    let known = communities.iter().find(|known| known.id == id && known.raion.is_some());
    let community = known.ok_or_else(|| Error::Usage {
        what: format!("`{community}` is a city that is no community, so it is in no report of gaps"),
        hint: "see `hromada report explain coverage --community`".to_string(),
    })?;
    let selection = Selection { topic: topic.clone(), with_aid: *with_aid, ..Selection::default() };
    selection.check_aid(false)?;
    let filter = filter(store, &selection, period)?;
    let mut found = Found::new(store, &communities, id, *period);
    found.support(store, &filter)?;
    if *with_aid {
        found.aid(store, &filter)?;
    }
    found.others(store, &filter)?;
    found.last_before();

    let mut table = table(found.lines, Some(Figure::Trainings), *with_aid);
    table.caption = format!(
        "Why {} {} stands in the report of gaps, or not: {}",
        community.name,
        community.code,
        described(&selection, period)
    );
    let ending =
        if found.count == 0 { "it had nothing and stands in the report" } else { "it does not stand in the report" };
    let what = if *with_aid { "Trainings and received aid" } else { "Trainings" };
    table.notes.push(format!("{what} in the period: {}, so {ending}.", found.count));
    table.notes.push(match found.last {
        Some(last) => format!(
            "Last support before the end of the period: {}, {} {}.",
            last.start_date,
            if last.is_aid { "delivery" } else { "training" },
            last.number
        ),
        None if found.count > 0 => "Nobody said on which day it was supported.".to_string(),
        None => "It had no support before the end of the period.".to_string(),
    });
    table.notes.extend(theme_note(store, &filter)?);
    Ok(table)
}

struct Found<'s> {
    ground: Ground,
    community: i64,
    waits: Waits<'s>,
    period: Period,
    lines: Vec<Line>,
    /// Trainings that are listed, or that need not be.
    seen: FxHashSet<i64>,
    /// Trainings in the period, and deliveries where they are support too.
    count: i64,
    /// The last support.
    last: Option<Evidence>,
}

impl<'s> Found<'s> {
    fn new(store: &'s Store, communities: &[CommunityRow], community: i64, period: Period) -> Found<'s> {
        Found {
            ground: Ground::new(communities, Level::Community, None, Some(Place::Territory(community))),
            community,
            waits: Waits::new(store, communities),
            period,
            lines: Vec::new(),
            seen: FxHashSet::default(),
            count: 0,
            last: None,
        }
    }

    /// What supported it on the topic up to the end of the period: the trainings of the period, else the last one before.
    fn support(&mut self, store: &Store, filter: &CoverageFilter) -> Result<()> {
        let until = self.period.to.map(|day| day.to_string());
        store.evidence(filter, (None, until), false, Some(self.community), |training| {
            if self.ground.weigh(&training).trainings > 0 {
                self.supported(training, "held in the period");
            }
            Ok(())
        })
    }

    /// The same of aid; what of it lies in the period and is no support yet.
    fn aid(&mut self, store: &Store, filter: &CoverageFilter) -> Result<()> {
        let before = super::filter(store, &Selection::default(), &Period { from: None, ..self.period })?;
        let mut within = FxHashSet::default();
        store.aid_evidence(filter, |delivery| {
            if delivery.within {
                within.insert(delivery.number);
            }
            Ok(())
        })?;
        store.aid_evidence(&before, |mut delivery| {
            delivery.within = within.contains(&delivery.number);
            if self.ground.weigh(&delivery).covers.is_empty() {
                let why = if delivery.within { self.waits.may_be_here(&delivery, &self.ground)? } else { None };
                self.lines.extend(why.map(|why| Line::left_out(delivery, why)));
            } else if delivery.has_happened() && (delivery.within || !delivery.start_date.is_empty()) {
                self.supported(delivery, "received in the period");
            } else if delivery.within || delivery.start_date.is_empty() {
                let why = why::left_out(&delivery, &self.ground);
                self.lines.push(Line::left_out(delivery, why));
            }
            Ok(())
        })
    }

    /// Takes a support into account; of the period, it is listed too.
    fn supported(&mut self, record: Evidence, why: &str) {
        let is_later = self.last.as_ref().is_none_or(|last| last.start_date <= record.start_date);
        if is_later && !record.start_date.is_empty() {
            self.last = Some(record.clone());
        }
        if record.within {
            self.count += 1;
            let adds = (!record.is_aid).then_some(1);
            if !record.is_aid {
                self.seen.insert(record.number);
            }
            self.lines.push(Line::counted(record, vec![adds], true, why.to_string()));
        }
    }

    /// Where nothing was in the period, lists the last support before.
    fn last_before(&mut self) {
        if let Some(last) = self.last.clone().filter(|last| self.count == 0 && !last.within) {
            self.lines.retain(|line| !line.is_of(&last));
            self.lines.insert(0, Line::left_out(last, "the last support before the end of the period".to_string()));
        }
    }

    /// What touches the period and does not count: planned, cancelled, on another topic, with a name that waits.
    fn others(&mut self, store: &Store, filter: &CoverageFilter) -> Result<()> {
        let days = (self.period.from.map(|day| day.to_string()), self.period.to.map(|day| day.to_string()));
        let on_topic: FxHashSet<i64> = {
            let mut numbers = FxHashSet::default();
            store.evidence(filter, days.clone(), false, Some(self.community), |training| {
                numbers.insert(training.number);
                Ok(())
            })?;
            numbers
        };
        let any = CoverageFilter { topic: None, theme: None, ..filter.clone() };
        store.evidence(&any, days, false, Some(self.community), |training| {
            if self.seen.contains(&training.number) {
                return Ok(());
            }
            let counts = training.status == "held" && training.within && self.ground.weigh(&training).trainings > 0;
            let why = match counts && !on_topic.contains(&training.number) {
                true => Some("on another topic".to_string()),
                false if self.ground.touches(&training) => Some(why::left_out(&training, &self.ground)),
                false => self.waits.may_be_here(&training, &self.ground)?,
            };
            self.lines.extend(why.map(|why| Line::left_out(training, why)));
            Ok(())
        })
    }
}
