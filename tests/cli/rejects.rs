//! Rows that were left out come back mended, as the person at the keyboard sees it.
#![allow(clippy::unwrap_used)]

use crate::support::World;

/// A title block, an oblast heading, an event over two rows of which one is wrong, and three rows wrong by themselves.
const SHEET: &str = "Звіт за проєктом «EGAP» за І квартал 2021 року;;;;\n\
                     Назва заходу;Громада;Дата;Учасників;Жінок\n\
                     Сумська область;;;;\n\
                     Бюджет;Тростянецька;10.02.2021;12;5\n\
                     Бюджет;Охтирська;10.02.2021;багато;5\n\
                     Житомирська область;;;;\n\
                     Податки;Бердичівська;31.02.2021;7;\n\
                     ;Коростенська;12.02.2021;7;\n\
                     =Рівність=;Коростенська;12.02.2021;7;\n\
                     Разом;;;31;\n";

#[test]
fn rows_left_out_are_mended_and_imported() {
    let world = World::new().file("q1.csv", SHEET);
    let first =
        ["import trainings q1.csv --keep-going --rejects left-out.csv", "import trainings left-out.csv --dry-run"];
    world.story("rows_left_out_are_written_with_their_reasons", &first);
    let left_out = std::fs::read_to_string(world.path("left-out.csv")).unwrap();
    insta::with_settings!({ snapshot_path => "stories", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("rows_left_out_in_their_own_layout", left_out.trim_start_matches('\u{FEFF}').replace('\r', ""));
    });
    let mended = left_out.replace("31.02.2021;", "21.02.2021;").replace(";багато;", ";8;");
    let mended = mended.replace("\r\n;Коростенська", "\r\nСтарости;Коростенська");
    world.file("mended.csv", mended).story(
        "rows_left_out_are_mended_and_imported",
        &[
            "import trainings mended.csv",
            "list trainings --format csv",
            "import trainings q1.csv --keep-going --rejects left-out.csv",
            "import trainings mended.csv --keep-going --rejects left-out.txt",
            "import trainings mended.csv --rejects left-out.xlsx",
        ],
    );
}

#[test]
fn what_was_said_by_hand_stands_in_the_file_of_rejects() {
    let sheet = "Подія;Коли;ТГ;К-сть осіб;З них;Жінок\nБюджет;31.02.2021;Тростянецька;12;99;5\n\
                 Сумщина;;;;;\nПодатки;11.02.2021;Охтирська;багато;99;5\nРазом;;;;;\nЗакупівлі;31.02.2021;Барська;4;1;\n";
    let world = World::new().file("q1.csv", sheet);
    let columns = "--column 'К-сть осіб=participants' --column A=title --column Коли=start --column ТГ=community --column E=ignore";
    world.story(
        "rejects_bear_what_was_said_by_hand",
        &[
            &format!("import trainings q1.csv --project egap {columns} --save-mapping egap --keep-going --rejects left-out.csv"),
            "import trainings left-out.csv --explain-columns --format csv",
        ],
    );
    let left_out = std::fs::read_to_string(world.path("left-out.csv")).unwrap();
    let mended = left_out.replace("31.02.2021;", "21.02.2021;").replace(";багато;", ";8;");
    let book = "import trainings q2.csv --project egap --mapping egap --keep-going --rejects left-out.xlsx --force";
    world.file("mended.csv", mended).file("q2.csv", sheet.replace("02.2021", "05.2020")).story(
        "rejects_of_a_mapping_are_imported_without_it",
        &["import trainings mended.csv", "list trainings --format csv", book, "import trainings left-out.xlsx"],
    );
}
