//! `assign delivery`, `assign need`: a person links communities to a record.

use super::{deciding::Decider, training::update_whereabouts};
use crate::{
    assign::Assigned,
    error::{Error, Result},
    store::{CommunityLink, Counts, LinkRule, NewChange, Record, SaidLink, Store},
};

/// Links communities, given by code or name, to the record of this kind with this number.
///
/// # Errors
/// No such record; a community that the register does not have or that is not sure. Then none is linked.
pub fn record<R: Record>(store: &Store, number: i64, communities: &[String], change: &NewChange) -> Result<Assigned> {
    let Some(stored) = store.record::<R>(number)? else {
        return Err(Error::Usage {
            what: format!("there is no {} {number}", R::NOUN),
            hint: "`hromada list` with the plural of it shows their numbers".to_string(),
        });
    };
    let mut decider = Decider::new(store)?;
    let places = communities.iter().map(|typed| decider.community(typed, "")).collect::<Result<Vec<_>>>()?;
    let links = R::links(store, number)?;
    let is_linked = |community: i64| links.iter().any(|link| link.community() == community);
    let (already, new): (Vec<_>, Vec<_>) = places.into_iter().partition(|(_, place)| is_linked(place.community));
    let codes = |places: &[(crate::model::Code, _)]| places.iter().map(|(code, _)| code.to_string()).collect();
    let mut assigned = Assigned { change: None, linked: codes(&new), already: codes(&already) };
    if new.is_empty() {
        return Ok(assigned);
    }
    let writing = store.write()?;
    let id = writing.begin_change(change)?;
    let by_hand = |community| SaidLink {
        community,
        rule: LinkRule::Person as i64,
        participants: None,
        sheet: None,
        sheet_row: None,
    };
    let links: Vec<_> = new.iter().map(|(_, place)| stored.values.link(number, &by_hand(place.community))).collect();
    R::add_links(&mut R::adding(&writing)?, &links, id)?;
    update_whereabouts::<R>(store, &writing, number, id)?;
    writing.end_change(id, &Counts { linked: Some(links.len() as i64), ..Counts::default() }, None)?;
    writing.commit()?;
    assigned.change = Some(id);
    Ok(assigned)
}
