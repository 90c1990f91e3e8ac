//! Files that tell again of what the database holds: nothing is counted twice, and nothing goes without a word.
#![allow(clippy::unwrap_used)]

use crate::support::World;

const HEADING: &str = "Проєкт,Назва заходу,Тема,Область,Громада,Дата,Формат,Учасників\n";
const WITH_ID: &str = "ID,Проєкт,Назва заходу,Тема,Область,Громада,Дата,Формат,Учасників\n";

fn sheet(rows: &str) -> String {
    HEADING.to_string() + rows
}

#[test]
fn an_id_that_a_second_file_uses_again_is_another_event() {
    let first = WITH_ID.to_string()
        + "1,P,Бюджет,Фінанси,Сумська,Роменська міська громада,20.01.2021,онлайн,20\n\
           2,P,Вода,ЖКГ,Сумська,Лебединська міська громада,21.01.2021,онлайн,10\n";
    let second = WITH_ID.to_string()
        + "1,P,Старости,Послуги,Львівська,Жовківська міська громада,10.04.2021,онлайн,5\n\
           2,P,Вода,ЖКГ,Сумська,Лебединська міська громада,22.01.2021,онлайн,12\n";
    World::new().file("q1.csv", first).file("q2.csv", second).story(
        "an_id_that_a_second_file_uses_again_is_another_event",
        &[
            "import trainings q1.csv",
            "import trainings q2.csv",
            "list trainings --format csv",
            "import trainings q1.csv",
        ],
    );
}

#[test]
fn links_that_a_correction_drops_are_named() {
    let office_a = sheet("P,Вебінар про бюджет,Бюджет,Житомирська,Бердичівська міська громада,20.01.2021,онлайн,25\n");
    let office_b = sheet("P,Вебінар про бюджет,Бюджет,Сумська,Роменська міська громада,20.01.2021,онлайн,30\n");
    World::new().file("office-a.csv", office_a).file("office-b.csv", office_b).story(
        "links_that_a_correction_drops_are_named",
        &["import trainings office-a.csv", "import trainings office-b.csv"],
    );
}

#[test]
fn rows_gone_from_a_corrected_file_are_named_and_withdrawn_only_when_it_is_complete() {
    let first = sheet(
        "P,Бюджет,Фінанси,Сумська,Роменська міська громада,20.01.2021,,20\n\
         P,Вода,ЖКГ,Сумська,Лебединська міська громада,21.01.2021,онлайн,10\n",
    );
    let second = sheet(
        "P,Бюджет,Фінанси,Сумська,Роменська міська громада,20.01.2021,онлайн,20\n\
         P,Права старост,Послуги,Сумська,Лебединська міська громада,23.01.2021,онлайн,10\n",
    );
    World::new().file("v1.csv", first).file("v2.csv", second).story(
        "rows_gone_from_a_corrected_file_are_named_and_withdrawn_only_when_it_is_complete",
        &[
            "import trainings v1.csv",
            "import trainings v2.csv",
            "list trainings --format csv",
            "undo",
            "import trainings v2.csv --complete",
            "list trainings --format csv",
            "undo",
            "list trainings --format csv",
        ],
    );
}

#[test]
fn of_two_alike_trainings_each_row_finds_its_own() {
    let both = sheet(
        "P,Вебінар,А,Сумська,Роменська міська громада,20.01.2021,онлайн,30\n\
         P,Вебінар,Б,Львівська,Жовківська міська громада,20.01.2021,онлайн,40\n",
    );
    let second = sheet("P,Вебінар,Б,Львівська,Жовківська міська громада,20.01.2021,онлайн,41\n");
    World::new().file("both.csv", both).file("second.csv", second).story(
        "of_two_alike_trainings_each_row_finds_its_own",
        &["import trainings both.csv", "import trainings second.csv", "list trainings --format csv"],
    );
}

#[test]
fn what_nobody_counted_is_never_zero() {
    let rows = sheet(
        "P,Частково,Бюджет,Сумська,Роменська міська громада,20.01.2021,онлайн,10\n\
         P,Частково,Бюджет,Полтавська,Гадяцька міська громада,20.01.2021,онлайн,\n\
         P,Разом,Бюджет,,\"Роменська міська громада (Сумська обл.), Жовківська міська громада (Львівська обл.)\",21.01.2021,онлайн,7\n\
         P,Назва чекає,Бюджет,,Зюзюкінська громада,22.01.2021,онлайн,6\n",
    );
    World::new()
        .file("parts.csv", rows)
        .story("what_nobody_counted_is_never_zero", &["import trainings parts.csv", "report coverage --format csv"]);
}

#[test]
fn one_number_in_all_rows_of_an_event_is_doubted() {
    let rows = sheet(
        "P,Форум,Бюджет,Сумська,Роменська міська громада,20.01.2021,онлайн,30\n\
         P,Форум,Бюджет,Сумська,Лебединська міська громада,20.01.2021,онлайн,30\n",
    );
    World::new()
        .file("forum.csv", rows)
        .story("one_number_in_all_rows_of_an_event_is_doubted", &["import trainings forum.csv"]);
}

#[test]
fn links_made_by_hand_stay_and_count_after_a_correction() {
    let first = sheet("P,Подія,Бюджет,Житомирська,Бердичівська міська громада,20.01.2021,онлайн,25\n");
    let second = sheet("P,Подія,Бюджет,Житомирська,Бердичівська міська громада,20.01.2021,онлайн,26\n");
    World::new().file("v1.csv", first).file("v2.csv", second).story(
        "links_made_by_hand_stay_and_count_after_a_correction",
        &[
            "import trainings v1.csv --quiet",
            "assign training 1 'Жовківська міська громада' --as planned",
            "report coverage --oblast Житомирська --format csv",
            "assign training 1 'Роменська міська громада'",
            "import trainings v2.csv",
            "report coverage --oblast Сумська",
            "report coverage --oblast Житомирська --format csv",
        ],
    );
}

#[test]
fn what_is_gone_is_looked_for_in_earlier_forms_of_the_file_alone() {
    let row = |title: &str, people: u32| {
        format!("P,{title},Фінанси,Сумська,Роменська міська громада,20.01.2021,онлайн,{people}\n")
    };
    let office_a = sheet(&(row("Спільна", 10) + &row("Друга", 20) + &row("Третя", 30)));
    let office_b = sheet(&(row("Спільна", 10) + &row("Дев’ята", 9)));
    let versions = [
        sheet(&(row("А", 20) + &row("Б", 5) + &row("В", 6))),
        sheet(&(row("А", 21) + &row("Б", 5) + &row("В", 6))),
        sheet(&row("А", 22)),
    ];
    let world = World::new().file("office-a.csv", office_a).file("office-b.csv", office_b);
    let world = world.file("v1.csv", &versions[0]).file("v2.csv", &versions[1]).file("v3.csv", &versions[2]);
    world.file("mended.csv", sheet(&row("Бюджт", 4))).story(
        "what_is_gone_is_looked_for_in_earlier_forms_of_the_file_alone",
        &[
            "import trainings office-a.csv --quiet --format csv",
            "import trainings office-b.csv --complete --format csv",
            "import trainings v1.csv v2.csv --quiet --format csv",
            "import trainings v3.csv --complete --format csv",
            "import trainings mended.csv --quiet --format csv",
        ],
    );
    let world = world_with_mended_title();
    world.story(
        "a_mended_title_takes_the_place_of_the_old_one_in_a_complete_file",
        &["import trainings mended.csv --complete --format csv", "list trainings --format csv"],
    );
}

/// A database that holds the file `mended.csv` as it was, beside the file as it is now.
fn world_with_mended_title() -> World {
    let row = |title: &str| sheet(&format!("P,{title},Фінанси,Сумська,Роменська міська громада,20.01.2021,онлайн,4\n"));
    let world = World::new().file("mended.csv", row("Бюджт"));
    assert!(world.run("import trainings mended.csv --quiet").status.success());
    world.file("mended.csv", row("Бюджет"))
}

#[test]
fn an_edited_row_is_a_correction_of_the_one_that_it_is_like() {
    let first = sheet(
        "P,Бюджет громади: перші кроки,Фінанси,Сумська,Роменська міська громада,20.01.2021,онлайн,20\n\
         P,Права старост,Послуги,Сумська,Лебединська міська громада,21.01.2021,онлайн,10\n\
         P,Вода,ЖКГ,Сумська,\"Роменська, Лебединська міські громади\",22.01.2021,онлайн,9\n\
         P,Зустріч старост,Послуги,Сумська,Охтирська міська громада,25.01.2021,онлайн,7\n\
         P,Зустріч старост,Послуги,Сумська,Охтирська міська громада,26.01.2021,онлайн,8\n\
         P,Відходи,ЖКГ,Сумська,Охтирська міська громада,27.01.2021,онлайн,6\n\
         P,Модуль 1,Послуги,Сумська,Охтирська міська громада,28.01.2021,онлайн,5\n",
    );
    // Another title; another day; a longer title; one of two that are alike; two that are like nothing.
    let second = sheet(
        "P,Бюджет громади. Перші кроки (тренінг),Фінанси,Сумська,Роменська міська громада,20.01.2021,онлайн,20\n\
         P,Права старост,Послуги,Сумська,Лебединська міська громада,23.01.2021,онлайн,10\n\
         P,Вода та водовідведення,ЖКГ,Сумська,\"Роменська, Лебединська міські громади\",22.01.2021,онлайн,9\n\
         P,Зустрічі старост,Послуги,Сумська,Охтирська міська громада,28.01.2021,онлайн,7\n\
         P,Енергетика,ЖКГ,Сумська,Охтирська міська громада,27.01.2021,онлайн,6\n\
         P,Модуль 2,Послуги,Сумська,Охтирська міська громада,28.01.2021,онлайн,5\n",
    );
    let world = World::new().file("q1.csv", first);
    assert!(world.run("import trainings q1.csv --quiet").status.success());
    world.file("q1.csv", second).story(
        "an_edited_row_is_a_correction_of_the_one_that_it_is_like",
        &[
            "import trainings q1.csv --dry-run --format csv",
            "import trainings q1.csv --format csv",
            "list trainings --format csv",
            "list trainings --as-of 2 --format csv",
        ],
    );
}

#[test]
fn what_a_person_decided_stands_unless_it_is_overruled() {
    let first = sheet(
        "P,Подія,Бюджет,Житомирська,Бердичівська міська громада,20.01.2021,онлайн,25\n\
         P,Друга,Бюджет,Житомирська,Бердичівська міська громада,21.01.2021,онлайн,5\n",
    );
    let second = sheet("P,Подія,Бюджет,Житомирська,\"Бердичівська, Малинська міські громади\",20.01.2021,онлайн,40\n");
    World::new().file("v1.csv", first).file("v2.csv", second).story(
        "what_a_person_decided_stands_unless_it_is_overruled",
        &[
            "import trainings v1.csv --quiet --format csv",
            "assign training 1 'Малинська міська громада' --as invited",
            "assign training 2 'Роменська міська громада'",
            "import trainings v2.csv --complete --format csv",
            "list trainings --format csv",
            "import trainings v2.csv --complete --format csv",
            "import trainings v2.csv --complete --overrule --format csv",
            "list trainings --format csv",
        ],
    );
}

/// A file that cancels a training, or holds it after all, says what becomes of the links that people made; one that names a community
/// no longer is told that a person linked it, and overrules that when asked to.
#[test]
fn what_a_file_alters_of_a_decision_is_named() {
    let row = |communities: &str, people: &str, status: &str| {
        let heading = "Проєкт,Назва заходу,Тема,Область,Громада,Дата,Учасників,Статус\n";
        format!("{heading}P,Подія,Бюджет,Житомирська,\"{communities}\",20.01.2021,{people},{status}\n")
    };
    let (one, both) = ("Бердичівська міська громада", "Бердичівська, Малинська міські громади");
    let world = World::new().file("v1.csv", row(both, "25", "проведено")).file("v2.csv", row(both, "", "скасовано"));
    let world = world.file("v3.csv", row(both, "26", "проведено")).file("v4.csv", row(one, "27", "проведено"));
    world.story(
        "what_a_file_alters_of_a_decision_is_named",
        &[
            "import trainings v1.csv --quiet --format csv",
            "assign training 1 'Роменська міська громада'",
            "assign training 1 'Малинська міська громада' --as invited",
            "import trainings v2.csv --format csv",
            "import trainings v3.csv --format csv",
            "import trainings v4.csv --format csv",
            "list trainings --format csv",
            "import trainings v4.csv --overrule --format csv",
            "list trainings --format csv",
            "check",
        ],
    );
}

/// A file under another name that tells few rows again, and others in other words, is no form of the earlier one; that is said.
#[test]
fn a_renamed_file_most_of_which_was_altered_is_told_of() {
    let row =
        |title: &str, day: u32| format!("P,{title},Фінанси,Сумська,Роменська міська громада,{day}.01.2021,онлайн,9\n");
    let titles = ["Бюджет громади", "Права старост", "Водопостачання", "Поводження з відходами"];
    let first: String = titles.iter().zip(20..).map(|(title, day)| row(title, day)).collect();
    let renamed = row(titles[0], 20) + &row("Права та обов’язки старост", 21) + &row("Водопостачання громади", 22);
    let other = row(titles[0], 20) + &row("Земельні ресурси", 27);
    let world = World::new().file("q1.csv", sheet(&first)).file("q1-final.csv", sheet(&renamed));
    world.file("other.csv", sheet(&other)).story(
        "a_renamed_file_most_of_which_was_altered_is_told_of",
        &[
            "import trainings q1.csv --quiet --format csv",
            "import trainings q1-final.csv --dry-run --format csv",
            "import trainings other.csv --dry-run --format csv",
        ],
    );
}

/// Each file of a dry run is compared with those before it, as it would be in earnest.
#[test]
fn a_dry_run_of_several_files_is_that_of_the_import() {
    let row = |title: &str, people: u32| {
        format!("P,{title},Фінанси,Сумська,Роменська міська громада,20.01.2021,онлайн,{people}\n")
    };
    let world = World::new().file("a.csv", sheet(&(row("Одна", 5) + &row("Друга", 6))));
    let world = world.file("b.csv", sheet(&(row("Одна", 7) + &row("Третя", 8)))).file("c.csv", sheet(&row("Одна", 7)));
    let world = world.file("d.csv", sheet(&row("Одна", 7)));
    let line = "import trainings a.csv b.csv missing.csv c.csv d.csv --quiet --format json --output";
    world.run("import trainings a.csv --quiet");
    world.run("undo");
    world.story(
        "a_dry_run_of_several_files_is_that_of_the_import",
        &[
            "import trainings a.csv b.csv c.csv d.csv --dry-run --format csv",
            "list trainings",
            "list changes --format csv",
        ],
    );
    world.run(&format!("{line} tried.json --dry-run"));
    world.run(&format!("{line} saved.json"));
    let counts = |file: &str| {
        let said: serde_json::Value = serde_json::from_slice(&std::fs::read(world.path(file)).unwrap()).unwrap();
        let rows = said["rows"].as_array().unwrap().clone();
        rows.iter()
            .map(|row| ["file", "added", "updated", "unchanged", "linked"].map(|id| row[id].clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(counts("tried.json"), counts("saved.json"));
}

#[test]
fn what_a_later_import_rests_on_is_undone_after_it() {
    let row =
        |title: &str, topic: &str| format!("P,{title},{topic},Сумська,Роменська міська громада,20.01.2021,онлайн,20\n");
    let first = sheet(&(row("Бюджет", "Фінанси") + &row("Вода", "ЖКГ")));
    let second = sheet(&(row("Бюджет", "Фінанси") + &row("Права старост", "ЖКГ")));
    let third = sheet(&row("Облік", "Фінансики"));
    let waits = sheet("P,Подія,ЖКГ,Дніпропетровська,Покровська ТГ,21.01.2021,онлайн,5\n");
    let world = World::new().file("q1.csv", first).file("q2.csv", second).file("q3.csv", third);
    world.file("waits.csv", waits).story(
        "what_a_later_import_rests_on_is_undone_after_it",
        &[
            "import trainings q1.csv q2.csv --quiet --format csv",
            "undo 2",
            "assign topic Фінансики --to Фінанси",
            "import trainings q3.csv --quiet --format csv",
            "undo 4",
            "import trainings waits.csv --quiet --format csv",
            "undo",
            "undo 7",
            "report quality --format csv",
            "check",
        ],
    );
}

#[test]
fn a_copied_row_of_a_form_is_another_event() {
    let first = sheet("P,Бюджет,Фінанси,Сумська,Роменська міська громада,20.01.2021,онлайн,20\n");
    let world = World::new().file("q1.csv", first);
    assert!(world.run("import trainings q1.csv --quiet").status.success());
    let store = hromada::store::Store::open(&world.path("hromada.db"), hromada::store::Access::Read).unwrap();
    let own = format!("hromada-1-{}", store.fingerprint().unwrap());
    drop(store);
    let copied = WITH_ID.to_string()
        + &format!("{own},P,Бюджет,Фінанси,Сумська,Роменська міська громада,20.01.2021,онлайн,20\n")
        + &format!("{own},P,Права старост,Послуги,Львівська,Жовківська міська громада,20.03.2021,онлайн,33\n");
    let world = world.file("copied.csv", copied);
    let said = world.say("import trainings copied.csv --format csv").replace(&own, "ID");
    assert!(said.contains("the id `ID` stands for the event of row 2; this row was taken as another event"), "{said}");
    assert!(said.contains("copied.csv,saved,3,2,1,0,1,"), "{said}");
}
