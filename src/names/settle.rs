//! Weighs the communities that a name may mean against where the row says to look.

use jiff::civil::Date;

use super::ground::Ground;
use super::places::{Community, Id, Places};
use super::{Decides, Outcome, Rule};
use crate::model::Code;

/// At most so many candidates are put to a person.
const MOST: usize = 10;

/// A community that a name may mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) id: Id,
    pub(super) rule: Rule,
    /// Date of the first edition without the name; `None` for a present name.
    pub(super) until: Option<Date>,
    /// Date of an edition in which the community still had another name.
    pub(super) after: Option<Date>,
}

/// How much a name alone may prove.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Trust {
    /// Never sure, whatever the hints say.
    pub(super) doubtful: bool,
    /// The kind may be out of date, when the oblast is right: kinds change, and people mix them up.
    pub(super) kind_may_differ: bool,
}

/// Sure when one candidate fits the ground and nothing contradicts it, else likely.
pub(super) fn settle(places: &Places, candidates: &[Candidate], ground: &Ground, trust: Trust) -> Outcome {
    let (fitting, contradicted) = fitting(places, candidates, ground, trust);
    let fitting = at_the_time(outside_crimea(places, fitting), ground.date);
    let of = |candidate: &Candidate| places.community(candidate.id);
    // Those in Crimea are meant only when the row says so.
    let far = !ground.is_known() && fitting.iter().all(|candidate| of(candidate).is_some_and(|c| c.code.in_crimea()));
    let doubtful = contradicted || far || trust.doubtful || ground.clash;
    match fitting.as_slice() {
        [] => Outcome::Unknown,
        [only] if !doubtful => {
            of(only).map_or(Outcome::Unknown, |community| Outcome::Sure { code: community.code, rule: only.rule })
        }
        several => {
            let decides = if doubtful { Decides::Person } else { decides(places, several, ground) };
            Outcome::Likely { candidates: in_order(places, several), decides }
        }
    }
}

/// The candidates that fit the ground; when none does, those that fit most of it, and `true`.
fn fitting(places: &Places, candidates: &[Candidate], ground: &Ground, trust: Trust) -> (Vec<Candidate>, bool) {
    let of = |candidate: &Candidate| places.community(candidate.id);
    let in_oblast = |c: &Candidate| ground.oblasts == 0 || of(c).is_some_and(|c| c.oblast & ground.oblasts != 0);
    let of_kind = |c: &Candidate| ground.kinds == 0 || of(c).is_none_or(|c| c.kind == 0 || c.kind & ground.kinds != 0);
    let today = |c: &Candidate| in_oblast(c) && ground.has_in_raion_today(c.id);
    let before = |c: &Candidate| in_oblast(c) && ground.has_in_raion(c.id);
    // Each test asks less than the one before it; the last three contradict the row.
    let tests: [&dyn Fn(&Candidate) -> bool; 6] = [
        &|c| today(c) && of_kind(c),
        &|c| before(c) && of_kind(c),
        &before,
        &|c| in_oblast(c) && of_kind(c),
        &in_oblast,
        &|_| true,
    ];
    let kept = tests.iter().map(|test| candidates.iter().copied().filter(test).collect::<Vec<_>>());
    let Some((asked, found)) = kept.enumerate().find(|(_, found)| !found.is_empty()) else {
        return (Vec::new(), true);
    };
    let excused = asked == 2 && trust.kind_may_differ && ground.is_known();
    (found, asked >= 2 && !excused)
}

/// The candidates outside Crimea, if there are any: where no row says Crimea, a namesake outside is meant.
fn outside_crimea(places: &Places, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let outside = |c: &Candidate| places.community(c.id).is_some_and(|community| !community.code.in_crimea());
    if !candidates.iter().any(outside) {
        return candidates;
    }
    candidates.into_iter().filter(outside).collect()
}

/// Of a former and a present bearer of one name, those who may have borne it on the day of the event.
fn at_the_time(candidates: Vec<Candidate>, date: Option<Date>) -> Vec<Candidate> {
    let Some(date) = date else { return candidates };
    let bore = |c: &Candidate| c.until.is_none_or(|until| date < until) && c.after.is_none_or(|after| date > after);
    let then: Vec<Candidate> = candidates.iter().copied().filter(bore).collect();
    if then.is_empty() { candidates } else { then }
}

/// The codes of candidates: present names first, then those outside Crimea, then by code.
fn in_order(places: &Places, candidates: &[Candidate]) -> Vec<Code> {
    let of = |c: &Candidate| Some((c.until.is_some(), places.community(c.id)?.code));
    let mut found: Vec<_> =
        candidates.iter().filter_map(of).map(|(former, code)| (former, code.in_crimea(), code)).collect();
    found.sort_unstable();
    found.dedup_by_key(|(_, _, code)| *code);
    found.into_iter().map(|(_, _, code)| code).take(MOST).collect()
}

/// What would tell several candidates apart.
fn decides(places: &Places, candidates: &[Candidate], ground: &Ground) -> Decides {
    let communities: Vec<&Community> = candidates.iter().filter_map(|c| places.community(c.id)).collect();
    let differ = |same: &dyn Fn(&Community, &Community) -> bool| {
        communities.first().is_some_and(|first| communities.iter().any(|other| !same(first, other)))
    };
    let former = candidates.iter().filter(|c| c.until.is_some()).count();
    if !ground.is_known() && differ(&|a, b| a.oblast == b.oblast) {
        Decides::Oblast
    } else if former > 0 && former < candidates.len() {
        Decides::Date
    } else if !ground.has_raion() && differ(&|a, b| a.raion == b.raion) {
        Decides::Raion
    } else if ground.kinds == 0 && differ(&|a, b| a.kind == b.kind) {
        Decides::Kind
    } else {
        Decides::Person
    }
}

/// Several outcomes that speak of one community: sure when one is, and no other contradicts it.
pub(super) fn agree(outcomes: Vec<Outcome>) -> Outcome {
    let mut codes: Vec<Code> = Vec::new();
    for outcome in &outcomes {
        let said: &[Code] = match outcome {
            Outcome::Sure { code, .. } => std::slice::from_ref(code),
            Outcome::Likely { candidates, .. } => candidates,
            _ => &[],
        };
        said.iter().for_each(|code| {
            if !codes.contains(code) {
                codes.push(*code)
            }
        });
    }
    let sure: Vec<&Outcome> = outcomes.iter().filter(|outcome| matches!(outcome, Outcome::Sure { .. })).collect();
    match (sure.as_slice(), outcomes.as_slice()) {
        (_, [only]) => only.clone(),
        ([sure, ..], _) if codes.len() == 1 => (*sure).clone(),
        _ if codes.is_empty() => outcomes.into_iter().next().unwrap_or(Outcome::Unknown),
        _ => Outcome::Likely { candidates: codes.into_iter().take(MOST).collect(), decides: Decides::Person },
    }
}
