//! What figures of communities are measured by: how many there are, and how many people live in them.

use std::collections::BTreeSet;

use crate::store::CommunityRow;

/// How many communities the register has, Crimea apart; in one oblast where one is asked for.
pub(super) fn denominator(communities: &[CommunityRow], oblast: Option<i64>) -> String {
    let own = communities.iter().filter(|community| community.raion.is_some());
    let own: Vec<_> = own.filter(|community| oblast.is_none_or(|oblast| community.oblast == oblast)).collect();
    let apart = own.iter().filter(|community| oblast.is_none() && community.in_crimea()).count();
    let crimea = if apart > 0 { format!(", and {apart} in Crimea") } else { String::new() };
    format!("Communities of the register: {}{crimea}.", own.len() - apart)
}

/// The year of the number of residents of these communities, and of how many it is not known.
pub(super) fn residents_of(communities: &[&CommunityRow]) -> String {
    let known = communities.iter().filter(|community| community.residents.is_some()).count();
    let years: BTreeSet<i64> = communities.iter().filter_map(|community| community.residents_year).collect();
    let part = match known {
        known if known == communities.len() => String::new(),
        known => format!(", known for {known} of {} communities: the sum is of those", communities.len()),
    };
    match (years.first(), years.last()) {
        (Some(first), Some(last)) if first == last => format!("Residents: 1 January {first}{part}."),
        (Some(first), Some(last)) => format!("Residents: 1 January of the years {first} to {last}{part}."),
        _ if communities.is_empty() => "Residents: of no community.".to_string(),
        _ => "Residents are not known: `hromada import population FILE` brings them.".to_string(),
    }
}
