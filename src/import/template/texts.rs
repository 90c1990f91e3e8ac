//! The words of forms: lists of trainings, instructions.

use super::Fillable;
use crate::{
    model::{Format, Status, TrainingKind},
    sheet::{NewCell, NewSheet},
};

/// Formats and their words.
pub(in crate::import) const FORMATS: [(Format, &str); 3] =
    [(Format::Online, "онлайн"), (Format::InPerson, "офлайн"), (Format::Mixed, "змішаний")];
/// Kinds of event.
pub(in crate::import) const KINDS: [TrainingKind; 8] = [
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
pub(in crate::import) const STATUSES: [(Status, &str); 3] =
    [(Status::Held, "проведено"), (Status::Planned, "заплановано"), (Status::Cancelled, "скасовано")];

/// What a form says of a status that nobody knows.
pub(super) const UNKNOWN: &str = "невідомо";

/// The sheet of instructions.
pub(super) fn instructions<K: Fillable>(name: &str) -> NewSheet {
    let lines = [
        (
            "Чого не знаєте, лишайте порожнім: порожньо означає «невідомо», 0 означає нуль.",
            "Leave empty what you do not know: empty means unknown, 0 means zero.",
        ),
        (
            "Дати — як 12.03.2021; якщо день невідомий, напишіть «березень 2021» або «1 квартал 2021».",
            "Dates as 12.03.2021; where the day is unknown, write \"March 2021\" or \"Q1 2021\".",
        ),
        (
            "Не змінюйте ідентифікатор: за ним виправлення знаходить свій запис.",
            "Do not change the ID: by it a correction finds its record.",
        ),
        (
            "Стовпці можна переставляти й додавати; заголовки не змінюйте.",
            "Columns may be moved and added; do not change the headings.",
        ),
    ];
    let mut rows: Vec<Vec<NewCell>> = vec![vec!["Як заповнювати / How to fill it in".into()], Vec::new()];
    let lines = K::INSTRUCTIONS.iter().copied().chain(lines);
    rows.extend(lines.map(|(ukrainian, english)| vec![ukrainian.into(), english.into()]));
    rows.push(Vec::new());
    rows.extend(
        K::COLUMNS
            .iter()
            .map(|column| vec![format!("{} / {}", column.ukrainian, column.english).into(), column.hint.into()]),
    );
    NewSheet { name: name.to_string(), rows, heading: 1, widths: vec![90, 90], ..NewSheet::default() }
}
