//! Whether a training or a delivery can have met a need: what cannot be is refused, what a person may know better is told.

use crate::{
    error::{Error, Result},
    model::{Theme, asks_for_training},
    store::{Answer, DeliveryListRow, ListedPlace, NeedListRow, RecordFilter, Store, TrainingFilter, TrainingListRow},
};

/// What speaks against it that a person may know better, as sentences.
///
/// # Errors
/// The need was withdrawn, or the record is of other communities.
pub(super) fn doubts(store: &Store, number: i64, answer: &Answer) -> Result<Vec<String>> {
    let filter = RecordFilter { number: Some(number), ..RecordFilter::default() };
    let needs = store.needs(&filter)?;
    let Some(need) = needs.first() else { return Ok(Vec::new()) };
    let name = format!("{}:{}", answer.noun, answer.record);
    let mut doubts = Vec::new();
    match answer.noun {
        "training" => {
            let filter = TrainingFilter { number: Some(answer.record), ..TrainingFilter::default() };
            for training in store.trainings(&filter)? {
                let place = Place {
                    codes: training.codes.as_deref(),
                    names: training.communities.as_deref(),
                    scope: &training.scope,
                    oblast: training.oblast.as_deref(),
                };
                doubts.extend(same_place(store, need, &name, place)?);
                doubts.extend(of_training(store, need, &name, &training)?);
            }
        }
        _ => {
            let filter = RecordFilter { number: Some(answer.record), ..RecordFilter::default() };
            for delivery in store.deliveries(&filter)? {
                let ListedPlace { codes, communities, scope, oblast, .. } = &delivery.place;
                let [codes, names, oblast] = [codes, communities, oblast].map(Option::as_deref);
                doubts.extend(same_place(store, need, &name, Place { codes, names, scope, oblast })?);
                doubts.extend(of_delivery(need, &name, &delivery));
            }
        }
    }
    if need.status.as_deref() == Some("rejected") {
        doubts.push(format!("need {number} was rejected, and counts as met from now on"));
    }
    let others = store.needs_met_by(answer, number)?;
    if !others.is_empty() {
        let others: Vec<_> = others.iter().map(|need| format!("need {need}")).collect();
        doubts.push(format!("`{name}` was said to have met {} too", others.join(", ")));
    }
    Ok(doubts)
}

/// Where an answer was.
struct Place<'a> {
    codes: Option<&'a str>,
    names: Option<&'a str>,
    scope: &'a str,
    oblast: Option<&'a str>,
}

/// What the places of both leave open.
///
/// # Errors
/// The record is of other communities than the need.
fn same_place(
    store: &Store,
    need: &NeedListRow,
    name: &str,
    Place { codes, names, scope, oblast }: Place<'_>,
) -> Result<Option<String>> {
    let of = |codes: Option<&str>| -> Vec<String> {
        codes.into_iter().flat_map(|codes| codes.split("; ")).map(str::to_string).collect()
    };
    let (wanted, given) = (of(need.place.codes.as_deref()), of(codes));
    let number = need.number;
    if wanted.is_empty() {
        return Ok(Some(format!(
            "need {number} is linked with no community, so that nobody can tell whether it is the same"
        )));
    }
    if wanted.iter().any(|code| given.contains(code)) {
        return Ok(None);
    }
    if scope == "all_of_oblast"
        && let Some(oblast) = oblast
    {
        let lies_there = |code: &String| store.communities_in(oblast).map(|codes| codes.contains(code));
        for code in &wanted {
            if lies_there(code)? {
                return Ok(Some(format!("`{name}` was for all communities of {oblast} oblast together")));
            }
        }
    }
    if given.is_empty() && scope != "all_of_oblast" {
        return Ok(Some(format!(
            "`{name}` is linked with no community, so that nobody can tell whether it is the same"
        )));
    }
    Err(Error::Usage {
        what: format!(
            "need {number} is of {} and `{name}` was for {}; nothing was saved",
            need.place.communities.as_deref().unwrap_or("another community"),
            names.or(oblast).unwrap_or("others"),
        ),
        hint: format!(
            "`hromada report needs --proposals` shows what may have met it; `hromada assign need {number} CODE` links it with a community"
        ),
    })
}

fn of_training(store: &Store, need: &NeedListRow, name: &str, training: &TrainingListRow) -> Result<Vec<String>> {
    let mut doubts = Vec::new();
    if let Some(kind @ ("dialogue" | "forum")) = training.kind.as_deref() {
        doubts.push(format!("`{name}` is a {kind}, where needs are said rather than met"));
    }
    let theme = need.theme.as_deref().and_then(Theme::parse);
    let filter = TrainingFilter {
        number: Some(training.number),
        theme: theme.map(|theme| i64::from(theme.number)),
        ..TrainingFilter::default()
    };
    let is_same = match theme {
        Some(_) => !store.trainings(&filter)?.is_empty(),
        None => need.topic.is_some() && need.topic == training.topic,
    };
    let asks_for_aid = need.category.is_some() && !need.item.as_deref().is_some_and(asks_for_training);
    if asks_for_aid && theme.is_none() {
        doubts.push(format!("need {} asks for aid, and `{name}` is a training", need.number));
    } else if !is_same {
        let wanted = need.topic.as_deref().or(need.item.as_deref()).unwrap_or("something");
        let given = training.topic.as_deref().unwrap_or("no topic that is known");
        doubts.push(format!("need {} asks for `{wanted}`, and `{name}` was on `{given}`", need.number));
    }
    doubts.extend(too_early(need, name, Some(&training.start_date)));
    Ok(doubts)
}

fn of_delivery(need: &NeedListRow, name: &str, delivery: &DeliveryListRow) -> Vec<String> {
    let mut doubts = Vec::new();
    if need.category.is_none() || need.category != delivery.category {
        let wanted = need.item.as_deref().or(need.topic.as_deref()).unwrap_or("something");
        let given = delivery.item.as_deref().unwrap_or("something");
        let kind = |category: &Option<String>| category.as_ref().map_or(String::new(), |kind| format!(" ({kind})"));
        doubts.push(format!(
            "need {} asks for `{wanted}`{}, and `{name}` brought `{given}`{}",
            need.number,
            kind(&need.category),
            kind(&delivery.category)
        ));
    }
    doubts.extend(too_early(need, name, delivery.received.as_deref()));
    doubts
}

fn too_early(need: &NeedListRow, name: &str, day: Option<&str>) -> Option<String> {
    let (said, came) = (need.dated.as_deref()?, day?);
    (came < said).then(|| format!("`{name}` came on {came}, and need {} was said on {said}", need.number))
}
