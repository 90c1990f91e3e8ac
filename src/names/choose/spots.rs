//! In which community a place lies.

use super::{Chooser, of_bearer, of_spot};
use crate::model::Code;
use crate::names::grammar::Gender;
use crate::names::ground::Ground;
use crate::names::places::{Id, Places, Spot};
use crate::names::reading::{Mention, What};
use crate::names::settle::{Candidate, Trust, settle};
use crate::names::settlements::How;
use crate::names::words::{Kinds, RURAL, SETTLEMENT, TOWN, URBAN};
use crate::names::{Outcome, Rule};

/// Words after which a place stands in an oblique case.
const PREPOSITIONS: [&str; 12] = ["у", "в", "на", "з", "із", "зі", "до", "від", "для", "біля", "поблизу", "та"];

impl Chooser<'_> {
    /// The community in which a place lies. A marked one has the word for a place before it.
    pub(super) fn place(&self, mention: &Mention, ground: &Ground, marked: bool) -> Outcome {
        if let Some(town) = self.former_town(mention, ground).filter(|_| marked) {
            return town;
        }
        let (found, how) = self.find(mention, ground, marked);
        let contested = mention.kinds & SETTLEMENT != 0 && self.is_town_or_village(&found, ground);
        let (spots, mismatch) = of_kind(found, if contested { 0 } else { mention.kinds });
        let (mut spots, contradicted) = self.on_ground(spots, ground);
        let centres = spots.iter().filter(|spot| spot.is_centre()).count();
        let cities: Vec<Spot> = spots.iter().filter(|spot| spot.is_centre() && spot.kind == URBAN).copied().collect();
        if let [city] = cities.as_slice()
            && !marked
            && self.means_the_city(mention, city, ground, centres == 1)
        {
            spots = cities;
        }

        let well_known = |spot: &Spot| spot.is_centre() || spot.kind == URBAN;
        let obscure = !ground.is_known() && (!marked || how != Some(How::Exact)) && !spots.iter().any(well_known);
        let bent = how == Some(How::Case) && !self.may_be_bent(mention);
        let no_city = mention.kinds != URBAN && spots.iter().all(|spot| spot.kind != URBAN);
        let misfit = mismatch && !(ground.is_known() && (no_city || spots.iter().all(Spot::is_centre)));
        let misspelt = how.is_none() && (mismatch || spots.len() > 1);
        let foreign = how == Some(How::Foreign) && !ground.is_known() && spots.iter().all(|spot| spot.kind != URBAN);
        let doubtful = contradicted || obscure || bent || misfit || misspelt || foreign || contested;

        let rule = if how.is_none() { Rule::Spelling } else { Rule::Settlement };
        let mut candidates: Vec<Candidate> = spots.iter().map(|spot| of_spot(spot, rule)).collect();
        candidates.sort_by_key(|candidate| candidate.id);
        candidates.dedup_by_key(|candidate| candidate.id);
        let trust = Trust { doubtful, kind_may_differ: false };
        centre_first(settle(self.places, &candidates, &ground.of_oblast_alone(), trust), &spots, self.places)
    }

    /// "м. Володимир-Волинський": a town that the register knows no more by this name, while its community was called after it.
    fn former_town(&self, mention: &Mention, ground: &Ground) -> Option<Outcome> {
        let name = self.reading.name(mention);
        if mention.kinds != URBAN || !self.places.settlements.find(&name).0.is_empty() {
            return None;
        }
        let named = self.places.named(&name).filter(|named| named.gender == Gender::Masculine && !named.rough)?;
        let is_urban = |id: Id| self.places.community(id).is_some_and(|community| community.kind & URBAN != 0);
        let urban = named.bearers.iter().filter(|bearer| bearer.until.is_some() && is_urban(bearer.id));
        let candidates: Vec<Candidate> = urban.map(|bearer| of_bearer(bearer, Rule::Former)).collect();
        let outcome = settle(self.places, &candidates, &ground.of_oblast_alone(), Trust::default());
        Some(outcome).filter(|outcome| matches!(outcome, Outcome::Sure { .. }))
    }

    /// Whether a name without the word for a place means the city rather than a village of its name: the centre of an oblast, or
    /// a city in running text ("у Бучі") where no other community has a centre of that name. A table may list villages.
    fn means_the_city(&self, mention: &Mention, city: &Spot, ground: &Ground, only: bool) -> bool {
        let running = only && ground.is_known() && self.may_be_bent(mention);
        let oblasts = self.regions.oblast_word(&self.reading.name(mention));
        !ground.has_raion() && (running || self.is_in(city, oblasts))
    }

    /// The settlements that a place may be, and how its name led to them; `None` when it is only like theirs.
    fn find(&self, mention: &Mention, ground: &Ground, marked: bool) -> (Vec<Spot>, Option<How>) {
        let name = self.reading.name(mention);
        let (mut spots, how) = self.places.settlements.find(&name);
        if spots.is_empty() && marked && ground.is_known() {
            return (self.places.settlements.near(&name, ground.oblasts), None);
        }
        if mention.what == What::Centre && spots.iter().any(Spot::is_centre) {
            spots.retain(Spot::is_centre);
        }
        (spots, Some(how))
    }

    /// The settlements where the row says to look; those of the oblast, or all, and `true`, when none is there.
    fn on_ground(&self, spots: Vec<Spot>, ground: &Ground) -> (Vec<Spot>, bool) {
        let in_oblast: Vec<Spot> = spots.iter().filter(|spot| self.is_in(spot, ground.oblasts)).copied().collect();
        let here: Vec<Spot> = in_oblast.iter().filter(|spot| ground.has_settlement(spot)).copied().collect();
        let here = match ground.former_centre.map(|centre| self.around(centre, &here)) {
            Some(around) if !around.is_empty() => around,
            _ => here,
        };
        match (ground.is_known(), here.is_empty(), in_oblast.is_empty()) {
            (false, ..) => (spots, false),
            (_, false, _) => (here, false),
            (_, _, false) => (in_oblast, true),
            _ => (spots, true),
        }
    }

    /// Whether no settlement but a town and a village are on the ground: then "с-ще" may be either by mistake.
    fn is_town_or_village(&self, spots: &[Spot], ground: &Ground) -> bool {
        let here = self.on_ground(spots.to_vec(), ground).0;
        let has = |kind: Kinds| here.iter().any(|spot| spot.kind == kind);
        has(URBAN) && has(RURAL) && !has(SETTLEMENT)
    }

    /// The settlements of a community that was the centre of a raion of before 2020, where no other settlement of their name lies
    /// in the same raion of today. By the table of old codes that is right for 997 names in 1,000.
    fn around(&self, centre: Id, spots: &[Spot]) -> Vec<Spot> {
        let raion = |id: Id| self.places.community(id).and_then(|community| community.raion);
        let near: Vec<Spot> = spots.iter().filter(|spot| raion(spot.community) == raion(centre)).copied().collect();
        if near.iter().all(|spot| spot.community == centre) { near } else { Vec::new() }
    }

    /// Whether a place may stand in an oblique case: behind a preposition, behind the whole word for a place, or behind the
    /// noun that it belongs to ("ЦНАП м. Харкова").
    fn may_be_bent(&self, mention: &Mention) -> bool {
        let word = |at: usize| self.reading.tokens.get(at).map_or("", |token| token.word.folded.as_str());
        let preposition = mention.span.0.checked_sub(1).is_some_and(|before| PREPOSITIONS.contains(&word(before)));
        let has_marker = mention.span.0 < mention.name.0;
        let whole_word = has_marker && word(mention.span.0).chars().count() > 3;
        let behind_a_noun = has_marker && mention.span.0 > 0 && !self.reading.is_boundary(mention.span.0);
        preposition || whole_word || behind_a_noun
    }
}

/// The settlements that the word for a place allows; all of them and `true` when it allows none.
fn of_kind(spots: Vec<Spot>, kinds: Kinds) -> (Vec<Spot>, bool) {
    let fits = |spot: &Spot| match kinds {
        0 => true,
        URBAN => spot.kind == URBAN,
        // Villages and settlements change places from edition to edition.
        kinds if kinds & TOWN == 0 => spot.kind != URBAN,
        _ => spot.kind & kinds != 0,
    };
    let fitting: Vec<Spot> = spots.iter().filter(|spot| fits(spot)).copied().collect();
    if fitting.is_empty() && !spots.is_empty() { (spots, true) } else { (fitting, false) }
}

/// Puts a community first whose centre is meant rather than a village: the centre that is a city before the others.
fn centre_first(outcome: Outcome, spots: &[Spot], places: &Places) -> Outcome {
    let Outcome::Likely { mut candidates, decides } = outcome else { return outcome };
    let rank = |code: &Code| {
        let of = spots.iter().filter(|spot| places.community(spot.community).is_some_and(|c| c.code == *code));
        of.map(|spot| (!spot.is_centre(), spot.kind != URBAN)).min()
    };
    candidates.sort_by_key(rank);
    Outcome::Likely { candidates, decides }
}
