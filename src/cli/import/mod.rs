//! `hromada import`: spreadsheets into the database.

mod args;
mod template;

use std::path::Path;

pub(super) use args::ImportArgs;
use args::{HowArgs, Noun, RecordArgs, TemplateArgs, UnitArg};

use super::{Done, context::Context, message};
use crate::{
    error::{Error, Result},
    import::{
        self, Asked, Deliveries, Edition, Ending, Kind, Needs, Options, Partnerships, Projects, RecordImport,
        RejectsFile, Summary, Trainings,
    },
    sheet::{self, Book, NewSheet},
    store::{Access, NewChange, Store},
};

pub(super) fn run(args: &ImportArgs, cx: &Context) -> anyhow::Result<Done> {
    let (noun, how) = match &args.noun {
        Noun::Template(args) => return template::run(args, cx),
        noun => noun.files().ok_or_else(|| Error::Bug("nothing is imported".to_string()))?,
    };
    cx.check_answer(&how.files)?;
    let options = options(how, cx);
    let records = args.noun.records();
    let opened = open_or_create(how, &options, records.is_some_and(|records| records.explain_columns), cx)?;
    let base = NewChange { options: meaning(&args.noun), ..cx.change("import", noun) };
    let mut files = Files { how, base, cx, done: Done::Fully, stopped: None };
    let imported = import(&opened.store, &args.noun, options, &mut files);
    let ended = opened.end(cx);
    let Some(summaries) = imported? else { return Ok(files.done) };
    ended?;
    if let Some(file) = records.and_then(|records| records.rejects.as_ref()) {
        save_rejects(file, &summaries, how, cx)?;
    }
    let mut done = files.done;
    for summary in &summaries {
        done = done.max(told(summary, cx));
    }
    if !summaries.is_empty() {
        cx.print(&import::summary_table(&summaries), &how.files).map_err(|lost| with_saved(lost, &summaries))?;
    }
    files.stopped.map_or(Ok(done), |stopped| Err(stopped.into()))
}

/// Imports the files; `None` when it was only asked what their columns are taken for.
fn import(store: &Store, noun: &Noun, options: Options, files: &mut Files<'_>) -> anyhow::Result<Option<Vec<Summary>>> {
    // All files are tried in one write that is never kept, so that each is compared with those before it too.
    let _trial = files.how.dry_run.then(|| store.write()).transpose()?;
    let found = match (noun, noun.records()) {
        (Noun::Communities { koatuu: true, .. }, _) => {
            files.each(|file, change| import::import_old_codes(store, file, &options, change))?
        }
        (Noun::Communities { edition, withdraw_many, .. }, _) => {
            let edition = Edition { dated: *edition, today: files.cx.now.day, withdraw_many: *withdraw_many };
            files.each(|file, change| import::import_communities(store, file, edition, &options, change))?
        }
        (Noun::Population { sheet, year, unit, .. }, _) => {
            let asked = Asked { sheet: sheet.as_deref(), year: *year, unit: unit.map(Into::into) };
            files.each(|file, change| import::import_population(store, file, asked, &options, change))?
        }
        (noun, Some(records)) => {
            let options = record_options(records, files.how, options)?;
            if let Some(file) = &records.rejects {
                files.cx.check_new_file(file, &files.how.files)?;
            }
            return reader(noun)(store, files, options, records);
        }
        (_, None) => Vec::new(),
    };
    Ok(Some(found))
}

/// What imports the records of each file.
type ReadRecords = fn(&Store, &mut Files<'_>, Options, &RecordArgs) -> anyhow::Result<Option<Vec<Summary>>>;

/// What imports the records that were typed.
fn reader(noun: &Noun) -> ReadRecords {
    match noun {
        Noun::Deliveries { .. } => read_records::<Deliveries>,
        Noun::Needs { .. } => read_records::<Needs>,
        Noun::Partnerships { .. } => read_records::<Partnerships>,
        Noun::Projects { .. } => read_records::<Projects>,
        _ => read_records::<Trainings>,
    }
}

/// Imports the records of each file; `None` when it was only asked what their columns are taken for.
fn read_records<K: Kind>(
    store: &Store,
    files: &mut Files<'_>,
    options: Options,
    args: &RecordArgs,
) -> anyhow::Result<Option<Vec<Summary>>> {
    if args.explain_columns {
        let explained = files.each(|file, _| import::explain::<K>(store, file, &options))?;
        if !explained.is_empty() {
            files.cx.print(&import::explained_table(&explained), &files.how.files)?;
        }
        return Ok(None);
    }
    let mut records = RecordImport::<K>::new(store, options)?;
    Ok(Some(files.each(|file, change| records.file(file, change))?))
}

/// The files of a command, read one after another.
struct Files<'c> {
    how: &'c HowArgs,
    base: NewChange,
    cx: &'c Context,
    done: Done,
    /// What ended it all before the last file: the database cannot be used.
    stopped: Option<Error>,
}

impl Files<'_> {
    /// Reads each file. One that cannot be read does not keep the others out; what was done before a failure of the database is
    /// told all the same.
    fn each<T>(&mut self, mut read: impl FnMut(&Path, &NewChange) -> Result<T>) -> anyhow::Result<Vec<T>> {
        let mut found = Vec::new();
        for file in &self.how.files {
            match read(file, &NewChange { file: Some(name_of(file)), ..self.base.clone() }) {
                Ok(summary) => found.push(summary),
                Err(refused) if self.how.files.len() > 1 && is_about_a_file(&refused) => {
                    let code = refused.exit_code();
                    message::failure(&refused.into(), self.cx.errors_as_json());
                    self.done = self.done.max(Done::Refused(code));
                }
                Err(refused) if found.is_empty() => return Err(refused.into()),
                Err(refused) => {
                    self.stopped = Some(refused);
                    break;
                }
            }
        }
        Ok(found)
    }
}

/// Whether an error is about one file and not about the database or the command line.
fn is_about_a_file(refused: &Error) -> bool {
    use Error::{IncompleteEdition, Io, MappingQuestion, UnreadableFile};
    matches!(refused, MappingQuestion { .. } | UnreadableFile { .. } | IncompleteEdition { .. } | Io { .. })
}

/// A failure to write the summary, with what was saved all the same.
fn with_saved(lost: anyhow::Error, summaries: &[Summary]) -> anyhow::Error {
    let saved = |summary: &Summary| match summary.ending {
        Ending::Saved(change) => Some(change),
        _ => None,
    };
    match lost.downcast::<Error>() {
        Ok(Error::AnswerLost { place, source, .. }) => {
            Error::AnswerLost { place, source, saved: summaries.iter().filter_map(saved).collect() }.into()
        }
        Ok(other) => other.into(),
        Err(other) => other,
    }
}

/// The options that give a file another meaning, as typed: with others, the same file says something else.
fn meaning(noun: &Noun) -> Option<String> {
    let option = |name: &str, value: Option<String>| value.map(|value| format!("--{name} {value}"));
    let mut last = [None, None];
    let (own, how): (Vec<Option<String>>, &HowArgs) = match noun {
        Noun::Template(_) => return None,
        Noun::Communities { how, edition, .. } => {
            (vec![option("edition", edition.map(|edition| edition.to_string()))], how)
        }
        Noun::Population { how, sheet, year, unit } => {
            let unit = unit.map(|unit| if unit == UnitArg::Persons { "persons" } else { "thousands" }.to_string());
            let year = year.map(|year| year.to_string());
            (vec![option("sheet", sheet.clone()), option("year", year), option("unit", unit)], how)
        }
        Noun::Trainings { how, records }
        | Noun::Deliveries { how, records }
        | Noun::Needs { how, records }
        | Noun::Partnerships { how, records }
        | Noun::Projects { how, records } => {
            let last_of = |said: bool, option: &str| said.then(|| option.to_string());
            last = [last_of(records.complete, "--complete"), last_of(records.overrule, "--overrule")];
            let accept = records.accept.map(|_| "likely".to_string());
            let mut own = vec![option("project", records.project.clone()), option("accept", accept)];
            own.push(option("mapping", records.mapping.clone()));
            own.extend(records.sheet.iter().map(|sheet| option("sheet", Some(sheet.clone()))));
            own.extend(records.column.iter().map(|column| option("column", Some(column.clone()))));
            (own, how)
        }
    };
    let delimiter = how.reading.delimiter.map(|sign| sign.to_string());
    let read = [option("encoding", how.reading.encoding.clone()), option("delimiter", delimiter)];
    let all: Vec<String> = own.into_iter().chain(read).chain(last).flatten().collect();
    (!all.is_empty()).then(|| all.join(" "))
}

/// The name of a file for the ledger.
fn name_of(file: &Path) -> String {
    if file.as_os_str() == "-" {
        return "standard input".to_string();
    }
    file.file_name().map_or_else(|| file.display().to_string(), |name| name.to_string_lossy().into_owned())
}

fn options(how: &HowArgs, cx: &Context) -> Options {
    Options {
        dry_run: how.dry_run,
        keep_going: how.keep_going,
        sheet: sheet::Options {
            encoding: how.reading.encoding.clone(),
            delimiter: how.reading.delimiter,
            quote: how.reading.quote.unwrap_or_default(),
            limits: how.reading.limits(),
            helper: std::env::current_exe().ok(),
        },
        ..Options::new(cx.now.day)
    }
}

fn record_options(args: &RecordArgs, how: &HowArgs, mut options: Options) -> Result<Options> {
    options.rejects = args.rejects.as_deref().map(|file| kind_of_rejects(file, how.files.len())).transpose()?;
    options.project.clone_from(&args.project);
    options.accept_likely = args.accept.is_some();
    options.complete = args.complete;
    options.overrule = args.overrule;
    options.sheets.clone_from(&args.sheet);
    options.mapping.clone_from(&args.mapping);
    options.save_mapping.clone_from(&args.save_mapping);
    options.strict = args.strict;
    for column in &args.column {
        let (heading, field) = column.rsplit_once('=').ok_or_else(|| Error::Usage {
            what: format!("`--column {column}` says nothing about what the column is"),
            hint:
                "write the heading, or the letters of the column, and the field: `--column \"К-сть осіб=participants\"`"
                    .to_string(),
        })?;
        options.reading.columns.push((heading.trim().to_string(), field.trim().to_string()));
    }
    Ok(options)
}

/// What kind of file the rows that are left out go into.
fn kind_of_rejects(file: &Path, sources: usize) -> Result<RejectsFile> {
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("xlsx") => Ok(RejectsFile::Workbook),
        Some("csv") if sources == 1 => Ok(RejectsFile::Text),
        Some("csv") => Err(Error::Usage {
            what: format!("`{}` can hold the rows of one file only, and there are {sources}", file.display()),
            hint: "name a file with the ending .xlsx, or import the files one by one".to_string(),
        }),
        _ => Err(Error::Usage {
            what: format!("`{}` tells by its ending neither a workbook nor a text file", file.display()),
            hint: "name a file with the ending .xlsx or .csv".to_string(),
        }),
    }
}

/// Writes the rows that were left out.
fn save_rejects(file: &Path, summaries: &[Summary], how: &HowArgs, cx: &Context) -> anyhow::Result<()> {
    let sheets: Vec<NewSheet> = summaries.iter().flat_map(|summary| summary.rejects.clone()).collect();
    let Some(first) = sheets.first() else {
        cx.say(&format!("No rows were left out; `{}` was not written.", file.display()));
        return Ok(());
    };
    let bytes = match kind_of_rejects(file, 1)? {
        RejectsFile::Workbook => sheet::xlsx_of(&sheets, cx.now.day)?,
        RejectsFile::Text => sheet::csv_of(first),
    };
    cx.save(file, &bytes, &how.files)?;
    let rows: i64 = summaries.iter().filter_map(|summary| summary.counts.rejected).sum();
    let noun = if rows == 1 { "row is" } else { "rows are" };
    cx.say(&format!(
        "The {rows} {noun} in `{}`: mend them and import that file; its column with the reasons may stay.",
        file.display()
    ));
    Ok(())
}

/// A database to import into, and the folder that it goes with when it is only tried.
struct Opened {
    store: Store,
    /// Whether this command made it.
    made: bool,
    _trial: Option<tempfile::TempDir>,
}

impl Opened {
    /// Says that a database was made; one into which nothing came goes away again.
    fn end(self, cx: &Context) -> Result<()> {
        if !self.made {
            return Ok(());
        }
        let (db, edition) = (self.store.file().to_path_buf(), self.store.edition()?.unwrap_or_default());
        if !self.store.remove_unused()? {
            cx.say(&format!("Made the database `{}` with the register of {edition}.", db.display()));
        }
        Ok(())
    }
}

/// Opens the database; makes it where there is none, once it is clear that the files can be read at all.
fn open_or_create(how: &HowArgs, options: &Options, only_looks: bool, cx: &Context) -> anyhow::Result<Opened> {
    let db = cx.db();
    if Store::exists(db) {
        match cx.open(Access::Write) {
            Err(Error::NoDatabase { .. }) => {} // a first import was killed and left nothing
            opened => return Ok(Opened { store: opened?, made: false, _trial: None }),
        }
    }
    // One file that can be read is enough; the others are told of when their turn comes.
    let mut refused = None;
    let is_readable = |file: &Path| match Book::open(file, &options.sheet) {
        Ok(_) => true,
        Err(error) => {
            refused.get_or_insert(error);
            false
        }
    };
    let mut files = how.files.iter().map(std::path::PathBuf::as_path);
    let stdin = how.files.iter().any(|file| file.as_os_str() == "-");
    let readable = stdin || files.any(is_readable);
    if let Some(error) = refused.filter(|_| !readable) {
        return Err(error.into());
    }
    let change = NewChange { verb: "create", noun: "database", ..cx.change("create", "database") };
    if how.dry_run || only_looks {
        if !only_looks {
            cx.say(&format!("There is no database `{}` yet; this dry run makes none.", db.display()));
        }
        return trial(cx);
    }
    Ok(Opened { store: Store::create(db, &change)?, made: true, _trial: None })
}

/// A database that goes away with its folder.
fn trial(cx: &Context) -> anyhow::Result<Opened> {
    let folder = tempfile::tempdir().map_err(|source| Error::Io {
        doing: "make a trial database in",
        file: std::env::temp_dir(),
        source,
    })?;
    let change = NewChange { verb: "create", noun: "database", ..cx.change("create", "database") };
    let store = Store::create(&folder.path().join("trial.db"), &change)?;
    Ok(Opened { store, made: false, _trial: Some(folder) })
}

/// Tells what became of a file, and how that counts for the exit code.
fn told(summary: &Summary, cx: &Context) -> Done {
    let file = summary.file.display().to_string();
    let counted = (summary.problems.errors(), summary.problems.warnings());
    message::problems(&file, summary.problems.list(), counted, cx.errors_as_json());
    match &summary.ending {
        Ending::AlreadyImported(change) => {
            cx.say(&format!("`{file}` is already imported as change {change}; nothing was done."));
            Done::Fully
        }
        Ending::Rejected => {
            let rows = summary.problems.rejected_rows();
            let refused = Error::RowsRejected { file: summary.file.clone(), rows };
            let code = refused.exit_code();
            message::failure(&refused.into(), cx.errors_as_json());
            Done::Refused(code)
        }
        _ if summary.waits() => Done::WithFindings,
        Ending::DryRun | Ending::Saved(_) | Ending::Empty => Done::Fully,
    }
}
