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
}

/// Lists the trainings of a community that could have kept it from the report of gaps, with the reason why each did or did not,
/// and its last support.
///
/// # Errors
/// A community or topic that the database does not know; a city that is no community.
pub fn explain_gaps(store: &Store, question: &ExplainGapsQuestion) -> Result<Table> {
    let ExplainGapsQuestion { community, period, topic } = question;
    let communities = store.communities()?;
    let id = store.find_community(community)?;
    let known = communities.iter().find(|known| known.id == id && known.raion.is_some());
    let community = known.ok_or_else(|| Error::Usage {
        what: format!("`{community}` is a city that is no community, so it is in no report of gaps"),
        hint: "see `hromada report explain coverage --community`".to_string(),
    })?;
    let selection = Selection { topic: topic.clone(), ..Selection::default() };
    let filter = filter(store, &selection, period)?;
    let mut found = Found::new(store, &communities, id, *period);
    found.support(store, &filter)?;
    found.others(store, &filter)?;

    let mut table = table(found.lines, Some(Figure::Trainings));
    table.caption = format!(
        "Why {} {} stands in the report of gaps, or not: {}",
        community.name,
        community.code,
        described(&selection, period)
    );
    let ending =
        if found.count == 0 { "it had nothing and stands in the report" } else { "it does not stand in the report" };
    table.notes.push(format!("Trainings in the period: {}, so {ending}.", found.count));
    table.notes.push(match found.last {
        Some((day, number)) => format!("Last support before the end of the period: {day}, training {number}."),
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
    /// Trainings in the period.
    count: i64,
    /// Day and number of the last support.
    last: Option<(String, i64)>,
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
        let mut last: Option<Evidence> = None;
        store.evidence(filter, (None, until), false, Some(self.community), |training| {
            if self.ground.weigh(&training).trainings == 0 {
                return Ok(());
            }
            self.last = Some((training.start_date.clone(), training.number));
            if training.within {
                self.seen.insert(training.number);
                self.count += 1;
                let why = "held in the period".to_string();
                self.lines.push(Line::counted(training, vec![Some(1)], true, why));
            } else {
                last = Some(training);
            }
            Ok(())
        })?;
        if let Some(training) = last.filter(|training| !self.seen.contains(&training.number) && self.count == 0) {
            self.seen.insert(training.number);
            let why = "the last support before the end of the period".to_string();
            self.lines.push(Line::left_out(training, why));
        }
        Ok(())
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
