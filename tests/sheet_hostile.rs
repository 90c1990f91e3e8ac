//! Files that are damaged, cut off, of another kind or made to do harm: each is refused in words, quickly, and never misread.
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
    time::{Duration, Instant},
};

use hromada::{
    error::{Error, Result},
    sheet::{Book, Limits, Options, Row},
};
use makers::{Cell::*, archive, ods, ods_of, sheet, xls, xlsx, xlsx_of, xlsx_sheet_of};
use tempfile::TempDir;

fn kept(bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("file.xlsx");
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// All cells of all sheets as one text.
fn contents(path: &Path, options: &Options) -> Result<String> {
    let mut book = Book::open(path, options)?;
    let mut all = String::new();
    let mut row = Row::default();
    for index in 0..book.sheets().len() {
        let mut rows = book.rows(index)?;
        while rows.next(&mut row)? {
            let cells: Vec<String> = row.cells().map(|cell| format!("{cell:?}")).collect();
            all += &format!("{index}:{} {}\n", row.number, cells.join("|"));
        }
    }
    Ok(all)
}

/// The message with which bytes are refused.
fn refused(bytes: &[u8]) -> String {
    refused_with(bytes, Limits::default())
}

fn refused_with(bytes: &[u8], limits: Limits) -> String {
    let (_folder, path) = kept(bytes);
    let started = Instant::now();
    let error = contents(&path, &Options { limits, ..Options::default() }).expect_err("refused");
    assert!(started.elapsed() < Duration::from_secs(5), "{error}");
    assert_eq!((error.id(), error.exit_code()), ("unreadable_file", 4), "{error}");
    assert!(error.hint().is_some_and(|hint| !hint.is_empty()));
    error.to_string()
}

fn one_sheet(rows: &str) -> Vec<u8> {
    let xml = xlsx_sheet_of(rows, &[]);
    xlsx_of(&[("a".to_string(), false, &xml)], "<sst><si><t>text</t></si></sst>", false)
}

#[test]
fn cells_that_cannot_be_where_they_say_are_refused() {
    for rows in [
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048577\"><c r=\"A1048577\"><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"AAAAAAAA1\"><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"A99999999999\"><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"A0\"><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>",
        "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"1\"><c r=\"A1\"><v>2</v></c></row>",
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99</v></c></row>",
        "<row r=\"1\"><c r=\"A1\" t=\"zz\"><v>9</v></c></row>",
    ] {
        assert!(refused(&one_sheet(rows)).contains("the workbook is damaged"), "{rows}");
    }
    let corners =
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    assert!(refused(&one_sheet(corners)).contains("column XFD, and 500 columns are the limit"));
}

#[test]
fn what_goes_beyond_the_limits_is_refused() {
    let small = Limits { bytes: 1 << 20, parts: 20, cell: 1000, ..Limits::default() };
    let bomb = one_sheet(&" ".repeat(4 << 20));
    assert!(bomb.len() < 64 << 10);
    let said = refused_with(&bomb, small);
    assert!(said.contains("unpacks to more than 1048576 bytes"), "{said}");
    let names: Vec<String> = (0..21).map(|number| format!("xl/{number}.xml")).collect();
    let mut parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    parts.push(("xl/workbook.xml", b""));
    assert!(refused_with(&archive(&parts), small).contains("22 parts, and 20 are the limit"));
    let long = "ї".repeat(1001);
    for bytes in
        [xlsx(&[sheet("a", &[&[Number(1.0), Text(&long)]])], false), xls(&[sheet("a", &[&[Number(1.0), Text(&long)]])])]
    {
        assert!(refused_with(&bytes, small).contains("row 1, column B holds more than 1000 characters"));
    }
    assert!(
        refused_with(&ods(&[sheet("a", &[&[Text(&"x".repeat(5000))]])]), small).contains("more than 1000 characters")
    );
}

#[test]
fn tricks_of_xml_are_refused() {
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE sst [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]>\
        <sst><si><t>&b;</t></si></sst>";
    let outside = "<!DOCTYPE sst [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><sst><si><t>&x;</t></si></sst>";
    let xml = xlsx_sheet_of("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>", &[]);
    for strings in [laughs, outside] {
        refused(&xlsx_of(&[("a".to_string(), false, &xml)], strings, false));
    }
    refused(&ods_of(
        "<table:table table:name=\"a\"><table:table-row><table:table-cell office:value-type=\"string\"><text:p>&x;</text:p></table:table-cell></table:table-row></table:table>",
    ));
}

#[test]
fn repetitions_of_ods_are_bounded() {
    let cell = |attributes: &str, text: &str| {
        ods_of(&format!(
            "<table:table table:name=\"a\"><table:table-row{attributes}><table:table-cell office:value-type=\"string\">{text}</table:table-cell></table:table-row></table:table>"
        ))
    };
    assert!(refused(&cell("", "<text:p>a<text:s text:c=\"4000000000\"/></text:p>")).contains("characters"));
    assert!(refused(&cell(" table:number-rows-repeated=\"4000000000\"", "<text:p>a</text:p>")).contains("rows"));
    let wide = "<table:table table:name=\"a\"><table:table-row><table:table-cell table:number-columns-repeated=\"4000000\" office:value-type=\"float\" office:value=\"1\"/></table:table-row></table:table>";
    assert!(refused(&ods_of(wide)).contains("500 columns are the limit"));
    for cut in [
        "<table:table table:name=\"a\"><table:table-row><table:table-cell office:value-type=\"string\"><office:annotation><text:p>no",
        "<table:table table:name=\"a\"><table:table-row><table:table-cell",
        "<table:table table:name=\"a\"><table:table-row>",
    ] {
        refused(&archive(&[("mimetype", ""), ("content.xml", cut)]));
    }
}

#[test]
fn other_kinds_of_files_are_called_by_their_names() {
    let encrypted = {
        let mut file = makers::compound(vec![0; 4096]);
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        file[1024 + 128..1024 + 128 + name.len()].copy_from_slice(&name);
        file
    };
    for (bytes, named) in [
        (&b""[..], "is empty"),
        (b"<html><body><table><tr><td>1</td></tr></table>", "HTML"),
        (b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", "Excel 2003"),
        (b"%PDF-1.4", "PDF"),
        (b"SQLite format 3\0", "SQLite"),
        (&[0x7F; 3000], "binary"),
        (&encrypted, "password"),
        (&archive(&[("word/document.xml", "")]), "Word"),
        (&archive(&[("xl/workbook.bin", "")]), "XLSB"),
        (&archive(&[("a.csv", "a;b")]), "zip archive"),
    ] {
        let message = refused(bytes);
        assert!(message.contains(named), "{message}");
    }
    let error = Book::open(Path::new("/dev/zero"), &Options::default()).err().unwrap();
    assert!(error.to_string().contains("a pipe or a device"), "{error}");
    let error = Book::open(Path::new("no/such/file.csv"), &Options::default()).err().unwrap();
    assert!(matches!(error, Error::Io { .. }) && error.exit_code() == 5);
}

#[test]
fn a_workbook_cut_off_anywhere_is_refused() {
    let rows: Vec<Vec<makers::Cell<'_>>> =
        (0..20).map(|row| vec![Text("Школа старост"), Number(f64::from(row))]).collect();
    let rows: Vec<&[makers::Cell<'_>]> = rows.iter().map(Vec::as_slice).collect();
    for whole in [xlsx(&[sheet("a", &rows)], false), ods(&[sheet("a", &rows)])] {
        for length in (0..whole.len()).step_by(13) {
            refused(&whole[..length]);
        }
    }
}

#[test]
fn a_flipped_bit_never_changes_data_in_silence() {
    let rows: Vec<Vec<makers::Cell<'_>>> =
        (0..30).map(|row| vec![Text("Школа старост"), Number(f64::from(row))]).collect();
    let rows: Vec<&[makers::Cell<'_>]> = rows.iter().map(Vec::as_slice).collect();
    for whole in [xlsx(&[sheet("a", &rows)], false), ods(&[sheet("a", &rows)])] {
        let (folder, path) = kept(&whole);
        let right = contents(&path, &Options::default()).unwrap();
        let flipped = folder.path().join("flipped");
        let mut different = 0;
        let mut flips = 0;
        for place in (0..whole.len() * 8).step_by(13) {
            let mut bytes = whole.clone();
            bytes[place / 8] ^= 1 << (place % 8);
            std::fs::write(&flipped, &bytes).unwrap();
            flips += 1;
            match contents(&flipped, &Options::default()) {
                Ok(read) if read != right => different += 1,
                _ => {}
            }
        }
        // Names of parts in the directory are not covered by any sum; a flip there can hide a part.
        assert!(different == 0, "{different} of {flips} flips were read differently");
    }
}
