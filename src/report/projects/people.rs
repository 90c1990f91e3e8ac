//! How many people some trainings reached: one person may come to several of them, so the answer is an interval.
//!
//! At most: everybody who ever came. Exact only where sheets tell who came for the first time.

use crate::{
    report::people::at_least,
    store::{Names, ProjectEvent},
};

/// People reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct People {
    /// The interval; `None` where events took place and none was counted.
    pub(super) reached: Option<(i64, i64)>,
    /// Events that tell no count, or not of all their rows.
    pub(super) uncounted: i64,
}

/// People that these events reached. `goes_back`: no event of theirs was before.
pub(super) fn people(events: &[&ProjectEvent], goes_back: bool) -> People {
    let counted: Vec<(&ProjectEvent, i64)> =
        events.iter().filter_map(|event| Some((*event, event.participants?))).collect();
    let uncounted = events.iter().filter(|event| event.participants.is_none() || event.uncounted_rows).count() as i64;
    if counted.is_empty() {
        return People { reached: events.is_empty().then_some((0, 0)), uncounted };
    }
    let most = counted.iter().map(|event| event.1).sum();
    let newcomers: i64 = events.iter().filter_map(|event| event.new_participants).sum();
    let least = at_least(counted.iter().flat_map(|(event, people)| parts(event, *people)).collect());
    let all_told = uncounted == 0 && events.iter().all(|event| event.new_participants.is_some());
    let reached = match goes_back && all_told && (least..=most).contains(&newcomers) {
        true => (newcomers, newcomers),
        false => (least.max(newcomers).min(most), most),
    };
    People { reached: Some(reached), uncounted }
}

/// An event as it counts below: whole, and by the communities whose people its sheet tells apart.
fn parts(event: &ProjectEvent, people: i64) -> Vec<(i64, Vec<i64>)> {
    let known = event.names == Names::Communities;
    let all = event.communities.iter().filter(|_| known).map(|community| community.0).collect();
    let split = event.communities.iter().filter_map(|(community, own)| Some(((*own)?, vec![*community])));
    split.chain([(people, all)]).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn event(participants: Option<i64>, newcomers: Option<i64>, communities: &[(i64, Option<i64>)]) -> ProjectEvent {
        ProjectEvent {
            number: 1,
            project: Some(1),
            kind: None,
            minutes: None,
            participants,
            new_participants: newcomers,
            uncounted_rows: false,
            names: if communities.is_empty() { Names::Otherwise } else { Names::Communities },
            oblast: None,
            communities: communities.to_vec(),
        }
    }

    fn reached(events: &[ProjectEvent], goes_back: bool) -> Option<(i64, i64)> {
        people(&events.iter().collect::<Vec<_>>(), goes_back).reached
    }

    #[test]
    fn people_lie_between_the_largest_events_and_their_sum() {
        let two = [event(Some(20), None, &[(1, None)]), event(Some(12), None, &[(1, None)])];
        assert_eq!(reached(&two, true), Some((20, 32)));
        let apart = [event(Some(20), None, &[(1, None)]), event(Some(12), None, &[(2, None)])];
        assert_eq!(reached(&apart, true), Some((32, 32)));
        // Those of the event for both may be the same as those of each.
        let tied = [apart.as_slice(), &[event(Some(25), None, &[(1, None), (2, None)])]].concat();
        assert_eq!(reached(&tied, true), Some((32, 57)));
        // An event without a place may have had the people of any other.
        let placeless = [apart.as_slice(), &[event(Some(40), None, &[])]].concat();
        assert_eq!(reached(&placeless, true), Some((40, 72)));
    }

    #[test]
    fn people_are_exact_only_where_all_events_tell_who_is_new() {
        let told = [event(Some(20), Some(20), &[(1, None)]), event(Some(12), Some(5), &[(1, None)])];
        assert_eq!(reached(&told, true), Some((25, 25)));
        // Who came before the period is not new in it.
        assert_eq!(reached(&told, false), Some((25, 32)));
        let half = [told[0].clone(), event(Some(12), None, &[(1, None)])];
        assert_eq!(reached(&half, true), Some((20, 32)));
    }

    #[test]
    fn what_nobody_counted_is_not_zero() {
        assert_eq!(reached(&[], true), Some((0, 0)));
        assert_eq!(reached(&[event(None, None, &[(1, None)])], true), None);
    }

    proptest! {
        /// However people are spread over the events, their number lies in the interval.
        #[test]
        fn the_interval_holds_the_truth(came in proptest::collection::vec(
            proptest::collection::btree_set((0..4_i64, 0..6_i64), 1..12), 1..6))
        {
            let events: Vec<ProjectEvent> = came.iter().map(|people| {
                let mut places: Vec<i64> = people.iter().map(|person| person.0).collect();
                places.dedup();
                let communities: Vec<_> = places.into_iter().map(|place| (place, None)).collect();
                event(Some(people.len() as i64), None, &communities)
            }).collect();
            let truth = came.iter().flatten().collect::<std::collections::BTreeSet<_>>().len() as i64;
            let (least, most) = reached(&events, true).unwrap();
            prop_assert!(least <= truth && truth <= most, "{least} {truth} {most}");
        }
    }
}
