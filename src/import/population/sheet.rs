//! Reads one sheet of residents, row by row: which place each row names, and what becomes of its figure.

use std::{collections::HashMap, path::Path};

use super::{
    super::{Level, Problem, text_of},
    cells::{count_of, year_in},
    columns::{Columns, Unit, question, unit},
};
use crate::{
    error::{Error, Result},
    model::{Code, letters::fold},
    names::{Outcome, Question, Resolver, Rule},
    sheet::{Book, Row, letters},
    store::{PlaceIds, Residents},
};

/// A sheet as it was understood.
pub(super) struct Found {
    pub(super) sheet: String,
    pub(super) heading_row: Option<u32>,
    pub(super) figures: Vec<Residents>,
    pub(super) problems: Vec<Problem>,
    pub(super) rows: i64,
    /// Places without a figure of their own here: the name, what the sheet says of it, and what its communities add up to.
    pub(super) territories: Vec<Territory>,
    /// Communities for which the sheet has a dash or nothing.
    pub(super) without: usize,
    /// Rows of another year than the one asked for.
    pub(super) other_years: usize,
    unit: Option<Unit>,
    title_year: Option<i64>,
    title_unit: Option<Unit>,
}

/// An oblast, or another place that is no community.
pub(super) struct Territory {
    pub(super) name: String,
    pub(super) said: i64,
    /// What the communities below its row add up to; `None` where rows below a heading say nothing of it.
    pub(super) sum: Option<i64>,
}

/// What is known while sheets are read.
pub(super) struct Reading<'f> {
    pub(super) resolver: Resolver,
    pub(super) ids: HashMap<Code, PlaceIds>,
    /// Kyiv and Sevastopol, by their folded names.
    pub(super) cities: HashMap<String, Code>,
    /// Oblasts, raions and settlements: their codes are known, and are no communities.
    pub(super) others: HashMap<Code, String>,
    pub(super) year: Option<i64>,
    pub(super) unit: Option<Unit>,
    pub(super) file: &'f Path,
}

/// What a row is about.
enum Subject {
    Community(Code),
    /// A place that is no community: it may be the heading of the rows below.
    Other(String),
    Nothing,
    /// Column, value and what is wrong with it.
    Wrong(Option<usize>, String, String),
}

/// The places that rows above give.
#[derive(Default)]
struct Above {
    oblast: String,
    raion: String,
}

impl Reading<'_> {
    /// Reads a sheet; `None` when it holds no residents of communities.
    pub(super) fn sheet(&mut self, book: &mut Book, index: usize, name: &str) -> Result<Option<Found>> {
        let mut rows = book.rows(index)?;
        let mut row = Row::default();
        let mut headed: Option<Columns> = None;
        let mut above = Above::default();
        let mut found = Found::new(name);
        while rows.next(&mut row)? {
            if found.rows == 0 {
                match Columns::headed(&row, self.year) {
                    Ok(None) => found.look_at_title(&row),
                    Ok(columns) => {
                        headed = columns;
                        continue;
                    }
                    Err(what) => return question(self.file, name, what),
                }
            }
            let headless = if headed.is_none() { Columns::headless(&row) } else { None };
            let Some(columns) = headed.as_ref().or(headless.as_ref()) else { continue };
            match self.subject(columns, &row, &above) {
                Subject::Community(code) => self.figure(code, columns, &row, &mut found)?,
                Subject::Other(text) => self.territory(text, columns, &row, &mut above, &mut found),
                Subject::Nothing => {}
                Subject::Wrong(column, value, reason) => {
                    found.rows += 1;
                    found.problems.push(problem(name, row.number, column, &value, reason));
                }
            }
        }
        self.check_unit(headed.as_ref(), &found)?;
        found.heading_row = headed.and_then(|columns| columns.heading_row);
        let table = found.heading_row.is_some() && !found.problems.is_empty();
        Ok((table || !found.figures.is_empty()).then_some(found))
    }

    fn subject(&mut self, columns: &Columns, row: &Row, above: &Above) -> Subject {
        let said = |column: Option<usize>| {
            column.map(|column| text_of(row.cell(column)).trim().to_string()).filter(|said| !said.is_empty())
        };
        if let Some(written) = said(columns.code) {
            return self.by_code(written, columns.code);
        }
        let Some(text) = said(columns.name) else { return Subject::Nothing };
        if let Some(city) = self.city(&text) {
            return Subject::Community(city);
        }
        let (oblast, raion) = (said(columns.oblast), said(columns.raion));
        let outcome = self.resolver.resolve(&Question {
            text: &text,
            oblast: oblast.as_deref().unwrap_or(&above.oblast),
            raion: raion.as_deref().unwrap_or(&above.raion),
            ..Question::default()
        });
        let folded = fold(&text);
        let says_community = folded.contains("тг") || folded.contains("громад");
        match outcome.as_ref() {
            // A town of the same name is not the community: only names and codes of communities count here.
            Outcome::Sure { code, rule } if self.names_itself(*code, *rule) => Subject::Community(*code),
            Outcome::NotACommunity { .. } => Subject::Other(text),
            _ if columns.heading_row.is_none() && !says_community => Subject::Nothing,
            _ => {
                let reason = format!("`{text}` does not name one community for sure");
                Subject::Wrong(columns.name, text, reason)
            }
        }
    }

    /// What a cell of the column of codes means.
    fn by_code(&mut self, written: String, column: Option<usize>) -> Subject {
        if let Some(code) = Code::parse(&written) {
            return match (self.ids.contains_key(&code), self.others.get(&code)) {
                (true, _) => Subject::Community(code),
                (false, Some(name)) => Subject::Other(name.clone()),
                (false, None) => {
                    let reason = format!("{code} is no code of this register");
                    Subject::Wrong(column, written, reason)
                }
            };
        }
        let question = Question { text: &written, ..Question::default() };
        match self.resolver.resolve(&question).as_ref() {
            Outcome::Sure { code, rule: Rule::Code } => Subject::Community(*code),
            _ if !written.chars().any(|sign| sign.is_ascii_digit()) => Subject::Nothing,
            _ => {
                let reason = format!("`{written}` is no code of a community: `UA` and 17 digits were expected");
                Subject::Wrong(column, written, reason)
            }
        }
    }

    /// Kyiv or Sevastopol, which are communities of their own and oblasts too.
    fn city(&self, text: &str) -> Option<Code> {
        let text = fold(text.split('(').next().unwrap_or(text));
        let name = ["м. ", "м.", "місто ", "city of "].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(&text);
        self.cities.get(name.trim()).copied()
    }

    /// Whether the text names the community itself, or the city of Kyiv or Sevastopol, and not a place in it.
    fn names_itself(&self, code: Code, rule: Rule) -> bool {
        !matches!(rule, Rule::Settlement | Rule::Spelling)
            || self.ids.get(&code).is_some_and(|place| place.raion.is_none())
    }

    fn figure(&self, code: Code, columns: &Columns, row: &Row, found: &mut Found) -> Result<()> {
        found.rows += 1;
        let column = columns.residents.column;
        let cell = row.cell(column);
        found.unit = unit(self.unit, columns.residents.unit, found.title_unit);
        let residents = match count_of(cell, found.unit.unwrap_or(Unit::Persons)) {
            Ok(Some(residents)) => residents,
            Ok(None) => {
                found.without += 1; // not given: unknown, and no problem
                return Ok(());
            }
            Err(()) => {
                let value = text_of(cell);
                let reason = format!("`{}` is not a number of residents", value.trim());
                found.problems.push(problem(&found.sheet, row.number, Some(column), &value, reason));
                return Ok(());
            }
        };
        let own = columns.year.and_then(|column| year_in(&text_of(row.cell(column)))).or(columns.residents.year);
        if own.is_some() && self.year.is_some() && own != self.year {
            found.other_years += 1;
            return Ok(());
        }
        let year = own.or(self.year).or(found.title_year).ok_or_else(|| Error::MappingQuestion {
            file: self.file.to_path_buf(),
            what: "nobody says of which year these residents are".to_string(),
            hint: "say it with `--year 2022`".to_string(),
        })?;
        let Some(place) = self.ids.get(&code) else { return Ok(()) };
        if found.figures.iter().any(|known| known.community == place.community && known.year == year) {
            let reason = format!("{code} has a figure for {year} in an earlier row");
            found.problems.push(problem(&found.sheet, row.number, None, "", reason));
            return Ok(());
        }
        if place.raion.is_some()
            && let Some(sum) = found.territories.last_mut().and_then(|territory| territory.sum.as_mut())
        {
            *sum += residents;
        }
        found.figures.push(Residents { community: place.community, year, residents, sheet_row: row.number });
        Ok(())
    }

    /// Takes in a row that names an oblast, a raion or a country: without a heading it is one for the rows below it.
    fn territory(&self, text: String, columns: &Columns, row: &Row, above: &mut Above, found: &mut Found) {
        let headless = columns.heading_row.is_none();
        let is_raion = ["район", "district", "raion"].iter().any(|noun| fold(&text).contains(noun));
        if headless && is_raion {
            above.raion = text;
            return;
        }
        let is_oblast = headless && self.resolver.oblast(&text).is_some();
        if is_oblast {
            above.oblast = text.clone();
            above.raion.clear();
        }
        let unit = unit(self.unit, columns.residents.unit, found.title_unit).unwrap_or(Unit::Persons);
        if let Ok(Some(said)) = count_of(row.cell(columns.residents.column), unit) {
            found.territories.push(Territory { name: text, said, sum: is_oblast.then_some(0) });
        }
    }

    /// Refuses figures that may be thousands, when nobody says what they are.
    fn check_unit(&self, headed: Option<&Columns>, found: &Found) -> Result<()> {
        /// The smallest communities have some hundred residents, and a table has larger ones too.
        const SMALL: i64 = 1_000;
        let most = found.figures.iter().map(|figure| figure.residents).max().unwrap_or(SMALL);
        if found.unit.is_some() || most >= SMALL {
            return Ok(());
        }
        let heading = headed.map(|columns| format!("`{}`", columns.residents.heading)).unwrap_or_default();
        Err(Error::MappingQuestion {
            file: self.file.to_path_buf(),
            what: format!(
                "the largest figure is {most}, and the heading {heading} does not say of what: of thousands?"
            ),
            hint: "say it with `--unit thousands` or `--unit persons`".to_string(),
        })
    }
}

impl Found {
    fn new(sheet: &str) -> Found {
        Found {
            sheet: sheet.to_string(),
            heading_row: None,
            figures: Vec::new(),
            problems: Vec::new(),
            rows: 0,
            territories: Vec::new(),
            without: 0,
            other_years: 0,
            unit: None,
            title_year: None,
            title_unit: None,
        }
    }

    /// Looks for a year and a unit in a line above the table.
    fn look_at_title(&mut self, row: &Row) {
        for text in row.cells().map(text_of) {
            self.title_year = self.title_year.or_else(|| year_in(&text));
            self.title_unit = self.title_unit.or_else(|| Unit::of(&text));
        }
    }
}

fn problem(sheet: &str, row: u32, column: Option<usize>, value: &str, reason: String) -> Problem {
    Problem {
        level: Level::Error,
        code: "bad_row",
        sheet: sheet.to_string(),
        row,
        column: column.map(letters).unwrap_or_default(),
        value: value.to_string(),
        reason,
        fix: None,
    }
}
