//! What a community's name means: with its noun or alone, and when no community on the ground bears it.

use super::{Chooser, of_bearer, of_spot};
use crate::names::grammar::{self, Gender};
use crate::names::ground::Ground;
use crate::names::list::Plan;
use crate::names::places::{Bearer, Spot};
use crate::names::reading::{Mention, What};
use crate::names::settle::{Candidate, Trust, agree, settle};
use crate::names::{Outcome, Refusal, Rule, latin, russian};

impl Chooser<'_> {
    /// A community's name without a place.
    pub(super) fn name(&self, mention: &Mention, ground: &Ground, plan: &Plan) -> Outcome {
        let mut ground = ground.clone();
        ground.of_kinds(if mention.kinds == 0 { plan.kinds } else { mention.kinds });
        let name = self.reading.name(mention);
        match mention.what {
            What::Bare if !plan.shares_noun => return self.bare_or_oblast(mention, &name, &ground),
            What::Place | What::Centre => return self.place(mention, &ground, true),
            _ => {}
        }
        let rough = self.places.named(&name).is_some_and(|named| named.rough) && !ground.is_known();
        let doubtful = rough || mention.what == What::Body && self.regions.is_region(&name);
        let trust = Trust { doubtful, kind_may_differ: mention.what == What::Community };
        let by_name = settle(self.places, &self.bearers(&name), &ground, trust);
        match &by_name {
            Outcome::Sure { .. } => by_name,
            Outcome::Likely { candidates, .. } if self.is_any_in(candidates, &ground) => by_name,
            _ => self.guess(&name, &ground, by_name, mention.what == What::Council),
        }
    }

    /// A name that stands alone; the adjective of an oblast that no community bears means the oblast.
    fn bare_or_oblast(&self, mention: &Mention, name: &str, ground: &Ground) -> Outcome {
        let adjective = || grammar::is_relational_adjective(name) && self.regions.oblast_word(name) != 0;
        match self.bare(mention, name, ground) {
            Outcome::Unknown if adjective() => Outcome::NotACommunity { what: Refusal::Oblast },
            outcome => outcome,
        }
    }

    /// A name that stands alone: an adjective, a settlement, or the masculine form of an adjective.
    fn bare(&self, mention: &Mention, name: &str, ground: &Ground) -> Outcome {
        let named = self.places.named(name);
        let feminine = named.as_ref().is_some_and(|named| matches!(named.gender, Gender::Name | Gender::Feminine));
        let rough = named.as_ref().is_some_and(|named| named.rough);
        let by_name = || {
            // The adjective of an oblast alone may mean the oblast, the masculine form the raion.
            let of_oblast = !ground.is_known() && (rough || self.regions.oblast_word(name) != 0);
            let of_raion = !feminine && (!ground.is_known() || self.regions.areas(name, 0).next().is_some());
            let trust = Trust { doubtful: of_oblast || of_raion, kind_may_differ: true };
            settle(self.places, &self.bearers(name), ground, trust)
        };
        let adjective = if feminine { by_name() } else { Outcome::Unknown };
        if matches!(adjective, Outcome::Sure { .. }) {
            return adjective;
        }
        let here = matches!(&adjective, Outcome::Likely { candidates, .. } if self.is_any_in(candidates, ground));
        match (self.place(mention, ground, false), adjective) {
            (sure @ Outcome::Sure { .. }, Outcome::Unknown) => sure,
            (sure @ Outcome::Sure { .. }, _) if ground.is_known() && !here => sure,
            (_, likely @ Outcome::Likely { .. }) if here => likely,
            (_, likely @ Outcome::Likely { .. }) => self.guess(name, ground, likely, false),
            (Outcome::Unknown, _) if named.is_some() => by_name(),
            (Outcome::Unknown, _) => self.guess(name, ground, Outcome::Unknown, false),
            (by_place, _) => by_place,
        }
    }

    /// Communities that bear an adjective.
    fn bearers(&self, name: &str) -> Vec<Candidate> {
        let Some(named) = self.places.named(name) else { return Vec::new() };
        let rule = |bearer: &Bearer| match (named.gender, bearer.until) {
            _ if named.foreign => Rule::Language,
            (_, Some(_)) => Rule::Former,
            (Gender::Name, None) => Rule::Exact,
            _ => Rule::Grammar,
        };
        named.bearers.iter().map(|bearer| of_bearer(bearer, rule(bearer))).collect()
    }

    /// What a name that no community on the ground bears may mean: one made from a settlement there, or a misspelt one.
    fn guess(&self, name: &str, ground: &Ground, by_name: Outcome, council: bool) -> Outcome {
        let origins = self.places.settlements.origins(name);
        let is_derived = !origins.is_empty();
        let on_ground =
            |spot: &Spot| ground.is_known() && self.is_in(spot, ground.oblasts) && ground.has_settlement(spot);
        let here: Vec<Spot> = origins.into_iter().filter(on_ground).collect();
        let guess = if here.is_empty() {
            self.misspelt(name, ground, is_derived || by_name != Outcome::Unknown)
        } else {
            let (spots, seats) = self.places.settlements.seats(here);
            let mut candidates: Vec<Candidate> = spots.iter().map(|spot| of_spot(spot, Rule::Settlement)).collect();
            candidates.dedup_by_key(|candidate| candidate.id);
            let trust = Trust { doubtful: !(seats && council), kind_may_differ: false };
            settle(self.places, &candidates, &ground.of_oblast_alone(), trust)
        };
        match (guess, by_name) {
            (sure @ Outcome::Sure { .. }, _) => sure,
            (Outcome::Likely { candidates, decides }, likely @ Outcome::Likely { .. }) if !candidates.is_empty() => {
                let first = Outcome::Likely { candidates: candidates.clone(), decides };
                if self.is_any_in(&candidates, ground) { agree(vec![first, likely]) } else { likely }
            }
            (_, likely @ Outcome::Likely { .. }) => likely,
            (guess, _) => guess,
        }
    }

    /// The community whose name a misspelt one is near to: sure only where the row says where to look.
    fn misspelt(&self, name: &str, ground: &Ground, doubtful: bool) -> Outcome {
        let (near, only) = self.places.near(name);
        let relational =
            grammar::is_relational_adjective(name) || latin::is_relational(name) || russian::is_russian(name);
        let candidates: Vec<Candidate> = near.iter().map(|bearer| of_bearer(bearer, Rule::Spelling)).collect();
        let doubtful = doubtful || !only || !relational || !ground.is_known();
        settle(self.places, &candidates, ground, Trust { doubtful, kind_may_differ: false })
    }
}
