//! How many different people some trainings had at least: one person may come to several of them, but people of different
//! communities are different people.

use std::cmp::Reverse;

use rustc_hash::FxHashSet;

/// At least so many different people came to these events. Each is given with its people and communities; with none, where not
/// all of them are known.
///
/// Events without a community in common add up, the largest first; so do the largest events of single communities; the larger
/// sum holds, and never less than the largest event.
pub(super) fn at_least(mut events: Vec<(i64, Vec<i64>)>) -> i64 {
    events.sort_by_key(|event| Reverse(event.0));
    let largest = events.first().map_or(0, |event| event.0);
    largest.max(apart(&events, usize::MAX)).max(apart(&events, 1))
}

/// People of events without a community in common; only events for so many communities.
fn apart(events: &[(i64, Vec<i64>)], most: usize) -> i64 {
    let mut taken: FxHashSet<i64> = FxHashSet::default();
    let mut sum = 0;
    for (people, communities) in events.iter().filter(|event| (1..=most).contains(&event.1.len())) {
        if communities.iter().all(|community| !taken.contains(community)) {
            taken.extend(communities);
            sum += people;
        }
    }
    sum
}
