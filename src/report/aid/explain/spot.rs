//! Coordinates: which cell of a report of aid is meant, and the deliveries that it is of.

use std::collections::BTreeSet;

use super::{AidFigure, ExplainAidQuestion};
use crate::{
    error::{Error, Result},
    model::letters::fold,
    report::aid::{
        AidRows, Register,
        commands::row_words,
        groups::{Group, Groups},
        selection::Selected,
        shared::Shared,
        table::{Line, lines},
    },
};

/// A cell with its deliveries, by their places among all.
pub(super) struct Spot<'a> {
    pub(super) name: String,
    /// The figure; `None` = all of them.
    pub(super) figure: Option<AidFigure>,
    /// The oblast that the row stands for.
    pub(super) oblast: Option<i64>,
    /// What counts.
    pub(super) places: BTreeSet<usize>,
    /// What its communities are counted of.
    pub(super) reach: BTreeSet<usize>,
    /// What was asked for, whatever has come of it.
    pub(super) all: BTreeSet<usize>,
    /// Deliveries without a day, which are of no period.
    pub(super) undated: BTreeSet<usize>,
    /// Values of several deliveries that are counted here.
    pub(super) shared: Vec<&'a Shared>,
    /// Those that stand here and cannot be counted.
    pub(super) untold: Vec<&'a Shared>,
    /// Communities that received their very first delivery, and those of which a missing day keeps that open; none of everything
    /// until then.
    pub(super) first: Option<(BTreeSet<i64>, BTreeSet<i64>)>,
}

impl<'a> Spot<'a> {
    pub(super) fn find(
        selected: &Selected<'a>,
        register: &Register,
        groups: &Groups<'_>,
        question: &ExplainAidQuestion,
    ) -> Result<Spot<'a>> {
        let (group, line, name) = match question.row.is_empty() {
            true => (None, Line::total(selected, register), "the total".to_string()),
            false => row(selected, register, groups, question)?,
        };
        let figure = figure(question, group.as_ref())?;
        let oblast = groups.oblast_of_row(group.as_ref());
        let everything = if question.cumulative { &selected.until } else { &selected.received };
        let places = if question.cumulative { line.until } else { line.received };
        let reach = match (&group, oblast) {
            (_, Some(_)) => everything.clone(),
            (Some(group), None) if group.has_no_communities() => BTreeSet::new(),
            _ => places.clone(),
        };
        let is_here = |of: &BTreeSet<usize>| group.as_ref().is_none_or(|group| groups.of_shared(of) == *group);
        let shared: Vec<&Shared> = selected.shared_in(everything).filter(|shared| is_here(&shared.of)).collect();
        let touched = |shared: &&Shared| shared.told_by.iter().any(|told| places.contains(&told.0));
        let all_shared = selected.deliveries.shared.iter();
        let untold = all_shared.filter(touched).filter(|one| !shared.contains(one)).collect();
        let undated = selected.undated().filter(|place| group.as_ref().is_none_or(|group| groups.of(*place) == *group));
        let lies_here = |id: i64| lies_here(id, oblast.or(selected.wanted.oblast), register);
        let first =
            (!question.cumulative).then(|| selected.first(&reach, groups.project_of_wave(group.as_ref()), lies_here));
        Ok(Spot {
            name,
            figure,
            oblast,
            undated: undated.collect(),
            places,
            reach,
            all: line.all,
            shared,
            untold,
            first,
        })
    }
}

/// Whether a community counts in a row of an oblast, or at all where there is none.
pub(super) fn lies_here(id: i64, oblast: Option<i64>, register: &Register) -> bool {
    register.community(id).is_some_and(|community| oblast.is_none_or(|oblast| community.oblast == oblast))
}

fn figure(question: &ExplainAidQuestion, group: Option<&Group>) -> Result<Option<AidFigure>> {
    let refused = |what: &str, hint: &str| Err(Error::Usage { what: what.to_string(), hint: hint.to_string() });
    match question.figure {
        Some(AidFigure::FirstTime) if question.cumulative => {
            refused("nobody is counted for the first time over all waves", "leave out `--cumulative`")
        }
        figure if question.currency.is_some() && figure != Some(AidFigure::Value) => {
            refused("a currency is of money", "add `--figure value`, or leave out `--currency`")
        }
        None | Some(AidFigure::Communities) if question.cumulative && group.is_some() => {
            Ok(Some(AidFigure::Communities))
        }
        Some(_) if question.cumulative && group.is_some() => {
            refused("the rows of a report of aid tell no more than communities over all waves", "leave out `--row`")
        }
        figure => Ok(figure),
    }
}

/// The row that begins with these words, else the only one that has all of them.
fn row(
    selected: &Selected<'_>,
    register: &Register,
    groups: &Groups<'_>,
    question: &ExplainAidQuestion,
) -> Result<(Option<Group>, Line, String)> {
    let rows = question.report.rows;
    if rows == AidRows::Figures {
        return Err(Error::Usage {
            what: "a page of figures has no rows to choose from".to_string(),
            hint: "say what rows stand for: `--by oblast --row Сумська`".to_string(),
        });
    }
    let asked: BTreeSet<String> = question.row.iter().map(|word| fold(word)).collect();
    let mut known: Vec<(Group, Line, Vec<String>)> = lines(selected, register, groups, rows)
        .into_iter()
        .map(|(group, line)| {
            let words = row_words(&groups.head(Some(&group), line.one())).map(str::to_string).collect();
            (group, line, words)
        })
        .collect();
    let has = |words: &[String], exactly: bool| {
        let words: BTreeSet<String> = words.iter().map(|word| fold(word)).collect();
        if exactly { words == asked } else { words.is_superset(&asked) }
    };
    for exactly in [true, false] {
        let found: Vec<usize> =
            known.iter().enumerate().filter(|(_, row)| has(&row.2, exactly)).map(|(place, _)| place).collect();
        if let [place] = found[..] {
            let (group, line, words) = known.swap_remove(place);
            return Ok((Some(group), line, format!("the row {}", words.join(", "))));
        }
    }
    let asked: Vec<_> = question.row.iter().map(|word| format!("`{word}`")).collect();
    let known: Vec<_> = known.iter().map(|row| format!("`{}`", row.2.join(", "))).collect();
    Err(Error::Usage {
        what: format!("no row of the report is meant by {} alone", asked.join(" and ")),
        hint: format!("its rows are {}; give `--row` for each word", known.join("; ")),
    })
}
