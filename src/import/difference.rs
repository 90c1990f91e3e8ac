//! What an edition of the codifier changes in the register, for the ledger and for people.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::communities::Place;
use crate::{
    model::{Category, Code, FormerName, Register, letters::fold},
    store::Counts,
};

/// Names of places that a notice shows.
const SHOWN: usize = 8;

/// What an edition changes in the register.
pub(super) struct Difference {
    added: BTreeSet<Code>,
    /// Code, name in the register, name in the edition.
    renamed: Vec<(Code, String, String)>,
    /// Code and name in the register.
    withdrawn: Vec<(Code, String)>,
    unchanged: usize,
}

impl Difference {
    pub(super) fn between(known: &Register, places: &BTreeMap<Code, Place>) -> Difference {
        let names = known.oblasts.iter().map(|place| (place.code, &place.name));
        let names = names.chain(known.raions.iter().map(|place| (place.code, &place.name)));
        let names = names.chain(known.communities.iter().map(|place| (place.code, &place.name)));
        let names: BTreeMap<Code, &String> =
            names.chain(known.settlements.iter().map(|place| (place.code, &place.name))).collect();
        let mut difference = Difference {
            added: places.keys().filter(|code| !names.contains_key(code)).copied().collect(),
            renamed: Vec::new(),
            withdrawn: Vec::new(),
            unchanged: 0,
        };
        for (code, name) in names {
            match places.get(&code) {
                None => difference.withdrawn.push((code, name.clone())),
                // A blank, an apostrophe or a look-alike letter put right is no renaming.
                Some(place) if fold(&place.name) != fold(name) => {
                    difference.renamed.push((code, name.clone(), place.name.clone()));
                }
                Some(_) => difference.unchanged += 1,
            }
        }
        difference
    }

    /// The former names that come to light, but for those that are known.
    pub(super) fn former_names(
        &self,
        known: &Register,
        places: &BTreeMap<Code, Place>,
        until: Date,
        older: bool,
    ) -> Vec<FormerName> {
        let renamed =
            self.renamed.iter().map(|(code, register, edition)| (*code, if older { edition } else { register }));
        let mut former: Vec<FormerName> =
            renamed.map(|(code, name)| FormerName { code, name: name.clone(), until }).collect();
        if older {
            let gone = self.added.iter().filter_map(|code| Some((*code, places.get(code)?.name.clone())));
            former.extend(gone.map(|(code, name)| FormerName { code, name, until }));
        } else {
            former.extend(self.withdrawn.iter().map(|(code, name)| FormerName {
                code: *code,
                name: name.clone(),
                until,
            }));
        }
        let heard: BTreeSet<(Code, String)> =
            known.former_names.iter().map(|former| (former.code, fold(&former.name))).collect();
        former.retain(|former| !heard.contains(&(former.code, fold(&former.name))));
        former
    }

    pub(super) fn counts(&self, older: bool, former: i64) -> Counts {
        let whole = |count: usize| Some(count as i64);
        match older {
            true => Counts { added: Some(former), ..Counts::default() },
            false => Counts {
                added: whole(self.added.len()),
                updated: whole(self.renamed.len()),
                unchanged: whole(self.unchanged),
                withdrawn: whole(self.withdrawn.len()),
                ..Counts::default()
            },
        }
    }

    pub(super) fn notices(
        &self,
        places: &BTreeMap<Code, Place>,
        edition: Date,
        older: bool,
        former: &[FormerName],
    ) -> Vec<String> {
        let count = |wanted: fn(Category) -> bool| places.values().filter(|place| wanted(place.category)).count();
        let outside =
            places.iter().filter(|(code, place)| place.category == Category::Community && !code.in_crimea()).count();
        let settlements = count(|category| {
            !matches!(category, Category::Oblast | Category::SpecialCity | Category::Raion | Category::Community)
        });
        let mut notices = vec![format!(
            "edition of {edition}: {} regions, {} raions, {} communities ({outside} outside Crimea), {settlements} settlements",
            count(|category| matches!(category, Category::Oblast | Category::SpecialCity)),
            count(|category| category == Category::Raion),
            count(|category| category == Category::Community),
        )];
        if older {
            notices.push(format!(
                "it is older than the edition in force: {} of its names were kept as former names",
                former.len()
            ));
            return notices;
        }
        let list = |words: Vec<String>| {
            let more = words.len().saturating_sub(SHOWN);
            let shown = words.into_iter().take(SHOWN).collect::<Vec<_>>().join(", ");
            if more > 0 { format!("{shown} and {more} more") } else { shown }
        };
        let added = self.added.iter().filter_map(|code| Some(format!("{code} {}", places.get(code)?.name)));
        let renamed = self.renamed.iter().map(|(code, old, new)| format!("{code} {old} → {new}"));
        let withdrawn = self.withdrawn.iter().map(|(code, name)| format!("{code} {name}"));
        let kinds: [(&str, Vec<String>); 3] =
            [("added", added.collect()), ("renamed", renamed.collect()), ("withdrawn", withdrawn.collect())];
        notices.extend(
            kinds
                .into_iter()
                .filter(|kind| !kind.1.is_empty())
                .map(|(word, places)| format!("{} {word}: {}", places.len(), list(places))),
        );
        notices
    }
}
