//! What persons decided texts to mean. A decision goes before every rule.

use rustc_hash::FxHashMap;

use super::{Outcome, Refusal, Rule};
use crate::model::{Code, Decision, letters};

/// Decisions by their folded text; those for an oblast before the one for everywhere.
#[derive(Default)]
pub(super) struct Decisions {
    by_text: FxHashMap<String, Vec<Decision>>,
    /// Whether some decided text is itself a list.
    of_lists: bool,
}

impl Decisions {
    /// Remembers a decision; a later one for the same text and oblast takes its place.
    pub(super) fn add(&mut self, decision: Decision) {
        self.of_lists |= decision.text.contains([',', ';', '\n', '|']);
        let known = self.by_text.entry(letters::fold(&decision.text)).or_default();
        known.retain(|other| other.oblast != decision.oblast);
        known.push(decision);
        known.sort_by_key(|decision| decision.oblast.is_none());
    }

    /// Whether a list may have been decided as a whole.
    pub(super) fn of_lists(&self) -> bool {
        self.of_lists
    }

    /// What was decided about a text, and whether for everywhere; `is_here` tells whether a row speaks of an oblast.
    pub(super) fn about(&self, text: &str, is_here: impl Fn(Code) -> bool) -> Option<(Outcome, bool)> {
        if self.by_text.is_empty() {
            return None;
        }
        let known = self.by_text.get(&letters::fold(text))?;
        let decision = known.iter().find(|decision| decision.oblast.is_none_or(&is_here))?;
        let outcome = match decision.answer {
            Some(code) => Outcome::Sure { code, rule: Rule::Decision },
            None => Outcome::NotACommunity { what: Refusal::Decision },
        };
        Some((outcome, decision.oblast.is_none()))
    }
}
