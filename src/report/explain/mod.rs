//! `report explain`: the records behind a figure, the rule by which each counts, and what was left out and why.
//!
//! What a record adds is found anew, training by training, by the rules of the report; the laws in `tests/laws_explain.rs` hold
//! both together for every cell.

mod command;
mod gaps;
mod lines;
mod spot;
mod sums;
mod waits;
mod weigh;
mod why;

pub(super) use command::{Commands, command, option, quoted};
pub use gaps::{ExplainGapsQuestion, explain_gaps};
pub(super) use lines::{found_by, said_day, yes_or_no};
pub use spot::{Apart, ExplainQuestion, Spot};
pub(super) use waits::Waits;
pub(super) use weigh::Ground;

use rustc_hash::{FxHashMap, FxHashSet};

use self::{
    lines::{Line, table},
    spot::ground,
    sums::Sums,
    weigh::Weight,
};
use super::{Selection, coverage::Figure, described, filter, theme_note};
use crate::{
    error::Result,
    store::{CommunityRow, Evidence, Store},
    table::Table,
};

/// Lists the trainings, and the aid where it is asked for, behind a cell of a coverage report, each once, with what it adds, the rule that was used and the cell it came
/// from; then those that were left out, with the reason. Where communities are counted, each link to one is a record.
///
/// # Errors
/// A place, topic, project or donor that the database does not know.
pub fn explain(store: &Store, question: &ExplainQuestion) -> Result<Table> {
    let ExplainQuestion { period, selection, no_topic, spot, figure } = question;
    let filter = filter(store, selection, period)?;
    let mut communities = store.communities()?;
    let (ground, name) = ground(store, spot, &mut communities)?;
    let mut found = Found { waits: Waits::new(store, &communities), ..Found::default() };
    let days = (period.from.map(|day| day.to_string()), period.to.map(|day| day.to_string()));
    selection.check_aid(*no_topic)?;
    store.evidence(&filter, days, *no_topic, ground.community(), |training| found.take(training, &ground, *figure))?;
    let with_aid = selection.with_aid && matches!(figure, None | Some(Figure::Covered | Figure::Percent));
    if with_aid {
        store.aid_evidence(&filter, |delivery| found.take(delivery, &ground, *figure))?;
    }
    found.order_by(&communities);

    let subject = if *no_topic { ", no topic" } else { "" };
    let mut table = table(found.lines, *figure, with_aid);
    table.caption = format!("What stands behind {name}: {}{subject}", described(selection, period));
    table.notes.extend(
        found.sums.notes(*figure, communities.iter().filter(|one| ground.holds(one.id) && one.raion.is_some()).count()),
    );
    table.notes.extend(theme_note(store, &filter)?);
    table.notes.extend(rejected_note(store)?);
    Ok(table)
}

/// What was found so far.
#[derive(Default)]
struct Found<'s> {
    lines: Vec<Line>,
    sums: Sums,
    /// Communities that an earlier training covers.
    covered: FxHashSet<i64>,
    waits: Waits<'s>,
}

impl Found<'_> {
    fn take(&mut self, training: Evidence, ground: &Ground, figure: Option<Figure>) -> Result<()> {
        let weight = ground.weigh(&training);
        let counts = training.has_happened() && training.within;
        if counts && (weight.trainings > 0 || !weight.covers.is_empty()) {
            self.count(training, &weight, ground, figure);
        } else if ground.touches(&training) {
            let why = why::left_out(&training, ground);
            self.lines.push(Line::left_out(training, why));
        } else if counts && let Some(why) = self.waits.may_be_here(&training, ground)? {
            self.lines.push(Line::left_out(training, why));
        }
        Ok(())
    }

    fn count(&mut self, training: Evidence, weight: &Weight, ground: &Ground, figure: Option<Figure>) {
        self.sums.add(&training, weight);
        if matches!(figure, Some(Figure::Covered | Figure::Percent)) {
            return self.count_links(&training, weight, ground);
        }
        let covers = weight.covers.iter().filter(|community| self.covered.insert(**community)).count() as i64;
        self.sums.covered += covers;
        let why = match training.is_aid {
            true => why::aided(covers),
            false => why::counted(&training, weight, ground, figure),
        };
        let adds = match figure {
            Some(Figure::Trainings) => vec![Some(weight.trainings)],
            Some(_) => vec![weight.participants],
            None => vec![Some(covers), (!training.is_aid).then_some(weight.trainings), weight.participants],
        };
        let counts = figure != Some(Figure::Participants) || weight.participants.is_some();
        self.lines.push(Line::counted(training, adds, counts, why));
    }

    /// Adds a line for each community that a training covers: the first training of a community covers it.
    fn count_links(&mut self, training: &Evidence, weight: &Weight, ground: &Ground) {
        if weight.covers.is_empty() {
            self.lines.push(Line::left_out(training.clone(), why::covers_none(training, ground)));
        }
        for link in training.links.iter().filter(|link| weight.covers.contains(&link.community)) {
            let first = self.covered.insert(link.community);
            self.sums.covered += i64::from(first);
            self.lines.push(Line::of_link(training, link, first));
        }
    }

    /// What counts comes before what does not; links stand by community, the rest by their days.
    fn order_by(&mut self, communities: &[CommunityRow]) {
        let places: FxHashMap<i64, usize> =
            communities.iter().enumerate().map(|(place, community)| (community.id, place)).collect();
        self.lines.sort_by_key(|line| (!line.counts, line.community.and_then(|id| places.get(&id))));
    }
}

/// Rows that imports left out stand behind no figure.
fn rejected_note(store: &Store) -> Result<Option<String>> {
    let stands = store.changes()?.into_iter().filter(|change| change.undone_by.is_none());
    let rejected: i64 = stands.filter_map(|change| change.counts.rejected).sum();
    Ok((rejected > 0).then(|| {
        format!("Imports left out {rejected} rows for their errors; they are in no figure: `hromada report quality` shows them.")
    }))
}
