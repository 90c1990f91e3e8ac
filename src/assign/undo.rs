//! `undo`: takes a change back. Nothing is lost: the undo is itself a change, and can be taken back too.

use crate::{
    error::{Error, Result},
    store::{ChangeRow, Lapsed, NewChange, Store},
};

/// What an undo came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// Number of the undo.
    pub change: i64,
    /// The change that was taken back.
    pub undone: ChangeRow,
    /// Facts that were ended.
    pub ended: i64,
    /// Facts that came back.
    pub revived: i64,
    /// Needs that are no longer met because of it.
    pub lapsed: Vec<Lapsed>,
}

/// Takes back a change; without a number, the last one that stands and is no undo itself.
///
/// # Errors
/// There is no such change; it was taken back before; it made the database; later changes stand on it.
pub fn undo(store: &Store, number: Option<i64>, change: &NewChange) -> Result<Undone> {
    let writing = store.write()?;
    let changes = store.changes()?;
    let refuse = |what: String, hint: &str| Error::Usage { what, hint: hint.to_string() };
    let ledger = "`hromada list changes` shows all changes";
    let wanted = match number {
        Some(number) => changes.iter().find(|change| change.id == number),
        None => changes.iter().rev().find(|change| change.undone_by.is_none() && is_first_hand(change)),
    };
    let Some(wanted) = wanted.cloned() else {
        return Err(refuse(
            number.map_or("there is no change to undo".to_string(), |number| format!("there is no change {number}")),
            ledger,
        ));
    };
    let id = wanted.id;
    if let Some(by) = wanted.undone_by {
        return Err(refuse(format!("change {id} was undone by change {by}"), ledger));
    }
    if wanted.verb == "create" {
        let hint = "without it there is no database: to begin anew, name another file with `--db`";
        return Err(refuse(format!("change {id} ({} {}) cannot be undone", wanted.verb, wanted.noun), hint));
    }
    let in_the_way = writing.changes_in_the_way(store, id)?;
    if !in_the_way.is_empty() {
        let list = in_the_way.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
        let latest = in_the_way.last().copied().unwrap_or_default();
        return Err(refuse(
            format!("change {id} cannot be undone, for later changes stand on it: {list}"),
            &format!("undo those first, beginning with `hromada undo {latest}`"),
        ));
    }
    let before = store.lapsed_answers()?;
    let undo = writing.begin_change(&NewChange { undoes: Some(id), ..change.clone() })?;
    let (ended, revived) = writing.undo(id, undo)?;
    let mut lapsed = store.lapsed_answers()?;
    lapsed.retain(|answer| !before.contains(answer));
    writing.commit()?;
    Ok(Undone { change: undo, undone: wanted, ended, revived, lapsed })
}

/// Whether a change did something of its own: neither the making of the database nor an undo, which its number takes back.
fn is_first_hand(change: &ChangeRow) -> bool {
    change.verb != "create" && change.verb != "undo"
}
