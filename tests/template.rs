//! The law of the form: what `import template` makes, the import reads without a single problem and, unchanged, without a change.
#![allow(clippy::unwrap_used)]

#[path = "cli/support.rs"]
mod support;

use proptest::prelude::*;
use support::World;

/// The last line of an answer in CSV: the figures of the only file.
fn figures(said: &str) -> Vec<String> {
    let line = said.lines().nth(1).unwrap_or_default();
    line.split(',').map(str::to_string).collect()
}

/// Rows read, added, updated, unchanged, withdrawn, left out, links, names waiting, errors, warnings.
fn import(world: &World, line: &str) -> (String, Vec<i64>) {
    let said = world.say(&format!("import trainings {line} --format csv"));
    let figures = figures(&said);
    let numbers = figures.iter().skip(3).map(|figure| figure.parse().unwrap_or(-1)).collect();
    (said, numbers)
}

#[test]
fn an_empty_form_is_nothing_to_save_and_its_example_is_read_without_a_problem() {
    let world = World::at("2021-07-15T09:00:00Z"); // after the events of the example
    for options in ["", "--project DOBRE --quarter 2021-Q2", "--quarter 2021-Q2 --hxl"] {
        world.run(&format!("import template trainings -o form.xlsx --force {options}"));
        let (said, figures) = import(&world, "form.xlsx --project EGAP --dry-run");
        assert_eq!(figures, [-1, -1, -1, -1, -1, -1, -1, -1, 0, 0], "{options}: {said}");
        assert!(said.contains("nothing to save") && said.contains("no rows"), "{options}: {said}");
        let quarter = if options.contains("quarter") { options } else { "" };
        let (said, figures) = import(&world, "form.xlsx --sheet 'Приклад (example)' --dry-run");
        assert_eq!((figures[0], figures[1]), (3, 3), "{quarter}: {said}");
        assert_eq!(figures[4..], [0, 0, 3, 0, 0, 0], "{quarter}: {said}");
    }
    assert!(!world.path("hromada.db").exists(), "a form needs no database");
    world.run("import template trainings -o form.xlsx --force");
    assert!(!world.say("import trainings form.xlsx").contains("[exit"), "nothing waits for anybody");
    assert!(!world.path("hromada.db").exists(), "nothing to save makes no database");
    let world = World::with_trainings();
    let said = world.say("import template trainings -o form.xlsx --force --with-data --quarter 2020-Q1");
    assert!(said.contains("it is empty, for the database holds no training in 2020-Q1"), "{said}");
}

#[test]
fn the_hidden_lists_of_a_form_are_no_table_that_nobody_read() {
    let world = World::at("2021-07-15T09:00:00Z");
    for noun in ["trainings", "deliveries", "needs"] {
        world.run(&format!("import template {noun} -o form.xlsx --force"));
        let said = world.say(&format!("import {noun} form.xlsx --project EGAP --strict --dry-run"));
        assert!(!said.contains("[exit"), "{noun}: {said}");
    }
}

#[test]
fn every_column_of_the_form_is_taken_for_its_field() {
    let world = World::new();
    world.run("import template trainings -o form.xlsx --project P");
    let said = world.say("import trainings form.xlsx --explain-columns --format json --sheet Заходи");
    for field in [
        "id",
        "project",
        "donor",
        "implementer",
        "title",
        "topic",
        "kind",
        "format",
        "status",
        "start",
        "end",
        "hours",
        "oblast",
        "community",
        "participants",
        "new",
        "women",
        "men",
        "audience",
        "language",
        "place",
        "link",
    ] {
        assert!(
            said.contains(&format!("\"field\": \"{field}\"")) || said.contains(&format!("\"field\":\"{field}\"")),
            "{field}: {said}"
        );
    }
    assert!(!said.contains("ignored"), "{said}");
}

#[test]
fn a_form_that_comes_back_corrects_its_trainings() {
    let world = World::with_trainings();
    world.run("assign name 'Покровська ТГ' --to UA12140250000015858");
    world.run("assign name 'Зореградська громада' --to none");
    world.story(
        "a_form_with_data_comes_back_unchanged",
        &[
            "import template trainings -o back.xlsx --with-data --quarter 2021-Q1",
            "import template trainings -o back.xlsx --with-data --quarter 2021-Q1",
            "import template trainings -o back.csv",
            "import template trainings -o other.xlsx --quarter 2021",
            "import trainings back.xlsx --sheet Заходи",
        ],
    );
}

#[test]
fn an_id_of_the_form_finds_its_training_whatever_else_is_corrected() {
    let world = World::with_trainings();
    world.run("import template trainings -o back.xlsx --with-data --quarter 2021-Q1");
    let said = world.say("import trainings back.xlsx --sheet Заходи --explain-columns --format csv");
    let id = said.lines().find_map(|line| line.split_once(",id,")).unwrap().1.to_string();
    let form = |id: &str| {
        format!(
            "ID;Назва заходу;Дата початку;Громада;Область;Проєкт\n{id};Зовсім інша назва;01.03.2021;Барська;Вінницька;DESPRO\n"
        )
    };
    let before = world.say("list trainings --format csv").lines().count();
    let world = world.file("corrected.csv", form(&id)).file("foreign.csv", form("hromada-1-0000"));
    let (said, figures) = import(&world, "corrected.csv");
    assert_eq!(figures[..4], [1, 0, 1, 0], "{said}");
    assert_eq!(world.say("list trainings --format csv").lines().count(), before);
    let (said, figures) = import(&world, "foreign.csv");
    assert_eq!(figures[..4], [1, 1, 0, 0], "an id of another database is an id like any other: {said}");
}

/// A sheet of events, with everything that makes a form difficult.
fn sheet() -> impl Strategy<Value = String> {
    let title =
        prop::sample::select(vec!["Бюджет громади", "=Рівність=", "Тренінг «А; Б», \"в\"", "Вебінар: е-послуги 🌻"]);
    let place = prop::sample::select(vec![
        "Тростянецька",
        "Охтирська, Тростянецька",
        "усі громади області",
        "",
        "Роменська ТГ та Сумська ТГ",
    ]);
    let day = prop::sample::select(vec![
        "10.02.2021",
        "12-14.03.2021",
        "березень 2021",
        "І кв. 2021",
        "30.03.2021 – 02.04.2021",
        "1 півріччя 2021",
    ]);
    let people = prop::sample::select(vec![";;", "25;15;10", "0;0;0", ";7;", "30;;", ";;9"]);
    let rest = prop::sample::select(vec![
        "онлайн;16 год;DOBRE;Бюджет",
        ";90 хв;;",
        "змішаний;2 дні;EGAP;1. Тема",
        "офлайн;1 год 20 хв;U-LEAD з Європою;",
    ]);
    prop::collection::vec((title, place, day, people, rest), 1..8).prop_map(|rows| {
        let mut text =
            String::from("Назва заходу;Громада;Дата;Учасників;Жінок;Чоловіків;Формат;Тривалість;Проєкт;Тема;Область\n");
        for (title, place, day, people, rest) in rows {
            text += &format!("\"{}\";\"{place}\";{day};{people};{rest};Сумська\n", title.replace('"', "\"\""));
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_form_with_data_changes_nothing(text in sheet()) {
        let world = World::new().file("first.csv", &text);
        let (said, first) = import(&world, "first.csv --keep-going");
        let before = world.say("list trainings --format csv").replace("first.csv", "");
        world.run("import template trainings -o back.xlsx --with-data --quarter 2021-Q1");
        let (again, back) = import(&world, "back.xlsx --sheet Заходи");
        prop_assert_eq!(&back[1..6], &[0, 0, first[1], 0, 0], "{}\n{}\n{}", text, said, again);
        prop_assert_eq!(&back[7..], &[0, 0, 0], "{}", again);
        prop_assert_eq!(world.say("list trainings --format csv").replace("first.csv", ""), before);
    }
}
