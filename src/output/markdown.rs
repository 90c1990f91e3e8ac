//! Markdown pipe tables: numbers to the right, a dash where nothing is known, and every sign that Markdown would act on escaped.

use std::io::{self, Write};

use super::{
    Lang, cell,
    human::{heading, no_rows, push_cell, stands_right},
    visible,
};
use crate::table::{Column, Table};

/// Signs that make a column, a link, an image, a tag, an entity, code or emphasis out of somebody's text.
const MARKUP: [char; 12] = ['\\', '|', '<', '>', '`', '*', '_', '[', ']', '~', '&', '$'];

/// Writes the table: caption in bold, the rows, each note a paragraph.
pub(super) fn render(table: &Table, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    if !table.caption.is_empty() {
        writeln!(out, "**{}**\n", escape(visible(table.caption.trim()).trim()))?;
    }
    if table.rows.is_empty() {
        writeln!(out, "{}", no_rows(lang))?;
    } else {
        let headings = table.columns.iter().map(|column| escape(&heading(column, lang)));
        line(headings, out)?;
        line(table.columns.iter().map(rule), out)?;
    }
    for row in &table.rows {
        let cells = table.columns.iter().enumerate().map(|(place, column)| {
            let mut text = String::new();
            push_cell(cell(row, place), column.kind, lang, &mut text);
            escape(&text)
        });
        line(cells, out)?;
    }
    for note in &table.notes {
        writeln!(out, "\n{}", escape(visible(note).trim()))?;
    }
    Ok(())
}

fn line(cells: impl Iterator<Item = String>, out: &mut dyn Write) -> io::Result<()> {
    for cell in cells {
        write!(out, "| {cell} ")?;
    }
    writeln!(out, "|")
}

fn rule(column: &Column) -> String {
    if stands_right(column.kind) { "---:" } else { ":---" }.to_string()
}

/// Takes visible text, which has no line break any more.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 4);
    for sign in text.chars() {
        if MARKUP.contains(&sign) {
            escaped.push('\\');
        }
        escaped.push(sign);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Cell;
    use proptest::prelude::*;

    fn written(table: &Table, lang: Lang) -> String {
        let mut out = Vec::new();
        render(table, lang, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_table_has_its_caption_above_and_its_notes_below() {
        let table = Table {
            caption: "Coverage *now*".into(),
            columns: vec![Column::text("o", "Oblast", "Область"), Column::number("n", "Number", "Кількість")],
            rows: vec![vec!["a|b\n<i>".into(), Cell::Missing], vec!["c".into(), Cell::Decimal(15, 1)]],
            notes: vec!["Of 63.".into(), "Two unknown.".into()],
        };
        let expected = "**Coverage \\*now\\***\n\n\
                        | Область | Кількість |\n\
                        | :--- | ---: |\n\
                        | a\\|b↵\\<i\\> | — |\n\
                        | c | 1,5 |\n\
                        \nOf 63.\n\nTwo unknown.\n";
        assert_eq!(written(&table, Lang::Uk), expected);
    }

    #[test]
    fn no_rows_are_said_and_not_framed() {
        let table = Table { columns: vec![Column::text("o", "Oblast", "")], ..Table::default() };
        assert_eq!(written(&table, Lang::En), "(no rows)\n");
    }

    /// How many cells a reader of Markdown sees in a line.
    fn cells(line: &str) -> usize {
        let mut signs = line.chars();
        let mut bars = 0;
        while let Some(sign) = signs.next() {
            match sign {
                '\\' => _ = signs.next(),
                '|' => bars += 1,
                _ => {}
            }
        }
        bars - 1
    }

    proptest! {
        #[test]
        fn any_text_keeps_rows_and_cells_apart(
            rows in prop::collection::vec(prop::collection::vec(prop_oneof![any::<String>(), "[\\x00-\\x9f]{0,9}"], 3), 1..6)
        ) {
            let table = Table {
                columns: rows[0].iter().map(|text| Column::text("c", text, "")).collect(),
                rows: rows.iter().map(|row| row.iter().map(|text| text.as_str().into()).collect()).collect(),
                ..Table::default()
            };
            let text = written(&table, Lang::En);
            prop_assert!(text.bytes().all(|byte| byte >= 0x20 || byte == b'\n'));
            prop_assert_eq!(text.lines().count(), rows.len() + 2);
            prop_assert!(text.lines().all(|line| cells(line) == 3));
        }
    }
}
