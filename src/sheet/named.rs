//! Columns that are asked for by the words of their headings, or by their letters.

use super::{
    book::{Book, Rows},
    row::{Cell, Row, letters},
};
use crate::error::Result;

/// Rows in which the heading is looked for.
const HEADING_ROWS: u32 = 40;
/// Headings that a message shows.
const SHOWN: usize = 12;

/// A column that is asked for.
#[derive(Clone, Debug)]
pub struct Wanted<'w> {
    /// Headings that it may have, in any case; or one in capital letters such as `C`, which means the column itself.
    pub names: &'w [&'w str],
    /// Whether nothing can be done without it.
    pub required: bool,
}

/// Where the columns stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Place of the sheet in its book.
    pub sheet: usize,
    /// Its name.
    pub name: String,
    /// Row of the heading; 0 when all columns were told by letters.
    pub heading_row: u32,
    /// The columns, in the order in which they were asked for.
    pub columns: Vec<Option<usize>>,
}

/// Finds columns in the sheet of a name, or in the first one that has them. A sentence on what is there instead, when they are
/// nowhere.
///
/// # Errors
/// As [`Book::rows`].
pub fn find_columns(
    book: &mut Book,
    sheet: Option<&str>,
    wanted: &[Wanted<'_>],
) -> Result<std::result::Result<Named, String>> {
    let sheets = book.sheets().to_vec();
    let mut lacking = None;
    for (index, info) in sheets.iter().enumerate() {
        let asked = sheet.map_or(info.table && !info.hidden, |sheet| sheet == info.name);
        if !asked {
            continue;
        }
        match in_sheet(&mut book.rows(index)?, wanted)? {
            Ok((heading_row, columns)) => {
                return Ok(Ok(Named { sheet: index, name: info.name.clone(), heading_row, columns }));
            }
            Err(what) => lacking = lacking.or(Some(format!("sheet `{}`: {what}", info.name))),
        }
    }
    let names: Vec<String> = sheets.iter().map(|info| format!("`{}`", info.name)).collect();
    Ok(Err(lacking.unwrap_or_else(|| match sheet {
        Some(sheet) => format!("there is no sheet `{sheet}`; there are {}", names.join(", ")),
        None => "no sheet has cells".to_string(),
    })))
}

type Place = (u32, Vec<Option<usize>>);

/// Looks through the first rows of a sheet; else says what its fullest row holds.
fn in_sheet(rows: &mut Rows<'_>, wanted: &[Wanted<'_>]) -> Result<std::result::Result<Place, String>> {
    let mut row = Row::default();
    let mut fullest: (usize, u32, String) = (0, 0, String::new());
    while rows.next(&mut row)? && row.number <= HEADING_ROWS {
        let headings: Vec<String> = row.cells().map(words).collect();
        let mut columns: Vec<Vec<usize>> = wanted.iter().map(|wanted| columns_of(wanted, &headings)).collect();
        if let Some(at) = columns.iter().position(|columns| columns.len() > 1) {
            return Ok(Err(twice(wanted.get(at), columns.get(at), row.number)));
        }
        if columns.iter().any(|columns| !columns.is_empty()) {
            let told = |wanted: &Wanted<'_>| if let [name] = wanted.names { column_with(name) } else { None };
            let open = wanted.iter().zip(&mut columns).filter(|(_, columns)| columns.is_empty());
            open.for_each(|(wanted, columns)| columns.extend(told(wanted)));
        }
        let all = wanted.iter().zip(&columns).all(|(wanted, columns)| !wanted.required || !columns.is_empty());
        if all {
            return Ok(Ok((row.number, columns.iter().map(|columns| columns.first().copied()).collect())));
        }
        let texts: Vec<String> = row.cells().map(shown).filter(|text| !text.is_empty()).collect();
        if texts.len() > fullest.0 {
            fullest = (texts.len(), row.number, list(&texts));
        }
    }
    if let Some(columns) = by_letters(wanted) {
        return Ok(Ok((0, columns)));
    }
    let missing: Vec<String> = wanted
        .iter()
        .filter(|wanted| wanted.required)
        .map(|wanted| format!("`{}`", wanted.names.join("` or `")))
        .collect();
    let (_, number, found) = fullest;
    let found = if number == 0 { "nothing is written".to_string() } else { format!("row {number} holds {found}") };
    Ok(Err(format!("no row has the heading {}; {found}", missing.join(" and "))))
}

/// The columns over which a heading stands.
fn columns_of(wanted: &Wanted<'_>, headings: &[String]) -> Vec<usize> {
    let is_wanted = |heading: &String| wanted.names.iter().any(|name| words(Cell::Text(name)) == *heading);
    headings.iter().enumerate().filter(|(_, heading)| is_wanted(heading)).map(|(column, _)| column).collect()
}

/// The columns when all that are asked for are told by their letters.
fn by_letters(wanted: &[Wanted<'_>]) -> Option<Vec<Option<usize>>> {
    let column = |wanted: &Wanted<'_>| if let [name] = wanted.names { column_with(name) } else { None };
    let columns: Vec<Option<usize>> = wanted.iter().map(column).collect();
    wanted.iter().zip(&columns).all(|(wanted, column)| column.is_some() || wanted.names.is_empty()).then_some(columns)
}

/// The column with these letters, from 0. Only capitals count.
fn column_with(name: &str) -> Option<usize> {
    let is_letters = !name.is_empty() && name.len() <= 3 && name.bytes().all(|letter| letter.is_ascii_uppercase());
    is_letters.then(|| name.bytes().fold(0, |column, letter| column * 26 + usize::from(letter - b'A') + 1) - 1)
}

fn twice(wanted: Option<&Wanted<'_>>, columns: Option<&Vec<usize>>, row: u32) -> String {
    let names = wanted.map(|wanted| wanted.names.join("` or `")).unwrap_or_default();
    let columns: Vec<String> = columns.into_iter().flatten().map(|column| letters(*column)).collect();
    format!("in row {row} the heading `{names}` stands over the columns {}", columns.join(" and "))
}

/// The words of a heading, in lower case and without line breaks.
fn words(cell: Cell<'_>) -> String {
    shown(cell).to_lowercase()
}

fn shown(cell: Cell<'_>) -> String {
    let text = match cell {
        Cell::Text(text) => text.to_string(),
        Cell::Number(number) => number.to_string(),
        _ => String::new(),
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn list(texts: &[String]) -> String {
    let short = |text: &String| match text.char_indices().nth(40) {
        Some((at, _)) => format!("`{}...`", text.get(..at).unwrap_or_default()),
        None => format!("`{text}`"),
    };
    let more = texts.len().saturating_sub(SHOWN);
    let shown: Vec<String> = texts.iter().take(SHOWN).map(short).collect();
    shown.join(", ") + &if more > 0 { format!(" and {more} more") } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_goes_by_its_heading_in_any_case_or_by_its_letters() {
        let headings = ["Назва  громади", "Код"].map(|text| words(Cell::Text(text)));
        let columns = |names: &[&str]| columns_of(&Wanted { names, required: true }, &headings);
        assert_eq!((columns(&["назва громади"]), columns(&["code", "код"])), (vec![0], vec![1]));
        assert_eq!((column_with("AB"), column_with("no"), column_with("")), (Some(27), None, None));
    }
}
