//! `assign need N --met-by`: a person confirms what met a need.

use super::answer::doubts;
use crate::{
    error::{Error, Result},
    store::{Answer, DeliveryValues, NeedValues, NewChange, Store, Stored},
};

/// What was confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// Number of the change; `None` where all of it was confirmed before.
    pub change: Option<i64>,
    /// What is now known to have met the need: `delivery:5`.
    pub by: Vec<String>,
    /// What was confirmed before.
    pub already: Vec<String>,
    /// What speaks against it that a person may know better, as sentences.
    pub doubts: Vec<String>,
}

/// Takes back all that was confirmed of the need with this number. Gives the number of the change, and what is taken back.
///
/// # Errors
/// No such need.
pub fn unmet(store: &Store, need: i64, change: &NewChange) -> Result<(Option<i64>, Vec<String>)> {
    if store.record::<NeedValues>(need)?.is_none() {
        return Err(unknown("need", "needs", need));
    }
    let writing = store.write()?;
    let known: Vec<String> = store.answers(need)?.iter().map(name).collect();
    if known.is_empty() {
        return Ok((None, known));
    }
    let id = writing.begin_change(change)?;
    writing.end_answers(need, id)?;
    writing.commit()?;
    Ok((Some(id), known))
}

fn name(answer: &Answer) -> String {
    format!("{}:{}", answer.noun, answer.record)
}

/// Confirms that trainings or deliveries, written `training:12` and `delivery:5`, met the need with this number.
///
/// # Errors
/// No such need, training or delivery; a withdrawn need; a training that was not held; a delivery that was not received; something
/// of other communities. Then nothing is saved.
pub fn met_by(store: &Store, need: i64, typed: &[String], change: &NewChange) -> Result<Met> {
    let stored = store.record::<NeedValues>(need)?.ok_or_else(|| unknown("need", "needs", need))?;
    let answers = typed.iter().map(|typed| answer(store, typed)).collect::<Result<Vec<_>>>()?;
    let known = store.answers(need)?;
    let (already, mut new): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| known.contains(answer));
    new.sort();
    new.dedup();
    let (by, already) = (new.iter().map(name).collect(), already.iter().map(name).collect());
    let mut met = Met { change: None, by, already, doubts: Vec::new() };
    if new.is_empty() {
        return Ok(met);
    }
    if stored.values.status == Some("withdrawn") {
        return Err(withdrawn(need));
    }
    for answer in &new {
        met.doubts.extend(doubts(store, need, answer)?);
    }
    let writing = store.write()?;
    let id = writing.begin_change(change)?;
    for answer in &new {
        writing.add_answer(need, answer, id)?;
    }
    writing.commit()?;
    met.change = Some(id);
    Ok(met)
}

/// The training or delivery that was typed.
fn answer(store: &Store, typed: &str) -> Result<Answer> {
    let number = |text: &str| text.trim().parse::<i64>().ok();
    match typed.split_once(':').map(|(noun, text)| (noun.trim(), number(text))) {
        Some(("training", Some(record))) => {
            let training = store.training(record)?.ok_or_else(|| unknown("training", "trainings", record))?;
            let status = training.values.status;
            if status == "held" { Ok(Answer { noun: "training", record }) } else { Err(not_yet(typed, status, "held")) }
        }
        Some(("delivery", Some(record))) => {
            let delivery: Option<Stored<DeliveryValues>> = store.record(record)?;
            let status = delivery.ok_or_else(|| unknown("delivery", "deliveries", record))?.values.status;
            match status {
                Some("received") => Ok(Answer { noun: "delivery", record }),
                other => Err(not_yet(typed, other.unwrap_or("the value of a wave"), "received")),
            }
        }
        _ => Err(Error::Usage {
            what: format!("`{typed}` names neither a training nor a delivery"),
            hint: "write `training:12` or `delivery:5`, with the number that the lists show".to_string(),
        }),
    }
}

fn unknown(noun: &str, list: &str, number: i64) -> Error {
    Error::Usage {
        what: format!("there is no {noun} {number}"),
        hint: format!("`hromada list {list}` shows their numbers"),
    }
}

fn withdrawn(need: i64) -> Error {
    Error::Usage {
        what: format!("need {need} was withdrawn, so nothing can have met it; nothing was saved"),
        hint: "import the sheet that says that it stands again".to_string(),
    }
}

fn not_yet(typed: &str, status: &str, wanted: &str) -> Error {
    Error::Usage {
        what: format!("`{typed}` is {status} and not {wanted}, so it met no need yet; nothing was saved"),
        hint: format!("import the sheet that says that it was {wanted}"),
    }
}
