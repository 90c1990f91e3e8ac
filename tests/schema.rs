//! The schema: readable as prose, usable without the program.
#![allow(clippy::unwrap_used)]

use rusqlite::Connection;

const SCHEMA: &str = include_str!("../schema.sql");

fn fresh() -> Connection {
    let conn = Connection::open_in_memory().unwrap();
    conn.execute_batch(SCHEMA).unwrap();
    conn
}

fn names(conn: &Connection, kind: &str) -> Vec<String> {
    let mut query =
        conn.prepare("SELECT name FROM sqlite_schema WHERE type = ?1 AND name NOT LIKE 'sqlite_%'").unwrap();
    let rows = query.query_map([kind], |row| row.get(0)).unwrap();
    rows.map(|name| name.unwrap()).collect()
}

/// The statements of a schema without comments, blanks and quotation marks, which ALTER TABLE writes otherwise.
fn statements(conn: &Connection) -> Vec<(String, String, String)> {
    let mut query =
        conn.prepare("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY 1, 2").unwrap();
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    let bare = |(kind, name, sql): (String, String, String)| {
        let words = sql.lines().map(|line| line.split("--").next().unwrap());
        (kind, name, words.collect::<String>().replace([' ', '"'], ""))
    };
    rows.map(|row| bare(row.unwrap())).collect()
}

/// All rows of all tables: those that the schema itself fills.
fn rows(conn: &Connection) -> Vec<String> {
    let mut rows = Vec::new();
    for table in names(conn, "table") {
        let mut query = conn.prepare(&format!("SELECT * FROM {table} ORDER BY 1")).unwrap();
        let columns = query.column_count();
        let mut found = query.query([]).unwrap();
        while let Some(row) = found.next().unwrap() {
            let cells = (0..columns).map(|place| format!(" {:?}", row.get_ref(place).unwrap()));
            rows.push(table.clone() + &cells.collect::<String>());
        }
    }
    rows
}

#[test]
fn the_schema_is_the_sum_of_its_migrations() {
    let migrated = Connection::open_in_memory().unwrap();
    let mut files: Vec<_> =
        std::fs::read_dir("src/store/migrations").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for (version, file) in (1..).zip(&files) {
        assert!(file.ends_with(format!("{version:04}.sql")), "{} is out of order", file.display());
        migrated.execute_batch(&std::fs::read_to_string(file).unwrap()).unwrap();
        let found: i64 = migrated.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        assert_eq!(found, version, "{} sets no version", file.display());
    }
    let fresh = fresh();
    for (of_migrations, of_schema) in statements(&migrated).into_iter().zip(statements(&fresh)) {
        assert_eq!(of_migrations, of_schema);
    }
    assert_eq!(statements(&migrated).len(), statements(&fresh).len());
    assert_eq!(rows(&migrated), rows(&fresh));
    let version =
        |conn: &Connection| conn.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(version(&migrated), version(&fresh));
}

#[test]
fn every_table_and_view_is_explained_above() {
    let lines: Vec<&str> = SCHEMA.lines().collect();
    for (place, line) in lines.iter().enumerate() {
        if line.starts_with("CREATE TABLE") || line.starts_with("CREATE VIEW") {
            assert!(lines[place - 1].starts_with("-- "), "nothing is said about `{line}`");
        }
    }
}

#[test]
fn every_table_is_strict_and_refuses_wrong_types() {
    let conn = fresh();
    for table in names(&conn, "table") {
        let strict: bool =
            conn.query_row("SELECT strict FROM pragma_table_list(?1)", [&table], |row| row.get(0)).unwrap();
        assert!(strict, "{table}");
    }
    assert!(
        conn.execute("INSERT INTO change (at, verb, noun, command, program) VALUES ('t', 'guess', 'n', 'c', 'p')", [])
            .is_err()
    );
    assert!(conn.execute("INSERT INTO theme VALUES ('one', 'u', 'e')", []).is_err());
}

#[test]
fn every_fact_names_the_change_that_brought_it_and_the_one_that_ended_it() {
    let conn = fresh();
    for table in [
        "training",
        "assignment",
        "waiting_name",
        "alias",
        "mapping",
        "population",
        "project",
        "topic",
        "organisation",
        "community",
    ] {
        let columns: Vec<String> = conn
            .prepare("SELECT name FROM pragma_table_info(?1)")
            .unwrap()
            .query_map([table], |row| row.get(0))
            .unwrap()
            .map(|name| name.unwrap())
            .collect();
        assert!(columns.contains(&"added_by".to_string()) && columns.contains(&"ended_by".to_string()), "{table}");
    }
}

#[test]
fn every_view_can_be_asked() {
    let conn = fresh();
    for view in names(&conn, "view") {
        conn.prepare(&format!("SELECT * FROM {view}")).unwrap().query([]).unwrap().next().unwrap();
    }
}

#[test]
fn the_file_is_marked_as_ours() {
    let conn = fresh();
    let pragma = |name| conn.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(pragma("application_id"), i64::from(u32::from_be_bytes(*b"HRMD")));
    assert_eq!(pragma("user_version"), 2);
}

#[test]
fn nothing_of_ours_is_needed_to_read_or_write_it() {
    let sql = SCHEMA.to_lowercase();
    for word in ["collate ", "generated always", "create trigger"] {
        assert!(!sql.contains(word), "the schema has `{word}`");
    }
}

/// Questions about links are answered from their index alone, for a look into the table for each link is twenty times slower; people
/// are counted in one walk through the trainings.
#[test]
fn counting_stays_inside_the_index() {
    let conn = fresh();
    let plan = |sql: &str| -> String {
        let mut query = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let mut rows = query.raw_query(); // parameters do not matter to the plan
        let mut lines = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            lines.push(row.get::<_, String>(3).unwrap());
        }
        lines.join("\n")
    };
    let covered = plan(include_str!("../src/store/queries/covered.sql"));
    assert!(covered.contains("SEARCH assignment USING COVERING INDEX assignment_cell"), "{covered}");
    assert!(!covered.contains("TEMP B-TREE"), "{covered}");
    let people = plan(include_str!("../src/store/queries/people.sql"));
    assert_eq!(people.lines().next(), Some("SCAN training"));
    assert!(!people.contains("TEMP B-TREE"), "{people}");
    let gaps = plan(include_str!("../src/store/queries/gaps_on_topic.sql"));
    assert!(gaps.contains("SEARCH assignment USING COVERING INDEX assignment_cell (cell>? AND cell<?)"), "{gaps}");
}
