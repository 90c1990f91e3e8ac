//! The resolver: reads a text once, remembers what it said, and lets a person's decision go first.

use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

use jiff::civil::Date;

use super::cache::{Cache, Cell, era};
use super::choose::Chooser;
use super::decisions::Decisions;
use super::ground::Ground;
use super::list::{self, Plan};
use super::places::{Id, Places};
use super::reading::{self, Reading, What};
use super::regions::Regions;
use super::settle::agree;
use super::words::Words;
use super::{Decides, Outcome, Part, Question, Refusal, Scope};
use crate::model::{Code, Decision, OldCode, Register};

/// Signs between the pieces of a list that can be told apart without reading it.
const SEPARATORS: [char; 4] = [',', ';', '\n', '|'];

/// Tells which community a text means.
pub struct Resolver {
    words: Words,
    places: Places,
    regions: Regions,
    decisions: Decisions,
    /// Days on which some name ended: between two of them a date changes nothing.
    ends: Vec<Date>,
    cache: Cache,
}

impl Resolver {
    /// Builds the indexes over a register. What is seldom needed is built when it is first needed.
    pub fn new(register: &Register) -> Resolver {
        let places = Places::new(register);
        let regions = Regions::new(register, &places);
        let mut ends: Vec<Date> = register.former_names.iter().map(|former| former.until).collect();
        ends.sort_unstable();
        ends.dedup();
        let (words, decisions, cache) = (Words::new(), Decisions::default(), Cache::default());
        Resolver { words, places, regions, decisions, ends, cache }
    }

    /// A resolver over a register that knows what people decided and what an imported table of old codes says.
    pub fn learned(register: &Register, decisions: Vec<Decision>, old_codes: &[OldCode]) -> Resolver {
        let mut resolver = Resolver::new(register);
        resolver.decide(decisions);
        if !old_codes.is_empty() {
            resolver.learn_koatuu(old_codes);
        }
        resolver
    }

    /// Remembers what persons decided. A decision for an oblast goes before one for everywhere.
    pub fn decide(&mut self, decisions: impl IntoIterator<Item = Decision>) {
        decisions.into_iter().for_each(|decision| self.decisions.add(decision));
        self.cache.forget();
    }

    /// Learns the classifier before KATOTTG from the official table of correspondence. With it old codes are read, councils of
    /// before 2020 are found by their seats, and raions of that time by the settlements they held.
    pub fn learn_koatuu<'k>(&mut self, rows: impl IntoIterator<Item = &'k OldCode>) {
        let rows: Vec<&OldCode> = rows.into_iter().collect();
        self.places.learn_koatuu(&rows);
        self.regions.learn_koatuu(&rows, &self.places);
        self.cache.forget_all();
    }

    /// Which community one text means. A text that lists several communities is never sure.
    pub fn resolve(&mut self, question: &Question) -> Rc<Outcome> {
        let ground = self.ground(question);
        let cell = self.cell(ground, question.text);
        match cell.parts.as_slice() {
            [(_, outcome)] => Rc::clone(outcome),
            [] => Rc::new(Outcome::NotACommunity { what: cell.refusal }),
            several => {
                let outcomes: Vec<Outcome> = several.iter().map(|(_, outcome)| (**outcome).clone()).collect();
                let unknown = outcomes.contains(&Outcome::Unknown);
                Rc::new(match agree(outcomes) {
                    Outcome::Sure { code, .. } if unknown => {
                        Outcome::Likely { candidates: vec![code], decides: Decides::Person }
                    }
                    outcome => outcome,
                })
            }
        }
    }

    /// Which communities a cell names: one, a list, or a scope. Fills `parts`, which is cleared first.
    pub fn resolve_cell<'t>(&mut self, question: &Question<'t>, parts: &mut Vec<Part<'t>>) -> Scope {
        parts.clear();
        let ground = self.ground(question);
        let text = question.text;
        if let Some(cell) = self.cache.get(ground, text) {
            cell.fill(text, parts);
            return cell.scope;
        }
        if !self.decisions.of_lists() && text.contains(SEPARATORS) && self.by_pieces(ground, text, parts) {
            return Scope::Communities;
        }
        parts.clear();
        let cell = self.cell(ground, text);
        cell.fill(text, parts);
        cell.scope
    }

    /// The oblast that a text names, in whatever case, language or misspelling.
    pub fn oblast(&self, text: &str) -> Option<Code> {
        let question = Question { oblast: text, ..Question::default() };
        self.places.oblast_of(Ground::read(&question, &self.words, &self.places, &self.regions).oblasts)
    }

    /// The oblast that one of its own words names in a text, in whatever case or language; a misspelt word names none.
    pub fn oblast_by_name(&self, text: &str) -> Option<Code> {
        let named = |mask, word: &super::text::Word| mask | self.regions.oblast_word(&word.folded);
        self.places.oblast_of(super::text::words(text).iter().fold(0, named))
    }

    /// The raion of today that a text names, by its present or a former name. `None` also when several bear the name.
    pub fn raion(&self, text: &str, oblast: Option<Code>) -> Option<Code> {
        let mask = oblast.map_or(0, |oblast| self.places.oblast_bit(oblast.oblast_digits()));
        let words = super::text::words(text);
        let mut found: Vec<Code> =
            words.iter().flat_map(|word| self.regions.areas(&word.folded, mask)).filter_map(|area| area.code).collect();
        found.dedup();
        if let [only] = found.as_slice() { Some(*only) } else { None }
    }

    /// A list each of whose pieces is a name with its noun needs no reading as a whole.
    fn by_pieces<'t>(&mut self, ground: usize, text: &'t str, parts: &mut Vec<Part<'t>>) -> bool {
        for piece in text.split(SEPARATORS).map(str::trim).filter(|piece| !piece.is_empty()) {
            if let Some(cell) = self.cache.get(ground, piece) {
                if !cell.whole {
                    return false;
                }
                cell.fill(piece, parts);
                continue;
            }
            let cell = self.cell(ground, piece);
            if !cell.whole {
                return false;
            }
            cell.fill(piece, parts);
        }
        true
    }

    /// The number of the ground that a row's hints give.
    fn ground(&mut self, question: &Question) -> usize {
        let read = || Ground::read(question, &self.words, &self.places, &self.regions);
        self.cache.number(question, era(&self.ends, question.date), read)
    }

    /// What a cell says, read anew or remembered.
    fn cell(&mut self, ground: usize, text: &str) -> Rc<Cell> {
        if let Some(cell) = self.cache.get(ground, text) {
            return Rc::clone(cell);
        }
        let cell = Rc::new(self.read(&self.cache.ground(ground), text));
        self.cache.keep(ground, text, &cell);
        cell
    }

    /// What a person decided about a text. `None` also where the ground contradicts it and the rules know better: the same text
    /// may be the name of another community in the oblast, in the raion or of the kind that the row or the text itself tells.
    fn decided(&self, ground: &Ground, text: &str, by_rule: impl FnOnce() -> Outcome) -> Option<Outcome> {
        let is_here = |oblast: Code| ground.oblasts & self.places.oblast_bit(oblast.oblast_digits()) != 0;
        let (outcome, everywhere) = self.decisions.about(text, is_here)?;
        let Outcome::Sure { code: decided, .. } = outcome else { return Some(outcome) };
        if !self.places.of_code(decided).is_some_and(|id| self.contradicts(ground, id)) {
            return Some(outcome);
        }
        let gives_way = match by_rule() {
            Outcome::Sure { code, .. } => code != decided,
            // A decision for the oblast was made by somebody who saw these candidates.
            Outcome::Likely { candidates, .. } => everywhere && candidates.iter().any(|code| *code != decided),
            _ => false,
        };
        (!gives_way).then_some(outcome)
    }

    /// Whether the oblast, the raion or the kind told is another one than a community has.
    fn contradicts(&self, ground: &Ground, id: Id) -> bool {
        let community = self.places.community(id);
        let elsewhere = ground.is_known() && community.is_some_and(|known| known.oblast & ground.oblasts == 0);
        let of_kind =
            ground.kinds == 0 || community.is_none_or(|known| known.kind == 0 || known.kind & ground.kinds != 0);
        elsewhere || !of_kind || !ground.has_in_raion(id)
    }

    fn read(&self, ground: &Ground, text: &str) -> Cell {
        let whole = |outcome: Outcome| {
            let parts = vec![(0..text.len(), Rc::new(outcome))];
            Cell { parts, scope: Scope::Communities, refusal: Refusal::Decision, whole: true }
        };
        let by_rule = OnceCell::new();
        let first = || {
            let cell = by_rule.get_or_init(|| self.read_by_rule(ground, text));
            cell.parts.first().map_or(Outcome::Unknown, |(_, part)| (**part).clone())
        };
        match self.decided(ground, text, first) {
            Some(outcome) => whole(outcome),
            None => by_rule.into_inner().unwrap_or_else(|| self.read_by_rule(ground, text)),
        }
    }

    fn read_by_rule(&self, ground: &Ground, text: &str) -> Cell {
        let mut reading = reading::read(text, &self.words, &self.places, &self.regions);
        if reading.all && reading.denies() {
            // All but some: nobody but a person knows whom it leaves.
            let parts = vec![(range(&reading, (0, reading.tokens.len().saturating_sub(1))), Rc::new(Outcome::Unknown))];
            return Cell { parts, scope: Scope::Communities, refusal: Refusal::Heading, whole: false };
        }
        let mut plans = list::plans(&reading, &self.places);
        if reading.is_total() && plans.len() < 2 {
            plans.clear();
            reading.refusal = (!reading.unread).then_some(Refusal::Heading);
        }
        let chooser = Chooser { places: &self.places, regions: &self.regions, reading: &reading };
        let mut parts = Vec::new();
        for plan in &plans {
            let range = range(&reading, plan.span);
            let own = chooser.ground_of_names(plan, ground);
            let piece = text.get(range.clone()).unwrap_or_default();
            let outcome = self.decided(&own, piece, || chooser.decide(plan, ground));
            let outcome = outcome.unwrap_or_else(|| chooser.decide(plan, ground));
            if outcome != Outcome::Unknown || !is_idle(&reading, plan, plans.len()) {
                parts.push((range, Rc::new(outcome)));
            }
        }
        let unread = plans.is_empty() && reading.refusal.is_none() && !reading.all;
        // Words that nothing explains: a person should see them.
        let strangers = match unread {
            true => vec![(0, reading.tokens.len().saturating_sub(1))],
            false => std::mem::take(&mut reading.strangers),
        };
        let found = parts.iter().any(|(_, outcome)| is_found(outcome));
        if found && (reading.denies() || reading.is_total() || reading.chooses() && differ(&parts)) {
            // Nobody but a person knows which names it takes back, or which of them it means.
            parts.iter_mut().for_each(|(_, outcome)| *outcome = doubted(outcome));
        }
        let more = reading.more(plans.len()).map(|span| range(&reading, span)).or_else(|| ellipsis(text));
        for unknown in strangers.into_iter().map(|span| range(&reading, span)).chain(more.filter(|_| found)) {
            let piece = text.get(unknown.clone()).unwrap_or_default();
            let decided = self.decided(ground, piece, || Outcome::Unknown);
            parts.push((unknown, Rc::new(decided.unwrap_or(Outcome::Unknown))));
        }
        let whole = matches!(plans.as_slice(), [plan] if is_whole(&reading, plan))
            && parts.iter().all(|(_, outcome)| matches!(**outcome, Outcome::Sure { .. }));
        let scope = if parts.is_empty() { self.scope(&reading, ground) } else { Scope::Communities };
        Cell { parts, scope, refusal: reading.refusal.unwrap_or(Refusal::Organisation), whole }
    }

    /// What a cell without a community's name speaks of.
    fn scope(&self, reading: &Reading, ground: &Ground) -> Scope {
        let named = reading.mentions.iter().fold(0, |all, mention| match mention.what {
            What::Oblast(mask) => all | mask,
            _ => all,
        });
        let of_raion = reading.mentions.iter().filter(|mention| mention.what == What::Raion);
        let areas = of_raion
            .flat_map(|raion| self.regions.areas(&reading.name(raion), ground.oblasts).cloned().collect::<Vec<_>>());
        let around = areas.fold(0, |all, area| all | area.oblast);
        let told = match named {
            // Of a body of the whole country, the row's oblast still says where it was.
            0 if reading.all && reading.is_of_country() => 0,
            0 if around != 0 => around,
            0 => ground.oblasts,
            named => named,
        };
        let oblast = self.places.oblast_of(told);
        if reading.all && !reading.is_of_raion() { Scope::AllOf { oblast } } else { Scope::Nowhere { oblast } }
    }
}

/// Whether a community was found where the row says to look.
fn is_found(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Sure { .. } | Outcome::Likely { .. })
}

/// Whether not all parts are sure of one community.
fn differ(parts: &[(Range<usize>, Rc<Outcome>)]) -> bool {
    let code = |outcome: &Outcome| match outcome {
        Outcome::Sure { code, .. } => Some(*code),
        _ => None,
    };
    parts.windows(2).any(|pair| match pair {
        [(_, one), (_, other)] => code(one).is_none() || code(one) != code(other),
        _ => false,
    })
}

/// The dots at the end of a list that was cut short.
fn ellipsis(text: &str) -> Option<Range<usize>> {
    let rest = text.trim_end();
    let kept = rest.strip_suffix("...").or_else(|| rest.strip_suffix('…'))?;
    Some(kept.len()..rest.len())
}

/// What was sure, put to a person.
fn doubted(outcome: &Rc<Outcome>) -> Rc<Outcome> {
    match **outcome {
        Outcome::Sure { code, .. } => Rc::new(Outcome::Likely { candidates: vec![code], decides: Decides::Person }),
        _ => Rc::clone(outcome),
    }
}

/// Whether a plan is a single name with its noun and nothing else.
fn is_whole(reading: &Reading, plan: &Plan) -> bool {
    let names = || plan.names.iter().filter_map(|at| reading.mentions.get(*at));
    let with_noun = names().all(|name| matches!(name.what, What::Community | What::Council));
    plan.names.len() == 1 && plan.places.is_empty() && plan.contexts.is_empty() && with_noun
}

/// Whether an unknown name is not worth a question: a bare word in lower case or in brackets beside names, or a word beside
/// those of institutions. Neither they nor a raion or an oblast explain a word that is written as a name.
fn is_idle(reading: &Reading, plan: &Plan, plans: usize) -> bool {
    let mut names = plan.names.iter().filter_map(|at| reading.mentions.get(*at));
    let bare = plan.places.is_empty() && names.all(|name| name.what == What::Bare);
    let token = reading.tokens.get(plan.span.0);
    let is_name = (plan.span.0..=plan.span.1).any(|at| reading.is_written_as_name(at));
    let capital = is_name || token.is_some_and(|token| token.word.capital);
    let bracketed = token.is_some_and(|token| token.word.depth > 0);
    let aside = plans > 1 && (!capital || bracketed && !reading.is_shaped(plan.span));
    let explained = match reading.refusal {
        None => false,
        Some(Refusal::Raion | Refusal::Oblast) => !capital,
        Some(_) => true,
    };
    bare && (aside || !is_name && (reading.institution || explained))
}

/// Where words from one token to another stand in the text.
fn range(reading: &Reading, span: (usize, usize)) -> Range<usize> {
    let start = reading.tokens.get(span.0).map_or(0, |token| token.word.start);
    let end = reading.tokens.get(span.1).map_or(start, |token| token.word.end);
    start..end
}
