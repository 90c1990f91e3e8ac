//! What one plan means: each of its mentions becomes candidates, and the ground decides between them.

mod names;
mod spots;

use super::ground::Ground;
use super::list::Plan;
use super::places::{Bearer, Id, Places, Spot};
use super::reading::{Mention, Reading, What};
use super::regions::Regions;
use super::settle::{Candidate, agree};
use super::{Decides, Outcome, Refusal, Rule};
use crate::model::Code;

/// Decides about the plans of one reading.
pub(super) struct Chooser<'c> {
    pub(super) places: &'c Places,
    pub(super) regions: &'c Regions,
    pub(super) reading: &'c Reading,
}

impl Chooser<'_> {
    /// The outcome of one plan on the ground that its row and its own contexts give.
    pub(super) fn decide(&self, plan: &Plan, hints: &Ground) -> Outcome {
        let ground = self.ground(plan, hints);
        if let Some(outcome) = self.by_code(plan, &ground) {
            return outcome;
        }
        let places = self.mentions(&plan.places);
        match (self.mentions(&plan.names).as_slice(), places.as_slice()) {
            ([name], []) => self.name(name, &ground, plan),
            ([name], places) => self.name_with_places(name, places, &ground, plan),
            (names, []) => agree(names.iter().map(|name| self.name(name, &ground, plan)).collect()),
            (_, places) => agree(places.iter().map(|place| self.place(place, &ground, true)).collect()),
        }
    }

    fn mentions(&self, at: &[usize]) -> Vec<&Mention> {
        at.iter().filter_map(|at| self.reading.mentions.get(*at)).collect()
    }

    /// The row's hints, narrowed by the raions and oblasts that the text itself tells.
    fn ground(&self, plan: &Plan, hints: &Ground) -> Ground {
        let mut ground = hints.clone();
        let contexts = self.mentions(&plan.contexts);
        for context in &contexts {
            match context.what {
                What::Oblast(mask) if mask != 0 => ground.within_oblast(mask),
                _ => {}
            }
        }
        for context in contexts.iter().filter(|context| context.what == What::Raion) {
            ground.within_raion(&self.reading.name(context), self.places, self.regions);
        }
        ground
    }

    /// The same, narrowed also by the kind that stands beside the plan's names.
    pub(super) fn ground_of_names(&self, plan: &Plan, hints: &Ground) -> Ground {
        let mut ground = self.ground(plan, hints);
        ground.of_kinds(plan.kinds);
        for name in self.mentions(&plan.names) {
            ground.of_kinds(name.kinds);
        }
        ground
    }

    /// What the codes of a plan say; a name beside them that surely means another community contradicts them.
    fn by_code(&self, plan: &Plan, ground: &Ground) -> Option<Outcome> {
        let mentions = self.mentions(&plan.names);
        let is_code = |mention: &Mention| matches!(mention.what, What::Code(_) | What::Prefix(_));
        let (codes, names): (Vec<&Mention>, Vec<&Mention>) = mentions.into_iter().partition(|mention| is_code(mention));
        let found: Vec<Option<Id>> = codes.iter().map(|code| self.places.of_mention(code.what)).collect();
        let first = *found.first()?;
        let stray = |code: &Mention| matches!(code.what, What::Code(code) if !self.places.is_code(code));
        let Some(community) = first.and_then(|id| self.places.community(id)) else {
            // The code of an oblast or a raion has noughts in the place of a community.
            let of_area = |code: &Mention| match code.what {
                What::Code(code) => code.community_prefix() % 1_000 == 0,
                What::Prefix(prefix) => prefix % 1_000 == 0,
                _ => false,
            };
            let is_area = codes.first().is_some_and(|code| of_area(code));
            return Some(if is_area { Outcome::NotACommunity { what: Refusal::Raion } } else { Outcome::Unknown });
        };
        let elsewhere = ground.oblasts != 0 && ground.oblasts & community.oblast == 0;
        if elsewhere || found.iter().any(|id| *id != first) {
            return Some(Outcome::Likely { candidates: vec![community.code], decides: Decides::Person });
        }
        let others = names.into_iter().chain(self.mentions(&plan.places)).map(|name| self.name(name, ground, plan));
        // Of a code that the register does not have, the beginning alone proves little: some digit of it is wrong.
        let mut said = vec![if codes.iter().any(|code| stray(code)) {
            Outcome::Likely { candidates: vec![community.code], decides: Decides::Person }
        } else {
            Outcome::Sure { code: community.code, rule: Rule::Code }
        }];
        said.extend(others.filter(|other| matches!(other, Outcome::Sure { .. })));
        Some(agree(said))
    }

    /// A community's name with places that should lie in it.
    fn name_with_places(&self, name: &Mention, places: &[&Mention], ground: &Ground, plan: &Plan) -> Outcome {
        let by_name = self.name(name, ground, plan);
        let by_place = agree(places.iter().map(|place| self.place(place, ground, true)).collect());
        let spots = places.iter().flat_map(|place| self.places.settlements.find(&self.reading.name(place)).0);
        let codes: Vec<Code> = spots.filter_map(|spot| Some(self.places.community(spot.community)?.code)).collect();
        // The noun for a community is believed before the place; a council may be one of before 2020.
        let believed = name.what == What::Community;
        match (by_name, by_place) {
            (Outcome::Sure { code, rule }, Outcome::Sure { code: other, .. })
                if !believed && other != code && !codes.contains(&code) =>
            {
                agree(vec![Outcome::Sure { code, rule }, Outcome::Sure { code: other, rule: Rule::Settlement }])
            }
            (sure @ Outcome::Sure { .. }, _) => sure,
            (Outcome::Likely { candidates, decides }, by_place) => {
                let within: Vec<Code> = candidates.iter().copied().filter(|code| codes.contains(code)).collect();
                match (within.as_slice(), by_place) {
                    ([code], _) if decides != Decides::Person => Outcome::Sure { code: *code, rule: Rule::Settlement },
                    (_, Outcome::Sure { code, .. }) if !believed || candidates.contains(&code) => {
                        Outcome::Sure { code, rule: Rule::Settlement }
                    }
                    _ => Outcome::Likely { candidates, decides },
                }
            }
            (_, Outcome::Sure { code, .. }) if believed => {
                Outcome::Likely { candidates: vec![code], decides: Decides::Person }
            }
            (_, by_place) => by_place,
        }
    }

    fn is_in(&self, spot: &Spot, oblasts: u32) -> bool {
        self.places.community(spot.community).is_some_and(|community| community.oblast & oblasts != 0)
    }

    /// Whether one of the candidates lies where the row says to look.
    fn is_any_in(&self, candidates: &[Code], ground: &Ground) -> bool {
        let community = |code: &Code| self.places.of_code(*code).and_then(|id| self.places.community(id));
        candidates.iter().filter_map(community).any(|community| community.oblast & ground.oblasts != 0)
    }
}

fn of_spot(spot: &Spot, rule: Rule) -> Candidate {
    Candidate { id: spot.community, rule, until: None, after: None }
}

fn of_bearer(bearer: &Bearer, rule: Rule) -> Candidate {
    Candidate { id: bearer.id, rule, until: bearer.until, after: bearer.after }
}
