//! `assign name`: a person says what a text means. Everything that waited for it is linked, and later imports remember.

use super::community;
use crate::{
    error::{Error, Result},
    model::{Code, Decision, letters::fold},
    names::{Outcome, Question, Refusal, Resolver, Rule},
    store::{AssignmentRow, Counts, LinkRule, NewChange, NewWaiting, Noun, PlaceIds, Store, WaitingRow, Writing},
};

/// What the text means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameTarget {
    /// The community with this code or name.
    Community(String),
    /// No community at all.
    None,
}

/// What a decision came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameDecision {
    /// Number of the change; `None` where the same was decided before and nothing waited.
    pub change: Option<i64>,
    /// Links that it made.
    pub linked: i64,
    /// Names that no longer wait.
    pub decided: i64,
    /// Names that wait on, for their rows speak of another oblast or raion.
    pub left: i64,
    /// Code of the community; `None` = none.
    pub code: Option<String>,
}

/// Decides that `text` means `target`, everywhere or where the row speaks of `oblast`.
///
/// # Errors
/// A community or oblast that the register does not have; a text without a letter.
pub fn name(
    store: &Store,
    text: &str,
    target: &NameTarget,
    oblast: Option<&str>,
    change: &NewChange,
) -> Result<NameDecision> {
    let folded = fold(text);
    if folded.is_empty() {
        return Err(Error::Usage {
            what: "an empty text means nothing".to_string(),
            hint: "`hromada list names --waiting` shows the texts that wait".to_string(),
        });
    }
    let mut resolver = None;
    let oblast_id = oblast.map(|typed| store.find_oblast(typed)).transpose()?;
    let found = match target {
        NameTarget::Community(typed) => Some(community(store, &mut resolver, typed, oblast.unwrap_or_default())?),
        NameTarget::None => None,
    };
    let writing = store.write()?;
    let id = writing.begin_change(change)?;
    let place = found.map(|(_, place)| place);
    let new = writing.decide(Noun::Community, text, &folded, oblast_id, place.map(|place| place.community), id)?;
    let (waiting, left) = waiting_here(store, text, oblast_id, found.map(|(code, _)| code))?;
    let mut linked = 0;
    for row in &waiting {
        linked += i64::from(settle(store, &writing, row, place, id)?);
    }
    let decision = NameDecision {
        change: (new || !waiting.is_empty()).then_some(id),
        linked,
        decided: waiting.len() as i64,
        left,
        code: found.map(|(code, _)| code.to_string()),
    };
    if decision.change.is_none() {
        writing.roll_back()?;
        return Ok(decision);
    }
    let counts = Counts { linked: Some(linked), ..Counts::default() };
    writing.end_change(id, &counts, None)?;
    writing.commit()?;
    Ok(decision)
}

/// The rows whose name is decided: those whose hints do not speak against it, or name the oblast it is decided for. Beside them,
/// how many wait on.
fn waiting_here(store: &Store, text: &str, oblast: Option<i64>, code: Option<Code>) -> Result<(Vec<WaitingRow>, i64)> {
    let mut waiting = store.waiting_names(Some(&fold(text)), None)?;
    waiting.retain(|row| row.outcome != "not_a_community");
    let (all, oblasts) = (waiting.len(), store.oblast_ids()?);
    let oblast = oblasts.iter().find(|(_, id)| Some(**id) == oblast).map(|(code, _)| *code);
    let mut resolver = Resolver::new(&store.register()?);
    resolver.decide([Decision { text: text.to_string(), oblast, answer: code }]);
    // The resolver itself says where the decision holds, as it will in the next import.
    waiting.retain(|row| {
        let said = |hint: &'_ Option<String>| hint.clone().unwrap_or_default();
        let (oblast, raion, kind) = (said(&row.oblast_hint), said(&row.raion_hint), said(&row.kind_hint));
        let question = Question { text: &row.text, oblast: &oblast, raion: &raion, kind: &kind, ..Question::default() };
        matches!(
            resolver.resolve(&question).as_ref(),
            Outcome::Sure { rule: Rule::Decision, .. } | Outcome::NotACommunity { what: Refusal::Decision }
        )
    });
    let left = (all - waiting.len()) as i64;
    Ok((waiting, left))
}

/// Links the training of a waiting row, or writes down that its text is no community. Says whether a link was made.
fn settle(
    store: &Store,
    writing: &Writing<'_>,
    row: &WaitingRow,
    place: Option<PlaceIds>,
    change: i64,
) -> Result<bool> {
    writing.end_waiting(row.id, change)?;
    let Some(place) = place else {
        let refused = NewWaiting {
            text: row.text.clone(),
            text_fold: row.text_fold.clone(),
            oblast_hint: row.oblast_hint.clone(),
            raion_hint: row.raion_hint.clone(),
            kind_hint: row.kind_hint.clone(),
            outcome: "not_a_community",
            participants: row.participants,
            sheet_row: row.sheet_row.unwrap_or_default(),
        };
        writing.add_waiting(row.training, &refused, row.sheet, change)?;
        super::training::update_whereabouts(store, writing, row.training, change)?;
        return Ok(false);
    };
    let Some(training) = store.training(row.training)? else { return Ok(false) };
    let linked = store.assignments(row.training)?.iter().any(|link| link.community == place.community);
    if !linked {
        let link = AssignmentRow {
            training: row.training,
            community: place.community,
            state: if training.values.status == "held" { 1 } else { 3 },
            rule: LinkRule::Decision as i64,
            participants: row.participants,
            topic: training.values.topic,
            quarter: training.values.quarter,
            project: training.values.project,
            sheet: row.sheet,
            sheet_row: row.sheet_row,
        };
        writing.add_assignments().add(&[link], change)?;
    }
    super::training::update_whereabouts(store, writing, row.training, change)?;
    Ok(!linked)
}
