//! Names of projects and topics, as the person at the keyboard sees them.
#![allow(clippy::unwrap_used)]

use crate::support::World;

#[test]
fn projects_and_topics_are_known_by_other_names() {
    let mut first = String::from("Проєкт;Назва заходу;Тема;Область;Громада;Дата\n");
    for day in 10..22 {
        first += &format!("U-LEAD з Європою;Зустріч {day};Стратегічне планування;Сумська;Тростянецька;{day}.02.2021\n");
    }
    first += "Програма «U-LEAD з Європою»;Навчання;Стратегічне плануваня;Сумська;Охтирська;23.02.2021\n";
    let second = "Проєкт;Назва заходу;Тема;Область;Громада;Дата\n\
                  Підтримка децентралізації;Навчання 2;1. Стратегічне планування;Сумська;Тростянецька;10.03.2021\n";
    let third = second.replace("10.03", "11.03").replace("Навчання 2", "Навчання 3");
    World::new().file("first.csv", first).file("second.csv", second).file("third.csv", third).story(
        "projects_and_topics_are_known_by_other_names",
        &[
            "import trainings first.csv",
            "import trainings second.csv",
            "assign topic 'Стратегічне плануваня' --to 'Стратегічне планування'",
            "assign project 'Підтримка децентралізації' --to U-LEAD",
            "assign project 'Підтримка децентралізації' --to 'U-LEAD з Європою'",
            "import trainings third.csv",
            "list projects --format csv",
            "list topics --format csv",
            "import trainings second.csv --dry-run",
            "assign topic 'Стратегічне планування' --to 7",
            "undo 5",
            "undo 4",
            "undo 6",
            "undo 4",
            "list projects --format csv",
            "list topics --format csv",
        ],
    );
}

/// Two names of one project each brought a card and the same training.
#[test]
fn a_project_known_by_two_names_has_one_card() {
    let cards = "Назва проєкту;Донор;Виконавці;Дата початку;Дата завершення;Статус\n\
        Децентралізація приносить кращі результати;USAID;GC;01.06.2016;;триває\n\
        DOBRE;США;Global Communities;01.07.2020;31.12.2025;триває\n";
    let trainings = "Проєкт;Назва заходу;Тема;Область;Громада;Дата;Усього учасників\n\
        DOBRE;Навчання;Бюджет;Сумська;Тростянецька;10.02.2021;5\n\
        Децентралізація приносить кращі результати;Навчання старост;Бюджет;Сумська;Тростянецька;11.02.2021;5\n";
    let world = World::new().file("cards.csv", cards).file("trainings.csv", trainings);
    world.run("import projects cards.csv --quiet");
    world.run("import trainings trainings.csv --quiet");
    let mut told = world.transcript(&[
        "assign project 'Децентралізація приносить кращі результати' --to DOBRE",
        "list projects --format csv",
        "report projects --format csv --quiet",
        "report projects --reports --format csv --quiet",
    ]);
    let world = world.file("cards.csv", cards.replace(";GC;", ";Global Communities Україна;"));
    told += &world.transcript(&[
        "import projects cards.csv",
        "import trainings trainings.csv",
        "list projects --format csv",
        "undo 5",
        "undo 4",
        "list projects --format csv",
    ]);
    world.compare("a_project_known_by_two_names_has_one_card", &told);
}

#[test]
fn a_rare_spelling_next_to_a_usual_one_is_told() {
    let row =
        |(place, topic): (usize, &&str)| format!("Тренінг {place};{topic};1{place}.02.2021;Тростянецька;Сумська\n");
    let topics = [
        "Стратегічне планування",
        "Стратегічне планування",
        "Стратегічне плануваня",
        "Стратегічне планування",
        "Бюджет",
    ];
    let rows: String = topics.iter().enumerate().map(row).collect();
    World::new()
        .file("q1.csv", format!("Назва заходу;Тема;Дата;Громада;Область\n{rows}"))
        .story("a_rare_spelling_next_to_a_usual_one_is_told", &["import trainings q1.csv --project DOBRE"]);
}
