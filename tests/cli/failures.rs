//! What cannot be done is told in one clear message, with the exit code of the design, and nothing is saved.
#![allow(clippy::unwrap_used)]

use std::fs;

use crate::support::World;

const SHEET: &str = "Проєкт;Назва заходу;Область;Громада;Дата;Учасників\nP;Подія;Сумська;Тростянецька;10.02.2021;12\n";

#[test]
fn a_file_that_is_no_sheet_is_refused() {
    let world = World::new()
        .file("empty.csv", "")
        .file("junk.xlsx", b"\x00\x01\x02\x03 this is no workbook \xff\xfe\x00")
        .file("page.xls", "<html><table><tr><td>1</td></tr></table></html>")
        .file("letter.csv", "Шановні колеги!\nНадсилаємо звіт за перший квартал.\n");
    fs::create_dir(world.path("folder")).unwrap();
    world.story(
        "a_file_that_is_no_sheet_is_refused",
        &[
            "import trainings missing.csv",
            "import trainings folder",
            "import trainings empty.csv",
            "import trainings junk.xlsx",
            "import trainings page.xls",
            "import trainings letter.csv",
            "import communities letter.csv --edition 2027-01-01",
            "import population letter.csv",
        ],
    );
    assert!(!world.path("hromada.db").exists() || world.run("list trainings").status.success());
}

#[test]
fn one_bad_file_does_not_keep_the_others_out() {
    World::new().file("good.csv", SHEET).file("junk.xlsx", b"\x00\x01\x02").fixture("despro-2021-q1.csv").story(
        "one_bad_file_does_not_keep_the_others_out",
        &["list trainings", "import trainings good.csv", "import trainings junk.xlsx despro-2021-q1.csv"],
    );
}

#[test]
fn a_database_that_is_not_ours_is_not_touched() {
    let world = World::new().file("sheet.csv", SHEET).file("text.db", "just a text file, nothing else in it\n");
    let foreign = rusqlite::Connection::open(world.path("foreign.db")).unwrap();
    foreign.execute_batch("CREATE TABLE recipe (name TEXT)").unwrap();
    drop(foreign);
    world.run("import trainings sheet.csv --db newer.db");
    let newer = rusqlite::Connection::open(world.path("newer.db")).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    drop(newer);
    fs::create_dir(world.path("folder.db")).unwrap();
    let before = ["text.db", "foreign.db", "newer.db"].map(|name| fs::read(world.path(name)).unwrap());
    world.story(
        "a_database_that_is_not_ours_is_not_touched",
        &[
            "import trainings sheet.csv --db text.db",
            "import trainings sheet.csv --db foreign.db",
            "list trainings --db newer.db",
            "import trainings sheet.csv --db newer.db",
            "list trainings --db folder.db",
            "list trainings --db nowhere/hromada.db",
            "import trainings sheet.csv --db nowhere/hromada.db",
        ],
    );
    let after = ["text.db", "foreign.db", "newer.db"].map(|name| fs::read(world.path(name)).unwrap());
    assert!(before == after, "a refused file was changed");
}

#[test]
fn a_wrong_command_line_says_what_is_right() {
    World::with_trainings().story(
        "a_wrong_command_line_says_what_is_right",
        &[
            "report",
            "report coverage --period 2021-Q5",
            "list trainings --kind webinär",
            "assign name '' --to none",
            "import trainings",
            "report coverage --columns topic --rows oblast,topic",
        ],
    );
}

#[test]
fn control_signs_in_cells_never_reach_the_terminal() {
    let sheet = "Проєкт;Назва заходу;Область;Громада;Дата\nP;\u{1b}[31mЧервона\u{1b}[0m \u{7}подія;Сумська;Тростя\u{1b}нецька?;10.02.2021\n";
    let world = World::new().file("ansi.csv", sheet);
    for line in
        ["import trainings ansi.csv", "list trainings", "list names --waiting", "list trainings --format markdown"]
    {
        let output = world.run(line);
        for byte in output.stdout.iter().chain(&output.stderr) {
            assert!(*byte >= 0x20 || *byte == b'\n', "{line}: byte {byte:#x}");
        }
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let world = World::with_trainings();
    let mut child = world
        .command()
        .args(["list", "communities"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(0));
}
