//! The form for deliveries.

use jiff::civil::Date;

use super::{
    Fill, Fillable, FormColumn, TemplateQuestion, column,
    data::{day, own_id, written},
    texts::UNKNOWN,
};
use crate::{
    error::Result,
    import::deliveries::Deliveries,
    model::{AidCategory, DeliveryStatus, Precision, Quarter},
    sheet::NewCell,
    store::{CommunityRow, DeliveryListRow, DeliveryValues, Label, Store},
};

const TEXT: Fill = Fill::Text;

/// The columns, from the left.
const COLUMNS: [FormColumn; 17] = [
    column(
        "id",
        ("Ідентифікатор (не змінювати)", "ID (do not change)"),
        "#meta+id",
        16,
        TEXT,
        "Не змінюйте; у нових рядках порожньо. Leave as it is; empty in new rows.",
    ),
    column(
        "project",
        ("Проєкт", "Project"),
        "#activity+project+name",
        18,
        TEXT,
        "Якщо не названий угорі. If the title does not name it.",
    ),
    column("donor", ("Донор", "Donor"), "#org+funding+name", 16, TEXT, "Хто фінансує. Who pays."),
    column("implementer", ("Виконавець", "Implementer"), "#org+impl+name", 18, TEXT, "Хто передає. Who delivers."),
    column("wave", ("Хвиля", "Wave"), "", 12, TEXT, "Якщо допомога йде хвилями. Where aid comes in waves."),
    column(
        "category",
        ("Категорія", "Category"),
        "#item+type",
        24,
        Fill::OneOf(categories),
        "Оберіть зі списку. Choose one.",
    ),
    column("item", ("Найменування", "Item"), "#item+name", 40, TEXT, "Обов’язково. Required."),
    column("quantity", ("Кількість", "Quantity"), "#item+num", 12, Fill::Amount, "Число. A number."),
    column("unit", ("Од. вим.", "Unit"), "#item+unit", 10, TEXT, "шт, компл, т. Pieces, sets, tonnes."),
    column(
        "value",
        ("Вартість усього", "Total value"),
        "#value",
        16,
        Fill::Amount,
        "За все, не за одиницю. Of all of it, not of one.",
    ),
    column("currency", ("Валюта", "Currency"), "#currency+code", 10, TEXT, "UAH, EUR, USD; порожньо = UAH."),
    column("decided", ("Дата рішення", "Date decided"), "", 14, Fill::Day, "12.03.2021"),
    column("sent", ("Дата передачі", "Date sent"), "#date+start", 14, Fill::Day, "12.03.2021"),
    column("received", ("Дата отримання", "Date received"), "#date+end", 14, Fill::Day, "12.03.2021"),
    column("status", ("Статус", "Status"), "#status", 14, Fill::OneOf(statuses), "Оберіть зі списку. Choose one."),
    column("oblast", ("Область", "Oblast"), "#adm1+name", 20, Fill::Oblast, "Оберіть зі списку. Choose one."),
    column(
        "community",
        ("Громада (громади)", "Community"),
        "#adm3+name",
        44,
        Fill::Community,
        "Оберіть, або через крапку з комою. Choose one; several with a semicolon.",
    ),
];

fn categories() -> Vec<&'static str> {
    AidCategory::ALL.iter().map(|category| category.ukrainian()).collect()
}

fn statuses() -> Vec<&'static str> {
    DeliveryStatus::ALL.iter().map(|status| status.1).collect()
}

impl Fillable for Deliveries {
    const SHEET: &'static str = "Поставки";
    const TITLE: &'static str = "Допомога громадам / Aid to communities";
    const COLUMNS: &'static [FormColumn] = &COLUMNS;
    const INSTRUCTIONS: &'static [(&'static str, &'static str)] = &[
        (
            "Один рядок — одна поставка; спільну для кількох громад подайте одним рядком, громади через крапку з комою.",
            "One row is one delivery; give one for several communities in one row, with semicolons between them.",
        ),
        ("Обов’язкові: найменування, громада або область.", "Required: item, community or oblast."),
        (
            "Вартість цілої хвилі, яку не поділено, подайте рядком лише з хвилею та вартістю.",
            "Give the value of a whole wave that is not divided in a row of its own, with wave and value alone.",
        ),
    ];

    fn example(communities: &[CommunityRow], quarter: Quarter) -> Vec<Vec<NewCell>> {
        let own: Vec<&CommunityRow> = communities.iter().filter(|row| row.raion.is_some()).take(2).collect();
        let [one, two] = own.as_slice() else { return Vec::new() };
        let after = |days: i64| quarter.first_day().checked_add(jiff::Span::new().days(days)).ok();
        let row = |item: &str, category: AidCategory, places: String, days: [Option<Date>; 2], status: &str| {
            let cell = |field: &str| match field {
                "project" => "PROSTO".into(),
                "wave" => "І хвиля".into(),
                "category" => category.ukrainian().into(),
                "item" => item.into(),
                "quantity" => NewCell::Number(5.0),
                "unit" => "шт".into(),
                "value" => NewCell::Number(142_500.0),
                "currency" => "UAH".into(),
                "sent" => days[0].map_or(NewCell::Empty, NewCell::from),
                "received" => days[1].map_or(NewCell::Empty, NewCell::from),
                "status" => status.into(),
                "oblast" => one.oblast_name.as_str().into(),
                "community" => places.as_str().into(),
                _ => NewCell::Empty,
            };
            COLUMNS.iter().map(|column| cell(column.field)).collect()
        };
        let both = format!("{}; {}", written(one), written(two));
        vec![
            row("Ноутбук", AidCategory::It, written(one), [after(8), after(15)], "отримано"),
            row("Генератор 5 кВт", AidCategory::Power, both, [after(20), None], "передано"),
        ]
    }

    fn rows(
        store: &Store,
        question: &TemplateQuestion,
        communities: &[CommunityRow],
    ) -> Result<(Vec<Vec<NewCell>>, usize)> {
        let found = store.deliveries(&question.filter(store)?)?;
        let names = store.labels(Label::Organisation)?;
        let mut rows = Vec::new();
        for delivery in &found {
            let places = question.places(store, ("delivery", delivery.number), &delivery.place, communities)?;
            let values = store.record::<DeliveryValues>(delivery.number)?.map(|stored| stored.values);
            let implementer = values.and_then(|values| values.implementer);
            let implementer = names.iter().find(|name| Some(name.id) == implementer).map(|name| name.name.clone());
            let id = own_id::<Deliveries>(store, delivery.number)?;
            rows.push(COLUMNS.iter().map(|column| cell(column.field, delivery, &id, &implementer, &places)).collect());
        }
        Ok((rows, found.len()))
    }
}

/// One cell of a delivery.
fn cell(
    field: &str,
    row: &DeliveryListRow,
    id: &str,
    implementer: &Option<String>,
    (oblast, places): &(Option<String>, String),
) -> NewCell {
    let text = |text: &Option<String>| text.as_deref().map_or(NewCell::Empty, NewCell::from);
    let day = |date: &Option<String>| date.as_deref().map_or(NewCell::Empty, |date| said(date, &row.date_precision));
    match field {
        "id" => id.into(),
        "project" => text(&row.project),
        "donor" => text(&row.donor),
        "implementer" => text(implementer),
        "wave" => text(&row.wave),
        "category" => {
            let category = row.category.as_deref().and_then(AidCategory::from_id);
            category.map_or(NewCell::Empty, |category| category.ukrainian().into())
        }
        "item" => text(&row.item),
        "quantity" => row.quantity.map_or(NewCell::Empty, |quantity| NewCell::Number(quantity as f64 / 1000.0)),
        "unit" => text(&row.unit),
        "value" => row.value.map_or(NewCell::Empty, |value| NewCell::Number(value as f64 / 100.0)),
        "currency" => text(&row.currency),
        "decided" => day(&row.decided),
        "sent" => day(&row.sent),
        "received" => day(&row.received),
        "status" => {
            let word = DeliveryStatus::ALL.iter().find(|status| Some(status.0.id()) == row.status.as_deref());
            word.map_or(UNKNOWN, |word| word.1).into()
        }
        "oblast" => text(oblast),
        "community" if places.is_empty() => NewCell::Empty,
        "community" => places.as_str().into(),
        _ => NewCell::Empty,
    }
}

/// A day; the first one of a month where the vaguest of the days is no day is that month.
pub(super) fn said(date: &str, precision: &Option<String>) -> NewCell {
    let precision = precision.as_deref().and_then(Precision::from_id).map(Precision::id);
    day(date, precision.filter(|_| date.ends_with("-01")))
}
