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
