//! Aid to communities, as the person at the keyboard sees it: crisis support of PROSTO, December 2023.

use crate::support::World;

/// Two earlier waves, the third one, and who lives there. Rows and numbers are invented, the communities are real.
fn prosto() -> World {
    World::at("2024-01-15T09:00:00Z")
        .fixture("aid/residents-2022.csv")
        .fixture("aid/prosto-2022-2023.csv")
        .fixture("aid/prosto-2023.xlsx")
}

#[test]
fn prosto_brings_service_centres_back() {
    prosto().story(
        "prosto_brings_service_centres_back",
        &[
            "import population residents-2022.csv --format csv",
            "import deliveries prosto-2022-2023.csv --format csv",
            "import deliveries prosto-2023.xlsx --project PROSTO --format csv",
            "report aid --wave 'ІІІ хвиля'",
            "report aid --wave 'ІІІ хвиля' --by oblast --lang uk",
            "report aid --by wave",
            "report aid --period 2023-Q4 --by item --format csv",
            "report aid --period 2023 --by category --oblast Харківська --format markdown",
            "report aid --wave 'ІІІ хвиля' --category power --format csv",
            "report aid --period 2023-12-01..2023-12-10 --by project --format json",
            "report aid --by wave --format csv --as-of 3",
            "report aid --wave 3",
        ],
    );
}

/// Aid of which much is not known: a name waits, places are oblasts or several oblasts, days, quantities and values are missing,
/// something is on its way, and a wave tells more than its deliveries.
const OPEN: &str = "\
Проєкт;Хвиля;Товар;Категорія;К-сть;Сума;Отримано;Статус;Область;Громада
П;І;ноутбук;;7 шт;199 500 грн;01.02.2021;отримано;Сумська;Лебединська міська рада
П;І;генератор 5 кВт;;;;03.02.2021;отримано;;\"Малинська (Житомирська обл.); Роменська (Сумська обл.)\"
П;І;подарунок;;2 шт;;;передано;Сумська;Роменська міська рада
П;І;;;;1 млн грн;;;;
П;ІІ;стіл;;3 шт;50 EUR;;отримано;Сумська;Лебединська міська рада
П;ІІ;стіл;;1 шт;;10.03.2021;отримано;Дніпропетровська;Покровська ТГ
;;ковдра;;100 шт;;12.03.2021;отримано;Львівська;
";

#[test]
fn received_aid_covers_where_it_is_asked_for() {
    let world = World::with_trainings().file("open.csv", OPEN);
    world.run("import deliveries open.csv --quiet");
    world.story(
        "received_aid_covers_where_it_is_asked_for",
        &[
            "report coverage --period 2021-Q1 --oblast Сумська --format csv",
            "report coverage --period 2021-Q1 --oblast Сумська --with-aid --format csv",
            "report coverage --oblast Сумська --with-aid --columns quarter",
            "report coverage --with-aid --topic 'Бюджет громади'",
            "report coverage --with-aid --columns topic",
            "report gaps --period 2021-Q1 --with-aid --oblast Сумська --kind urban",
            "report gaps --period 2021-Q2 --with-aid --oblast Сумська --kind urban --format csv --quiet",
        ],
    );
}

#[test]
fn what_is_not_known_of_aid_is_said() {
    World::new().file("open.csv", OPEN).story(
        "what_is_not_known_of_aid_is_said",
        &[
            "report aid",
            "import deliveries open.csv --format csv",
            "report aid",
            "report aid --by oblast",
            "report aid --by project --format csv",
            "report aid --wave І --by category --format csv",
            "report aid --oblast Сумська",
            "report aid --period 2021-Q1 --format csv",
        ],
    );
}
