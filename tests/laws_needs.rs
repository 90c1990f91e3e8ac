//! Laws of needs: what holds for every funnel, offer and page of a community, shown on random sheets.
#![allow(clippy::unwrap_used)]

use std::{collections::BTreeSet, path::PathBuf};

use hromada::{
    assign,
    import::{DeliveryImport, NeedImport, Options},
    model::Period,
    report::{self, CommunityQuestion, NeedKey, NeedsQuestion, Offer},
    store::{Access, NewChange, Store},
    table::{Cell, Table},
};
use jiff::civil::date;
use proptest::prelude::*;

/// A row of a sheet of needs.
#[derive(Clone, Debug)]
struct Row {
    item: usize,
    topic: usize,
    place: usize,
    track: usize,
    status: usize,
    urgency: usize,
    quantity: Option<u32>,
    day: Option<u8>,
}

const ITEMS: [&str; 4] = ["", "генератор", "ДБЖ", "ноутбуки"];
const TOPICS: [&str; 3] = ["", "Інститут старост", "щось своє"];
const TRACKS: [&str; 3] = ["", "А", "Б"];
const STATUSES: [&str; 5] = ["подано", "відібрано", "відхилено", "виконано", "відкликано"];
const URGENCIES: [&str; 4] = ["", "висока", "середня", "низька"];
/// Oblast and cell; some name one community, some several, some wait for a person.
const PLACES: [(&str, &str); 6] = [
    ("Житомирська", "Бердичівська громада"),
    ("Житомирська", "Малинська міська рада; Овруцька міська рада"),
    ("", "Глибоцька громада (Чернівецька обл.); Малинська громада (Житомирська обл.)"),
    ("Дніпропетровська", "Покровська ТГ"),
    ("", "Зореградська громада"),
    ("Сумська", "Шосткинська громада"),
];

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (
        (0..ITEMS.len(), 0..TOPICS.len()).prop_filter("a need asks for something", |(item, topic)| item + topic > 0),
        0..PLACES.len(),
        0..TRACKS.len(),
        0..STATUSES.len(),
        0..URGENCIES.len(),
        proptest::option::of(1..9_u32),
        proptest::option::weighted(0.8, 1..28_u8),
    );
    let row = row.prop_map(|((item, topic), place, track, status, urgency, quantity, day)| Row {
        item,
        topic,
        place,
        track,
        status,
        urgency,
        quantity,
        day,
    });
    proptest::collection::vec(row, 1..16)
}

fn csv(rows: &[Row]) -> String {
    let mut csv = String::from("№;Дата;Область;Громада;Напрям;Потреба;Кількість;Пріоритет;Лот;Статус\n");
    for (number, row) in rows.iter().enumerate() {
        let (oblast, community) = PLACES[row.place];
        let day = row.day.map(|day| format!("{day:02}.02.2021")).unwrap_or_default();
        let quantity = row.quantity.map(|count| count.to_string()).unwrap_or_default();
        csv += &format!(
            "{number};{day};{oblast};\"{community}\";{};{};{quantity};{};{};{}\n",
            TOPICS[row.topic], ITEMS[row.item], URGENCIES[row.urgency], TRACKS[row.track], STATUSES[row.status]
        );
    }
    csv
}

const AID: &str = "Проєкт;Область;Громада;Найменування;Кількість;Дата отримання;Статус\n\
    П;Житомирська;Бердичівська громада;генератор;1;10.02.2021;отримано\n\
    П;Житомирська;Малинська громада;ДБЖ;1;11.02.2021;отримано\n\
    П;Сумська;Шосткинська громада;ноутбук;1;;заплановано\n";

fn change(noun: &'static str) -> NewChange {
    let at = "2021-04-15T09:00:00Z".to_string();
    NewChange { at, verb: "import", noun, command: "law".into(), file: Some("x.csv".into()), ..NewChange::default() }
}

/// A database with these needs, and some aid.
fn imported(rows: &[Row]) -> (tempfile::TempDir, Store) {
    static MADE: std::sync::OnceLock<tempfile::TempDir> = std::sync::OnceLock::new();
    let made = MADE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let change = NewChange { verb: "create", file: None, ..change("database") };
        Store::create(&folder.path().join("h.db"), &change).unwrap();
        folder
    });
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| -> PathBuf { folder.path().join(name) };
    std::fs::copy(made.path().join("h.db"), path("h.db")).unwrap();
    std::fs::write(path("needs.csv"), csv(rows)).unwrap();
    std::fs::write(path("aid.csv"), AID).unwrap();
    let store = Store::open(&path("h.db"), Access::Write).unwrap();
    let options = || Options::new(date(2021, 4, 15));
    NeedImport::new(&store, options()).unwrap().file(&path("needs.csv"), &change("needs")).unwrap();
    DeliveryImport::new(&store, options()).unwrap().file(&path("aid.csv"), &change("deliveries")).unwrap();
    (folder, store)
}

fn question(rows: &[NeedKey]) -> NeedsQuestion {
    NeedsQuestion {
        period: Period::ALWAYS,
        oblast: None,
        topic: None,
        category: None,
        project: None,
        donor: None,
        rows: rows.to_vec(),
    }
}

fn place(table: &Table, id: &str) -> usize {
    table.columns.iter().position(|column| column.id == id).unwrap()
}

fn number(table: &Table, row: &[Cell], id: &str) -> i64 {
    match &row[place(table, id)] {
        Cell::Number(number) => *number,
        other => panic!("{id} is {other:?}"),
    }
}

const KEYS: [&[NeedKey]; 7] = [
    &[NeedKey::Track],
    &[NeedKey::Oblast],
    &[NeedKey::Raion],
    &[NeedKey::Community],
    &[NeedKey::Oblast, NeedKey::Track],
    &[NeedKey::Theme, NeedKey::Category, NeedKey::Oblast],
    &[NeedKey::Project],
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// No stage is larger than the one before it, in any row, and each application stands in one row.
    #[test]
    fn a_funnel_never_grows_from_stage_to_stage(rows in rows(), met in proptest::collection::vec(1..16_i64, 0..4)) {
        let (_folder, store) = imported(&rows);
        for need in met.into_iter().filter(|need| *need <= rows.len() as i64) {
            let change = NewChange { verb: "assign", file: None, ..change("need") };
            // What cannot be is refused: a need of another community, or one that was withdrawn.
            let _ = assign::met_by(&store, need, &["delivery:1".to_string()], &change);
        }
        for keys in KEYS {
            let table = report::needs_funnel(&store, &question(keys)).unwrap();
            let (total, parts) = table.rows.split_last().unwrap();
            for row in &table.rows {
                let stage = |id: &str| number(&table, row, id);
                prop_assert!(stage("applied") >= stage("selected") && stage("selected") >= stage("delivered"));
                prop_assert!(stage("applied_communities") >= stage("selected_communities"));
                prop_assert!(stage("selected_communities") >= stage("delivered_communities"));
                let ends = ["selected", "rejected", "withdrawn", "undecided"].map(stage);
                prop_assert_eq!(ends.iter().sum::<i64>(), stage("applied"));
            }
            for id in ["applied", "selected", "delivered", "rejected", "withdrawn", "undecided"] {
                let sum: i64 = parts.iter().map(|row| number(&table, row, id)).sum();
                prop_assert_eq!(sum, number(&table, total, id), "{}", id);
            }
            prop_assert_eq!(number(&table, total, "applied"), rows.len() as i64);
        }
    }

    /// Whatever rows stand for, each unmet need stands in one of them; communities count once in the total.
    #[test]
    fn every_unmet_need_is_counted_once(rows in rows()) {
        let (_folder, store) = imported(&rows);
        let unmet = rows.iter().filter(|row| row.status < 3).count() as i64;
        for keys in KEYS {
            let table = report::needs(&store, &question(keys)).unwrap();
            let (total, parts) = table.rows.split_last().unwrap();
            prop_assert_eq!(number(&table, total, "needs"), unmet);
            prop_assert_eq!(parts.iter().map(|row| number(&table, row, "needs")).sum::<i64>(), unmet);
            prop_assert!(parts.iter().all(|row| number(&table, row, "communities") <= number(&table, total, "communities")));
        }
        let single = report::needs(&store, &question(&[NeedKey::Community, NeedKey::Need])).unwrap();
        prop_assert_eq!(single.rows.len() as i64, unmet);
        let relevance = report::needs_relevance(&store, &question(&[])).unwrap();
        let demand: i64 = relevance.rows.iter().map(|row| number(&relevance, row, "needs")).sum();
        prop_assert_eq!(demand, rows.iter().filter(|row| row.status != 4).count() as i64);
    }

    /// No more is proposed than is offered, nobody is proposed more than was asked for, and each need stands once.
    #[test]
    fn an_offer_is_not_given_twice(rows in rows(), quantity in 1..30_i64, item in 0..3_usize) {
        let (_folder, store) = imported(&rows);
        let offer = Offer { item: ["generator", "UPS", "power"][item].into(), quantity: Some(quantity) };
        let table = report::needs_offer(&store, &question(&[]), &offer).unwrap();
        let proposed: Vec<i64> = table.rows.iter().map(|row| number(&table, row, "proposed")).collect();
        prop_assert!(proposed.iter().sum::<i64>() <= quantity);
        let wanted = |row: &[Cell]| match row[place(&table, "quantity")] {
            Cell::Number(number) => number,
            _ => 1,
        };
        prop_assert!(table.rows.iter().zip(&proposed).all(|(row, proposed)| *proposed <= wanted(row)));
        let different: BTreeSet<i64> = table.rows.iter().map(|row| number(&table, row, "need")).collect();
        prop_assert_eq!(different.len(), table.rows.len());
        // Once something is not given in full, nothing is left for those below.
        let short = table.rows.iter().zip(&proposed).position(|(row, proposed)| *proposed < wanted(row));
        prop_assert!(short.is_none_or(|short| proposed[short + 1..].iter().all(|proposed| *proposed == 0)));
    }

    /// The figures of a community's page are the numbers of its records below.
    #[test]
    fn the_figures_of_a_page_are_its_records(rows in rows(), community in 0..3_usize) {
        let (_folder, store) = imported(&rows);
        let community = ["Бердичівська", "Овруцька", "Шосткинська"][community].to_string();
        let question = CommunityQuestion { community, period: Period::ALWAYS, today: date(2021, 4, 15) };
        let table = report::community(&store, &question).unwrap();
        let section = |wanted: &str| {
            let is_wanted = |row: &&Vec<Cell>| matches!(row[0], Cell::Term(section, _) if section == wanted);
            table.rows.iter().filter(is_wanted).count() as i64
        };
        let figure = |wanted: &str| {
            let row = table.rows.iter().find(|row| matches!(row[1], Cell::Term(what, _) if what == wanted)).unwrap();
            number(&table, row, "number")
        };
        prop_assert_eq!(figure("Needs unmet"), section("unmet needs"));
        prop_assert_eq!(figure("Needs met"), section("met needs"));
        prop_assert_eq!(figure("Deliveries received"), section("aid"));
        prop_assert_eq!(figure("Trainings of all kinds"), section("trainings"));
    }
}
