//! Laws of records of which each row tells one: deliveries, as random sheets tell them.
#![allow(clippy::unwrap_used)]

use std::path::PathBuf;

use hromada::{
    import::{DeliveryImport, Ending, Options, Summary},
    store::{Access, NewChange, Store},
};
use jiff::civil::date;
use proptest::prelude::*;
use rusqlite::Connection;

/// A row of a sheet: item, place, quantity, value, days, wave.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    item: usize,
    place: usize,
    quantity: Option<u32>,
    value: usize,
    received: Option<u8>,
    wave: usize,
}

const ITEMS: [&str; 3] = ["ноутбук", "генератор 5 кВт", "стіл"];
const VALUES: [&str; 5] = ["", "12 000,50 грн", "0,06 млн грн", "1 892 EUR", "3"];
const WAVES: [&str; 3] = ["", "І хвиля", "ІІ хвиля"];
/// Oblast and cell; some name one community, some several, some wait for a person, some are none.
const PLACES: [(&str, &str); 6] = [
    ("Житомирська", "Бердичівська громада"),
    ("Житомирська", "Малинська міська рада; Овруцька міська рада"),
    ("Дніпропетровська", "Покровська ТГ"),
    ("", "Зореградська громада"),
    ("Львівська", ""),
    ("Сумська", "усі громади області"),
];

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (
        0..ITEMS.len(),
        0..PLACES.len(),
        proptest::option::of(0..9_u32),
        0..VALUES.len(),
        proptest::option::of(1..28_u8),
        0..WAVES.len(),
    );
    let row = row.prop_map(|(item, place, quantity, value, received, wave)| Row {
        item,
        place,
        quantity,
        value,
        received,
        wave,
    });
    proptest::collection::vec(row, 1..12)
}

fn csv(rows: &[Row]) -> String {
    let mut csv = String::from("Проєкт;Хвиля;Товар;К-сть;Сума, тис. грн;Отримано;Область;Громада\n");
    for row in rows {
        let (oblast, communities) = PLACES[row.place];
        let quantity = row.quantity.map(|count| count.to_string()).unwrap_or_default();
        let received = row.received.map(|day| format!("{day:02}.02.2021")).unwrap_or_default();
        csv += &format!(
            "П;{};{};{quantity};{};{received};{oblast};\"{communities}\"\n",
            WAVES[row.wave], ITEMS[row.item], VALUES[row.value]
        );
    }
    csv
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

    fn import(&self, rows: &[Row], options: Options) -> Summary {
        self.import_as("aid.csv", rows, options)
    }

    fn import_as(&self, name: &str, rows: &[Row], options: Options) -> Summary {
        let file = self.folder.path().join(name);
        std::fs::write(&file, csv(rows)).unwrap();
        let store = Store::open(&self.database(), Access::Write).unwrap();
        let change = NewChange { file: Some(name.to_string()), ..change("import", "deliveries") };
        DeliveryImport::new(&store, options).unwrap().file(&file, &change).unwrap()
    }

    /// All facts in force as people see them.
    fn facts(&self) -> Vec<String> {
        let conn = Connection::open(self.database()).unwrap();
        let mut facts = Vec::new();
        for sql in [
            "SELECT number, item, category, project, wave, recipient, quantity, value, currency, received_date, status, scope, oblast
             FROM v_delivery ORDER BY number",
            "SELECT record, code FROM v_link ORDER BY 1, 2",
            "SELECT record, text, oblast_hint, outcome FROM waiting_name WHERE ended_by IS NULL ORDER BY 1, 2, 3",
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
}

fn options() -> Options {
    Options::new(date(2021, 4, 15))
}

fn change(verb: &'static str, noun: &'static str) -> NewChange {
    let file = (verb == "import").then(|| "aid.csv".to_string());
    NewChange { at: "2021-04-15T09:00:00Z".into(), verb, noun, command: "law".into(), file, ..NewChange::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn importing_twice_is_importing_once(rows in rows(), batch in prop_oneof![Just(1), Just(2), Just(4096)]) {
        let world = World::new();
        world.import(&rows, Options { batch: Some(batch), ..options() });
        let once = world.facts();
        prop_assert!(matches!(world.import(&rows, options()).ending, Ending::AlreadyImported(_)));
        // The same rows under other bytes: each is found again, and the repeated one is known as such.
        let mut shifted = rows.clone();
        shifted.push(rows[0].clone());
        let again = world.import(&shifted, Options { batch: Some(batch), ..options() });
        prop_assert_eq!((again.counts.added, again.counts.updated, again.gone), (Some(0), Some(0), 0));
        prop_assert_eq!(world.facts(), once);
    }

    /// What a quarter brought stays when the next one is reported: the same rows tell the same in one file and in two.
    #[test]
    fn rows_of_different_days_tell_the_same_in_one_file_and_in_two(rows in rows(), cut in 0..12_usize) {
        let key = |row: &Row| (row.item, row.place, row.wave, row.received);
        let mut told: Vec<Row> = Vec::new();
        for row in rows.into_iter().filter(|row| row.received.is_some()) {
            if told.iter().all(|known| key(known) != key(&row)) {
                told.push(row);
            }
        }
        let (one, two) = (World::new(), World::new());
        one.import(&told, options());
        let (first, second) = told.split_at(cut.min(told.len()));
        for (name, part) in [("winter.csv", first), ("spring.csv", second)] {
            if !part.is_empty() {
                two.import_as(name, part, options());
            }
        }
        let without_numbers = |world: &World| {
            let conn = Connection::open(world.database()).unwrap();
            let sql = "SELECT item || '|' || recipient || '|' || ifnull(wave, '') || '|' || ifnull(quantity, '') || '|'
                || ifnull(value, '') || '|' || received_date FROM v_delivery ORDER BY 1";
            let mut query = conn.prepare(sql).unwrap();
            let facts = query.query_map([], |row| row.get::<_, String>(0)).unwrap();
            facts.collect::<rusqlite::Result<Vec<_>>>().unwrap()
        };
        prop_assert_eq!(without_numbers(&two), without_numbers(&one));
    }

    #[test]
    fn a_dry_run_tells_what_a_run_does_and_changes_nothing(rows in rows()) {
        let world = World::new();
        let before = std::fs::read(world.database()).unwrap();
        let tried = world.import(&rows, Options { dry_run: true, ..options() });
        prop_assert!(std::fs::read(world.database()).unwrap() == before);
        prop_assert_eq!(tried.counts, world.import(&rows, options()).counts);
    }

    #[test]
    fn undoing_an_import_gives_the_state_before_it(first in rows(), second in rows()) {
        let world = World::new();
        world.import(&first, options());
        let facts = world.facts();
        if let Ending::Saved(_) = world.import(&second, options()).ending {
            let store = Store::open(&world.database(), Access::Write).unwrap();
            hromada::assign::undo(&store, None, &change("undo", "change")).unwrap();
        }
        prop_assert_eq!(world.facts(), facts);
    }

    /// Money is exact and never mixed: what is stored adds up to what the rows say, currency by currency.
    #[test]
    fn money_adds_up_in_each_currency(rows in rows()) {
        let world = World::new();
        let mut rows = rows;
        rows.dedup();
        let mut told: Vec<&Row> = Vec::new();
        for row in &rows {
            if !told.contains(&row) {
                told.push(row);
            }
        }
        world.import(&rows, options());
        let minor = [0, 1_200_050, 6_000_000, 189_200, 300_000];
        let sum = |of: &dyn Fn(usize) -> bool| told.iter().filter(|row| of(row.value)).map(|row| minor[row.value]).sum::<i64>();
        let conn = Connection::open(world.database()).unwrap();
        let stored = |currency: &str| -> i64 {
            let sql = "SELECT ifnull(sum(value), 0) FROM delivery WHERE currency = ?1 AND ended_by IS NULL";
            conn.query_row(sql, [currency], |row| row.get(0)).unwrap()
        };
        prop_assert_eq!(stored("UAH"), sum(&|value| value != 3));
        prop_assert_eq!(stored("EUR"), sum(&|value| value == 3));
        let unknown: i64 = conn
            .query_row("SELECT count(*) FROM delivery WHERE value IS NULL AND ended_by IS NULL", [], |row| row.get(0))
            .unwrap();
        prop_assert_eq!(unknown, told.iter().filter(|row| row.value == 0).count() as i64);
    }
}
