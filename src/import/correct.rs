//! A record that the database holds meets the same record as a corrected file tells it: only differences are written, and
//! what a person added stays.

use super::{incoming::Incoming, kind::Kind, plan::Doubt};
use crate::{
    error::Result,
    store::{CommunityLink, Gone, LinkRule, NewWaiting, Record, Store, Stored, Version, WaitingRow, Writing},
};

/// What a correction came to.
pub(super) struct Corrected {
    /// Whether the file says something else than the database held.
    pub(super) changed: bool,
    /// What a person should look at.
    pub(super) doubts: Vec<Doubt>,
}

/// Links by hand that stand, and what a person should know of them.
type Weighed<K> = (Vec<<<K as Kind>::Record as Record>::Link>, Vec<Doubt>);

/// Brings records of the database to what a file says.
pub(super) struct Corrector<'w> {
    pub(super) store: &'w Store,
    pub(super) writing: &'w Writing<'w>,
    pub(super) change: i64,
    /// Whether what the file says stands before what a person decided.
    pub(super) overrule: bool,
}

impl Corrector<'_> {
    /// Brings a record to what the file says. What a person said of a community stands, and is named where the file says otherwise.
    pub(super) fn correct<K: Kind>(
        &self,
        add: &mut <K::Record as Record>::Add<'_>,
        stored: &Stored<K::Record>,
        record: &mut Incoming<K>,
    ) -> Result<Corrected> {
        let number = stored.number;
        let links = K::Record::links(self.store, number)?;
        let (stand, mut doubts) = self.weigh(stored, record, &links)?;
        let said = links.iter().filter(|link| !stand.contains(link)).copied().collect();
        record.links.retain(|link| stand.iter().all(|known| known.community() != link.place.community));
        let there = stand.iter().filter(|link| record.values.is_there(link)).map(CommunityLink::community);
        record.settle(&self.store.places_of(there)?);
        if record.by_number {
            K::keep_untold(stored, &links, record);
        }
        let mut changed = stored.values != record.values;
        if changed {
            self.writing.end_version(stored, self.change)?;
            let (sheet, sheet_row) = (Some(record.sheet), Some(record.first_row));
            let version = Version { number, key: record.values.key(), sheet, sheet_row };
            record.values.add(add, &version, self.change)?;
        }
        for link in stand {
            let kept = record.values.kept_link(link);
            if kept != link {
                changed = true;
                K::Record::end_link(self.writing, number, link.community(), self.change)?;
                K::Record::add_links(add, &[kept], self.change)?;
            }
        }
        doubts.extend(self.correct_links(add, number, said, record, &mut changed)?);
        doubts.extend(correct_waiting(self.store, self.writing, self.change, number, record, &mut changed)?);
        Ok(Corrected { changed, doubts })
    }

    /// The links by hand that the file may not alter.
    fn weigh<K: Kind>(
        &self,
        stored: &Stored<K::Record>,
        record: &Incoming<K>,
        links: &[<K::Record as Record>::Link],
    ) -> Result<Weighed<K>> {
        let (mut stand, mut doubts) = (Vec::new(), Vec::new());
        for link in links.iter().copied().filter(is_by_hand) {
            let denial = self.denial(record, &link, stored.number)?;
            if denial.is_some() && self.overrule {
                continue;
            }
            stand.push(link);
            let altered = || K::altered_by_hand(&stored.values, &record.values, &link);
            doubts.extend(match denial {
                Some(how) => Some(self.stands(stored.number, &link, record, how)?),
                None => altered().map(|how| self.altered(stored.number, &link, record, &how)).transpose()?,
            });
        }
        Ok((stand, doubts))
    }

    /// Brings the links that may be altered to what the file says.
    fn correct_links<K: Kind>(
        &self,
        add: &mut <K::Record as Record>::Add<'_>,
        number: i64,
        links: Vec<<K::Record as Record>::Link>,
        record: &Incoming<K>,
        changed: &mut bool,
    ) -> Result<Vec<Doubt>> {
        let mut wanted = Vec::new();
        record.links_into(number, &mut wanted);
        let mut lost = Vec::new();
        for link in links {
            if let Some(same) = wanted.iter().position(|new| new.told() == link.told()) {
                wanted.remove(same);
                continue;
            }
            K::Record::end_link(self.writing, number, link.community(), self.change)?;
            *changed = true;
            if !wanted.iter().any(|new| new.community() == link.community()) {
                lost.push(link_lost(self.store, number, &link, record)?);
            }
        }
        *changed |= !wanted.is_empty();
        K::Record::add_links(add, &wanted, self.change)?;
        Ok(lost)
    }

    /// How the file denies a link that a person made: it says something else of that community, or named it once and does not now.
    fn denial<K: Kind>(
        &self,
        record: &Incoming<K>,
        link: &<K::Record as Record>::Link,
        number: i64,
    ) -> Result<Option<&'static str>> {
        let told = |link: <K::Record as Record>::Link| link.told().with_participants(None);
        Ok(match record.links.iter().find(|said| said.place.community == link.community()) {
            Some(said) if told(record.link(said, number)) == told(record.values.kept_link(*link)) => None,
            Some(_) => Some("otherwise than the file does"),
            None if K::Record::was_told(self.store, number, link.community())? => {
                Some("which the file no longer names")
            }
            None => None,
        })
    }

    /// The doubt about a file that denies what a person decided.
    fn stands<K: Kind>(
        &self,
        number: i64,
        link: &<K::Record as Record>::Link,
        record: &Incoming<K>,
        how: &str,
    ) -> Result<Doubt> {
        let fix = "`--overrule` takes what the file says".to_string();
        let comma = if how.starts_with("which") { "," } else { "" };
        self.by_hand("decided_otherwise", (number, link), record, &format!("{comma} {how}, and that stands"), fix)
    }

    /// The doubt about a record of which a file says something that alters what a link by hand means.
    fn altered<K: Kind>(
        &self,
        number: i64,
        link: &<K::Record as Record>::Link,
        record: &Incoming<K>,
        how: &str,
    ) -> Result<Doubt> {
        let (code, _) = self.store.community_name(link.community())?;
        let fix = format!("`hromada assign {} {number} {code}` links it as attended, once that is so", K::FORM.one);
        self.by_hand("decision_altered", (number, link), record, how, fix)
    }

    fn by_hand<K: Kind>(
        &self,
        word: &'static str,
        (number, link): (i64, &<K::Record as Record>::Link),
        record: &Incoming<K>,
        how: &str,
        fix: String,
    ) -> Result<Doubt> {
        let (code, name) = self.store.community_name(link.community())?;
        let (one, title) = (K::FORM.one, record.values.title());
        let reason = format!("a person linked {code} {name} to {one} {number} `{title}`{how}");
        Ok(Doubt { code: word, sheet: record.sheet, row: record.first_row, value: name, reason, fix: Some(fix) })
    }
}

/// Whether a person made the link.
pub(super) fn is_by_hand(link: &impl CommunityLink) -> bool {
    link.rule() == LinkRule::Person as i64
}

/// The doubt about a record that is gone from a complete file, and that a person linked communities to.
pub(super) fn stays<K: Kind>(gone: &Gone) -> Doubt {
    let of = gone.day.as_ref().map_or(String::new(), |day| format!(" of {day}"));
    Doubt {
        code: "decided_otherwise",
        sheet: 0,
        row: 0,
        value: gone.title.clone(),
        reason: format!(
            "{} {} `{}`{of} is not in the file, but a person linked communities to it: it stays",
            K::FORM.one,
            gone.number,
            gone.title
        ),
        fix: Some("`--overrule` withdraws it".to_string()),
    }
}

/// The doubt about a link that a corrected file no longer tells of: two offices may have told of one event.
fn link_lost<K: Kind>(
    store: &Store,
    number: i64,
    link: &<K::Record as Record>::Link,
    record: &Incoming<K>,
) -> Result<Doubt> {
    let (code, name) = store.community_name(link.community())?;
    let source = match link.source() {
        (Some(sheet), row) => store.sheet_name(sheet)? + &row.map_or(String::new(), |row| format!(":{row}")),
        (None, _) => "a person".to_string(),
    };
    Ok(Doubt {
        code: "link_lost",
        sheet: record.sheet,
        row: record.first_row,
        value: name.clone(),
        reason: format!(
            "{} {number} `{}` is no longer linked to {code} {name}, which `{source}` had named",
            K::FORM.one,
            record.values.title()
        ),
        fix: Some(format!("if both files are right, let one of them name all communities of the {}", K::FORM.row)),
    })
}

fn correct_waiting<K: Kind>(
    store: &Store,
    writing: &Writing<'_>,
    change: i64,
    number: i64,
    record: &Incoming<K>,
    changed: &mut bool,
) -> Result<Vec<Doubt>> {
    let mut wanted: Vec<&NewWaiting> = record.waiting.iter().collect();
    let mut lost = Vec::new();
    let says = |name: &NewWaiting| (name.text_fold.clone(), name.outcome, name.oblast_hint.clone(), name.participants);
    for name in store.waiting_names_of(K::Record::NOUN, number)? {
        let id = name.id;
        let name = new_waiting(name);
        match wanted.iter().position(|new| says(new) == says(&name)) {
            Some(same) => drop(wanted.swap_remove(same)),
            None => {
                writing.end_waiting(id, change)?;
                *changed = true;
                let still_named = record.waiting.iter().any(|new| new.text_fold == name.text_fold);
                if name.outcome != "not_a_community" && !still_named {
                    lost.push(name_lost(number, name.text, record));
                }
            }
        }
    }
    for name in wanted {
        writing.add_waiting((K::Record::NOUN, number), name, Some(record.sheet), change)?;
        *changed = true;
    }
    Ok(lost)
}

/// The doubt about a name that waited, and that a corrected file no longer has.
fn name_lost<K: Kind>(number: i64, text: String, record: &Incoming<K>) -> Doubt {
    Doubt {
        code: "name_lost",
        sheet: record.sheet,
        row: record.first_row,
        reason: format!("{} {number} no longer has the name `{text}`, which waited for a person", K::FORM.one),
        value: text,
        fix: None,
    }
}

fn new_waiting(row: WaitingRow) -> NewWaiting {
    NewWaiting {
        text: row.text,
        text_fold: row.text_fold,
        oblast_hint: row.oblast_hint,
        raion_hint: row.raion_hint,
        kind_hint: row.kind_hint,
        outcome: match row.outcome.as_str() {
            "likely" => "likely",
            "unknown" => "unknown",
            _ => "not_a_community",
        },
        participants: row.participants,
        sheet_row: row.sheet_row.unwrap_or_default(),
    }
}
