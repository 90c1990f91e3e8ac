//! Headings as projects write them: which column is taken for what, in one row and in several, in both languages.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    unreachable_pub,
    dead_code
)]

use hromada::{
    import::reading::{Heading, Vocabulary, find_heading},
    sheet::{Cell, Merge, Row},
};

fn rows(lines: &[&str]) -> Vec<Row> {
    let make = |(index, line): (usize, &&str)| {
        let mut row = Row::default();
        row.clear(index as u32 + 1);
        line.split('|').enumerate().for_each(|(column, cell)| row.put(column, Cell::Text(cell)));
        row
    };
    lines.iter().enumerate().map(make).collect()
}

fn heading(lines: &[&str], merges: &[Merge]) -> Heading {
    find_heading(&rows(lines), merges, &Vocabulary::of("trainings")).expect("a heading")
}

/// The fields of all columns, `-` for an ignored one.
fn fields(heading: &Heading) -> String {
    let fields: Vec<&str> = heading.columns.iter().map(|column| column.field.unwrap_or("-")).collect();
    fields.join(" ")
}

#[test]
fn the_words_of_many_projects_are_known() {
    for (line, expected) in [
        (
            "№ п/п|Найменування заходу|Дати проведення|Регіон|ОТГ|Спосіб проведення|К-ть осіб|Жін.|Чол.|Організатор|Мова проведення",
            "num title date oblast community format participants women men implementer language",
        ),
        (
            "Код|Назва навчання|Тема|Коли проводився|Область проведення|Громада-учасник|Онлайн чи офлайн|Всього|Ж|Ч|Обсяг, годин",
            "- title topic date oblast community format participants women men hours",
        ),
        (
            "Назва проєкту/програми МТД|Захід (назва)|Тип заходу|Дата початку заходу|Дата завершення заходу|Назва ТГ|Район|Область",
            "project title kind start end community raion oblast",
        ),
        (
            "Event|Date(s)|Region|Community|Female|Male|Total|Format (online/offline)|Donor|Implementing partner|Language|Hours",
            "title date oblast community women men participants format donor implementer language hours",
        ),
        (
            "Project name|Name of the event|From|To|Oblast|Raion|Municipality|No. of participants|incl. women|incl. men|Comments",
            "project title start end oblast raion community participants women men notes",
        ),
        (
            "Проєкт (програма)|Тема навчального заходу|Дата|Місце проведення|Громади, які взяли участь|Кількість осіб|з них: жінок",
            "project title date place community participants women",
        ),
        (
            "Назва заходу|Дата заходу|Громади|Код громади (КАТОТТГ)|Кількість унікальних учасників|Кількість учасників|Примітки",
            "title date community code new participants notes",
        ),
        (
            "Назва заходу, тема|Дата проведення заходу (початок)|Дата проведення заходу (завершення)|Назва громади (громад)",
            "title start end community",
        ),
        ("Тематика|Назва|Період|Громада|Осіб", "topic title date community participants"),
        ("Тема|Дата|ТГ|Учасники|За підтримки", "title date community participants project"),
        (
            "Назва заходу|Дата звіту|Дата проведення|Громада|Кількість учасників (план)|Кількість учасників (факт)",
            "title - date community - participants",
        ),
        ("training_id|title|start_date|end_date|communities|participants", "id title start end community participants"),
    ] {
        let heading = heading(&[line], &[]);
        assert_eq!(fields(&heading), expected, "{line}");
        assert!(heading.doubts.is_empty(), "{line}: {:?}", heading.doubts);
    }
}

#[test]
fn other_words_of_offices_are_known() {
    for (line, expected) in [
        (
            "#|Назва модуля|Коли проведено|Область громади|Район громади|Пілотна громада",
            "num title date oblast raion community",
        ),
        ("Порядковий номер|Навчальний модуль|Дата реалізації|Громади-партнери", "num title date community"),
        ("Що проводили|Дата початку|Завершено|Область, громада", "title start end community"),
        (
            "Захід|Проведено (дата)|Громада-бенефіціар|Пройшли навчання|Хто проводив",
            "title date community participants implementer",
        ),
        (
            "Тренінг|Дата|Громада|Країна-донор|Посади учасників|Стан виконання|Компонент",
            "title date community donor audience status topic",
        ),
        ("Training|Date|Target hromada|Of them women|Development partner", "title date community women donor"),
    ] {
        assert_eq!(fields(&heading(&[line], &[])), expected, "{line}");
    }
}

#[test]
fn breaks_and_lookalikes_inside_words_do_not_matter() {
    let heading =
        heading(&["Наз\u{AD}ва за-ходу|Да-та\nпрове-дення|Teриторiальна гро мада|Кіль-кість учас-ників"], &[]);
    assert_eq!(fields(&heading), "title date community participants");
}

#[test]
fn both_languages_may_stand_in_one_cell() {
    let line = "Назва навчального заходу /\nTraining title|Дата /\nDate|Область / Oblast|Назва громади / Hromada(s)|\
        Онлайн/офлайн /\nFormat|Учасники (жінки/чоловіки) /\nParticipants (f/m)|Тривалість / Duration|Посилання / Link";
    assert_eq!(fields(&heading(&[line], &[])), "title date oblast community format participants hours link");
}

#[test]
fn groups_may_be_bilingual_too() {
    let lines = [
        "Назва заходу / Title|Кількість учасників / Participants||",
        "|усього / total|жінок / women|чоловіків / men",
        "Бюджет|25|15|10",
    ];
    let heading = heading(&lines, &[]);
    assert_eq!((heading.last_row, fields(&heading).as_str()), (2, "title participants women men"));
}

#[test]
fn the_heading_is_found_below_a_title_and_above_the_data() {
    let lines = [
        "Інформація про навчальні заходи для громад|||",
        "Проєкт: DOBRE|||",
        "Назва заходу|Дата|Громада|Кількість учасників",
        "1|2|3|4",
        "Тренінг для старост громад|12.03.2021|Барська громада|25",
        "Назва нового тренінгу|12.03.2021|Барська громада|25",
    ];
    let heading = heading(&lines, &[]);
    assert_eq!((heading.row, heading.last_row, fields(&heading).as_str()), (3, 3, "title date community participants"));
}

#[test]
fn a_heading_of_three_rows_is_joined() {
    let lines =
        ["№|Захід||Учасники|||", "|назва|дата|усього|з них||", "|||||жінок|чоловіків", "1|Бюджет|12.03.2021|25||15|10"];
    let merge =
        |first_row, last_row, first_column, last_column| Merge { first_row, last_row, first_column, last_column };
    let merges = [
        merge(1, 3, 0, 0),
        merge(1, 1, 1, 2),
        merge(1, 1, 3, 6),
        merge(2, 3, 1, 1),
        merge(2, 3, 2, 2),
        merge(2, 3, 3, 3),
        merge(2, 2, 4, 6),
    ];
    let heading = heading(&lines, &merges);
    assert_eq!((heading.row, heading.last_row), (1, 3));
    let named: Vec<(usize, &str)> = heading.columns.iter().filter_map(|c| Some((c.column, c.field?))).collect();
    assert_eq!(named, [(0, "num"), (1, "title"), (2, "date"), (3, "participants"), (5, "women"), (6, "men")]);
}

#[test]
fn a_second_row_of_names_for_machines_is_no_group() {
    let heading = heading(&["Назва заходу|Дата|Громада", "title|date|hromada", "Бюджет|12.03.2021|Барська"], &[]);
    assert_eq!((heading.row, heading.last_row), (1, 1));
}

#[test]
fn two_columns_as_good_as_each_other_are_a_doubt() {
    let heading = heading(&["Назва заходу|Дата|Громада|Учасники|Кількість"], &[]);
    assert_eq!(
        heading.doubts.iter().map(|doubt| (doubt.field, doubt.columns.clone())).collect::<Vec<_>>(),
        [("participants", vec![3, 4])]
    );
}

#[test]
fn the_codifier_and_the_population_have_words_of_their_own() {
    let codifier =
        "Перший рівень|Другий рівень|Третій рівень|Четвертий рівень|Додатковий рівень|Категорія об’єкта|Назва об’єкта";
    let found = find_heading(&rows(&["Кодифікатор||||||", codifier]), &[], &Vocabulary::of("communities")).unwrap();
    assert_eq!((found.row, fields(&found).as_str()), (2, "level1 level2 level3 level4 extra category name"));
    let population = "oblast_short_name|raion_name|hromada_name|Чисельність наявного населення (на 2022)|Код КАТОТТГ";
    let found = find_heading(&rows(&[population]), &[], &Vocabulary::of("population")).unwrap();
    assert_eq!(fields(&found), "oblast raion name residents code");
}
