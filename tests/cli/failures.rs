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

#[test]
fn an_answer_that_cannot_be_written_is_known_before_anything_is_done() {
    World::new().file("good.csv", SHEET).file("existing.csv", "mine\n").story(
        "an_answer_that_cannot_be_written_is_known_before_anything_is_done",
        &[
            "import trainings good.csv -o existing.csv",
            "import trainings good.csv -o good.csv --force",
            "import trainings good.csv -o nowhere/summary.csv",
            "import trainings good.csv -o summary.xlsx",
            "list changes",
            "import trainings good.csv -o summary.md",
            "list changes -o t.parquet",
            "assign training 1 Радомишльська -o linked.csv",
            "undo --format json",
        ],
    );
}

#[test]
fn a_missing_file_does_not_keep_the_others_out() {
    let other = SHEET.replace("Подія", "Інша подія");
    World::new().file("one.csv", SHEET).file("three.csv", other).story(
        "a_missing_file_does_not_keep_the_others_out",
        &["import trainings one.csv missing.csv three.csv", "list trainings --format csv"],
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_for_the_answer_does_not_hide_what_was_saved() {
    let world = World::new().file("good.csv", SHEET);
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = world.command().args(["import", "trainings", "good.csv"]).stdout(full()).output().unwrap();
    assert_eq!(output.status.code(), Some(5));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("change 2 was saved"), "{said}");
    assert!(!said.contains("nothing was saved"), "{said}");
    let output = world.command().args(["list", "changes"]).stdout(full()).output().unwrap();
    assert_eq!(output.status.code(), Some(5));
    assert!(!String::from_utf8(output.stderr).unwrap().contains("nothing was saved"));
}

#[test]
fn with_errors_as_json_every_line_beside_the_answer_is_an_object() {
    let mut sheet = SHEET.to_string();
    for row in 0..60 {
        sheet.push_str(&format!("P;Подія {row};Сумська;Такої немає {row};10.02.2021;12\n"));
    }
    let world = World::new().file("many.csv", sheet).file("wrong.csv", SHEET.replace("10.02.2021", "31.02.2021"));
    for line in [
        "import trainings many.csv --errors json --format csv",
        "import trainings many.csv wrong.csv missing.csv --errors json",
        "undo --errors json",
        "undo 99 --errors json",
        "list nothing --errors=json",
        "report coverage --errors json --period",
    ] {
        let said = String::from_utf8(world.run(line).stderr).unwrap();
        assert!(!said.is_empty(), "{line}");
        for object in said.lines() {
            assert!(
                serde_json::from_str::<serde_json::Value>(object).is_ok_and(|it| it.is_object()),
                "{line}: {object}"
            );
        }
    }
}

#[test]
fn an_empty_file_becomes_a_database_that_only_its_owner_reads() {
    let world = World::new().file("good.csv", SHEET).file("hromada.db", "");
    world.story(
        "an_empty_file_becomes_a_database_that_only_its_owner_reads",
        &["list changes", "import trainings good.csv --quiet"],
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(world.path("hromada.db")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn options_that_cannot_be_meant_are_refused() {
    World::with_trainings().story(
        "options_that_cannot_be_meant_are_refused",
        &[
            "report coverage --figure trainings",
            "report coverage --from 2021-02-31",
            "report coverage --from 2021-03-01 --to 2021-01-31",
            "report coverage --period 2021-Q3..2021-Q1",
        ],
    );
}
