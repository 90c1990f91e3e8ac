//! Laws of explanation: the records that are listed behind a figure add up to it, for every cell of the report.
#![allow(clippy::unwrap_used)]

use std::{collections::BTreeMap, path::PathBuf};

use hromada::{
    assign,
    import::{Options, TrainingImport},
    model::{Period, TrainingKind},
    report::{
        self, Apart, Columns, CoverageQuestion, ExplainGapsQuestion, ExplainQuestion, Figure, GapsQuestion, RowKey,
        Selection, Spot,
    },
    store::{Access, AsOf, Level, NewChange, State, Store},
    table::{Cell, Table},
};
use jiff::civil::date;
use proptest::prelude::*;

/// A row of a sheet: event, day, place, format or status, people.
type Row = (usize, (usize, usize), usize, usize, Option<u32>);

const TITLES: [(&str, &str); 4] =
    [("Бюджет громади", "Бюджет"), ("Права старост", "Старости"), ("Вода", "Що таке 'вода'?"), ("Без теми", "")];
const STARTS: [&str; 4] = ["30.12.2020", "02.02.2021", "03.03.2021", "28.06.2021"];
const ENDS: [&str; 4] = ["30.12.2020", "10.02.2021", "03.04.2021", "05.07.2021"];
const STATES: [&str; 4] = ["проведено", "проведено", "заплановано", "скасовано"];
const PLACES: [(&str, &str); 16] = [
    ("", "м. Київ"),
    ("", "м. Київ, Бердичівська громада (Житомирська обл.)"),
    ("Житомирська", "Бердичівська громада"),
    ("Житомирська", "Малинська, Овруцька та Коростенська громади"),
    ("Житомирська", "Бердичівська, Овруцька громади"),
    ("Сумська", "Тростянецька міська громада"),
    ("", "Тростянецька громада"),
    ("Дніпропетровська", "Покровська ТГ"),
    ("", "Зореградська громада"),
    ("Львівська", ""),
    ("", "Глибоцька громада (Чернівецька обл.); Малинська громада (Житомирська обл.)"),
    ("Житомирська", "усі громади області"),
    ("Севастополь", "м. Севастополь"),
    ("Автономна Республіка Крим", "Ялтинська, Судацька громади"),
    ("Автономна Республіка Крим", "усі громади області"),
    ("", "Ялтинська громада (Автономна Республіка Крим); Малинська громада (Житомирська обл.)"),
];

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let days = (0..STARTS.len()).prop_flat_map(|start| (Just(start), start..STARTS.len()));
    let people = proptest::option::weighted(0.8, 0..60_u32);
    proptest::collection::vec((0..TITLES.len(), days, 0..PLACES.len(), 0..STATES.len(), people), 1..16)
}

fn csv(rows: &[Row]) -> String {
    let mut csv = String::from("Проєкт;Назва заходу;Тема;Початок;Кінець;Область;Громада;Статус;Учасників\n");
    for (title, (start, end), place, state, people) in rows {
        let ((title, topic), (oblast, places)) = (TITLES[*title], PLACES[*place]);
        let (start, end, state) = (STARTS[*start], ENDS[*end], STATES[*state]);
        let people = people.map(|people| people.to_string()).unwrap_or_default();
        csv += &format!("П;{title};{topic};{start};{end};{oblast};\"{places}\";{state};{people}\n");
    }
    csv
}

fn change(verb: &'static str, noun: &'static str) -> NewChange {
    let file = (verb == "import").then(|| "sheet.csv".to_string());
    NewChange { at: "2021-04-15T09:00:00Z".into(), verb, noun, command: "law".into(), file, ..NewChange::default() }
}

struct World {
    folder: tempfile::TempDir,
}

impl World {
    fn new() -> World {
        static MADE: std::sync::OnceLock<tempfile::TempDir> = std::sync::OnceLock::new();
        let made = MADE.get_or_init(|| {
            let folder = tempfile::tempdir().unwrap();
            Store::create(&folder.path().join("h.db"), &change("create", "database")).unwrap();
            folder
        });
        let world = World { folder: tempfile::tempdir().unwrap() };
        std::fs::copy(made.path().join("h.db"), world.database()).unwrap();
        world
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("h.db")
    }

    fn import(&self, rows: &[Row]) {
        let file = self.folder.path().join("sheet.csv");
        std::fs::write(&file, csv(rows)).unwrap();
        let store = Store::open(&self.database(), Access::Write).unwrap();
        let options = Options { keep_going: true, ..Options::new(date(2021, 7, 15)) };
        TrainingImport::new(&store, options).unwrap().file(&file, &change("import", "trainings")).unwrap();
    }

    /// Links by hand, in any state.
    fn link(&self, training: i64, place: usize, state: usize) {
        let place = ["UA59060110000049734", "UA18020030000035625", "UA61020150000036935"][place].to_string();
        let state = [State::Attended, State::Invited, State::Planned][state];
        let store = Store::open(&self.database(), Access::Write).unwrap();
        let _ = assign::training(&store, training, &[place], state, &change("assign", "training"));
    }

    fn store(&self) -> Store {
        Store::open(&self.database(), Access::Read).unwrap()
    }
}

/// The options of a command as a shell would pass them.
fn options(command: &str) -> BTreeMap<String, String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    let mut signs = command.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\'' => quoted = !quoted,
            '\\' if !quoted => word.extend(signs.next()),
            ' ' if !quoted => words.push(std::mem::take(&mut word)),
            sign => word.push(sign),
        }
    }
    words.push(word);
    assert_eq!(words[..3], ["hromada", "report", "explain"]);
    let mut options = BTreeMap::new();
    let mut rest = words[4..].iter().peekable();
    while let Some(name) = rest.next() {
        let value = rest.next_if(|word| !word.starts_with("--")).cloned();
        options.insert(name.clone(), value.unwrap_or_default());
    }
    options
}

fn question(command: &str, figure: Option<Figure>) -> ExplainQuestion {
    let options = options(command);
    let get = |name: &str| options.get(name).cloned();
    let level = match get("--rows").as_deref() {
        None => Level::Oblast,
        Some("raion") => Level::Raion,
        _ => Level::Community,
    };
    let spot = match (get("--community"), get("--raion"), get("--place"), get("--oblast")) {
        (Some(community), ..) => Spot::Community(community),
        (_, Some(raion), ..) => Spot::Raion(raion),
        (_, _, Some(place), oblast) => {
            let apart = [
                ("several", Apart::Several),
                ("waiting", Apart::Waiting),
                ("unsaid", Apart::Unsaid),
                ("crimea", Apart::Crimea),
            ];
            let apart = apart.iter().find(|known| known.0 == place).map_or(Apart::Former, |known| known.1);
            Spot::Apart(apart, level, oblast)
        }
        (_, _, _, Some(oblast)) => Spot::Oblast(oblast),
        _ => Spot::Total(level),
    };
    ExplainQuestion {
        period: get("--period").map_or(Period::ALWAYS, |period| period.parse().unwrap()),
        selection: Selection {
            topic: get("--topic"),
            project: get("--project"),
            donor: get("--donor"),
            kind: get("--kind").and_then(|kind| TrainingKind::from_id(&kind)),
            with_aid: options.contains_key("--with-aid"),
        },
        no_topic: options.contains_key("--no-topic"),
        spot,
        figure,
    }
}

/// The numbers of the rows of a column that count; `None` = all of them are unknown.
fn sum(table: &Table, column: &str) -> (i64, usize) {
    let place = |id: &str| table.columns.iter().position(|known| known.id == id).unwrap();
    let (counted, column) = (place("counted"), place(column));
    let yes = table.rows.iter().filter(|row| row[counted] == Cell::Term("yes", "так"));
    let known: Vec<i64> =
        yes.filter_map(|row| if let Cell::Number(number) = row[column] { Some(number) } else { None }).collect();
    (known.iter().sum(), known.len())
}

fn cell<'t>(table: &'t Table, row: &'t [Cell], column: &str) -> &'t Cell {
    &row[table.columns.iter().position(|known| known.id == column).unwrap()]
}

/// Explains every row of a report in which anything happened, and some quiet ones.
fn explain_all(store: &Store, asked: &CoverageQuestion) -> Result<(), TestCaseError> {
    let table = report::coverage_explained(store, asked, &[]).unwrap();
    for (place, row) in table.rows.iter().enumerate() {
        if *cell(&table, row, "trainings") == Cell::Number(0) && place % 397 != 0 {
            continue;
        }
        let Cell::Text(command) = cell(&table, row, "explain") else { panic!("no command") };
        let figures = [
            (Figure::Covered, "covered", "adds_covered"),
            (Figure::Trainings, "trainings", "adds_trainings"),
            (Figure::Participants, "participants", "adds_participants"),
        ];
        let all = report::explain(store, &question(command, None)).unwrap();
        let unknown = all.notes.iter().find(|note| note.contains("no number of the people"));
        let unknown = unknown.map_or(0, |note| note.split(' ').next().unwrap().parse().unwrap());
        prop_assert_eq!(cell(&table, row, "participants_unknown"), &Cell::Number(unknown), "{}", command);
        for (turn, (figure, column, adds)) in figures.into_iter().enumerate() {
            match cell(&table, row, column) {
                Cell::Number(number) => prop_assert_eq!(sum(&all, adds).0, *number, "{} of {}", column, command),
                _ => prop_assert_eq!(sum(&all, adds).0, 0, "{} of {}", column, command),
            }
            if turn != place % 3 {
                continue;
            }
            let alone = report::explain(store, &question(command, Some(figure))).unwrap();
            prop_assert_eq!(sum(&alone, adds).0, sum(&all, adds).0, "{}", command);
            if figure != Figure::Covered {
                let mut numbers: Vec<&Cell> = alone.rows.iter().map(|row| cell(&alone, row, "no")).collect();
                let all = numbers.len();
                numbers.dedup();
                prop_assert_eq!(numbers.len(), all, "each record once: {}", command);
            }
        }
    }
    Ok(())
}

fn asked(level: Level, (topic, quarter): (bool, bool), oblast: Option<&str>, period: &str) -> CoverageQuestion {
    CoverageQuestion {
        period: if period.is_empty() { Period::ALWAYS } else { period.parse().unwrap() },
        selection: Selection::default(),
        oblast: oblast.map(str::to_string),
        rows: RowKey { level, topic, quarter },
        columns: Columns::Totals,
        figure: Figure::Covered,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_records_behind_every_cell_add_up_to_it(
        rows in rows(),
        by_hand in proptest::collection::vec((1..9_i64, 0..3_usize, 0..3_usize), 0..4),
        breakdown in any::<(bool, bool)>(),
        oblast in prop_oneof![Just(None), Just(Some("Житомирська"))],
        period in prop_oneof![Just(""), Just("2021-Q1"), Just("2021-02-01..2021-06-30")],
    ) {
        let world = World::new();
        world.import(&rows);
        for (training, place, state) in by_hand {
            world.link(training, place, state);
        }
        let store = world.store();
        for level in [Level::Oblast, Level::Raion, Level::Community] {
            let of_project = Selection { project: Some("П".into()), ..Selection::default() };
            explain_all(&store, &CoverageQuestion { selection: of_project, ..asked(level, breakdown, oblast, period) })?;
        }
    }

    /// A community stands among the gaps exactly when no record of it counts, and its last support is the one that is said.
    #[test]
    fn a_gap_has_no_record_that_counts(rows in rows(), topic in proptest::option::of(0..2_usize)) {
        let world = World::new();
        world.import(&rows);
        let store = world.store();
        let topic = topic.map(|topic| TITLES[topic].1.to_string());
        let question = GapsQuestion {
            period: "2021-Q1".parse().unwrap(), topic, oblast: Some("Житомирська".into()), raion: None, kind: None,
            with_aid: false,
        };
        let Ok(table) = report::gaps_explained(&store, &question, &[]) else { return Ok(()) };
        let mut gaps = Vec::new();
        for row in &table.rows {
            let Cell::Text(command) = cell(&table, row, "explain") else { panic!("no command") };
            let options = options(command);
            gaps.push(options["--community"].clone());
            let supported = *cell(&table, row, "last_support") != Cell::Missing;
            if !supported && gaps.len() % 20 != 0 {
                continue;
            }
            let explained = explained_gap(&store, &options["--community"], options.get("--topic").cloned());
            prop_assert_eq!(sum(&explained, "adds_trainings").0, 0, "{}", command);
            let said = explained.notes.iter().any(|note| note.starts_with("Last support before"));
            prop_assert_eq!(said, supported, "{}", command);
            if let Cell::Date(day) = cell(&table, row, "last_support") {
                prop_assert!(explained.notes.iter().any(|note| note.contains(&day.to_string())), "{}", command);
            }
        }
        for code in ["UA18020030000035625", "UA18060130000061781"] {
            let explained = explained_gap(&store, code, question.topic.clone());
            prop_assert_eq!(sum(&explained, "adds_trainings").0 == 0, gaps.contains(&code.to_string()), "{}", code);
        }
    }

    #[test]
    fn an_explanation_looks_back_as_the_report_does(first in rows(), second in rows()) {
        let world = World::new();
        world.import(&first);
        let asked = asked(Level::Oblast, (false, false), None, "");
        let question = ExplainQuestion {
            period: Period::ALWAYS, selection: Selection::default(), no_topic: false, spot: Spot::Total(Level::Oblast), figure: None,
        };
        let then = report::explain(&world.store(), &question).unwrap();
        let last = world.store().changes().unwrap().len() as i64;
        world.import(&second);
        let store = world.store();
        store.look_back(&AsOf::Change(last)).unwrap();
        prop_assert_eq!(report::explain(&store, &question).unwrap(), then);
        explain_all(&store, &asked)?;
    }
}

fn explained_gap(store: &Store, community: &str, topic: Option<String>) -> Table {
    let period = "2021-Q1".parse().unwrap();
    let question = ExplainGapsQuestion { community: community.to_string(), period, topic, with_aid: false };
    report::explain_gaps(store, &question).unwrap()
}
