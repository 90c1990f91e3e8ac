//! Columns that no phrase of the vocabulary knows and whose cells name communities all the same.

use super::{
    heading::Heading,
    report::{Place, Report},
    row::shown,
};
use crate::{
    import::problem::Level,
    model::Code,
    sheet::{Row, letters, values::plain},
};

/// Nouns that stand beside the name of a community, and few other names.
const NOUNS: [&str; 10] = ["громада", "громади", "громад", "громаді", "тг", "отг", "мтг", "стг", "hromada", "hromadas"];
/// Longest cell, in words, that may be a list of names and is no report.
const LONGEST: usize = 40;

/// Warns of a column that names communities and is not read, where no other column tells them.
pub(super) fn report_unread_communities(heading: &Heading, rows: &[Row], report: &mut Report<'_>) {
    if heading.has("community") || heading.has("code") {
        return;
    }
    let below: Vec<&Row> = rows.iter().filter(|row| row.number > heading.last_row).collect();
    for known in heading.columns.iter().filter(|known| known.field.is_none()) {
        let texts = below.iter().map(|row| shown(row.cell(known.column))).filter(|text| !text.trim().is_empty());
        let (named, given) =
            texts.fold((0, 0), |(named, given), text| (named + usize::from(names_community(&text)), given + 1));
        if 2 * named > given {
            let letters = letters(known.column);
            let reason = format!("the cells below `{}` name communities and are not read", known.text);
            let place = Place { row: heading.row, column: Some(known.column) };
            let fix = format!("`--column \"{letters}=community\"` reads them");
            report.push_with_fix(Level::Warning, "communities_not_read", place, &known.text, &reason, Some(&fix));
        }
    }
}

fn names_community(text: &str) -> bool {
    let folded = plain(text);
    let mut words = folded.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_code = text.split_whitespace().any(|word| Code::parse(word).is_some());
    is_code || (folded.split_whitespace().count() <= LONGEST && words.any(|word| NOUNS.contains(&word)))
}
