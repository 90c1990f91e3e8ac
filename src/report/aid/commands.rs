//! The command that explains a row of a report of aid, ready to be pasted into a shell.

use super::{AidFigure, AidQuestion, AidRows};
use crate::{
    model::{AidCategory, Period},
    report::explain::{command, option},
    table::{Cell, Column},
};

/// What all rows of a report have in common.
pub(super) struct Commands<'a> {
    pub(super) question: &'a AidQuestion,
    /// Further options that the command needs, such as `--as-of 5`; already words.
    pub(super) options: &'a [String],
}

impl Commands<'_> {
    pub(super) fn column() -> Column {
        Column::text("explain", "Explain", "Пояснити")
    }

    /// The command of a figure of the page of figures; `None` = of all figures.
    pub(super) fn of_figure(&self, figure: Option<AidFigure>, currency: Option<&str>) -> Cell {
        let mut words = self.words();
        words.extend(option("--figure", figure.map(AidFigure::id)));
        words.extend(option("--currency", currency));
        command(&words, self.options)
    }

    /// The command of a row that begins with these cells; of the total with none.
    pub(super) fn of_row(&self, head: &[Cell]) -> Cell {
        let mut words = self.words();
        if !head.is_empty() {
            words.extend(option("--by", self.question.rows.id()));
            words.extend(row_words(head).flat_map(|word| option("--row", Some(word))));
        }
        command(&words, self.options)
    }

    fn words(&self) -> Vec<String> {
        let AidQuestion { period, wave, project, donor, category, oblast, .. } = self.question;
        let mut words = ["hromada", "report", "explain", "aid"].map(str::to_string).to_vec();
        let period = (*period != Period::ALWAYS).then(|| period.to_string());
        words.extend(option("--period", period.as_deref()));
        words.extend(option("--wave", wave.as_deref()));
        words.extend(option("--project", project.as_deref()));
        words.extend(option("--donor", donor.as_deref()));
        words.extend(option("--category", category.map(|kind| AidCategory::id(kind).replace('_', "-")).as_deref()));
        words.extend(option("--oblast", oblast.as_deref()));
        words
    }
}

impl AidRows {
    /// The word of `--by`.
    fn id(self) -> Option<&'static str> {
        match self {
            AidRows::Figures => None,
            AidRows::Oblast => Some("oblast"),
            AidRows::Project => Some("project"),
            AidRows::Category => Some("category"),
            AidRows::Item => Some("item"),
            AidRows::Wave => Some("wave"),
        }
    }
}

/// The words by which a row is found again.
pub(super) fn row_words(head: &[Cell]) -> impl Iterator<Item = &str> {
    head.iter().filter_map(|cell| match cell {
        Cell::Text(text) => Some(text.as_str()),
        Cell::Term(english, _) => Some(*english),
        _ => None,
    })
}
