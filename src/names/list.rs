//! Which mentions of a cell speak of one community, and which of the next one.

use super::grammar::{self, Gender};
use super::places::{Id, Places};
use super::reading::{Mention, Reading, Token, What};
use super::text::Marks;
use super::words::{self, Sense};

/// The mentions that speak of one community, as places in the reading's list.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan {
    /// Adjectives, codes or bare names.
    pub(super) names: Vec<usize>,
    /// Places said to lie in it.
    pub(super) places: Vec<usize>,
    /// Raions and oblasts said of it.
    pub(super) contexts: Vec<usize>,
    /// Kinds told by a noun that stands once for several names.
    pub(super) kinds: words::Kinds,
    /// Whether a noun in the plural stands for it and for the name behind it: "Чернігівська і Сумська громади".
    pub(super) shares_noun: bool,
    /// First and last token.
    pub(super) span: (usize, usize),
}

impl Plan {
    fn add(&mut self, at: usize, mention: &Mention) {
        self.span.1 = self.span.1.max(mention.span.1);
        let is_place =
            matches!(mention.what, What::Place | What::Centre) || mention.what == What::Bare && !self.names.is_empty();
        if is_place { self.places.push(at) } else { self.names.push(at) }
    }
}

/// Puts the mentions of a reading into plans, in the order of the text.
pub(super) fn plans(reading: &Reading, places: &Places) -> Vec<Plan> {
    let mut list = List { reading, places, plans: Vec::new(), leading: Vec::new() };
    for (at, mention) in reading.mentions.iter().enumerate() {
        match mention.what {
            What::Raion | What::Oblast(_) => list.context(at, mention),
            _ => list.name(at, mention),
        }
    }
    list.plans
}

struct List<'l> {
    reading: &'l Reading,
    places: &'l Places,
    plans: Vec<Plan>,
    /// Contexts that stand before the names they belong to.
    leading: Vec<usize>,
}

impl List<'_> {
    fn mention(&self, at: usize) -> Option<&Mention> {
        self.reading.mentions.get(at)
    }

    /// Whether the words from one token to another belong to one member of the list.
    fn is_one_member(&self, from: usize, to: usize) -> bool {
        (from + 1..=to).all(|at| !self.reading.is_boundary(at))
    }

    /// Whether a mention stands in brackets that open behind the last plan.
    fn is_bracketed(&self, mention: &Mention) -> bool {
        let depth = |at: usize| self.reading.tokens.get(at).map_or(0, |token| token.word.depth);
        self.plans.last().is_some_and(|plan| depth(mention.span.0) > depth(plan.span.0))
    }

    fn name(&mut self, at: usize, mention: &Mention) {
        if let Some(last) = self.plans.last()
            && self.belongs(last, mention)
        {
            if let Some(last) = self.plans.last_mut() {
                last.add(at, mention);
            }
            return;
        }
        self.share_noun(mention);
        let mut plan = Plan { span: mention.span, contexts: self.leading.clone(), ..Plan::default() };
        plan.add(at, mention);
        self.plans.push(plan);
    }

    /// Whether a mention speaks of the same community as the plan before it.
    fn belongs(&self, plan: &Plan, mention: &Mention) -> bool {
        if self.is_one_member(plan.span.1, mention.span.0) {
            return !self.is_another(plan, mention);
        }
        let names = || plan.names.iter().filter_map(|name| self.mention(*name));
        let bracketed = self.is_bracketed(mention);
        let codes = names().filter_map(|name| self.places.of_mention(name.what));
        if codes.into_iter().any(|id| self.is_borne_by(mention, id)) {
            return true;
        }
        match mention.what {
            // "Lutsk (UA0708017)": the code of the place before it
            What::Code(_) | What::Prefix(_) => {
                let id = self.places.of_mention(mention.what);
                id.is_some_and(|id| names().any(|name| self.is_borne_by(name, id) || self.has_place(name, id)))
            }
            What::Place => bracketed || names().any(|name| self.lies_in(mention, name)),
            // "Андрушівської міської ради, Мостове, Гальчин": villages of the community before them
            What::Bare => names().any(|name| name.what != What::Bare && self.lies_in(mention, name)),
            What::Community | What::Council if plan.names.is_empty() => {
                let mut places = plan.places.iter().filter_map(|place| self.mention(*place));
                places.any(|place| self.lies_in(place, mention)) || self.closes_bracket(plan, mention)
            }
            What::Community | What::Council => bracketed && names().any(|name| self.is_same(name, mention)),
            _ => false,
        }
    }

    /// "Кіцманська ТГ Мамаївська ТГ": whether a name with its noun stands behind another one, so that a list lost its signs.
    fn is_another(&self, plan: &Plan, mention: &Mention) -> bool {
        let names = || plan.names.iter().filter_map(|name| self.mention(*name));
        mention.what == What::Community
            && plan.places.is_empty()
            && names().all(|name| name.what == What::Community && name.span.1 > name.name.1)
            && names().all(|name| !self.is_same(name, mention))
            && self.places.named(&self.reading.name(mention)).is_some()
            && names().all(|name| self.places.named(&self.reading.name(name)).is_some())
    }

    /// Whether a place of a mention's name lies in a community.
    fn has_place(&self, mention: &Mention, id: Id) -> bool {
        let spots = self.places.settlements.find(&self.reading.name(mention)).0;
        spots.iter().any(|spot| spot.community == id)
    }

    /// Whether a community bears the name of a mention.
    fn is_borne_by(&self, mention: &Mention, id: Id) -> bool {
        self.places
            .named(&self.reading.name(mention))
            .is_some_and(|named| named.bearers.iter().any(|bearer| bearer.id == id))
    }

    /// "с. Перше Травня (с. Димівка) Великодимерської громади": the name goes on behind the bracket.
    fn closes_bracket(&self, plan: &Plan, mention: &Mention) -> bool {
        let tokens = self.reading.tokens.get(plan.span.1 + 1..=mention.span.0).unwrap_or_default();
        let bracket = |token: &Token| token.word.before.any(Marks::CLOSE) && !token.word.before.any(Marks::SEPARATOR);
        tokens.first().is_some_and(bracket) && self.is_one_member(plan.span.1 + 1, mention.span.0)
    }

    /// Whether two mentions name the same communities.
    fn is_same(&self, one: &Mention, other: &Mention) -> bool {
        let (one, other) = (self.reading.name(one), self.reading.name(other));
        let bearers = |name: &str| self.places.named(name).map(|named| named.bearers.into_owned());
        bearers(&one).is_some_and(|found| Some(found) == bearers(&other))
    }

    /// Whether a place of this name lies in a community of that name.
    fn lies_in(&self, place: &Mention, community: &Mention) -> bool {
        let name = self.reading.name(community);
        let Some(named) = self.places.named(&name) else { return false };
        let spots = self.places.settlements.find(&self.reading.name(place)).0;
        spots.iter().any(|spot| named.bearers.iter().any(|bearer| bearer.id == spot.community))
    }

    /// Gives the kind of a noun in the plural to the bare names before it.
    fn share_noun(&mut self, mention: &Mention) {
        let joined = mention.span.0.checked_sub(1).is_some_and(|and| {
            self.reading.tokens.get(and).is_some_and(|token| token.sense == Sense::And)
                && self.plans.last().is_some_and(|plan| plan.span.1 + 1 == and)
        });
        if joined
            && self.is_of_several(mention)
            && let Some(last) = self.plans.last_mut()
        {
            last.shares_noun = true;
        }
        if !matches!(mention.what, What::Community | What::Council) || !mention.plural || mention.kinds == 0 {
            return;
        }
        for plan in self.plans.iter_mut().rev() {
            let bare = plan
                .names
                .iter()
                .filter_map(|name| self.reading.mentions.get(*name))
                .all(|name| name.what == What::Bare);
            if !bare || plan.names.is_empty() {
                break;
            }
            plan.kinds = mention.kinds;
        }
    }

    /// Whether the noun behind an adjective can only be of several communities: "Сумської громад", "Сумська громади".
    fn is_of_several(&self, mention: &Mention) -> bool {
        let word = |at: usize| self.reading.tokens.get(at).map_or("", |token| token.word.folded.as_str());
        let nominative = grammar::adjective(word(mention.name.1)).is_some_and(|(_, gender)| gender == Gender::Name);
        mention.what == What::Community
            && match word(mention.span.1) {
                "громад" | "громадам" | "громадами" | "громадах" | "hromadas" | "communities" => {
                    true
                }
                noun => noun == "громади" && nominative,
            }
    }

    fn context(&mut self, at: usize, mention: &Mention) {
        let is_raion = mention.what == What::Raion;
        let has = |reading: &Reading, plan: &Plan| {
            let contexts = plan.contexts.iter().filter_map(|context| reading.mentions.get(*context));
            contexts.into_iter().any(|context| (context.what == What::Raion) == is_raion)
        };
        let Some(last) = self.plans.last() else {
            self.leading.push(at);
            return;
        };
        let end = last.contexts.iter().filter_map(|context| self.mention(*context)).map(|context| context.span.1);
        let end = end.max().unwrap_or(0).max(last.span.1);
        let bracketed = self.is_bracketed(mention);
        let beside = bracketed || self.is_one_member(end, mention.span.0);
        if !beside && !self.leading.is_empty() {
            self.leading.retain(|context| {
                self.reading.mentions.get(*context).is_some_and(|known| (known.what == What::Raion) != is_raion)
            });
            self.leading.push(at);
            return;
        }
        let plural = last.names.iter().filter_map(|name| self.mention(*name)).any(|name| name.plural);
        let shared = !bracketed && (!beside || plural);
        let mut rest = self.plans.iter_mut().rev();
        if let Some(last) = rest.next() {
            last.contexts.push(at);
        }
        for plan in rest.filter(|_| shared) {
            if has(self.reading, plan) {
                break;
            }
            plan.contexts.push(at);
        }
    }
}
