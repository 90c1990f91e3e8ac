//! `hromada import`, as the person at the keyboard sees it.
#![allow(clippy::unwrap_used)]

use crate::support::World;

#[test]
fn the_main_job_from_an_empty_folder() {
    World::new().fixture("despro-2021-q1.csv").fixture("ulead-2021-q1.csv").story(
        "the_main_job_from_an_empty_folder",
        &[
            "import trainings despro-2021-q1.csv ulead-2021-q1.csv",
            "report coverage --period 2021-Q1 --lang uk",
            "list names --waiting",
            "list changes",
        ],
    );
}

#[test]
fn a_file_imported_twice_adds_nothing() {
    World::new().fixture("despro-2021-q1.csv").story(
        "a_file_imported_twice_adds_nothing",
        &["import trainings despro-2021-q1.csv", "import trainings despro-2021-q1.csv", "list changes"],
    );
}

#[test]
fn a_corrected_file_updates_its_own_trainings() {
    let world = World::with_trainings();
    let sheet = std::fs::read_to_string(world.path("despro-2021-q1.csv")).unwrap();
    let corrected = sheet.replace(";25;15;10", ";27;16;11").replace("Вінницька МТГ", "Вінницька МТГ, Гніванська МТГ");
    world.file("despro-2021-q1-corrected.csv", corrected).story(
        "a_corrected_file_updates_its_own_trainings",
        &[
            "import trainings despro-2021-q1-corrected.csv --dry-run",
            "import trainings despro-2021-q1-corrected.csv",
            "list trainings --oblast Вінницька --format csv",
            "undo",
            "list trainings --oblast Вінницька --format csv",
        ],
    );
}

#[test]
fn a_dry_run_makes_no_database() {
    let world = World::new().fixture("despro-2021-q1.csv");
    world.story("a_dry_run_makes_no_database", &["import trainings despro-2021-q1.csv --dry-run", "list changes"]);
    assert!(!world.path("hromada.db").exists());
}

#[test]
fn wrong_cells_are_named_and_nothing_is_saved() {
    let sheet = "Проєкт;Назва заходу;Область;Громада;Дата;Учасників\n\
                 P;Добра подія;Сумська;Тростянецька;10.02.2021;12\n\
                 P;Неможлива дата;Сумська;Тростянецька;31.02.2021;12\n\
                 P;Без дати;Сумська;Тростянецька;;12\n\
                 P;;Сумська;Тростянецька;11.02.2021;12\n\
                 P;Забагато слів;Сумська;Тростянецька;12.02.2021;багато\n";
    World::new().file("wrong.csv", sheet).story(
        "wrong_cells_are_named_and_nothing_is_saved",
        &[
            "import trainings wrong.csv",
            "list trainings",
            "import trainings wrong.csv --keep-going",
            "list trainings --format csv",
            "import trainings wrong.csv --keep-going --errors json",
        ],
    );
}

#[test]
fn the_same_file_with_another_meaning_is_a_question() {
    let sheet = "Назва заходу;Область;Громада;Дата;Учасників\nПодія;Сумська;Тростянецька;10.02.2021;12\n";
    World::new().file("g3.csv", sheet).story(
        "the_same_file_with_another_meaning_is_a_question",
        &[
            "import trainings g3.csv",
            "import trainings g3.csv --project OTHER",
            "import trainings g3.csv",
            "undo 2",
            "import trainings g3.csv --project OTHER",
            "import trainings g3.csv --project OTHER",
        ],
    );
}

#[test]
fn a_table_without_rows_is_nothing_to_save() {
    World::new()
        .file("empty.csv", "Назва заходу;Область;Громада;Дата;Учасників\n")
        .story("a_table_without_rows_is_nothing_to_save", &["import trainings empty.csv", "list changes"]);
}

#[test]
fn what_a_row_cannot_mean_is_told_at_its_cell() {
    let sheet = "Назва заходу;Область;Громада;Дата;Учасників;Жінок\n\
                 Ціла;Сумська;Тростянецька;10.02.2021;10;5\n\
                 Забагато жінок;Сумська;Тростянецька;11.02.2021;10;20\n\
                 Зайва; крапка з комою;Сумська;Тростянецька;12.02.2021;10;5\n\
                 Ще попереду;Сумська;Тростянецька;20.05.2021;10;5\n";
    let mut damaged = "Назва заходу;Область;Громада;Дата\nПодія;Сумська;Тростянецька;10.02.2021\n".as_bytes().to_vec();
    damaged.extend_from_slice("Пош\u{43a}оджена".as_bytes());
    damaged.extend_from_slice(b"\xCD;;;11.02.2021\n");
    World::new().file("sheet.csv", sheet).file("damaged.csv", damaged).story(
        "what_a_row_cannot_mean_is_told_at_its_cell",
        &[
            "import trainings sheet.csv --keep-going",
            "list trainings --format csv",
            "report coverage --period 2021-Q2 --oblast Сумська --format csv",
            "import trainings damaged.csv",
        ],
    );
}

/// A piece of the ministry's table of correspondence, in its own headings and with invented rows below real codes.
pub(crate) const OLD_CODES: &str = "Таблиця відповідності\n\n\
    Код об'єкта КОАТУУ;Кодифікатор;Категорія об’єкта;Назва об’єкта\n\
    0524555100;UA05100130000061386;Н;Томашпільська\n\
    0524584001;UA05020050100098208;С;Марківка\n\
    524581201;UA05100130020042425;С;Антонівка\n\
    Новий район;UA05100000000022396;Р;Тульчинський\n";

#[test]
fn the_table_of_old_codes_makes_old_names_understood() {
    let names = "raw,oblast,raion\n\
        КОАТУУ 0524584001,,\n\
        Марківська сільська рада,Вінницька,\n\
        с. Марківка,Вінницька,Томашпільський р-н\n";
    World::with_trainings().file("names.csv", names).file("codes.csv", OLD_CODES).story(
        "the_table_of_old_codes_makes_old_names_understood",
        &[
            "list names --from names.csv --text-column raw --oblast-column oblast --raion-column raion --format csv",
            "import communities --koatuu codes.csv",
            "import communities --koatuu codes.csv",
            "list names --from names.csv --text-column raw --oblast-column oblast --raion-column raion --format csv",
            "undo",
            "list names --from names.csv --text-column raw --oblast-column oblast --raion-column raion --format csv",
            "import communities --koatuu names.csv",
            "import communities --koatuu codes.csv --edition 2021-01-01",
        ],
    );
}

#[test]
fn wrong_old_codes_are_named_and_nothing_is_saved() {
    let codes = OLD_CODES.replace("0524584001", "05245840017").replace("UA05100130020042425", "UA051001300200424250");
    World::with_trainings().file("codes.csv", codes).story(
        "wrong_old_codes_are_named_and_nothing_is_saved",
        &["import communities --koatuu codes.csv", "import communities --koatuu codes.csv --keep-going --dry-run"],
    );
}

#[test]
fn dates_with_the_month_first_are_never_read_in_silence() {
    let sheet = |dates: &[&str]| {
        let row = |(place, date): (usize, &&str)| format!("Тренінг {place};{date};Тростянецька;Сумська;5\n");
        let rows: String = dates.iter().enumerate().map(row).collect();
        format!("Назва заходу;Дата;Громада;Область;Учасників\n{rows}")
    };
    let slip: Vec<String> =
        (13..25).map(|day| format!("{day}/03/2021")).chain(["03/04/2021".into(), "03/25/2021".into()]).collect();
    let slip: Vec<&str> = slip.iter().map(String::as_str).collect();
    World::new()
        .file("american.csv", sheet(&["03/04/2021", "01/12/2021 - 01/14/2021", "03/25/2021"]))
        .file("mixed.csv", sheet(&["03/04/2021", "15.03.2021", "04/04/2021", "03/25/2021"]))
        .file("slip.csv", sheet(&slip))
        .file("usual.csv", sheet(&["03/04/2021", "25/03/2021"]))
        .story(
            "dates_with_the_month_first_are_never_read_in_silence",
            &[
                "import trainings american.csv --dry-run",
                "import trainings american.csv --quiet",
                "list trainings --format csv",
                "import trainings mixed.csv --dry-run",
                "import trainings slip.csv --dry-run",
                "import trainings usual.csv --dry-run",
            ],
        );
}

#[test]
fn only_the_name_of_an_oblast_begins_its_section() {
    let sheet = "Назва заходу;Дата;Громада;Учасників\nСумська;;;\nБюджет;10.02.2021;Тростянецька;5\n\
                 Вінниьцка;;;\nСтарости;11.02.2021;Тростянецька;6\n";
    World::new()
        .file("sections.csv", sheet)
        .story("only_the_name_of_an_oblast_begins_its_section", &["import trainings sections.csv --dry-run"]);
}

#[test]
fn limits_are_named_with_the_option_that_lifts_them() {
    let rows = "Бюджет;10.02.2021;Тростянецька;Сумська;5\n";
    let text = format!("Назва заходу;Дата;Громада;Область;Учасників\n{rows}");
    let world = World::new().file("text.csv", text);
    world.run("import template trainings -o form.xlsx");
    world.story(
        "limits_are_named_with_the_option_that_lifts_them",
        &[
            "import trainings form.xlsx --max-rows 3",
            "import trainings form.xlsx --max-parts 3",
            "import trainings form.xlsx --max-bytes 2K",
            "import trainings form.xlsx --max-columns 4",
            "import trainings form.xlsx --max-cell 10",
            "import trainings text.csv --max-columns 4",
            "import trainings text.csv --max-cell 10",
            "import trainings text.csv --max-rows 0",
        ],
    );
}
