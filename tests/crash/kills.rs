//! Commands killed at random instants: the database says what it said before, or what it says after, and nothing between.
#![allow(clippy::unwrap_used)]

use std::{
    fs,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use crate::{
    first_version::first_version_of,
    support::{content, files, hromada, run, sheet},
};

/// How many kills there are in all, unless HROMADA_KILLS says it.
const KILLS: u32 = 40;
const ROWS: usize = 400;

/// What is done, and to which database.
const COMMANDS: [(&str, &str, &[&str]); 5] = [
    ("import", "base.db", &["import", "trainings", "next.csv"]),
    ("correction", "base.db", &["import", "trainings", "corrected.csv", "--complete"]),
    ("undo", "base.db", &["undo", "2"]),
    ("decision", "base.db", &["assign", "topic", "Тема 1", "--to", "7"]),
    ("migration", "older.db", &["list", "projects"]),
];

/// A folder with the databases and the files of all commands.
fn world() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let base = sheet(ROWS, "Основа");
    fs::write(path.join("base.csv"), &base).unwrap();
    fs::write(path.join("next.csv"), sheet(ROWS, "Наступна")).unwrap();
    // Every other event with other people, and the last ones not told any more.
    let lines = base.lines().take(ROWS - 20).enumerate();
    let corrected = lines.map(|(row, line)| if row % 2 == 1 { format!("{line}1\n") } else { format!("{line}\n") });
    fs::write(path.join("corrected.csv"), corrected.collect::<String>()).unwrap();
    assert!(run(path, &["import", "trainings", "base.csv", "--db", "base.db"]).status.success());
    first_version_of(&path.join("base.db"), &path.join("older.db"));
    folder
}

/// Runs a command on a copy of its database; kills it after a while.
fn take(folder: &Path, base: &str, line: &[&str], killed_after: Option<Duration>) {
    for left in files(folder).iter().filter(|name| name.starts_with("hromada.") || name.starts_with(".hromada-")) {
        fs::remove_file(folder.join(left)).unwrap();
    }
    fs::copy(folder.join(base), folder.join("hromada.db")).unwrap();
    let mut child = hromada(folder).args(line).spawn().unwrap();
    if let Some(instant) = killed_after {
        thread::sleep(instant);
        child.kill().unwrap();
    }
    let output = child.wait_with_output().unwrap();
    assert!(killed_after.is_some() || output.status.success(), "{line:?}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_killed_command_leaves_the_old_state_or_the_new_one() {
    let kills: u32 = std::env::var("HROMADA_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let folder = world();
    let (path, database) = (folder.path(), folder.path().join("hromada.db"));
    let (mut all_before, mut all_after) = (0, 0);
    for (what, base, line) in COMMANDS {
        let before = content(&path.join(base));
        let start = Instant::now();
        take(path, base, line, None);
        let (whole_run, after) = (start.elapsed(), content(&database));
        assert!(before != after, "{what} does nothing");
        let rounds = kills / COMMANDS.len() as u32;
        let (mut killed_before, mut killed_after) = (0, 0);
        for round in 0..rounds {
            // Spread over 1.3 runs, in an order that no round of the machine can follow.
            let instant = whole_run.mul_f64(f64::from(round) * 0.618_034 % 1.0 * 1.3);
            take(path, base, line, Some(instant));
            let found = content(&database);
            assert!(found == before || found == after, "{what}, round {round}: a state between");
            *if found == before { &mut killed_before } else { &mut killed_after } += 1;
            // A copy that has its name is whole.
            for copy in files(path).iter().filter(|name| name.contains(".version-1.")) {
                assert!(content(&path.join(copy)) == before, "{what}, round {round}: half a copy");
            }
            let output = run(path, &["check"]);
            let said = String::from_utf8_lossy(&output.stdout);
            assert!(output.status.success(), "{what}, round {round}: {said}");
        }
        eprintln!("{what}: {killed_before} before, {killed_after} after, {} ms whole", whole_run.as_millis());
        (all_before, all_after) = (all_before + killed_before, all_after + killed_after);
    }
    assert!(all_before > 0 && all_after > 0, "{all_before} before, {all_after} after the commit");
}
