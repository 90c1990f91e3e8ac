//! What is said when something cannot be done: the event, what was saved, what to do next.

use std::{
    io::{IsTerminal, Write},
    process::ExitCode,
    sync::atomic::{AtomicBool, Ordering::Relaxed},
};

use crate::{error::Error, import::Problem, output::visible};

/// Exit code of a fault of our own.
pub(super) const FAULT: u8 = 70;
/// Problems of a file that are printed one by one: errors, then warnings.
const SHOWN: (usize, usize) = (200, 40);

/// Whether every line on stderr is an object.
static JSON: AtomicBool = AtomicBool::new(false);

/// Makes every line on stderr an object.
pub(super) fn speak_json(json: bool) {
    JSON.store(json, Relaxed);
}

/// Says a sentence on stderr.
pub(super) fn say(line: &str) {
    match JSON.load(Relaxed) {
        true => write(&serde_json::json!({ "level": "info", "message": line }).to_string()),
        false => write(line),
    }
}

/// Writes a line to stderr. A closed stderr is nobody's concern.
fn write(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// Makes a panic one sentence instead of a trace.
pub(super) fn tell_faults_briefly() {
    std::panic::set_hook(Box::new(|fault| {
        let place = fault.location().map(|place| format!(" at {}:{}", place.file(), place.line())).unwrap_or_default();
        let what = fault.payload_as_str().unwrap_or("no reason given");
        say(&format!(
            "Error: this should not happen: {what}{place}\nHint: this is a fault of the program; please report it with the \
             command you typed. Nothing was saved."
        ));
    }));
}

/// Prints what clap has to say: help to stdout, a wrong command line to stderr.
pub(super) fn usage(usage: &clap::Error, as_json: bool) -> ExitCode {
    if as_json && usage.use_stderr() {
        let what = usage.render().to_string();
        let (what, hint) = what.split_once("\n\n").unwrap_or((&what, ""));
        let what = visible(what.trim_start_matches("error: ").trim());
        write(
            &serde_json::json!({ "error": "usage", "message": what, "hint": hint.trim(), "exit_code": 2 }).to_string(),
        );
        return ExitCode::from(2);
    }
    let printed = usage.print();
    if usage.use_stderr() {
        return ExitCode::from(2);
    }
    match printed {
        Err(refused) if refused.kind() != std::io::ErrorKind::BrokenPipe => ExitCode::from(5),
        _ => ExitCode::SUCCESS,
    }
}

/// Prints a failure and gives its exit code. A closed pipe is none.
pub(super) fn failure(failure: &anyhow::Error, as_json: bool) -> ExitCode {
    if is_closed_pipe(failure) {
        return ExitCode::SUCCESS;
    }
    let known = failure.downcast_ref::<Error>();
    let code = known.map_or(FAULT, Error::exit_code);
    // Our own errors say everything in one sentence; others are told with their causes.
    let what = known.map_or_else(|| format!("{failure:#}"), Error::to_string);
    let what = visible(&what).into_owned();
    let hint = known.and_then(Error::hint);
    if as_json {
        let error = serde_json::json!({
            "error": known.map_or("bug", Error::id), "message": what, "hint": hint, "exit_code": code,
        });
        write(&error.to_string());
    } else {
        say(&format!("Error: {what}"));
        if let Some(hint) = hint {
            say(&format!("Hint: {}", visible(&hint)));
        }
    }
    ExitCode::from(code)
}

fn is_closed_pipe(failure: &anyhow::Error) -> bool {
    failure.chain().any(|cause| {
        let refused = cause.downcast_ref::<std::io::Error>();
        refused.is_some_and(|refused| refused.kind() == std::io::ErrorKind::BrokenPipe)
    })
}

/// Prints a warning of something that a person should look at.
pub(super) fn warn(code: &str, what: &str, fix: &str, as_json: bool) {
    let (what, fix) = (visible(what), visible(fix));
    match as_json {
        true => {
            let line = serde_json::json!({ "level": "warning", "code": code, "message": what, "hint": fix });
            write(&line.to_string());
        }
        false => say(&format!("Warning: {what}\nHint: {fix}")),
    }
}

/// Prints the problems of a file: all errors and some of the rest, errors first.
pub(super) fn problems(file: &str, list: &[Problem], counted: (usize, usize), as_json: bool) {
    use crate::import::Level;
    let file = visible(file);
    for (level, limit, total) in [(Level::Error, SHOWN.0, counted.0), (Level::Warning, SHOWN.1, counted.1)] {
        for problem in list.iter().filter(|problem| problem.level == level).take(limit) {
            if as_json {
                let Problem { code, sheet, row, column, value, reason, fix, .. } = problem;
                let line = serde_json::json!({
                    "level": level.id(), "code": code, "file": file, "sheet": sheet, "row": row, "column": column,
                    "value": value, "message": reason, "hint": fix,
                });
                write(&line.to_string());
            } else {
                say(&visible(&format!("{file}:{problem}")));
            }
        }
        if total > limit {
            say(&format!("... and {} more {}s in {file}", total - limit, level.id()));
        }
    }
}

/// Whether people look at stdout.
pub(super) fn stdout_is_terminal() -> bool {
    std::io::stdout().is_terminal()
}
