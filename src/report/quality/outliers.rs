//! Trainings with far more or far fewer people than others of their project and topic.

use super::Finding;
use crate::{
    error::Result,
    store::{PeopleOf, Store},
};

/// Fewest trainings from which it can be said what is usual.
const ENOUGH: usize = 8;
/// Modified z-score beyond which a value is an outlier (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993).
const FAR: f64 = 3.5;
/// What makes the median of deviations comparable to a standard deviation, and the mean of them where that median is 0.
const OF_MEDIAN: f64 = 0.6745;
const OF_MEAN: f64 = 1.253_314;

/// Finds them, group by group.
pub(super) fn outliers(store: &Store) -> Result<Vec<Finding>> {
    let people = store.people_of_trainings()?;
    let same = |one: &PeopleOf, other: &PeopleOf| (one.project, one.topic) == (other.project, other.topic);
    Ok(people.chunk_by(same).flat_map(of_group).collect())
}

/// The outliers of a group that is sorted by its number of people.
fn of_group(group: &[PeopleOf]) -> Vec<Finding> {
    if group.len() < ENOUGH {
        return Vec::new();
    }
    let counts: Vec<f64> = group.iter().map(|one| one.participants as f64).collect();
    let middle = median(&counts);
    let mut deviations: Vec<f64> = counts.iter().map(|count| (count - middle).abs()).collect();
    deviations.sort_by(f64::total_cmp);
    let of_median = median(&deviations);
    let spread = if of_median > 0.0 {
        of_median / OF_MEDIAN
    } else {
        OF_MEAN * deviations.iter().sum::<f64>() / deviations.len() as f64
    };
    // Where nearly all are alike, a small difference is far by its score and still nothing to look at.
    let is_far = |count: f64| {
        spread > 0.0 && (count - middle).abs() / spread > FAR && (count > 2.0 * middle || 2.0 * count < middle)
    };
    let far = group.iter().filter(|one| is_far(one.participants as f64));
    far.map(|one| Finding {
        code: "outlier",
        training: one.number,
        reason: format!(
            "{} people; {} trainings of this project and topic have {middle} as their median",
            one.participants,
            group.len()
        ),
        fix: "see whether the number is a slip of the hand",
    })
    .collect()
}

/// The median of sorted values.
fn median(sorted: &[f64]) -> f64 {
    let half = sorted.len() / 2;
    let at = |place: usize| sorted.get(place).copied().unwrap_or_default();
    if sorted.len() % 2 == 1 { at(half) } else { f64::midpoint(at(half.saturating_sub(1)), at(half)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(counts: &[i64]) -> Vec<i64> {
        let group: Vec<_> = counts
            .iter()
            .map(|count| PeopleOf { project: None, topic: None, participants: *count, number: *count })
            .collect();
        of_group(&group).iter().map(|finding| finding.training).collect()
    }

    #[test]
    fn what_is_far_from_the_median_is_found() {
        assert_eq!(found(&[12, 14, 15, 18, 20, 22, 25, 250]), [250]);
        assert_eq!(found(&[2, 120, 122, 125, 125, 126, 127, 128, 130]), [2]);
        assert_eq!(found(&[20, 20, 20, 20, 20, 20, 20, 20, 200]), [200], "where most are alike");
        assert_eq!(found(&[20, 20, 20, 20, 20, 20, 20, 20, 26]), [] as [i64; 0], "six more are nothing");
        assert_eq!(found(&[1, 1000]), [] as [i64; 0], "two say nothing of what is usual");
        assert_eq!(found(&[20; 9]), [] as [i64; 0]);
    }
}
