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
