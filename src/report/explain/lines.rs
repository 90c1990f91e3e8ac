//! The rows of an explanation.

use std::collections::BTreeSet;

use super::Figure;
use crate::{
    model::Quarter,
    store::{Evidence, LinkEvidence, Source},
    table::{Cell, Column, Table},
};

/// A row of an explanation before it is written.
pub(super) struct Line {
    training: Evidence,
    /// The community whose link this is; `None` = the whole training.
    pub(super) community: Option<i64>,
    /// Whether it adds to the figure, or to one of all.
    pub(super) counts: bool,
    /// What it adds to each figure that is explained; `None` = nobody counted.
    adds: Vec<Option<i64>>,
    why: String,
    source: Source,
    rows: BTreeSet<i64>,
}

impl Line {
    /// A training that has a part in the place; whether it `counts` is a matter of the figure.
    pub(super) fn counted(training: Evidence, adds: Vec<Option<i64>>, counts: bool, why: String) -> Line {
        Line { adds, counts, ..Line::left_out(training, why) }
    }

    /// A training that does not count.
    pub(super) fn left_out(training: Evidence, why: String) -> Line {
        let links = training.links.iter().filter(|link| link.source.sheet_id == training.source.sheet_id);
        let rows = links.filter_map(|link| link.source.row).chain(training.source.row).collect();
        let source = training.source.clone();
        Line { training, community: None, counts: false, adds: Vec::new(), why, source, rows }
    }

    /// A link that covers a community, or would if an earlier training did not.
    pub(super) fn of_link(training: &Evidence, link: &LinkEvidence, first: bool) -> Line {
        let found = found_by(link);
        let why = match first {
            true => format!("covered: {found}"),
            false => format!("covered already, a community counts once; {found}"),
        };
        let training = Evidence { links: vec![link.clone()], ..training.clone() };
        Line {
            training,
            community: Some(link.community),
            counts: first,
            adds: vec![Some(i64::from(first))],
            why,
            source: link.source.clone(),
            rows: link.source.row.into_iter().collect(),
        }
    }

    /// Whether it stands for this record.
    pub(super) fn is_of(&self, record: &Evidence) -> bool {
        (self.training.is_aid, self.training.number) == (record.is_aid, record.number)
    }

    fn cells(self, figures: usize, with_aid: bool) -> Vec<Cell> {
        let Line { training, counts, adds, why, source, rows, .. } = self;
        let joined = |part: fn(&LinkEvidence) -> &str| {
            let parts: Vec<_> = training.links.iter().map(part).collect();
            Some(parts.join("; ")).filter(|joined| !joined.is_empty())
        };
        let rows: Vec<_> = rows.iter().map(i64::to_string).collect();
        let day = |day: &str| said_day(day, training.date_precision.as_deref());
        let noun = if training.is_aid { ("delivery", "поставка") } else { ("training", "навчання") };
        let mut cells = vec![yes_or_no(counts)];
        cells.extend(with_aid.then_some(Cell::Term(noun.0, noun.1)));
        cells.extend([
            training.number.into(),
            day(&training.start_date),
            day(&training.end_date),
            training.title.as_str().into(),
            training.project.clone().into(),
            training.topic.clone().into(),
            joined(|link| &link.name).into(),
            joined(|link| &link.code).into(),
            training.participants.into(),
        ]);
        cells.extend((0..figures).map(|figure| Cell::from(adds.get(figure).copied().flatten())));
        let rows = Some(rows.join(", ")).filter(|rows| !rows.is_empty());
        cells.extend([why.into(), source.file.into(), source.sheet.into(), rows.into(), source.change.into()]);
        cells
    }
}

/// The table of all lines; `with_aid` tells of each record whether it is a training or a delivery.
pub(super) fn table(lines: Vec<Line>, figure: Option<Figure>, with_aid: bool) -> Table {
    let covered = Column::number("adds_covered", "Covers", "Охоплює");
    let trainings = Column::number("adds_trainings", "Adds trainings", "Додає навчань");
    let people = Column::number("adds_participants", "Adds people", "Додає учасників");
    let figures = match figure {
        Some(Figure::Covered | Figure::Percent) => vec![covered],
        Some(Figure::Trainings) => vec![trainings],
        Some(Figure::Participants) => vec![people],
        None => vec![covered, trainings, people],
    };
    let count = figures.len();
    let mut columns = vec![Column::text("counted", "Counted", "Враховано")];
    columns.extend(with_aid.then(|| Column::text("record", "Record", "Запис")));
    columns.extend([
        Column::ordinal("no", "No.", "№"),
        Column::text("start", "Start", "Початок"),
        Column::text("end", "End", "Кінець"),
        Column::text("title", "Title", "Назва"),
        Column::text("project", "Project", "Проєкт"),
        Column::text("topic", "Topic", "Тема"),
        Column::text("communities", "Communities", "Громади"),
        Column::text("katottg", "Codes", "Коди"),
        Column::number("participants", "Participants", "Учасників"),
    ]);
    columns.extend(figures);
    columns.extend([
        Column::text("why", "Why", "Чому"),
        Column::text("file", "File", "Файл"),
        Column::text("sheet", "Sheet", "Аркуш"),
        Column::text("row", "Row", "Рядок"),
        Column::ordinal("change", "Change", "Зміна"),
    ]);
    Table { columns, rows: lines.into_iter().map(|line| line.cells(count, with_aid)).collect(), ..Table::default() }
}

/// How a community was found.
pub(in crate::report) fn found_by(link: &LinkEvidence) -> String {
    match link.rule.as_str() {
        "person" => "a person linked it".to_string(),
        rule => format!("named in the sheet ({rule})"),
    }
}

/// Whether a record counts.
pub(in crate::report) fn yes_or_no(counts: bool) -> Cell {
    if counts { Cell::Term("yes", "так") } else { Cell::Term("no", "ні") }
}

/// A day as exactly as it was said: `2021-03` where only the month is known, `2020-Q4` where only the quarter is.
pub(in crate::report) fn said_day(day: &str, precision: Option<&str>) -> Cell {
    match precision {
        None => day.parse().map_or(Cell::Missing, Cell::Date),
        Some("year") => day.get(..4).into(),
        Some("quarter") => day.parse().map_or(Cell::Missing, |day| Quarter::of(day).to_string().into()),
        Some(_) => day.get(..7).into(),
    }
}
