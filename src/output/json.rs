//! JSON for scripts: one object, its keys always in this order, one row on each line:
//!
//! ```json
//! {
//! "caption": "Coverage, 2025-Q1",
//! "columns": [
//! {"id":"oblast","title":"Oblast","ukrainian":"Область","kind":"text"},
//! {"id":"share","title":"Covered","ukrainian":"Охоплено","kind":"number"}
//! ],
//! "rows": [
//! {"oblast":"Вінницька","share":19.0}
//! ],
//! "notes": ["Of 63 communities."]
//! }
//! ```
//!
//! Rows have a key for each column, in the order of the columns. Numbers, decimals and percents (12.5 is 12.5 %) are
//! numbers printed exactly, days are `"2025-12-31"`, what nobody knows is `null`. A column of kind `money` has two keys:
//! `id` with the amount and `id_currency`. Kinds are `text`, `number`, `ordinal` (numbers that name), `money`, `date`.
//! No language changes these bytes. Signs that would act on a terminal are escaped, never raw.

use std::io::{self, Write};

use super::{
    exact::{Field, Value, fields},
    visible::is_unseen,
};
use crate::table::{Cell, Column, Kind, Table};

/// Writes the table.
pub(super) fn render(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\n\"caption\": ")?;
    string(&table.caption, out)?;
    write!(out, ",\n\"columns\": ")?;
    list(&table.columns, "\n", out, column)?;
    write!(out, ",\n\"rows\": ")?;
    let fields = fields(table);
    list(&table.rows, "\n", out, |row, out| object(row, &fields, out))?;
    write!(out, ",\n\"notes\": ")?;
    list(&table.notes, "", out, |note, out| string(note, out))?;
    writeln!(out, "\n}}")
}

fn list<T>(
    items: &[T],
    gap: &str,
    out: &mut dyn Write,
    mut item: impl FnMut(&T, &mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    write!(out, "[")?;
    for (place, one) in items.iter().enumerate() {
        write!(out, "{}{gap}", if place > 0 { "," } else { "" })?;
        item(one, out)?;
    }
    let gap = if items.is_empty() { "" } else { gap };
    write!(out, "{gap}]")
}

fn column(column: &Column, out: &mut dyn Write) -> io::Result<()> {
    let kind = match column.kind {
        Kind::Text => "text",
        Kind::Number => "number",
        Kind::Ordinal => "ordinal",
        Kind::Money => "money",
        Kind::Date => "date",
    };
    let parts = [("{\"id\":", &column.id), (",\"title\":", &column.title), (",\"ukrainian\":", &column.ukrainian)];
    for (key, text) in parts {
        write!(out, "{key}")?;
        string(text, out)?;
    }
    write!(out, ",\"kind\":\"{kind}\"}}")
}

fn object(row: &[Cell], fields: &[Field<'_>], out: &mut dyn Write) -> io::Result<()> {
    for (place, field) in fields.iter().enumerate() {
        write!(out, "{}", if place > 0 { "," } else { "{" })?;
        string(&field.id, out)?;
        write!(out, ":")?;
        match field.value(row) {
            Value::Text(text) => string(&text, out)?,
            Value::Number(number) => write!(out, "{number}")?,
            Value::Date(day) => write!(out, "\"{day}\"")?,
            Value::Missing => write!(out, "null")?,
        }
    }
    write!(out, "{}", if fields.is_empty() { "{}" } else { "}" })
}

/// A string in quotes. JSON asks only for C0 to be escaped; here all that [`is_unseen`] is.
fn string(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let must_escape = |sign: char| is_unseen(sign) && !sign.is_ascii() || sign == '\u{7f}';
    if !text.contains(must_escape) {
        return Ok(serde_json::to_writer(out, text)?);
    }
    let mut units = [0; 2];
    for sign in serde_json::to_string(text)?.chars() {
        if must_escape(sign) {
            for unit in sign.encode_utf16(&mut units) {
                write!(out, "\\u{unit:04x}")?;
            }
        } else {
            write!(out, "{sign}")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(table: &Table) -> String {
        let mut out = Vec::new();
        render(table, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_shape_is_the_one_that_the_first_page_of_this_file_shows() {
        let table = Table {
            caption: "Coverage, 2025-Q1".into(),
            columns: vec![Column::text("oblast", "Oblast", "Область"), Column::number("share", "Covered", "Охоплено")],
            rows: vec![vec!["Вінницька".into(), Cell::Percent(190)]],
            notes: vec!["Of 63 communities.".into()],
        };
        let page: String = include_str!("json.rs")
            .lines()
            .skip(3)
            .take(11)
            .map(|line| line.trim_start_matches("//! ").to_owned() + "\n")
            .collect();
        assert_eq!(written(&table), page);
    }

    #[test]
    fn an_empty_table_is_still_an_object() {
        assert_eq!(
            written(&Table::default()),
            "{\n\"caption\": \"\",\n\"columns\": [],\n\"rows\": [],\n\"notes\": []\n}\n"
        );
    }

    #[test]
    fn what_nobody_knows_is_null_and_money_is_two_keys() {
        let table = Table {
            columns: vec![Column::number("n", "", ""), Column::money("value", "", "")],
            rows: vec![vec![Cell::Missing, Cell::Money(150, "EUR".into())], vec![Cell::Number(i64::MAX)]],
            ..Table::default()
        };
        let text = written(&table);
        assert!(text.contains("{\"n\":null,\"value\":1.50,\"value_currency\":\"EUR\"}"), "{text}");
        assert!(text.contains("{\"n\":9223372036854775807,\"value\":null,\"value_currency\":null}"), "{text}");
    }

    proptest! {
        #[test]
        fn any_text_parses_back_and_nothing_raw_reaches_a_terminal(
            texts in prop::collection::vec(prop_oneof![any::<String>(), "[\\x00-\\x9f\u{200b}-\u{202f}\u{e0041}\"\\\\]{0,9}"], 1..5),
            number in any::<i64>(), places in 0..20_u8,
        ) {
            let table = Table {
                caption: texts[0].clone(),
                columns: vec![Column::text("t", &texts[0], ""), Column::number("n", "", "")],
                rows: texts.iter().map(|text| vec![text.as_str().into(), Cell::Decimal(number, places)]).collect(),
                notes: texts.clone(),
            };
            let text = written(&table);
            prop_assert!(!text.chars().any(|sign| is_unseen(sign) && sign != '\n'));
            let back: serde_json::Value = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(&back["notes"], &serde_json::json!(texts));
            for (row, sent) in back["rows"].as_array().unwrap().iter().zip(&texts) {
                prop_assert_eq!(row["t"].as_str(), Some(sent.as_str()));
                prop_assert!(row["n"].is_number());
            }
        }
    }
}
