//! A law of rows that are left out: with nothing mended, the file of them is left out again for the same reasons.
#![allow(clippy::unwrap_used)]

#[path = "sheet_makers.rs"]
mod makers;

use hromada::{
    import::{
        Problems, Trainings,
        reading::{ReadingOptions, TrainingReader, rejected_rows},
    },
    sheet::{Book, Options, csv_of, xlsx_of},
};
use jiff::civil::date;
use makers::{
    Cell::{Day, Empty, Number, Text},
    sheet, xlsx,
};

/// Titles of the rows that are read, and reasons for those that are not.
fn read(bytes: &[u8]) -> (Vec<String>, Vec<String>, Option<hromada::sheet::NewSheet>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    std::fs::write(&path, bytes).unwrap();
    let mut book = Book::open(&path, &Options::default()).unwrap();
    let (mut problems, mut rows) = (Problems::default(), Vec::new());
    let options = ReadingOptions::new(date(2026, 11, 22));
    let mut reader = TrainingReader::open(&mut book, 0, &options, &mut problems).unwrap().unwrap();
    while let Some(row) = reader.next(&mut problems).unwrap() {
        let people = row.participants.map_or("-".to_string(), |people| people.to_string());
        let merged = if row.counts_merged { "^" } else { "" };
        rows.push(format!("{} {} {} {people}{merged} {}", row.title, row.project, row.span.start, row.communities));
    }
    drop(reader);
    let reasons = problems.list().iter().map(|problem| problem.reason.clone()).collect();
    let rejects = rejected_rows::<Trainings>(&mut book, 0, &options, false, &problems).unwrap().pop();
    (rows, reasons, rejects)
}

#[test]
fn merged_cells_titles_and_dates_come_through() {
    let mut table = sheet(
        "Q1",
        &[
            &[Text("Проєкт: EGAP, І квартал 2021 року")],
            &[Text("Назва заходу"), Text("Дата"), Text("Громада"), Text("Учасники"), Empty],
            &[Empty, Empty, Empty, Text("усього"), Text("жінок")],
            &[Text("Бюджет"), Day(44267.0), Text("Барська"), Number(25.0), Number(26.0)],
            &[Empty, Empty, Text("Хмільницька"), Empty, Empty],
            &[Text("ЦНАП"), Day(44268.0), Text("Барська"), Number(7.0), Empty],
            &[Text("Старости"), Text("31.02.2021"), Text("Барська"), Number(7.0), Empty],
            &[Text("Разом"), Empty, Empty, Number(39.0), Empty],
        ],
    );
    table.merges = vec![
        (2, 0, 3, 0),
        (2, 1, 3, 1),
        (2, 2, 3, 2),
        (2, 3, 2, 4),
        (4, 0, 5, 0),
        (4, 1, 5, 1),
        (4, 3, 5, 3),
        (4, 4, 5, 4),
    ];
    table.rows[3][4] = Text("25-30");
    let (rows, reasons, rejects) = read(&xlsx(&[table], false));
    assert_eq!(rows, ["ЦНАП EGAP 2021-03-13 7 Барська"]);
    let rejects = rejects.unwrap();
    let book = xlsx_of(std::slice::from_ref(&rejects), date(2021, 4, 1)).unwrap();
    let (rows, again, _) = read(&book);
    assert!(rows.is_empty(), "{rows:?}");
    assert_eq!(again, reasons);
    let mut mended = rejects;
    for row in &mut mended.rows {
        for cell in row.iter_mut() {
            let shown = format!("{cell:?}");
            if shown.contains("25-30") {
                *cell = hromada::sheet::NewCell::Number(20.0);
            } else if shown.contains("31.02.2021") && !shown.contains('`') {
                *cell = "28.02.2021".into();
            }
        }
    }
    let expected = |merged: &str, second: &str| {
        [
            format!("Бюджет EGAP 2021-03-12 25{merged} Барська"),
            format!("Бюджет EGAP 2021-03-12 {second} Хмільницька"),
            "Старости EGAP 2021-02-28 7 Барська".to_string(),
        ]
    };
    assert_eq!(read(&xlsx_of(std::slice::from_ref(&mended), date(2021, 4, 1)).unwrap()).0, expected("^", "25^"));
    assert_eq!(read(&csv_of(&mended)).0, expected("", "-"));
}
