//! A database as the first released version of the program made it.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use rusqlite::Connection;

const FIRST: &str = include_str!("../../src/store/migrations/0001.sql");

/// Columns of version 1 that have another name now: table, then, now.
const RENAMED: [(&str, &str, &str); 1] = [("waiting_name", "training", "record")];

/// Makes a database of version 1 with the facts of a present one, as far as version 1 had a place for them; gives the tables that
/// are empty.
pub(crate) fn first_version_of(present: &Path, older: &Path) -> Vec<String> {
    let conn = Connection::open(older).unwrap();
    conn.execute_batch(FIRST).unwrap();
    conn.execute("ATTACH ?1 AS present", [present.to_str().unwrap()]).unwrap();
    conn.execute_batch("PRAGMA foreign_keys = OFF; BEGIN").unwrap();
    let mut empty = Vec::new();
    for table in names(&conn, "SELECT name FROM main.sqlite_schema WHERE type = 'table'") {
        let columns = names(&conn, &format!("SELECT name FROM pragma_table_info('{table}', 'main')"));
        let present = |then: &String| {
            let renamed = RENAMED.iter().find(|renamed| (renamed.0, renamed.1) == (&table, then));
            renamed.map_or(then.clone(), |renamed| renamed.2.to_string())
        };
        let present = columns.iter().map(present).collect::<Vec<_>>().join(", ");
        let columns = columns.join(", ");
        conn.execute(&format!("DELETE FROM main.{table}"), []).unwrap();
        let copy = format!("INSERT INTO main.{table} ({columns}) SELECT {present} FROM present.{table}");
        if conn.execute(&copy, []).unwrap() == 0 {
            empty.push(table);
        }
    }
    conn.execute_batch("COMMIT").unwrap();
    empty
}

fn names(conn: &Connection, sql: &str) -> Vec<String> {
    let mut query = conn.prepare(sql).unwrap();
    query.query_map([], |row| row.get(0)).unwrap().map(|name| name.unwrap()).collect()
}
