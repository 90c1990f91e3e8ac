//! Voice: a [`Table`] → bytes, one file per format. Knows tables only; what they are about is the verbs' affair.
//!
//! | file | writes |
//! |---|---|
//! | `table` | aligned columns for eyes; `wrap` folds the cells of a table that is wider than the screen |
//! | `markdown` | pipe tables for letters and pages |
//! | `csv` | exact cells for programs, or marked ones for Excel |
//! | `json` | one object for scripts |
//! | `save` | a file that is whole or not there |
//!
//! `human` and `exact` say how one cell reads to people and to programs, `visible` what may reach a terminal.
//! Nothing here asks the clock, the environment or the terminal: the same table and [`Style`] give the same bytes.

mod csv;
mod exact;
mod human;
mod json;
mod markdown;
mod save;
mod table;
mod visible;
mod wrap;

use std::{
    fmt,
    io::{self, BufWriter, Write},
    path::Path,
    str::FromStr,
};

use crate::table::{Cell, Table};

pub use save::{SaveError, check, save};
pub use visible::visible;

/// In what form an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Aligned columns for eyes.
    Table,
    /// Comma-separated values for programs and spreadsheets.
    Csv,
    /// One object for scripts.
    Json,
    /// A pipe table for letters and pages.
    Markdown,
}

/// The language of headings, dates and decimals where people read; machine formats have none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Ukrainian: 31.12.2025 and 12,5.
    Uk,
    /// English: 2025-12-31 and 12.5.
    #[default]
    En,
}

/// How an answer is written, beside its form.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// The language of headings, dates and decimals.
    pub lang: Lang,
    /// Columns of the screen. Unknown (or 0) means that no cell is ever folded.
    pub width: Option<usize>,
    /// Whether caption, headings and notes stand out by terminal codes.
    pub color: bool,
    /// Whether CSV is made for Excel: BOM, semicolons, CRLF, decimal comma, formulas made harmless.
    pub excel: bool,
}

/// What has to be said about an answer after it is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many cells got an apostrophe, because Excel would have run their text as a formula.
    pub neutralised: usize,
}

/// Writes a table in a format.
///
/// # Errors
/// Those of `out` only, a closed pipe among them.
pub fn render(table: &Table, format: Format, style: &Style, out: &mut dyn Write) -> io::Result<Report> {
    let mut out = BufWriter::new(out);
    let mut report = Report::default();
    match format {
        Format::Table => table::render(table, style, &mut out)?,
        Format::Csv => report.neutralised = csv::render(table, style.excel, &mut out)?,
        Format::Json => json::render(table, &mut out)?,
        Format::Markdown => markdown::render(table, style.lang, &mut out)?,
    }
    out.flush()?;
    Ok(report)
}

impl Format {
    /// All formats, in the order in which help names them.
    pub const ALL: [Format; 4] = [Format::Table, Format::Csv, Format::Json, Format::Markdown];

    /// The word that a person types.
    pub fn name(self) -> &'static str {
        match self {
            Format::Table => "table",
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Markdown => "markdown",
        }
    }

    /// The format that a file's extension asks for; `None` where it asks for none that is known.
    pub fn of_path(path: &Path) -> Option<Format> {
        path.extension()?.to_str()?.parse().ok()
    }
}

impl FromStr for Format {
    type Err = UnknownWord;

    /// Reads the name of a format or an extension: `markdown`, `md`, `txt` (a table).
    fn from_str(text: &str) -> Result<Format, UnknownWord> {
        match text.to_ascii_lowercase().as_str() {
            "table" | "txt" => Ok(Format::Table),
            "csv" => Ok(Format::Csv),
            "json" => Ok(Format::Json),
            "markdown" | "md" => Ok(Format::Markdown),
            _ => Err(UnknownWord { word: text.to_string(), what: "a format", known: "table, csv, json or markdown" }),
        }
    }
}

impl FromStr for Lang {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Lang, UnknownWord> {
        match text.to_ascii_lowercase().as_str() {
            "uk" => Ok(Lang::Uk),
            "en" => Ok(Lang::En),
            _ => Err(UnknownWord { word: text.to_string(), what: "a language", known: "uk or en" }),
        }
    }
}

/// A word was typed that names no format or language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownWord {
    word: String,
    what: &'static str,
    known: &'static str,
}

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not {}; choose {}", visible(&self.word), self.what, self.known)
    }
}

impl std::error::Error for UnknownWord {}

/// The cell of a row in a column; a row that is too short knows nothing there.
fn cell(row: &[Cell], column: usize) -> &Cell {
    row.get(column).unwrap_or(&Cell::Missing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_known_by_its_name_and_by_the_extension_of_a_file() {
        for format in Format::ALL {
            assert_eq!(format.name().parse(), Ok(format));
        }
        let of = |path: &str| Format::of_path(Path::new(path));
        assert_eq!(of("звіт.CSV"), Some(Format::Csv));
        assert_eq!(of("a.b/report.md"), Some(Format::Markdown));
        assert_eq!(of("report.txt"), Some(Format::Table));
        assert_eq!(of("report.docx"), None);
        assert_eq!(of("csv"), None);
    }

    #[test]
    fn an_unknown_word_is_quoted_beside_the_known_ones() {
        let complaint = "pdf\u{1b}".parse::<Format>().unwrap_err().to_string();
        assert_eq!(complaint, "`pdf␛` is not a format; choose table, csv, json or markdown");
    }
}
