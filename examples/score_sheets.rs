//! Scores the reading of workbooks of trainings against their truth files: `score_sheets DIR`.
//!
//! Compares row by row what the truth fixes about rows: title, project, days, format, hours, counts; rejected rows; problems; and
//! that no row is read as data that is none. Which communities a row means is not scored here.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    unreachable_pub,
    dead_code
)]

use std::{collections::BTreeMap, error::Error, path::Path};

use hromada::{
    import::{
        Level, Problems, TrainingRow,
        reading::{ReadingOptions, TrainingReader},
    },
    sheet::{Book, Options},
};
use jiff::civil::date;
use serde_json::Value;

/// What was read of one row.
#[derive(Debug)]
struct Read {
    title: String,
    project: String,
    start: String,
    end: String,
    format: Option<&'static str>,
    minutes: Option<u32>,
    counts: [Option<u32>; 3],
    merged: bool,
}

type Place = (String, u64);

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("give the folder of the workbooks and their truth files")?;
    let mut files: Vec<_> =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.sort();
    let (mut right, mut all) = (0, 0);
    for truth in files.iter().filter(|file| file.to_string_lossy().ends_with(".truth.json")) {
        let data = truth.to_string_lossy().replace(".truth.json", "");
        let truth: Value = serde_json::from_slice(&std::fs::read(truth)?)?;
        if truth["kind"] == "trainings" {
            let (good, of) = score(Path::new(&data), &truth)?;
            right += good;
            all += of;
        }
    }
    println!("all: {right} of {all} checks right");
    Ok(())
}

fn score(file: &Path, truth: &Value) -> Result<(usize, usize), Box<dyn Error>> {
    let mut book = Book::open(file, &Options::default())?;
    let mut problems = Problems::default();
    let mut rows: BTreeMap<Place, Read> = BTreeMap::new();
    let options = ReadingOptions::new(date(2026, 11, 22));
    for index in 0..book.sheets().len() {
        let Some(mut reader) = TrainingReader::open(&mut book, index, &options, &mut problems)? else { continue };
        let sheet = reader.sheet().to_string();
        while let Some(row) = reader.next(&mut problems)? {
            rows.insert((sheet.clone(), row.row.into()), read(&row));
        }
    }
    let mut checks =
        Checks { file: file.file_name().unwrap_or_default().to_string_lossy().to_string(), right: 0, wrong: 0 };
    records(truth, &rows, &mut checks);
    rejected_and_others(truth, &rows, &problems, &mut checks);
    println!("{}: {} right, {} wrong; {} rows", checks.file, checks.right, checks.wrong, rows.len());
    Ok((checks.right, checks.right + checks.wrong))
}

fn read(row: &TrainingRow<'_>) -> Read {
    Read {
        title: row.title.to_string(),
        project: row.project.to_string(),
        start: row.span.start.to_string(),
        end: row.span.end.to_string(),
        format: row.format.map(|format| format.id()),
        minutes: row.minutes,
        counts: [row.participants, row.women, row.men],
        merged: row.counts_merged,
    }
}

struct Checks {
    file: String,
    right: usize,
    wrong: usize,
}

impl Checks {
    fn check(&mut self, place: &Place, what: &str, found: &str, expected: &str, good: bool) {
        if good {
            self.right += 1;
        } else {
            self.wrong += 1;
            println!("  {}:{}:{}: {what} is {found}, and should be {expected}", self.file, place.0, place.1);
        }
    }
}

fn place(value: &Value) -> Place {
    (value["sheet"].as_str().unwrap_or_default().to_string(), value["row"].as_u64().unwrap_or_default())
}

fn list<'t>(truth: &'t Value, key: &str) -> &'t [Value] {
    truth[key].as_array().map_or(&[], Vec::as_slice)
}

fn records(truth: &Value, rows: &BTreeMap<Place, Read>, checks: &mut Checks) {
    for record in list(truth, "records") {
        let mut sums: [Option<u64>; 3] = [None; 3];
        let mut first = true;
        for source in list(record, "rows") {
            let place = place(source);
            let Some(read) = rows.get(&place) else {
                checks.check(&place, "the row", "not read", "read", false);
                continue;
            };
            let text = |value: &Value| value.as_str().unwrap_or("-").to_string();
            for (what, found, expected) in [
                ("the title", read.title.clone(), text(&record["title"])),
                ("the project", read.project.clone(), text(&record["project"])),
                ("the first day", read.start.clone(), text(&record["start"])),
                ("the last day", read.end.clone(), text(&record["end"])),
                ("the format", read.format.unwrap_or("-").to_string(), text(&record["format"])),
            ] {
                checks.check(&place, what, &found, &expected, found == expected);
            }
            let hours = read.minutes.map(|minutes| (f64::from(minutes) / 60.0).to_string());
            let same = |value: &Value| value.as_str() == hours.as_deref();
            let good = same(&record["hours"]) || list(record, "hours_accepted").iter().any(same);
            checks.check(&place, "the length", &format!("{hours:?}"), &record["hours"].to_string(), good);
            if source["duplicate"] == true || (read.merged && !first) {
                continue;
            }
            first = false;
            for (sum, count) in sums.iter_mut().zip(read.counts) {
                if let Some(count) = count {
                    *sum = Some(sum.unwrap_or(0) + u64::from(count));
                }
            }
        }
        for (what, sum) in ["participants", "women", "men"].into_iter().zip(sums) {
            let accepted = list(record, &format!("{what}_accepted")).iter().any(|value| value.as_u64() == sum);
            let good = accepted || record[what].as_u64() == sum;
            checks.check(&place(&record["rows"][0]), what, &format!("{sum:?}"), &record[what].to_string(), good);
        }
    }
}

fn rejected_and_others(truth: &Value, rows: &BTreeMap<Place, Read>, problems: &Problems, checks: &mut Checks) {
    for rejected in list(truth, "rejected") {
        let place = place(rejected);
        checks.check(&place, "the row", "read", "rejected", !rows.contains_key(&place));
    }
    for other in list(truth, "non_data_rows") {
        let place = place(other);
        checks.check(&place, "the row", "data", &other["kind"].to_string(), !rows.contains_key(&place));
    }
    let expected = list(truth, "source_data_rows").len().max(truth["source_data_rows"].as_u64().unwrap_or(0) as usize);
    let found = rows.len() + list(truth, "rejected").len();
    let whole = (String::new(), 0);
    checks.check(&whole, "the number of data rows", &found.to_string(), &expected.to_string(), found == expected);
    let told: Vec<_> = list(truth, "problems").iter().filter(|problem| problem["kind"] != "duplicate_row").collect();
    for problem in told.iter().filter(|problem| problem["optional"] != true && problem["field"] != "community") {
        let place = place(problem);
        let same = problems.list().iter().any(|found| {
            (found.sheet.as_str(), u64::from(found.row)) == (place.0.as_str(), place.1)
                && problem["kind"] == found.code
                && problem["level"] == found.level.id()
                && problem["column"].as_str().unwrap_or_default() == found.column
                && problem["value"].as_str().unwrap_or_default() == found.value
        });
        checks.check(&place, "the problem", "not reported", &problem.to_string(), same);
    }
    for found in problems.list().iter().filter(|found| found.level > Level::Info) {
        let here = (found.sheet.clone(), u64::from(found.row));
        let known = told.iter().any(|problem| place(problem) == here && problem["kind"] == found.code);
        checks.check(&here, "a problem", &found.to_string(), "none", known);
    }
}
