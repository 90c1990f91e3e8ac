//! `assign name`: a person says what a text means. Everything that waited for it is linked, and later imports remember.

use super::deciding::{Decider, Tally, Verdict};
use crate::{
    error::{Error, Result},
    model::letters::fold,
    store::{Counts, NewChange, Store},
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
    /// Links and names.
    pub tally: Tally,
    /// Code of the community; `None` = none.
    pub code: Option<String>,
}

/// Decides that `text` means `target`, everywhere or where the row speaks of `oblast`. An earlier decision about the same text
/// and oblast ends, and what it linked is linked anew.
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
    if fold(text).is_empty() {
        return Err(Error::Usage {
            what: "an empty text means nothing".to_string(),
            hint: "`hromada list names --waiting` shows the texts that wait".to_string(),
        });
    }
    let mut decider = Decider::new(store)?;
    let answer = match target {
        NameTarget::Community(typed) => Some(decider.community(typed, oblast.unwrap_or_default())?),
        NameTarget::None => None,
    };
    let oblast = oblast.map(|typed| decider.oblast(typed)).transpose()?;
    let writing = store.write()?;
    let id = writing.begin_change(change)?;
    let tally = decider.decide(&writing, &Verdict { text: text.to_string(), oblast, answer }, id)?;
    let code = answer.map(|(code, _)| code.to_string());
    if !tally.is_news() {
        writing.roll_back()?;
        return Ok(NameDecision { change: None, tally, code });
    }
    writing.end_change(id, &Counts { linked: Some(tally.linked), ..Counts::default() }, None)?;
    writing.commit()?;
    Ok(NameDecision { change: Some(id), tally, code })
}
