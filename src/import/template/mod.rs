//! `import template`: a form for a kind of record that the import reads without a problem, empty or with the rows of a quarter.
//!
//! Four sheets: the form itself, an example, instructions, and hidden lists to choose from. Each row with data bears an id of the
//! database, so that the file that comes back corrects those very records.

mod columns;
mod data;
mod deliveries;
mod needs;
pub(super) mod texts;
mod trainings;

use jiff::civil::Date;

pub(super) use columns::{Fill, FormColumn, column, themes};
pub(super) use data::own_number;

use super::kind::Kind;
use crate::{
    error::Result,
    model::Quarter,
    sheet::{Allowed, EntryRule, NewCell, NewSheet, letters, xlsx_of},
    store::{CommunityRow, ListedPlace, RecordFilter, Store},
};

/// Rows of an empty form that are guarded against wrong entries.
const ROWS: u32 = 1000;
/// Name of the sheet with lists.
const LISTS: &str = "Списки";
/// Names of the other sheets beside that of the entries.
const EXAMPLE: &str = "Приклад (example)";
const INSTRUCTIONS: &str = "Інструкція (instructions)";

/// What form is wanted.
#[derive(Clone, Debug)]
pub struct TemplateQuestion {
    /// The project that its title names; `None` = each row names its own.
    pub project: Option<String>,
    /// The quarter that it is for.
    pub quarter: Option<Quarter>,
    /// Whether the records of the quarter stand in it: of the last one before `today` when none is named.
    pub with_data: bool,
    /// Whether a row of HXL tags stands under the headings.
    pub hxl: bool,
    /// Today.
    pub today: Date,
}

impl TemplateQuestion {
    /// Which records are wanted, in the database's own numbers.
    fn filter(&self, store: &Store) -> Result<RecordFilter> {
        Ok(RecordFilter {
            project: self.project.as_deref().map(|typed| store.find_project(typed)).transpose()?,
            from: self.quarter.map(|quarter| quarter.first_day().to_string()),
            to: self.quarter.map(|quarter| quarter.last_day().to_string()),
            ..RecordFilter::default()
        })
    }

    /// What a form says of the place of a record: the oblast, and the communities with the texts that wait.
    fn places(
        &self,
        store: &Store,
        (noun, number): (&str, i64),
        place: &ListedPlace,
        communities: &[CommunityRow],
    ) -> Result<(Option<String>, String)> {
        let codes: Vec<&str> = place.codes.as_deref().unwrap_or_default().split("; ").collect();
        let linked = communities.iter().filter(|community| codes.contains(&community.code.as_str()));
        let mut names: Vec<String> = linked.map(data::written).collect();
        let waiting = store.waiting_names_of(noun, number)?;
        names.extend(waiting.iter().map(|name| name.text.clone()));
        if place.scope == "all_of_oblast" {
            names.push("усі громади області".to_string());
        }
        let oblast = waiting.iter().find_map(|name| name.oblast_hint.clone()).or_else(|| place.oblast.clone());
        Ok((oblast, names.join("; ")))
    }
}

/// A form, ready to be saved.
#[derive(Clone, Debug)]
pub struct Template {
    /// The workbook.
    pub bytes: Vec<u8>,
    /// How many records stand in it.
    pub records: usize,
    /// The quarter whose records were asked for, where some were.
    pub quarter: Option<Quarter>,
}

/// The form of a kind of record.
pub trait Fillable: Kind {
    /// Its sheet of entries.
    const SHEET: &'static str;
    /// Its title.
    const TITLE: &'static str;
    /// Its columns, from the left.
    const COLUMNS: &'static [FormColumn];
    /// What its instructions say of its rows, in both languages, before what holds for all forms.
    const INSTRUCTIONS: &'static [(&'static str, &'static str)];

    /// Rows as they should be, in a quarter.
    fn example(communities: &[CommunityRow], quarter: Quarter) -> Vec<Vec<NewCell>>;
    /// The records of the database that the question asks for, as rows, and how many they are.
    ///
    /// # Errors
    /// A project that the database does not know.
    fn rows(
        store: &Store,
        question: &TemplateQuestion,
        communities: &[CommunityRow],
    ) -> Result<(Vec<Vec<NewCell>>, usize)>;
}

/// Makes the form.
///
/// # Errors
/// With data: a project that the database does not know.
pub fn template<K: Fillable>(store: &Store, question: &TemplateQuestion) -> Result<Template> {
    let mut question = question.clone();
    if question.with_data && question.quarter.is_none() {
        question.quarter = Some(last_quarter(question.today));
    }
    let communities: Vec<CommunityRow> =
        store.communities()?.into_iter().filter(|community| !community.code.starts_with("UA01")).collect();
    let lists = lists::<K>(&communities);
    let (rows, records) = match question.with_data {
        true => K::rows(store, &question, &communities)?,
        false => (Vec::new(), 0),
    };
    let mut form = heading::<K>(&question, K::SHEET);
    let first = form.heading + 1;
    form.rules = rules::<K>(&communities, first, first.saturating_add(ROWS.max(rows.len() as u32 * 2)));
    form.rows.extend(rows);
    let mut example = heading::<K>(&question, EXAMPLE);
    example.rows.extend(K::example(&communities, question.quarter.unwrap_or(last_quarter(question.today))));
    let instructions = texts::instructions::<K>(INSTRUCTIONS);
    let bytes = xlsx_of(&[form, example, instructions, lists], question.today)?;
    Ok(Template { bytes, records, quarter: question.quarter.filter(|_| question.with_data) })
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
fn heading<K: Fillable>(question: &TemplateQuestion, name: &str) -> NewSheet {
    let mut rows = vec![vec![K::TITLE.into()]];
    if let Some(project) = &question.project {
        rows.push(vec![format!("Проєкт: «{project}»").into()]);
    }
    if let Some(quarter) = question.quarter {
        rows.push(vec![
            format!("Період: {} квартал {} року / Q{} {}", quarter.number, quarter.year, quarter.number, quarter.year)
                .into(),
        ]);
    }
    rows.push(K::COLUMNS.iter().map(|column| format!("{}\n{}", column.ukrainian, column.english).into()).collect());
    if question.hxl {
        rows.push(K::COLUMNS.iter().map(|column| column.tag.into()).collect());
    }
    NewSheet {
        name: name.to_string(),
        heading: rows.len() as u32,
        rows,
        widths: K::COLUMNS.iter().map(|column| column.width).collect(),
        ..NewSheet::default()
    }
}

/// Columns of the hidden sheet before the lists of the form's own columns: oblast of each community, communities, oblasts.
const PLACES: [&str; 3] = ["Область громади", "Громади", "Області"];

/// What the columns of the form may hold.
fn rules<K: Fillable>(communities: &[CommunityRow], first: u32, last: u32) -> Vec<EntryRule> {
    let end = |length: usize| length + 1;
    let is_oblast = |column: &FormColumn| matches!(column.fill, Fill::Oblast);
    let oblast = K::COLUMNS.iter().position(is_oblast).map(letters).unwrap_or_default();
    let (oblasts, all) = (oblasts(communities).len(), communities.len());
    // The communities of the oblast that stands in the same row; all of them where none does.
    let of_oblast = format!(
        "OFFSET({LISTS}!$B$2,IFERROR(MATCH(${oblast}{first},{LISTS}!$A$2:$A${0},0)-1,0),0,IF(${oblast}{first}=\"\",{all},COUNTIF({LISTS}!$A$2:$A${0},${oblast}{first})),1)",
        end(all)
    );
    let list = |place: usize, length: usize| {
        let letter = letters(place);
        Allowed::OneOf(format!("{LISTS}!${letter}$2:${letter}${}", end(length)))
    };
    let mut own = PLACES.len();
    let rule = |(place, column): (usize, &FormColumn)| {
        let allowed = match column.fill {
            Fill::Text => return None,
            Fill::OneOf(words) => {
                own += 1;
                list(own - 1, words().len())
            }
            Fill::Oblast => list(2, oblasts),
            Fill::Community => Allowed::OneOf(of_oblast.clone()),
            Fill::Day => Allowed::Day(jiff::civil::date(2000, 1, 1), jiff::civil::date(2100, 12, 31)),
            Fill::People => Allowed::Whole(0, 1_000_000),
            Fill::Amount => return None,
        };
        let hint = (column.english.to_string(), column.hint.to_string());
        Some(EntryRule { column: place, rows: (first, last), allowed, hint })
    };
    K::COLUMNS.iter().enumerate().filter_map(rule).collect()
}

/// The hidden sheet: communities with their oblasts, oblasts, and the lists of the form's own columns.
fn lists<K: Fillable>(communities: &[CommunityRow]) -> NewSheet {
    let oblasts = oblasts(communities);
    let own: Vec<Vec<&str>> = K::COLUMNS
        .iter()
        .filter_map(|column| match column.fill {
            Fill::OneOf(words) => Some(words()),
            _ => None,
        })
        .collect();
    // Headings of the form would make the lists look like a table of records that nobody read.
    let numbered = (1..=own.len()).map(|number| format!("Список {number}").into());
    let mut rows: Vec<Vec<NewCell>> = vec![PLACES.into_iter().map(NewCell::from).chain(numbered).collect()];
    let longest = own.iter().map(Vec::len).max().unwrap_or(0);
    for place in 0..communities.len().max(longest) {
        let community = communities.get(place);
        let word = |text: Option<&str>| text.map_or(NewCell::Empty, NewCell::from);
        let mut row = vec![
            word(community.map(|community| community.oblast_name.as_str())),
            community.map_or(NewCell::Empty, |community| data::written(community).into()),
            word(oblasts.get(place).copied()),
        ];
        row.extend(own.iter().map(|list| word(list.get(place).copied())));
        rows.push(row);
    }
    NewSheet { name: LISTS.to_string(), rows, heading: 1, hidden: true, ..NewSheet::default() }
}

/// The oblasts of communities, in their order.
fn oblasts(communities: &[CommunityRow]) -> Vec<&str> {
    let mut names: Vec<&str> = communities.iter().map(|community| community.oblast_name.as_str()).collect();
    names.dedup();
    names
}
