//! The program at work in a folder, and what its database holds.
#![allow(clippy::unwrap_used)]

use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};

use rusqlite::Connection;

pub(crate) fn hromada(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hromada"));
    command.current_dir(folder).env("HROMADA_NOW", "2026-01-15T12:00:00Z").stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

pub(crate) fn run(folder: &Path, args: &[&str]) -> Output {
    hromada(folder).args(args).output().unwrap()
}

/// A sheet of `rows` trainings of one quarter.
pub(crate) fn sheet(rows: usize, project: &str) -> String {
    let mut sheet = String::from("Проєкт;Назва заходу;Тема;Область;Громада;Дата;Учасників\n");
    for row in 0..rows {
        let community = ["Бердичівська", "Житомирська міська", "Малинська", "Овруцька"][row % 4];
        sheet += &format!(
            "{project};Подія {row};Тема {};Житомирська область;{community} громада;{:02}.02.2021;{}\n",
            row % 7,
            row % 28 + 1,
            row % 50
        );
    }
    sheet
}

/// How many imports, trainings and links there are, when the file is whole.
pub(crate) fn state(database: &Path) -> (i64, i64, i64) {
    let conn = Connection::open(database).unwrap();
    let one = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    let integrity: String = conn.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(integrity, "ok");
    assert!(conn.prepare("PRAGMA foreign_key_check").unwrap().query([]).unwrap().next().unwrap().is_none());
    (
        one("SELECT count(*) FROM change WHERE verb = 'import'"),
        one("SELECT count(*) FROM training WHERE ended_by IS NULL"),
        one("SELECT count(*) FROM assignment WHERE ended_by IS NULL"),
    )
}

/// All that a database says, schema and version included, as one text for each table.
pub(crate) fn content(database: &Path) -> Vec<String> {
    let conn = Connection::open(database).unwrap();
    let tables: Vec<String> = {
        let mut query = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").unwrap();
        query.query_map([], |row| row.get(0)).unwrap().map(|name| name.unwrap()).collect()
    };
    let mut said =
        vec![format!("{:?}", conn.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0)).unwrap())];
    let questions = tables.iter().map(|table| format!("SELECT * FROM {table}"));
    for sql in questions.chain(["SELECT type, name, sql FROM sqlite_schema".to_string()]) {
        let mut query = conn.prepare(&sql).unwrap();
        let columns = query.column_count();
        let mut rows = query.query([]).unwrap();
        let mut lines = vec![];
        while let Some(row) = rows.next().unwrap() {
            lines.push((0..columns).map(|place| format!(" {:?}", row.get_ref(place).unwrap())).collect::<String>());
        }
        lines.sort();
        said.push(format!("{sql}\n{}", lines.join("\n")));
    }
    said
}

/// The files of a folder, by name.
pub(crate) fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
