//! What the records of an explanation add up to.

use super::{Figure, weigh::Weight};
use crate::{report::people::at_least, store::Evidence};

/// The figures of the records that count.
#[derive(Default)]
pub(super) struct Sums {
    pub(super) covered: i64,
    trainings: i64,
    people: i64,
    /// Trainings whose people, or some of them, are in the sum.
    known: i64,
    /// Trainings that give no number of the people who belong here, or not of all.
    unknown: i64,
    /// People of each training, with its communities; none where not all of them are known.
    events: Vec<(i64, Vec<i64>)>,
}

impl Sums {
    pub(super) fn add(&mut self, training: &Evidence, weight: &Weight) {
        let people = weight.participants.unwrap_or(0);
        self.trainings += weight.trainings;
        self.people += people;
        self.known += i64::from(weight.participants.is_some());
        self.unknown += i64::from(weight.uncounted);
        if people > 0 {
            let all = training.links.iter().filter(|link| link.attended() && training.scope.is_none());
            self.events.push((people, all.map(|link| link.community).collect()));
        }
    }

    /// The sums of the figure that is explained, or of all, and how they are to be read.
    pub(super) fn notes(&self, figure: Option<Figure>, communities: usize) -> Vec<String> {
        let covered = format!("{} of {communities} communities covered", self.covered);
        let trainings = format!("trainings {}", self.trainings);
        let people = match self.known > 0 || self.trainings == 0 {
            true => format!("participants {}", self.people),
            false => "participants unknown".to_string(),
        };
        let sums = match figure {
            Some(Figure::Covered | Figure::Percent) => covered,
            Some(Figure::Trainings) => trainings,
            Some(Figure::Participants) => people,
            None => [covered, trainings, people].join(", "),
        };
        let mut notes = vec![format!("The counted records add up to: {sums}.")];
        if matches!(figure, None | Some(Figure::Participants)) {
            notes.extend(self.unknown_note());
            notes.extend(self.reached_note());
        }
        notes
    }

    fn unknown_note(&self) -> Option<String> {
        let plural = if self.unknown == 1 { "training gives" } else { "trainings give" };
        (self.unknown > 0).then(|| {
            format!("{} {plural} no number of the people who belong here, or not of all: unknown is not zero, the sum is of what was counted.", self.unknown)
        })
    }

    /// Who came twice is counted twice; how many different people there were can only be bounded: those of different communities
    /// are different people, and so are at least those of the largest training.
    fn reached_note(&self) -> Option<String> {
        let least = at_least(self.events.clone());
        (self.people > least && least > 0).then(|| {
            format!(
                "People reached: at least {least} (the largest trainings of different communities), at most {} (nobody came twice).",
                self.people
            )
        })
    }
}
