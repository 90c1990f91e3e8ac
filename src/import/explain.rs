//! What each column of a file is taken for, before anything is imported.

use std::path::Path;

use super::{
    Options, Problems,
    mapping::{self, chosen},
    reading::{HeadingColumn, Layout, Reader, ReadingOptions},
};
use crate::{
    error::Result,
    sheet::{Book, letters},
    store::Store,
    table::{Cell, Column, Table},
};

/// What the columns of one file are taken for.
#[derive(Clone, Debug)]
pub struct Explained {
    file: String,
    sheets: Vec<ExplainedSheet>,
    /// Why other sheets are not read.
    others: Vec<String>,
}

/// A sheet with a table.
#[derive(Clone, Debug)]
struct ExplainedSheet {
    name: String,
    heading_row: u32,
    /// Each column with the value in the first row of data.
    columns: Vec<(HeadingColumn, String)>,
}

/// Reads the headings of a file and one row below each, and says what the columns are taken for.
///
/// # Errors
/// As an import: the file cannot be read, or no sheet has a heading that is known.
pub fn explain<K: Layout>(store: &Store, file: &Path, options: &Options) -> Result<Explained> {
    let mut options = options.clone();
    let mut unfound = mapping::prepare(store, &mut options)?.unfound();
    let mut book = Book::open(file, &options.sheet)?;
    let reading = ReadingOptions { chosen: !options.sheets.is_empty(), ..options.reading.clone() };
    let mut problems = Problems::default();
    let mut sheets = Vec::new();
    for sheet in chosen(&book, &options.sheets)? {
        let Some(mut reader) = Reader::<K>::open(&mut book, sheet, &reading, &mut problems)? else { continue };
        unfound.look(reader.sheet(), reader.heading());
        let mut unheard = Problems::default();
        let found = reader.next(&mut unheard)?.is_some();
        let example = |column: &HeadingColumn| {
            let value = if found { reader.shown(column.column) } else { String::new() };
            (column.clone(), value)
        };
        sheets.push(ExplainedSheet {
            name: reader.sheet().to_string(),
            heading_row: reader.heading().last_row,
            columns: reader.columns().iter().map(example).collect(),
        });
    }
    if sheets.is_empty() {
        return Err(super::reading::nothing_to_read::<K>(book.path(), &problems));
    }
    unfound.refuse(book.path())?;
    let passed = problems.list().iter().filter(|problem| problem.code == "sheet_without_data");
    Ok(Explained {
        file: file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned(),
        sheets,
        others: passed.map(|problem| format!("sheet `{}`: {}", problem.sheet, problem.reason)).collect(),
    })
}

/// The columns of the files, one in a row.
pub fn explained_table(files: &[Explained]) -> Table {
    let mut rows = Vec::new();
    for explained in files {
        for ExplainedSheet { name, heading_row, columns } in &explained.sheets {
            for (column, example) in columns {
                let field = column.field.map_or(Cell::Term("ignored", "не враховано"), Cell::from);
                rows.push(vec![
                    explained.file.clone().into(),
                    name.clone().into(),
                    i64::from(*heading_row).into(),
                    letters(column.column).into(),
                    column.text.replace('\n', " ").into(),
                    field,
                    Some(example.clone()).filter(|example| !example.is_empty()).into(),
                ]);
            }
        }
    }
    Table {
        caption: "Columns (nothing was saved)".to_string(),
        columns: vec![
            Column::text("file", "File", "Файл"),
            Column::text("sheet", "Sheet", "Аркуш"),
            Column::ordinal("heading_row", "Heading row", "Рядок заголовка"),
            Column::text("column", "Column", "Стовпець"),
            Column::text("heading", "Heading", "Заголовок"),
            Column::text("field", "Field", "Поле"),
            Column::text("example", "First value", "Перше значення"),
        ],
        rows,
        notes: files.iter().flat_map(|explained| explained.others.clone()).collect(),
    }
}

/// One sentence on what the columns of a sheet were taken for.
pub(super) fn sentence<K: Layout>(reader: &Reader<'_, K>) -> String {
    let named = |column: &HeadingColumn| format!("{} `{}`", letters(column.column), column.text.replace('\n', " "));
    let taken = reader.columns().iter().filter_map(|column| Some(format!("{} = {}", named(column), column.field?)));
    let taken: Vec<_> = taken.collect();
    let ignored: Vec<_> = reader.columns().iter().filter(|column| column.field.is_none()).map(named).collect();
    let rest = if ignored.is_empty() { String::new() } else { format!("; ignored: {}", ignored.join(", ")) };
    let row = reader.heading().last_row;
    format!("sheet `{}`, heading in row {row}: {}{rest}", reader.sheet(), taken.join(", "))
}
