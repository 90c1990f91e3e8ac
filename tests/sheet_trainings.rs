//! Sheets of trainings as text files: what is found in them and what is refused.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    unreachable_pub,
    dead_code
)]

use std::{io::Write, path::PathBuf};

use hromada::{
    error::{Error, Result},
    import::{
        Problems,
        reading::{ReadingOptions, TrainingReader},
    },
    sheet::{Book, Options},
};
use jiff::civil::date;
use tempfile::TempDir;

/// A file in a folder of its own.
struct Sheet {
    _folder: TempDir,
    path: PathBuf,
}

fn sheet(name: &str, text: impl AsRef<[u8]>) -> Sheet {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    std::fs::File::create(&path).unwrap().write_all(text.as_ref()).unwrap();
    Sheet { _folder: folder, path }
}

/// Rows as `row|title|start..end|total/women/men|oblast|communities`, then problems as `row:column:code:value`.
fn read(text: &str, options: &ReadingOptions) -> Result<(Vec<String>, Vec<String>)> {
    let sheet = sheet("sheet.csv", text);
    let mut book = Book::open(&sheet.path, &Options::default())?;
    let mut problems = Problems::default();
    let mut rows = Vec::new();
    let mut reader = TrainingReader::open(&mut book, 0, options, &mut problems)?.expect("the only sheet");
    while let Some(row) = reader.next(&mut problems)? {
        let count = |count: Option<u32>| count.map_or("-".to_string(), |count| count.to_string());
        rows.push(format!(
            "{}|{}|{}..{}|{}/{}/{}|{}|{}",
            row.row,
            row.title,
            row.span.start,
            row.span.end,
            count(row.participants),
            count(row.women),
            count(row.men),
            row.oblast,
            row.communities
        ));
    }
    let problems = problems.list().iter().map(|p| format!("{}:{}:{}:{}", p.row, p.column, p.code, p.value)).collect();
    Ok((rows, problems))
}

fn options() -> ReadingOptions {
    ReadingOptions::new(date(2026, 11, 22))
}

#[test]
fn a_plain_table_is_read_with_its_problems() {
    let (rows, problems) = read(
        "Тема;Дата проведення;Громади-учасниці;Область;Учасників, осіб;у т.ч. жінок;у т.ч. чоловіків\n\
         Школа старост;12-14.03.2021;\"Хмільницька ТГ\nБарська ТГ\";Вінницька;25;15;10\n\
         Бюджет;31.02.2021;Барська ТГ;Вінницька;10;5;5\n\
         Бюджет;;Барська ТГ;Вінницька;багато;;\n\
         ;1.3.2021;Барська ТГ;Вінницька;20;15;4\n\
         Бюджет;1.3.2021;Барська ТГ;Вінницька;-;;0\n",
        &options(),
    )
    .unwrap();
    assert_eq!(
        rows,
        [
            "2|Школа старост|2021-03-12..2021-03-14|25/15/10|Вінницька|Хмільницька ТГ\nБарська ТГ",
            "6|Бюджет|2021-03-01..2021-03-01|-/-/0|Вінницька|Барська ТГ",
        ]
    );
    assert_eq!(
        problems,
        [
            "3:B:bad_date:31.02.2021",
            "4:B:missing_date:",
            "4:E:bad_number:багато",
            "5:A:missing_title:",
            "5:E:counts_disagree:20 <> 15 + 4",
        ]
    );
}

#[test]
fn rows_that_are_no_data_are_passed_over() {
    let (rows, problems) = read(
        "Звіт про навчання;;;\nза І квартал 2021 року;;;\n;;;\nНазва заходу;Дата;Громада;Кількість учасників\n1;2;3;4\n\
         Вінницька область;;;\nБюджет;12 березня;Барська ТГ;10\nУсього по області;;;10\n;;;\nНазва заходу;Дата;Громада;Кількість учасників\n\
         Одеська обл.;;;7\nБюджет;15.04.2021;Балтська ТГ;7\nРазом;;;17\n* дані уточнюються;;;\n",
        &options(),
    )
    .unwrap();
    assert_eq!(
        rows,
        [
            "7|Бюджет|2021-03-12..2021-03-12|10/-/-|Вінницька область|Барська ТГ",
            "12|Бюджет|2021-04-15..2021-04-15|7/-/-|Одеська область|Балтська ТГ",
        ]
    );
    assert_eq!(
        problems,
        ["12:B:date_outside_period:15.04.2021", "14:A:row_without_data:* дані уточнюються"],
        "a note at the end is worth a word, and no warning"
    );
}

#[test]
fn a_row_that_holds_little_is_never_dropped_without_a_word() {
    let (rows, problems) = read(
        "Назва заходу;Дата;Громада;Учасників\nБюджет;12.03.2021;Барська ТГ;10\n;;Балтська ТГ;\nВода;13.03.2021;Барська ТГ;10\n\
         ;;;\n;;Балтська ТГ;\n",
        &options(),
    )
    .unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!(problems, ["3:C:missing_title:Балтська ТГ", "6:C:missing_title:Балтська ТГ"]);
}

#[test]
fn a_heading_in_two_rows_is_joined() {
    let (rows, _) = read(
        "№,Назва заходу,Період проведення,,Територіальна громада,Кількість учасників,,\n\
         з/п,,початок,кінець,,усього,жінок,чоловіків\n1,Бюджет,2021-03-01,2021-03-02,Барська,10,6,4\n",
        &options(),
    )
    .unwrap();
    assert_eq!(rows, ["3|Бюджет|2021-03-01..2021-03-02|10/6/4||Барська"]);
}

#[test]
fn two_columns_for_one_field_are_a_question() {
    let text = "Назва заходу,Назва тренінгу,Дата,Громада\nА,Б,2021-03-01,Барська\n";
    let error = read(text, &options()).unwrap_err();
    assert!(matches!(error, Error::MappingQuestion { .. }), "{error}");
    assert!(error.to_string().contains("A (`Назва заходу`) and B (`Назва тренінгу`)"), "{error}");
    let mut told = options();
    told.columns.push(("B".to_string(), "title".to_string()));
    assert_eq!(read(text, &told).unwrap().0, ["2|Б|2021-03-01..2021-03-01|-/-/-||Барська"]);
}

#[test]
fn headings_nobody_knows_are_explained_by_hand() {
    let text = "Що було,Дата,Хто був,Душ\nБюджет,2021-03-01,Барська,12\n";
    let error = read(text, &options()).unwrap_err();
    assert_eq!(error.exit_code(), 2, "an option answers it");
    let mut told = options();
    for (heading, field) in [("Що було", "title"), ("хто був", "community"), ("D", "participants")] {
        told.columns.push((heading.to_string(), field.to_string()));
    }
    assert_eq!(read(text, &told).unwrap().0, ["2|Бюджет|2021-03-01..2021-03-01|12/-/-||Барська"]);
    told.columns.push(("D".to_string(), "people".to_string()));
    assert_eq!(read(text, &told).unwrap_err().exit_code(), 2, "no such field");
}

#[test]
fn damaged_bytes_cost_their_row_only() {
    let text = "Назва,Дата,Громада\nБюджет,2021-03-01,Барська\nБюджет,2021-03-02,X\n".replace('X', "\u{1}");
    let mut bytes = text.into_bytes();
    let place = bytes.iter().position(|byte| *byte == 1).unwrap();
    bytes[place] = 0xC1;
    let sheet = sheet("sheet.csv", bytes);
    let mut book = Book::open(&sheet.path, &Options::default()).unwrap();
    let mut problems = Problems::default();
    let mut reader = TrainingReader::open(&mut book, 0, &options(), &mut problems).unwrap().unwrap();
    let mut rows = 0;
    while reader.next(&mut problems).unwrap().is_some() {
        rows += 1;
    }
    let found: Vec<_> = problems.list().iter().map(|p| (p.row, p.column.as_str(), p.code)).collect();
    assert_eq!((rows, found), (1, vec![(3, "C", "bad_encoding")]));
}

#[test]
fn a_table_of_something_else_is_refused_with_its_headings() {
    let error = read("Область,Громада,Населення\nВінницька,Барська,39000\n", &options()).unwrap_err();
    assert_eq!(error.exit_code(), 4);
    let message = error.to_string();
    assert!(message.contains("no column for the title of the event and its date"), "{message}");
    assert!(message.contains("`Населення`"), "{message}");
}
