//! The words of the form: its lists, its example, its instructions.

use jiff::civil::Date;

use super::{columns::COLUMNS, data};
use crate::{
    model::{Format, Quarter, Status, TrainingKind},
    sheet::{NewCell, NewSheet},
    store::CommunityRow,
};

/// Formats and their words.
pub(super) const FORMATS: [(Format, &str); 3] =
    [(Format::Online, "онлайн"), (Format::InPerson, "офлайн"), (Format::Mixed, "змішаний")];
/// Kinds of event.
pub(super) const KINDS: [TrainingKind; 8] = [
    TrainingKind::Training,
    TrainingKind::Webinar,
    TrainingKind::Workshop,
    TrainingKind::StudyVisit,
    TrainingKind::Course,
    TrainingKind::Consultation,
    TrainingKind::Dialogue,
    TrainingKind::Forum,
];
/// Whether it was held.
pub(super) const STATUSES: [(Status, &str); 3] =
    [(Status::Held, "проведено"), (Status::Planned, "заплановано"), (Status::Cancelled, "скасовано")];

/// Three rows as they should be, in a quarter.
pub(super) fn example(communities: &[CommunityRow], quarter: Quarter) -> Vec<Vec<NewCell>> {
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

/// The sheet of instructions.
pub(super) fn instructions(name: &str) -> NewSheet {
    let lines = [
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
            "Чого не знаєте, лишайте порожнім: порожньо означає «невідомо», 0 означає нуль.",
            "Leave empty what you do not know: empty means unknown, 0 means zero.",
        ),
        (
            "Якщо названо всіх учасників, жінок і чоловіків, сума має збігатися.",
            "Where all, women and men are given, the sum has to be right.",
        ),
        (
            "Дати — як 12.03.2021; якщо день невідомий, напишіть «березень 2021» або «1 квартал 2021».",
            "Dates as 12.03.2021; where the day is unknown, write \"March 2021\" or \"Q1 2021\".",
        ),
        (
            "Не змінюйте ідентифікатор: за ним виправлення знаходить свій захід.",
            "Do not change the ID: by it a correction finds its event.",
        ),
        (
            "Стовпці можна переставляти й додавати; заголовки не змінюйте.",
            "Columns may be moved and added; do not change the headings.",
        ),
    ];
    let mut rows: Vec<Vec<NewCell>> = vec![vec!["Як заповнювати / How to fill it in".into()], Vec::new()];
    rows.extend(lines.map(|(ukrainian, english)| vec![ukrainian.into(), english.into()]));
    rows.push(Vec::new());
    rows.extend(
        COLUMNS
            .iter()
            .map(|column| vec![format!("{} / {}", column.ukrainian, column.english).into(), column.hint.into()]),
    );
    NewSheet { name: name.to_string(), rows, heading: 1, widths: vec![90, 90], ..NewSheet::default() }
}
