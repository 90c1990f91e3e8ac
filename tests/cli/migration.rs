//! A database of an earlier version, opened by this one.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use rusqlite::Connection;

use crate::{first_version::first_version_of, history};

/// Questions of every kind.
const QUESTIONS: [&str; 20] = [
    "list communities --format csv",
    "list communities --places --format csv",
    "list communities --former --format csv",
    "list trainings --format csv",
    "list trainings --waiting --format csv",
    "list projects --format csv",
    "list topics --format csv",
    "list names --format csv",
    "list names --waiting --format csv",
    "list mappings --format csv",
    "list changes --format csv",
    "report coverage --format csv",
    "report coverage --rows community,topic,quarter --format csv",
    "report coverage --columns quarter --figure participants --format csv",
    "report coverage --topic 7 --project DESPRO --format csv",
    "report gaps --format csv",
    "report gaps --topic 7 --period 2021-Q1 --format csv",
    "report quality --all --format csv",
    "import trainings ulead-2021-q1.csv --dry-run --format csv",
    "import communities codes.csv --koatuu --keep-going --dry-run --format csv",
];

#[test]
fn a_database_of_the_first_version_answers_as_a_new_one() {
    let world = history::world();
    assert_eq!(first_version_of(&world.path("hromada.db"), &world.path("older.db")), [""; 0]);
    let brought = world.say("list changes --quiet --db older.db");
    assert_eq!(brought, world.say("list changes --quiet"));
    for question in QUESTIONS {
        let answer = world.say(question);
        assert!(answer.lines().count() > 1, "{question} has no answer: {answer}");
        assert_eq!(world.say(&format!("{question} --db older.db")), answer, "{question}");
    }
    for undone in ["undo 9", "undo 13"] {
        assert_eq!(world.say(&format!("{undone} --db older.db")), world.say(undone));
    }
    assert_eq!(world.say("list trainings --format csv --db older.db"), world.say("list trainings --format csv"));
}

fn version(file: &Path) -> i64 {
    let conn = Connection::open(file).unwrap();
    conn.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

#[test]
fn an_older_database_is_copied_before_it_is_brought_up() {
    let world = history::world();
    first_version_of(&world.path("hromada.db"), &world.path("older.db"));
    let before = std::fs::read(world.path("older.db")).unwrap();
    world.story(
        "an_older_database_is_copied_before_it_is_brought_up",
        &["list projects --db older.db", "list projects --db older.db"],
    );
    assert_eq!((version(&world.path("older.db")), version(&world.path("older.version-1.db"))), (2, 1));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(world.path("older.version-1.db")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    // The copy holds everything; a second file of that name does not overwrite it.
    std::fs::write(world.path("older.db"), before).unwrap();
    assert!(world.say("list projects --db older.db").contains("`older.version-1.2.db` is the file as it was"));
    let brought = world.say("list changes --quiet --db older.version-1.db");
    assert_eq!(brought, world.say("list changes --quiet"));
}

#[test]
fn a_migration_that_fails_leaves_everything_as_it_was() {
    let world = history::world();
    first_version_of(&world.path("hromada.db"), &world.path("older.db"));
    let conn = Connection::open(world.path("older.db")).unwrap();
    conn.execute_batch("CREATE TABLE delivery (anything TEXT)").unwrap();
    drop(conn);
    let before = std::fs::read(world.path("older.db")).unwrap();
    world.story("a_migration_that_fails_leaves_everything_as_it_was", &["list projects --db older.db"]);
    assert!(std::fs::read(world.path("older.db")).unwrap() == before, "the file changed");
    let files = std::fs::read_dir(world.path("")).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let copies: Vec<_> = files.filter(|name| name.contains("version") || name.starts_with(".hromada")).collect();
    assert_eq!(copies, [""; 0]);
}

#[cfg(unix)]
#[test]
fn an_older_database_that_cannot_be_written_says_what_to_do() {
    use std::os::unix::{fs::PermissionsExt, process::CommandExt};
    const NOBODY: u32 = 65_534;
    let world = history::world();
    first_version_of(&world.path("hromada.db"), &world.path("older.db"));
    let folder = world.path("");
    let before = std::fs::read(world.path("older.db")).unwrap();
    let rights = |file: &Path, mode| std::fs::set_permissions(file, std::fs::Permissions::from_mode(mode)).unwrap();
    let said_by_a_reader = || {
        let mut command = world.command();
        command.args(["list", "projects", "--db", "older.db"]);
        // Rights do not hold back the administrator, so that somebody else asks.
        let privileged = std::fs::write(world.path("probe"), "").is_ok();
        if privileged {
            command.uid(NOBODY);
        }
        command.output().unwrap()
    };
    for mode in [0o444, 0o666] {
        rights(&world.path("older.db"), mode);
        rights(&folder, 0o555);
        let output = said_by_a_reader();
        rights(&folder, 0o755);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(5), "{said}");
        assert!(said.contains("`older.db` has version 1 and must be brought to version 2"), "{said}");
        assert!(said.contains("copy the file to a folder where you may write"), "{said}");
        assert!(std::fs::read(world.path("older.db")).unwrap() == before, "the file changed");
    }
}
