//! Columns explained by hand, kept under a name.

use rusqlite::OptionalExtension;

use super::{Store, Writing};
use crate::{
    error::{Error, Result},
    model::letters::fold,
};

/// Columns that a person explained.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// Its name.
    pub name: String,
    /// Project of the rows that name none; `None` = nobody said.
    pub project: Option<String>,
    /// A heading or the letters of a column, and the name of a field.
    pub columns: Vec<(String, String)>,
    /// The sheets to read; empty = all that hold data.
    pub sheets: Vec<String>,
}

/// A mapping in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappingRow {
    /// Its number.
    pub id: i64,
    /// What it says.
    pub mapping: Mapping,
    /// The change that brought it.
    pub added_by: i64,
    /// How many imports used it.
    pub imports: i64,
}

impl Store {
    /// The mappings in force, by name and project.
    pub fn mappings(&self) -> Result<Vec<MappingRow>> {
        const SQL: &str = "SELECT m.id, m.name, m.project, m.columns, m.sheets, m.added_by,
              (SELECT count(*) FROM change c WHERE c.mapping = m.id) AS imports
            FROM mapping m WHERE m.ended_by IS NULL ORDER BY m.name_fold, m.project_fold, m.id";
        self.rows(SQL, |row| {
            let json = |column| {
                let text: Option<String> = row.get(column)?;
                Ok::<_, rusqlite::Error>(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
            };
            let (columns, sheets): (serde_json::Value, serde_json::Value) = (json("columns")?, json("sheets")?);
            let words = |list: &serde_json::Value| {
                let list = list.as_array().map_or(&[][..], Vec::as_slice);
                list.iter().filter_map(|word| word.as_str().map(str::to_string)).collect()
            };
            let word = |column: &serde_json::Value, key| {
                column.get(key).and_then(serde_json::Value::as_str).unwrap_or_default().to_string()
            };
            let columns = columns.as_array().map_or(&[][..], Vec::as_slice);
            Ok(MappingRow {
                id: row.get("id")?,
                mapping: Mapping {
                    name: row.get("name")?,
                    project: row.get("project")?,
                    columns: columns.iter().map(|column| (word(column, "column"), word(column, "field"))).collect(),
                    sheets: words(&sheets),
                },
                added_by: row.get("added_by")?,
                imports: row.get("imports")?,
            })
        })
    }

    /// The mapping of this name, of this project where several projects have one.
    ///
    /// # Errors
    /// [`Error::Usage`] when there is none, or when several projects have one and nobody says which is meant.
    pub fn find_mapping(&self, name: &str, project: Option<&str>) -> Result<MappingRow> {
        let all = self.mappings()?;
        let of_project = |row: &&MappingRow| project.map(fold) == row.mapping.project.as_deref().map(fold);
        let named: Vec<&MappingRow> = all.iter().filter(|row| fold(&row.mapping.name) == fold(name)).collect();
        match (named.iter().copied().find(of_project), named.as_slice()) {
            (Some(found), _) => Ok(found.clone()),
            (None, [only]) => Ok((*only).clone()),
            (None, []) => {
                let known: Vec<_> = all.iter().map(|row| format!("`{}`", row.mapping.name)).collect();
                let known =
                    if known.is_empty() { "none is".to_string() } else { format!("kept are {}", known.join(", ")) };
                Err(Error::Usage {
                    what: format!("no mapping is kept under the name `{name}`"),
                    hint: format!("{known}; `--column HEADING=FIELD --save-mapping NAME` keeps one"),
                })
            }
            (None, several) => {
                let of: Vec<_> = several.iter().filter_map(|row| row.mapping.project.as_deref()).collect();
                Err(Error::Usage {
                    what: format!("several projects have a mapping `{name}`: {}", of.join(", ")),
                    hint: "say which is meant with `--project`".to_string(),
                })
            }
        }
    }
}

impl Writing<'_> {
    /// Keeps a mapping, in place of the one with its name and project, and gives its number. One that is the same stays.
    pub fn save_mapping(&self, mapping: &Mapping, change: i64) -> Result<i64> {
        const FIND: &str = "SELECT id, columns, sheets FROM mapping
            WHERE name_fold = ?1 AND project_fold IS ?2 AND ended_by IS NULL";
        const END: &str = "UPDATE mapping SET ended_by = ?2 WHERE id = ?1";
        const ADD: &str = "INSERT INTO mapping (name, name_fold, project, project_fold, columns, sheets, added_by)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let column = |(column, field): &(String, String)| serde_json::json!({ "column": column, "field": field });
        let columns = serde_json::Value::Array(mapping.columns.iter().map(column).collect()).to_string();
        let sheets = (!mapping.sheets.is_empty()).then(|| serde_json::json!(mapping.sheets).to_string());
        let (name, project) = (fold(&mapping.name), mapping.project.as_deref().map(fold));
        let known: Option<(i64, String, Option<String>)> = self
            .conn()
            .query_row(FIND, (&name, &project), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        if let Some((id, known_columns, known_sheets)) = known {
            if known_columns == columns && known_sheets == sheets {
                return Ok(id);
            }
            self.conn().execute(END, (id, change))?;
        }
        self.conn().execute(ADD, (&mapping.name, name, &mapping.project, project, columns, sheets, change))?;
        Ok(self.conn().last_insert_rowid())
    }

    /// Writes down by which mapping an import read its file.
    pub fn note_mapping(&self, change: i64, mapping: i64) -> Result<()> {
        self.conn().execute("UPDATE change SET mapping = ?2 WHERE id = ?1", (change, mapping))?;
        Ok(())
    }
}
