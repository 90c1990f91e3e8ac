//! Workbooks of trainings with one awkwardness each, and what has to be found in them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    unreachable_pub,
    dead_code
)]

#[path = "sheet_readers.rs"]
mod readers;

use hromada::{
    import::{
        Problems, Trainings,
        reading::{TrainingReader, nothing_to_read},
    },
    sheet::{Book, Options},
};
use proptest::prelude::*;
use readers::{
    FIRST, HEADING, NUMBERED, SECOND,
    makers::{self, Cell::*, Sheet, sheet, xlsx},
    options, read, read_with,
};
use tempfile::TempDir;

#[test]
fn an_event_over_several_rows_has_its_people_once() {
    let mut table = sheet(
        "a",
        &[
            &HEADING,
            &[Text("Бюджет"), Day(44267.0), Text("Барська"), Number(25.0)],
            &[Empty, Empty, Text("Хмільницька"), Empty],
            &[Text("ЦНАП"), Day(44268.0), Text("Барська"), Number(7.0)],
            &[Text("Разом"), Empty, Empty, Number(32.0)],
        ],
    );
    table.merges = vec![(2, 0, 3, 0), (2, 1, 3, 1), (2, 3, 3, 3)];
    let (rows, problems) = read(&[table]);
    assert_eq!(
        rows,
        [
            "a:2 Бюджет||2021-03-12||25/-/-^||Барська",
            "a:3 Бюджет||2021-03-12||25/-/-^||Хмільницька",
            "a:4 ЦНАП||2021-03-13||7/-/-||Барська",
        ]
    );
    assert_eq!(problems, [] as [&str; 0], "the sum counts merged people once");
}

#[test]
fn sections_between_the_data_are_no_data() {
    let mut table = sheet(
        "a",
        &[
            &[Text("Звіт за проєктом «DOBRE» за ІІІ квартал 2021 року")],
            &HEADING,
            &[Text("Тема 1. Фінанси")],
            &[Text("Вінницька область")],
            &[Text("Бюджет"), Text("12.07.2021"), Text("Барська"), Number(5.0)],
            &[Text("Усього"), Empty, Empty, Number(6.0)],
            &[Text("Серпень 2021")],
            &[Text("м. Київ")],
            &[Text("Бюджет"), Text("1 серпня"), Text("Київ"), Number(5.0)],
            &[Text("Підписи: ____________")],
        ],
    );
    table.merges = vec![(3, 0, 3, 3)];
    let (rows, problems) = read(&[table]);
    assert_eq!(
        rows,
        [
            "a:5 Бюджет|DOBRE|2021-07-12||5/-/-|Вінницька область|Барська",
            "a:9 Бюджет|DOBRE|2021-08-01||5/-/-|м. Київ|Київ",
        ]
    );
    assert_eq!(problems, ["3:A:section:Тема 1. Фінанси", "6:D:total_differs:6", "10::signature:"]);
}

#[test]
fn sheets_that_explain_or_hide_are_passed_over_unless_chosen() {
    let data = || sheet("Дані", &[&HEADING, &[Text("Бюджет"), Day(44267.0), Text("Барська"), Number(5.0)]]);
    let sheets = [
        Sheet { name: "Приклад", ..data() },
        Sheet { hidden: true, name: "Чернетка", ..data() },
        data(),
        sheet("Списки областей", &[&[Text("Вінницька")], &[Text("Волинська")]]),
        sheet("Порожній", &[]),
    ];
    let (rows, problems) = read(&sheets);
    assert_eq!(rows, ["Дані:2 Бюджет||2021-03-12||5/-/-||Барська"]);
    assert_eq!(problems, ["0::sheet_without_data:"; 4]);
    let mut chosen = options();
    chosen.chosen = true;
    let (rows, _) = read_with(&sheets[1..2], &chosen).unwrap();
    assert_eq!(rows, ["Чернетка:2 Бюджет||2021-03-12||5/-/-||Барська"]);
}

#[test]
fn a_workbook_without_trainings_says_why_of_each_sheet() {
    let sheets = [sheet("Бюджет", &[&[Text("Область"), Text("Громада"), Text("Сума")]]), sheet("Порожній", &[])];
    let (rows, problems) = read_with(&sheets, &options()).unwrap();
    assert!(rows.is_empty());
    let message = nothing_to_read::<Trainings>("file.xlsx".as_ref(), &problems).to_string();
    assert!(message.contains("`Бюджет`: there is no column for the title of the event and its date"), "{message}");
    assert!(message.contains("`Порожній`: nothing is written"), "{message}");
    let error = read_with(&sheets[..1], &options()).unwrap_err();
    assert!(error.to_string().contains("the headings in row 1 are `Область`, `Громада`, `Сума`"), "{error}");
}

#[test]
fn a_row_of_tags_decides() {
    let table = sheet(
        "a",
        &[
            &[Text("Що"), Text("Коли"), Text("Хто"), Text("Скільки"), Text("Код")],
            &[],
            &[
                Text("#activity+name"),
                Text("#date+start"),
                Text("#adm3+name"),
                Text("#reached+ind"),
                Text("#adm3+code+v_katottg"),
            ],
            &[Text("Бюджет"), Day(44267.0), Text("Барська"), Number(5.0), Text("UA05020010000053508")],
        ],
    );
    assert_eq!(read(&[table]).0, ["a:4 Бюджет||2021-03-12||5/-/-||UA05020010000053508 Барська"]);
}

#[test]
fn women_and_men_in_one_cell_are_told_by_the_heading() {
    let table = sheet(
        "a",
        &[
            &[Text("Назва заходу"), Text("Дата"), Text("Громада"), Text("Учасники (ж/ч)")],
            &[Text("Бюджет"), Day(44267.0), Text("Барська"), Text("15/10")],
            &[Text("Бюджет"), Day(44268.0), Text("Барська"), Text("25 (15 ж, 10 ч)")],
            &[Text("Бюджет"), Day(44269.0), Text("Барська"), Text("25-30")],
        ],
    );
    let (rows, problems) = read(&[table]);
    assert_eq!(rows, ["a:2 Бюджет||2021-03-12||25/15/10||Барська", "a:3 Бюджет||2021-03-13||25/15/10||Барська"]);
    assert_eq!(problems, ["4:D:bad_number:25-30"]);
}

#[test]
fn signatures_are_no_data_and_a_section_of_plans_is_planned() {
    let table = sheet(
        "a",
        &[
            &[Text("№"), Text("Назва заходу"), Text("Дата"), Text("Громада")],
            &[Number(1.0), Text("Керівник громади: навички"), Text("12.03.2021"), Text("Барська")],
            &[Text("Заплановано на наступний квартал")],
            &[Number(1.0), Text("Бюджет"), Text("квітень 2021"), Text("Барська")],
            &[Text("Керівник проєкту"), Text("__________"), Text("Іваненко І.І."), Empty],
            &[Text("Підготувала"), Empty, Text("Іваненко І.І."), Empty],
        ],
    );
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("file.xlsx");
    std::fs::write(&path, xlsx(std::slice::from_ref(&table), false)).unwrap();
    let mut book = Book::open(&path, &Options::default()).unwrap();
    let mut problems = Problems::default();
    let mut reader = TrainingReader::open(&mut book, 0, &options(), &mut problems).unwrap().unwrap();
    let mut statuses = Vec::new();
    while let Some(row) = reader.next(&mut problems).unwrap() {
        statuses.push(row.status.id());
    }
    assert_eq!(statuses, ["held", "planned"]);
    assert_eq!(problems.errors(), 0, "{:?}", problems.list());
}

#[test]
fn hidden_rows_are_data_and_said_once() {
    let row: &[makers::Cell<'_>] = &[Text("Бюджет"), Day(44267.0), Text("Барська"), Number(5.0)];
    let table = Sheet { hidden_rows: vec![2, 3, 5], ..sheet("a", &[&HEADING, row, row, row, row]) };
    let (rows, problems) = read_with(&[table], &options()).unwrap();
    assert_eq!(rows.len(), 4);
    assert_eq!(problems.warnings(), 1);
    assert_eq!(problems.list()[0].reason, "3 hidden rows are read like the others: 2-3, 5");
}

#[test]
fn a_column_explained_by_a_heading_that_is_not_there_is_a_warning() {
    let table = sheet("a", &[&HEADING, &[Text("Бюджет"), Day(44267.0), Text("Барська"), Number(5.0)]]);
    let mut told = options();
    told.columns.push(("Мова навчання".to_string(), "language".to_string()));
    let (_, problems) = read_with(&[table], &told).unwrap();
    assert_eq!(problems.list()[0].code, "column_not_found");
}

#[test]
fn a_section_that_is_not_understood_ends_the_oblast_and_says_so() {
    let below = |section: &[makers::Cell<'_>]| {
        read(&[sheet("a", &[&NUMBERED, &[Text("Вінницька область")], &FIRST, section, &SECOND])])
    };
    let last = |rows: &[String]| rows[1].split('|').nth(5).unwrap().to_string();
    let (rows, problems) = below(&[Text("Загальнонаціональні заходи")]);
    assert_eq!(last(&rows), "");
    assert_eq!(problems, ["4:A:section_not_understood:Загальнонаціональні заходи"]);
    let (rows, problems) = below(&[Text("Разом"), Empty, Empty, Empty, Number(4.0)]);
    assert_eq!((last(&rows).as_str(), problems.len()), ("", 0));
    for text in ["Сумська область – 1 захід, 4 учасники", "Область: Сумська область", "2. Сумська область:"]
    {
        let (rows, problems) = below(&[Text(text)]);
        assert_eq!((last(&rows).as_str(), problems.len()), ("Сумська область", 0), "{text}");
    }
}

#[test]
fn rows_of_sums_are_no_trainings_however_they_are_filled() {
    for total in [
        &[Empty, Text("Разом за березень 2021"), Text("березень 2021"), Empty, Number(8.0)][..],
        &[Empty, Text("Всього"), Number(2.0), Text("2 громади"), Number(8.0)],
        &[Text("Всього"), Text("2 заходи"), Empty, Text("2 громади"), Number(8.0)],
        &[Empty, Empty, Empty, Empty, Number(8.0)],
        &[Empty, Text("Загальна кількість"), Empty, Empty, Number(8.0)],
    ] {
        let part = [Empty, Text("В т.ч. жінок"), Empty, Empty, Number(4.0)];
        let (rows, problems) = read(&[sheet("a", &[&NUMBERED, &FIRST, &SECOND, total, &part])]);
        assert_eq!((rows.len(), problems), (2, vec!["5::figure:В т.ч. жінок 4".to_string()]), "{rows:?}");
    }
    let named = [Empty, Text("Разом з громадою: тренінг"), Text("березень 2021"), Text("Менська"), Number(8.0)];
    let (rows, problems) = read(&[sheet("a", &[&NUMBERED, &FIRST, &named])]);
    assert_eq!((rows.len(), problems.len()), (2, 0), "{rows:?} {problems:?}");
}

#[test]
fn a_signature_with_a_date_is_no_training() {
    let head = [Text("Керівник"), Text("Петренко П.П."), Text("31.03.2021")];
    let made = [Text("Виконавець: Іваненко О."), Empty, Text("тел. 044-123-45-67")];
    let (rows, problems) = read(&[sheet("a", &[&NUMBERED, &FIRST, &head, &made])]);
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(problems, ["3::row_without_data:", "4::signature:"]);
}

#[test]
fn a_second_table_of_a_sheet_is_never_passed_over() {
    let other =
        [Text("Дата"), Text("Назва вебінару"), Text("Область"), Text("Громада"), Text("Жінки"), Text("Чоловіки")];
    let webinar = [Text("15.03.2021"), Text("Веб"), Text("Чернігівська"), Text("Сновська"), Number(3.0), Number(1.0)];
    let (rows, problems) = read(&[sheet("a", &[&NUMBERED, &FIRST, &[], &other, &webinar])]);
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(problems, ["4::second_table:"]);
    let above = [Text("Веб"), Day(44267.0), Number(3.0)];
    let (rows, problems) = read(&[sheet("a", &[&above, &NUMBERED, &FIRST])]);
    assert_eq!((rows.len(), problems), (1, vec!["1::above_the_heading:".to_string()]));
}

#[test]
fn a_section_may_name_the_project() {
    let (rows, problems) = read(&[sheet("a", &[&NUMBERED, &FIRST, &[Text("Проєкт DESPRO")], &SECOND])]);
    assert!(rows[1].contains("|DESPRO|"), "{rows:?}");
    assert_eq!(problems, [] as [&str; 0]);
}

fn any_cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[0-9]{1,3}([.,-][0-9]{1,4}){0,2}",
        "(Разом|Усього|Вінницька область|Барський район|\\* примітка|Назва заходу|#REF!|березень 2021|н/д|-)",
        "\\PC{0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_cells_make_it_fall_over(table in prop::collection::vec(prop::collection::vec(any_cell(), 0..6), 0..12)) {
        let mut rows: Vec<Vec<makers::Cell<'_>>> = vec![HEADING.to_vec()];
        for row in &table {
            rows.push(row.iter().enumerate().map(|(column, text)| match text.parse::<f64>() {
                Ok(number) if column % 2 == 1 => Day(number),
                Ok(number) => Number(number),
                Err(_) => Text(text),
            }).collect());
        }
        let rows: Vec<&[makers::Cell<'_>]> = rows.iter().map(Vec::as_slice).collect();
        let mut table = sheet("a", &rows);
        table.merges = vec![(2, 0, 4, 0), (3, 1, 3, 3)];
        if let Ok((rows, problems)) = read_with(&[table], &options()) {
            prop_assert!(rows.len() + problems.rejected_rows() <= 12);
        }
    }
}
