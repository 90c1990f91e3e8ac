//! Figures that were published and changed since: what changed, why, what was known when, and what stands behind it.

use crate::support::World;

const HEADING: &str = "Проєкт,Донор,Назва заходу,Тема,Область,Громада,Дата,Учасників,Статус\n";

fn sheet(rows: &str) -> String {
    HEADING.to_string() + rows
}

/// The ministry's database of trainings: projects report 2020-Q4, then 2021-Q1; then DESPRO corrects its first quarter and adds a
/// training that it had forgotten.
#[test]
fn a_quarter_is_corrected_after_the_next_was_reported() {
    let fourth = "DESPRO,Швейцарія,Бюджет громади,Бюджет,Житомирська,Бердичівська міська громада,12.11.2020,25,\n\
                  DESPRO,Швейцарія,Права старост,Старости,Сумська,Тростянецька міська громада,20.11.2020,31,\n\
                  DESPRO,Швейцарія,Водопостачання,Вода,Полтавська,Решетилівська міська громада,03.12.2020,,\n\
                  DESPRO,Швейцарія,Відходи,Вода,Дніпропетровська,Покровська ТГ,10.12.2020,19,\n\
                  DESPRO,Швейцарія,Відходи,Вода,Житомирська,Радомишльська міська громада,11.12.2020,,скасовано\n";
    let first = "DESPRO,Швейцарія,Бюджет громади,Бюджет,Житомирська,\"Малинська, Овруцька громади\",27.01.2021,48,\n";
    let corrected = fourth.replace("12.11.2020,25", "12.11.2020,22").replace("03.12.2020,,", "03.12.2020,14,")
        + "DESPRO,Швейцарія,Бюджет громади,Бюджет,Житомирська,Радомишльська міська громада,15.12.2020,17,\n";
    let corrected = corrected
        .replace("DESPRO,Швейцарія,Права старост,Старости,Сумська,Тростянецька міська громада,20.11.2020,31,\n", "");
    let world = World::at("2021-01-20T09:00:00Z")
        .file("despro-2020-q4.csv", sheet(fourth))
        .file("despro-2021-q1.csv", sheet(first));
    let mut told = world.transcript(&[
        "import trainings despro-2020-q4.csv --quiet",
        "report coverage --period 2020-Q4 --oblast Житомирська",
    ]);
    let world = world.on("2021-04-15T09:00:00Z");
    told += &world.transcript(&["import trainings despro-2021-q1.csv --quiet"]);
    let world = world.on("2021-05-11T09:00:00Z").file("despro-2020-q4.csv", sheet(&corrected));
    told += &world.transcript(&[
        "import trainings despro-2020-q4.csv --complete --quiet",
        "assign name 'Покровська ТГ' --to UA12140250000015858 --oblast Дніпропетровська",
        "list changes",
        "report coverage --period 2020-Q4 --oblast Житомирська --as-of 2021-04-15",
        "report coverage --period 2020-Q4 --oblast Житомирська",
        "report restatements --between 2021-04-15 2021-05-11",
        "report restatements --between 2021-01-20 2021-05-11 --format csv",
        "report explain coverage --period 2020-Q4 --oblast Житомирська --figure participants",
        "report explain coverage --period 2020-Q4 --oblast Житомирська --figure participants --as-of 2021-04-15",
        "report restatements --between 2021-04-15 2021-05-11 --as-of 2021-04-20",
    ]);
    world.compare("a_quarter_is_corrected_after_the_next_was_reported", &told);
}

#[test]
fn every_figure_is_explained_by_its_records() {
    World::with_trainings().story(
        "every_figure_is_explained_by_its_records",
        &[
            "report coverage --period 2021-Q1 --rows oblast,topic --oblast Житомирська --explain --format csv",
            "report explain coverage --oblast Житомирська --topic 'Бюджет громади' --period 2021-Q1 --figure participants",
            "report explain coverage --oblast Житомирська --period 2021-02-10..2021-03-31",
            "report explain coverage --oblast Полтавська --figure participants --format csv",
            "report explain coverage --place several --figure participants --format csv",
            "report explain coverage --period 2021-Q1 --figure covered --format csv",
            "report explain coverage --community UA12140250000015858",
            "report gaps --period 2021-Q2 --raion Бердичівський --explain --format csv",
            "report explain gaps --community Бердичівська --period 2021-Q2",
            "report explain gaps --community Бердичівська --period 2021-Q1 --topic 'Інститут старост'",
            "report explain gaps --community 'м. Київ' --period 2021-Q1",
            "report explain coverage --community Покровська",
            "report coverage --columns quarter --explain",
            "report restatements --between 3 2",
        ],
    );
}

/// Each command of `--explain` is run by a shell, as a person would paste it, and gives the figures of its row.
#[test]
fn each_command_that_a_report_prints_can_be_pasted() {
    let odd = HEADING.to_string()
        + "П,Д,А,Що таке 'вода' $(rm)?,Житомирська,Малинська міська громада,10.02.2021,7,\n\
           П,Д,Б,-,Київ,м. Київ,10.04.2021,5,\n\
           П,Д,В,--тема,,\"Малинська громада (Житомирська обл.), Решетилівська громада (Полтавська обл.)\",11.04.2021,6,\n";
    let world = World::with_trainings().file("odd.csv", odd);
    world.run("import trainings odd.csv --keep-going");
    for report in [
        "--rows oblast,topic,quarter",
        "--rows raion --as-of 2",
        "--rows community --from 2021-02-01 --oblast Житомирська",
    ] {
        let table = world.run(&format!("report coverage {report} --explain --format json --quiet"));
        let rows: serde_json::Value = serde_json::from_slice(&table.stdout).unwrap();
        let rows = rows.as_array().or_else(|| rows["rows"].as_array()).unwrap();
        let happened = rows.iter().filter(|row| row["trainings"] != 0);
        assert!(happened.clone().count() > 3, "{report}");
        for row in happened {
            let command = row["explain"].as_str().unwrap();
            let command = command.strip_prefix("hromada ").unwrap();
            let script = format!("exec \"$0\" {command} --format json --quiet");
            let binary = env!("CARGO_BIN_EXE_hromada");
            let said = world.shell().args(["-c", &script, binary]).output().unwrap();
            let answer: serde_json::Value = serde_json::from_slice(&said.stdout).unwrap_or_else(|_| {
                panic!("{command}: {}", String::from_utf8_lossy(&said.stderr));
            });
            let records = answer.as_array().or_else(|| answer["rows"].as_array()).unwrap();
            for figure in ["covered", "trainings", "participants"] {
                let sum: i64 = records.iter().filter_map(|record| record[format!("adds_{figure}")].as_i64()).sum();
                assert_eq!(sum, row[figure].as_i64().unwrap_or(0), "{figure} of {command}");
            }
        }
    }
}

/// What was in Crimea and Sevastopol alone is in no total, whatever rows stand for; a training that was elsewhere too is. The city of
/// Kyiv has trainings and is no community.
#[test]
fn crimea_stands_apart_with_all_of_its_people() {
    let rows = "П,Д,У Криму й Севастополі,Вода,Автономна Республіка Крим,Ялтинська громада,10.02.2021,60,\n\
                П,Д,У Криму й Севастополі,Вода,Севастополь,м. Севастополь,10.02.2021,40,\n\
                П,Д,У двох громадах Криму,Вода,Автономна Республіка Крим,\"Ялтинська, Судацька громади\",11.02.2021,,\n\
                П,Д,І в Криму,Вода,,\"Ялтинська громада (Автономна Республіка Крим), Малинська громада (Житомирська обл.)\",12.02.2021,7,\n\
                П,Д,У Києві,Вода,Київ,м. Київ,13.02.2021,5,\n";
    let world = World::new().file("crimea.csv", sheet(rows));
    world.run("import trainings crimea.csv");
    let only = |line: &str| {
        let told = world.transcript(&[line]);
        let apart = |line: &&str| !line.contains(",0,0,") && !line.contains("  0  0.0");
        told.lines().filter(apart).collect::<Vec<_>>().join("\n") + "\n\n"
    };
    let mut told = only("report coverage --period 2021-Q1 --format csv");
    told += &only("report coverage --period 2021-Q1 --rows raion --format csv --explain");
    told += &world.transcript(&[
        "report explain coverage --place crimea --rows raion",
        "report explain coverage --figure trainings --format csv",
        "report explain coverage --oblast Київ --figure covered --format csv",
        "report explain coverage --community UA18060130000061781",
    ]);
    world.compare("crimea_stands_apart_with_all_of_its_people", &told);
}
