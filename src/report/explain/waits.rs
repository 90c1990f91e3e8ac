//! Names that wait for a person and may turn out to be of the place that is explained.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use super::Ground;
use crate::{
    error::Result,
    model::Code,
    names::{Outcome, Question, Resolver},
    store::{CommunityRow, Evidence, Store},
};

/// Looks at the names that wait, with the resolver made when the first of them comes.
#[derive(Default)]
pub(in crate::report) struct Waits<'s> {
    store: Option<&'s Store>,
    communities: FxHashMap<String, i64>,
    resolver: OnceCell<Resolver>,
}

impl<'s> Waits<'s> {
    pub(in crate::report) fn new(store: &'s Store, communities: &[CommunityRow]) -> Waits<'s> {
        let communities = communities.iter().map(|community| (community.code.clone(), community.id)).collect();
        Waits { store: Some(store), communities, resolver: OnceCell::new() }
    }

    /// Why a training that does not count here may yet do so: one of the communities that its waiting name can mean is here.
    pub(in crate::report) fn may_be_here(&mut self, training: &Evidence, ground: &Ground) -> Result<Option<String>> {
        let Some(store) = self.store.filter(|_| training.scope.as_deref() == Some("waiting")) else { return Ok(None) };
        let noun = if training.is_aid { "delivery" } else { "training" };
        for name in store.waiting_names_of(noun, training.number)? {
            let question = Question {
                text: &name.text,
                oblast: name.oblast_hint.as_deref().unwrap_or_default(),
                raion: name.raion_hint.as_deref().unwrap_or_default(),
                kind: name.kind_hint.as_deref().unwrap_or_default(),
                date: name.start_date.as_deref().and_then(|day| day.parse().ok()),
            };
            if self.resolver.get().is_none() {
                let learned = Resolver::learned(&store.register()?, store.decisions()?, &store.old_codes()?);
                let _ = self.resolver.set(learned);
            }
            let Some(resolver) = self.resolver.get_mut() else { continue };
            let candidates: Vec<Code> = match resolver.resolve(&question).as_ref() {
                Outcome::Sure { code, .. } => vec![*code],
                Outcome::Likely { candidates, .. } => candidates.clone(),
                Outcome::NotACommunity { .. } | Outcome::Unknown => Vec::new(),
            };
            let here = |code: &Code| self.communities.get(&code.to_string()).is_some_and(|id| ground.holds(*id));
            if candidates.iter().any(here) {
                let name = &name.text;
                return Ok(Some(format!(
                    "its name `{name}` waits for a person and may be of here: `hromada list names --waiting`"
                )));
            }
        }
        Ok(None)
    }
}
