//! Sheets whose columns have to be explained, as the person at the keyboard sees it.
#![allow(clippy::unwrap_used)]

use crate::support::World;

/// A sheet whose headings say little.
const ODD: &str = "Що було;Коли;Хто їздив;Душ;Ще\n\
                   Бюджет громади;10.02.2021;Тростянецька громада (Сумська обл.);12;а\n\
                   Проєктний менеджмент;11.02.2021;Бердичівська ТГ Житомирської обл.;9;б\n";

#[test]
fn columns_are_explained_by_hand_and_kept_for_the_next_file() {
    let next = ODD.replace("10.02", "10.03").replace("11.02", "11.03");
    World::new().file("odd.csv", ODD).file("next.csv", next).story(
        "columns_are_explained_by_hand_and_kept_for_the_next_file",
        &[
            "import trainings odd.csv",
            "import trainings odd.csv --column 'Що було=name'",
            "import trainings odd.csv --column 'Що було=title' --column 'Хто їздив=community' --column D=participants --explain-columns",
            "import trainings odd.csv --column 'Що було=title' --column 'Хто їздив=community' --column D=participants --save-mapping egap --project EGAP",
            "list mappings",
            "import trainings next.csv --mapping egap --dry-run",
            "import trainings next.csv --mapping egap",
            "import trainings next.csv --mapping egab",
            "list trainings --format csv",
            "undo 2",
            "list mappings --format csv",
        ],
    );
}

#[test]
fn a_question_about_columns_is_answered_by_an_option() {
    let two = "Назва заходу;Дата початку;Дата проведення;Дата завершення;Громада;Область\n\
               Бюджет;10.02.2021;12.02.2021;11.02.2021;Тростянецька;Сумська\n";
    let people = "Назва заходу;Дата;Громада;Область;Кількість учасників;К-сть учасників\n\
                  Бюджет;10.02.2021;Тростянецька;Сумська;5;7\n";
    World::new().file("two.csv", two).file("people.csv", people).story(
        "a_question_about_columns_is_answered_by_an_option",
        &[
            "import trainings two.csv --explain-columns --format csv",
            "import trainings people.csv",
            "import trainings people.csv --column E=ignore --explain-columns --format csv",
            "import trainings people.csv --column F=participants",
        ],
    );
}

#[test]
fn a_text_file_is_read_as_a_person_says() {
    let quoted = "Назва заходу|Дата|Громада|Область\n^Бюджет | податки^|10.02.2021|Тростянецька|Сумська\n";
    let torn = "Назва заходу;Дата;Громада;Область\n\"Бюджет;10.02.2021;Тростянецька;Сумська\n";
    World::new().file("quoted.csv", quoted).file("torn.csv", torn).story(
        "a_text_file_is_read_as_a_person_says",
        &[
            "import trainings quoted.csv --quote ^ --delimiter |",
            "import trainings torn.csv",
            "import trainings torn.csv --quote none --dry-run",
            "import trainings torn.csv --quote none --max-cell 5",
            "import trainings torn.csv --max-bytes many",
            "import trainings torn.csv --sheet Q1",
        ],
    );
}

#[test]
fn strict_makes_errors_of_warnings() {
    let sheet = "Назва заходу;Дата;Громада;Область\nБюджет;10.02.2021;Невідомська;Сумська\nПодатки;11.02.2021;Тростянецька;Сумська\n";
    World::new().file("names.csv", sheet).story(
        "strict_makes_errors_of_warnings",
        &["import trainings names.csv --strict", "import trainings names.csv --strict --keep-going"],
    );
}

#[test]
fn standard_input_is_a_file_like_another() {
    use std::io::Write as _;
    let world = World::new();
    let mut command = world.command();
    command.args(["import", "trainings", "-", "--format", "csv"]).stdin(std::process::Stdio::piped());
    let mut child = command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    let sheet = "Назва заходу;Дата;Громада;Область\nБюджет;10.02.2021;Тростянецька;Сумська\n";
    child.stdin.take().unwrap().write_all(sheet.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("standard input,saved,2,1,1,"), "{said}{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_column_that_is_not_there_is_a_question() {
    let sheet = "Назва заходу;Коли було;Громада;Область;ID\nБюджет;10.02.2021;Тростянецька;Сумська;7\n";
    World::new().file("q1.csv", sheet).story(
        "a_column_that_is_not_there_is_a_question",
        &[
            "import trainings q1.csv",
            "import trainings q1.csv --column 'Коли=start'",
            "import trainings q1.csv --column 'Коли було=start' --column ZZ=title",
            "import trainings q1.csv --column 'Коли було=start' --column Мова=language --explain-columns",
            "import trainings q1.csv --column B=start --column ID=notes --dry-run",
        ],
    );
}
