//! The texts of a heading over one to three rows: what stands above each column, groups first.

use crate::sheet::{Cell, Merge, Row};

/// What stands above a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ColumnText {
    /// The column, from 0.
    pub column: usize,
    /// The texts from the top, without repetitions; at least one.
    pub parts: Vec<String>,
    /// Whether they are those of a merged cell that begins further left.
    pub continued: bool,
}

/// The texts over each column of a heading that takes all of `rows`.
pub(super) fn column_texts(rows: &[Row], merges: &[Merge]) -> Vec<ColumnText> {
    let width = rows.iter().map(Row::len).max().unwrap_or(0);
    let mut columns: Vec<ColumnText> = Vec::new();
    let mut groups: Vec<String> = vec![String::new(); rows.len()];
    for column in 0..width {
        let mut parts: Vec<String> = Vec::new();
        let mut own = false;
        let below = rows.last().is_some_and(|row| !text_at(row, column).is_empty());
        for (row, group) in rows.iter().zip(&mut groups) {
            let text = text_at(row, column);
            let is_leaf = rows.last().is_some_and(|last| last.number == row.number);
            let text = if !text.is_empty() {
                own = true;
                if !is_leaf {
                    group.clone_from(&text);
                }
                text
            } else if let Some(text) = merged_from_left(row, column, merges) {
                text
            } else if is_leaf || !below {
                group.clear();
                continue;
            } else {
                // A group whose name stands over its first column only.
                group.clone()
            };
            if !text.is_empty() && parts.last() != Some(&text) {
                parts.push(text);
            }
        }
        if !parts.is_empty() {
            let continued = !own && columns.last().is_some_and(|before| before.parts == parts);
            columns.push(ColumnText { column, parts, continued });
        }
    }
    columns
}

/// The text of a cell as a heading may have it.
pub(super) fn text_at(row: &Row, column: usize) -> String {
    match row.cell(column) {
        Cell::Text(text) => text.trim().to_string(),
        Cell::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// The text of the merged cell that reaches into a column from the left, in this row or one above.
fn merged_from_left(row: &Row, column: usize, merges: &[Merge]) -> Option<String> {
    let merge = merges.iter().take_while(|merge| merge.first_row <= row.number).find(|merge| {
        (merge.first_row..=merge.last_row).contains(&row.number)
            && merge.first_column < column
            && column <= merge.last_column
    })?;
    Some(text_at(row, merge.first_column)).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Row> {
        let make = |(index, cells): (usize, &&[&str])| {
            let mut row = Row::default();
            row.clear(index as u32 + 1);
            cells.iter().enumerate().for_each(|(column, cell)| row.put(column, Cell::Text(cell)));
            row
        };
        rows.iter().enumerate().map(make).collect()
    }

    fn joined(rows: &[Row], merges: &[Merge]) -> Vec<String> {
        column_texts(rows, merges).iter().filter(|text| !text.continued).map(|text| text.parts.join(" / ")).collect()
    }

    #[test]
    fn a_group_stands_before_the_headings_below_it() {
        let merge =
            |first_row, last_row, first_column, last_column| Merge { first_row, last_row, first_column, last_column };
        let heading = rows(&[&["Назва", "Учасники", "", "Мова"], &["Назва", "усього", "жінок", "Мова"]]);
        let merges = [merge(1, 2, 0, 0), merge(1, 1, 1, 2), merge(1, 2, 3, 3)];
        let expected = ["Назва", "Учасники / усього", "Учасники / жінок", "Мова"];
        assert_eq!(joined(&heading, &merges), expected);
        let plain = rows(&[&["Назва", "Учасники", "", "Мова"], &["", "усього", "жінок", ""]]);
        assert_eq!(joined(&plain, &[]), expected, "the same without merged cells");
    }

    #[test]
    fn a_cell_merged_over_two_columns_heads_the_first() {
        let heading = rows(&[&["Назва", "Формат", "", "Мова"]]);
        let merges = [Merge { first_row: 1, last_row: 1, first_column: 1, last_column: 2 }];
        assert_eq!(joined(&heading, &merges), ["Назва", "Формат", "Мова"]);
    }
}
