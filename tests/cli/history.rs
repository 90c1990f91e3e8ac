//! A database with a long life: facts in every table, in force and ended.
#![allow(clippy::unwrap_used)]

use crate::{codifier, import::OLD_CODES, support::World};

const ODD: &str = "Що було;Коли;Хто їздив;Душ\n\
                   Бюджет громади;10.02.2021;Тростянецька громада (Сумська обл.);12\n\
                   Права старост;11.02.2021;Покровська ТГ Дніпропетровської обл.;9\n\
                   Нічого;колись;Тростянецька громада (Сумська обл.);9\n";
const EXPLAINED: &str = "--column 'Що було=title' --column 'Хто їздив=community' --column D=participants";

/// Two projects and their first quarter, then everything that can be done to a database.
pub(crate) fn world() -> World {
    let world = World::at("2027-02-01T09:00:00Z")
        .fixture("despro-2021-q1.csv")
        .fixture("ulead-2021-q1.csv")
        .file("codes.csv", OLD_CODES)
        .file("kodyfikator.csv", codifier::csv(&codifier::later()))
        .file("residents.csv", "code,residents,year\nUA18040190000029215,87575,2022\nUA05020030000031457,387439,2022\n")
        .file("recount.csv", "code,residents,year\nUA18040190000029215,87000,2022\n")
        .file("odd.csv", ODD);
    for (line, exit) in [
        ("import trainings despro-2021-q1.csv ulead-2021-q1.csv".to_string(), 1),
        ("import communities codes.csv --koatuu --keep-going".to_string(), 0),
        ("import population residents.csv".to_string(), 0),
        ("import population recount.csv".to_string(), 0),
        (format!("import trainings odd.csv --keep-going {EXPLAINED} --save-mapping egap --project EGAP"), 1),
        ("assign name 'Покровська ТГ' --to UA12140250000015858 --oblast Дніпропетровська".to_string(), 0),
        ("assign name 'Зореградська громада' --to none".to_string(), 0),
        ("assign topic 'Бюджет громади' --to 7".to_string(), 0),
        ("assign training 1 Радомишльська".to_string(), 0),
        ("import communities kodyfikator.csv --edition 2027-01-15".to_string(), 0),
        ("undo 8".to_string(), 0),
    ] {
        let said = world.say(&line);
        assert_eq!(said.contains("[exit"), exit == 1, "{line}: {said}");
    }
    // The first quarter again, with another number of people, an event less and another community.
    let first = std::fs::read_to_string(world.path("despro-2021-q1.csv")).unwrap();
    let mut lines: Vec<String> = first.lines().map(str::to_string).collect();
    lines.pop();
    let corrected = lines.join("\n").replacen(";25;15;10", ";26;16;10", 1) + "\n";
    let world = world.file("despro-2021-q1.csv", corrected);
    world.say("import trainings despro-2021-q1.csv --complete");
    world
}
