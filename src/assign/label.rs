//! `assign topic`, `assign project`, `assign organisation`: what a text of the sheets means, for the records there are and for
//! all later imports.

use crate::{
    error::{Error, Result},
    model::{Theme, letters::fold},
    store::{Counts, Decided, Label, NewChange, Store},
};

/// What a decision about a name came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelDecision {
    /// Number of the change; `None` where it was decided so before.
    pub change: Option<i64>,
    /// Trainings that bear another name now.
    pub trainings: usize,
    /// Other records that do.
    pub others: usize,
}

/// Decides that `text` means the name `to` of the list; `none` = it means nothing. A topic may be given a theme of the fixed list
/// as its name.
///
/// # Errors
/// No such name; a text without a letter; a name that is decided to mean itself.
pub fn label(store: &Store, label: Label, text: &str, to: &str, change: &NewChange) -> Result<LabelDecision> {
    let folded = fold(text);
    if folded.is_empty() {
        return Err(Error::Usage {
            what: "an empty text means nothing".to_string(),
            hint: "give the text as a sheet has it".to_string(),
        });
    }
    let theme = if label == Label::Topic { Theme::parse(to) } else { None };
    let known = match (to, store.label(label, to)?, theme) {
        ("none", ..) => None,
        (_, Some(id), _) => Some(id),
        (_, None, Some(_)) => None,
        (_, None, None) => Some(store.find_named(label, to)?),
    };
    let writing = store.write()?;
    let id = writing.begin_change(change)?;
    let target = match (known, theme) {
        (None, Some(theme)) if to != "none" => Some(writing.label(label, theme.ukrainian, id)?.0),
        (known, _) => known,
    };
    let own = store.label(label, text)?;
    if own.is_some() && own == target {
        return Err(Error::Usage {
            what: format!("`{text}` and `{to}` are one already; nothing was saved"),
            hint: "name two different ones".to_string(),
        });
    }
    let made = writing.decide(label.noun(), text, &folded, None, target, id)?;
    let moved = own.map_or(Ok(Vec::new()), |own| writing.relabel(label, own, target, id))?;
    if label == Label::Project {
        for (noun, number) in &moved {
            writing.rekey(store, noun, *number, id)?;
        }
    }
    if made == Decided::Same && moved.is_empty() {
        writing.roll_back()?;
        return Ok(LabelDecision { change: None, trainings: 0, others: 0 });
    }
    let counts = Counts { updated: Some(moved.len() as i64), ..Counts::default() };
    writing.end_change(id, &counts, None)?;
    writing.commit()?;
    let trainings = moved.iter().filter(|(noun, _)| *noun == "training").count();
    Ok(LabelDecision { change: Some(id), trainings, others: moved.len() - trainings })
}
