//! Projects side by side: where they overlap, what each did, and whether it reported in time.

use crate::support::World;

/// Polaris and another project of the same year, with cards, trainings and aid. Rows are invented, the communities are real.
const CARDS: &str = "\
Назва проєкту;Донор;Виконавець;Компоненти;Теми;Дата початку;Дата завершення;Статус
Polaris;Швеція;SALAR International;національна політика; освіта;01.01.2024;31.12.2028;триває
DOBRE;США;Global Communities;;;01.01.2024;30.09.2024;завершено
";

const TRAININGS: &str = "\
Проєкт;Донор;Назва заходу;Тема;Вид заходу;Область;Громада (громади);Дата;Годин;Усього учасників;Нових учасників
Polaris;Швеція;Бюджетний процес: крок за кроком;Фінансова децентралізація та бюджетування;тренінг;Полтавська;Решетилівська громада;14.02.2024;6;24;24
Polaris;Швеція;Бюджет участі;Фінансова децентралізація та бюджетування;вебінар;Полтавська;\"Решетилівська громада; Диканська громада\";12.03.2024;2;40;31
Polaris;Швеція;Старша школа: мережа;Освіта;форум;;\"Малинська (Житомирська обл.); Роменська (Сумська обл.)\";10.10.2024;5;н/д;
DOBRE;США;Бюджет, зрозумілий мешканцям;Бюджет громади;тренінг;Полтавська;Решетилівська громада;20.02.2024;4;18;
DOBRE;США;Бюджет громади на 2025 рік;Бюджет громади;тренінг;Полтавська;Диканська громада;21.03.2024;;15;
DOBRE;США;Нова українська школа;Освіта;консультація;Сумська;Роменська громада;05.11.2024;3;6;
";

const AID: &str = "\
Проєкт;Донор;Товар;К-сть;Сума;Дата отримання;Статус;Область;Громада
Polaris;Швеція;генератор 5 кВт;2 шт;4 000 EUR;15.10.2024;отримано;Сумська;Роменська міська рада
DOBRE;США;інвертор 3 кВт;1 шт;60 000 грн;01.11.2024;отримано;Сумська;Роменська міська рада
DOBRE;США;генератор 3 кВт;1 шт;;;заплановано;Житомирська;Малинська міська рада
";

#[test]
fn polaris_looks_where_others_work() {
    World::at("2025-01-20T09:00:00Z")
        .file("cards.csv", CARDS)
        .file("trainings.csv", TRAININGS)
        .file("aid.csv", AID)
        .story(
            "polaris_looks_where_others_work",
            &[
                "import projects cards.csv --format csv",
                "import trainings trainings.csv --format csv",
                "import deliveries aid.csv --format csv",
                "report overlap --period 2024 --format csv",
                "assign topic 'Бюджет громади' --to 1",
                "report overlap --period 2024",
                "report overlap --topic Освіта --lang uk",
                "report overlap --period 2024 --oblast Сумська --project DOBRE --format json",
                "report overlap --items --format csv",
                "report overlap --items --topic Освіта",
                "report projects --period 2024",
                "report projects --period 2024-Q1 --format csv",
                "report projects --project DOBRE --lang uk --format markdown",
                "report projects --reports",
                "report projects --reports --period 2024-Q4 --deadline 10 --format csv",
                "report projects --reports --as-of 2 --format csv",
                "report projects --reports --period 2024-02",
                "report projects --deadline 10",
            ],
        );
}

/// Dialogues, a forum and consultations stand beside trainings under their own kinds.
const DIALOGUES: &str = "\
Проєкт;Назва заходу;Тема;Вид заходу;Область;Громада;Дата;Годин;Усього учасників
АМУ та U-LEAD;Секторальний діалог: освіта;Освіта;діалог;Львівська;Жовківська громада;14.07.2021;4;32
АМУ та U-LEAD;Секторальний діалог: соціальні послуги;Соціальний захист та соціальні послуги;діалог;Львівська;Жовківська громада;15.07.2021;4;28
АМУ та U-LEAD;День Діалогу;Місцевий економічний розвиток;форум;;\"Жовківська (Львівська обл.); Лебединська (Сумська обл.)\";09.09.2021;8;120
Офіс підтримки реформ;Антикорупційна програма;Запобігання корупції, доброчесність;консультація;Сумська;Лебединська громада;02.08.2021;1,5;4
Офіс підтримки реформ;Управління інвестиційними проєктами;Управління проєктами, грантрайтинг;консультація;Сумська;Лебединська громада;03.08.2021;2,5;5
Офіс підтримки реформ;Електронна черга;Цифровізація, е-послуги, е-демократія;консультація;Сумська;Роменська громада;04.08.2021;;3
";

#[test]
fn dialogues_and_consultations_stand_under_their_kinds() {
    World::at("2021-10-15T09:00:00Z").file("dialogues.csv", DIALOGUES).story(
        "dialogues_and_consultations_stand_under_their_kinds",
        &[
            "import trainings dialogues.csv --format csv",
            "report projects --period 2021-Q3",
            "report projects --period 2021-Q3 --project 'Офіс підтримки реформ' --format json",
        ],
    );
}

#[test]
fn the_ministry_sees_who_reported_in_time() {
    World::with_trainings().story(
        "the_ministry_sees_who_reported_in_time",
        &[
            "report projects --period 2021-Q1",
            "report projects --reports --deadline 15",
            "report projects --reports --deadline 10 --format csv",
            "report overlap --period 2021-Q1",
        ],
    );
}

/// A project has one card, its reports end with it, and what it gave counts beside what it taught.
#[test]
fn a_project_has_one_card_and_reports_to_its_end() {
    let cards = "Назва проєкту,Донор,ЄДРПОУ,Початок,Завершення\n\
        ПРОСТО,Швеція,123,2021-01-01,2021-06-30\n\
        ПРОСТО,США,26549854,2021-01-01,\n\
        ПРОСТО,Швеція,123,2021-01-01,2021-06-30\n";
    let aid = "Проєкт,Громада,Область,Найменування,Кількість,Дата отримання,Статус\n\
        ПРОСТО,Роменська,Сумська,генератор,1,2022-02-10,отримано\n";
    World::at("2022-10-15T09:00:00Z").file("cards.csv", cards).file("aid.csv", aid).story(
        "a_project_has_one_card_and_reports_to_its_end",
        &[
            "import projects cards.csv --format csv",
            "import deliveries aid.csv --format csv",
            "list projects --format csv",
            "report projects --reports --format csv",
        ],
    );
}
