//! Earlier forms of a file, and what they told that this one no longer does.
//!
//! An import is an earlier form when its file had the same name, or when this file tells at least half of its records again; so
//! are, in turn, the earlier forms of that one. A file that merely shares a record with another is no form of it.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    error::Result,
    store::{Gone, Record, Writing},
};

/// What a file told.
pub(super) struct Told<'t> {
    /// Numbers of the records of earlier changes that it told of.
    pub(super) numbers: &'t FxHashSet<i64>,
    /// Sheets that told of them before, and of how many.
    pub(super) sheets: &'t FxHashMap<i64, usize>,
    /// Projects and quarters that it tells of.
    pub(super) quarters: &'t FxHashSet<(Option<i64>, i64)>,
}

/// An earlier import that is no form of the file, though the file tells some of its records again.
pub(super) struct Shared {
    /// The import.
    pub(super) change: i64,
    /// How many of its records the file tells again.
    pub(super) again: usize,
    /// Those that it does not tell of.
    pub(super) others: Vec<Gone>,
}

/// What earlier imports told that a file does not.
pub(super) struct Earlier {
    /// Records of earlier forms of the file, by number.
    pub(super) gone: Vec<Gone>,
    /// Imports that are no forms of it, by number.
    pub(super) shared: Vec<Shared>,
}

/// The records of earlier imports that the file does not tell of; remembers of which change it is a form.
pub(super) fn earlier<R: Record>(writing: &Writing<'_>, change: i64, told: &Told<'_>) -> Result<Earlier> {
    // Earlier changes, and how many of their records are told again.
    let mut changes: FxHashMap<i64, usize> = FxHashMap::default();
    for (sheet, again) in told.sheets {
        *changes.entry(writing.change_of_sheet(*sheet)?).or_default() += again;
    }
    let namesakes = writing.imports_of_that_name(change)?;
    for namesake in &namesakes {
        changes.entry(*namesake).or_default();
    }
    let not_told = |earlier| -> Result<Vec<Gone>> {
        let mut records = writing.records_of_change::<R>(earlier)?;
        records.retain(|record| !told.numbers.contains(&record.number));
        Ok(records)
    };
    let (mut forms, mut shared) = (Vec::new(), Vec::new());
    let mut gone: FxHashMap<i64, Gone> = FxHashMap::default();
    for (earlier, again) in changes {
        let others = if again > 0 { not_told(earlier)? } else { Vec::new() };
        if again > 0 && (namesakes.contains(&earlier) || again >= others.len()) {
            forms.push(earlier);
        } else if again > 0 {
            shared.push(Shared { change: earlier, again, others });
        } else if namesakes.contains(&earlier) {
            // Nothing in common but the name: a new quarter under an old name, unless it tells of the same quarter.
            for quarter in told.quarters {
                let same = writing.records_of_change_in::<R>(earlier, *quarter)?;
                gone.extend(same.into_iter().map(|record| (record.number, record)));
            }
        }
    }
    writing.set_corrects(change, forms.iter().copied().max())?;
    let mut known: FxHashSet<i64> = FxHashSet::default();
    while let Some(form) = forms.pop() {
        if known.insert(form) {
            gone.extend(writing.records_of_change::<R>(form)?.into_iter().map(|record| (record.number, record)));
            forms.extend(writing.corrected_by(form)?);
        }
    }
    let mut gone: Vec<_> = gone.into_values().filter(|record| !told.numbers.contains(&record.number)).collect();
    gone.sort_unstable_by_key(|record| record.number);
    // What a form of the file tells is looked for among what is gone.
    shared.retain(|shared: &Shared| !known.contains(&shared.change));
    shared.sort_unstable_by_key(|shared| shared.change);
    Ok(Earlier { gone, shared })
}
