//! Scores whole imports of workbooks of records against their truth files: `score_records DIR`.
//!
//! Each workbook is imported into an empty database, its good rows kept; what the database then holds is compared record by record:
//! title, project, days, people, communities, scope; and the problems, of which none may be an error that the truth does not have.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    unreachable_pub,
    dead_code
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    path::Path,
};

use hromada::{
    import::{DeliveryImport, Level, NeedImport, Options, Summary, TrainingImport},
    store::{
        DeliveryListRow, ListedPlace, NeedListRow, NewChange, RecordFilter, Store, TrainingFilter, TrainingListRow,
    },
};
use jiff::civil::date;
use serde_json::Value;

#[derive(Debug, Default)]
struct Score {
    records: usize,
    right: usize,
    links: usize,
    wrong_links: usize,
    problems: usize,
    found: usize,
    false_errors: usize,
    extra: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("give the folder of the workbooks and their truth files")?;
    let mut files: Vec<_> =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.sort();
    let mut all = Score::default();
    for truth in files.iter().filter(|file| file.to_string_lossy().ends_with(".truth.json")) {
        let data = truth.to_string_lossy().replace(".truth.json", "");
        let truth: Value = serde_json::from_slice(&std::fs::read(truth)?)?;
        let one = score(Path::new(&data), &truth)?;
        println!("{}: {one:?}", Path::new(&data).file_name().unwrap_or_default().to_string_lossy());
        all.add(&one);
    }
    println!("all: {all:?}");
    println!(
        "records right {:.2} %, problems found {:.2} %",
        all.percent(),
        100.0 * all.found as f64 / all.problems as f64
    );
    Ok(())
}

impl Score {
    fn add(&mut self, other: &Score) {
        self.records += other.records;
        self.right += other.right;
        self.links += other.links;
        self.wrong_links += other.wrong_links;
        self.problems += other.problems;
        self.found += other.found;
        self.false_errors += other.false_errors;
        self.extra += other.extra;
    }

    fn percent(&self) -> f64 {
        100.0 * self.right as f64 / self.records as f64
    }
}

fn score(file: &Path, truth: &Value) -> Result<Score, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let made =
        NewChange { at: "2026-11-22T00:00:00Z".into(), verb: "create", noun: "database", ..NewChange::default() };
    let store = Store::create(&folder.path().join("score.db"), &made)?;
    let options = Options { keep_going: true, ..Options::new(date(2026, 11, 22)) };
    let change = |noun| NewChange { verb: "import", noun, ..made.clone() };
    let mut score = Score::default();
    let summary = match truth["kind"].as_str() {
        Some("deliveries") => {
            let summary = DeliveryImport::new(&store, options)?.file(file, &change("deliveries"))?;
            let rows = store.deliveries(&RecordFilter::default())?;
            let rows: Vec<_> = rows.into_iter().map(|row| (row.place.clone(), delivery(&row))).collect();
            plain_records(&rows, truth, &mut score);
            summary
        }
        Some("needs") => {
            let summary = NeedImport::new(&store, options)?.file(file, &change("needs"))?;
            let rows = store.needs(&RecordFilter::default())?;
            let rows: Vec<_> = rows.into_iter().map(|row| (row.place.clone(), need(&row))).collect();
            plain_records(&rows, truth, &mut score);
            summary
        }
        _ => {
            let summary = TrainingImport::new(&store, options)?.file(file, &change("trainings"))?;
            records(&store, truth, &mut score)?;
            summary
        }
    };
    problems(&summary, truth, &mut score);
    Ok(score)
}

fn list<'t>(value: &'t Value, key: &str) -> &'t [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn codes(value: &Value, key: &str) -> BTreeSet<String> {
    list(value, key).iter().filter_map(|code| code.as_str().map(str::to_string)).collect()
}

fn records(store: &Store, truth: &Value, score: &mut Score) -> Result<(), Box<dyn Error>> {
    let by_id: BTreeMap<i64, String> = store.communities()?.into_iter().map(|row| (row.id, row.code)).collect();
    let rows = store.trainings(&TrainingFilter::default())?;
    let by_place: BTreeMap<(String, i64), &TrainingListRow> =
        rows.iter().map(|row| ((row.sheet.clone().unwrap_or_default(), row.sheet_row.unwrap_or(0)), row)).collect();
    for record in list(truth, "records") {
        score.records += 1;
        let place = |row: &Value| (row["sheet"].as_str().unwrap_or("").to_string(), row["row"].as_i64().unwrap_or(0));
        let Some(row) = list(record, "rows").iter().find_map(|row| by_place.get(&place(row))) else {
            println!("  missing: {} {:?}", record["title"], record["rows"]);
            continue;
        };
        let stored = store.training(row.number)?.ok_or("gone")?.values;
        let links: BTreeSet<String> =
            store.assignments(row.number)?.iter().filter_map(|link| by_id.get(&link.community).cloned()).collect();
        let (must, may) = (codes(record, "communities"), codes(record, "communities_optional"));
        let wrong = links.iter().filter(|code| !must.contains(*code) && !may.contains(*code)).count();
        score.links += must.len();
        score.wrong_links += wrong;
        let same = |key: &str, count: Option<u32>| {
            let accepted = list(record, &format!("{key}_accepted")).iter();
            record[key].as_u64() == count.map(u64::from)
                || accepted.into_iter().any(|value| value.as_u64() == count.map(u64::from))
        };
        let scope = match record["scope"]["kind"].as_str() {
            Some("oblast_only") => "oblast",
            Some(other) => other,
            None => "none",
        };
        let checks = [
            ("title", record["title"].as_str() == Some(row.title.as_str())),
            ("project", record["project"].as_str() == row.project.as_deref()),
            ("start", record["start"].as_str() == Some(row.start_date.as_str())),
            ("end", record["end"].as_str() == Some(row.end_date.as_str())),
            ("participants", same("participants", stored.participants)),
            ("women", same("women", stored.women)),
            ("men", same("men", stored.men)),
            ("communities", wrong == 0 && must.is_subset(&links)),
            ("scope", scope == row.scope || (scope == "communities" && must.is_empty())),
        ];
        if checks.iter().all(|check| check.1) {
            score.right += 1;
        } else {
            let bad: Vec<_> = checks.iter().filter(|check| !check.1).map(|check| check.0).collect();
            println!("  {}: {bad:?} {record} {row:?}", row.sheet_row.unwrap_or(0));
        }
    }
    if rows.len() != list(truth, "records").len() {
        println!("  {} trainings, and should be {}", rows.len(), list(truth, "records").len());
    }
    Ok(())
}

/// What a delivery says, in the words of the truth.
fn delivery(row: &DeliveryListRow) -> Value {
    let status = row.status.as_deref().map(|status| if status == "planned" { "decided" } else { status });
    serde_json::json!({
        "project": row.project, "wave": row.wave, "item": row.item, "quantity": quantity(row.quantity), "unit": row.unit,
        "value_minor": row.value, "currency": row.value.and(row.currency.as_ref()), "decided": row.decided, "sent": row.sent,
        "received": row.received, "status": status,
    })
}

/// What a need says, in the words of the truth.
fn need(row: &NeedListRow) -> Value {
    let source = row.source.as_deref().map(|source| if source == "form" { "application" } else { source });
    serde_json::json!({
        "project": row.project, "item": row.item, "quantity": quantity(row.quantity), "urgency": row.urgency,
        "date": row.dated, "source": source, "status": row.status,
    })
}

fn quantity(thousandths: Option<i64>) -> Option<String> {
    thousandths
        .map(|count| if count % 1000 == 0 { (count / 1000).to_string() } else { format!("{}", count as f64 / 1000.0) })
}

/// Compares records of which each row tells one.
fn plain_records(rows: &[(ListedPlace, Value)], truth: &Value, score: &mut Score) {
    for record in list(truth, "records") {
        score.records += 1;
        let stands_at = |place: &ListedPlace, row: &Value| {
            place.sheet.as_deref() == row["sheet"].as_str() && place.sheet_row == row["row"].as_i64()
        };
        let is_it = |row: &&(ListedPlace, Value)| list(record, "rows").iter().any(|at| stands_at(&row.0, at));
        let Some((place, said)) = rows.iter().find(is_it) else {
            println!("  missing: {record}");
            continue;
        };
        let links: BTreeSet<String> =
            place.codes.iter().flat_map(|codes| codes.split("; ")).map(str::to_string).collect();
        let (must, may) = (codes(record, "communities"), codes(record, "communities_optional"));
        let wrong = links.iter().filter(|code| !must.contains(*code) && !may.contains(*code)).count();
        score.links += must.len();
        score.wrong_links += wrong;
        let scope = match record["scope"]["kind"].as_str() {
            Some("oblast_only") => "oblast",
            Some(other) => other,
            None => "none",
        };
        let mut bad: Vec<&str> = Vec::new();
        if let Value::Object(values) = said {
            bad.extend(
                values.iter().filter(|(key, value)| record[key.as_str()] != **value).map(|(key, _)| key.as_str()),
            );
        }
        if wrong > 0 || !must.is_subset(&links) {
            bad.push("communities");
        }
        if scope != place.scope && !(scope == "communities" && must.is_empty()) {
            bad.push("scope");
        }
        if bad.is_empty() {
            score.right += 1;
        } else {
            println!("  {bad:?} {record} {said} {place:?}");
        }
    }
    if rows.len() != list(truth, "records").len() {
        println!("  {} records, and should be {}", rows.len(), list(truth, "records").len());
    }
}

fn problems(summary: &Summary, truth: &Value, score: &mut Score) {
    let place =
        |problem: &Value| (problem["sheet"].as_str().unwrap_or("").to_string(), problem["row"].as_i64().unwrap_or(0));
    let found = summary.problems.list();
    for problem in list(truth, "problems").iter().filter(|problem| problem["optional"] != true) {
        score.problems += 1;
        let is_same = |one: &hromada::import::Problem| {
            (one.sheet.clone(), i64::from(one.row)) == place(problem)
                && problem["kind"] == one.code
                && problem["level"] == one.level.id()
        };
        if found.iter().any(is_same) {
            score.found += 1;
        } else {
            println!("  not reported: {problem}");
        }
    }
    for one in found.iter().filter(|one| one.level > Level::Info) {
        let known = list(truth, "problems").iter().any(|problem| {
            place(problem) == (one.sheet.clone(), i64::from(one.row)) && problem["level"] == one.level.id()
        });
        if !known && one.level == Level::Error {
            score.false_errors += 1;
            println!("  false error: {one}");
        } else if !known {
            score.extra += 1;
            println!("  more than the truth: {one}");
        }
    }
}
