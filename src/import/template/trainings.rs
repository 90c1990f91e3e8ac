//! The form for trainings.

use jiff::civil::Date;

use super::{Fillable, FormColumn, TemplateQuestion, columns::COLUMNS, data};
use crate::{
    error::Result,
    import::trainings::Trainings,
    model::Quarter,
    sheet::NewCell,
    store::{CommunityRow, Store},
};

impl Fillable for Trainings {
    const SHEET: &'static str = "Заходи";
    const TITLE: &'static str = "Навчальні заходи для громад / Training events for communities";
    const COLUMNS: &'static [FormColumn] = &COLUMNS;
    const INSTRUCTIONS: &'static [(&'static str, &'static str)] = &[
        (
            "Один рядок — один захід для однієї громади або для кількох, названих в одній клітинці через крапку з комою.",
            "One row is one event, for one community or for several in one cell with semicolons between.",
        ),
        (
            "Захід для кількох громад можна подати й кількома рядками, однаковими в усьому, крім громади та кількості учасників.",
            "An event for several communities may also take several rows, equal in all but community and numbers.",
        ),
        ("Обов’язкові: назва, дата початку, громада або область.", "Required: title, start date, community or oblast."),
        (
            "Якщо названо всіх учасників, жінок і чоловіків, сума має збігатися.",
            "Where all, women and men are given, the sum has to be right.",
        ),
    ];

    fn example(communities: &[CommunityRow], quarter: Quarter) -> Vec<Vec<NewCell>> {
        example(communities, quarter)
    }

    fn rows(
        store: &Store,
        question: &TemplateQuestion,
        communities: &[CommunityRow],
    ) -> Result<(Vec<Vec<NewCell>>, usize)> {
        data::rows(store, question, communities)
    }
}

/// Three rows as they should be, in a quarter.
fn example(communities: &[CommunityRow], quarter: Quarter) -> Vec<Vec<NewCell>> {
    let first = quarter.first_day();
    let after = |days: i64| first.checked_add(jiff::Span::new().days(days)).unwrap_or(first);
    let own: Vec<&CommunityRow> = communities.iter().filter(|community| community.raion.is_some()).take(3).collect();
    let (Some(one), Some(two), Some(three)) = (own.first(), own.get(1), own.get(2)) else { return Vec::new() };
    let row = |title: &str, topic: &str, days: (Date, Option<Date>), places: &str, people: [f64; 3]| {
        let cell = |field: &str| match field {
            "project" => "DOBRE".into(),
            "title" => title.into(),
            "topic" => topic.into(),
            "kind" => "тренінг".into(),
            "format" => "онлайн".into(),
            "start" => days.0.into(),
            "end" => days.1.map_or(NewCell::Empty, NewCell::from),
            "hours" => NewCell::Number(6.0),
            "oblast" => one.oblast_name.as_str().into(),
            "community" => places.into(),
            "participants" => NewCell::Number(people[0]),
            "women" => NewCell::Number(people[1]),
            "men" => NewCell::Number(people[2]),
            "language" => "українська".into(),
            _ => NewCell::Empty,
        };
        COLUMNS.iter().map(|column| cell(column.field)).collect()
    };
    let both = format!("{}; {}", data::written(two), data::written(three));
    vec![
        row(
            "Складання бюджету громади",
            "Фінансова децентралізація та бюджетування",
            (after(8), None),
            &data::written(one),
            [25.0, 15.0, 10.0],
        ),
        row(
            "Інститут старост: повноваження",
            "Інститут старост",
            (after(20), Some(after(21))),
            &both,
            [34.0, 20.0, 14.0],
        ),
        row(
            "Стратегія розвитку до 2030 року",
            "Стратегічне планування",
            (after(40), None),
            "усі громади області",
            [60.0, 33.0, 27.0],
        ),
    ]
}
