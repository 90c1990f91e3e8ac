//! The form for needs.

use super::{
    Fill, Fillable, FormColumn, TemplateQuestion, column,
    data::{own_id, written},
    deliveries::said,
    texts::UNKNOWN,
    themes,
};
use crate::{
    error::Result,
    import::needs::Needs,
    model::{AidCategory, NeedSource, NeedStatus, Quarter, Urgency},
    sheet::NewCell,
    store::{CommunityRow, NeedListRow, NeedValues, Store},
};

const TEXT: Fill = Fill::Text;

/// The columns, from the left.
const COLUMNS: [FormColumn; 16] = [
    column(
        "id",
        ("Ідентифікатор (не змінювати)", "ID (do not change)"),
        "#meta+id",
        16,
        TEXT,
        "Не змінюйте; у нових рядках порожньо. Leave as it is; empty in new rows.",
    ),
    column("project", ("Проєкт", "Project"), "#activity+project+name", 18, TEXT, "До кого звернулися. Who was asked."),
    column("date", ("Дата подання", "Date submitted"), "#date", 14, Fill::Day, "12.03.2021"),
    column("oblast", ("Область", "Oblast"), "#adm1+name", 20, Fill::Oblast, "Оберіть зі списку. Choose one."),
    column(
        "community",
        ("Громада (громади)", "Community"),
        "#adm3+name",
        44,
        Fill::Community,
        "Оберіть, або через крапку з комою. Choose one; several with a semicolon.",
    ),
    column(
        "topic",
        ("Напрям", "Topic"),
        "#sector+name",
        34,
        Fill::OneOf(themes),
        "Оберіть зі списку або напишіть свій. Choose one, or write your own.",
    ),
    column("item", ("Потреба", "Need"), "#item+name", 40, TEXT, "Що потрібно. What is needed."),
    column(
        "category",
        ("Категорія", "Category"),
        "#item+type",
        24,
        Fill::OneOf(categories),
        "Вид допомоги. Kind of aid.",
    ),
    column("quantity", ("Кількість", "Quantity"), "#item+num", 12, Fill::Amount, "Число. A number."),
    column("unit", ("Од. вим.", "Unit"), "#item+unit", 10, TEXT, "шт, осіб. Pieces, persons."),
    column("urgency", ("Пріоритет", "Urgency"), "", 12, Fill::OneOf(urgencies), "Оберіть зі списку. Choose one."),
    column(
        "people",
        ("Кількість людей", "People concerned"),
        "#affected",
        12,
        Fill::People,
        "Кого стосується. Whom it concerns.",
    ),
    column("source", ("Джерело", "Source"), "", 18, Fill::OneOf(sources), "Оберіть зі списку. Choose one."),
    column("track", ("Лот", "Track"), "", 12, TEXT, "Частина конкурсу. Part of the call."),
    column(
        "status",
        ("Статус розгляду", "Status"),
        "#status",
        14,
        Fill::OneOf(statuses),
        "Порожньо = подано. Empty = applied.",
    ),
    column(
        "other_donors",
        ("Інші донори, до яких звернулися", "Other donors asked"),
        "",
        24,
        TEXT,
        "До кого ще звернулися. Who else was asked.",
    ),
];

fn categories() -> Vec<&'static str> {
    AidCategory::ALL.iter().map(|category| category.ukrainian()).collect()
}

fn urgencies() -> Vec<&'static str> {
    Urgency::ALL.iter().map(|urgency| urgency.1).collect()
}

fn sources() -> Vec<&'static str> {
    NeedSource::ALL.iter().map(|source| source.1).collect()
}

fn statuses() -> Vec<&'static str> {
    NeedStatus::ALL.iter().map(|status| status.1).collect()
}

impl Fillable for Needs {
    const SHEET: &'static str = "Потреби";
    const TITLE: &'static str = "Потреби громад / Needs of communities";
    const COLUMNS: &'static [FormColumn] = &COLUMNS;
    const INSTRUCTIONS: &'static [(&'static str, &'static str)] = &[
        ("Один рядок — одна потреба однієї громади.", "One row is one need of one community."),
        ("Обов’язкові: потреба або напрям, громада.", "Required: need or topic, community."),
    ];

    fn example(communities: &[CommunityRow], quarter: Quarter) -> Vec<Vec<NewCell>> {
        let own: Vec<&CommunityRow> = communities.iter().filter(|row| row.raion.is_some()).take(1).collect();
        let [one] = own.as_slice() else { return Vec::new() };
        let cell = |field: &str| match field {
            "project" => "PROSTO".into(),
            "date" => quarter.first_day().into(),
            "oblast" => one.oblast_name.as_str().into(),
            "community" => written(one).as_str().into(),
            "topic" => "Адміністративні послуги, ЦНАП".into(),
            "item" => "Ноутбуки для ЦНАП".into(),
            "category" => AidCategory::It.ukrainian().into(),
            "quantity" => NewCell::Number(4.0),
            "unit" => "шт".into(),
            "urgency" => "висока".into(),
            "source" => "заявка".into(),
            _ => NewCell::Empty,
        };
        vec![COLUMNS.iter().map(|column| cell(column.field)).collect()]
    }

    fn rows(
        store: &Store,
        question: &TemplateQuestion,
        communities: &[CommunityRow],
    ) -> Result<(Vec<Vec<NewCell>>, usize)> {
        let found = store.needs(&question.filter(store)?)?;
        let mut rows = Vec::new();
        for need in &found {
            let places = question.places(store, ("need", need.number), &need.place, communities)?;
            let id = own_id::<Needs>(store, need.number)?;
            let own = store.record::<NeedValues>(need.number)?.and_then(|stored| stored.values.status);
            rows.push(COLUMNS.iter().map(|column| cell(column.field, need, own, &id, &places)).collect());
        }
        Ok((rows, found.len()))
    }
}

/// One cell of a need; its own status is that of its sheets, whatever met it.
fn cell(
    field: &str,
    row: &NeedListRow,
    own_status: Option<&str>,
    id: &str,
    (oblast, places): &(Option<String>, String),
) -> NewCell {
    let text = |text: &Option<String>| text.as_deref().map_or(NewCell::Empty, NewCell::from);
    let word = |word: Option<&str>| word.map_or(NewCell::Empty, NewCell::from);
    match field {
        "id" => id.into(),
        "project" => text(&row.project),
        "date" => row.dated.as_deref().map_or(NewCell::Empty, |date| said(date, &row.date_precision)),
        "oblast" => text(oblast),
        "community" if places.is_empty() => NewCell::Empty,
        "community" => places.as_str().into(),
        "topic" => text(&row.topic),
        "item" => text(&row.item),
        "category" => word(row.category.as_deref().and_then(AidCategory::from_id).map(AidCategory::ukrainian)),
        "quantity" => row.quantity.map_or(NewCell::Empty, |quantity| NewCell::Number(quantity as f64 / 1000.0)),
        "unit" => text(&row.unit),
        "urgency" => {
            word(Urgency::ALL.iter().find(|(one, _)| Some(one.id()) == row.urgency.as_deref()).map(|one| one.1))
        }
        "people" => row.people.map_or(NewCell::Empty, |people| NewCell::Number(people as f64)),
        "source" => {
            word(NeedSource::ALL.iter().find(|(one, _)| Some(one.id()) == row.source.as_deref()).map(|one| one.1))
        }
        "track" => text(&row.track),
        "status" => {
            let known = NeedStatus::ALL.iter().find(|(one, _)| Some(one.id()) == own_status);
            known.map_or(UNKNOWN, |one| one.1).into()
        }
        "other_donors" => text(&row.other_donors),
        _ => NewCell::Empty,
    }
}
