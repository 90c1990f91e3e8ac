//! A world for stories: an empty folder in which real commands run, and the transcript of what they said.
#![allow(clippy::unwrap_used, clippy::expect_used, dead_code)] // each test file uses a part of it

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// The moment at which all stories happen.
const NOW: &str = "2021-04-15T09:00:00Z";

/// An empty folder with the program at hand.
pub(crate) struct World {
    folder: tempfile::TempDir,
    now: &'static str,
}

impl World {
    /// An empty folder.
    pub(crate) fn new() -> World {
        World { folder: tempfile::tempdir().unwrap(), now: NOW }
    }

    /// An empty folder at another moment.
    pub(crate) fn at(now: &'static str) -> World {
        World { now, ..World::new() }
    }

    /// The same folder at another moment.
    pub(crate) fn on(self, now: &'static str) -> World {
        World { now, ..self }
    }

    /// A folder whose database holds the fixtures of two projects and their first quarter.
    pub(crate) fn with_trainings() -> World {
        let world = World::new().fixture("despro-2021-q1.csv").fixture("ulead-2021-q1.csv");
        let output = world.run("import trainings despro-2021-q1.csv ulead-2021-q1.csv --quiet");
        assert!(output.status.code().is_some_and(|code| code <= 1), "{}", String::from_utf8_lossy(&output.stderr));
        world
    }

    /// Puts a file of the project's fixtures into the folder.
    pub(crate) fn fixture(self, name: &str) -> World {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name);
        let name = from.file_name().unwrap().to_str().unwrap();
        fs::copy(&from, self.path(name)).unwrap();
        self
    }

    /// Puts a file with these bytes into the folder.
    pub(crate) fn file(self, name: &str, bytes: impl AsRef<[u8]>) -> World {
        fs::write(self.path(name), bytes).unwrap();
        self
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program, ready to run in the folder.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hromada"));
        command.current_dir(self.folder.path()).env_clear();
        command.env("HROMADA_NOW", self.now).env("USER", "olena").env("PATH", "/usr/bin:/bin");
        command.stdin(std::process::Stdio::null());
        command
    }

    /// A shell in the folder, in the surroundings of the program.
    pub(crate) fn shell(&self) -> Command {
        let mut shell = Command::new("sh");
        shell.current_dir(self.folder.path()).env_clear();
        shell.env("HROMADA_NOW", self.now).env("PATH", "/usr/bin:/bin").stdin(std::process::Stdio::null());
        shell
    }

    /// Runs one command line, without the program's name.
    pub(crate) fn run(&self, line: &str) -> Output {
        self.command().args(words(line)).output().unwrap()
    }

    /// What a command line prints: its answer, then what it says beside, then its exit code.
    pub(crate) fn say(&self, line: &str) -> String {
        let output = self.run(line);
        let mut said = String::from_utf8_lossy(&output.stdout).into_owned();
        said.push_str(&String::from_utf8_lossy(&output.stderr));
        match output.status.code() {
            Some(0) => {}
            Some(code) => writeln!(said, "[exit {code}]").unwrap(),
            None => writeln!(said, "[killed]").unwrap(),
        }
        said
    }

    /// Runs command lines and compares what they say with the story of this name.
    pub(crate) fn story(&self, name: &str, lines: &[&str]) {
        self.compare(name, &self.transcript(lines));
    }

    /// What command lines say, as a story tells it.
    pub(crate) fn transcript(&self, lines: &[&str]) -> String {
        let mut transcript = String::new();
        for line in lines {
            let output = self.run(line);
            writeln!(transcript, "$ hromada {line}").unwrap();
            transcript.push_str(&String::from_utf8_lossy(&output.stdout));
            for said in String::from_utf8_lossy(&output.stderr).lines() {
                writeln!(transcript, "! {said}").unwrap();
            }
            match output.status.code() {
                Some(0) => {}
                Some(code) => writeln!(transcript, "[exit {code}]").unwrap(),
                None => writeln!(transcript, "[killed]").unwrap(),
            }
            transcript.push('\n');
        }
        transcript
    }

    /// Compares a transcript with the story of this name.
    pub(crate) fn compare(&self, name: &str, transcript: &str) {
        let folder = self.folder.path().display().to_string();
        insta::with_settings!({ snapshot_path => "stories", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, transcript.replace(&folder, "."));
        });
    }
}

/// Splits a line as a shell does: by blanks, with single quotes around words that hold some.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted, mut begun) = (Vec::new(), String::new(), false, false);
    for sign in line.chars() {
        match sign {
            '\'' => (quoted, begun) = (!quoted, true),
            ' ' if !quoted => {
                if begun || !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                begun = false;
            }
            other => word.push(other),
        }
    }
    if begun || !word.is_empty() {
        words.push(word);
    }
    words
}
