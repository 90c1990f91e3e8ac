//! The columns of a form, and those of the form for trainings.

use super::texts;
use crate::model::THEMES;

/// A column of the form.
#[derive(Clone, Copy, Debug)]
pub struct FormColumn {
    /// The field that the import reads it as.
    pub field: &'static str,
    /// Headings.
    pub ukrainian: &'static str,
    /// Headings.
    pub english: &'static str,
    /// Tag of the Humanitarian Exchange Language.
    pub tag: &'static str,
    /// Width in characters.
    pub width: u16,
    /// How it is filled in.
    pub fill: Fill,
    /// What is to be written, in both languages.
    pub hint: &'static str,
}

/// How a column is filled in.
#[derive(Clone, Copy, Debug)]
pub enum Fill {
    Text,
    /// One of a list.
    OneOf(fn() -> Vec<&'static str>),
    Oblast,
    Community,
    Day,
    People,
    /// Any number that is not below zero.
    Amount,
}

pub(in crate::import) const fn column(
    field: &'static str,
    (ukrainian, english): (&'static str, &'static str),
    tag: &'static str,
    width: u16,
    fill: Fill,
    hint: &'static str,
) -> FormColumn {
    FormColumn { field, ukrainian, english, tag, width, fill, hint }
}

/// The fixed list of themes.
pub(in crate::import) fn themes() -> Vec<&'static str> {
    THEMES.iter().map(|theme| theme.ukrainian).collect()
}

fn kinds() -> Vec<&'static str> {
    texts::KINDS.iter().map(|kind| kind.ukrainian()).collect()
}

fn formats() -> Vec<&'static str> {
    texts::FORMATS.iter().map(|format| format.1).collect()
}

fn statuses() -> Vec<&'static str> {
    texts::STATUSES.iter().map(|status| status.1).collect()
}

/// All columns of the form for trainings, from the left.
pub(super) const COLUMNS: [FormColumn; 22] = [
    column(
        "id",
        ("Ідентифікатор (не змінювати)", "ID (do not change)"),
        "#meta+id",
        16,
        Fill::Text,
        "Не змінюйте; у нових рядках порожньо. Leave as it is; empty in new rows.",
    ),
    column(
        "project",
        ("Проєкт", "Project"),
        "#activity+project+name",
        18,
        Fill::Text,
        "Якщо не названий угорі. If the title does not name it.",
    ),
    column("donor", ("Донор", "Donor"), "#org+funding+name", 16, Fill::Text, "Хто фінансує. Who pays."),
    column(
        "implementer",
        ("Виконавець", "Implementer"),
        "#org+impl+name",
        18,
        Fill::Text,
        "Хто проводить. Who holds it.",
    ),
    column("title", ("Назва заходу", "Event title"), "#activity+name", 48, Fill::Text, "Обов’язково. Required."),
    column(
        "topic",
        ("Тема", "Topic"),
        "#sector+name",
        34,
        Fill::OneOf(themes),
        "Оберіть зі списку або напишіть свою. Choose one, or write your own.",
    ),
    column(
        "kind",
        ("Вид заходу", "Event type"),
        "#activity+type",
        16,
        Fill::OneOf(kinds),
        "Оберіть зі списку. Choose one.",
    ),
    column(
        "format",
        ("Формат", "Format"),
        "#activity+format",
        12,
        Fill::OneOf(formats),
        "Оберіть зі списку. Choose one.",
    ),
    column("status", ("Статус", "Status"), "#status", 12, Fill::OneOf(statuses), "Порожньо = проведено. Empty = held."),
    column(
        "start",
        ("Дата початку", "Start date"),
        "#date+start",
        14,
        Fill::Day,
        "Перший день. The first day: 12.03.2021",
    ),
    column(
        "end",
        ("Дата завершення", "End date"),
        "#date+end",
        14,
        Fill::Day,
        "Порожньо для одного дня. Empty for one day.",
    ),
    column(
        "hours",
        ("Тривалість, годин", "Duration, hours"),
        "#indicator+hours+num",
        12,
        Fill::Text,
        "Число годин. Hours: 1,5",
    ),
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
        "participants",
        ("Учасників усього", "Participants, total"),
        "#reached+ind",
        12,
        Fill::People,
        "Ціле число; порожньо = невідомо. A whole number; empty = unknown.",
    ),
    column(
        "new",
        ("З них уперше", "Of them, first time"),
        "#reached+ind+new",
        12,
        Fill::People,
        "Хто раніше не брав участі. Who had not taken part before.",
    ),
    column("women", ("Жінок", "Women"), "#reached+f", 10, Fill::People, "Ціле число. A whole number."),
    column("men", ("Чоловіків", "Men"), "#reached+m", 10, Fill::People, "Ціле число. A whole number."),
    column(
        "audience",
        ("Цільова аудиторія", "Target audience"),
        "#beneficiary+type",
        24,
        Fill::Text,
        "Для кого. For whom.",
    ),
    column("language", ("Мова", "Language"), "#meta+lang", 12, Fill::Text, "Мова заходу. Language of the event."),
    column("place", ("Місце проведення", "Venue"), "#loc+name", 20, Fill::Text, "Населений пункт. Town or village."),
    column("link", ("Посилання", "Link"), "#meta+url", 24, Fill::Text, "Новина, матеріали. News, materials."),
];
