//! What a sheet says in two ways or in words that nobody knows: told, and never settled by a guess.
#![allow(clippy::unwrap_used)]

use crate::{
    makers::{Cell::*, sheet, xlsx},
    support::World,
};

const HEADING: &str = "Проєкт;Захід;Дата;Громада;Область;Учасників";

#[test]
fn words_that_are_not_known_are_told_once() {
    let trainings = format!(
        "{HEADING};Формат;Вид;Статус\n\
         P;А;12.03.2021;Тростянецька;Сумська;10;F2F;круглий стіл;проведено\n\
         P;Б;13.03.2021;Тростянецька;Сумська;11;оffline;нарада;в процесі\n\
         P;В;14.03.2021;Роменська;Сумська;12;якось;тренинг;В процесі\n\
         P;Г;15.03.2021;Роменська;Сумська;13;якось;Нарада;відбулось\n"
    );
    let needs = "Проєкт;Що потрібно;Громада;Область;Терміновість\n\
                 P;генератор;Тростянецька;Сумська;на вчора\n\
                 P;насос;Тростянецька;Сумська;висока\n\
                 P;ноутбук;Роменська;Сумська;на вчора\n";
    World::new().file("trainings.csv", trainings).file("needs.csv", needs).story(
        "words_that_are_not_known_are_told_once",
        &[
            "import trainings trainings.csv",
            "list trainings --format csv",
            "import needs needs.csv",
            "list needs --format csv",
        ],
    );
}

#[test]
fn a_sheet_without_a_project_is_told() {
    let rows = "Захід;Дата;Громада;Область;Учасників\nА;12.03.2021;Тростянецька;Сумська;10\n";
    let some = format!("{HEADING}\nP;Б;12.03.2021;Тростянецька;Сумська;10\n;В;13.03.2021;Тростянецька;Сумська;10\n");
    World::new()
        .file("named.csv", format!("Звіт Програми «U-LEAD з Європою» за І квартал 2021 року\n{rows}"))
        .file("nameless.csv", rows)
        .file("some.csv", some)
        .story(
            "a_sheet_without_a_project_is_told",
            &[
                "import trainings named.csv nameless.csv some.csv",
                "undo 3",
                "import trainings nameless.csv --project EGAP",
            ],
        );
}

#[test]
fn rows_that_say_nearly_the_same_are_told() {
    let sheet = format!(
        "{HEADING};Лектор\n\
         P;А;12.03.2021;Тростянецька;Сумська;10;Перший\n\
         P;А;12.03.2021;Тростянецька;Сумська;10;Другий\n\
         P;А;12.03.2021;Тростянецька;Сумська;10;Перший\n\
         P;Б;13.03.2021;Роменська;Сумська;10;Перший\n\
         P;Б;13.03.2021;Роменська;Сумська;11;Перший\n"
    );
    World::new().file("sheet.csv", sheet).story(
        "rows_that_say_nearly_the_same_are_told",
        &[
            "import trainings sheet.csv --strict --keep-going --dry-run",
            "import trainings sheet.csv",
            "list trainings --format csv",
        ],
    );
}

#[test]
fn sums_stand_above_or_below_and_figures_are_not_read() {
    let above = format!(
        "{HEADING}\nРазом;;;;;21\nP;А;12.03.2021;Тростянецька;Сумська;10\nP;Б;13.03.2021;Роменська;Сумська;11\n"
    );
    let below = format!(
        "{HEADING};Жінок\nP;А;12.03.2021;Тростянецька;Сумська;10;5\nP;Б;13.03.2021;Роменська;Сумська;20;6\n\
         Разом;;;;;30;11\n;Середнє;;;;15;5,5\n;;;;;%;37%\n"
    );
    World::new()
        .file("above.csv", &above)
        .file("wrong.csv", above.replace("21\nP", "25\nP"))
        .file("below.csv", below)
        .story(
            "sums_stand_above_or_below_and_figures_are_not_read",
            &["import trainings above.csv wrong.csv below.csv", "list trainings --format csv"],
        );
}

#[test]
fn days_that_contradict_each_other_are_quoted() {
    let sheet = "Проєкт;Захід;Дата;Початок;Кінець;Громада;Область\n\
                 P;А;;12.03.2021;10.03.2021;Тростянецька;Сумська\n\
                 P;Б;;12-14.03.2021;13.03.2021;Тростянецька;Сумська\n\
                 P;В;10-14.03.2021;12.03.2021;;Тростянецька;Сумська\n\
                 P;Г;15.04.2021;12.03.2021;;Тростянецька;Сумська\n\
                 P;Ґ;12-14.03.2021;12.03.2021;;Тростянецька;Сумська\n\
                 P;Д;15.03.2021;;;Тростянецька;Сумська\n";
    World::new().file("sheet.csv", sheet).story(
        "days_that_contradict_each_other_are_quoted",
        &["import trainings sheet.csv --keep-going", "list trainings --format csv"],
    );
}

#[test]
fn strict_leaves_hidden_rows_out_and_counts_them_once() {
    let head = ["Проєкт", "Захід", "Дата", "Громада", "Область", "Учасників"].map(Text);
    let event =
        |title| [Text("P"), Text(title), Text("12.03.2021"), Text("Тростянецька"), Text("Сумська"), Number(5.0)];
    let mut table = sheet("Заходи", &[&head, &event("А"), &event("Б"), &event("В")]);
    table.hidden_rows = vec![3];
    World::new().file("hidden.xlsx", xlsx(&[table], false)).story(
        "strict_leaves_hidden_rows_out_and_counts_them_once",
        &[
            "import trainings hidden.xlsx --strict",
            "import trainings hidden.xlsx --strict --keep-going --dry-run",
            "import trainings hidden.xlsx",
        ],
    );
}

#[test]
fn a_refused_first_import_leaves_no_database() {
    let world = World::new()
        .file("wrong.csv", format!("{HEADING}\nP;А;31.02.2021;Тростянецька;Сумська;10\n"))
        .file("other.csv", "Назва;Ціна\nСтіл;5\n")
        .file("good.csv", format!("{HEADING}\nP;А;12.03.2021;Тростянецька;Сумська;10\n"));
    world.story(
        "a_refused_first_import_leaves_no_database",
        &["import trainings wrong.csv", "import trainings other.csv", "import trainings other.csv wrong.csv"],
    );
    assert!(!world.path("hromada.db").exists());
    assert_eq!(world.run("import trainings wrong.csv good.csv").status.code(), Some(3));
    assert!(world.path("hromada.db").exists(), "one file is in it");
    assert_eq!(world.run("undo").status.code(), Some(0));
    assert_eq!(world.run("import trainings wrong.csv").status.code(), Some(3));
    assert!(world.path("hromada.db").exists(), "it has a past");
}

#[test]
fn all_that_stands_beyond_the_headings_is_named() {
    World::new()
        .file("wide.csv", format!("{HEADING};;\nP;А;12.03.2021;Тростянецька;Сумська;10;5;хтось\n"))
        .story("all_that_stands_beyond_the_headings_is_named", &["import trainings wide.csv"]);
}
