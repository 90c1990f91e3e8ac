//! `report coverage`: which communities had a training, and which had none.

mod columns;
mod figures;
mod lines;
mod notes;

use self::{
    columns::{pivot, totals},
    figures::count,
    lines::lines,
    notes::notes,
};
pub(in crate::report) use self::{
    figures::{Crimea, Place, territory},
    lines::CRIMEA,
};
use super::{Selection, described, explain::Commands, filter, theme_note};
use crate::{
    error::{Error, Result},
    model::Period,
    store::{Label, Level, Store},
    table::Table,
};

/// What each row of the report stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowKey {
    /// The territory.
    pub level: Level,
    /// One row for each topic of it.
    pub topic: bool,
    /// One row for each quarter of it.
    pub quarter: bool,
}

/// What the columns of the report stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    /// All figures.
    Totals,
    /// One figure, by topic.
    Topic,
    /// One figure, by quarter.
    Quarter,
}

/// The figure that columns by topic or quarter show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Communities covered.
    Covered,
    /// Their share.
    Percent,
    /// Trainings.
    Trainings,
    /// Participants.
    Participants,
}

/// The whole question.
#[derive(Clone, Debug)]
pub struct CoverageQuestion {
    /// Days that count.
    pub period: Period,
    /// Trainings that count.
    pub selection: Selection,
    /// Only this oblast, as typed.
    pub oblast: Option<String>,
    /// What rows stand for.
    pub rows: RowKey,
    /// What columns stand for.
    pub columns: Columns,
    /// The figure of columns by topic or quarter.
    pub figure: Figure,
}

/// Counts covered communities, trainings and people by territory; quiet territories are shown too.
///
/// # Errors
/// An oblast, topic, project or donor that the database does not know.
pub fn coverage(store: &Store, question: &CoverageQuestion) -> Result<Table> {
    answer(store, question, None)
}

/// The same, with a column of the commands that explain each row. `options` are further words that each command needs.
///
/// # Errors
/// As above; columns by topic or quarter, for a row has one command.
pub fn coverage_explained(store: &Store, question: &CoverageQuestion, options: &[String]) -> Result<Table> {
    if question.columns != Columns::Totals {
        return Err(Error::Usage {
            what:
                "a row of columns by topic or quarter holds many figures, and `--explain` gives one command for a row"
                    .to_string(),
            hint: "break the rows down instead: `--rows oblast,quarter --explain`".to_string(),
        });
    }
    answer(store, question, Some(options))
}

fn answer(store: &Store, question: &CoverageQuestion, options: Option<&[String]>) -> Result<Table> {
    let RowKey { level, topic, quarter } = question.rows;
    if (topic || quarter) && question.columns != Columns::Totals {
        return Err(Error::Usage {
            what: "rows and columns cannot both be broken down".to_string(),
            hint: "give either `--rows oblast,topic,quarter` or `--columns topic`".to_string(),
        });
    }
    let filter = filter(store, &question.selection, &question.period)?;
    let by_topic = topic || question.columns == Columns::Topic;
    let by_quarter = quarter || question.columns == Columns::Quarter;
    let mut communities = store.communities()?;
    let oblast = question.oblast.as_deref().map(|typed| store.find_oblast(typed)).transpose()?;
    communities.retain(|community| oblast.is_none_or(|oblast| community.oblast == oblast));
    question.selection.check_aid(by_topic)?;
    let aided = if question.selection.with_aid { store.aided(&filter)? } else { Vec::new() };
    let counted = count(store, &communities, oblast, &filter, level, (by_topic, by_quarter), &aided)?;
    let topics = if by_topic { store.labels(Label::Topic)? } else { Vec::new() };
    let names = Names { topics: topics.into_iter().map(|topic| (topic.id, topic.name)).collect() };
    let lines = lines(&communities, level, question.oblast.is_some());

    let mut table = Table {
        caption: format!("Coverage by {}: {}", level_word(level), described(&question.selection, &question.period)),
        ..Table::default()
    };
    match question.columns {
        Columns::Totals => {
            let commands = options.map(|options| Commands {
                options,
                period: question.period,
                selection: &question.selection,
                oblast: question.oblast.as_deref(),
                communities: &communities,
            });
            totals(&mut table, lines, &counted, question.rows, &names, commands.as_ref());
        }
        columns => pivot(&mut table, lines, &counted, level, columns, question.figure, &names),
    }
    table.notes = notes(&communities, &counted, question);
    table.notes.extend(theme_note(store, &filter)?);
    Ok(table)
}

fn level_word(level: Level) -> &'static str {
    match level {
        Level::Oblast => "oblast",
        Level::Raion => "raion",
        Level::Community => "community",
    }
}

/// Names of topics, for headings and for order.
struct Names {
    /// Topics in the order of the alphabet.
    topics: Vec<(i64, String)>,
}

impl Names {
    fn topic(&self, topic: Option<i64>) -> Option<&str> {
        self.topics.iter().find(|known| Some(known.0) == topic).map(|known| known.1.as_str())
    }

    fn order(&self, topic: Option<i64>) -> usize {
        self.topics.iter().position(|known| Some(known.0) == topic).unwrap_or(usize::MAX)
    }
}
