//! `import`: read → recognise → read rows → resolve → plan → apply, in one transaction.

mod batch;
mod cells;
mod communities;
mod correct;
mod deliveries;
mod difference;
mod edition_check;
mod effect;
mod explain;
mod incoming;
mod kind;
mod labels;
mod likeness;
mod lineage;
mod mapping;
mod needs;
mod old_codes;
mod pairs;
mod partnerships;
mod places;
mod plan;
mod population;
mod problem;
mod projects;
pub mod reading;
mod record;
mod records;
mod sameness;
mod seen;
mod summary;
mod template;
mod trainings;

use std::path::Path;

use crate::{
    error::{Error, Result},
    sheet::Cell,
    store::{ChangeRow, NewChange},
};

pub use communities::{Edition, import_communities};
pub use deliveries::{Deliveries, DeliveryImport};
pub use explain::{Explained, explain, explained_table};
pub use kind::Kind;
pub use needs::{NeedImport, Needs};
pub use old_codes::import_old_codes;
pub use partnerships::{PartnershipImport, Partnerships};
pub use population::{Asked, Unit, import_population};
pub use problem::{Level, Problem, Problems};
pub use projects::{ProjectImport, Projects};
pub use record::TrainingRow;
pub use records::RecordImport;
pub use summary::{CoverageStep, Ending, Summary, summary_table};
pub use template::{Fillable, Template, TemplateQuestion, template};
pub use trainings::{TrainingImport, Trainings};

/// How an import should go.
#[derive(Clone, Debug)]
pub struct Options {
    /// Try everything and keep nothing; within another write, nothing beyond it.
    pub dry_run: bool,
    /// Save the good rows even when others hold errors.
    pub keep_going: bool,
    /// Take a likely name for sure where it has one candidate only.
    pub accept_likely: bool,
    /// The file is complete: trainings that it told of before, and no longer does, are withdrawn.
    pub complete: bool,
    /// What the file says stands before what a person decided about the same record.
    pub overrule: bool,
    /// The project of all rows that name none.
    pub project: Option<String>,
    /// Names of the sheets to read; empty = all that hold data.
    pub sheets: Vec<String>,
    /// Name of a kept mapping to read the columns by.
    pub mapping: Option<String>,
    /// Name under which the columns explained by hand are to be kept.
    pub save_mapping: Option<String>,
    /// Whether warnings are errors.
    pub strict: bool,
    /// Whether the rows that are left out are wanted back, and in what kind of file.
    pub rejects: Option<RejectsFile>,
    /// How files are read.
    pub sheet: crate::sheet::Options,
    /// How columns are understood.
    pub reading: reading::ReadingOptions,
    /// Trainings gathered before they are written; only tests set it.
    pub batch: Option<usize>,
}

impl Options {
    /// Nothing asked for: good rows are saved when all are good.
    pub fn new(today: jiff::civil::Date) -> Options {
        Options {
            dry_run: false,
            keep_going: false,
            accept_likely: false,
            complete: false,
            overrule: false,
            project: None,
            sheets: Vec::new(),
            mapping: None,
            save_mapping: None,
            strict: false,
            rejects: None,
            sheet: crate::sheet::Options::default(),
            reading: reading::ReadingOptions::new(today),
            batch: None,
        }
    }
}

/// Options that give no cell another meaning, but let a file that was imported do more.
const STRONGER: [&str; 2] = ["--complete", "--overrule"];

/// Whether nothing is left to do for a file that was imported before.
///
/// # Errors
/// It was imported with other options that give it a meaning: it would bring the same events again under other names.
fn is_same_import(file: &Path, earlier: &ChangeRow, change: &NewChange) -> Result<bool> {
    let has = |options: &Option<String>, option: &str| options.as_deref().unwrap_or_default().contains(option);
    let meaning = |options: &Option<String>| {
        let options = options.clone().unwrap_or_default();
        STRONGER.iter().fold(options, |options, option| options.replace(option, "")).trim().to_string()
    };
    if meaning(&earlier.options) == meaning(&change.options) {
        let is_new = |option: &&'static str| has(&change.options, option) && !has(&earlier.options, option);
        return Ok(!STRONGER.iter().any(is_new));
    }
    let said = |options: &Option<String>| match options {
        Some(options) => format!("with `{options}`"),
        None => "without such options".to_string(),
    };
    let (before, now, id) = (said(&earlier.options), said(&change.options), earlier.id);
    Err(Error::MappingQuestion {
        file: file.to_path_buf(),
        what: format!("this very file was imported {before} as change {id}, and now {now}"),
        hint: format!("take that back first with `hromada undo {id}`, then import it again"),
    })
}

/// A file for the rows that are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RejectsFile {
    /// A workbook: as many sheets as it takes.
    Workbook,
    /// A text file: one sheet.
    Text,
}

/// The words of a cell, whatever it holds.
fn text_of(cell: Cell<'_>) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Error(text) => text.to_string(),
        Cell::Number(number) | Cell::Day(number) => number.to_string(),
        Cell::Bool(truth) => truth.to_string(),
    }
}

/// A hash as people write it.
fn hex(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}
