//! `report gaps`: who was left out, the longest waiting first.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Selection, described, explain::Commands, filter, theme_note};
use crate::{
    error::Result,
    model::{CommunityKind, Period},
    store::{CommunityRow, CoverageFilter, GapRow, Store},
    table::{Cell, Column, Table},
};

/// The whole question.
#[derive(Clone, Debug)]
pub struct GapsQuestion {
    /// Days in which nothing happened.
    pub period: Period,
    /// Topic or theme, as typed; `None` = any training.
    pub topic: Option<String>,
    /// Only this oblast, as typed.
    pub oblast: Option<String>,
    /// Only this raion, as typed.
    pub raion: Option<String>,
    /// Only communities of this kind.
    pub kind: Option<CommunityKind>,
    /// Whether received aid is support too, as a held training is.
    pub with_aid: bool,
}

/// Lists the communities without a training in the period, with the day of their last one before its end: those that never had
/// one first, then the longest waiting. Crimea stands apart and is left out unless its oblast is asked for.
///
/// # Errors
/// An oblast, raion or topic that the database does not know.
pub fn gaps(store: &Store, question: &GapsQuestion) -> Result<Table> {
    answer(store, question, None)
}

/// The same, with a column of the commands that explain each row. `options` are further words that each command needs.
///
/// # Errors
/// As above.
pub fn gaps_explained(store: &Store, question: &GapsQuestion, options: &[String]) -> Result<Table> {
    answer(store, question, Some(options))
}

fn answer(store: &Store, question: &GapsQuestion, options: Option<&[String]>) -> Result<Table> {
    let selection = Selection { topic: question.topic.clone(), with_aid: question.with_aid, ..Selection::default() };
    selection.check_aid(false)?;
    let filter = filter(store, &selection, &question.period)?;
    let oblast = question.oblast.as_deref().map(|typed| store.find_oblast(typed)).transpose()?;
    let raion = question.raion.as_deref().map(|typed| store.find_raion(typed)).transpose()?;
    let kind = question.kind.map(CommunityKind::id);
    let until = question.period.to.map(|day| day.to_string());
    let mut gaps = store.gaps(&filter, until.as_deref())?;
    if question.with_aid {
        leave_out_aided(store, &filter, &question.period, &mut gaps)?;
    }

    let asked = |community: &CommunityRow| {
        community.raion.is_some()
            && oblast.map_or(!community.in_crimea(), |oblast| community.oblast == oblast)
            && raion.is_none_or(|raion| community.raion == Some(raion))
            && kind.is_none_or(|kind| community.kind.as_deref() == Some(kind))
    };
    let communities: Vec<CommunityRow> = store.communities()?.into_iter().filter(asked).collect();
    let places: FxHashMap<i64, usize> = communities.iter().enumerate().map(|(place, c)| (c.id, place)).collect();
    let mut found: Vec<(&GapRow, usize)> =
        gaps.iter().filter_map(|gap| Some((gap, *places.get(&gap.community)?))).collect();
    // Never supported comes before any date; among equals, the order of the register.
    found.sort_by(|one, other| (&one.0.last_support, one.1).cmp(&(&other.0.last_support, other.1)));

    let subject = question.topic.as_ref().map_or(String::new(), |topic| format!(" on {topic}"));
    let commands = options.map(|options| Commands {
        options,
        period: question.period,
        selection: &selection,
        oblast: None,
        communities: &communities,
    });
    let row = |community: &CommunityRow, gap: &GapRow| {
        let mut row = row(community, gap);
        row.extend(commands.as_ref().map(|commands| commands.of_gap(&community.code)));
        row
    };
    let rows = found.iter().filter_map(|(gap, place)| Some(row(communities.get(*place)?, gap))).collect();
    let mut notes =
        vec![format!("{} of {} communities had nothing{subject} in this period.", found.len(), communities.len())];
    notes.extend(theme_note(store, &filter)?);
    Ok(Table {
        caption: format!(
            "Communities without {}: {}",
            if question.with_aid { "a training or aid" } else { "a training" },
            described(&selection, &question.period)
        ),
        columns: columns(options.is_some()),
        rows,
        notes,
    })
}

/// Takes away the communities that received aid in the period; the others may have received some before its end.
fn leave_out_aided(store: &Store, filter: &CoverageFilter, period: &Period, gaps: &mut Vec<GapRow>) -> Result<()> {
    let aided: FxHashSet<i64> = store.aided(filter)?.into_iter().map(|aid| aid.community).collect();
    gaps.retain(|gap| !aided.contains(&gap.community));
    let before = super::filter(store, &Selection::default(), &Period { from: None, ..*period })?;
    let mut last: FxHashMap<i64, Option<String>> = FxHashMap::default();
    for aid in store.aided(&before)? {
        let known = last.entry(aid.community).or_default();
        *known = std::mem::take(known).max(aid.last);
    }
    for gap in gaps {
        let aid = last.remove(&gap.community).flatten();
        gap.last_support = std::mem::take(&mut gap.last_support).max(aid);
    }
    Ok(())
}

fn columns(explained: bool) -> Vec<Column> {
    let mut columns = vec![
        Column::text("oblast", "Oblast", "Область"),
        Column::text("raion", "Raion", "Район"),
        Column::text("community", "Community", "Громада"),
        Column::text("kind", "Kind", "Тип"),
        Column::text("code", "Code", "Код"),
        Column::number("residents", "Residents", "Жителів"),
        Column::date("last_support", "Last support", "Остання підтримка"),
    ];
    columns.extend(explained.then(|| Column::text("explain", "Explained by", "Пояснює")));
    columns
}

fn row(community: &CommunityRow, gap: &GapRow) -> Vec<Cell> {
    vec![
        community.oblast_name.as_str().into(),
        community.raion_name.clone().into(),
        community.name.as_str().into(),
        community.kind.clone().into(),
        community.code.as_str().into(),
        community.residents.into(),
        gap.last_support.as_deref().and_then(|day| day.parse().ok()).map_or(Cell::Missing, Cell::Date),
    ]
}
