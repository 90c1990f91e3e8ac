//! Text files: what the usual writer writes is read back, nothing is swallowed, and no bytes make the reader fall over.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    unreachable_pub,
    dead_code
)]

use std::{
    io::Write,
    time::{Duration, Instant},
};

use hromada::{
    error::Result,
    sheet::{Book, Cell, Options, Row},
};
use proptest::prelude::*;
use tempfile::NamedTempFile;

/// Rows with their numbers; cells of text only.
fn read(bytes: &[u8]) -> Result<Vec<(u32, Vec<String>)>> {
    read_with(bytes, &Options::default())
}

fn read_with(bytes: &[u8], options: &Options) -> Result<Vec<(u32, Vec<String>)>> {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let mut book = Book::open(file.path(), options)?;
    let mut rows = book.rows(0)?;
    let (mut row, mut all) = (Row::default(), Vec::new());
    while rows.next(&mut row)? {
        let text = |cell| match cell {
            Cell::Text(text) => text.to_string(),
            Cell::Error(_) => "!".to_string(),
            _ => String::new(),
        };
        all.push((row.number, row.cells().map(text).collect()));
    }
    drop(rows);
    assert_eq!(book.sha256(), Some(book.hash_now()?), "the hash is that of the bytes that were parsed");
    Ok(all)
}

#[test]
fn wherever_a_quotation_mark_is_missing_its_line_is_named() {
    let lines: Vec<String> =
        (1..=200).map(|line| format!("\"Тренінг «{line}», частина\";2021-03-12;\"Барська, Хмільницька\"")).collect();
    for missing in (1..=200).step_by(7) {
        let mut broken = lines.clone();
        broken[missing - 1] = broken[missing - 1].replacen("\";", ";", 1);
        let error = read(broken.join("\n").as_bytes()).expect_err("a mark is missing").to_string();
        assert!(error.contains(&format!("row {missing} (line {missing})")), "{missing}: {error}");
    }
    let mut open: Vec<String> = (1..=200).map(|line| format!("Тренінг {line};2021-03-12;Барська")).collect();
    open[120] = format!("\"{}", open[120]);
    let error = read(open.join("\r\n").as_bytes()).expect_err("a mark is missing").to_string();
    assert!(error.contains("row 121 (line 121) is never closed"), "{error}");
}

#[test]
fn a_file_of_one_endless_line_is_refused_early() {
    for bytes in [vec![b'x'; 64 << 20], vec![b';'; 64 << 20], [&b"\""[..], &vec![b'\n'; 64 << 20]].concat()] {
        let started = Instant::now();
        assert_eq!(read(&bytes).expect_err("too long").exit_code(), 4);
        assert!(started.elapsed() < Duration::from_secs(10));
    }
}

#[test]
fn files_of_every_make_are_read() {
    let expected = vec![(1, vec!["Тема".to_string(), "Дата".into()]), (2, vec!["Школа старост".into(), "1".into()])];
    let text = "Тема;Дата\r\nШкола старост;1\r\n";
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    for bytes in [
        text.as_bytes().to_vec(),
        format!("\u{FEFF}{text}").into_bytes(),
        format!("sep=;\r\n{text}").into_bytes(),
        wide(&format!("\u{FEFF}{text}")),
        wide(text),
        encoding_rs::WINDOWS_1251.encode(text).0.into_owned(),
        encoding_rs::KOI8_U.encode(text).0.into_owned(),
        text.replace("\r\n", "\n").into_bytes(),
        text.replace("\r\n", "\r").into_bytes(),
        text.replace(';', "\t").into_bytes(),
        text.trim_end().as_bytes().to_vec(),
        "\"Тема\";\"Дата\"\n\"Школа старост\";\"1\"".as_bytes().to_vec(),
    ] {
        assert_eq!(read(&bytes).unwrap(), expected, "{}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn the_encoding_and_the_delimiter_may_be_said() {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(&encoding_rs::IBM866.encode("Тема#Дата\nШкола#1\n").0).unwrap();
    let options = Options { encoding: Some("ibm866".to_string()), delimiter: Some('#'), ..Options::default() };
    let mut book = Book::open(file.path(), &options).unwrap();
    let mut row = Row::default();
    assert!(book.rows(0).unwrap().next(&mut row).unwrap());
    assert_eq!((row.cell(0), row.cell(1)), (Cell::Text("Тема"), Cell::Text("Дата")));
    let wrong = Options { encoding: Some("klingon".to_string()), ..Options::default() };
    let mut book = Book::open(file.path(), &wrong).unwrap();
    assert_eq!(book.rows(0).err().expect("no such encoding").exit_code(), 2);
}

proptest! {
    #[test]
    fn what_the_usual_writer_writes_comes_back(
        table in prop::collection::vec(prop::collection::vec("[a-zіїА-Я0-9 ;,\"\n«»=-]{0,12}", 3), 2..12)
    ) {
        let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
        writer.write_record(["перша", "друга", "третя"]).unwrap();
        table.iter().for_each(|row| writer.write_record(row).unwrap());
        // Cells at random may look steadier with another sign between them.
        let options = Options { delimiter: Some(';'), ..Options::default() };
        let rows = read_with(&writer.into_inner().unwrap(), &options).unwrap();
        let expected: Vec<(u32, Vec<String>)> = table
            .iter()
            .enumerate()
            .filter(|(_, row)| row.iter().any(|cell| !cell.is_empty()))
            .map(|(index, row)| (index as u32 + 2, row.clone()))
            .collect();
        prop_assert_eq!(&rows[1..], expected.as_slice());
    }

    #[test]
    fn no_bytes_make_it_fall_over(bytes in prop::collection::vec(any::<u8>(), 0..400), text in "[;,\"\n\rіa\u{0}]{0,200}") {
        for bytes in [bytes.as_slice(), text.as_bytes(), &[&b"a;b\n"[..], &bytes].concat()] {
            if let Ok(rows) = read(bytes) {
                prop_assert!(rows.windows(2).all(|pair| pair[0].0 < pair[1].0));
            }
        }
    }
}

#[test]
fn the_ukrainian_alphabet_of_dos_is_read_by_its_name_and_by_its_letters() {
    // "Тема;Громада" and "Їжа;Єланецька, Ґрунтова, і": the letters that other alphabets of DOS lack.
    let bytes = b"\x92\xA5\xAC\xA0;\x83\xE0\xAE\xAC\xA0\xA4\xA0\n\xF8\xA6\xA0;\xF4\xAB\xA0\xAD\xA5\xE6\xEC\xAA\xA0, \xF2\xE0\xE3\xAD\xE2\xAE\xA2\xA0, \xF7\n";
    let expected =
        vec![(1, vec!["Тема".to_string(), "Громада".into()]), (2, vec!["Їжа".into(), "Єланецька, Ґрунтова, і".into()])];
    for name in ["cp1125", "RUSCII"] {
        let options = Options { encoding: Some(name.to_string()), ..Options::default() };
        assert_eq!(read_with(bytes, &options).unwrap(), expected, "{name}");
    }
    assert_eq!(read(bytes).unwrap(), expected);
    let options = Options { encoding: Some("cp9999".to_string()), ..Options::default() };
    assert_eq!(read_with(bytes, &options).unwrap_err().exit_code(), 2, "an unknown one is refused");
}

#[test]
fn lines_may_end_in_carriage_returns_alone() {
    let rows = read("Тема;Дата\r\"Школа\nстарост\";1\rБюджет;2\r".as_bytes()).unwrap();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[1], (2, vec!["Школа\nстарост".to_string(), "1".into()]));
}
