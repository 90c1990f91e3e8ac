//! Folds the cells of a table that is wider than the screen. The only home of comfy-table, which finds the widths of the
//! columns and the breaks of the lines; it never sees an unclean sign, a colour, or the terminal.

use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, TableStyle, Width};
use unicode_width::UnicodeWidthStr;

use super::{
    Lang, cell,
    human::{heading, push_cell, stands_right},
    table::GAP,
};
use crate::table::{Kind, Table};

/// The look of the unfolded table: a rule under the headings and nothing else.
const LOOK: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─'));

/// How long a word may be and still be kept whole; tried in this order. The first holds a code of a community.
const LONGEST_WORDS: [usize; 2] = [20, 10];

/// A folded table, its lines without blanks at their ends.
pub(super) struct Folded {
    /// The lines of the headings.
    pub(super) headings: String,
    /// The rule and the lines of the rows.
    pub(super) rows: String,
}

/// Folds a table to the width of a screen; `None` where only single letters would fit into its columns.
pub(super) fn fold(table: &Table, lang: Lang, screen: usize) -> Option<Folded> {
    let gaps = GAP * table.columns.len().saturating_sub(1);
    let floors = LONGEST_WORDS.into_iter().map(|longest| floors(table, lang, longest));
    let floors = floors.into_iter().find(|floors| floors.iter().sum::<usize>() + gaps <= screen)?;

    let mut grid = comfy_table::Table::new();
    grid.load_style(LOOK).force_no_tty().set_content_arrangement(ContentArrangement::Dynamic);
    grid.set_width(u16::try_from(screen).unwrap_or(u16::MAX));
    grid.set_header(table.columns.iter().map(|column| Cell::new_owned(heading(column, lang).into_owned())));
    for row in &table.rows {
        grid.add_row((0..table.columns.len()).map(|place| Cell::new_owned(shaped(table, row, place, lang))));
    }
    let last = table.columns.len().saturating_sub(1);
    for (place, ((floor, ours), theirs)) in floors.iter().zip(&table.columns).zip(grid.column_iter_mut()).enumerate() {
        let padding = if place == last { 0 } else { u16::try_from(GAP).unwrap_or(0) };
        theirs.set_padding((0, padding));
        // comfy-table counts the padding into the boundary.
        let least = u16::try_from(*floor).unwrap_or(u16::MAX).saturating_add(padding);
        theirs.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
        if stands_right(ours.kind) {
            theirs.set_cell_alignment(CellAlignment::Right);
        }
    }

    let mut folded = Folded { headings: String::new(), rows: String::new() };
    for line in grid.lines() {
        let line = line.trim_end();
        let is_rule = !line.is_empty() && line.chars().all(|sign| sign == '─');
        let part = if folded.rows.is_empty() && !is_rule { &mut folded.headings } else { &mut folded.rows };
        part.push_str(line);
        part.push('\n');
    }
    Some(folded)
}

/// How narrow each column may become: its longest word stays whole, but of text only up to `longest`.
fn floors(table: &Table, lang: Lang, longest: usize) -> Vec<usize> {
    let word = |text: &str| text.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0);
    let floor = |(place, column): (usize, &crate::table::Column)| {
        let ceiling = if column.kind == Kind::Text { longest } else { usize::MAX };
        let cells = table.rows.iter().map(|row| word(&shaped(table, row, place, lang)).min(ceiling));
        cells.chain([word(&heading(column, lang)).min(longest), 1]).max().unwrap_or(1)
    };
    table.columns.iter().enumerate().map(floor).collect()
}

fn shaped(table: &Table, row: &[crate::table::Cell], place: usize, lang: Lang) -> String {
    let mut text = String::new();
    let kind = table.columns.get(place).map_or(Kind::Text, |column| column.kind);
    push_cell(cell(row, place), kind, lang, &mut text);
    text
}
