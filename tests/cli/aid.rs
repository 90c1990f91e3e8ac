//! Aid to communities, as the person at the keyboard sees it: crisis support of PROSTO, December 2023.
#![allow(clippy::unwrap_used)]

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
            "report explain coverage --period 2021-Q1 --oblast Сумська --with-aid --figure covered",
            "report explain coverage --oblast Сумська --with-aid --no-topic",
            "report explain gaps --community Роменська --period 2021-Q1 --with-aid",
            "report explain gaps --community Роменська --period 2021-Q2 --with-aid --format csv",
        ],
    );
}

#[test]
fn every_figure_of_aid_is_explained_by_its_deliveries() {
    let world = World::new().file("open.csv", OPEN);
    world.run("import deliveries open.csv --quiet");
    world.story(
        "every_figure_of_aid_is_explained_by_its_deliveries",
        &[
            "report aid --wave І --explain",
            "report aid --by oblast --explain --format csv --quiet",
            "report explain aid",
            "report explain aid --wave І --figure value --currency uah",
            "report explain aid --by oblast --row Сумська --format csv",
            "report explain aid --by oblast --row Дніпропетровська --figure residents",
            "report explain aid --by wave --row ІІ --figure items --period 2021-Q1 --format csv",
            "report explain aid --by wave --row ІІ --cumulative --format csv",
            "report explain aid --oblast Дніпропетровська --figure first-time --format json",
            "report explain aid --by wave --row ІІІ",
            "report explain aid --row ІІ",
            "report explain aid --currency UAH",
        ],
    );
}

/// Each command of `--explain` is run by a shell, as a person would paste it, and gives the deliveries of its row.
#[test]
fn each_command_that_a_report_of_aid_prints_can_be_pasted() {
    let odd = OPEN
        .replace(";подарунок;", ";що таке 'вода' $(rm)?;")
        .replace(";ковдра;", ";--row;")
        .replace("передано", "отримано");
    let world = World::new().file("open.csv", odd);
    world.run("import deliveries open.csv --quiet");
    for by in ["oblast", "project", "category", "item", "wave", "item --period 2021-Q1 --project П", "wave --as-of 2"]
    {
        let table = world.run(&format!("report aid --by {by} --explain --format json --quiet"));
        let rows: serde_json::Value = serde_json::from_slice(&table.stdout).unwrap();
        let rows = rows.as_array().or_else(|| rows["rows"].as_array()).unwrap();
        assert!(rows.len() > 2, "{by}");
        for row in rows {
            let command = row["explain"].as_str().unwrap().strip_prefix("hromada ").unwrap();
            let script = format!("exec \"$0\" {command} --format json --quiet");
            let said = world.shell().args(["-c", &script, env!("CARGO_BIN_EXE_hromada")]).output().unwrap();
            let answer: serde_json::Value = serde_json::from_slice(&said.stdout)
                .unwrap_or_else(|_| panic!("{command}: {}", String::from_utf8_lossy(&said.stderr)));
            let records = answer.as_array().or_else(|| answer["rows"].as_array()).unwrap();
            let sum: i64 = records.iter().filter_map(|record| record["adds_deliveries"].as_i64()).sum();
            assert_eq!(sum, row["deliveries"].as_i64().unwrap_or(0), "{command}");
        }
    }
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

/// A wave is of a project, whatever letters and numbers it is written with, and so are what came before it and the first time.
#[test]
fn a_wave_is_of_a_project_and_written_in_any_letters() {
    let waves = "Проєкт,Хвиля,Громада,Область,Найменування,Кількість,\"Вартість, грн\",Дата отримання\n\
        ПРОСТО,ІІІ хвиля,Тростянецька,Сумська,Ноутбук,1,100,2023-12-01\n\
        ПРОСТО,III хвиля,Роменська,Сумська,Ноутбук,1,100,2023-12-02\n\
        ПРОСТО,3 хвиля,Шосткинська,Сумська,Ноутбук,1,100,2023-12-03\n\
        ПРОСТО,І хвиля,Лебединська,Сумська,Ноутбук,1,100,2023-01-03\n\
        ДОБРЕ,І хвиля,Лебединська,Сумська,Ноутбук,1,900,2022-01-03\n\
        ДОБРЕ,,Тростянецька,Сумська,Ноутбук,7,9000,2022-11-15\n\
        ДОБРЕ,,Київ,,Ноутбук,1,50,2022-11-16\n";
    let world = World::at("2024-01-15T09:00:00Z").file("waves.csv", waves);
    world.run("import deliveries waves.csv --quiet");
    world.story(
        "a_wave_is_of_a_project_and_written_in_any_letters",
        &[
            "report aid --by wave --format csv",
            "report aid --wave 'Хвиля III'",
            "report aid --wave 1",
            "report aid --wave 1 --project ДОБРЕ --format csv",
            "report aid --wave 7 --project ДОБРЕ",
            "report explain aid --wave 3 --figure first-time --format csv",
            "report aid --format csv",
        ],
    );
}
