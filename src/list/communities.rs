//! `list communities`: the register.

use super::holds;
use crate::{
    error::Result,
    model::{Category, Code, CommunityKind},
    store::Store,
    table::{Cell, Column, Table},
};

/// Which communities to show, as typed. `None` = no matter.
#[derive(Clone, Debug, Default)]
pub struct CommunityFilter {
    /// Oblast, by name or code.
    pub oblast: Option<String>,
    /// Raion, by name or code.
    pub raion: Option<String>,
    /// Kind of community.
    pub kind: Option<CommunityKind>,
    /// Words that the name or code holds.
    pub text: Option<String>,
}

/// Communities in force with their place and residents, by oblast, raion and name.
///
/// # Errors
/// An oblast or raion that the register does not have.
pub fn communities(store: &Store, filter: &CommunityFilter) -> Result<Table> {
    let oblast = filter.oblast.as_deref().map(|typed| store.find_oblast(typed)).transpose()?;
    let raion = filter.raion.as_deref().map(|typed| store.find_raion(typed)).transpose()?;
    let kind = filter.kind.map(CommunityKind::id);
    let found: Vec<_> = store
        .communities()?
        .into_iter()
        .filter(|community| oblast.is_none_or(|oblast| community.oblast == oblast))
        .filter(|community| raion.is_none_or(|raion| community.raion == Some(raion)))
        .filter(|community| kind.is_none_or(|kind| community.kind.as_deref() == Some(kind)))
        .filter(|community| holds(&format!("{} {}", community.name, community.code), filter.text.as_deref()))
        .collect();
    let hromadas = found.iter().filter(|community| community.raion.is_some()).count();
    let edition = store.edition()?.unwrap_or_default();
    Ok(Table {
        caption: format!("Communities, edition of {edition}"),
        columns: vec![
            Column::text("oblast", "Oblast", "Область"),
            Column::text("raion", "Raion", "Район"),
            Column::text("community", "Community", "Громада"),
            Column::text("kind", "Kind", "Тип"),
            Column::text("code", "Code", "Код"),
            Column::number("residents", "Residents", "Жителів"),
            Column::ordinal("residents_year", "Year", "Рік"),
        ],
        rows: found
            .into_iter()
            .map(|community| {
                vec![
                    community.oblast_name.into(),
                    community.raion_name.into(),
                    community.name.into(),
                    community.kind.into(),
                    community.code.into(),
                    community.residents.into(),
                    community.residents_year.into(),
                ]
            })
            .collect(),
        notes: vec![if hromadas == 1 { "1 community.".to_string() } else { format!("{hromadas} communities.") }],
    })
}

/// Every place of the register: oblasts, raions, communities, settlements, in the order of codes. The table from which the
/// embedded register is made.
pub fn places(store: &Store) -> Result<Table> {
    let register = store.register()?;
    let mut rows: Vec<(Code, Category, Option<CommunityKind>, String)> = Vec::new();
    let city = |code: Code| matches!(code.oblast_digits(), 80 | 85);
    for place in register.oblasts {
        rows.push((
            place.code,
            if city(place.code) { Category::SpecialCity } else { Category::Oblast },
            None,
            place.name,
        ));
    }
    rows.extend(register.raions.into_iter().map(|place| (place.code, Category::Raion, None, place.name)));
    let communities = register.communities.into_iter().filter(|place| place.raion.is_some());
    rows.extend(communities.map(|place| (place.code, Category::Community, place.kind, place.name)));
    rows.extend(register.settlements.into_iter().map(|place| (place.code, place.category, None, place.name)));
    rows.sort();
    Ok(Table {
        caption: format!("Places, edition of {}", store.edition()?.unwrap_or_default()),
        columns: vec![
            Column::text("code", "Code", "Код"),
            Column::text("category", "Category", "Категорія"),
            Column::text("kind", "Kind", "Тип"),
            Column::text("name", "Name", "Назва"),
        ],
        rows: rows
            .into_iter()
            .map(|(code, category, kind, name)| {
                vec![code.to_string().into(), category.letter().into(), kind.map(CommunityKind::id).into(), name.into()]
            })
            .collect(),
        notes: Vec::new(),
    })
}

/// Names of earlier editions, in the order of codes.
pub fn former_names(store: &Store) -> Result<Table> {
    Ok(Table {
        caption: "Former names".to_string(),
        columns: vec![
            Column::text("code", "Code", "Код"),
            Column::text("name", "Former name", "Колишня назва"),
            Column::date("until", "Gone by the edition of", "Немає з редакції"),
        ],
        rows: store
            .register()?
            .former_names
            .into_iter()
            .map(|former| vec![former.code.to_string().into(), former.name.into(), Cell::Date(former.until)])
            .collect(),
        notes: Vec::new(),
    })
}
