//! Aid of one kind that several projects gave to one community.

use std::collections::{BTreeMap, BTreeSet};

use super::{Deed, Overlap};
use crate::{
    error::Result,
    model::{AidCategory, Period},
    report::aid::{Deliveries, Register, Selected, Wanted, term},
    store::{AidRow, Store},
};

/// All overlaps in the order of the register, and what could not be compared.
pub(super) fn overlaps<'a>(
    store: &Store,
    period: &Period,
    register: &'a Register,
) -> Result<(Vec<Overlap<'a>>, Vec<String>)> {
    let deliveries = Deliveries::read(store)?;
    let wanted = Wanted {
        from: period.from.map(|day| day.to_string()),
        to: period.to.map(|day| day.to_string()),
        ..Wanted::default()
    };
    let selected = Selected::of(&deliveries, register, wanted);
    let mut given: BTreeMap<(usize, AidCategory), Vec<&AidRow>> = BTreeMap::new();
    let mut unknown = 0;
    for row in selected.received() {
        let category = row.category.as_deref().and_then(AidCategory::from_id);
        let Some(category) = category.filter(|_| row.project.is_some()) else {
            unknown += 1;
            continue;
        };
        for place in row.communities.iter().filter_map(|community| register.place(*community)) {
            given.entry((place, category)).or_default().push(row);
        }
    }
    let mut found = Vec::new();
    for ((place, category), mut rows) in given {
        let projects: BTreeSet<_> = rows.iter().filter_map(|row| row.project).collect();
        if let Some(community) = register.all().get(place).filter(|_| projects.len() > 1) {
            rows.sort_by_key(|row| (row.dated.is_none(), &row.dated, row.number));
            let deeds = rows.into_iter().filter_map(deed).collect();
            found.push(Overlap { community, subject: vec![term(category)], deeds });
        }
    }
    let plural = if unknown == 1 { "delivery tells" } else { "deliveries tell" };
    let mut notes = vec!["Only what was received is compared.".to_string()];
    notes
        .extend((unknown > 0).then(|| format!("{unknown} {plural} no kind or no project, and could not be compared.")));
    Ok((found, notes))
}

fn deed(row: &AidRow) -> Option<Deed> {
    let item = row.item.as_deref().unwrap_or_default();
    let day = row.dated.as_ref().map_or(String::new(), |day| format!(" ({day})"));
    Some(Deed { project: row.project?, donor: row.donor, said: format!("{} {item}{day}", row.number) })
}
