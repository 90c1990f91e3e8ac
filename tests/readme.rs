//! The README is true: every `$ hromada` line of it says what stands below it. `UPDATE_README=1` writes it down anew.
#![allow(clippy::unwrap_used)]

use std::{fs, path::Path, process::Command};

#[path = "cli/support.rs"]
mod support;

use support::World;

#[test]
fn every_command_of_the_readme_says_what_the_readme_shows() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let world = World::new()
        .fixture("despro-2021-q1.csv")
        .fixture("ulead-2021-q1.csv")
        .fixture("needs/needs-2021-q1.csv")
        .fixture("aid/aid-2021.csv");
    let (mut told, mut in_block, mut commands) = (String::new(), false, 0);
    for line in readme.lines() {
        match line {
            "```console" => in_block = true,
            "```" => in_block = false,
            _ => {}
        }
        let command = line.strip_prefix("$ hromada ").filter(|_| in_block);
        if !in_block || line == "```console" {
            told += &format!("{line}\n");
        }
        if let Some(command) = command {
            commands += 1;
            told += &format!("{line}\n{}", world.say(command));
        }
    }
    assert!(commands >= 9, "the README lost its commands");
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(&path, &told).unwrap();
    }
    assert!(told == readme, "the README shows something else; look with UPDATE_README=1 and git diff");
}

#[test]
fn the_two_commands_of_the_main_job_work_as_written() {
    let readme = include_str!("../README.md");
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("demo.db");
    let start = "cargo run --release --locked -- --db demo.db ";
    let lines: Vec<_> = readme.lines().filter_map(|line| line.strip_prefix(start)).collect();
    assert_eq!(lines.len(), 2);
    for line in lines {
        let script = format!("exec \"$0\" --db \"$1\" {line}");
        let output = Command::new("sh")
            .args(["-c", &script, env!("CARGO_BIN_EXE_hromada"), database.to_str().unwrap()])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        assert!(output.status.code().is_some_and(|code| code <= 1), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(!output.stdout.is_empty());
    }
}
