//! Scores the resolver of names against a labelled table.
//!
//! `cargo run --release --example score_names LABELS.csv [--lists LISTS.csv] [--koatuu TABLE.csv] [--misses]`
//!
//! The table has the columns `source, raw, oblast_hint, raion_hint, expected_code, kind, tags`; an empty code means that the
//! right answer is to give none. The table of old codes has the columns `katottg, koatuu, category, name`. A table of lists has `expected_codes`, parted by semicolons: `?` waits, `-` is no community.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    unreachable_pub,
    dead_code
)]

use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Instant;

use hromada::model::{Code, OldCode, Register};
use hromada::names::{Outcome, Question, Resolver};

#[derive(Clone, Copy, Default)]
struct Score {
    rows: usize,
    with_code: usize,
    right: usize,
    wrong: usize,
    refused: usize,
    first: usize,
}

impl Score {
    fn add(&mut self, expected: Option<Code>, outcome: &Outcome) {
        self.rows += 1;
        self.with_code += usize::from(expected.is_some());
        match outcome {
            Outcome::Sure { code, .. } if Some(*code) == expected => {
                self.right += 1;
                self.first += 1;
            }
            Outcome::Sure { .. } => self.wrong += 1,
            Outcome::Likely { candidates, .. } if expected.is_some() && candidates.first() == expected.as_ref() => {
                self.first += 1
            }
            _ => {}
        }
        self.refused += usize::from(expected.is_none() && !matches!(outcome, Outcome::Sure { .. }));
    }

    fn print(&self, name: &str) {
        let share = |part: usize, whole: usize| match whole {
            0 => "     -".to_string(),
            _ => format!("{:6.4}", part as f64 / whole as f64),
        };
        println!(
            "{name:32} {:5} {:5} {} {} {} {} {:4}",
            self.rows,
            self.with_code,
            share(self.right, self.right + self.wrong),
            share(self.right, self.with_code),
            share(self.first, self.with_code),
            share(self.refused, self.rows - self.with_code),
            self.wrong
        );
    }
}

struct Row {
    source: String,
    raw: String,
    oblast: String,
    raion: String,
    expected: Option<Code>,
    kind: String,
    tags: String,
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| arguments.iter().position(|a| a == name).and_then(|at| arguments.get(at + 1)).cloned();
    let Some(file) = arguments.first() else { anyhow::bail!("give the labelled table") };

    let started = Instant::now();
    let register = Register::embedded();
    let loaded = started.elapsed();
    let started = Instant::now();
    let mut resolver = Resolver::new(&register);
    println!("register read in {loaded:.1?}, resolver ready in {:.1?}\n", started.elapsed());
    if let Some(table) = value("--koatuu") {
        let table = koatuu(&table)?;
        let started = Instant::now();
        resolver.learn_koatuu(&table);
        println!("{} old codes learned in {:.1?}\n", table.len(), started.elapsed());
    }

    let rows = rows(file)?;
    let pass = |resolver: &mut Resolver| {
        let started = Instant::now();
        let outcomes: Vec<_> = rows.iter().map(|row| resolver.resolve(&question(row))).collect();
        (outcomes, rows.len() as f64 / started.elapsed().as_secs_f64())
    };
    let (outcomes, first) = pass(&mut resolver);
    let (_, cached) = pass(&mut resolver);
    resolver.decide([]);
    let (_, anew) = pass(&mut resolver);

    print_scores(&rows, &outcomes);
    print_wrong(&rows, &outcomes);
    if arguments.iter().any(|argument| argument == "--misses") {
        print_misses(&rows, &outcomes);
    }
    println!("\ntexts a second: {first:.0} the first time, {anew:.0} with indexes built, {cached:.0} from the cache");
    time_cells(&register);
    if let Some(lists) = value("--lists") {
        score_lists(&mut resolver, &lists)?;
    }
    Ok(())
}

/// The score of all rows, and by kind, source and tag.
fn print_scores(rows: &[Row], outcomes: &[Rc<Outcome>]) {
    let mut scores: BTreeMap<(u8, String), Score> = BTreeMap::new();
    for (row, outcome) in rows.iter().zip(outcomes) {
        let mut names = vec![(0, "all".to_string()), (1, row.kind.clone()), (2, row.source.clone())];
        names.extend(row.tags.split(';').filter(|tag| !tag.is_empty()).map(|tag| (3, tag.to_string())));
        for name in names {
            scores.entry(name).or_default().add(row.expected, outcome);
        }
    }
    let heads = ["", "rows", "coded", "precis", "recall", "first", "refuse", "bad"];
    let [name, rows, coded, precision, recall, first, refused, bad] = heads;
    println!("{name:32} {rows:>5} {coded:>5} {precision:>6} {recall:>6} {first:>6} {refused:>6} {bad:>4}");
    scores.iter().for_each(|((_, name), score)| score.print(name));
}

fn print_wrong(rows: &[Row], outcomes: &[Rc<Outcome>]) {
    println!("\nwrong codes:");
    for (row, outcome) in rows.iter().zip(outcomes) {
        if let Outcome::Sure { code, rule } = **outcome
            && Some(code) != row.expected
        {
            show(row, &format!("{code} by {rule:?}"));
        }
    }
}

fn print_misses(rows: &[Row], outcomes: &[Rc<Outcome>]) {
    println!("\nnot sure:");
    for (row, outcome) in rows.iter().zip(outcomes) {
        if row.expected.is_some() && !matches!(**outcome, Outcome::Sure { .. }) {
            show(row, &format!("{outcome:?}"));
        }
    }
}

/// Times cells as an import of clean rows has them: one to five communities of an oblast, each with kind and noun.
fn time_cells(register: &Register) {
    let named = |place: usize| {
        let community = register.communities.get(place % register.communities.len())?;
        let kind = community.kind?.ukrainian();
        Some((community.oblast, format!("{} {kind} громада", community.name)))
    };
    let mut seed = 1_usize;
    let mut random = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        seed >> 33
    };
    let mut cells: Vec<(&str, String)> = Vec::new();
    while cells.len() < 300_000 {
        let start = random();
        let Some((oblast, first)) = named(start) else { continue };
        let others =
            (0..random() % 5).filter_map(|_| named(start + random() % 20)).filter(|(other, _)| *other == oblast);
        let names: Vec<String> = std::iter::once(first).chain(others.map(|(_, name)| name)).collect();
        let oblast = register.oblasts.iter().find(|known| known.code == oblast).map_or("", |oblast| &oblast.name);
        cells.push((oblast, names.join(", ")));
    }
    let mut resolver = Resolver::new(register);
    for pass in ["first pass", "second pass"] {
        let started = Instant::now();
        let mut named = 0;
        let mut parts = Vec::new();
        for (oblast, text) in &cells {
            resolver.resolve_cell(&Question { text, oblast, ..Question::default() }, &mut parts);
            named += parts.len();
        }
        let each = started.elapsed().as_secs_f64() * 1e6 / named as f64;
        println!("clean cells, {pass}: {} with {named} names, {each:.3} µs a name", cells.len());
    }
}

fn question(row: &Row) -> Question<'_> {
    Question { text: &row.raw, oblast: &row.oblast, raion: &row.raion, ..Question::default() }
}

fn show(row: &Row, said: &str) {
    let expected = row.expected.map_or("none".to_string(), |code| code.to_string());
    println!("  {:?} [{}|{}] {expected} ({} {}) <- {said}", row.raw, row.oblast, row.raion, row.kind, row.tags);
}

fn rows(file: &str) -> anyhow::Result<Vec<Row>> {
    let mut reader = csv::Reader::from_path(file)?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record?;
        let cell = |at: usize| record.get(at).unwrap_or_default().to_string();
        rows.push(Row {
            source: cell(0),
            raw: cell(1),
            oblast: cell(2),
            raion: cell(3),
            expected: Code::parse(&cell(4)),
            kind: cell(5),
            tags: cell(6),
        });
    }
    Ok(rows)
}

fn koatuu(file: &str) -> anyhow::Result<Vec<OldCode>> {
    let mut reader = csv::Reader::from_path(file)?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record?;
        let cell = |at: usize| record.get(at).unwrap_or_default();
        if let (Some(code), Some(koatuu)) = (Code::parse(cell(0)), OldCode::parse(cell(1))) {
            rows.push(OldCode { koatuu, code, name: cell(3).to_string() });
        }
    }
    Ok(rows)
}

fn score_lists(resolver: &mut Resolver, file: &str) -> anyhow::Result<()> {
    println!("\nlists:");
    let mut reader = csv::Reader::from_path(file)?;
    let (mut cells, mut right) = (0, 0);
    for record in reader.records() {
        let record = record?;
        let cell = |at: usize| record.get(at).unwrap_or_default();
        let question = Question { text: cell(1), oblast: cell(2), raion: cell(3), ..Question::default() };
        let mut parts = Vec::new();
        resolver.resolve_cell(&question, &mut parts);
        let said: Vec<String> = parts
            .iter()
            .map(|part| match *part.outcome {
                Outcome::Sure { code, .. } => code.to_string(),
                Outcome::Likely { .. } | Outcome::Unknown => "?".to_string(),
                Outcome::NotACommunity { .. } => "-".to_string(),
            })
            .collect();
        cells += 1;
        if said.join(";") == cell(4) {
            right += 1;
        } else {
            println!(
                "  {:?} [{}|{}]\n    expected {}\n    said     {}",
                cell(1),
                cell(2),
                cell(3),
                cell(4),
                said.join(";")
            );
        }
    }
    println!("  {right} of {cells} cells wholly right");
    Ok(())
}
