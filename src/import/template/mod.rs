//! `import template trainings`: a form that the import reads without a problem, empty or with the rows of a quarter.
//!
//! Four sheets: the form itself, an example, instructions, and hidden lists to choose from. Each row with data bears an id of the
//! database, so that the file that comes back corrects those very trainings.

mod columns;
mod data;
mod texts;

use jiff::civil::Date;

use columns::{COLUMNS, Fill};

use crate::{
    error::Result,
    model::{Quarter, THEMES},
    sheet::{Allowed, EntryRule, NewCell, NewSheet, letters, xlsx_of},
    store::{CommunityRow, Store},
};

pub(super) use data::own_number;

/// Rows of an empty form that are guarded against wrong entries.
const ROWS: u32 = 1000;
/// Name of the sheet with lists.
const LISTS: &str = "Списки";
/// Names of the other sheets.
const FORM: &str = "Заходи";
const EXAMPLE: &str = "Приклад (example)";
const INSTRUCTIONS: &str = "Інструкція (instructions)";

/// What form is wanted.
#[derive(Clone, Debug)]
pub struct TemplateQuestion {
    /// The project that its title names; `None` = each row names its own.
    pub project: Option<String>,
    /// The quarter that it is for.
    pub quarter: Option<Quarter>,
    /// Whether the trainings of the quarter stand in it: of the last one before `today` when none is named.
    pub with_data: bool,
    /// Whether a row of HXL tags stands under the headings.
    pub hxl: bool,
    /// Today.
    pub today: Date,
}

/// A form, ready to be saved.
#[derive(Clone, Debug)]
pub struct Template {
    /// The workbook.
    pub bytes: Vec<u8>,
    /// How many trainings stand in it.
    pub trainings: usize,
    /// The quarter whose trainings were asked for, where some were.
    pub quarter: Option<Quarter>,
}

/// Makes the form.
///
/// # Errors
/// With data: a project that the database does not know.
pub fn template(store: &Store, question: &TemplateQuestion) -> Result<Template> {
    let mut question = question.clone();
    if question.with_data && question.quarter.is_none() {
        question.quarter = Some(last_quarter(question.today));
    }
    let communities: Vec<CommunityRow> =
        store.communities()?.into_iter().filter(|community| !community.code.starts_with("UA01")).collect();
    let lists = lists(&communities);
    let (rows, trainings) = match question.with_data {
        true => data::rows(store, &question, &communities)?,
        false => (Vec::new(), 0),
    };
    let mut form = heading(&question, FORM);
    let first = form.heading + 1;
    form.rules = rules(&communities, first, first.saturating_add(ROWS.max(rows.len() as u32 * 2)));
    form.rows.extend(rows);
    let mut example = heading(&question, EXAMPLE);
    example.rows.extend(texts::example(&communities, question.quarter.unwrap_or(last_quarter(question.today))));
    let instructions = texts::instructions(INSTRUCTIONS);
    let bytes = xlsx_of(&[form, example, instructions, lists], question.today)?;
    Ok(Template { bytes, trainings, quarter: question.quarter.filter(|_| question.with_data) })
}

/// The quarter before the one in which a day lies.
fn last_quarter(today: Date) -> Quarter {
    let this = Quarter::of(today);
    match this.number {
        1 => Quarter { year: this.year - 1, number: 4 },
        number => Quarter { year: this.year, number: number - 1 },
    }
}

/// A sheet with the title block and the headings.
fn heading(question: &TemplateQuestion, name: &str) -> NewSheet {
    let mut rows = vec![vec!["Навчальні заходи для громад / Training events for communities".into()]];
    if let Some(project) = &question.project {
        rows.push(vec![format!("Проєкт: «{project}»").into()]);
    }
    if let Some(quarter) = question.quarter {
        rows.push(vec![
            format!("Період: {} квартал {} року / Q{} {}", quarter.number, quarter.year, quarter.number, quarter.year)
                .into(),
        ]);
    }
    rows.push(COLUMNS.iter().map(|column| format!("{}\n{}", column.ukrainian, column.english).into()).collect());
    if question.hxl {
        rows.push(COLUMNS.iter().map(|column| column.tag.into()).collect());
    }
    NewSheet {
        name: name.to_string(),
        heading: rows.len() as u32,
        rows,
        widths: COLUMNS.iter().map(|column| column.width).collect(),
        ..NewSheet::default()
    }
}

/// What the columns of the form may hold.
fn rules(communities: &[CommunityRow], first: u32, last: u32) -> Vec<EntryRule> {
    let end = |length: usize| length + 1;
    let oblast = COLUMNS.iter().position(|column| column.fill == Fill::Oblast).map(letters).unwrap_or_default();
    let (oblasts, all) = (oblasts(communities).len(), communities.len());
    // The communities of the oblast that stands in the same row; all of them where none does.
    let of_oblast = format!(
        "OFFSET({LISTS}!$E$2,IFERROR(MATCH(${oblast}{first},{LISTS}!$D$2:$D${0},0)-1,0),0,IF(${oblast}{first}=\"\",{all},COUNTIF({LISTS}!$D$2:$D${0},${oblast}{first})),1)",
        end(all)
    );
    let list = |letter: char, length: usize| Allowed::OneOf(format!("{LISTS}!${letter}$2:${letter}${}", end(length)));
    let rule = |(place, column): (usize, &columns::FormColumn)| {
        let allowed = match column.fill {
            Fill::Text => return None,
            Fill::Theme => list('A', THEMES.len()),
            Fill::Format => list('B', texts::FORMATS.len()),
            Fill::Kind => list('C', texts::KINDS.len()),
            Fill::Status => list('G', texts::STATUSES.len()),
            Fill::Oblast => list('F', oblasts),
            Fill::Community => Allowed::OneOf(of_oblast.clone()),
            Fill::Day => Allowed::Day(jiff::civil::date(2000, 1, 1), jiff::civil::date(2100, 12, 31)),
            Fill::People => Allowed::Whole(0, 1_000_000),
        };
        let hint = (column.english.to_string(), column.hint.to_string());
        Some(EntryRule { column: place, rows: (first, last), allowed, hint })
    };
    COLUMNS.iter().enumerate().filter_map(rule).collect()
}

/// The hidden sheet: themes, formats, kinds, oblast and name of each community, oblasts, statuses.
fn lists(communities: &[CommunityRow]) -> NewSheet {
    let oblasts = oblasts(communities);
    let titles = ["Теми", "Формати", "Види", "Область громади", "Громади", "Області", "Статуси"];
    let mut rows: Vec<Vec<NewCell>> = vec![titles.map(NewCell::from).to_vec()];
    for place in 0..communities.len().max(THEMES.len()) {
        let community = communities.get(place);
        let word = |text: Option<&str>| text.map_or(NewCell::Empty, NewCell::from);
        rows.push(vec![
            word(THEMES.get(place).map(|theme| theme.ukrainian)),
            word(texts::FORMATS.get(place).map(|format| format.1)),
            word(texts::KINDS.get(place).map(|kind| kind.ukrainian())),
            word(community.map(|community| community.oblast_name.as_str())),
            community.map_or(NewCell::Empty, |community| data::written(community).into()),
            word(oblasts.get(place).copied()),
            word(texts::STATUSES.get(place).map(|status| status.1)),
        ]);
    }
    NewSheet { name: LISTS.to_string(), rows, heading: 1, hidden: true, ..NewSheet::default() }
}

/// The oblasts of communities, in their order.
fn oblasts(communities: &[CommunityRow]) -> Vec<&str> {
    let mut names: Vec<&str> = communities.iter().map(|community| community.oblast_name.as_str()).collect();
    names.dedup();
    names
}
