//! The communities of a register as a list shows them.

use std::collections::HashMap;

use crate::{
    model::{Code, CommunityKind, Register},
    names::{Decides, Refusal, Rule},
    table::Cell,
};

/// Communities by code, with the names of what they lie in.
pub(super) struct Known<'r> {
    communities: HashMap<Code, Place<'r>>,
    oblasts: HashMap<Code, &'r str>,
}

/// A community and where it lies.
#[derive(Clone, Copy)]
pub(super) struct Place<'r> {
    pub(super) name: &'r str,
    pub(super) oblast: &'r str,
    raion: Option<&'r str>,
    kind: Option<CommunityKind>,
}

impl<'r> Known<'r> {
    pub(super) fn new(register: &'r Register) -> Known<'r> {
        let oblasts: HashMap<Code, &str> =
            register.oblasts.iter().map(|oblast| (oblast.code, oblast.name.as_str())).collect();
        let raions: HashMap<Code, &str> =
            register.raions.iter().map(|raion| (raion.code, raion.name.as_str())).collect();
        let place = |community: &'r crate::model::Community| Place {
            name: &community.name,
            oblast: oblasts.get(&community.oblast).copied().unwrap_or_default(),
            raion: community.raion.and_then(|raion| raions.get(&raion).copied()),
            kind: community.kind,
        };
        let communities = register.communities.iter().map(|community| (community.code, place(community))).collect();
        Known { communities, oblasts }
    }

    /// The community of a code.
    pub(super) fn place(&self, code: Code) -> Option<Place<'r>> {
        self.communities.get(&code).copied()
    }

    /// The name of an oblast.
    pub(super) fn oblast(&self, code: Code) -> Option<&'r str> {
        self.oblasts.get(&code).copied()
    }

    /// Candidates as a person weighs them: `UA... Покровська (сільська), Нікопольський р-н, Дніпропетровська`, one after another.
    pub(super) fn candidates(&self, codes: &[Code]) -> String {
        let show = |code: &Code| match self.place(*code) {
            Some(place) => {
                let kind = place.kind.map_or(String::new(), |kind| format!(" ({})", kind.ukrainian()));
                let raion = place.raion.map_or(String::new(), |raion| format!(", {raion} р-н"));
                let oblast = if place.raion.is_some() { format!(", {}", place.oblast) } else { String::new() };
                format!("{code} {}{kind}{raion}{oblast}", place.name)
            }
            None => code.to_string(),
        };
        codes.iter().map(show).collect::<Vec<_>>().join("; ")
    }
}

/// What would decide, in a word.
pub(super) fn decider(decides: Decides) -> Cell {
    match decides {
        Decides::Oblast => Cell::Term("oblast", "область"),
        Decides::Raion => Cell::Term("raion", "район"),
        Decides::Kind => Cell::Term("kind", "тип"),
        Decides::Date => Cell::Term("date", "дата"),
        Decides::Person => Cell::Term("person", "людина"),
    }
}

/// The rule that made a name sure, in the word that the database has for it.
pub(super) fn rule(rule: Rule) -> Cell {
    match rule {
        Rule::Code => Cell::Term("code", "код"),
        Rule::Decision => Cell::Term("decision", "рішення"),
        Rule::Exact => Cell::Term("exact", "назва"),
        Rule::Former => Cell::Term("former", "колишня назва"),
        Rule::Grammar => Cell::Term("grammar", "відмінок"),
        Rule::Language => Cell::Term("language", "інша мова"),
        Rule::Settlement => Cell::Term("settlement", "населений пункт"),
        Rule::Spelling => Cell::Term("spelling", "описка"),
    }
}

/// What a text that is no community was taken for, in a word.
pub(super) fn refusal(what: Refusal) -> Cell {
    match what {
        Refusal::Empty => Cell::Term("empty", "порожньо"),
        Refusal::Oblast => Cell::Term("oblast", "область"),
        Refusal::Raion => Cell::Term("raion", "район"),
        Refusal::State => Cell::Term("state", "держава"),
        Refusal::Heading => Cell::Term("heading", "заголовок"),
        Refusal::Organisation => Cell::Term("organisation", "організація"),
        Refusal::Decision => Cell::Term("decision", "рішення"),
    }
}
