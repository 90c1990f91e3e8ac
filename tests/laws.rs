//! Laws: what holds for every sheet, shown on random ones.
#![allow(clippy::unwrap_used)]

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use hromada::{
    import::{Ending, Options, TrainingImport},
    model::Period,
    report::{self, Columns, CoverageQuestion, Figure, RowKey, Selection},
    store::{Access, Level, NewChange, State, Store},
    table::{Cell, Table},
};
use jiff::civil::date;
use proptest::prelude::*;
use rusqlite::Connection;

/// A row of a sheet: event, day, place, people.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    title: usize,
    day: u8,
    place: usize,
    format: usize,
    participants: Option<u32>,
}

const TITLES: [&str; 3] = ["Бюджет громади", "Права старост", "Вода"];
const TOPICS: [&str; 3] = ["Бюджет", "Старости", "Вода"];
const FORMATS: [&str; 3] = ["", "онлайн", "очно"];
/// Oblast and cell; some name one community, some several, some wait for a person, some are none.
const PLACES: [(&str, &str); 11] = [
    ("", "м. Київ"),
    ("", "м. Київ, Бердичівська громада (Житомирська обл.)"),
    ("Житомирська", "Бердичівська громада"),
    ("Житомирська", "Малинська, Овруцька та Коростенська громади"),
    ("", "Бердичівська громада"),
    ("Сумська", "Тростянецька міська громада"),
    ("", "Тростянецька громада"),
    ("Дніпропетровська", "Покровська ТГ"),
    ("", "Зореградська громада"),
    ("Львівська", ""),
    ("", "Глибоцька громада (Чернівецька обл.); Малинська громада (Житомирська обл.)"),
];

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let format = prop_oneof![4 => Just(1), 1 => Just(0), 1 => Just(2)];
    let row = (0..TITLES.len(), 1..4_u8, 0..PLACES.len(), format, proptest::option::weighted(0.8, 0..60_u32));
    let row = row.prop_map(|(title, day, place, format, participants)| Row { title, day, place, format, participants });
    proptest::collection::vec(row, 1..14)
}

fn csv(rows: &[Row]) -> String {
    let mut csv = String::from("Проєкт;Тема;Назва заходу;Дата;Область;Громада;Формат;Учасників\n");
    for row in rows {
        let (oblast, communities) = PLACES[row.place];
        let people = row.participants.map(|people| people.to_string()).unwrap_or_default();
        csv += &format!(
            "П;{};{};{:02}.02.2021;{oblast};\"{communities}\";{};{people}\n",
            TOPICS[row.title], TITLES[row.title], row.day, FORMATS[row.format]
        );
    }
    csv
}

/// Something that is done to a database.
#[derive(Clone, Debug)]
enum Step {
    Import(Vec<Row>, bool),
    Link(i64, usize, bool),
    Name(usize, Option<usize>),
    Topic(usize, &'static str),
    Project(&'static str),
    Undo(Option<i64>),
}

/// Texts that wait, and communities that they may mean.
const TEXTS: [&str; 4] = ["Тростянецька громада", "Покровська ТГ", "Зореградська громада", "Бердичівська громада"];
const CODES: [&str; 3] = ["UA59060110000049734", "UA18020030000035625", "UA61020150000036935"];

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (rows(), any::<bool>()).prop_map(|(rows, complete)| Step::Import(rows, complete)),
        2 => (1..6_i64, 0..CODES.len(), any::<bool>()).prop_map(|(training, code, held)| Step::Link(training, code, held)),
        2 => (0..TEXTS.len(), proptest::option::of(0..CODES.len())).prop_map(|(text, code)| Step::Name(text, code)),
        1 => (0..TITLES.len(), prop_oneof![Just("7"), Just("none"), Just("Вода")]).prop_map(|(topic, to)| Step::Topic(topic, to)),
        1 => prop_oneof![Just("none"), Just("Інший")].prop_map(Step::Project),
        2 => proptest::option::of(2..9_i64).prop_map(Step::Undo),
    ]
}

struct World {
    folder: tempfile::TempDir,
}

impl World {
    fn new() -> World {
        let world = World { folder: tempfile::tempdir().unwrap() };
        // The register takes the most time, so that it is written once and copied.
        static MADE: std::sync::OnceLock<tempfile::TempDir> = std::sync::OnceLock::new();
        let made = MADE.get_or_init(|| {
            let folder = tempfile::tempdir().unwrap();
            Store::create(&folder.path().join("h.db"), &change("create", "database")).unwrap();
            folder
        });
        std::fs::copy(made.path().join("h.db"), world.database()).unwrap();
        world
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("h.db")
    }

    fn store(&self) -> Store {
        Store::open(&self.database(), Access::Write).unwrap()
    }

    fn import(&self, rows: &[Row], batch: usize, dry_run: bool) -> hromada::import::Summary {
        self.import_as(rows, Options { batch: Some(batch), dry_run, ..options() })
    }

    fn import_as(&self, rows: &[Row], options: Options) -> hromada::import::Summary {
        let file = self.folder.path().join("sheet.csv");
        std::fs::write(&file, csv(rows)).unwrap();
        let store = self.store();
        let mut import = TrainingImport::new(&store, options).unwrap();
        import.file(&file, &change("import", "trainings")).unwrap()
    }

    /// Does something; what cannot be done in this state is refused, and changes nothing.
    fn take(&self, step: &Step) {
        use hromada::{assign, store::Label};
        let (store, assign) = (self.store(), |noun| change("assign", noun));
        match step {
            Step::Import(rows, complete) => {
                drop(self.import_as(rows, Options { complete: *complete, ..options() }));
            }
            Step::Link(training, code, held) => {
                let state = if *held { State::Attended } else { State::Planned };
                let _ = assign::training(&store, *training, &[CODES[*code].to_string()], state, &assign("training"));
            }
            Step::Name(text, code) => {
                let target = code
                    .map_or(assign::NameTarget::None, |code| assign::NameTarget::Community(CODES[code].to_string()));
                let _ = assign::name(&store, TEXTS[*text], &target, None, &assign("name"));
            }
            Step::Topic(topic, to) => {
                let _ = assign::label(&store, Label::Topic, TOPICS[*topic], to, &assign("topic"));
            }
            Step::Project(to) => {
                let _ = assign::label(&store, Label::Project, "П", to, &assign("project"));
            }
            Step::Undo(number) => {
                let _ = assign::undo(&store, *number, &change("undo", "change"));
            }
        }
    }

    /// All facts in force as people see them, without the numbers of changes.
    fn facts(&self) -> Vec<String> {
        let conn = Connection::open(self.database()).unwrap();
        let mut facts = Vec::new();
        for sql in [
            "SELECT number, title, project, start_date, end_date, participants, scope, oblast FROM v_training ORDER BY number",
            "SELECT training, code, state, participants FROM v_assignment ORDER BY training, code",
            "SELECT record, text, oblast_hint, outcome, participants FROM waiting_name WHERE ended_by IS NULL ORDER BY 1, 2, 3, 5",
        ] {
            let mut query = conn.prepare(sql).unwrap();
            let columns = query.column_count();
            let mut rows = query.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                facts.push((0..columns).map(|column| format!("{:?} ", row.get_ref(column).unwrap())).collect());
            }
        }
        facts
    }

    fn coverage(&self, level: Level) -> Table {
        let question = CoverageQuestion {
            period: Period::ALWAYS,
            selection: Selection::default(),
            oblast: None,
            rows: RowKey { level, topic: false, quarter: false },
            columns: Columns::Totals,
            figure: Figure::Covered,
        };
        report::coverage(&Store::open(&self.database(), Access::Read).unwrap(), &question).unwrap()
    }
}

fn options() -> Options {
    Options::new(date(2021, 4, 15))
}

fn change(verb: &'static str, noun: &'static str) -> NewChange {
    let file = (verb == "import").then(|| "sheet.csv".to_string());
    NewChange { at: "2021-04-15T09:00:00Z".into(), verb, noun, command: "law".into(), file, ..NewChange::default() }
}

/// Numbers of one column: of the total, and the sum of the rows before it.
fn total_and_sum(table: &Table, column: &str) -> (i64, i64) {
    let place = table.columns.iter().position(|known| known.id == column).unwrap();
    let number = |row: &Vec<Cell>| if let Cell::Number(number) = row[place] { number } else { 0 };
    let total = table.rows.iter().position(|row| row[0] == Cell::Term("Total", "Разом")).unwrap();
    (number(&table.rows[total]), table.rows[..total].iter().map(number).sum())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn importing_twice_is_importing_once(rows in rows(), batch in prop_oneof![Just(1), Just(2), Just(4096)]) {
        let world = World::new();
        world.import(&rows, batch, false);
        let once = world.facts();
        let again = world.import(&rows, batch, false);
        prop_assert!(matches!(again.ending, Ending::AlreadyImported(_)));
        // The same rows under other bytes: each is found again by its key.
        let mut shifted = rows.clone();
        shifted.push(rows[0].clone());
        let resaved = world.import(&shifted, batch, false);
        prop_assert_eq!((resaved.counts.added, resaved.counts.updated, resaved.gone), (Some(0), Some(0), 0));
        prop_assert_eq!(world.facts(), once);
    }

    #[test]
    fn a_dry_run_tells_what_a_run_does_and_changes_nothing(rows in rows()) {
        let world = World::new();
        let before = std::fs::read(world.database()).unwrap();
        let tried = world.import(&rows, 4096, true);
        prop_assert!(std::fs::read(world.database()).unwrap() == before);
        let done = world.import(&rows, 4096, false);
        prop_assert_eq!(tried.counts, done.counts);
        prop_assert_eq!(tried.coverage, done.coverage);
    }

    /// Rows of one event may lie far apart: whether they meet in memory or in the database makes no difference.
    #[test]
    fn how_much_is_gathered_at_once_does_not_matter(rows in rows()) {
        let (whole, single, pairs) = (World::new(), World::new(), World::new());
        let counts = whole.import(&rows, 4096, false).counts;
        prop_assert_eq!(single.import(&rows, 1, false).counts, counts);
        prop_assert_eq!(pairs.import(&rows, 2, false).counts, counts);
        prop_assert_eq!(single.facts(), whole.facts());
        prop_assert_eq!(pairs.facts(), whole.facts());
    }

    /// A corrected file brings the database to what the file alone would make; what it no longer tells stays until it is said to
    /// be complete.
    #[test]
    fn a_complete_correction_makes_what_its_rows_make_alone(first in rows(), second in rows(), batch in 1..4_usize) {
        let (world, alone) = (World::new(), World::new());
        world.import(&first, 4096, false);
        let kept = World::new();
        std::fs::copy(world.database(), kept.database()).unwrap();
        let told = kept.import(&second, batch, false);
        let complete = world.import_as(&second, Options { batch: Some(batch), complete: true, ..options() });
        prop_assert_eq!(complete.counts.withdrawn, Some(told.gone));
        alone.import(&second, 4096, false);
        let without_number = |world: &World| {
            let mut facts: Vec<_> =
                world.facts().into_iter().map(|fact| fact.split_once(' ').unwrap().1.to_string()).collect();
            facts.sort();
            facts
        };
        prop_assert_eq!(without_number(&world), without_number(&alone));
    }

    /// Where the people of a training belong follows from its links, whoever made them and in whatever order.
    #[test]
    fn a_training_is_where_its_links_are(
        rows in rows(),
        by_hand in proptest::collection::vec((0..6_i64, 0..3_usize, any::<bool>()), 0..4),
        corrected in rows(),
    ) {
        let world = World::new();
        world.import(&rows, 4096, false);
        for (training, place, attended) in by_hand {
            let place = ["UA59060110000049734", "UA18020030000035625", "UA61020150000036935"][place].to_string();
            let state = if attended { State::Attended } else { State::Planned };
            let assigned = hromada::assign::training(&world.store(), training, &[place], state, &change("assign", "training"));
            prop_assert!(assigned.is_ok() || world.store().training(training).unwrap().is_none());
        }
        world.import(&corrected, 4096, false);
        let conn = Connection::open(world.database()).unwrap();
        const ELSEWHERE: &str = "SELECT count(*) FROM training t WHERE ended_by IS NULL AND scope IS NULL AND oblast IS NOT (
            SELECT CASE WHEN count(DISTINCT c.oblast) = 1 THEN min(c.oblast) END FROM assignment a
              JOIN community c ON c.id = a.community
             WHERE a.training = t.number AND a.ended_by IS NULL AND a.state = 1)";
        let elsewhere: i64 = conn.query_row(ELSEWHERE, [], |row| row.get(0)).unwrap();
        prop_assert_eq!(elsewhere, 0);
    }

    #[test]
    fn undoing_an_import_gives_the_state_before_it(first in rows(), second in rows()) {
        let world = World::new();
        world.import(&first, 4096, false);
        let (facts, coverage) = (world.facts(), world.coverage(Level::Raion));
        if let Ending::Saved(_) = world.import(&second, 4096, false).ending {
            hromada::assign::undo(&world.store(), None, &change("undo", "change")).unwrap();
        }
        prop_assert_eq!(world.facts(), facts);
        prop_assert_eq!(world.coverage(Level::Raion), coverage);
    }

    /// Whatever was done in whatever order, `check` finds nothing; nor does it after all of it is taken back, as far as it can be.
    #[test]
    fn any_history_leaves_a_whole_database(steps in proptest::collection::vec(step(), 1..8)) {
        let world = World::new();
        for step in &steps {
            world.take(step);
            prop_assert_eq!(world.store().check().unwrap(), []);
        }
        for number in (2..=world.store().changes().unwrap().len() as i64).rev() {
            let _ = hromada::assign::undo(&world.store(), Some(number), &change("undo", "change"));
        }
        prop_assert_eq!(world.store().check().unwrap(), []);
    }

    /// Whatever the rows stand for, a person counts once and a covered community counts once.
    #[test]
    fn totals_are_the_same_at_every_level(rows in rows()) {
        let world = World::new();
        world.import(&rows, 4096, false);
        let levels = [Level::Oblast, Level::Raion, Level::Community].map(|level| world.coverage(level));
        let conn = Connection::open(world.database()).unwrap();
        let one = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
        // A repeated row says nothing new; all others tell people of their own.
        let told: BTreeSet<&Row> = rows.iter().collect();
        let people_told: i64 = told.iter().filter_map(|row| row.participants).map(i64::from).sum();
        for table in &levels {
            let (people, sum) = total_and_sum(table, "participants");
            prop_assert_eq!(people, sum);
            prop_assert_eq!(people, people_told);
            let place = table.columns.iter().position(|column| column.id == "participants").unwrap();
            prop_assert!(table.rows.iter().all(|row| !matches!(row[place], Cell::Number(people) if people < 0)));
            let (covered, sum) = total_and_sum(table, "covered");
            prop_assert_eq!(covered, sum);
            prop_assert_eq!(covered, one("SELECT count(DISTINCT code) FROM v_assignment WHERE code NOT LIKE 'UA80%'"));
            let (trainings, _) = total_and_sum(table, "trainings");
            prop_assert_eq!(trainings, one("SELECT count(*) FROM v_training"));
        }
    }
}

#[test]
fn a_path_that_is_no_database_is_not_made_by_a_question() {
    assert!(Store::open(Path::new("no-such.db"), Access::Read).is_err());
    assert!(!Path::new("no-such.db").exists());
}
