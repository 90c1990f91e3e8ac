//! Laws of history: what was known after each change can be asked for as long as the file lives, in the words of that day.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use hromada::{
    assign::{self, NameTarget},
    import::{Options, TrainingImport},
    list,
    model::{CommunityKind, Period},
    report::{self, Columns, CoverageQuestion, Figure, GapsQuestion, RestatementsQuestion, RowKey, Selection},
    store::{Access, AsOf, Label, Level, NewChange, State, Store},
    table::{Cell, Table},
};
use jiff::civil::date;
use proptest::prelude::*;

/// Something that a person does to a database.
#[derive(Clone, Debug)]
enum Act {
    /// Imports these rows as a file of this name.
    Import { file: usize, rows: Vec<(usize, u8, usize, Option<u32>)>, complete: bool },
    /// Decides what the waiting name means; `None` = no community.
    Name(Option<usize>),
    /// Says that a topic or a project is another one.
    Label(Label, usize, usize),
    /// Links a training by hand.
    Link(i64, usize),
    /// Takes a change back: so many before the last.
    Undo(i64),
}

const TITLES: [&str; 3] = ["Бюджет громади", "Права старост", "Вода"];
const TOPICS: [&str; 3] = ["Бюджет", "Старости", "Вода та каналізація"];
const PROJECTS: [&str; 2] = ["DESPRO", "ULEAD"];
const PLACES: [(&str, &str); 6] = [
    ("Житомирська", "Малинська, Овруцька та Коростенська громади"),
    ("Сумська", "Тростянецька міська громада"),
    ("Дніпропетровська", "Покровська ТГ"),
    ("", "м. Київ"),
    ("Львівська", ""),
    ("Житомирська", "Бердичівська громада"),
];
const CODES: [&str; 3] = ["UA12140250000015858", "UA18020030000035625", "UA61020150000036935"];

fn act() -> impl Strategy<Value = Act> {
    let row = (0..TITLES.len(), 1..4_u8, 0..PLACES.len(), proptest::option::weighted(0.8, 0..60_u32));
    let import = (0..2_usize, proptest::collection::vec(row, 1..6), any::<bool>());
    let import = import.prop_map(|(file, rows, complete)| Act::Import { file, rows, complete });
    let label = prop_oneof![
        (0..3_usize, 0..3_usize).prop_map(|(from, to)| Act::Label(Label::Topic, from, to)),
        (0..2_usize, 0..2_usize).prop_map(|(from, to)| Act::Label(Label::Project, from, to)),
    ];
    prop_oneof![
        4 => import,
        1 => proptest::option::of(0..CODES.len()).prop_map(Act::Name),
        1 => label,
        1 => (1..5_i64, 0..CODES.len()).prop_map(|(training, place)| Act::Link(training, place)),
        3 => (0..4_i64).prop_map(Act::Undo),
    ]
}

struct World {
    folder: tempfile::TempDir,
}

impl World {
    fn new() -> World {
        let world = World { folder: tempfile::tempdir().unwrap() };
        static MADE: std::sync::OnceLock<tempfile::TempDir> = std::sync::OnceLock::new();
        let made = MADE.get_or_init(|| {
            let folder = tempfile::tempdir().unwrap();
            Store::create(&folder.path().join("h.db"), &change("create", "database", None)).unwrap();
            folder
        });
        std::fs::copy(made.path().join("h.db"), world.database()).unwrap();
        world
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("h.db")
    }

    /// Does it, or is refused.
    fn act(&self, act: &Act) {
        let store = Store::open(&self.database(), Access::Write).unwrap();
        match act {
            Act::Import { file, rows, complete } => {
                let name = format!("{file}.csv");
                let path = self.folder.path().join(&name);
                std::fs::write(&path, csv(*file, rows)).unwrap();
                let options = Options { complete: *complete, ..Options::new(date(2021, 4, 15)) };
                let mut import = TrainingImport::new(&store, options).unwrap();
                import.file(&path, &change("import", "trainings", Some(name))).unwrap();
            }
            Act::Name(to) => {
                let to = to.map_or(NameTarget::None, |place| NameTarget::Community(CODES[place].to_string()));
                let _ = assign::name(&store, "Покровська ТГ", &to, None, &change("assign", "name", None));
            }
            Act::Label(label, from, to) => {
                let names: &[&str] = if *label == Label::Topic { &TOPICS } else { &PROJECTS };
                let _ = assign::label(&store, *label, names[*from], names[*to], &change("assign", "topic", None));
            }
            Act::Link(training, place) => {
                let places = [CODES[*place].to_string()];
                let _ =
                    assign::training(&store, *training, &places, State::Attended, &change("assign", "training", None));
            }
            Act::Undo(back) => {
                let last = store.changes().unwrap().len() as i64;
                let _ = assign::undo(&store, Some(last - back), &change("undo", "change", None));
            }
        }
    }

    fn last_change(&self) -> i64 {
        Store::open(&self.database(), Access::Read).unwrap().changes().unwrap().len() as i64
    }
}

fn csv(file: usize, rows: &[(usize, u8, usize, Option<u32>)]) -> String {
    let mut csv = String::from("Проєкт;Донор;Назва заходу;Тема;Дата;Область;Громада;Учасників\n");
    for (title, day, place, people) in rows {
        let ((oblast, communities), people) = (PLACES[*place], people.map(|people| people.to_string()));
        let (project, title, topic) = (PROJECTS[file % 2], TITLES[*title], TOPICS[(*title + file) % 3]);
        let people = people.unwrap_or_default();
        let month = if *day < 3 { 2 } else { 4 };
        csv += &format!(
            "{project};Д{file};{title};{topic};{day:02}.{month:02}.2021;{oblast};\"{communities}\";{people}\n"
        );
    }
    csv
}

fn change(verb: &'static str, noun: &'static str, file: Option<String>) -> NewChange {
    NewChange { at: "2021-04-15T09:00:00Z".into(), verb, noun, command: "law".into(), file, ..NewChange::default() }
}

/// What lists and reports say, each under its name.
fn answers(store: &Store) -> Vec<(&'static str, Table)> {
    let coverage = |level, columns, selection| CoverageQuestion {
        period: Period::ALWAYS,
        selection,
        oblast: None,
        rows: RowKey { level, topic: false, quarter: false },
        columns,
        figure: Figure::Covered,
    };
    let of_project = Selection { project: Some("DESPRO".into()), ..Selection::default() };
    let gaps = |topic: Option<&str>| GapsQuestion {
        period: Period::ALWAYS,
        topic: topic.map(str::to_string),
        oblast: None,
        raion: None,
        kind: Some(CommunityKind::Urban),
        with_aid: false,
    };
    let named = |name, table: hromada::error::Result<Table>| table.ok().map(|table| (name, table));
    let names = |waiting| list::NameFilter { waiting, text: None, oblast: None };
    let all = list::TrainingQuestion {
        period: Period::ALWAYS,
        oblast: None,
        raion: None,
        community: None,
        project: None,
        donor: None,
        topic: None,
        kind: None,
        text: None,
        waiting: false,
        number: None,
    };
    [
        named("coverage", report::coverage(store, &coverage(Level::Raion, Columns::Totals, Selection::default()))),
        named("by topic", report::coverage(store, &coverage(Level::Oblast, Columns::Topic, Selection::default()))),
        named("of a project", report::coverage(store, &coverage(Level::Oblast, Columns::Totals, of_project))),
        named("gaps", report::gaps(store, &gaps(None))),
        named("gaps on a topic", report::gaps(store, &gaps(Some(TOPICS[0])))),
        report::quality(store, None, true).ok().map(|quality| ("quality", quality.table)),
        named("trainings", list::trainings(store, &all)),
        named("projects", list::projects(store, None)),
        named("topics", list::topics(store, None)),
        named("names", list::names(store, &names(false))),
        named("waiting", list::names(store, &names(true))),
        named("changes", list::changes(store)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn answers_now(database: &Path) -> Vec<(&'static str, Table)> {
    answers(&Store::open(database, Access::Read).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// What a list or report said after any change, it says for ever when asked as of that change.
    #[test]
    fn what_was_known_then_stays_known(acts in proptest::collection::vec(act(), 1..9)) {
        let world = World::new();
        let mut said = vec![(world.last_change(), answers_now(&world.database()))];
        for act in &acts {
            world.act(act);
            let last = world.last_change();
            if last > said.last().unwrap().0 {
                said.push((last, answers_now(&world.database())));
            }
        }
        for (change, then) in said {
            let store = Store::open(&world.database(), Access::Read).unwrap();
            store.look_back(&AsOf::Change(change)).unwrap();
            let again = answers(&store);
            for (now, then) in again.iter().zip(&then) {
                prop_assert_eq!(now, then, "as of change {}", change);
            }
            prop_assert_eq!(again.len(), then.len());
        }
    }

    /// Between the figures of two states stand differences that add up, each with its change and cause; what was reported for the
    /// first time is no correction.
    #[test]
    fn restatements_add_up_to_the_figures_of_both_states(
        acts in proptest::collection::vec(act(), 2..9),
        (one, other) in (0..9_i64, 1..9_i64),
    ) {
        let world = World::new();
        acts.iter().for_each(|act| world.act(act));
        let last = world.last_change();
        let (since, until) = (1 + one % last, (1 + one % last + other).min(last));
        if since == until {
            return Ok(());
        }
        let [then, later] = [since, until].map(|change| {
            let store = Store::open(&world.database(), Access::Read).unwrap();
            store.look_back(&AsOf::Change(change)).unwrap();
            store
        });
        let question = RestatementsQuestion { between: (since, until), period: Period::ALWAYS, project: None };
        let table = report::restatements(&then, &later, &question).unwrap();
        for project in PROJECTS {
            for quarter in ["2021-Q1", "2021-Q2"] {
                let rows: Vec<&Vec<Cell>> = table.rows.iter()
                    .filter(|row| row[0] == Cell::from(project) && row[1] == Cell::from(quarter)).collect();
                let [before, after] = [&then, &later].map(|store| published(store, project, quarter));
                prop_assert_eq!(rows.is_empty(), before == after, "{} {}", project, quarter);
                let (Some(first), Some(end)) = (rows.first(), rows.last()) else { continue };
                prop_assert_eq!(&first[7..], &before[..], "before");
                prop_assert_eq!(&end[7..], &after[..], "after");
                for column in 7..11 {
                    let number = |row: &Vec<Cell>| if let Cell::Number(number) = row[column] { number } else { 0 };
                    let sum: i64 = rows[..rows.len() - 1].iter().map(|row| number(row)).sum();
                    prop_assert_eq!(sum, number(end), "{} {} {:?}", project, quarter, table.columns[column]);
                }
                for row in &rows[1..rows.len() - 1] {
                    let Cell::Number(change) = row[3] else { panic!("every difference has its change: {row:?}") };
                    prop_assert!(since < change && change <= until);
                }
            }
        }
    }
}

/// Trainings, participants, those without a count, and covered communities, as `report coverage` gives them.
fn published(store: &Store, project: &str, quarter: &str) -> Vec<Cell> {
    let question = CoverageQuestion {
        period: quarter.parse().unwrap(),
        selection: Selection { project: Some(project.to_string()), ..Selection::default() },
        oblast: None,
        rows: RowKey { level: Level::Oblast, topic: false, quarter: false },
        columns: Columns::Totals,
        figure: Figure::Covered,
    };
    // A project that was not known yet had nothing.
    let Ok(table) = report::coverage(store, &question) else { return vec![Cell::Number(0); 4] };
    let total = table.rows.iter().find(|row| row[0] == Cell::Term("Total", "Разом")).unwrap();
    let place = |id: &str| table.columns.iter().position(|column| column.id == id).unwrap();
    ["trainings", "participants", "participants_unknown", "covered"].map(|id| total[place(id)].clone()).to_vec()
}
