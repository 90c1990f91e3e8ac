//! Workbooks parsed in a process of their own. This test is its own helper: started with the hidden argument it parses, so it has a
//! `main` of its own and no harness.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    unreachable_pub,
    dead_code
)]

#[path = "sheet_makers.rs"]
mod makers;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, Instant},
};

use hromada::{
    error::{Error, Result},
    sheet::{Book, Options, Row, child},
};
use makers::{Cell::*, Sheet, ods, sheet, xls, xlsx};
use tempfile::TempDir;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_some_and(|first| first == child::ARGUMENT) {
        return ExitCode::from(child::serve(arguments, std::io::stdout()));
    }
    let tests: [(&str, fn()); 6] = [
        ("the_child_gives_the_same_rows", the_child_gives_the_same_rows),
        ("a_sheet_may_be_left_in_the_middle", a_sheet_may_be_left_in_the_middle),
        ("a_refusal_comes_in_the_same_words", a_refusal_comes_in_the_same_words),
        ("a_workbook_that_wants_all_memory_ends_alone", a_workbook_that_wants_all_memory_ends_alone),
        ("damaged_old_workbooks_never_harm_the_parent", damaged_old_workbooks_never_harm_the_parent),
        ("a_helper_that_is_none_is_named", a_helper_that_is_none_is_named),
    ];
    for (name, test) in tests {
        test();
        println!("test {name} ... ok");
    }
    ExitCode::SUCCESS
}

fn helped() -> Options {
    Options { helper: Some(std::env::current_exe().unwrap()), ..Options::default() }
}

fn kept(bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("file");
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// All that is known of a file, as text.
fn contents(path: &Path, options: &Options) -> Result<String> {
    let mut book = Book::open(path, options)?;
    let mut all = format!("{:?} {:?}\n", book.sheets(), book.sha256());
    let mut row = Row::default();
    for index in 0..book.sheets().len() {
        let mut rows = book.rows(index)?;
        while rows.next(&mut row)? {
            let cells = row.cells().enumerate().map(|(column, cell)| format!("{cell:?}{:?}", row.merged(column)));
            all += &format!("{} {} {}\n", row.number, row.hidden, cells.collect::<Vec<_>>().join("|"));
        }
        all += &format!("{:?} {}\n", rows.merges(), rows.epoch_shift());
    }
    Ok(all)
}

fn table() -> Vec<Sheet<'static>> {
    let rows: Vec<Vec<makers::Cell<'_>>> = (0..200)
        .map(|row| vec![Text("Школа\nстарост"), Number(f64::from(row)), Empty, Day(44267.0), Error("#REF!")])
        .collect();
    let rows: Vec<&[makers::Cell<'_>]> = rows.iter().map(Vec::as_slice).collect();
    let mut first = sheet("Дані", &rows);
    first.merges = vec![(3, 2, 6, 2), (10, 0, 10, 3)];
    first.hidden_rows = vec![7, 8];
    vec![first, Sheet { hidden: true, ..sheet("Lists", &[&[Text("онлайн")]]) }]
}

fn the_child_gives_the_same_rows() {
    for bytes in [xlsx(&table(), false), xlsx(&table(), true), ods(&table()), xls(&table()), xlsx(&[], false)] {
        let (_folder, path) = kept(&bytes);
        assert_eq!(contents(&path, &helped()).unwrap(), contents(&path, &Options::default()).unwrap());
    }
}

fn a_sheet_may_be_left_in_the_middle() {
    let (_folder, path) = kept(&xlsx(&table(), false));
    let mut book = Book::open(&path, &helped()).unwrap();
    let mut row = Row::default();
    for (index, first) in [(0, "Школа\nстарост"), (1, "онлайн"), (0, "Школа\nстарост"), (0, "Школа\nстарост")]
    {
        let mut rows = book.rows(index).unwrap();
        assert!(rows.next(&mut row).unwrap());
        assert_eq!(row.cell(0), hromada::sheet::Cell::Text(first));
    }
}

fn a_refusal_comes_in_the_same_words() {
    let mut cut = xlsx(&table(), false);
    cut.truncate(cut.len() - 100);
    let long = xlsx(&[sheet("a", &[&[Text(&"x".repeat(40_000))]])], false);
    for bytes in [cut, long] {
        let (_folder, path) = kept(&bytes);
        let (here, there) =
            (contents(&path, &Options::default()).unwrap_err(), contents(&path, &helped()).unwrap_err());
        assert_eq!(here.to_string(), there.to_string());
        assert_eq!((here.hint(), here.exit_code()), (there.hint(), there.exit_code()));
    }
}

fn a_workbook_that_wants_all_memory_ends_alone() {
    // Two cells in the far corners of each sheet: a few kilobytes that the parser of old workbooks spreads out.
    let mut corners = sheet("a", &[&[Number(1.0)]]);
    corners.rows.resize(65_535, Vec::new());
    corners.rows.push([vec![Empty; 255], vec![Number(1.0)]].concat());
    let (_folder, path) = kept(&xls(&vec![corners; 6]));
    let started = Instant::now();
    let error = contents(&path, &helped()).expect_err("six sheets of 400 MB each");
    assert!(error.to_string().contains("needs more than 1024 MiB of memory"), "{error}");
    assert!(started.elapsed() < Duration::from_secs(20));
}

fn damaged_old_workbooks_never_harm_the_parent() {
    let whole = xls(&table());
    let (folder, path) = kept(&whole);
    let mut random = 12345u32;
    for _ in 0..150 {
        let mut bytes = whole.clone();
        for _ in 0..8 {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let place = random as usize % bytes.len();
            bytes[place] = (random >> 24) as u8;
        }
        std::fs::write(&path, &bytes).unwrap();
        if let Err(error) = contents(&path, &helped()) {
            assert_eq!(error.exit_code(), 4, "{error}");
        }
    }
    drop(folder);
}

fn a_helper_that_is_none_is_named() {
    let (_folder, path) = kept(&xlsx(&table(), false));
    for helper in ["/bin/true", "no/such/program"] {
        let options = Options { helper: Some(PathBuf::from(helper)), ..Options::default() };
        let error = Book::open(&path, &options).err().expect("no helper");
        assert!(matches!(error, Error::Io { doing: "start", .. }), "{error}");
    }
}
