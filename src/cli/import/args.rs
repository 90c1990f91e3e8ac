//! The command line of `hromada import`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::civil::Date;

use crate::{
    import::{Unit, reading::Vocabulary},
    sheet::{Limits, Quote},
};

#[derive(Debug, Args)]
pub(in crate::cli) struct ImportArgs {
    #[command(subcommand)]
    pub(super) noun: Noun,
}

#[derive(Debug, Subcommand)]
pub(super) enum Noun {
    /// Bring the register to an edition of the official codifier
    #[command(
        after_help = "Examples:\n  hromada import communities kodyfikator-2026-07-07.xlsx\n  hromada import communities \
    kodyfikator.csv --edition 2025-05-16 --dry-run\n  hromada import communities koatuu-katottg.xlsx --koatuu"
    )]
    Communities {
        #[command(flatten)]
        how: HowArgs,
        /// Date of the edition; without it, the file's name has to hold one
        #[arg(long, value_name = "DATE")]
        edition: Option<Date>,
        /// The files are the official table of correspondence between old codes (KOATUU) and those of today: with it, sheets
        /// may name old codes, councils and raions of before 2020
        #[arg(long, conflicts_with_all = ["edition", "withdraw_many"])]
        koatuu: bool,
        /// Let the edition withdraw any number of places
        #[arg(long)]
        withdraw_many: bool,
    },
    /// Bring in residents of communities
    #[command(
        after_help = "Examples:\n  hromada import population naselennia-2022.xlsx --sheet 48-81\n  hromada import \
    population residents.csv --year 2023"
    )]
    Population {
        #[command(flatten)]
        how: HowArgs,
        /// The sheet to read, where the workbook has several
        #[arg(long, value_name = "NAME")]
        sheet: Option<String>,
        /// Year of the figures (1 January); without it, the table has to say it
        #[arg(long)]
        year: Option<i64>,
        /// In what residents are counted; without it, the heading or the title has to say it
        #[arg(long, value_enum)]
        unit: Option<UnitArg>,
    },
    /// Make a form for projects to fill in, or with the rows of a quarter to correct
    #[command(after_help = "Examples:\n  hromada import template trainings -o form.xlsx --project DOBRE --quarter \
    2021-Q2\n  hromada import template trainings -o correct.xlsx --with-data --quarter 2021-Q1")]
    Template(TemplateArgs),
    /// Bring in trainings from the quarterly sheets of projects
    #[command(
        after_help = "Examples:\n  hromada import trainings q1/*.xlsx\n  hromada import trainings report.csv --project \
    DESPRO --dry-run\n  hromada import trainings egap.xlsx --explain-columns\n  hromada import trainings egap.xlsx \
    --column 'К-сть осіб=participants' --save-mapping egap --project EGAP"
    )]
    Trainings {
        #[command(flatten)]
        how: HowArgs,
        #[command(flatten)]
        records: RecordArgs,
    },
    /// Bring in aid: what was delivered to which community, of which wave, and what it was worth
    #[command(
        after_help = "Examples:\n  hromada import deliveries prosto-2023.xlsx --project PROSTO\n  hromada import deliveries \
    equipment.csv --explain-columns",
        mut_arg("column", |column| column.long_help(column_help("deliveries")))
    )]
    Deliveries {
        #[command(flatten)]
        how: HowArgs,
        #[command(flatten)]
        records: RecordArgs,
    },
    /// Bring in what is known of projects: donor, implementers, code, components, themes, first and last day
    #[command(
        after_help = "Examples:\n  hromada import projects projects.xlsx\n  hromada import projects list.csv --explain-columns",
        mut_arg("column", |column| column.long_help(column_help("projects")))
    )]
    Projects {
        #[command(flatten)]
        how: HowArgs,
        #[command(flatten)]
        records: RecordArgs,
    },
    /// Bring in which communities work together; the public register of agreements is read as it is published
    #[command(
        after_help = "Examples:\n  hromada import partnerships register.xlsx\n  hromada import partnerships twins.csv --dry-run\n\n\
    Councils of before 2020 are found far better once `import communities --koatuu` brought the table of old codes.",
        mut_arg("column", |column| column.long_help(column_help("partnerships")))
    )]
    Partnerships {
        #[command(flatten)]
        how: HowArgs,
        #[command(flatten)]
        records: RecordArgs,
    },
    /// Bring in what communities asked for: applications, answers to surveys, notes of sector dialogues
    #[command(
        after_help = "Examples:\n  hromada import needs applications-2024.xlsx\n  hromada import needs survey.csv --project \
    Polaris --keep-going --rejects left-out.xlsx",
        mut_arg("column", |column| column.long_help(column_help("needs")))
    )]
    Needs {
        #[command(flatten)]
        how: HowArgs,
        #[command(flatten)]
        records: RecordArgs,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum AcceptArg {
    Likely,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum UnitArg {
    Persons,
    Thousands,
}

impl From<UnitArg> for Unit {
    fn from(unit: UnitArg) -> Unit {
        match unit {
            UnitArg::Persons => Unit::Persons,
            UnitArg::Thousands => Unit::Thousands,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct HowArgs {
    /// Files to read: XLSX, XLS, ODS or CSV; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Try everything and keep nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Save the good rows even when others hold errors
    #[arg(long)]
    pub(super) keep_going: bool,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
}

/// What form is made; `--output` names its file.
#[derive(Debug, Args)]
pub(super) struct TemplateArgs {
    /// What the form is for
    #[arg(value_enum)]
    pub(super) noun: TemplateNoun,
    /// Project that the title names
    #[arg(long, value_name = "NAME")]
    pub(super) project: Option<String>,
    /// Quarter that the title names, such as 2021-Q2
    #[arg(long)]
    pub(super) quarter: Option<String>,
    /// Put the records of the quarter into it, or of the last one, so that the file that comes back corrects them
    #[arg(long)]
    pub(super) with_data: bool,
    /// Put a row of HXL tags under the headings
    #[arg(long)]
    pub(super) hxl: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum TemplateNoun {
    Trainings,
    Deliveries,
    Needs,
}

/// How the rows of records are understood, whatever their kind.
#[derive(Debug, Args)]
pub(super) struct RecordArgs {
    /// Project of the rows that name none
    #[arg(long, value_name = "NAME")]
    pub(super) project: Option<String>,
    /// Take a name for sure although it is only likely, where it has one candidate
    #[arg(long, value_name = "WHAT")]
    pub(super) accept: Option<AcceptArg>,
    /// Withdraw records that earlier forms of the file told of and this one does not
    #[arg(long)]
    pub(super) complete: bool,
    /// Let the file stand before what a person decided about the same event; without it, the decision stands and is named
    #[arg(long)]
    pub(super) overrule: bool,
    /// Make errors of warnings: their rows are left out, or the file
    #[arg(long)]
    pub(super) strict: bool,
    /// Write the rows that are left out into this .xlsx or .csv file, with the reason of each, to be mended and imported
    #[arg(long, value_name = "FILE", requires = "keep_going")]
    pub(super) rejects: Option<PathBuf>,
    /// Read only this sheet, even when it is hidden; may be repeated
    #[arg(long, value_name = "NAME", help_heading = COLUMNS)]
    pub(super) sheet: Vec<String>,
    /// Say what a column is, by its heading or letters: 'К-сть осіб=participants', 'F=ignore'; may be repeated
    #[arg(long, value_name = "HEADING=FIELD", help_heading = COLUMNS, long_help = column_help("trainings"))]
    pub(super) column: Vec<String>,
    /// Show what each column is taken for, and import nothing
    #[arg(long, help_heading = COLUMNS, conflicts_with_all = ["save_mapping", "strict"])]
    pub(super) explain_columns: bool,
    /// Keep what --column, --sheet and --project say under a name
    #[arg(long, value_name = "NAME", help_heading = COLUMNS)]
    pub(super) save_mapping: Option<String>,
    /// Read by what was kept under a name; `list mappings` shows them
    #[arg(long, value_name = "NAME", help_heading = COLUMNS)]
    pub(super) mapping: Option<String>,
}

const COLUMNS: &str = "Sheets and columns";
const READING: &str = "Reading files";

/// The help of `--column`, with all fields.
fn column_help(noun: &str) -> String {
    format!(
        "Say what a column is, by its heading or letters: 'К-сть осіб=participants', 'F=ignore'; may be repeated. The fields are {}",
        Vocabulary::of(noun).names()
    )
}

/// How bytes become rows of cells.
#[derive(Debug, Args)]
pub(super) struct ReadingArgs {
    /// Encoding of text files, such as windows-1251; found out without it
    #[arg(long, value_name = "NAME", help_heading = READING)]
    pub(super) encoding: Option<String>,
    /// Sign between the columns of text files, such as ; or tab; found out without it
    #[arg(long, value_name = "SIGN", help_heading = READING, value_parser = delimiter)]
    pub(super) delimiter: Option<char>,
    /// Sign around cells of text files; `none` = quotation marks are text [default: "]
    #[arg(long, value_name = "SIGN", help_heading = READING, value_parser = quote)]
    pub(super) quote: Option<Quote>,
    /// Most bytes of a workbook once it is unpacked, and of standard input, such as 1G [default: 256M]
    #[arg(long, value_name = "BYTES", help_heading = READING, value_parser = bytes)]
    max_bytes: Option<u64>,
    /// Most characters of a cell [default: 32767]
    #[arg(long, value_name = "NUMBER", help_heading = READING)]
    max_cell: Option<usize>,
    /// Most columns [default: 500]
    #[arg(long, value_name = "NUMBER", help_heading = READING, value_parser = clap::value_parser!(u16).range(1..=16_384))]
    max_columns: Option<u16>,
    /// Most rows of a sheet of a workbook [default: 1048576]
    #[arg(long, value_name = "NUMBER", help_heading = READING, value_parser = clap::value_parser!(u32).range(1..=1_048_576))]
    max_rows: Option<u32>,
    /// Most parts of a workbook [default: 1000]
    #[arg(long, value_name = "NUMBER", help_heading = READING)]
    max_parts: Option<usize>,
}

impl Noun {
    /// What it is called in the ledger, and how its files are read; `None` where no files are.
    pub(super) fn files(&self) -> Option<(&'static str, &HowArgs)> {
        match self {
            Noun::Communities { how, koatuu: true, .. } => Some(("old codes", how)),
            Noun::Communities { how, .. } => Some(("communities", how)),
            Noun::Population { how, .. } => Some(("population", how)),
            Noun::Trainings { how, .. } => Some(("trainings", how)),
            Noun::Deliveries { how, .. } => Some(("deliveries", how)),
            Noun::Needs { how, .. } => Some(("needs", how)),
            Noun::Partnerships { how, .. } => Some(("partnerships", how)),
            Noun::Projects { how, .. } => Some(("projects", how)),
            Noun::Template(_) => None,
        }
    }

    /// How its rows are understood; `None` where they are no records.
    pub(super) fn records(&self) -> Option<&RecordArgs> {
        match self {
            Noun::Trainings { records, .. }
            | Noun::Deliveries { records, .. }
            | Noun::Needs { records, .. }
            | Noun::Partnerships { records, .. }
            | Noun::Projects { records, .. } => Some(records),
            Noun::Communities { .. } | Noun::Population { .. } | Noun::Template(_) => None,
        }
    }
}

impl ReadingArgs {
    /// How much is taken in.
    pub(super) fn limits(&self) -> Limits {
        let usual = Limits::default();
        Limits {
            bytes: self.max_bytes.unwrap_or(usual.bytes),
            parts: self.max_parts.unwrap_or(usual.parts),
            cell: self.max_cell.unwrap_or(usual.cell),
            columns: self.max_columns.map_or(usual.columns, usize::from),
            rows: self.max_rows.unwrap_or(usual.rows),
        }
    }
}

fn delimiter(typed: &str) -> Result<char, String> {
    match typed {
        "tab" | "\\t" => Ok('\t'),
        _ => one_sign(typed),
    }
}

fn quote(typed: &str) -> Result<Quote, String> {
    match typed {
        "none" => Ok(Quote::Never),
        _ => one_sign(typed).map(Quote::Sign),
    }
}

fn one_sign(typed: &str) -> Result<char, String> {
    let mut signs = typed.chars();
    match (signs.next(), signs.next()) {
        (Some(sign), None) => Ok(sign),
        _ => Err("one sign is meant".to_string()),
    }
}

/// A number of bytes, with K, M or G for binary thousands.
fn bytes(typed: &str) -> Result<u64, String> {
    let (number, shift) = match typed.char_indices().last() {
        Some((end, 'k' | 'K')) => (typed.get(..end), 10),
        Some((end, 'm' | 'M')) => (typed.get(..end), 20),
        Some((end, 'g' | 'G')) => (typed.get(..end), 30),
        _ => (Some(typed), 0),
    };
    let number: Option<u64> = number.and_then(|number| number.parse().ok());
    let bytes = number.and_then(|number| number.checked_mul(1 << shift));
    bytes.filter(|bytes| *bytes > 0).ok_or_else(|| "a number of bytes such as 512M or 2G is meant".to_string())
}
