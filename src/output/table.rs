//! Aligned columns for eyes: caption above, a rule under the headings, notes below, no blank at the end of a line.
//!
//! Where the screen's width is unknown or suffices, each row is one line, and the bytes do not depend on the width.
//! Cells are shaped twice (to measure, to write) rather than kept, so that a hundred thousand rows need no memory.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::{
    Lang, Style, cell,
    human::{heading, no_rows, push_cell, stands_right},
    visible, wrap,
};
use crate::table::Table;

/// Blanks between two columns.
pub(super) const GAP: usize = 2;

const BOLD: &str = "\u{1b}[1m";
const DIM: &str = "\u{1b}[2m";
const PLAIN: &str = "\u{1b}[0m";

/// Writes the table.
pub(super) fn render(table: &Table, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let lang = style.lang;
    if !table.caption.is_empty() {
        line(&visible(&table.caption), BOLD, style, out)?;
        writeln!(out)?;
    }
    if table.rows.is_empty() {
        writeln!(out, "{}", no_rows(lang))?;
    } else {
        let widths = widths(table, lang);
        let whole = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
        let screen = style.width.filter(|&screen| screen > 0 && screen < whole);
        match screen.and_then(|screen| wrap::fold(table, lang, screen)) {
            Some(folded) => {
                for headings in folded.headings.lines() {
                    line(headings, BOLD, style, out)?;
                }
                out.write_all(folded.rows.as_bytes())?;
            }
            None => aligned(table, &widths, whole, style, out)?,
        }
    }
    for (place, note) in table.notes.iter().enumerate() {
        if place == 0 {
            writeln!(out)?;
        }
        line(&visible(note), DIM, style, out)?;
    }
    Ok(())
}

/// Writes a line that stands out where colour is wanted.
fn line(text: &str, code: &str, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let text = text.trim_end();
    if style.color && !text.is_empty() { writeln!(out, "{code}{text}{PLAIN}") } else { writeln!(out, "{text}") }
}

fn aligned(table: &Table, widths: &[usize], whole: usize, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let mut text = String::new();
    for (column, &width) in table.columns.iter().zip(widths) {
        put(&heading(column, style.lang), width, stands_right(column.kind), &mut text);
    }
    line(&text, BOLD, style, out)?;
    writeln!(out, "{}", "─".repeat(whole))?;
    let mut shaped = String::new();
    for row in &table.rows {
        text.clear();
        for (place, (column, &width)) in table.columns.iter().zip(widths).enumerate() {
            shaped.clear();
            push_cell(cell(row, place), column.kind, style.lang, &mut shaped);
            put(&shaped, width, stands_right(column.kind), &mut text);
        }
        writeln!(out, "{}", text.trim_end())?;
    }
    Ok(())
}

/// Appends a cell, filled up with blanks to its width and the gap behind it.
fn put(cell: &str, width: usize, right: bool, line: &mut String) {
    let blanks = width.saturating_sub(cell.width());
    let (before, behind) = if right { (blanks, 0) } else { (0, blanks) };
    // A width within `format!` would panic beyond 65,535.
    line.extend(std::iter::repeat_n(' ', before));
    line.push_str(cell);
    line.extend(std::iter::repeat_n(' ', behind + GAP));
}

/// How wide each column is: as its heading or its widest cell.
fn widths(table: &Table, lang: Lang) -> Vec<usize> {
    let mut widths: Vec<usize> = table.columns.iter().map(|column| heading(column, lang).width()).collect();
    let mut shaped = String::new();
    for row in &table.rows {
        for (place, (column, width)) in table.columns.iter().zip(&mut widths).enumerate() {
            shaped.clear();
            push_cell(cell(row, place), column.kind, lang, &mut shaped);
            *width = shaped.width().max(*width);
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Cell, Column};
    use proptest::prelude::*;

    fn written(table: &Table, style: Style) -> String {
        let mut out = Vec::new();
        render(table, &style, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn sample() -> Table {
        Table {
            caption: "Coverage by oblast, 2025-Q1".into(),
            columns: vec![
                Column::text("oblast", "Oblast", "Область"),
                Column::number("communities", "Communities", "Громад"),
                Column::number("share", "Covered", "Охоплено"),
                Column::text("topics", "Topics", "Теми"),
            ],
            rows: vec![
                vec!["Вінницька".into(), 63.into(), Cell::Percent(190), "budget, land use, waste".into()],
                vec!["Івано-Франківська".into(), 62.into(), Cell::Missing, "".into()],
            ],
            notes: vec!["Of 1469 communities; 2 without a count.".into()],
        }
    }

    #[test]
    fn columns_are_aligned_and_no_line_ends_with_a_blank() {
        let expected = "\
Coverage by oblast, 2025-Q1

Oblast             Communities  Covered  Topics
────────────────────────────────────────────────────────────────
Вінницька                   63    19.0%  budget, land use, waste
Івано-Франківська           62        —

Of 1469 communities; 2 without a count.
";
        assert_eq!(written(&sample(), Style::default()), expected);
        assert_eq!(written(&sample(), Style { width: Some(64), ..Style::default() }), expected);
        assert_eq!(written(&sample(), Style { width: Some(0), ..Style::default() }), expected);
    }

    #[test]
    fn a_screen_that_is_too_narrow_folds_cells_and_keeps_columns() {
        let expected = "\
Coverage by oblast, 2025-Q1

Oblast             Communities  Covered  Topics
──────────────────────────────────────────────────────
Вінницька                   63    19.0%  budget, land
                                         use, waste
Івано-Франківська           62        —

Of 1469 communities; 2 without a count.
";
        assert_eq!(written(&sample(), Style { width: Some(54), ..Style::default() }), expected);
    }

    #[test]
    fn a_screen_on_which_no_word_would_stay_whole_is_left_to_the_terminal() {
        let narrow = Style { width: Some(20), ..Style::default() };
        assert_eq!(written(&sample(), narrow), written(&sample(), Style::default()));
    }

    #[test]
    fn no_rows_are_said_and_not_framed() {
        let empty = Table { rows: vec![], ..sample() };
        let expected = "Coverage by oblast, 2025-Q1\n\n(немає рядків)\n\nOf 1469 communities; 2 without a count.\n";
        assert_eq!(written(&empty, Style { lang: Lang::Uk, ..Style::default() }), expected);
    }

    #[test]
    fn colour_adds_codes_and_changes_nothing_else() {
        for width in [None, Some(54)] {
            let plain = written(&sample(), Style { width, ..Style::default() });
            let colored = written(&sample(), Style { width, color: true, ..Style::default() });
            assert_ne!(colored, plain);
            assert_eq!(colored.replace(BOLD, "").replace(DIM, "").replace(PLAIN, ""), plain);
        }
    }

    #[test]
    fn a_very_long_cell_is_never_folded_without_a_screen() {
        let mut table = sample();
        table.rows[0][3] = "слово ".repeat(20_000).into();
        assert_eq!(written(&table, Style::default()).lines().count(), 8);
        assert!(
            written(&table, Style { width: Some(100), ..Style::default() }).lines().all(|line| line.width() <= 100)
        );
    }

    proptest! {
        #[test]
        fn whatever_cells_hold_nothing_acts_on_the_terminal_and_lines_stay_within_the_screen(
            rows in prop::collection::vec(
                prop::collection::vec(prop_oneof!["[а-я ]{0,40}", any::<String>(), "[\\x00-\\x9f\u{200b}-\u{202f} ]{0,9}"], 3), 1..5),
            width in prop::option::of(50..120_usize),
        ) {
            let table = Table {
                caption: rows[0][0].chars().take(9).collect(),
                columns: rows[0].iter().map(|text| Column::text("c", text, "")).collect(),
                rows: rows.iter().map(|row| row.iter().map(|text| text.as_str().into()).collect()).collect(),
                notes: rows[0].iter().map(|text| text.chars().take(5).collect()).collect(),
            };
            let text = written(&table, Style { width, ..Style::default() });
            let unfolded = written(&table, Style::default());
            prop_assert!(!text.chars().any(|sign| super::super::visible::is_unseen(sign) && sign != '\n'));
            prop_assert!(text.lines().all(|line| !line.ends_with(' ')));
            let caption = usize::from(!table.caption.is_empty());
            prop_assert_eq!(unfolded.lines().count(), 2 * caption + 2 + rows.len() + 1 + 3);
            let widest = text.lines().map(UnicodeWidthStr::width).max();
            prop_assert!(text == unfolded || widest <= width, "{}", text);
        }
    }
}
