//! What stands around a table: titles, sections, signatures, other tables; and sheets that hold none.
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
        reading::{TrainingReader, rejected_rows},
    },
    sheet::{Book, Options, xlsx_of},
};
use jiff::civil::date;
use readers::{
    FIRST, HEADING, NUMBERED, SECOND,
    makers::{self, Cell::*, sheet, xlsx},
    options, read, read_with,
};
use tempfile::TempDir;

#[test]
fn signatures_under_a_table_are_no_trainings_and_no_errors() {
    let name = Text("Іваненко І.І.");
    for signed in [
        &[Empty, Text("Керівник проєкту ____________ Іваненко І.І.")][..],
        &[Empty, Text("Керівник проєкту"), Empty, name],
        &[Empty, Text("Керівник"), Text("(підпис)"), Text("(ПІБ)")],
        &[Empty, Text("Відповідальна особа:"), name, Text("тел. (050) 123-45-67")],
        &[Text("Виконавець: Петренко П.П., тел. 044 123 45 67")],
        &[Text("15.04.2021"), Empty, Empty, name],
        &[Empty, Text("Project manager"), Empty, Text("John Smith")],
        &[Empty, Empty, Empty, Empty, Text("М.П.")],
    ] {
        let below = [Empty, Text("дата"), Text("підпис"), Text("ПІБ")];
        let (rows, problems) = read_with(&[sheet("a", &[&NUMBERED, &FIRST, &[], signed, &below])], &options()).unwrap();
        assert_eq!((rows.len(), problems.errors(), problems.warnings()), (1, 0, 0), "{signed:?} {:?}", problems.list());
    }
    // What could be an event by its cells is told, and one that is numbered and counts people is an event.
    let dated = [Empty, Text("Звіт склала"), Text("15.04.2021"), name];
    let (rows, problems) = read(&[sheet("a", &[&NUMBERED, &FIRST, &[], &dated])]);
    assert_eq!((rows.len(), problems), (1, vec!["4::signature:".to_string()]));
    let event = [Number(2.0), Text("Керівник громади: навички"), Text("12.03.2021"), Text("Барська"), Empty];
    let (rows, problems) = read(&[sheet("a", &[&NUMBERED, &FIRST, &event])]);
    assert_eq!((rows.len(), problems.len()), (2, 0), "{problems:?}");
}

#[test]
fn a_part_of_the_programme_is_a_section_and_no_event() {
    for part in [
        &[Empty, Text("Компонент 1. Врядування")][..],
        &[Text("Напрям «Фінанси»")],
        &[Empty, Text("II. Фінанси")],
        &[Number(1.0), Text("Component 1: Governance")],
    ] {
        let (rows, problems) = read_with(&[sheet("a", &[&NUMBERED, part, &FIRST, part, &SECOND])], &options()).unwrap();
        assert_eq!((rows.len(), problems.errors(), problems.warnings()), (2, 0, 0), "{:?}", problems.list());
        assert_eq!(problems.list().len(), 2, "each is told");
    }
    let (rows, problems) = read(&[sheet("a", &[&NUMBERED, &FIRST, &[Empty, Text("Бюджет участі")], &SECOND])]);
    assert_eq!((rows.len(), problems), (2, vec!["3:C:missing_date:".to_string()]), "an event that nobody finished");
}

#[test]
fn a_second_table_is_known_by_a_heading_of_two_rows_and_comes_back_with_the_rejects() {
    let upper = [Text("Дата"), Text("Назва вебінару"), Text("Громада"), Text("Учасники"), Empty];
    let lower = [Empty, Empty, Empty, Text("жінок"), Text("чоловіків")];
    let webinar = [Text("15.03.2021"), Text("Веб"), Text("Сновська"), Number(3.0), Number(1.0)];
    let title = [Text("Проєкт: DOBRE, І квартал 2021 року")];
    let mut table = sheet("a", &[&title, &NUMBERED, &FIRST, &[], &[Text("Вебінари")], &upper, &lower, &webinar]);
    table.merges = vec![(6, 3, 6, 4)];
    let (rows, problems) = read_with(std::slice::from_ref(&table), &options()).unwrap();
    assert_eq!(rows.len(), 1, "{rows:?}");
    let found: Vec<_> = problems.list().iter().map(|problem| (problem.row, problem.code)).collect();
    assert_eq!(found, [(6, "second_table"), (5, "row_without_data")]);
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("file.xlsx");
    std::fs::write(&path, xlsx(&[table], false)).unwrap();
    let mut book = Book::open(&path, &Options::default()).unwrap();
    let left = rejected_rows::<Trainings>(&mut book, 0, &options(), false, &problems).unwrap();
    std::fs::write(&path, xlsx_of(&left, date(2021, 4, 1)).unwrap()).unwrap();
    let mut book = Book::open(&path, &Options::default()).unwrap();
    let mut problems = Problems::default();
    let mut reader = TrainingReader::open(&mut book, 0, &options(), &mut problems).unwrap().unwrap();
    let row = reader.next(&mut problems).unwrap().unwrap();
    assert_eq!((&*row.title, &*row.project, row.women, row.men), ("Веб", "DOBRE", Some(3), Some(1)));
    assert!(reader.next(&mut problems).unwrap().is_none());
    assert_eq!((problems.errors(), problems.warnings()), (0, 0), "{:?}", problems.list());
}

#[test]
fn sums_by_oblast_under_a_table_are_no_trainings() {
    let head = [Text("Область"), Text("Кількість заходів"), Text("Кількість учасників")];
    let sums = [Text("Вінницька"), Number(1.0), Number(4.0)];
    let (rows, problems) = read(&[sheet("a", &[&NUMBERED, &FIRST, &[], &head, &sums])]);
    assert_eq!((rows.len(), problems), (1, vec!["4::second_table:".to_string()]));
}

#[test]
fn a_title_may_have_its_labels_in_cells_of_their_own() {
    let event = [Text("Бюджет"), Text("12 лютого"), Text("Барська"), Number(25.0)];
    let table = sheet(
        "a",
        &[
            &[Text("Назва проєкту:"), Text("Програма «U-LEAD з Європою», фаза II")],
            &[Text("Донор"), Empty, Text("Європейський Союз")],
            &[Text("Виконавець: GIZ")],
            &[Text("Донор: USAID. Партнер: UNDP")],
            &[Text("Область:"), Text("Вінницька")],
            &[Text("Квартал:"), Text("І")],
            &[Text("Рік:"), Number(2021.0)],
            &HEADING,
            &event,
        ],
    );
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("file.xlsx");
    std::fs::write(&path, xlsx(&[table], false)).unwrap();
    let mut book = Book::open(&path, &Options::default()).unwrap();
    let mut problems = Problems::default();
    let mut reader = TrainingReader::open(&mut book, 0, &options(), &mut problems).unwrap().unwrap();
    let row = reader.next(&mut problems).unwrap().unwrap();
    let told = (&*row.project, &*row.donor, &*row.implementer, &*row.oblast);
    assert_eq!(told, ("Програма «U-LEAD з Європою», фаза II", "Європейський Союз", "GIZ", "Вінницька область"));
    assert_eq!(row.span.start, date(2021, 2, 12), "the year comes from the title");
    assert!(problems.list().is_empty(), "{:?}", problems.list());
}

#[test]
fn other_layouts_are_refused_with_what_was_seen() {
    let refusal = |rows: &[&[makers::Cell<'_>]]| read_with(&[sheet("a", rows)], &options()).unwrap_err().to_string();
    let form = refusal(&[
        &[Text("Картка заходу")],
        &[Text("Назва заходу"), Text("Бюджет громади")],
        &[Text("Дата проведення"), Text("12.03.2021")],
        &[Text("Громада"), Text("Барська")],
        &[Text("Кількість учасників"), Number(12.0)],
    ]);
    assert!(form.contains("a form of one event") && form.contains("in rows 2 to 5"), "{form}");
    let matrix = refusal(&[
        &[Text("№"), Text("Громада"), Text("Бюджет 10.02"), Text("Старости"), Text("ЦНАП")],
        &[Number(1.0), Text("Барська"), Text("+"), Empty, Number(3.0)],
        &[Number(2.0), Text("Хмільницька"), Empty, Text("+"), Empty],
    ]);
    assert!(matrix.contains("a matrix of places and events") && matrix.contains("`Старости`"), "{matrix}");
}

#[test]
fn a_heading_does_not_end_above_words_that_stand_under_its_groups() {
    let upper =
        [Text("Назва заходу"), Text("Термін проведення"), Empty, Text("Громада"), Text("Кількість учасників"), Empty];
    let lower = [Empty, Text("з"), Text("по"), Empty, Text("депутати"), Text("разом")];
    let event = [Text("Бюджет"), Text("12.03.2021"), Text("14.03.2021"), Text("Барська"), Number(5.0), Number(9.0)];
    let expected = ["a:3 Бюджет||2021-03-12|2021-03-14|9/-/-||Барська"];
    let mut table = sheet("a", &[&upper, &lower, &event]);
    assert_eq!(read(std::slice::from_ref(&table)).0, expected, "without merged cells");
    table.merges = vec![(1, 1, 1, 2), (1, 4, 1, 5)];
    let (rows, problems) = read(&[table]);
    assert_eq!((rows, problems.len()), (expected.map(str::to_string).to_vec(), 0));
    // Without a sum nobody knows which of the parts is meant.
    let parts = [Empty, Text("з"), Text("по"), Empty, Text("депутати"), Text("старости")];
    let question = read_with(&[sheet("a", &[&upper, &parts, &event])], &options()).unwrap_err();
    assert_eq!(question.exit_code(), 2, "{question}");
}

#[test]
fn headings_of_shares_and_of_two_places_are_what_they_say() {
    let head = [
        Text("Назва заходу"),
        Text("2. Вкажіть дату заходу"),
        Text("Область, громада"),
        Text("Учасників"),
        Text("% жінок"),
    ];
    let event =
        [Text("Бюджет"), Text("12.03.2021"), Text("Сумська область, Тростянецька громада"), Number(5.0), Text("60%")];
    let (rows, problems) = read(&[sheet("a", &[&head, &event])]);
    assert_eq!(rows, ["a:2 Бюджет||2021-03-12||5/-/-||Сумська область, Тростянецька громада"]);
    assert_eq!(problems, [] as [&str; 0]);
}

#[test]
fn marks_for_the_value_above_are_never_taken_for_values() {
    for mark in ["\"", "-//-", "те саме", "— “ —"] {
        let (rows, problems) =
            read(&[sheet("a", &[&NUMBERED, &FIRST, &[Number(2.0), Text(mark), FIRST[2], Text(mark), FIRST[4]]])]);
        assert_eq!(rows.len(), 1, "{mark}");
        assert!(problems.contains(&format!("3:D:ditto:{mark}")), "{problems:?}");
    }
}

#[test]
fn what_a_title_says_in_brackets_of_an_event_that_was_not_held_counts() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("file.xlsx");
    let mut cancelled = FIRST;
    cancelled[1] = Text("Бюджет (скасовано через карантин)");
    std::fs::write(&path, xlsx(&[sheet("a", &[&NUMBERED, &cancelled])], false)).unwrap();
    let mut book = Book::open(&path, &Options::default()).unwrap();
    let mut problems = Problems::default();
    let mut reader = TrainingReader::open(&mut book, 0, &options(), &mut problems).unwrap().unwrap();
    assert_eq!(reader.next(&mut problems).unwrap().unwrap().status.id(), "cancelled");
    assert_eq!(problems.list()[0].code, "not_held");
}

#[test]
fn rows_of_parts_and_sums_between_events_are_told_or_known() {
    let part = [Empty, Empty, Empty, Text("у т.ч. жінок"), Number(3.0)];
    let section = [Text("I"), Text("Компонент 1. Врядування"), Empty, Empty, Number(4.0)];
    let average = [Empty, Text("Середнє"), Empty, Empty, Number(4.0)];
    let (rows, problems) = read(&[sheet("a", &[&NUMBERED, &section, &FIRST, &part, &SECOND, &[], &average])]);
    assert_eq!(rows.len(), 2);
    assert_eq!(problems, ["2:B:section:Компонент 1. Врядування", "4::row_without_data:", "7::figure:Середнє 4"]);
}

#[test]
fn a_repeated_heading_in_another_order_heads_another_table() {
    let heading = |last: [&'static str; 2]| {
        ["Проєкт", "Захід", "Дата", "Громада", "Область", last[0], last[1]].map(Text).to_vec()
    };
    let event = |title, day| {
        vec![Text("P"), Text(title), Text(day), Text("Тростянецька"), Text("Сумська"), Number(10.0), Number(4.0)]
    };
    let (first, second) = (event("А", "12.03.2021"), event("Б", "13.03.2021"));
    for pair in [["Жінок", "Чоловіків"], ["Учасників", "Годин"], ["Учасників", "Жінок"]]
    {
        let head = heading(pair);
        let (rows, problems) = read(&[sheet("a", &[&head, &first, &head, &second])]);
        assert_eq!((rows.len(), problems), (2, vec![]), "{pair:?}");
        let swapped = heading([pair[1], pair[0]]);
        let (rows, problems) = read(&[sheet("a", &[&head, &first, &swapped, &second])]);
        assert_eq!((rows.len(), problems), (1, vec!["3::second_table:".to_string()]), "{pair:?}");
    }
    let other = heading(["Жінок", "Годин"]);
    let (rows, problems) = read(&[sheet("a", &[&heading(["Жінок", "Чоловіків"]), &first, &other, &second])]);
    assert_eq!((rows.len(), problems), (1, vec!["3::second_table:".to_string()]), "another last column");
    let spelled = heading(["Кількість жінок", "Чоловіків"]);
    let (rows, problems) = read(&[sheet("a", &[&heading(["Жінок", "Чоловіків"]), &first, &spelled, &second])]);
    assert_eq!((rows.len(), problems), (2, vec![]), "another spelling of the same");
    // The order may change in the lower row of the heading alone.
    let upper = ["Захід", "Дата", "Громада", "Учасники", ""].map(Text).to_vec();
    let lower = |last: [&'static str; 2]| vec![Empty, Empty, Empty, Text(last[0]), Text(last[1])];
    let (one, two) = (lower(["жінок", "чоловіків"]), lower(["чоловіків", "жінок"]));
    for (below, count) in [(&one, 2), (&two, 1)] {
        let rows: [&[makers::Cell<'_>]; 6] = [&upper, &one, &first[1..], &upper, below, &second[1..]];
        let mut table = sheet("a", &rows.map(|row| if row.len() == 6 { &row[..3] } else { row }));
        for row in [3, 6] {
            table.rows[row - 1].extend([Number(1.0), Number(2.0)]);
        }
        table.merges = vec![(1, 3, 1, 4), (4, 3, 4, 4)];
        table.merges.extend((0..3).flat_map(|column| [(1, column, 2, column), (4, column, 5, column)]));
        let (rows, problems) = read(&[table]);
        assert_eq!(rows.len(), count, "{rows:?} {problems:?}");
    }
}

#[test]
fn a_column_of_times_beside_one_of_dates_is_told_and_passed_over() {
    for (name, time) in [("Час початку", "10:00"), ("Початок", "10.00"), ("Початок/закінчення", "10:00 - 12:00")]
    {
        let head = [Text("Назва заходу"), Text("Дата"), Text(name), Text("Громада"), Text("Учасники")];
        let event = [Text("Бюджет"), Text("12.03.2021"), Text(time), Text("Барська"), Number(5.0)];
        let (rows, problems) = read(&[sheet("a", &[&head, &event])]);
        assert_eq!(rows, ["a:2 Бюджет||2021-03-12||5/-/-||Барська"], "{name}");
        assert_eq!(problems, [format!("1:C:column_of_times:{name}")]);
    }
}

#[test]
fn rows_that_count_the_columns_in_letters_or_brackets_are_no_events() {
    for counted in [
        ["А", "Б", "1", "2", "3"],
        ["А", "Б", "В", "Г", "Ґ"],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ["І", "ІІ", "ІІІ", "IV", "V"],
        ["1", "2", "3", "4", "5=6+7"],
    ] {
        let (rows, problems) = read(&[sheet("a", &[&NUMBERED, &counted.map(Text), &FIRST])]);
        assert_eq!((rows.len(), problems), (1, vec![]), "{counted:?}");
    }
}

#[test]
fn parts_of_a_group_are_asked_about_and_never_taken_for_the_whole() {
    let upper = ["Захід", "Дата", "Громада", "Жінки", "", "Чоловіки", ""].map(|text| match text {
        "" => Empty,
        text => Text(text),
    });
    let event =
        [Text("Х"), Text("12.03.2021"), Text("Тростянецька"), Number(1.0), Number(2.0), Number(3.0), Number(4.0)];
    for [one, two] in [["18-35", "36+"], ["молодь", "старші"], ["до 35 р.", "36 років і старші"]]
    {
        let lower = [Empty, Empty, Empty, Text(one), Text(two), Text(one), Text(two)];
        for merges in [vec![], vec![(1, 3, 1, 4), (1, 5, 1, 6)]] {
            let mut table = sheet("a", &[&upper, &lower, &event]);
            table.merges = merges;
            let question = read_with(std::slice::from_ref(&table), &options()).unwrap_err();
            assert!(question.to_string().contains(&format!("E (`Жінки / {two}`)")), "{question}");
            let mut told = options();
            told.columns = [("D", "women"), ("F", "men")].map(|(one, two)| (one.into(), two.into())).to_vec();
            let (rows, problems) = read_with(&[table], &told).unwrap();
            assert_eq!(rows, ["a:3 Х||2021-03-12||4/1/3||Тростянецька"], "as the person said");
            let codes: Vec<_> = problems.list().iter().map(|problem| problem.code).collect();
            assert_eq!(codes, ["part_of_group"; 2], "the rest is told");
        }
    }
}

#[test]
fn communities_below_a_heading_that_nobody_knows_are_not_lost_without_a_word() {
    let head = [Text("Назва заходу"), Text("Дата"), Text("Область"), Text("Герої навчання")];
    let event = |name| [Text("Бюджет"), Text("12.03.2021"), Text("Сумська"), Text(name)];
    let (_, problems) =
        read(&[sheet("a", &[&head, &event("Роменська міська громада"), &event("UA59060110000049734")])]);
    assert!(problems.contains(&"1:D:communities_not_read:Герої навчання".to_string()), "{problems:?}");
    let (_, problems) = read(&[sheet("a", &[&head, &event("старости"), &event("працівники ЦНАП громади, старости")])]);
    assert!(problems.iter().all(|problem| !problem.contains("communities_not_read")), "{problems:?}");
}
