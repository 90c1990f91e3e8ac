//! `report needs --offer`: who needs what is on offer, in what order and why.

use std::cmp::Reverse;

use super::{Asked, Asks, Needs, NeedsQuestion, count, days_said, described, given, unmet::quantity};
use crate::{
    error::{Error, Result},
    model::{AidCategory, item_named, letters::fold},
    store::{DeliveryListRow, RecordFilter, Store},
    table::{Cell, Column, Table},
};

/// What is on offer.
#[derive(Clone, Debug)]
pub struct Offer {
    /// As typed: `generator`.
    pub item: String,
    /// How many; `None` = nobody said, and nothing is proposed.
    pub quantity: Option<i64>,
}

/// Somebody who needs it.
struct Claim<'a> {
    asked: &'a Asked,
    /// Whether the need names the item itself, and not only its kind of aid.
    named: bool,
    /// Whether a project selected it, so that help is promised.
    promised: bool,
    /// Whether it was refused once: a need that is still there.
    refused: bool,
    /// Received deliveries of the same item to its communities, and the last of them.
    got: Vec<&'a DeliveryListRow>,
    /// All received deliveries to its communities.
    aid: usize,
}

/// What decides between two claims, in this order; whatever is not known comes last.
type Order = (bool, bool, bool, bool, u8, (bool, Reverse<i64>), (bool, Option<jiff::civil::Date>), usize, i64);

impl Claim<'_> {
    fn order(&self) -> Order {
        let need = &self.asked.need;
        let urgency = match need.urgency.as_deref() {
            Some("high") => 0,
            Some("medium") => 1,
            Some("low") => 2,
            _ => 3,
        };
        let people = (need.people.is_none(), Reverse(need.people.unwrap_or(0)));
        let day = (self.asked.day().is_none(), self.asked.day());
        (!self.named, self.promised, self.refused, !self.got.is_empty(), urgency, people, day, self.aid, need.number)
    }
}

/// Lists unmet needs for something on offer, in the order in which they are proposed: needs that name the item before those that
/// name its kind of aid only; those that no project has selected yet; those that nobody has refused; who has not received one before who has; urgency; people concerned, more first; age; fewer
/// deliveries so far. What is offered goes down the list until none is left.
///
/// # Errors
/// The item is of no known kind of aid; the question names something that the database does not know.
pub fn needs_offer(store: &Store, question: &NeedsQuestion, offer: &Offer) -> Result<Table> {
    let category = AidCategory::parse(&offer.item).ok_or_else(|| Error::Usage {
        what: format!("nobody knows what kind of aid `{}` is", offer.item),
        hint: format!(
            "name an item such as `generator`, or a kind: {}",
            AidCategory::ALL.map(AidCategory::id).join(", ")
        ),
    })?;
    let needs = Needs::of(store, question)?;
    let deliveries = given(store, RecordFilter::default())?;
    let received: Vec<(&DeliveryListRow, Vec<usize>)> =
        deliveries.iter().map(|delivery| (delivery, needs.places.linked(&delivery.place))).collect();
    let item = |text: Option<&str>| text.and_then(item_named);
    let is_asked = |asked: &&Asked| {
        let same = item(Some(&offer.item)).is_some_and(|wanted| item(asked.need.item.as_deref()) == Some(wanted));
        asked.is_unmet() && (asked.asks == Asks::Aid(category) || same && asked.asks == Asks::Unknown)
    };
    let claims = needs.asked.iter().filter(is_asked);
    let mut claims: Vec<Claim<'_>> = claims
        .filter_map(|asked| {
            let named = is_named(&offer.item, category, asked.need.item.as_deref())?;
            let mine =
                || received.iter().filter(|(_, places)| places.iter().any(|one| asked.communities.contains(one)));
            let same = |delivery: &DeliveryListRow| {
                delivery.category.as_deref() == Some(category.id())
                    && is_named(&offer.item, category, delivery.item.as_deref()) == Some(true)
            };
            let got = mine().map(|(delivery, _)| *delivery).filter(|delivery| same(delivery)).collect();
            let promised = asked.is("selected");
            let refused = asked.is("rejected");
            Some(Claim { asked, named, promised, refused, got, aid: mine().count() })
        })
        .collect();
    let (placed, placeless): (Vec<_>, Vec<_>) = claims.drain(..).partition(|claim| !claim.asked.communities.is_empty());
    let mut claims = placed;
    claims.sort_by_key(Claim::order);
    let mut left = offer.quantity.map(|quantity| quantity * 1000);
    let rows = claims.iter().enumerate().map(|(place, claim)| row(&needs, place, claim, &mut left)).collect();
    let offered = offer.quantity.map(|quantity| format!(", {quantity} offered")).unwrap_or_default();
    Ok(Table {
        caption: format!("Who needs {}{offered}: {}", offer.item, described(question)),
        columns: columns(),
        rows,
        notes: notes(&needs, &claims, placeless.len(), offer, left),
    })
}

/// Whether a text names what is offered: `Some(true)` itself, `Some(false)` perhaps (it names only the kind of aid), `None`
/// something else.
fn is_named(offer: &str, category: AidCategory, text: Option<&str>) -> Option<bool> {
    let Some(text) = text else { return Some(false) };
    let is_kind = AidCategory::ALL.into_iter().any(|one| {
        let offer = fold(offer);
        [one.id().to_string(), fold(one.ukrainian()), fold(one.english())].contains(&offer)
    });
    match (item_named(offer), item_named(text)) {
        _ if is_kind => Some(true),
        (Some(offered), Some(wanted)) => (offered == wanted).then_some(true),
        (None, Some(_)) => None,
        (None, None) if fold(text).contains(&fold(offer)) => Some(true),
        (_, None) => (AidCategory::parse(text) == Some(category)).then_some(false),
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::ordinal("place", "Place", "Місце"),
        Column::ordinal("need", "Need", "Потреба №"),
        Column::text("oblast", "Oblast", "Область"),
        Column::text("communities", "Communities", "Громади"),
        Column::text("asks", "Asks for", "Що потрібно"),
        Column::number("quantity", "Quantity", "Кількість"),
        Column::text("urgency", "Urgency", "Пріоритет"),
        Column::number("people", "People", "Людей"),
        Column::text("date", "Date", "Дата"),
        Column::number("got", "Deliveries of it", "Поставок такого"),
        Column::number("got_quantity", "Got already", "Уже отримали"),
        Column::number("aid", "All deliveries", "Усіх поставок"),
        Column::text("other_donors", "Other donors", "Інші донори"),
        Column::number("proposed", "Proposed", "Пропонується"),
        Column::text("why", "Why here", "Чому тут"),
    ]
}

fn row(needs: &Needs, place: usize, claim: &Claim<'_>, left: &mut Option<i64>) -> Vec<Cell> {
    let need = &claim.asked.need;
    let wanted = need.quantity.unwrap_or(1000);
    let proposed = left.as_mut().map(|left| {
        let part = if claim.named { wanted.min(*left) } else { 0 };
        *left -= part;
        part
    });
    vec![
        (place as i64 + 1).into(),
        need.number.into(),
        need.place.oblast.clone().into(),
        needs.places.names(&claim.asked.communities),
        claim.asked.title(),
        quantity(need.quantity),
        need.urgency.clone().into(),
        need.people.into(),
        days_said(need.dated.as_deref(), need.date_precision.as_deref()),
        (claim.got.len() as i64).into(),
        quantity(got_quantity(claim)),
        (claim.aid as i64).into(),
        need.other_donors.clone().into(),
        quantity(proposed),
        why(claim).into(),
    ]
}

/// How many its communities got, in thousandths; `None` where some delivery tells no quantity.
fn got_quantity(claim: &Claim<'_>) -> Option<i64> {
    claim.got.iter().map(|delivery| delivery.quantity).sum()
}

/// The reasons for a place in the order, in the order of their weight.
fn why(claim: &Claim<'_>) -> String {
    let need = &claim.asked.need;
    let last = claim.got.iter().filter_map(|delivery| delivery.received.as_deref()).max();
    let mut reasons: Vec<String> = Vec::new();
    reasons.extend((!claim.named).then(|| "names only the kind of aid".to_string()));
    reasons.extend(claim.promised.then(|| "selected by a project".to_string()));
    reasons.extend(claim.refused.then(|| "refused before".to_string()));
    reasons.push(match (claim.got.len(), last) {
        (0, _) => "has received none".to_string(),
        (_, Some(day)) => format!("received one on {day}"),
        (_, None) => "received one before".to_string(),
    });
    reasons.push(need.urgency.as_ref().map_or("urgency not said".to_string(), |word| format!("{word} urgency")));
    reasons.push(need.people.map_or("people not said".to_string(), |people| format!("{people} people")));
    reasons.push(need.dated.as_ref().map_or("day not said".to_string(), |day| format!("since {day}")));
    reasons.join("; ")
}

fn notes(needs: &Needs, claims: &[Claim<'_>], placeless: usize, offer: &Offer, left: Option<i64>) -> Vec<String> {
    let named = claims.iter().filter(|claim| claim.named);
    let got = claims.iter().filter(|claim| !claim.got.is_empty()).count();
    let unsaid = named.clone().filter(|claim| claim.asked.need.quantity.is_none()).count();
    let communities = needs.communities(claims.iter().map(|claim| claim.asked)).len();
    let mut notes = vec![
        format!(
            "{} of {} ask for it, in {}; {got} of these needs come from communities that received one already.",
            count(claims.len(), "unmet need", "unmet needs"),
            needs.asked.iter().filter(|asked| asked.is_unmet()).count(),
            count(communities, "community", "communities"),
        ),
        "Order: needs that name the item before those that name its kind of aid only; those that no project has \
         selected yet; those that nobody has refused; who has received none before who has; urgency; people concerned, more first; the older need; fewer deliveries of any kind so far. What is not known comes last."
            .to_string(),
    ];
    if let Some((left, offered)) = left.zip(offer.quantity) {
        let whole = format!("{}.{:03}", left / 1000, left % 1000);
        let said = whole.trim_end_matches('0').trim_end_matches('.');
        notes.push(format!("Of {offered} offered, {said} left over."));
        if unsaid > 0 {
            notes.push(format!("{} no quantity: one is proposed for each.", count(unsaid, "need names", "needs name")));
        }
    }
    if placeless > 0 {
        notes.push(format!(
            "{} for it without a known community: no place in the order.",
            count(placeless, "need asks", "needs ask")
        ));
    }
    notes
}
