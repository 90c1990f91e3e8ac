//! Five real cases, each from its sheets to its reports, as the person at the keyboard sees them. Rows are invented, the
//! communities are real, and so are the sums where the case is known by them.
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
U-LEAD;ЄС;Бюджет для початківців;Фінансова децентралізація та бюджетування;вебінар;Сумська;Охтирська громада;22.02.2021;2;14;
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
            "list trainings --period 2021-Q1 --format csv",
            "report coverage --period 2020-Q4..2021-Q1 --oblast Сумська --columns quarter --figure trainings",
            "report coverage --period 2021-Q1 --oblast Сумська --columns topic --rows raion",
            "report gaps --period 2021-Q1 --oblast Сумська --raion Охтирський",
            "report overlap --period 2021-Q1",
            "report projects --reports --period 2020-Q4..2021-Q1 --format csv",
            "report community UA59040130000041676 --period 2021-Q1",
            "report community UA59040130000041676 --period 2020-Q4 --format csv",
            "report community Грунська --lang uk",
            "report community UA59040130000041676 --period 2022 --format markdown",
            "report community Покровська",
            "report community Зореградська",
        ],
    );
}

/// Before the wave: who had applied and was selected; after it: what was received, and who was taught to use it.
#[test]
fn case_2_prosto_equips_35_communities_and_sees_whom_nobody_taught() {
    let applications = include_str!("../../fixtures/aid/prosto-applications-2023.csv");
    let world = World::at("2023-11-01T09:00:00Z")
        .fixture("aid/residents-2022.csv")
        .fixture("aid/prosto-2022-2023.csv")
        .fixture("aid/prosto-2023.xlsx")
        .file("applications.csv", applications);
    let mut told = world.transcript(&[
        "import population residents-2022.csv --quiet --format csv",
        "import deliveries prosto-2022-2023.csv --quiet --format csv",
        "import needs applications.csv --quiet --format csv",
        "report needs --funnel --rows oblast --project PROSTO",
    ]);
    let trainings = "Проєкт;Назва заходу;Тема;Вид заходу;Область;Громада;Дата;Годин\n\
        PROSTO;Робота адміністратора;Адміністративні послуги, ЦНАП;тренінг;Чернігівська;Городнянська міська громада;20.12.2023;6\n\
        PROSTO;Мобільний ЦНАП;Адміністративні послуги, ЦНАП;консультація;Чернігівська;Сновська міська громада;21.12.2023;2\n";
    let world = world
        .on("2024-01-15T09:00:00Z")
        .file("applications.csv", applications.replace(";відібрано;", ";виконано;"))
        .file("trainings.csv", trainings);
    told += &world.transcript(&[
        "import deliveries prosto-2023.xlsx --project PROSTO --quiet --format csv",
        "import trainings trainings.csv --quiet --format csv",
        "report aid --wave 'ІІІ хвиля' --explain",
        "report explain aid --wave 'ІІІ хвиля' --by category --row 'Not divided' --figure value --format csv",
        "report explain aid --wave 'ІІІ хвиля' --figure first-time --oblast Чернігівська --format csv",
        "report needs --proposals --oblast Чернігівська --format csv",
        "assign need 48 --met-by delivery:225",
        "report needs --funnel --rows oblast --project PROSTO --format csv",
        "import needs applications.csv --quiet --format csv",
        "report needs --funnel --rows oblast --project PROSTO",
        "report community Городнянська",
        "report community Седнівська --format csv",
        "report community Сновська --format csv",
    ]);
    world.compare("case_2_prosto_equips_35_communities_and_sees_whom_nobody_taught", &told);
}

/// The applications of the call of Polaris: 224 from 20 oblasts, of which 14, 6 and 15 were selected by track.
fn polaris(communities: &str) -> String {
    let mut sheet = String::from("№;Дата;Область;Громада;Код КАТОТТГ;Лот;Потреба;Статус;Проєкт\n");
    let tracks = [("Адміністративні послуги", 90, 14), ("Освіта", 50, 6), ("Відновлення", 84, 15)];
    // Each track takes its turn among the oblasts: 12 communities of four oblasts, 11 of the others.
    let mut by_oblast: Vec<(String, Vec<Vec<String>>)> = Vec::new();
    for line in communities.lines().skip(1) {
        let row: Vec<String> = line.split(',').map(str::to_string).collect();
        match by_oblast.last_mut() {
            Some((oblast, rows)) if *oblast == row[0] => rows.push(row),
            _ if row[1].is_empty() => {}
            _ => by_oblast.push((row[0].clone(), vec![row])),
        }
    }
    by_oblast.retain(|(oblast, rows)| oblast != "Автономна Республіка Крим" && rows.len() >= 12);
    let chosen: Vec<&Vec<String>> = (0..12)
        .flat_map(|turn| by_oblast.iter().take(if turn < 11 { 20 } else { 4 }).map(move |(_, rows)| &rows[turn]))
        .collect();
    assert_eq!(chosen.len(), 224);
    let mut number = 0;
    for (track, applied, selected) in tracks {
        for place in 0..applied {
            let row = chosen[number];
            number += 1;
            let status = if place < selected { "відібрано" } else { "відхилено" };
            let (oblast, name, code) = (&row[0], &row[2], &row[4]);
            let day = number % 28 + 1;
            writeln!(
                sheet,
                "{number};{day:02}.03.2025;{oblast};{name};{code};{track};обладнання ЦНАП;{status};Polaris"
            )
            .unwrap();
        }
    }
    sheet
}

/// Two components and five themes; and another funder in the same year.
const POLARIS: &str = "\
Назва проєкту;Донор;Виконавці;Компоненти;Теми;Дата початку;Дата завершення;Статус
Polaris;Швеція;SALAR International;\"національна політика; пряма підтримка місцевого самоврядування\";\
\"освіта; фіскальна децентралізація та бюджетування; адміністративні послуги; відновлення на місцях; міжнародна співпраця громад\";\
01.01.2024;31.12.2028;триває
DOBRE;США;Global Communities;партнерські громади;управління;01.06.2016;31.12.2025;триває
";

const FUNDERS: &str = "\
Проєкт;Донор;Назва заходу;Тема;Вид заходу;Область;Громада;Дата;Годин;Усього учасників
Polaris;Швеція;Робота адміністратора;Адміністративні послуги, ЦНАП;тренінг;Вінницька;Агрономічна громада;20.02.2025;6;12
DOBRE;США;Мобільний ЦНАП;Адміністративні послуги, ЦНАП;консультація;Вінницька;Агрономічна громада;05.03.2025;2;4
DOBRE;США;Бюджет громади;Фінансова децентралізація та бюджетування;тренінг;Вінницька;Агрономічна громада;06.03.2025;5;9
";

#[test]
fn case_3_polaris_chooses_35_of_224_applications_from_20_oblasts() {
    let world = World::at("2025-06-16T09:00:00Z").file("projects.csv", POLARIS);
    world.run("import projects projects.csv --quiet");
    let communities = String::from_utf8(world.run("list communities --format csv").stdout).unwrap();
    let aid = "Проєкт;Область;Громада;Найменування;Кількість;Дата отримання;Статус\n\
        Polaris;Вінницька;Агрономічна сільська громада;мобільний ЦНАП;1;05.04.2025;отримано\n";
    world.file("applications.csv", polaris(&communities)).file("aid.csv", aid).file("trainings.csv", FUNDERS).story(
        "case_3_polaris_chooses_35_of_224_applications_from_20_oblasts",
        &[
            "list projects --format json",
            "import needs applications.csv --quiet --format csv",
            "report needs --funnel --rows track --project Polaris",
            "report needs --funnel --rows oblast --project Polaris --format csv",
            "import deliveries aid.csv --quiet --format csv",
            "report needs --proposals",
            "assign need 1 --met-by delivery:1",
            "report needs --funnel --rows project --format csv",
            "report needs --funnel --rows need",
            "import trainings trainings.csv --quiet --format csv",
            "report overlap --period 2025-Q1",
            "report projects --period 2025",
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

/// The competition of partnerships: who applied with whom, and who was chosen.
const COMPETITION: &str = "\
№;Дата;Область;Заявник (громада);Лот;Потреба;Джерело;Статус;Проєкт
К1;10.02.2021;Полтавська;\"Решетилівська громада; Миргородська громада\";Місто і село;спільні маршрути;заявка;відібрано;АМУ
К2;11.02.2021;Полтавська;Миргородська громада;Міжнародне партнерство;обмін досвідом;заявка;відібрано;АМУ
К3;11.02.2021;Полтавська;Диканська громада;Місто і село;спільна пожежна частина;заявка;відхилено;АМУ
К4;12.02.2021;Сумська;Роменська громада;Міжнародне партнерство;обмін досвідом;заявка;відхилено;АМУ
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
    let world = world.file("competition.csv", COMPETITION);
    imported(world, &["trainings", "needs", "partnerships"]).story(
        "case_4_dialogues_tell_what_communities_need",
        &[
            "list trainings --kind forum --format csv",
            "import needs competition.csv --quiet --format csv",
            "report needs --funnel --rows track --project АМУ",
            "list partnerships",
            "list partnerships --oblast Полтавська --format csv",
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
