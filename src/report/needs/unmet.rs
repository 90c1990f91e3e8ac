//! `report needs`: what was asked for and nobody gave, the oldest first.

use std::collections::BTreeMap;

use super::{Asked, Asks, NeedKey, Needs, NeedsQuestion, Place, count, days_said, described, theme_cell};
use crate::{
    error::Result,
    model::AidCategory,
    store::Store,
    table::{Cell, Column, Table},
};

/// Lists unmet needs, one row for each combination of what rows stand for, the one with the oldest need first. A need is unmet
/// until a person confirms what met it, or its sheet says that it was; an application that was refused is unmet too.
///
/// # Errors
/// The question names something that the database does not know.
pub fn needs(store: &Store, question: &NeedsQuestion) -> Result<Table> {
    let needs = Needs::of(store, question)?;
    let unmet: Vec<&Asked> = needs.asked.iter().filter(|asked| asked.is_unmet()).collect();
    let single = question.rows.contains(&NeedKey::Need);
    let keys: Vec<NeedKey> = question.rows.iter().copied().filter(|key| *key != NeedKey::Need).collect();
    let mut groups = groups(&needs, &keys, unmet.iter().copied());
    let oldest = |group: &[&Asked]| group.iter().filter_map(|asked| asked.day()).min();
    groups.sort_by_key(|(_, group)| (oldest(group).is_none(), oldest(group)));
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    if single {
        let mut lines: Vec<(&Asked, &Vec<Cell>)> =
            groups.iter().flat_map(|(head, group)| group.iter().map(move |asked| (*asked, head))).collect();
        lines.sort_by_key(|(asked, _)| (asked.day().is_none(), asked.day(), asked.need.number));
        rows.extend(lines.into_iter().map(|(asked, head)| [head.clone(), one(&needs, asked)].concat()));
    } else {
        groups.push((total_head(&keys), unmet.clone()));
        rows.extend(groups.iter().map(|(head, group)| [head.clone(), figures(&needs, group)].concat()));
    }
    let mut columns: Vec<Column> = keys.iter().flat_map(|key| key_columns(*key)).collect();
    columns.extend(if single { single_columns() } else { figure_columns() });
    Ok(Table { caption: format!("Unmet needs: {}", described(question)), columns, rows, notes: notes(&needs, &unmet) })
}

/// Puts needs together by some keys, in the order of the keys. Each need stands in one group.
pub(super) fn groups<'a>(
    needs: &Needs,
    keys: &[NeedKey],
    asked: impl Iterator<Item = &'a Asked>,
) -> Vec<(Vec<Cell>, Vec<&'a Asked>)> {
    let mut groups: BTreeMap<Vec<Part>, (Vec<Cell>, Vec<&Asked>)> = BTreeMap::new();
    for asked in asked {
        let parts: Vec<(Part, Vec<Cell>)> = keys.iter().map(|key| part(needs, *key, asked)).collect();
        let (order, cells): (Vec<Part>, Vec<Vec<Cell>>) = parts.into_iter().unzip();
        groups.entry(order).or_insert_with(|| (cells.concat(), Vec::new())).1.push(asked);
    }
    groups.into_values().collect()
}

/// What puts a key in order; what nobody said comes last.
type Part = (bool, Option<i64>, Option<String>, Option<Place>);

/// The part of a need's key, and the cells that name it.
fn part(needs: &Needs, key: NeedKey, asked: &Asked) -> (Part, Vec<Cell>) {
    let need = &asked.need;
    let number = |number: Option<i64>, cell| ((number.is_none(), number, None, None), vec![cell]);
    let text = |text: &Option<String>| ((text.is_none(), None, text.clone(), None), vec![text.clone().into()]);
    match key {
        NeedKey::Theme => match &asked.asks {
            Asks::Topic(topic) => ((false, Some(i64::MAX), Some(topic.clone()), None), vec![topic.as_str().into()]),
            _ => {
                let theme = need.theme.as_deref().and_then(crate::model::Theme::parse);
                let theme = theme.map(|theme| i64::from(theme.number));
                number(theme, theme_cell(theme))
            }
        },
        NeedKey::Category => {
            let category = need.category.as_deref().and_then(AidCategory::from_id);
            let cell = category.map_or(Cell::Missing, |one| Cell::Term(one.english(), one.ukrainian()));
            number(category.map(|category| category as i64), cell)
        }
        NeedKey::Track => text(&need.track),
        NeedKey::Project => text(&need.project),
        NeedKey::Oblast | NeedKey::Raion | NeedKey::Community | NeedKey::Need => territory(needs, key, asked),
    }
}

/// The territory of a need: the one of all its communities, else a row of its own.
fn territory(needs: &Needs, key: NeedKey, asked: &Asked) -> (Part, Vec<Cell>) {
    let place = match key {
        NeedKey::Oblast => needs.places.oblast(asked),
        NeedKey::Raion => needs.places.place(asked, |row| row.raion),
        _ => needs.places.place(asked, |row| Some(row.id)),
    };
    let row = match place {
        Place::Territory(place) => needs.places.communities.get(place),
        _ => None,
    };
    let named = |english, ukrainian| Cell::Term(english, ukrainian);
    let first = match (&place, key) {
        (Place::Several, NeedKey::Oblast) => named("Several oblasts", "Кілька областей"),
        (Place::Several, NeedKey::Raion) => named("Several raions", "Кілька районів"),
        (Place::Several, _) => named("Several communities", "Кілька громад"),
        (Place::Waiting, _) => named("A name waits", "Назва очікує рішення"),
        _ => {
            row.map_or(named("Place not said", "Місце не вказано"), |row| row.oblast_name.as_str().into())
        }
    };
    let mut cells = vec![first];
    let raion = || row.and_then(|row| row.raion_name.clone()).into();
    match key {
        NeedKey::Oblast => {}
        NeedKey::Raion => cells.push(raion()),
        _ => cells.extend([raion(), row.map(|row| row.name.clone()).into(), row.map(|row| row.code.clone()).into()]),
    }
    ((false, None, None, Some(place)), cells)
}

pub(super) fn key_columns(key: NeedKey) -> Vec<Column> {
    let oblast = Column::text("oblast", "Oblast", "Область");
    let raion = Column::text("raion", "Raion", "Район");
    match key {
        NeedKey::Theme => vec![Column::text("theme", "Theme", "Тема")],
        NeedKey::Category => vec![Column::text("category", "Kind of aid", "Вид допомоги")],
        NeedKey::Track => vec![Column::text("track", "Track", "Лот")],
        NeedKey::Project => vec![Column::text("project", "Project", "Проєкт")],
        NeedKey::Oblast => vec![oblast],
        NeedKey::Raion => vec![oblast, raion],
        NeedKey::Community | NeedKey::Need => {
            vec![oblast, raion, Column::text("community", "Community", "Громада"), Column::text("code", "Code", "Код")]
        }
    }
}

/// The head of the row of all.
pub(super) fn total_head(keys: &[NeedKey]) -> Vec<Cell> {
    let mut head = vec![Cell::Missing; keys.iter().map(|key| key_columns(*key).len()).sum()];
    if let Some(first) = head.first_mut() {
        *first = Cell::Term("Total", "Разом");
    }
    head
}

fn figure_columns() -> Vec<Column> {
    vec![
        Column::number("needs", "Unmet needs", "Незадоволених"),
        Column::number("communities", "Communities", "Громад"),
        Column::number("urgent", "Of high urgency", "Термінових"),
        Column::number("selected", "Selected", "Відібрано"),
        Column::number("rejected", "Rejected", "Відхилено"),
        Column::text("oldest", "Oldest", "Найдавніша"),
    ]
}

fn figures(needs: &Needs, group: &[&Asked]) -> Vec<Cell> {
    let number = |is: &dyn Fn(&Asked) -> bool| (group.iter().filter(|asked| is(asked)).count() as i64).into();
    let oldest = group.iter().filter(|asked| asked.day().is_some()).min_by_key(|asked| asked.day());
    vec![
        number(&|_| true),
        (needs.communities(group.iter().copied()).len() as i64).into(),
        number(&|asked| asked.need.urgency.as_deref() == Some("high")),
        number(&|asked| asked.is("selected")),
        number(&|asked| asked.is("rejected")),
        oldest.map_or(Cell::Missing, |asked| {
            days_said(asked.need.dated.as_deref(), asked.need.date_precision.as_deref())
        }),
    ]
}

fn single_columns() -> Vec<Column> {
    vec![
        Column::ordinal("need", "Need", "Потреба №"),
        Column::text("date", "Date", "Дата"),
        Column::text("asks", "Asks for", "Що потрібно"),
        Column::number("quantity", "Quantity", "Кількість"),
        Column::text("unit", "Unit", "Од. вим."),
        Column::text("urgency", "Urgency", "Пріоритет"),
        Column::number("people", "People", "Людей"),
        Column::text("status", "Status", "Статус"),
        Column::text("communities", "Communities", "Громади"),
        Column::text("other_donors", "Other donors", "Інші донори"),
    ]
}

fn one(needs: &Needs, asked: &Asked) -> Vec<Cell> {
    let need = &asked.need;
    vec![
        need.number.into(),
        days_said(need.dated.as_deref(), need.date_precision.as_deref()),
        asked.title(),
        quantity(need.quantity),
        need.unit.clone().into(),
        need.urgency.clone().into(),
        need.people.into(),
        need.status.clone().into(),
        needs.places.names(&asked.communities),
        need.other_donors.clone().into(),
    ]
}

/// A quantity in thousandths, with as many digits as it needs.
pub(in crate::report) fn quantity(thousandths: Option<i64>) -> Cell {
    thousandths.map_or(Cell::Missing, Cell::thousandths)
}

fn notes(needs: &Needs, unmet: &[&Asked]) -> Vec<String> {
    let met = needs.asked.iter().filter(|asked| asked.is_met());
    let (confirmed, said): (Vec<_>, Vec<_>) = met.partition(|asked| asked.need.met_by.is_some());
    let withdrawn = needs.asked.iter().filter(|asked| asked.is("withdrawn")).count();
    let mut notes = vec![
        format!(
            "{} of {} unmet, refused ones among them; {} met as a person confirmed, {} met by the word of a sheet, {withdrawn} withdrawn.",
            unmet.len(),
            count(needs.asked.len(), "need is", "needs are"),
            confirmed.len(),
            said.len(),
        ),
        format!(
            "{} of {} communities of the register have an unmet need.",
            needs.communities(unmet.iter().copied()).len(),
            needs.universe()
        ),
    ];
    notes.extend(needs.unknown_notes(unmet.iter().copied()));
    notes
}
