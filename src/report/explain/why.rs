//! The rule by which a training counts, or the reason why it does not, in a person's words.

use super::{
    Ground,
    spot::place_word,
    weigh::{People, Weight},
};
use crate::{
    model::Quarter,
    report::coverage::{Figure, Place},
    store::{Evidence, Level},
};

/// The word for the territories of a level.
fn territories(level: Level) -> (&'static str, &'static str) {
    match level {
        Level::Oblast => ("oblast", "oblasts"),
        Level::Raion => ("raion", "raions"),
        Level::Community => ("community", "communities"),
    }
}

/// Why a training does not count at all, though it has to do with the place.
pub(super) fn left_out(training: &Evidence, ground: &Ground) -> String {
    let linked_only = |state: i64| {
        let mut here = training.links.iter().filter(|link| ground.holds(link.community)).peekable();
        here.peek().is_some() && here.all(|link| link.state == state)
    };
    match training.status.as_str() {
        "received" if !training.within => "nobody said its day, so it is of no period".to_string(),
        "held" if !training.within => {
            let quarter = Quarter::from_stored(training.quarter).map(|quarter| quarter.to_string());
            format!(
                "began on {}, outside of the period: a training counts by its first day, in {}",
                training.start_date,
                quarter.unwrap_or_default()
            )
        }
        "held" if linked_only(2) => "the community was invited, nobody says that it took part".to_string(),
        "held" if linked_only(3) => "the community is planned, nobody says that it took part".to_string(),
        "held" | "received" if ground.place().is_none() => {
            "was in Crimea, which stands apart and is not in the total".to_string()
        }
        "held" => "nobody says that somebody from here took part".to_string(),
        "received" => "no community here is linked to it, so it covers none".to_string(),
        status if training.is_aid => format!("{status}: only received aid covers"),
        status => format!("{status}: only held trainings count"),
    }
}

/// Why a training that counts covers no community.
pub(super) fn covers_none(training: &Evidence, ground: &Ground) -> String {
    let cities: Vec<&str> = training.links.iter().filter(|link| ground.is_city(link)).map(|link| &*link.name).collect();
    if !cities.is_empty() {
        let plural = if cities.len() == 1 { "is a city and no community" } else { "are cities and no communities" };
        return format!("{} {plural} of the register: the training counts, its cover does not", cities.join(", "));
    }
    match training.scope.as_deref() {
        Some("waiting") => "a name of it waits for a person, so it covers nobody yet".to_string(),
        Some("all_of_oblast") => {
            "held for all communities of the oblast; none is named, so none is covered".to_string()
        }
        _ => "no community here is linked to it, so it covers none".to_string(),
    }
}

/// By which rule aid covers so many communities.
pub(super) fn aided(covers: i64) -> String {
    match covers {
        0 => "received, and all of its communities are covered already".to_string(),
        _ => "received, so it covers".to_string(),
    }
}

/// By which rule a training counts here; `figure` = the one that is explained, `None` = all.
pub(super) fn counted(training: &Evidence, weight: &Weight, ground: &Ground, figure: Option<Figure>) -> String {
    let mut said = match figure {
        Some(Figure::Trainings) => trainings(training, weight, ground),
        _ => people(training, weight, ground),
    };
    if figure != Some(Figure::Trainings) && weight.trainings > 0 {
        match (weight.participants, training.uncounted_rows, weight.people) {
            (_, _, People::Part(_)) => {}
            (None, ..) => said.push_str("; no count of people: unknown is not zero, so it is kept out of the sum"),
            (Some(_), Some(rows), _) => {
                said.push_str(&format!("; rows without a count: {rows}, so its people are at least so many"));
            }
            _ => {}
        }
    }
    said
}

fn trainings(training: &Evidence, weight: &Weight, ground: &Ground) -> String {
    match weight.people {
        People::Part(_) => {
            format!("held for several {}: counts once in each that took part", territories(ground.level()).1)
        }
        _ => people(training, weight, ground),
    }
}

/// Where the people of a training count.
fn people(training: &Evidence, weight: &Weight, ground: &Ground) -> String {
    let (one, many) = territories(ground.level());
    match (weight.people, ground.place()) {
        (People::Part(others), _) => {
            let word = place_word(others, ground.level());
            match weight.participants {
                Some(_) => format!("people whom its sheet counts for communities here; the others stand in `{word}`"),
                None => format!("held for several {many}: the training counts here too, its people once, in `{word}`"),
            }
        }
        (People::Rest, _) => {
            format!("counted once, without the people whom its sheet counts for the communities of one {one}")
        }
        (_, Some(Place::Several)) => format!("held for several {many}: its people count once, here"),
        (_, Some(Place::Waiting)) => {
            "a name of it waits for a person: its people stand apart until it is decided".to_string()
        }
        (_, Some(Place::Unsaid)) => format!("nobody said in which {one} it was"),
        (_, Some(Place::Crimea)) => {
            format!("in Crimea and Sevastopol alone, and in no single {one}: stands apart, not in the total")
        }
        (_, Some(Place::Former)) => format!("the register no longer has its {one}"),
        _ if training.scope.as_deref() == Some("all_of_oblast") => {
            "counted once; held for all communities of the oblast, none is named, so none is covered".to_string()
        }
        _ if training.scope.as_deref() == Some("waiting") => {
            "counted once; a name of it waits for a person, so its community is not known yet".to_string()
        }
        _ if training.links.is_empty() => "counted once; no community is known, so none is covered".to_string(),
        (_, None) => "counted once".to_string(),
        _ => "counted once, all of it was here".to_string(),
    }
}
