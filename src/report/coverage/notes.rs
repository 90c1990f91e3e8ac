//! What has to be said beside the figures: denominators, unknowns, years.

use std::collections::BTreeSet;

use super::{
    CoverageQuestion,
    figures::{Counted, Place},
    level_word,
};
use crate::store::CommunityRow;

pub(super) fn notes(communities: &[CommunityRow], counted: &Counted, question: &CoverageQuestion) -> Vec<String> {
    let mut notes = Vec::new();
    let own: Vec<_> = communities.iter().filter(|community| community.raion.is_some()).collect();
    let apart = own.iter().filter(|community| community.in_crimea()).count();
    let (counted_here, crimea) = match question.oblast {
        Some(_) => (own.len(), 0),
        None => (own.len() - apart, apart),
    };
    let mut denominator = format!("Communities of the register: {counted_here}");
    if crimea > 0 {
        denominator.push_str(&format!("; {crimea} in Crimea stand apart and are not in the total"));
    }
    notes.push(denominator + ".");
    if question.selection.with_aid {
        notes.push("Covered: a held training or received aid.".to_string());
    }
    let has = |place| !counted.keys_of(place).is_empty();
    if has(Place::Waiting) {
        notes.push(
            "Where a name waits for a person, the training's people stand apart until it is decided: `hromada list names --waiting`."
                .to_string(),
        );
    }
    if has(Place::Several) {
        let noun = level_word(question.rows.level);
        notes.push(format!(
            "A training for several places counts once in the total and in each {noun} that took part; its people count once, in \
             the row of several."
        ));
    }
    if has(Place::Crimea) {
        notes.push(
            "Trainings of Crimea and Sevastopol alone stand apart with them, in a row of their own where they were in no single \
             place: the total is without them."
                .to_string(),
        );
    }
    let beyond = counted.beyond(|_| true);
    if beyond > 0 {
        let plural = if beyond == 1 { "training was" } else { "trainings were" };
        notes.push(format!(
            "{beyond} {plural} held for other oblasts too, or for a name that waits: their people are not in these figures, save \
             where a sheet counts them by community."
        ));
    }
    let uncounted: i64 = counted.cells.values().map(|figures| figures.uncounted).sum();
    if uncounted > 0 {
        let plural = if uncounted == 1 { "training gives" } else { "trainings give" };
        notes.push(format!(
            "{uncounted} {plural} no number of participants, or not for all of its rows: the sums are of what was counted."
        ));
    }
    let known = own.iter().filter(|community| community.residents.is_some() && !community.in_crimea()).count();
    let part = match known {
        0 => String::new(),
        known if known == counted_here => String::new(),
        known => {
            format!(" They are known for {known} of {counted_here} communities; a territory without all has no figure.")
        }
    };
    let years: BTreeSet<_> = own.iter().filter_map(|community| community.residents_year).collect();
    match (years.first(), years.last()) {
        (Some(first), Some(last)) if first == last => notes.push(format!("Residents: 1 January {first}.{part}")),
        (Some(first), Some(last)) => notes.push(format!("Residents: 1 January of the years {first} to {last}.{part}")),
        _ => notes.push("Residents are not known: `hromada import population FILE` brings them.".to_string()),
    }
    notes
}
