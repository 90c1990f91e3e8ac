//! One decision about a name: what it means for the names that wait, and for those that an earlier decision linked.

use std::collections::HashMap;

use super::training::update_whereabouts;
use crate::{
    error::{Error, Result},
    model::{Code, Decision, letters::fold},
    names::{Outcome, Question, Refusal, Resolver, Rule},
    store::{
        CommunityLink, Decided, DeliveryValues, LinkRule, NeedValues, NewWaiting, Noun, PartnershipValues, PlaceIds,
        Record, SaidLink, Store, TrainingValues, WaitingRow, Writing,
    },
};

/// What a decision, or several of them, came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Decisions about texts that nobody had decided.
    pub new: i64,
    /// Decisions that take the place of earlier ones.
    pub changed: i64,
    /// Decisions that were made before.
    pub same: i64,
    /// Names that no longer wait.
    pub decided: i64,
    /// Links that were made.
    pub linked: i64,
    /// Links of earlier decisions that were taken back.
    pub unlinked: i64,
    /// Names that wait on, for their rows speak of another place.
    pub left: i64,
}

impl Tally {
    /// Whether anything is other than before.
    pub(super) fn is_news(&self) -> bool {
        self.new + self.changed + self.decided + self.unlinked > 0
    }

    pub(super) fn add(&mut self, other: Tally) {
        self.new += other.new;
        self.changed += other.changed;
        self.same += other.same;
        self.decided += other.decided;
        self.linked += other.linked;
        self.unlinked += other.unlinked;
        self.left += other.left;
    }
}

/// A decision whose words were understood.
#[derive(Clone, Debug)]
pub(super) struct Verdict {
    pub(super) text: String,
    /// The oblast in which it holds, by code and by the database's number; `None` = everywhere.
    pub(super) oblast: Option<(Code, i64)>,
    /// What is meant; `None` = no community.
    pub(super) answer: Option<(Code, PlaceIds)>,
}

/// The community that is meant; `None` = the text names none.
type Answer = Option<Code>;

/// Makes decisions inside one change.
pub(super) struct Decider<'s> {
    store: &'s Store,
    pub(super) resolver: Resolver,
    places: HashMap<Code, PlaceIds>,
    oblasts: HashMap<Code, i64>,
}

impl<'s> Decider<'s> {
    pub(super) fn new(store: &'s Store) -> Result<Decider<'s>> {
        let resolver = Resolver::learned(&store.register()?, store.decisions()?, &store.old_codes()?);
        Ok(Decider { store, resolver, places: store.place_ids()?, oblasts: store.oblast_ids()? })
    }

    /// The community that a person typed, by code or name; a name has to be sure.
    ///
    /// # Errors
    /// The register has no such community, or several.
    pub(super) fn community(&mut self, typed: &str, oblast: &str) -> Result<(Code, PlaceIds)> {
        let refuse = |what: String| Error::Usage {
            what,
            hint: format!("give its code; `hromada list communities --text \"{}\"` shows which there are", fold(typed)),
        };
        let code = match Code::parse(typed) {
            Some(code) => code,
            None => match self.resolver.resolve(&Question { text: typed, oblast, ..Question::default() }).as_ref() {
                Outcome::Sure { code, .. } => *code,
                Outcome::Likely { candidates, .. } => {
                    let codes: Vec<_> = candidates.iter().take(5).map(Code::to_string).collect();
                    return Err(refuse(format!("`{typed}` may be {}", codes.join(" or "))));
                }
                _ => return Err(refuse(format!("`{typed}` is no community of the register"))),
            },
        };
        let place = self.places.get(&code).copied();
        place.map(|place| (code, place)).ok_or_else(|| refuse(format!("{code} is no community of the register")))
    }

    /// The oblast that was typed, by name or code.
    ///
    /// # Errors
    /// The register has no such oblast.
    pub(super) fn oblast(&self, typed: &str) -> Result<(Code, i64)> {
        let id = self.store.find_oblast(typed)?;
        let code = self.oblasts.iter().find(|(_, known)| **known == id).map(|(code, _)| *code);
        code.map(|code| (code, id)).ok_or_else(|| Error::Bug(format!("oblast {id} has no code")))
    }

    /// Makes a decision: remembers it, takes back what it puts right, and links everything that waited for it.
    pub(super) fn decide(&mut self, writing: &Writing<'_>, verdict: &Verdict, change: i64) -> Result<Tally> {
        let folded = fold(&verdict.text);
        let (oblast, target) = (verdict.oblast.map(|oblast| oblast.1), verdict.answer.map(|answer| answer.1.community));
        let settled = self.store.decided_names(&folded)?;
        let before: Vec<Option<Answer>> = settled.iter().map(|row| self.decided(row)).collect();
        let mut tally = Tally::default();
        match writing.decide(Noun::Community, &verdict.text, &folded, oblast, target, change)? {
            Decided::New => tally.new = 1,
            Decided::Same => tally.same = 1,
            Decided::Changed => tally.changed = 1,
        }
        let answer = verdict.answer.map(|answer| answer.0);
        let oblast = verdict.oblast.map(|oblast| oblast.0);
        self.resolver.decide([Decision { text: verdict.text.clone(), oblast, answer }]);
        for (row, before) in settled.iter().zip(before) {
            match before {
                Some(before) if self.decided(row) != Some(before) => {
                    tally.unlinked += i64::from(self.take_back(writing, row, before, change)?);
                }
                _ => {}
            }
        }
        for row in self.store.waiting_names(Some(&folded))? {
            if row.outcome == "not_a_community" {
                continue;
            }
            if self.decided(&row) != Some(answer) {
                tally.left += 1;
            } else {
                tally.decided += 1;
                tally.linked += i64::from(self.settle(writing, &row, verdict.answer.map(|answer| answer.1), change)?);
            }
        }
        Ok(tally)
    }

    /// What people decided the name of a row to mean; `None` where no decision holds for it.
    fn decided(&mut self, row: &WaitingRow) -> Option<Answer> {
        match self.resolver.resolve(&question(row)).as_ref() {
            Outcome::Sure { code, rule: Rule::Decision } => Some(Some(*code)),
            Outcome::NotACommunity { what: Refusal::Decision } => Some(None),
            _ => None,
        }
    }

    /// Puts a name that an earlier decision settled back among those that wait. Says whether a link was ended.
    fn take_back(&self, writing: &Writing<'_>, row: &WaitingRow, earlier: Answer, change: i64) -> Result<bool> {
        match row.noun.as_str() {
            "training" => self.take_back_of::<TrainingValues>(writing, row, earlier, change),
            "delivery" => self.take_back_of::<DeliveryValues>(writing, row, earlier, change),
            "need" => self.take_back_of::<NeedValues>(writing, row, earlier, change),
            "partnership" => self.take_back_of::<PartnershipValues>(writing, row, earlier, change),
            other => Err(unheard(other)),
        }
    }

    fn take_back_of<R: Record>(
        &self,
        writing: &Writing<'_>,
        row: &WaitingRow,
        earlier: Answer,
        change: i64,
    ) -> Result<bool> {
        let place = earlier.and_then(|code| self.places.get(&code));
        if let Some(place) = place {
            let rests_on_it = |link: &R::Link| {
                link.community() == place.community
                    && link.rule() == LinkRule::Decision as i64
                    && link.source() == (row.sheet, row.sheet_row)
            };
            if !R::links(self.store, row.record)?.iter().any(rests_on_it) {
                return Ok(false); // undone, or a later file told otherwise
            }
            R::end_link(writing, row.record, place.community, change)?;
        } else {
            let refused = self.store.waiting_names_of(R::NOUN, row.record)?;
            let here = |refused: &&WaitingRow| {
                refused.outcome == "not_a_community"
                    && refused.text_fold == row.text_fold
                    && (refused.sheet, refused.sheet_row) == (row.sheet, row.sheet_row)
            };
            let Some(refused) = refused.iter().find(here) else { return Ok(false) };
            writing.end_waiting(refused.id, change)?;
        }
        writing.add_waiting((R::NOUN, row.record), &again(row, "likely"), row.sheet, change)?;
        update_whereabouts::<R>(self.store, writing, row.record, change)?;
        Ok(place.is_some())
    }

    /// Links the record of a waiting row, or writes down that its text is no community. Says whether a link was made.
    fn settle(&self, writing: &Writing<'_>, row: &WaitingRow, place: Option<PlaceIds>, change: i64) -> Result<bool> {
        match row.noun.as_str() {
            "training" => self.settle_of::<TrainingValues>(writing, row, place, change),
            "delivery" => self.settle_of::<DeliveryValues>(writing, row, place, change),
            "need" => self.settle_of::<NeedValues>(writing, row, place, change),
            "partnership" => self.settle_of::<PartnershipValues>(writing, row, place, change),
            other => Err(unheard(other)),
        }
    }

    fn settle_of<R: Record>(
        &self,
        writing: &Writing<'_>,
        row: &WaitingRow,
        place: Option<PlaceIds>,
        change: i64,
    ) -> Result<bool> {
        writing.end_waiting(row.id, change)?;
        let Some(place) = place else {
            writing.add_waiting((R::NOUN, row.record), &again(row, "not_a_community"), row.sheet, change)?;
            update_whereabouts::<R>(self.store, writing, row.record, change)?;
            return Ok(false);
        };
        let Some(stored) = self.store.record::<R>(row.record)? else { return Ok(false) };
        let known = R::links(self.store, row.record)?.into_iter().find(|link| link.community() == place.community);
        let more = row.participants.filter(|_| known.is_some_and(|link| link.rule() != LinkRule::Person as i64));
        if let (Some(link), Some(more)) = (known, more) {
            // Another row of the event names the community too: its people are those of both.
            let participants = Some(link.participants().unwrap_or(0).saturating_add(more));
            R::end_link(writing, row.record, place.community, change)?;
            R::add_links(&mut R::adding(writing)?, &[link.with_participants(participants)], change)?;
        } else if known.is_none() {
            let said = SaidLink {
                community: place.community,
                rule: LinkRule::Decision as i64,
                participants: row.participants,
                sheet: row.sheet,
                sheet_row: row.sheet_row,
            };
            R::add_links(&mut R::adding(writing)?, &[stored.values.link(row.record, &said)], change)?;
        }
        update_whereabouts::<R>(self.store, writing, row.record, change)?;
        Ok(known.is_none())
    }
}

/// The error for a kind of record whose names wait although the program does not know it.
fn unheard(noun: &str) -> Error {
    Error::Bug(format!("a name waits in a `{noun}`, of which nothing is known"))
}

/// A name as a row has it, with another outcome.
fn again(row: &WaitingRow, outcome: &'static str) -> NewWaiting {
    NewWaiting {
        text: row.text.clone(),
        text_fold: row.text_fold.clone(),
        oblast_hint: row.oblast_hint.clone(),
        raion_hint: row.raion_hint.clone(),
        kind_hint: row.kind_hint.clone(),
        outcome,
        participants: row.participants,
        sheet_row: row.sheet_row.unwrap_or_default(),
    }
}

fn question(row: &WaitingRow) -> Question<'_> {
    Question {
        text: &row.text,
        oblast: row.oblast_hint.as_deref().unwrap_or_default(),
        raion: row.raion_hint.as_deref().unwrap_or_default(),
        kind: row.kind_hint.as_deref().unwrap_or_default(),
        date: row.start_date.as_deref().and_then(|day| day.parse().ok()),
    }
}
