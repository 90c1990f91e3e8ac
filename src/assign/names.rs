//! `assign names --from`: takes back the list of waiting names in which a person filled in the codes. All or nothing.

use std::{collections::HashMap, path::Path};

use super::deciding::{Decider, Tally, Verdict};
use crate::{
    error::{Error, Result},
    model::{Code, letters::fold},
    sheet::{self, Book, Cell, Named, Row, Wanted, find_columns},
    store::{Counts, NewChange, Store},
};

/// Headings of the list, in CSV and where people read.
const TEXT: [&str; 2] = ["text", "текст"];
const OBLAST: [&str; 2] = ["oblast", "область"];
const CODE: [&str; 2] = ["code", "код"];

/// Words that say that a text names no community.
const NONE: [&str; 2] = ["none", "жодна"];

/// What is wrong with a cell of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct BadDecision {
    pub sheet: String,
    pub row: u32,
    pub column: String,
    pub value: String,
    pub reason: String,
}

/// What a list of decisions came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamesDecided {
    /// Its cells are wrong, so nothing was saved.
    Refused(Vec<BadDecision>),
    /// It was taken.
    Taken {
        /// Number of the change; `None` where all was decided before, or nothing was.
        change: Option<i64>,
        /// Decisions, links and names.
        tally: Tally,
        /// Rows without a code, which stay undecided.
        open: usize,
    },
}

/// Takes the decisions of a file: each row whose code is filled in (`none` = no community) decides its text, in its oblast.
///
/// # Errors
/// The file cannot be read, or has no columns `text` and `code`.
pub fn names(store: &Store, file: &Path, options: &sheet::Options, change: &NewChange) -> Result<NamesDecided> {
    let mut book = Book::open(file, options)?;
    let place = find(&mut book)?;
    let mut decider = Decider::new(store)?;
    let list = List::read(&mut book, &place, &mut decider)?;
    if !list.bad.is_empty() {
        return Ok(NamesDecided::Refused(list.bad));
    }
    let writing = store.write()?;
    let id = writing.begin_change(change)?;
    let mut tally = Tally::default();
    for verdict in &list.verdicts {
        tally.add(decider.decide(&writing, verdict, id)?);
    }
    if !tally.is_news() {
        writing.roll_back()?;
        return Ok(NamesDecided::Taken { change: None, tally, open: list.open });
    }
    let counts = Counts {
        rows_read: Some(list.rows),
        added: Some(tally.new),
        updated: Some(tally.changed),
        unchanged: Some(tally.same),
        linked: Some(tally.linked),
        ..Counts::default()
    };
    let hash: String = book.hash_now()?.iter().map(|byte| format!("{byte:02x}")).collect();
    writing.end_change(id, &counts, Some((&hash, book.size())))?;
    writing.commit()?;
    Ok(NamesDecided::Taken { change: Some(id), tally, open: list.open })
}

fn find(book: &mut Book) -> Result<Named> {
    let wanted = [
        Wanted { names: &TEXT, required: true },
        Wanted { names: &CODE, required: true },
        Wanted { names: &OBLAST, required: false },
    ];
    find_columns(book, None, &wanted)?.map_err(|what| Error::UnreadableFile {
        file: book.path().to_path_buf(),
        what: format!("a list of decisions was expected; {what}"),
        hint: "write the list with `hromada list names --waiting --format csv -o names.csv`, fill in its column `code`, and \
               give it back"
            .to_string(),
    })
}

/// The list as it is read.
struct List<'n> {
    place: &'n Named,
    verdicts: Vec<Verdict>,
    /// Row and answer of each text and oblast that was decided.
    known: HashMap<(String, Option<Code>), (u32, Option<Code>)>,
    bad: Vec<BadDecision>,
    open: usize,
    rows: i64,
}

impl<'n> List<'n> {
    fn read(book: &mut Book, place: &'n Named, decider: &mut Decider<'_>) -> Result<List<'n>> {
        let mut list = List { place, verdicts: Vec::new(), known: HashMap::new(), bad: Vec::new(), open: 0, rows: 0 };
        let mut rows = book.rows(place.sheet)?;
        let mut row = Row::default();
        while rows.next(&mut row)? {
            if row.number > place.heading_row {
                list.row(&row, decider);
            }
        }
        Ok(list)
    }

    /// Reads a row; what is wrong with it is gathered.
    fn row(&mut self, row: &Row, decider: &mut Decider<'_>) {
        let [text, typed, oblast] = [0, 1, 2].map(|at| self.cell(row, at));
        if text.is_empty() && typed.is_empty() {
            return;
        }
        self.rows += 1;
        if typed.is_empty() {
            self.open += 1;
        } else if fold(&text).is_empty() {
            self.refuse(row, 0, &text, "the text that is decided is missing".to_string());
        } else {
            self.decided(row, text, &typed, &oblast, decider);
        }
    }

    fn decided(&mut self, row: &Row, text: String, typed: &str, oblast: &str, decider: &mut Decider<'_>) {
        let said = |error: Error| match error.hint() {
            Some(hint) => format!("{error} ({hint})"),
            None => error.to_string(),
        };
        let scope = match (!oblast.is_empty()).then(|| decider.oblast(oblast)).transpose() {
            Ok(scope) => scope,
            Err(error) => return self.refuse(row, 2, oblast, said(error)),
        };
        let is_none = NONE.contains(&typed.to_lowercase().as_str());
        let answer = match (!is_none).then(|| decider.community(typed, oblast)).transpose() {
            Ok(answer) => answer,
            Err(error) => return self.refuse(row, 1, typed, said(error)),
        };
        if let (Some((code, _)), Some((scope, _))) = (answer, scope)
            && code.oblast_digits() != scope.oblast_digits()
        {
            let reason = format!(
                "{code} does not lie in the oblast of this row, `{oblast}`; if it is meant all the same, use `assign name`"
            );
            return self.refuse(row, 1, typed, reason);
        }
        let key = (fold(&text), scope.map(|scope| scope.0));
        let code = answer.map(|answer| answer.0);
        match self.known.insert(key, (row.number, code)) {
            Some((_, same)) if same == code => return,
            Some((earlier, _)) => {
                return self.refuse(row, 1, typed, format!("row {earlier} decides the same text otherwise"));
            }
            None => {}
        }
        self.verdicts.push(Verdict { text, oblast: scope, answer });
    }

    /// The words of a cell; without the apostrophe that keeps a spreadsheet program from taking a text for a formula.
    fn cell(&self, row: &Row, at: usize) -> String {
        let text = match self.place.columns.get(at).copied().flatten().map(|column| row.cell(column)) {
            Some(Cell::Text(text)) => text.trim().to_string(),
            Some(Cell::Number(number)) => number.to_string(),
            _ => String::new(),
        };
        let guarded = text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
        guarded.map_or(text.clone(), str::to_string)
    }

    fn refuse(&mut self, row: &Row, at: usize, value: &str, reason: String) {
        let column = self.place.columns.get(at).copied().flatten().map(sheet::letters).unwrap_or_default();
        let (sheet, value) = (self.place.name.clone(), value.to_string());
        self.bad.push(BadDecision { sheet, row: row.number, column, value, reason });
    }
}
