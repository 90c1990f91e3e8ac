//! `hromada report quality`, as the person at the keyboard sees it.
#![allow(clippy::unwrap_used)]

use crate::support::World;

#[test]
fn quality_shows_problems_again_with_outliers_and_duplicates() {
    let mut first = String::from("Назва заходу;Область;Громада;Дата;Учасників;Тема\n");
    for (day, people) in [18, 20, 21, 22, 24, 25, 19, 2500].iter().enumerate() {
        first += &format!("Зустріч {day};Сумська;Тростянецька;1{day}.02.2021;{people};Бюджет\n");
    }
    first += "Тренінг «Інститут старост»;Сумська;Охтирська;20.02.2021;9;Старости\n\
              Без дня;Сумська;Охтирська;31.02.2021;9;Старости\n";
    let second = "Назва заходу;Область;Громада;Дата;Учасників\n\
                  Тренінг: Інститут старости;Сумська;Охтирська;21.02.2021;9\n\
                  Тренінг: Інститут старости;Сумська;Невідома;21.02.2021;9\n";
    World::new().file("first.csv", first).file("second.csv", second).story(
        "quality_shows_problems_again_with_outliers_and_duplicates",
        &[
            "import trainings first.csv --project EGAP --keep-going",
            "import trainings second.csv --project DOBRE",
            "report quality",
            "report quality --change 3 --format csv",
            "report quality --change 9",
            "undo 3",
            "undo 2",
            "report quality",
        ],
    );
}
