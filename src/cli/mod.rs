//! The door: the only room that knows the command line, the clock, the environment, stdout and exit codes.

mod args;
mod assign;
mod check;
mod clock;
mod context;
mod import;
mod list;
mod message;
mod report;
mod signals;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Cli, Verb};
use context::Context;

use crate::sheet;

/// How a command that did not fail ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Done {
    /// Done, and nothing waits for a person.
    Fully,
    /// Done, and something waits for a person.
    WithFindings,
    /// Some input was refused, and said so already: the exit code says how.
    Refused(u8),
}

impl Done {
    fn exit_code(self) -> u8 {
        match self {
            Done::Fully => 0,
            Done::WithFindings => 1,
            Done::Refused(code) => code,
        }
    }
}

/// Runs the program: reads the command line, does what it says, and gives the exit code.
///
/// A fault of our own (a panic) is told in one sentence and ends with 70; the database is safe, for nothing is kept before it
/// is whole.
pub fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_some_and(|first| first == sheet::child::ARGUMENT) {
        return ExitCode::from(sheet::child::serve(arguments, plain_stdout()));
    }
    signals::ignore_file_size_limit();
    message::tell_faults_briefly();
    let errors_as_json = asks_for_json(std::env::args_os());
    message::speak_json(errors_as_json);
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(usage) => return message::usage(&usage, errors_as_json),
    };
    match std::panic::catch_unwind(|| run(cli)) {
        Ok(Ok(done)) => ExitCode::from(done.exit_code()),
        Ok(Err(failure)) => message::failure(&failure, errors_as_json),
        Err(_) => ExitCode::from(message::FAULT),
    }
}

/// Whether errors are to be objects: it has to be known even where the rest of the command line is wrong.
fn asks_for_json(arguments: impl Iterator<Item = std::ffi::OsString>) -> bool {
    let words: Vec<_> = arguments.map(|word| word.to_string_lossy().into_owned()).collect();
    let words = words.split(|word| word == "--").next().unwrap_or_default();
    words.iter().any(|word| word == "--errors=json") || words.windows(2).any(|two| two == ["--errors", "json"])
}

/// Standard output without the lock and the look for line ends that a stream of cells would pay for.
fn plain_stdout() -> Box<dyn std::io::Write> {
    #[cfg(unix)]
    if let Ok(own) = std::os::fd::AsFd::as_fd(&std::io::stdout()).try_clone_to_owned() {
        return Box::new(std::fs::File::from(own));
    }
    Box::new(std::io::stdout())
}

fn run(cli: Cli) -> anyhow::Result<Done> {
    let cx = Context::new(cli.global)?;
    match cli.verb {
        Verb::Import(args) => import::run(&args, &cx),
        Verb::List(args) => list::run(&args, &cx),
        Verb::Assign(args) => cx.gives_no_answer().map_err(Into::into).and_then(|()| assign::run(&args, &cx)),
        Verb::Report(args) => report::run(&args, &cx),
        Verb::Undo { change } => cx.gives_no_answer().map_err(Into::into).and_then(|()| assign::undo(change, &cx)),
        Verb::Check(args) => check::run(&args, &cx),
        Verb::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "hromada", &mut script);
            cx.print_bytes(&script)?;
            Ok(Done::Fully)
        }
    }
}
