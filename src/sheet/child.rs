//! A process of its own for parsing workbooks, with limits on memory and time: whatever a file does to the parser ends there.
//!
//! The program starts itself again with [`ARGUMENT`] first; `cli` hands such a start to [`serve`].

use std::{
    ffi::OsString,
    io::{self, BufReader, BufWriter, Read, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use super::{
    book::SheetInfo,
    kind::Kind,
    options::Limits,
    row::Row,
    source::Source,
    wire::{Frame, Receiver, Sender},
    workbook::{Merge, Workbook},
};
use crate::error::{Error, Result};

/// The first argument of a start as a parser.
pub const ARGUMENT: &str = "--parse-workbook-for-parent";
/// How many bytes are sent at once.
const PIPE: usize = 64 << 10;

/// Parses a workbook for the parent process; `arguments` are those after [`ARGUMENT`], `out` is the pipe to the parent. Gives the
/// exit code.
pub fn serve(arguments: impl IntoIterator<Item = OsString>, out: impl Write) -> u8 {
    let Some((kind, limits, path)) = understand(arguments) else { return 2 };
    if limit_myself(limits).is_err() {
        return 2;
    }
    let sent = Sender::new(BufWriter::with_capacity(PIPE, out)).and_then(|mut sender| {
        sender.flush()?;
        match answer(&mut sender, kind, limits, &path) {
            Ok(()) => {}
            Err(Error::UnreadableFile { what, hint, .. }) => sender.refused(&what, &hint)?,
            Err(error) => sender.failed(&error.to_string())?,
        }
        sender.flush()
    });
    u8::from(sent.is_err())
}

/// The kind, limits and place of the workbook.
fn understand(arguments: impl IntoIterator<Item = OsString>) -> Option<(Kind, Limits, PathBuf)> {
    let mut arguments = arguments.into_iter();
    let mut next = || arguments.next();
    let kind = match next()?.to_str()? {
        "xlsx" => Kind::Xlsx,
        "xls" => Kind::Xls,
        "ods" => Kind::Ods,
        _ => return None,
    };
    let mut number = || next()?.to_str()?.parse::<u64>().ok();
    let limits = Limits {
        bytes: number()?,
        parts: usize::try_from(number()?).ok()?,
        cell: usize::try_from(number()?).ok()?,
        columns: usize::try_from(number()?).ok()?,
        rows: u32::try_from(number()?).ok()?,
    };
    Some((kind, limits, PathBuf::from(next()?)))
}

/// Memory and seconds of computing that a parser may use, by the limits of the file.
fn allowance(limits: Limits) -> (u64, u64) {
    let times = limits.bytes.div_ceil(Limits::default().bytes).max(1);
    (times.saturating_mul(1 << 30), times.saturating_mul(30))
}

#[cfg(unix)]
fn limit_myself(limits: Limits) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let (memory, seconds) = allowance(limits);
    let at_most = |most: u64| Rlimit { current: Some(most), maximum: Some(most) };
    setrlimit(Resource::As, at_most(memory))?;
    setrlimit(Resource::Cpu, Rlimit { current: Some(seconds), maximum: Some(seconds + 1) })?;
    setrlimit(Resource::Fsize, at_most(0))?;
    setrlimit(Resource::Core, at_most(0))?;
    Ok(())
}

#[cfg(not(unix))]
fn limit_myself(_: Limits) -> io::Result<()> {
    Ok(())
}

/// Opens the workbook and sends each sheet that the parent asks for.
fn answer<W: Write>(sender: &mut Sender<W>, kind: Kind, limits: Limits, path: &Path) -> Result<()> {
    let source = Source::open(path, 0)?;
    let hash = source.hash()?;
    let (mut workbook, sheets) = Workbook::open(&source, kind, limits)?;
    let gone = |error: io::Error| Error::Io { doing: "send", file: path.to_path_buf(), source: error };
    sender.book(&hash, &sheets).map_err(gone)?;
    sender.flush().map_err(gone)?;
    let mut asked = [0; 4];
    while io::stdin().read_exact(&mut asked).is_ok() {
        let mut rows = workbook.rows(&source, limits, u32::from_le_bytes(asked) as usize)?;
        sender.sheet(rows.epoch_shift()).map_err(gone)?;
        let mut row = Row::default();
        let mut known = 0;
        loop {
            let more = rows.next(&mut row)?;
            if let Some(new) = rows.merges().get(known..).filter(|new| !new.is_empty()) {
                sender.merges(new).map_err(gone)?;
                known += new.len();
            }
            if !more {
                break;
            }
            sender.row(&row).map_err(gone)?;
        }
        sender.end().map_err(gone)?;
        sender.flush().map_err(gone)?;
    }
    Ok(())
}

/// A workbook that another process parses.
pub(super) struct ChildBook {
    helper: PathBuf,
    kind: Kind,
    limits: Limits,
    process: Process,
}

struct Process {
    child: Child,
    requests: Option<ChildStdin>,
    frames: Receiver<BufReader<ChildStdout>>,
    /// Whether it waits for a request.
    idle: bool,
}

impl ChildBook {
    /// Starts the process and waits until it has opened the workbook.
    pub(super) fn open(
        source: &Source,
        helper: &Path,
        kind: Kind,
        limits: Limits,
    ) -> Result<(ChildBook, Vec<SheetInfo>, [u8; 32])> {
        let (process, sheets, hash) = Process::start(source, helper, kind, limits)?;
        Ok((ChildBook { helper: helper.to_path_buf(), kind, limits, process }, sheets, hash))
    }

    /// The rows of one sheet.
    pub(super) fn rows<'b>(&'b mut self, source: &'b Source, index: usize) -> Result<ChildRows<'b>> {
        if !self.process.idle {
            // A sheet was left in the middle.
            self.process = Process::start(source, &self.helper, self.kind, self.limits)?.0;
        }
        let limits = self.limits;
        let process = &mut self.process;
        process.idle = false;
        let asked = u32::try_from(index).unwrap_or(u32::MAX).to_le_bytes();
        if let Some(requests) = &mut process.requests
            && requests.write_all(&asked).and_then(|()| requests.flush()).is_err()
        {
            return Err(process.died(source, limits));
        }
        match process.frame(source, limits, &mut Row::default())? {
            Frame::Sheet(shift) => Ok(ChildRows { source, limits, process, shift, merges: Vec::new() }),
            _ => Err(out_of_order()),
        }
    }
}

impl Process {
    fn start(
        source: &Source,
        helper: &Path,
        kind: Kind,
        limits: Limits,
    ) -> Result<(Process, Vec<SheetInfo>, [u8; 32])> {
        let name = match kind {
            Kind::Xlsx => "xlsx",
            Kind::Xls => "xls",
            Kind::Ods => "ods",
            Kind::Text => return Err(Error::Bug("a text file is no workbook".to_string())),
        };
        let cannot_start = |error| Error::Io { doing: "start", file: helper.to_path_buf(), source: error };
        let mut child = Command::new(helper)
            .args([ARGUMENT, name])
            .args(
                [limits.bytes, limits.parts as u64, limits.cell as u64, limits.columns as u64, limits.rows.into()]
                    .map(|n| n.to_string()),
            )
            .arg(source.place())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(cannot_start)?;
        let (requests, Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(Error::Bug("a process was started without its pipes".to_string()));
        };
        let frames = match Receiver::new(BufReader::with_capacity(PIPE, stdout)) {
            Ok(frames) => frames,
            Err(error) => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(cannot_start(error));
            }
        };
        let mut process = Process { child, requests, frames, idle: true };
        match process.frame(source, limits, &mut Row::default())? {
            Frame::Book(hash, sheets) => Ok((process, sheets, hash)),
            _ => Err(out_of_order()),
        }
    }

    /// The next frame that is no error.
    fn frame(&mut self, source: &Source, limits: Limits, row: &mut Row) -> Result<Frame> {
        match self.frames.frame(row) {
            Ok(Frame::Refused(what, hint)) => Err(source.refuse(what, hint)),
            Ok(Frame::Failed(what)) => Err(source.cannot_read(io::Error::other(what))),
            Ok(frame) => Ok(frame),
            Err(error) => {
                if error.kind() != io::ErrorKind::UnexpectedEof {
                    let _ = self.child.kill();
                }
                Err(self.died(source, limits))
            }
        }
    }

    /// The error for a process that ended before its work was done.
    fn died(&mut self, source: &Source, limits: Limits) -> Error {
        self.requests = None;
        let (memory, seconds) = allowance(limits);
        let why = match self.child.wait().ok().map(ending) {
            Some(Ending::OutOfTime) => format!("its parsing took more than {seconds} seconds of computing"),
            Some(Ending::OutOfMemory) => format!("its parsing needs more than {} MiB of memory", memory >> 20),
            _ => "its parsing broke off".to_string(),
        };
        source.refuse(
            format!("the workbook is damaged or made to do harm: {why}"),
            "open it in a spreadsheet program and save it anew, or lift the limits with `--max-bytes` if you trust the sender",
        )
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Without requests an idle process ends by itself; a busy one has to be told.
        self.requests = None;
        if !self.idle {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

/// How a process came to its end.
enum Ending {
    OutOfTime,
    OutOfMemory,
    Other,
}

#[cfg(unix)]
fn ending(status: std::process::ExitStatus) -> Ending {
    use std::os::unix::process::ExitStatusExt;
    const SIGABRT: i32 = 6;
    const SIGSEGV: i32 = 11;
    const SIGXCPU: i32 = 24;
    match status.signal() {
        Some(SIGXCPU) => Ending::OutOfTime,
        Some(SIGABRT | SIGSEGV) => Ending::OutOfMemory,
        _ => Ending::Other,
    }
}

#[cfg(not(unix))]
fn ending(_: std::process::ExitStatus) -> Ending {
    Ending::Other
}

fn out_of_order() -> Error {
    Error::Bug("the parser of workbooks answered out of order".to_string())
}

/// The rows of one sheet, as they arrive.
pub(super) struct ChildRows<'b> {
    source: &'b Source,
    limits: Limits,
    process: &'b mut Process,
    shift: f64,
    merges: Vec<Merge>,
}

impl ChildRows<'_> {
    /// Puts the next row that has cells into `row`; `false` at the end.
    pub(super) fn next(&mut self, row: &mut Row) -> Result<bool> {
        while !self.process.idle {
            match self.process.frame(self.source, self.limits, row)? {
                Frame::Row => return Ok(true),
                Frame::Merges(merges) => self.merges.extend(merges),
                Frame::End => self.process.idle = true,
                _ => return Err(out_of_order()),
            }
        }
        Ok(false)
    }

    /// The merged ranges that are known by now.
    pub(super) fn merges(&self) -> &[Merge] {
        &self.merges
    }

    /// What has to be added to a number that is meant as a day.
    pub(super) fn epoch_shift(&self) -> f64 {
        self.shift
    }
}
