//! What seems to answer a need: something of the same community and of what the need asks for, not before it.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::{Asked, Asks, Places};
use crate::{
    error::Result,
    model::{AidCategory, item_named},
    store::{DeliveryListRow, EventRow, Store},
};

/// What seems to answer a need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::report) struct Answering {
    /// As `assign need` takes it: `delivery:5`.
    pub(in crate::report) record: String,
    pub(in crate::report) title: String,
    pub(in crate::report) day: Date,
    pub(in crate::report) why: &'static str,
    pub(in crate::report) why_ukrainian: &'static str,
}

/// The deliveries and trainings that can answer needs, by community. Trainings are read when a community is first asked for.
pub(in crate::report) struct Supply<'s> {
    store: &'s Store,
    deliveries: FxHashMap<usize, Vec<&'s DeliveryListRow>>,
    trainings: FxHashMap<i64, Vec<EventRow>>,
}

impl<'s> Supply<'s> {
    pub(in crate::report) fn of(store: &'s Store, places: &Places, given: &'s [DeliveryListRow]) -> Supply<'s> {
        let mut deliveries: FxHashMap<usize, Vec<&DeliveryListRow>> = FxHashMap::default();
        for delivery in given {
            for community in places.linked(&delivery.place) {
                deliveries.entry(community).or_default().push(delivery);
            }
        }
        Supply { store, deliveries, trainings: FxHashMap::default() }
    }

    fn trainings(&mut self, community: i64) -> Result<&[EventRow]> {
        if !self.trainings.contains_key(&community) {
            self.trainings.insert(community, self.store.community_trainings(community)?);
        }
        Ok(self.trainings.get(&community).map_or(&[], Vec::as_slice))
    }
}

/// What seems to answer a need, by day: received deliveries of the kind of aid that it asks for (of the same item, where both
/// name one), or held trainings on its theme, but no dialogues and forums, for there needs are said. Nothing does where the day of either is not known.
pub(in crate::report) fn answers(supply: &mut Supply<'_>, places: &Places, asked: &Asked) -> Result<Vec<Answering>> {
    let Some(since) = asked.day() else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    match &asked.asks {
        Asks::Aid(category) if *category != AidCategory::Other => {
            for community in &asked.communities {
                let given = supply.deliveries.get(community).into_iter().flatten();
                found.extend(given.filter_map(|delivery| aid(asked, *category, delivery)));
            }
        }
        Asks::Theme(_) | Asks::Topic(_) => {
            for community in places.rows(&asked.communities) {
                let held = supply.trainings(community.id)?;
                found.extend(held.iter().filter_map(|event| training(&asked.asks, event)));
            }
        }
        Asks::Aid(_) | Asks::Unknown => {}
    }
    found.retain(|answer| answer.day >= since);
    found.sort_by(|one, other| (one.day, &one.record).cmp(&(other.day, &other.record)));
    found.dedup();
    Ok(found)
}

fn aid(asked: &Asked, category: AidCategory, delivery: &DeliveryListRow) -> Option<Answering> {
    let item = |text: &Option<String>| text.as_deref().and_then(item_named);
    let same = match (item(&asked.need.item), item(&delivery.item)) {
        (Some(wanted), Some(given)) => Some(wanted == given),
        _ => None,
    };
    let of_category = delivery.category.as_deref() == Some(category.id());
    if !of_category || same == Some(false) {
        return None;
    }
    let (why, why_ukrainian) = if same.is_some() {
        ("same item", "те саме майно")
    } else {
        ("same kind of aid", "той самий вид допомоги")
    };
    Some(Answering {
        record: format!("delivery:{}", delivery.number),
        title: delivery.item.clone().unwrap_or_default(),
        day: delivery.received.as_deref()?.parse().ok()?,
        why,
        why_ukrainian,
    })
}

fn training(asks: &Asks, event: &EventRow) -> Option<Answering> {
    if matches!(event.kind.as_deref(), Some("dialogue" | "forum")) {
        return None;
    }
    let (why, why_ukrainian) = match asks {
        Asks::Theme(theme) if event.theme == Some(*theme) => ("same theme", "та сама тема"),
        Asks::Topic(topic) if event.topic.as_ref() == Some(topic) => ("same topic", "той самий напрям"),
        _ => return None,
    };
    Some(Answering {
        record: format!("training:{}", event.number),
        title: event.title.clone(),
        day: event.start_date.parse().ok()?,
        why,
        why_ukrainian,
    })
}
