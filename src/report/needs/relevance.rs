//! `report needs --relevance`: which topics are asked for more than offered, and the reverse.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::{Asks, Needs, NeedsQuestion, asked::filter, count, described, given, subject_cell};
use crate::{
    error::Result,
    model::AidCategory,
    report::{self, Selection},
    store::{Label, RecordFilter, Store},
    table::{Cell, Column, Table},
};

/// Demand and supply of one theme or kind of aid.
#[derive(Debug, Default)]
struct Weight {
    needs: i64,
    supply: i64,
    /// Communities, as places of the register.
    asking: BTreeSet<usize>,
    supplied: BTreeSet<usize>,
}

/// What is asked for, by what answers it.
type Weights = BTreeMap<Asks, Weight>;

/// Weighs the needs said in a period against the trainings held and the aid received in it. Trainings are weighed by theme and
/// aid by kind, each against its own total; what nobody gave a theme or kind stands apart and has no share.
///
/// # Errors
/// The question names something that the database does not know.
pub fn needs_relevance(store: &Store, question: &NeedsQuestion) -> Result<Table> {
    let needs = Needs::of(store, question)?;
    let mut weights = Weights::new();
    for asked in needs.asked.iter().filter(|asked| !asked.is("withdrawn")) {
        let weight = weights.entry(known(&asked.asks)).or_default();
        weight.needs += 1;
        weight.asking.extend(needs.communities(std::iter::once(asked)));
    }
    trainings(store, question, &needs, &mut weights)?;
    aid(store, question, &needs, &mut weights)?;
    let totals = [true, false].map(|of_aid| {
        let mine = weights.iter().filter(|(asks, _)| is_known(asks) && is_aid(asks) == of_aid);
        mine.fold((0, 0), |(needs, supply), (_, weight)| (needs + weight.needs, supply + weight.supply))
    });
    let mut lines: Vec<(&Asks, &Weight)> = weights.iter().collect();
    lines.sort_by(|(one, left), (other, right)| {
        let group = |asks: &Asks| (is_aid(asks), !is_known(asks));
        let by_index = (right.needs * left.supply).cmp(&(left.needs * right.supply));
        group(one).cmp(&group(other)).then(by_index).then(right.needs.cmp(&left.needs)).then(one.cmp(other))
    });
    let rows = lines.iter().map(|(asks, weight)| row(asks, weight, totals[usize::from(!is_aid(asks))])).collect();
    let (aid, taught) = (totals[0], totals[1]);
    let mut notes = vec![
        format!(
            "Shares of trainings are of {} and {} whose theme is known, shares of aid of {} and {} whose kind is known.",
            count(taught.0 as usize, "need", "needs"),
            count(taught.1 as usize, "held training", "held trainings"),
            count(aid.0 as usize, "need", "needs"),
            count(aid.1 as usize, "received delivery", "received deliveries"),
        ),
        "Relevance is the share of demand divided by the share of supply: above 1 it is asked for more than it is offered. Needs \
         that were taken back do not count."
            .to_string(),
    ];
    if let Some(unknown) = weights.get(&Asks::Unknown) {
        notes.push(format!(
            "Without a known theme or kind: {}, {}; `hromada assign topic TEXT --to THEME` gives a topic its theme.",
            count(unknown.needs as usize, "need", "needs"),
            count(unknown.supply as usize, "training or delivery", "trainings or deliveries"),
        ));
    }
    notes.extend(needs.unknown_notes(needs.asked.iter().filter(|asked| !asked.is("withdrawn"))));
    Ok(Table { caption: format!("Demand and supply: {}", described(question)), columns: columns(), rows, notes })
}

/// A topic without a theme is not known to be any theme.
fn known(asks: &Asks) -> Asks {
    match asks {
        Asks::Topic(_) => Asks::Unknown,
        known => known.clone(),
    }
}

fn is_known(asks: &Asks) -> bool {
    matches!(asks, Asks::Theme(_) | Asks::Aid(_))
}

fn is_aid(asks: &Asks) -> bool {
    matches!(asks, Asks::Aid(_))
}

/// Adds the trainings held in the period, each once.
fn trainings(store: &Store, question: &NeedsQuestion, needs: &Needs, weights: &mut Weights) -> Result<()> {
    if question.category.is_some() {
        return Ok(());
    }
    let selection = Selection {
        topic: question.topic.clone(),
        project: question.project.clone(),
        donor: question.donor.clone(),
        ..Selection::default()
    };
    let filter = report::filter(store, &selection, &question.period)?;
    let themes: FxHashMap<i64, i64> =
        store.labels(Label::Topic)?.into_iter().filter_map(|topic| Some((topic.id, topic.theme?))).collect();
    let asks = |topic: Option<i64>| {
        topic.and_then(|topic| themes.get(&topic)).map_or(Asks::Unknown, |theme| Asks::Theme(*theme))
    };
    store.events(&filter, |event| {
        if needs.oblast.is_none() || event.oblast == needs.oblast {
            weights.entry(asks(event.topic)).or_default().supply += 1;
        }
    })?;
    let places: FxHashMap<i64, usize> =
        needs.places.communities.iter().enumerate().map(|(place, row)| (row.id, place)).collect();
    let here = |place: usize| {
        let row = needs.places.communities.get(place);
        row.is_some_and(|row| needs.oblast.is_none_or(|oblast| row.oblast == oblast))
    };
    store.covered(&filter, |cell| {
        let Some(place) = places.get(&cell.community).copied().filter(|place| here(*place)) else { return };
        weights.entry(asks(cell.topic)).or_default().supplied.insert(place);
    })
}

/// Adds the aid received in the period, each delivery once.
fn aid(store: &Store, question: &NeedsQuestion, needs: &Needs, weights: &mut Weights) -> Result<()> {
    if question.topic.is_some() {
        return Ok(());
    }
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    let (from, to) = (day(question.period.from), day(question.period.to));
    let asked = RecordFilter { from, to, ..filter(store, question)? };
    let oblast = |place: &usize| needs.places.communities.get(*place).map(|row| row.oblast);
    for delivery in given(store, asked)? {
        let communities = needs.places.linked(&delivery.place);
        if needs.oblast.is_some() && !communities.iter().any(|place| oblast(place) == needs.oblast) {
            continue;
        }
        let category = delivery.category.as_deref().and_then(AidCategory::from_id);
        let weight = weights.entry(category.map_or(Asks::Unknown, Asks::Aid)).or_default();
        weight.supply += 1;
        weight
            .supplied
            .extend(communities.into_iter().filter(|place| needs.oblast.is_none() || oblast(place) == needs.oblast));
    }
    Ok(())
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("of", "Answered by", "Чим відповідають"),
        Column::text("subject", "Theme or kind of aid", "Тема чи вид допомоги"),
        Column::number("needs", "Needs", "Потреб"),
        Column::number("demand_share", "Demand, %", "Попит, %"),
        Column::number("asking", "Communities asking", "Громад просять"),
        Column::number("supply", "Trainings or deliveries", "Заходів чи поставок"),
        Column::number("supply_share", "Supply, %", "Пропозиція, %"),
        Column::number("supplied", "Communities supplied", "Громад отримали"),
        Column::number("unanswered", "Asking and not supplied", "Просять і не мають"),
        Column::number("relevance", "Relevance", "Релевантність"),
        Column::text("verdict", "Verdict", "Висновок"),
    ]
}

fn row(asks: &Asks, weight: &Weight, (all_needs, all_supply): (i64, i64)) -> Vec<Cell> {
    let is_known = is_known(asks);
    let share = |part: i64, whole: i64| match is_known && whole > 0 {
        true => Cell::Percent((2000 * part + whole) / (2 * whole)),
        false => Cell::Missing,
    };
    let (demand, supply) = (weight.needs * all_supply, weight.supply * all_needs);
    let index = (is_known && supply > 0).then(|| Cell::Decimal((200 * demand + supply) / (2 * supply), 2));
    let verdict = match (is_known, weight.needs, weight.supply) {
        (false, ..) => Cell::Missing,
        (_, _, 0) => Cell::Term("asked for, not offered", "просять, не пропонують"),
        (_, 0, _) => Cell::Term("offered, not asked for", "пропонують, не просять"),
        _ if demand > supply => Cell::Term("asked for more", "просять більше"),
        _ if demand < supply => Cell::Term("offered more", "пропонують більше"),
        _ => Cell::Term("even", "порівну"),
    };
    let kind = match (is_known, is_aid(asks)) {
        (false, _) => Cell::Missing,
        (_, true) => Cell::Term("aid", "допомога"),
        _ => Cell::Term("training", "навчання"),
    };
    let subject = if is_known { subject_cell(asks) } else { Cell::Term("Not known", "Невідомо") };
    vec![
        kind,
        subject,
        weight.needs.into(),
        share(weight.needs, all_needs),
        (weight.asking.len() as i64).into(),
        weight.supply.into(),
        share(weight.supply, all_supply),
        (weight.supplied.len() as i64).into(),
        (weight.asking.difference(&weight.supplied).count() as i64).into(),
        index.unwrap_or(Cell::Missing),
        verdict,
    ]
}
