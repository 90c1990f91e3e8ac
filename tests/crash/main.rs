//! What must not break the database: killed commands, full disks, commands at the same time.
#![allow(clippy::unwrap_used)]

mod first_version;
mod kills;
mod support;

use std::{fs, process::Command, thread, time::Duration};

use rusqlite::Connection;
use support::{files, hromada, run, sheet, state};

#[test]
fn a_killed_first_import_leaves_nothing_in_the_way() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("sheet.csv"), sheet(50, "П")).unwrap();
    for round in 0..12 {
        let mut child = hromada(path).args(["import", "trainings", "sheet.csv"]).spawn().unwrap();
        thread::sleep(Duration::from_millis(20 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        let output = run(path, &["import", "trainings", "sheet.csv"]);
        assert!(output.status.success(), "round {round}: {}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(state(&path.join("hromada.db")), (1, 50, 50));
        fs::remove_file(path.join("hromada.db")).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn a_limit_of_the_files_size_is_told_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("base.csv"), sheet(20, "Основа")).unwrap();
    fs::write(path.join("large.csv"), sheet(5_000, "Велика")).unwrap();
    assert!(run(path, &["import", "trainings", "base.csv"]).status.success());
    let database = path.join("hromada.db");
    let before = (fs::read(&database).unwrap(), state(&database));
    let blocks = before.0.len() / 512 + 40;
    let line = format!("ulimit -f {blocks}; exec \"$0\" import trainings large.csv");
    let output = Command::new("sh")
        .args(["-c", &line, env!("CARGO_BIN_EXE_hromada")])
        .current_dir(path)
        .env("HROMADA_NOW", "2026-01-15T12:00:00Z")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(5), "{said}");
    assert!(said.contains("no room left") && said.contains("nothing was saved"), "{said}");
    assert_eq!(state(&database), before.1);
    assert!(fs::read(&database).unwrap() == before.0, "the database changed");
    assert!(run(path, &["import", "trainings", "large.csv"]).status.success(), "the next import works");
}

#[test]
fn imports_at_the_same_time_wait_for_each_other_and_reports_see_whole_states() {
    const IMPORTS: usize = 6;
    const ROWS: usize = 200;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("base.csv"), sheet(ROWS, "Основа")).unwrap();
    assert!(run(path, &["import", "trainings", "base.csv"]).status.success());
    let mut children = Vec::new();
    for number in 0..IMPORTS {
        let name = format!("sheet{number}.csv");
        fs::write(path.join(&name), sheet(ROWS, &format!("Проєкт {number}"))).unwrap();
        children.push(hromada(path).args(["import", "trainings", &name]).spawn().unwrap());
    }
    let mut seen = Vec::new();
    while children.iter_mut().any(|child| child.try_wait().unwrap().is_none()) {
        let output = run(path, &["report", "coverage", "--format", "json"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let rows = report["rows"].as_array().unwrap();
        let total = rows.iter().find(|row| row["oblast"] == "Total").unwrap();
        seen.push(total["trainings"].as_u64().unwrap() as usize);
    }
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert!(seen.iter().all(|trainings| trainings % ROWS == 0), "a report saw half an import: {seen:?}");
    let all = (ROWS * (IMPORTS + 1)) as i64;
    assert_eq!(state(&path.join("hromada.db")), (IMPORTS as i64 + 1, all, all));
}

#[test]
fn a_copy_made_during_imports_holds_whole_imports() {
    const IMPORTS: usize = 5;
    const ROWS: usize = 300;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("base.csv"), sheet(ROWS, "Основа")).unwrap();
    assert!(run(path, &["import", "trainings", "base.csv"]).status.success());
    let lines: Vec<String> = (0..IMPORTS).map(|number| format!("sheet{number}.csv")).collect();
    for (number, name) in lines.iter().enumerate() {
        fs::write(path.join(name), sheet(ROWS, &format!("Проєкт {number}"))).unwrap();
    }
    let mut children: Vec<_> =
        lines.iter().map(|name| hromada(path).args(["import", "trainings", name]).spawn().unwrap()).collect();
    let mut copies = 0;
    while children.iter_mut().any(|child| child.try_wait().unwrap().is_none()) || copies < 2 {
        let copy = format!("copy{copies}.db");
        let output = run(path, &["check", "--backup", &copy]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let (imports, trainings, links) = state(&path.join(&copy));
        assert_eq!((trainings, links), (imports * ROWS as i64, imports * ROWS as i64), "{copy} holds half an import");
        copies += 1;
    }
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert!(files(path).iter().all(|name| !name.ends_with(".tmp") && !name.ends_with("-journal")), "{:?}", files(path));
}

#[test]
fn a_database_that_is_held_for_long_is_busy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("sheet.csv"), sheet(5, "П")).unwrap();
    fs::write(path.join("more.csv"), sheet(6, "Р")).unwrap();
    assert!(run(path, &["import", "trainings", "sheet.csv"]).status.success());
    let holder = Connection::open(path.join("hromada.db")).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let output = run(path, &["import", "trainings", "more.csv"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(6), "{said}");
    assert!(said.contains("another command has held the database"), "{said}");
    assert!(run(path, &["list", "trainings"]).status.success(), "questions are answered meanwhile");
}

#[cfg(unix)]
#[test]
fn a_read_only_database_answers_and_refuses_to_be_changed() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("sheet.csv"), sheet(5, "П")).unwrap();
    fs::write(path.join("more.csv"), sheet(6, "Р")).unwrap();
    assert!(run(path, &["import", "trainings", "sheet.csv"]).status.success());
    let database = path.join("hromada.db");
    let mode = fs::metadata(&database).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "a new database is its owner's alone");
    fs::set_permissions(&database, fs::Permissions::from_mode(0o400)).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o500)).unwrap();
    let privileged = fs::write(path.join("probe"), "x").is_ok(); // root writes anywhere
    assert!(run(path, &["list", "trainings"]).status.success());
    let output = run(path, &["import", "trainings", "more.csv"]);
    fs::set_permissions(path, fs::Permissions::from_mode(0o700)).unwrap();
    if !privileged {
        assert_eq!(output.status.code(), Some(5), "{}", String::from_utf8_lossy(&output.stderr));
    }
}
