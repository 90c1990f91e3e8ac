//! Guards the house: who may know whom, what only one room may touch, how large a file grows, and that every file is reached.
//!
//! The sources are read as words, without comments, strings and test code; [`complaints`] is itself tested on small
//! invented houses below.

#[path = "layout/reading.rs"]
mod reading;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
};

use reading::{module_of, paths, without_tests, words};

/// The rooms, and the rooms that each may use beside itself.
const ROOMS: [(&str, &[&str]); 12] = [
    ("error", &[]),
    ("table", &[]),
    ("model", &["error"]),
    ("names", &["model", "error"]),
    ("sheet", &["error"]),
    ("store", &["model", "error"]),
    ("import", VERB),
    ("list", VERB),
    ("assign", VERB),
    ("report", VERB),
    ("output", &["table"]),
    ("cli", &["error", "table", "model", "names", "sheet", "store", "import", "list", "assign", "report", "output"]),
];
const VERB: &[&str] = &["model", "names", "sheet", "store", "table", "error"];

/// Words that only one room, or one file, may say: `a::b` as a path, `a!` as a macro, `a(` as a call.
const OWN_WORDS: [(&str, &str); 15] = [
    ("rusqlite", "src/store"),
    ("comfy_table", "src/output/wrap.rs"),
    ("clap", "src/cli"),
    ("clap_complete", "src/cli"),
    ("anyhow", "src/cli"),
    ("std::env", "src/cli"),
    ("SystemTime", "src/cli"),
    ("Timestamp::now", "src/cli"),
    ("Zoned::now", "src/cli"),
    ("print!", "src/cli"),
    ("println!", "src/cli"),
    ("eprint!", "src/cli"),
    ("eprintln!", "src/cli"),
    ("stdout(", "src/cli"),
    ("stderr(", "src/cli"),
];

const LONGEST_FILE: usize = 400;

/// Path from the top of the project → text.
type House = BTreeMap<String, String>;

#[test]
fn the_house_is_in_order() {
    let mut house = House::new();
    for folder in ["src", "tests"] {
        gather(Path::new(env!("CARGO_MANIFEST_DIR")), Path::new(folder), &mut house).unwrap();
    }
    assert!(house.contains_key("src/lib.rs") && house.contains_key("tests/layout.rs"), "the sources were not found");
    let complaints = complaints(&house);
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

fn gather(top: &Path, folder: &Path, house: &mut House) -> io::Result<()> {
    for entry in fs::read_dir(top.join(folder))? {
        let path: PathBuf = folder.join(entry?.file_name());
        if top.join(&path).is_dir() {
            gather(top, &path, house)?;
        } else if path.extension().is_some_and(|kind| kind == "rs" || kind == "sql") {
            house.insert(path.to_string_lossy().replace('\\', "/"), fs::read_to_string(top.join(&path))?);
        }
    }
    Ok(())
}

/// Everything that is out of order, each as `file: what`.
fn complaints(house: &House) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in house {
        let mut say = |what: String| found.push(format!("{path}: {what}"));
        if path.ends_with(".sql") {
            if path.starts_with("src/store/queries/") && !text.starts_with("--") {
                say("does not open with `--` and the question that it answers".into());
            }
            continue;
        }
        if !text.starts_with("//!") {
            say("does not begin with `//!`".into());
        }
        if text.lines().count() > LONGEST_FILE {
            say(format!("has more than {LONGEST_FILE} lines: it is two rooms"));
        }
        if path.starts_with("src/") && !path.ends_with("/tests.rs") {
            source_complaints(path, &without_tests(words(text)), &mut say);
        }
    }
    let reached = reached(house);
    let lost = house.keys().filter(|path| path.ends_with(".rs") && !reached.contains(*path));
    found.extend(lost.map(|path| format!("{path}: is declared nowhere, so it is never compiled")));
    found
}

fn source_complaints(path: &str, words: &[String], say: &mut dyn FnMut(String)) {
    let module = module_of(path);
    let paths = paths(words, &module);
    let room = if path == "src/main.rs" { Some("cli") } else { module.first().map(String::as_str) };
    if let Some(room) = room {
        match ROOMS.iter().find(|(name, _)| *name == room) {
            None => say(format!("`{room}` is no room of the house")),
            Some((_, may_use)) => {
                let used: BTreeSet<&str> =
                    paths.iter().filter_map(|path| path.strip_prefix("crate::")?.split("::").next()).collect();
                for other in used.into_iter().filter(|other| *other != room && !may_use.contains(other)) {
                    // An item of lib.rs itself would be no room; there are none, so that every arrow has a room at its end.
                    if !(path == "src/main.rs" && other == "cli") {
                        say(format!("`{room}` may not use `{other}`"));
                    }
                }
            }
        }
    }
    for (word, home) in OWN_WORDS {
        let at_home =
            path.trim_end_matches(".rs") == home.trim_end_matches(".rs") || path.starts_with(&format!("{home}/"));
        if !(at_home || home == "src/cli" && path == "src/main.rs") && says(words, &paths, word) {
            say(format!("`{word}` belongs to {home} alone"));
        }
    }
    for name in ["unwrap", "expect"] {
        if words.windows(3).any(|three| three[0] == "." && three[1] == name && three[2] == "(") {
            say(format!("`.{name}(` outside of tests"));
        }
    }
}

fn says(words: &[String], paths: &[String], word: &str) -> bool {
    if let Some((name, follows)) = word.strip_suffix(['!', '(']).map(|name| (name, &word[name.len()..])) {
        // `.stdout(` is somebody's method: that of a command which is started.
        let is_said = |place: usize| words[place] == name && (place == 0 || words[place - 1] != ".");
        return (1..words.len()).any(|place| words[place] == follows && is_said(place - 1));
    }
    if word.contains("::") {
        let is_in = |path: &String| {
            path == word || path.starts_with(&format!("{word}::")) || path.ends_with(&format!("::{word}"))
        };
        return paths.iter().any(is_in);
    }
    words.iter().any(|said| said == word)
}

/// The files that the compiler comes to: those that it takes by itself, and what they declare with `mod`.
fn reached(house: &House) -> BTreeSet<String> {
    let is_root = |path: &str| match path.split('/').collect::<Vec<_>>()[..] {
        ["src", name] => name == "lib.rs" || name == "main.rs",
        ["tests", _] | ["tests", _, "main.rs"] => true,
        _ => false,
    };
    let mut waiting: Vec<String> = house.keys().filter(|path| is_root(path)).cloned().collect();
    let mut reached = BTreeSet::new();
    while let Some(path) = waiting.pop() {
        let Some(text) = house.get(&path) else { continue };
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", &path));
        let stem = file.trim_end_matches(".rs");
        let inner = if is_root(&path) || stem == "mod" { folder.to_string() } else { format!("{folder}/{stem}") };
        let words = words(text);
        for (place, three) in words.windows(3).enumerate() {
            if three[0] == "mod" && three[2] == ";" {
                waiting.push(format!("{inner}/{}.rs", three[1]));
                waiting.push(format!("{inner}/{}/mod.rs", three[1]));
                // #[path = "elsewhere.rs"] mod name;
                if place >= 6 && words[place - 4] == "path" {
                    waiting.push(format!("{folder}/{}", words[place - 2].trim_matches('"')));
                }
            }
        }
        reached.insert(path);
    }
    reached
}

/// What is said about a source at `path`, in a house that is otherwise in order.
fn said_of(path: &str, source: &str) -> Vec<String> {
    let house = House::from([(path.to_string(), format!("//! Invented.\n{source}"))]);
    let said = complaints(&house).into_iter().filter(|what| !what.contains("declared nowhere"));
    said.map(|what| what.trim_start_matches(path).trim_start_matches(": ").to_string()).collect()
}

#[test]
fn a_forbidden_arrow_is_seen_however_it_is_written() {
    let forbidden = "`output` may not use `model`";
    for source in [
        "use crate::model::Period;",
        "use crate::{table::Table, model::{Period, Code}};",
        "use crate::{table::{Cell, Table}, model};",
        "fn f() -> crate::model::Period { todo() }",
        "use super::super::model::Period;",
        "use super::{human, super::model::Period};",
        "use hromada::model as nouns;",
        "use crate::{self as all, model::Period as P};",
    ] {
        assert_eq!(said_of("src/output/csv.rs", source), [forbidden], "{source}");
    }
    assert_eq!(said_of("src/output/mod.rs", "use super::model::Period;"), [forbidden]);
    assert_eq!(said_of("src/list.rs", "use crate::report::coverage;"), ["`list` may not use `report`"]);
    assert_eq!(said_of("src/model/code.rs", "use crate::*;"), ["`model` may not use `*`"]);
    assert_eq!(said_of("src/main.rs", "fn main() { hromada::store::open(); }"), Vec::<String>::new());
}

#[test]
fn an_allowed_arrow_is_not_complained_of() {
    for (path, source) in [
        ("src/output/csv.rs", "use super::{exact::Value, Style}; use crate::table::Table;"),
        (
            "src/report/coverage.rs",
            "use crate::{error::Result, model::Period, names, sheet, store::Store, table::Table};",
        ),
        ("src/report/coverage.rs", "use super::gaps; use super::super::store::Store; fn f() { self::g() }"),
        ("src/cli/report.rs", "use super::Context; use crate::{output, report::{self, coverage}};"),
        (
            "src/model/code.rs",
            "// use crate::store\n/* crate::cli */ const A: &str = \"crate::cli\"; const Q: char = '\"';",
        ),
        ("src/model/code.rs", "#[cfg(test)]\nmod tests { use crate::cli::run; fn f() { x.unwrap() } }"),
        ("src/model/code.rs", "impl<'a> Code<'a> { fn f(s: &'a str) { a::<'a>(r#\"rusqlite \" \\\"#) } }"),
    ] {
        assert_eq!(said_of(path, source), Vec::<String>::new(), "{source}");
    }
}

#[test]
fn a_word_outside_of_its_home_is_seen() {
    for (word, path, source) in [
        ("rusqlite", "src/report/mod.rs", "use rusqlite::Connection;"),
        ("comfy_table", "src/output/table.rs", "let t = comfy_table::Table::new();"),
        ("clap", "src/model/period.rs", "#[derive(clap::ValueEnum)] enum A {}"),
        ("anyhow", "src/store/mod.rs", "fn f() -> anyhow::Result<()> {}"),
        ("std::env", "src/sheet/mod.rs", "use std::{env, io};"),
        ("std::env", "src/sheet/mod.rs", "fn f() { std::env::var(\"LANG\"); }"),
        ("SystemTime", "src/import/mod.rs", "use std::time::SystemTime;"),
        ("Timestamp::now", "src/import/mod.rs", "fn f() { jiff::Timestamp::now() }"),
        ("println!", "src/list/mod.rs", "fn f() { println!(\"x\") }"),
        ("comfy_table", "src/output/wrap_more.rs", "use comfy_table::Cell;"),
        ("stdout(", "src/output/mod.rs", "fn f() { io::stdout().lock() }"),
    ] {
        let said = said_of(path, source);
        assert!(said.iter().any(|what| what.starts_with(&format!("`{word}` belongs to"))), "{source}: {said:?}");
    }
    for (path, source) in [
        ("src/store/open.rs", "use rusqlite::Connection;"),
        ("src/output/wrap.rs", "use comfy_table::Table;"),
        ("src/cli/mod.rs", "use std::env; fn f() { println!(\"{}\", Timestamp::now()) }"),
        ("src/cli.rs", "use clap::Parser;"),
        ("src/sheet/child.rs", "fn f() { Command::new(a).stdout(Stdio::piped()) }"),
        ("src/output/mod.rs", "const VERSION: &str = env!(\"CARGO_PKG_VERSION\"); fn f(stdout: &mut dyn Write) {}"),
    ] {
        assert_eq!(said_of(path, source), Vec::<String>::new(), "{source}");
    }
}

#[test]
fn a_panic_in_waiting_is_seen_only_outside_of_tests() {
    assert_eq!(said_of("src/names/fold.rs", "fn f() { x.unwrap(); }"), ["`.unwrap(` outside of tests"]);
    assert_eq!(said_of("src/names/fold.rs", "fn f() { x\n.expect(\"y\") }"), ["`.expect(` outside of tests"]);
    let after = "#[cfg(test)] mod tests { fn g() { {} } }\nfn f() { x.unwrap() }";
    assert_eq!(said_of("src/names/fold.rs", after), ["`.unwrap(` outside of tests"]);
    assert_eq!(said_of("src/names/fold.rs", "fn f() { x.unwrap_or(0); }"), Vec::<String>::new());
    assert_eq!(said_of("src/names/tests.rs", "fn f() { x.unwrap() }"), Vec::<String>::new());
}

#[test]
fn the_shape_of_files_is_kept() {
    assert_eq!(said_of("src/model/x.rs", &"//\n".repeat(LONGEST_FILE)), ["has more than 400 lines: it is two rooms"]);
    assert_eq!(said_of("src/util.rs", ""), ["`util` is no room of the house"]);
    let house = House::from([
        ("src/lib.rs".into(), "pub mod model;".into()),
        ("src/store/queries/a.sql".into(), "select 1".into()),
        ("src/store/queries/b.sql".into(), "-- How many?\nselect 1".into()),
    ]);
    assert_eq!(
        complaints(&house),
        [
            "src/lib.rs: does not begin with `//!`",
            "src/store/queries/a.sql: does not open with `--` and the question that it answers"
        ]
    );
}

#[test]
fn a_file_that_nobody_declares_is_seen() {
    let house: House = [
        ("src/lib.rs", "pub mod model;"),
        ("src/model/mod.rs", "mod code;"),
        ("src/model/code.rs", "mod digits;"),
        ("src/model/code/digits.rs", ""),
        ("src/model/lost.rs", ""),
        ("tests/laws.rs", "#[path = \"laws/money.rs\"] mod money;"),
        ("tests/laws/money.rs", ""),
        ("tests/laws/lost.rs", ""),
        ("tests/cli/main.rs", "mod import; mod support;"),
        ("tests/cli/import.rs", ""),
        ("tests/cli/support/mod.rs", "mod world;"),
        ("tests/cli/support/world.rs", ""),
        ("tests/cli/lost.rs", "// mod import;"),
    ]
    .map(|(path, source)| (path.to_string(), format!("//! Invented.\n{source}")))
    .into();
    let lost = ["src/model/lost.rs", "tests/cli/lost.rs", "tests/laws/lost.rs"];
    assert_eq!(complaints(&house), lost.map(|path| format!("{path}: is declared nowhere, so it is never compiled")));
}
