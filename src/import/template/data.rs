//! Trainings of the database as rows of the form, so that reading them again changes nothing.

use rustc_hash::FxHashMap;

use super::{
    super::{kind::Kind, trainings::Trainings},
    TemplateQuestion,
    columns::COLUMNS,
    texts,
};
use crate::{
    error::Result,
    model::{CommunityKind, Precision, TrainingKind},
    sheet::NewCell,
    store::{CommunityRow, Label, Store, StoredTraining, TrainingFilter, WaitingRow},
};

/// The id of a record in a form. It names the database too, so that a form of another one is not taken for a correction.
pub(super) fn own_id<K: Kind>(store: &Store, number: i64) -> Result<String> {
    Ok(format!("{}{number}-{}", K::OWN_ID, store.fingerprint()?))
}

/// The number of the record that an id of a form names; `None` when it is an id of the sheet's own, or of another database.
pub(in crate::import) fn own_number<K: Kind>(store: &Store, id: &str) -> Result<Option<i64>> {
    let Some((number, fingerprint)) = id.strip_prefix(K::OWN_ID).and_then(|rest| rest.split_once('-')) else {
        return Ok(None);
    };
    Ok(number.parse().ok().filter(|_| store.fingerprint().is_ok_and(|own| own == fingerprint)))
}

/// A community as the form's list has it: its name for people, its code for the import.
pub(super) fn written(community: &CommunityRow) -> String {
    let kind = community.kind.as_deref().and_then(CommunityKind::parse).map_or("", CommunityKind::ukrainian);
    let raion = community.raion_name.as_deref().map(|raion| format!(", {raion} р-н")).unwrap_or_default();
    format!("{} {} {kind} громада{raion}", community.code, community.name).replace("  ", " ")
}

/// The names of lists by their numbers.
struct Names {
    projects: FxHashMap<i64, String>,
    topics: FxHashMap<i64, String>,
    organisations: FxHashMap<i64, String>,
}

impl Names {
    fn load(store: &Store) -> Result<Names> {
        let of = |label| -> Result<FxHashMap<i64, String>> {
            Ok(store.labels(label)?.into_iter().map(|row| (row.id, row.name)).collect())
        };
        Ok(Names { projects: of(Label::Project)?, topics: of(Label::Topic)?, organisations: of(Label::Organisation)? })
    }
}

/// The rows of the quarter's trainings, and how many trainings they are.
pub(super) fn rows(
    store: &Store,
    question: &TemplateQuestion,
    communities: &[CommunityRow],
) -> Result<(Vec<Vec<NewCell>>, usize)> {
    let filter = TrainingFilter {
        project: question.project.as_deref().map(|typed| store.find_project(typed)).transpose()?,
        from: question.quarter.map(|quarter| quarter.first_day().to_string()),
        to: question.quarter.map(|quarter| quarter.last_day().to_string()),
        ..TrainingFilter::default()
    };
    let names = Names::load(store)?;
    let communities: FxHashMap<i64, &CommunityRow> = communities.iter().map(|row| (row.id, row)).collect();
    let oblasts: FxHashMap<i64, &str> =
        communities.values().map(|row| (row.oblast, row.oblast_name.as_str())).collect();
    let (mut rows, mut trainings) = (Vec::new(), 0);
    for listed in store.trainings(&filter)? {
        let Some(training) = store.training(listed.number)? else { continue };
        trainings += 1;
        let waiting = store.waiting_names_of("training", training.number)?;
        let places = places(store, &training, &waiting, &communities)?;
        let oblast = waiting.iter().find_map(|name| name.oblast_hint.clone());
        let oblast =
            oblast.or_else(|| training.values.oblast.and_then(|id| oblasts.get(&id)).map(|name| (*name).to_string()));
        let row = FormRow {
            id: own_id::<Trainings>(store, training.number)?,
            training: &training,
            names: &names,
            places,
            oblast,
        };
        rows.extend(row.cells());
    }
    Ok((rows, trainings))
}

/// The communities of a training, then the texts that wait.
fn places(
    store: &Store,
    training: &StoredTraining,
    waiting: &[WaitingRow],
    communities: &FxHashMap<i64, &CommunityRow>,
) -> Result<String> {
    let links = store.assignments(training.number)?;
    let known = links.iter().filter_map(|link| communities.get(&link.community)).map(|row| written(row));
    let mut places: Vec<String> = known.chain(waiting.iter().map(|name| name.text.clone())).collect();
    if training.values.scope == "all_of_oblast" {
        places.push("усі громади області".to_string());
    }
    Ok(places.join("; "))
}

/// One training of the form.
struct FormRow<'t> {
    id: String,
    training: &'t StoredTraining,
    names: &'t Names,
    places: String,
    oblast: Option<String>,
}

impl FormRow<'_> {
    /// Its rows: one, or several where its parts are more than all or do not add up, as sums of rows that do not all tell the same
    /// may: what stands in one row has to be true together.
    fn cells(&self) -> Vec<Vec<NewCell>> {
        let v = &self.training.values;
        let (all, new, women, men) = (v.participants, v.new_participants, v.women, v.men);
        let more = |part: Option<u32>| part.zip(all).is_some_and(|(part, all)| part > all);
        let both = women.zip(men).map(|(women, men)| women + men);
        if !more(new) && !more(women) && !more(men) && both.is_none_or(|both| all == Some(both)) {
            return vec![self.row([all, new, women, men])];
        }
        let rows = [[all, None, None, None], [None, new, women, None], [None, None, None, men]];
        rows.into_iter().filter(|row| row.iter().any(Option::is_some)).map(|row| self.row(row)).collect()
    }

    fn row(&self, people: [Option<u32>; 4]) -> Vec<NewCell> {
        COLUMNS.iter().map(|column| self.cell(column.field, people)).collect()
    }

    fn cell(&self, field: &str, [all, new, women, men]: [Option<u32>; 4]) -> NewCell {
        let v = &self.training.values;
        let named = |list: &FxHashMap<i64, String>, id: Option<i64>| {
            id.and_then(|id| list.get(&id)).map_or(NewCell::Empty, |name| name.as_str().into())
        };
        let text = |text: &Option<String>| text.as_deref().map_or(NewCell::Empty, NewCell::from);
        let count = |count: Option<u32>| count.map_or(NewCell::Empty, |count| NewCell::Number(f64::from(count)));
        match field {
            "id" => self.id.as_str().into(),
            "project" => named(&self.names.projects, v.project),
            "donor" => named(&self.names.organisations, v.donor),
            "implementer" => named(&self.names.organisations, v.implementer),
            "title" => v.title.as_str().into(),
            "topic" => named(&self.names.topics, v.topic),
            "kind" => v.kind.and_then(TrainingKind::from_id).map_or(NewCell::Empty, |kind| kind.ukrainian().into()),
            "format" => {
                let word = texts::FORMATS.iter().find(|format| Some(format.0.id()) == v.format);
                word.map_or(NewCell::Empty, |word| word.1.into())
            }
            "status" => {
                let word = texts::STATUSES.iter().find(|status| status.0.id() == v.status && v.status != "held");
                word.map_or(NewCell::Empty, |word| word.1.into())
            }
            "start" => day(&v.start_date, v.date_precision),
            "end" => {
                let (start, end) = (day(&v.start_date, v.date_precision), day(&v.end_date, v.date_precision));
                if start == end { NewCell::Empty } else { end }
            }
            "hours" => match v.minutes {
                None => NewCell::Empty,
                Some(minutes) if minutes % 15 == 0 => NewCell::Number(f64::from(minutes) / 60.0),
                Some(minutes) => format!("{minutes} хв").into(),
            },
            "oblast" => text(&self.oblast),
            "community" if self.places.is_empty() => NewCell::Empty,
            "community" => self.places.as_str().into(),
            "participants" => count(all),
            "new" => count(new),
            "women" => count(women),
            "men" => count(men),
            "audience" => text(&v.audience),
            "language" => text(&v.language),
            "place" => text(&v.place),
            "link" => text(&v.link),
            _ => NewCell::Empty,
        }
    }
}

/// A date as exactly as it was said.
pub(super) fn day(date: &str, precision: Option<&str>) -> NewCell {
    const MONTHS: [&str; 12] = [
        "січень",
        "лютий",
        "березень",
        "квітень",
        "травень",
        "червень",
        "липень",
        "серпень",
        "вересень",
        "жовтень",
        "листопад",
        "грудень",
    ];
    let Ok(date) = date.parse::<jiff::civil::Date>() else { return NewCell::Empty };
    let year = date.year();
    match precision.and_then(Precision::from_id) {
        None | Some(Precision::Day) => date.into(),
        Some(Precision::Month) => {
            let month = MONTHS.get(usize::try_from(date.month() - 1).unwrap_or_default()).copied().unwrap_or_default();
            format!("{month} {year}").into()
        }
        Some(Precision::Quarter) => format!("{} квартал {year}", (date.month() + 2) / 3).into(),
        Some(Precision::Half) => format!("{} півріччя {year}", if date.month() <= 6 { "І" } else { "ІІ" }).into(),
        Some(Precision::Year) => format!("{year} рік").into(),
    }
}
