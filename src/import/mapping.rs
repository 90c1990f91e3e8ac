//! Columns explained by hand: those of the command line, together with those that a mapping keeps.

use std::path::Path;

use super::{Options, reading::Heading};
use crate::{
    error::{Error, Result},
    sheet::Book,
    store::{Mapping, Store, Writing},
};

/// The mapping that an import reads by.
#[derive(Clone, Debug, Default)]
pub(super) struct Used {
    /// Number of the kept one; `None` = none was named.
    pub(super) kept: Option<i64>,
    /// What is to be kept.
    pub(super) save: Option<Mapping>,
    /// Columns that were explained on the command line: each has to be in some sheet of a file.
    typed: Vec<String>,
}

/// Which of the columns explained on the command line no sheet had so far.
pub(super) struct Unfound {
    columns: Vec<String>,
    /// The headings of the sheets that were read.
    sheets: Vec<String>,
}

/// Brings a kept mapping into the options; what the command line says comes before it.
///
/// # Errors
/// No such mapping; nothing to keep under a new name.
pub(super) fn prepare(store: &Store, options: &mut Options) -> Result<Used> {
    let typed = options.reading.columns.iter().map(|column| column.0.clone()).collect();
    let mut used = Used { typed, ..Used::default() };
    if let Some(name) = &options.mapping {
        let found = store.find_mapping(name, options.project.as_deref())?;
        used.kept = Some(found.id);
        let typed = options.reading.columns.clone();
        let is_new = |column: &(String, String)| !typed.iter().any(|typed| typed.0 == column.0);
        options.reading.columns.extend(found.mapping.columns.into_iter().filter(is_new));
        if options.sheets.is_empty() {
            options.sheets = found.mapping.sheets;
        }
        options.project = options.project.take().or(found.mapping.project);
    }
    if let Some(name) = &options.save_mapping {
        if options.reading.columns.is_empty() {
            return Err(Error::Usage {
                what: format!("there is nothing to keep as mapping `{name}`: no column is explained by hand"),
                hint: "explain columns with `--column \"HEADING=FIELD\"`".to_string(),
            });
        }
        used.save = Some(Mapping {
            name: name.clone(),
            project: options.project.clone(),
            columns: options.reading.columns.clone(),
            sheets: options.sheets.clone(),
        });
    }
    Ok(used)
}

impl Used {
    /// All columns that were explained on the command line, before any sheet is read.
    pub(super) fn unfound(&self) -> Unfound {
        Unfound { columns: self.typed.clone(), sheets: Vec::new() }
    }

    /// Writes the mapping into the ledger, and keeps it where that was asked for.
    pub(super) fn note(&self, writing: &Writing<'_>, change: i64) -> Result<()> {
        let saved = self.save.as_ref().map(|mapping| writing.save_mapping(mapping, change)).transpose()?;
        match saved.or(self.kept) {
            Some(mapping) => writing.note_mapping(change, mapping),
            None => Ok(()),
        }
    }
}

impl Unfound {
    /// Takes note of the columns of a sheet.
    pub(super) fn look(&mut self, sheet: &str, heading: &Heading) {
        self.columns.retain(|column| !heading.finds(column));
        self.sheets.push(format!("the headings of sheet `{sheet}` are {}", heading.listed()));
    }

    /// Refuses a file without a column that was explained on the command line.
    ///
    /// # Errors
    /// [`Error::MappingQuestion`] names the column and the headings that there are.
    pub(super) fn refuse(&self, file: &Path) -> Result<()> {
        let Some(column) = self.columns.first() else { return Ok(()) };
        let what = format!("no sheet has a column `{column}`: {}", self.sheets.join("; "));
        let hint = "name the column of `--column` as its sheet does, or by its letters".to_string();
        Err(Error::MappingQuestion { file: file.to_path_buf(), what, hint })
    }
}

/// The places of the sheets to read: those that were named, else all.
///
/// # Errors
/// [`Error::Usage`] when the file has no sheet of a name.
pub(super) fn chosen(book: &Book, names: &[String]) -> Result<Vec<usize>> {
    let sheets = book.sheets();
    if names.is_empty() {
        return Ok((0..sheets.len()).collect());
    }
    let place = |name: &String| {
        let same = |sheet: &&String| sheet.trim().to_lowercase() == name.trim().to_lowercase();
        let found = sheets.iter().position(|sheet| Some(&sheet.name).filter(same).is_some());
        found.ok_or_else(|| {
            let known: Vec<_> = sheets.iter().map(|sheet| format!("`{}`", sheet.name)).collect();
            Error::Usage {
                what: format!("`{}` has no sheet `{name}`; nothing was saved", book.path().display()),
                hint: format!("its sheets are {}", known.join(", ")),
            }
        })
    };
    names.iter().map(place).collect()
}
