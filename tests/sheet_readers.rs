//! Reading small workbooks of trainings, for tests of what is found in them.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    unreachable_pub,
    dead_code
)]

#[path = "sheet_makers.rs"]
pub mod makers;

use hromada::{
    error::Result,
    import::{
        Problems,
        reading::{ReadingOptions, TrainingReader},
    },
    sheet::{Book, Options},
};
use jiff::civil::date;
use makers::{Cell::*, Sheet, xlsx};
use tempfile::TempDir;

/// Rows of all sheets as `sheet:row title|project|start|end|total/women/men|oblast|communities`, merged counts with `^`.
pub fn read_with(sheets: &[Sheet<'_>], options: &ReadingOptions) -> Result<(Vec<String>, Problems)> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("file.xlsx");
    std::fs::write(&path, xlsx(sheets, false)).unwrap();
    let mut book = Book::open(&path, &Options::default())?;
    let (mut problems, mut rows) = (Problems::default(), Vec::new());
    for index in 0..book.sheets().len() {
        let Some(mut reader) = TrainingReader::open(&mut book, index, options, &mut problems)? else { continue };
        let name = reader.sheet().to_string();
        while let Some(row) = reader.next(&mut problems)? {
            let count = |count: Option<u32>| count.map_or("-".to_string(), |count| count.to_string());
            let days = if row.span.start == row.span.end { String::new() } else { row.span.end.to_string() };
            rows.push(format!(
                "{name}:{} {}|{}|{}|{days}|{}/{}/{}{}|{}|{}",
                row.row,
                row.title,
                row.project,
                row.span.start,
                count(row.participants),
                count(row.women),
                count(row.men),
                if row.counts_merged { "^" } else { "" },
                row.oblast,
                row.communities
            ));
        }
    }
    Ok((rows, problems))
}

pub fn options() -> ReadingOptions {
    ReadingOptions::new(date(2026, 11, 22))
}

pub fn read(sheets: &[Sheet<'_>]) -> (Vec<String>, Vec<String>) {
    let (rows, problems) = read_with(sheets, &options()).unwrap();
    let show = |p: &hromada::import::Problem| format!("{}:{}:{}:{}", p.row, p.column, p.code, p.value);
    (rows, problems.list().iter().map(show).collect())
}

pub const HEADING: [makers::Cell<'static>; 4] =
    [Text("Назва заходу"), Text("Дата"), Text("Громада"), Text("Кількість учасників")];

pub const NUMBERED: [makers::Cell<'static>; 5] =
    [Text("№"), Text("Тема"), Text("Дата"), Text("Громада"), Text("Учасники")];
pub const FIRST: [makers::Cell<'static>; 5] =
    [Number(1.0), Text("Тема 1"), Text("01.03.2021"), Text("Вороновицька"), Number(4.0)];
pub const SECOND: [makers::Cell<'static>; 5] =
    [Number(2.0), Text("Тема 2"), Text("02.03.2021"), Text("Краснопільська"), Number(4.0)];
