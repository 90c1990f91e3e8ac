//! Resolving the cell that names communities: links for what is sure, waiting names for the rest.

use std::{collections::HashMap, rc::Rc};

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::{
    error::Result,
    model::{Code, Community, letters},
    names::{Decides, Outcome, Part, Question, Refusal, Resolver, Rule, Scope},
    store::{LinkRule, NewWaiting, PlaceIds, Store},
};

use super::{
    Level, Problem, Problems,
    incoming::{Link, RowPlaces},
    reading::{OblastName, Spot},
};

/// The resolver with the database's numbers of the places it finds.
pub struct Places {
    pub(super) resolver: Resolver,
    communities: FxHashMap<Code, PlaceIds>,
    oblasts: HashMap<Code, i64>,
    names: HashMap<Code, String>,
    /// Oblasts by their spelling in a hint.
    hints: FxHashMap<String, Option<i64>>,
    /// Whether the table of old codes tells which councils there were.
    knows_councils: bool,
    /// Whether a likely name with one candidate is taken for sure, as a person asked.
    accept_likely: bool,
}

impl Places {
    /// Learns the register and the decisions of a database.
    pub(super) fn new(store: &Store, accept_likely: bool) -> Result<Places> {
        let register = store.register()?;
        let old_codes = store.old_codes()?;
        let resolver = Resolver::learned(&register, store.decisions()?, &old_codes);
        let raions: HashMap<Code, String> = register.raions.into_iter().map(|raion| (raion.code, raion.name)).collect();
        let name = |community: Community| match community.raion.and_then(|raion| raions.get(&raion)) {
            Some(raion) => (community.code, format!("{} ({raion} р-н)", community.name)),
            None => (community.code, community.name),
        };
        let names = register.communities.into_iter().map(name).collect();
        Ok(Places {
            resolver,
            communities: store.place_ids()?.into_iter().collect(),
            oblasts: store.oblast_ids()?,
            names,
            hints: FxHashMap::default(),
            knows_councils: !old_codes.is_empty(),
            accept_likely,
        })
    }

    /// Resolves the communities of a row. What is not sure is reported as a warning at its cell.
    pub(super) fn of_row(
        &mut self,
        row: &Spot<'_>,
        day: Option<Date>,
        sheet: &str,
        problems: &mut Problems,
    ) -> RowPlaces {
        let question = Question {
            text: &row.communities,
            oblast: &row.oblast,
            raion: &row.raion,
            kind: &row.community_kind,
            date: day,
        };
        let mut parts: Vec<Part<'_>> = Vec::new();
        let scope = self.resolver.resolve_cell(&question, &mut parts);
        let mut places = RowPlaces::default();
        match scope {
            Scope::Communities => places.oblast = self.hint(&row.oblast),
            Scope::AllOf { oblast } => {
                places.all_of_oblast = true;
                places.oblast = oblast.and_then(|code| self.oblasts.get(&code).copied());
            }
            Scope::Nowhere { oblast } => places.oblast = oblast.and_then(|code| self.oblasts.get(&code).copied()),
        }
        for part in &parts {
            let sure = match part.outcome.as_ref() {
                Outcome::Sure { code, rule } => Some((*code, link_rule(*rule))),
                Outcome::Likely { candidates, .. } if self.accept_likely => match candidates.as_slice() {
                    [only] => Some((*only, LinkRule::Spelling)),
                    _ => None,
                },
                _ => None,
            };
            match sure.and_then(|(code, rule)| self.communities.get(&code).map(|place| (*place, rule))) {
                Some((place, rule)) => places.links.push(Link { place, rule, participants: None, row: row.row }),
                None => self.set_aside(part, row, sheet, &mut places, problems),
            }
        }
        places
    }

    /// How surely a text by itself names an oblast.
    pub(super) fn names_oblast(&self, text: &str) -> OblastName {
        match self.resolver.oblast_by_name(text) {
            Some(_) => OblastName::Sure,
            None if self.resolver.oblast(text).is_some() => OblastName::Likely,
            None => OblastName::No,
        }
    }

    /// Resolves a council by its seat and by its name, into `found`. Councils of one raion before 2020 often bear the name of a
    /// community elsewhere: where both are sure and differ, a person has to say; the name alone, without the seat, is sure only
    /// where the table of old codes tells which councils there were.
    pub(super) fn of_council(
        &mut self,
        spot: &Spot<'_>,
        address: Address<'_>,
        sheet: &str,
        found: &mut RowPlaces,
        problems: &mut Problems,
    ) {
        if address.seat.is_empty() {
            let places = self.of_row(spot, None, sheet, problems);
            found.links.extend(places.links);
            found.waiting.extend(places.waiting);
            found.oblast = found.oblast.or(places.oblast);
            return;
        }
        let told = format!("{}, {}", spot.communities, address.seat);
        let outcome = self.council(spot, address, &told);
        let place = sure(&outcome).and_then(|(code, rule)| Some((*self.communities.get(&code)?, link_rule(rule))));
        match place {
            Some((place, rule)) => found.links.push(Link { place, rule, participants: None, row: spot.row }),
            None => {
                let part = Part { text: &told, outcome: Rc::new(outcome) };
                self.set_aside(&part, spot, sheet, found, problems);
            }
        }
    }

    /// What a council is, by what a person decided of it, its seat and its name.
    fn council(&mut self, spot: &Spot<'_>, address: Address<'_>, told: &str) -> Outcome {
        let oblast = spot.oblast.as_ref();
        let decided = self.ask(spot, told, oblast);
        if matches!(decided, Outcome::Sure { rule: Rule::Decision, .. })
            || matches!(decided, Outcome::NotACommunity { what: Refusal::Decision })
        {
            return decided;
        }
        let (by_seat, by_name) = (self.ask(spot, address.seat, oblast), self.ask(spot, &spot.communities, oblast));
        let outcome = match (sure(&by_seat), sure(&by_name)) {
            (Some((seat, _)), Some((name, _))) if seat != name => {
                return Outcome::Likely { candidates: vec![seat, name], decides: Decides::Person };
            }
            (Some(_), _) => by_seat,
            (None, Some(_)) if self.knows_councils => by_name,
            (None, Some((code, _))) => Outcome::Likely { candidates: vec![code], decides: Decides::Person },
            _ if matches!(by_seat, Outcome::Unknown) => by_name,
            _ => by_seat,
        };
        match sure(&outcome) {
            Some((code, _)) if !address.tells_oblast => self.weighed(spot, address, code).unwrap_or(outcome),
            _ => outcome,
        }
    }

    /// What speaks against a council whose address tells no oblast: the index of the post is of another one, or its seat is borne in
    /// several and only the other parties tell which.
    fn weighed(&mut self, spot: &Spot<'_>, address: Address<'_>, code: Code) -> Option<Outcome> {
        let oblast = code.oblast_digits();
        let elsewhere = match (self.ask(spot, address.seat, ""), address.oblast_of_post) {
            (_, Some(of_post)) if of_post != oblast => Vec::new(),
            (Outcome::Likely { candidates, .. }, None) => {
                let others = candidates.into_iter().filter(|other| other.oblast_digits() != oblast);
                Some(others.collect::<Vec<_>>()).filter(|others| !others.is_empty())?
            }
            _ => return None,
        };
        let candidates = [code].into_iter().chain(elsewhere).collect();
        Some(Outcome::Likely { candidates, decides: Decides::Oblast })
    }

    fn ask(&mut self, spot: &Spot<'_>, text: &str, oblast: &str) -> Outcome {
        let question = Question { text, oblast, raion: &spot.raion, kind: "", date: None };
        self.resolver.resolve(&question).as_ref().clone()
    }

    fn hint(&mut self, text: &str) -> Option<i64> {
        /// Spellings of oblasts that are remembered: far more than a file has, and few enough to keep.
        const KEPT: usize = 4_096;
        if text.is_empty() {
            return None;
        }
        if let Some(known) = self.hints.get(text) {
            return *known;
        }
        let oblast = self.resolver.oblast(text).and_then(|code| self.oblasts.get(&code).copied());
        if self.hints.len() < KEPT {
            self.hints.insert(text.to_string(), oblast);
        }
        oblast
    }

    fn set_aside(&self, part: &Part<'_>, row: &Spot<'_>, sheet: &str, places: &mut RowPlaces, problems: &mut Problems) {
        let (outcome, code, reason) = match part.outcome.as_ref() {
            Outcome::NotACommunity { what: Refusal::Empty } => return,
            Outcome::NotACommunity { .. } => ("not_a_community", "not_a_community", "is not a community".to_string()),
            Outcome::Likely { candidates, decides } => {
                let code = if *decides == Decides::Person { "name_spelling" } else { "name_ambiguous" };
                ("likely", code, self.choice(candidates, *decides))
            }
            Outcome::Unknown => ("unknown", "name_unknown", "is like no community of the register".to_string()),
            Outcome::Sure { code, .. } => {
                ("unknown", "name_unknown", format!("means {code}, which this database does not hold"))
            }
        };
        let said = |text: &str| (!text.is_empty()).then(|| text.to_string());
        let text = part.text.trim();
        problems.push(Problem {
            level: if outcome == "not_a_community" { Level::Info } else { Level::Warning },
            code,
            sheet: sheet.to_string(),
            row: row.row,
            column: row.communities_column.to_string(),
            value: text.to_string(),
            reason: format!("`{text}` {reason}"),
            fix: None,
        });
        places.waiting.push(NewWaiting {
            text: text.to_string(),
            text_fold: letters::fold(text),
            oblast_hint: said(&row.oblast),
            raion_hint: said(&row.raion),
            kind_hint: said(&row.community_kind),
            outcome,
            participants: None,
            sheet_row: row.row,
        });
    }

    fn choice(&self, candidates: &[Code], decides: Decides) -> String {
        let list = |take: usize| {
            let named = candidates
                .iter()
                .take(take)
                .map(|code| format!("{code} {}", self.names.get(code).map(String::as_str).unwrap_or_default()));
            let rest = candidates.len().saturating_sub(take);
            named.collect::<Vec<_>>().join(", ") + &if rest > 0 { format!(" and {rest} more") } else { String::new() }
        };
        let by = match decides {
            Decides::Oblast => "the oblast",
            Decides::Raion => "the raion",
            Decides::Kind => "the kind of community",
            Decides::Date => "the date",
            Decides::Person => return format!("may be {}; a person has to say", list(3)),
        };
        format!("may be {}; {by} would decide", list(3))
    }
}

/// What the address of a council tells of where it lies.
#[derive(Clone, Copy, Debug)]
pub(super) struct Address<'a> {
    /// `с. Карачіївці`; empty where none is given.
    pub(super) seat: &'a str,
    /// The two digits of the oblast that the index of the post tells.
    pub(super) oblast_of_post: Option<u8>,
    /// Whether it names the oblast itself.
    pub(super) tells_oblast: bool,
}

/// The community that an outcome names for sure, and the rule that decided.
fn sure(outcome: &Outcome) -> Option<(Code, Rule)> {
    match outcome {
        Outcome::Sure { code, rule } => Some((*code, *rule)),
        _ => None,
    }
}

fn link_rule(rule: Rule) -> LinkRule {
    match rule {
        Rule::Code => LinkRule::Code,
        Rule::Decision => LinkRule::Decision,
        Rule::Exact => LinkRule::Exact,
        Rule::Former => LinkRule::Former,
        Rule::Grammar => LinkRule::Grammar,
        Rule::Language => LinkRule::Language,
        Rule::Settlement => LinkRule::Settlement,
        Rule::Spelling => LinkRule::Spelling,
    }
}
