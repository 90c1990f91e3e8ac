//! `hromada report community` and the cases that it serves, as the person at the keyboard sees them.
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;

use crate::support::World;

/// Imports each file under its noun; all are in the folder as `NOUN.csv`.
fn imported(world: World, nouns: &[&str]) -> World {
    for noun in nouns {
        let output = world.run(&format!("import {noun} {noun}.csv --quiet"));
        assert!(output.status.code().is_some_and(|code| code <= 1), "{}", String::from_utf8_lossy(&output.stderr));
    }
    world
}

/// Two projects report on two quarters: one event for a whole oblast, one for cities, one with a name that waits.
const QUARTERS: &str = "\
Проєкт;Донор;Назва заходу;Тема;Вид заходу;Область;Громада;Дата;Годин;Усього учасників;Цільова аудиторія
DESPRO;Швейцарія;Бюджет громади;Фінансова децентралізація та бюджетування;тренінг;Сумська;Тростянецька міська громада;12.11.2020;6;18;
DESPRO;Швейцарія;Бюджет участі;Фінансова децентралізація та бюджетування;вебінар;Сумська;Охтирська та Грунська громади;20.01.2021;2;25;
DESPRO;Швейцарія;Права старост;Інститут старост;тренінг;Сумська;Чупахівська громада;27.01.2021;4;;старости сільських та селищних громад
DESPRO;Швейцарія;Відкритий форум громад;Залучення жителів, комунікація;форум;Сумська;усі громади області;10.02.2021;3;90;
U-LEAD;ЄС;Стратегія громади;Стратегічне планування;воркшоп;Сумська;Тростянецька та Охтирська громади;15.02.2021;;30;голови міських громад
U-LEAD;ЄС;Ринок праці;;тренінг;Сумська;Шосткинська громада;16.02.2021;5;11;
U-LEAD;ЄС;Вода;Комунальні послуги та інфраструктура;тренінг;Дніпропетровська;Покровська ТГ;17.02.2021;5;11;
";

const PROJECTS: &str = "\
Назва проєкту;Донор;Виконавці;Компоненти;Теми;Дата початку;Дата завершення;Статус
DESPRO;Швейцарія;Skat;;бюджет;01.01.2020;31.12.2022;триває
DOBRE;США;Global Communities;партнерські громади;управління;01.06.2016;31.12.2021;триває
PULSE;США;АМУ;;децентралізація;01.12.2015;31.01.2021;завершено
";

#[test]
fn case_1_a_community_sees_whether_it_uses_all_its_opportunities() {
    let world = World::new().file("trainings.csv", QUARTERS).file("projects.csv", PROJECTS);
    imported(world, &["trainings", "projects"]).story(
        "case_1_a_community_sees_whether_it_uses_all_its_opportunities",
        &[
            "report community UA59040130000041676 --period 2021-Q1",
            "report community UA59040130000041676 --period 2020-Q4 --format csv",
            "report community Грунська --lang uk",
            "report community UA59040130000041676 --period 2022 --format markdown",
            "report community Покровська",
            "report community Зореградська",
        ],
    );
}

/// An open form: 48 applications from six oblasts, of which 35 got their equipment; two of the others wait.
fn prosto(communities: &str) -> (String, String) {
    let oblasts = ["Дніпропетровська", "Запорізька", "Київська", "Миколаївська", "Харківська", "Чернігівська"];
    let mut needs = String::from(
        "№;Дата;Область;Громада;Код КАТОТТГ;Потреба;Кількість;Пріоритет;Кількість людей;Джерело;Статус;Проєкт\n",
    );
    let mut aid = String::from(
        "Проєкт;Хвиля;Область;Громада;Код КАТОТТГ;Найменування;Кількість;Вартість, грн;Дата отримання;Статус\n",
    );
    let items = ["ноутбук", "комп’ютер", "ДБЖ", "БФП"];
    let mut number = 0;
    for oblast in oblasts {
        let of_oblast = communities.lines().filter(|line| line.starts_with(&format!("{oblast},")));
        for (place, line) in of_oblast.take(8).enumerate() {
            number += 1;
            let row: Vec<&str> = line.split(',').collect();
            let (name, code, item) = (row[2], row[4], items[number % items.len()]);
            let given = place < 6 && number != 46;
            let status = if given {
                "виконано"
            } else if place == 6 {
                "відхилено"
            } else {
                "подано"
            };
            writeln!(
                needs,
                "{number};{:02}.10.2020;{oblast};{name};{code};{item};2;висока;{};заявка;{status};PROSTO",
                number % 28 + 1,
                number * 100
            )
            .unwrap();
            if given {
                writeln!(
                    aid,
                    "PROSTO;1;{oblast};{name};{code};{item};2;{};15.12.2020;отримано",
                    50_000 + number * 1000
                )
                .unwrap();
            }
        }
    }
    (needs, aid)
}

#[test]
fn case_2_prosto_equips_35_communities_and_sees_whom_nobody_taught() {
    let world = World::new().file("projects.csv", PROJECTS);
    let world = imported(world, &["projects"]);
    let communities = String::from_utf8(world.run("list communities --format csv").stdout).unwrap();
    let (needs, aid) = prosto(&communities);
    let trainings = "Проєкт;Назва заходу;Тема;Вид заходу;Область;Громада;Дата;Годин\n\
        PROSTO;Робота адміністратора;Адміністративні послуги, ЦНАП;тренінг;Чернігівська;Корюківська міська громада;20.01.2021;6\n\
        PROSTO;Мобільний ЦНАП;Адміністративні послуги, ЦНАП;консультація;Чернігівська;Менська міська громада;21.01.2021;2\n";
    let world = world.file("needs.csv", needs).file("deliveries.csv", aid).file("trainings.csv", trainings);
    imported(world, &["needs", "deliveries", "trainings"]).story(
        "case_2_prosto_equips_35_communities_and_sees_whom_nobody_taught",
        &[
            "report needs --funnel --rows oblast --project PROSTO",
            "report community Корюківська",
            "report community Менська",
            "report community Менська --period 2022 --format csv",
        ],
    );
}

/// What dialogues of the summer and a survey heard, and what was done since.
const DIALOGUES: &str = "\
Проєкт;Донор;Назва заходу;Тема;Вид заходу;Область;Громада;Дата;Годин;Усього учасників
АМУ;ЄС;Секторальний діалог: освіта;Освіта, освітня мережа;діалог;Полтавська;Решетилівська та Миргородська громади;02.02.2021;5;44
АМУ;ЄС;Секторальний діалог: соціальний захист;Соціальний захист та соціальні послуги;діалог;Полтавська;Решетилівська громада;03.02.2021;5;31
АМУ;ЄС;День діалогу;;форум;Полтавська;усі громади області;04.03.2021;8;200
АМУ;ЄС;Соціальні послуги громади;Соціальний захист та соціальні послуги;тренінг;Полтавська;Миргородська громада;10.03.2021;;20
";

const SURVEY: &str = "\
№;Дата;Область;Громада;Напрям;Потреба;Джерело;Статус
1;02.02.2021;Полтавська;Решетилівська громада;Освіта, освітня мережа;консультація щодо мережі шкіл;секторальний діалог;подано
2;02.02.2021;Полтавська;Миргородська громада;Освіта, освітня мережа;;секторальний діалог;подано
3;03.02.2021;Полтавська;Решетилівська громада;Місцевий економічний розвиток, підтримка бізнесу;;анкета;подано
4;03.02.2021;Полтавська;Миргородська громада;Соціальний захист та соціальні послуги;;анкета;подано
5;03.02.2021;Полтавська;Миргородська громада;Комунальні послуги та інфраструктура;;анкета;подано
";

const PARTNERSHIPS: &str = "\
Тема,Учасники,Проєкт,Початок,Кінець
Місто і село: спільний транспорт,\"Решетилівська міська громада; Миргородська міська громада\",АМУ,01.03.2021,31.12.2021
Обмін досвідом,\"м. Люблін (Польща); Миргородська міська громада\",АМУ,01.02.2021,
";

#[test]
fn case_4_dialogues_tell_what_communities_need() {
    let world =
        World::new().file("trainings.csv", DIALOGUES).file("needs.csv", SURVEY).file("partnerships.csv", PARTNERSHIPS);
    imported(world, &["trainings", "needs", "partnerships"]).story(
        "case_4_dialogues_tell_what_communities_need",
        &[
            "report coverage --kind dialogue --period 2021-Q1 --rows raion --oblast Полтавська --format csv",
            "report needs --relevance --oblast Полтавська",
            "report needs --proposals --format csv",
            "report community Миргородська --period 2021-Q1",
        ],
    );
}

/// Offices advise on policy, projects and tools; their own words for topics are put under themes.
const OFFICES: &str = "\
Проєкт;Донор;Назва заходу;Тема;Вид заходу;Область;Громада;Дата;Годин;Усього учасників
ОРР;Швеція;Антикорупційна програма;антикорупційна політика;консультація;Львівська;Жовківська громада;03.02.2021;3;4
ОРР;Швеція;Паспорт проєкту;управління інвестиційними проєктами;консультація;Львівська;Жовківська громада;04.02.2021;2,5;2
ОРР;Швеція;Паспорт проєкту;управління інвестиційними проєктами;консультація;Львівська;Самбірська громада;05.02.2021;;3
ОРР;Швеція;Електронна черга;цифрові інструменти;консультація;Львівська;Стрийська громада;06.02.2021;1,5;
ОРР;Швеція;Громади і донори;;форум;Львівська;Стрийська та Самбірська громади;20.02.2021;6;40
";

const OFFICE_NEEDS: &str = "\
№;Дата;Область;Громада;Напрям;Потреба;Джерело;Статус
1;10.01.2021;Львівська;Жовківська громада;антикорупційна політика;;опитування;подано
2;10.01.2021;Львівська;Стрийська громада;антикорупційна політика;;опитування;подано
3;11.01.2021;Львівська;Самбірська громада;цифрові інструменти;;опитування;подано
4;11.01.2021;Львівська;Самбірська громада;;ноутбуки;опитування;подано
";

#[test]
fn case_5_offices_consult_and_show_donors_what_nobody_covers() {
    let world = World::new().file("trainings.csv", OFFICES).file("needs.csv", OFFICE_NEEDS);
    imported(world, &["trainings", "needs"]).story(
        "case_5_offices_consult_and_show_donors_what_nobody_covers",
        &[
            "assign topic 'антикорупційна політика' --to 'Запобігання корупції, доброчесність'",
            "assign topic 'управління інвестиційними проєктами' --to 'Управління проєктами, грантрайтинг'",
            "assign topic 'цифрові інструменти' --to 'Цифровізація, е-послуги, е-демократія'",
            "list trainings --kind consultation --format csv",
            "list trainings --kind consultation --lang uk",
            "report coverage --kind consultation --rows community,topic --oblast Львівська --columns totals --format csv",
            "report coverage --kind consultation --columns topic --oblast Львівська --figure trainings",
            "report needs --relevance",
            "report needs --rows theme,category,community --excel -o unmet.csv",
            "report needs --offer laptop --quantity 10 --format csv",
            "report needs --proposals --format csv",
            "report community Жовківська",
        ],
    );
}
