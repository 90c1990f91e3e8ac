//! Laws of the report on aid, over random sheets: whoever and whatever is counted, is counted once; money is never mixed.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use hromada::{
    import::{DeliveryImport, Options},
    model::Period,
    report::{
        self, AidFigure, AidQuestion, AidRows, Columns, CoverageQuestion, ExplainAidQuestion, ExplainGapsQuestion,
        ExplainQuestion, Figure, GapsQuestion, RowKey, Selection, Spot, aid, explain_aid,
    },
    store::{Access, Level, NewChange, Store},
    table::{Cell, Table},
};
use jiff::civil::date;
use proptest::prelude::*;
use rusqlite::Connection;

/// A row of a sheet.
#[derive(Clone, Debug)]
struct Row {
    place: usize,
    wave: usize,
    project: usize,
    value: usize,
    quantity: Option<u32>,
    day: Option<u8>,
    status: usize,
}

/// Oblast and cell: one community, several, several oblasts, a name that waits, none at all.
const PLACES: [(&str, &str); 7] = [
    ("Житомирська", "Бердичівська громада"),
    ("Житомирська", "Малинська міська рада; Овруцька міська рада"),
    ("", "Малинська (Житомирська обл.); Лебединська (Сумська обл.)"),
    ("Сумська", "Лебединська міська рада"),
    ("Дніпропетровська", "Покровська ТГ"),
    ("Львівська", ""),
    ("Сумська", "Роменська міська рада"),
];
const WAVES: [&str; 3] = ["І хвиля", "ІІ хвиля", "ІІІ хвиля"];
const VALUES: [&str; 4] = ["", "12 000,50 грн", "1 892 EUR", "3 грн"];
const STATUSES: [&str; 3] = ["отримано", "передано", "заплановано"];

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (
        0..PLACES.len(),
        0..WAVES.len(),
        0..2_usize,
        0..VALUES.len(),
        proptest::option::of(0..9_u32),
        proptest::option::weighted(0.8, 1..28_u8),
        0..5_usize,
    );
    let row = row.prop_map(|(place, wave, project, value, quantity, day, status)| Row {
        place,
        wave,
        project,
        value,
        quantity,
        day,
        status: status.saturating_sub(2), // most have come
    });
    proptest::collection::vec(row, 1..14)
}

/// The sheet; `whole`: a wave that tells its value as a whole. Every row has an item of its own, so that none is another's copy.
fn csv(rows: &[Row], whole: Option<usize>) -> String {
    let mut csv = String::from("Проєкт;Хвиля;Товар;К-сть;Сума;Отримано;Статус;Область;Громада\n");
    for (number, row) in rows.iter().enumerate() {
        let (oblast, communities) = PLACES[row.place];
        let quantity = row.quantity.map(|count| format!("{count} шт")).unwrap_or_default();
        let day = row.day.map(|day| format!("{day:02}.02.2021")).unwrap_or_default();
        csv += &format!(
            "П{};{};ноутбук {number};{quantity};{};{day};{};{oblast};\"{communities}\"\n",
            row.project, WAVES[row.wave], VALUES[row.value], STATUSES[row.status]
        );
    }
    if let Some(wave) = whole {
        csv += &format!("П0;{};;;50 000 грн;;;;\n", WAVES[wave]);
    }
    csv
}

/// Wave and day of a delivery, and a community that received it, with its residents.
type Received = (String, Option<String>, i64, i64);

struct World {
    folder: tempfile::TempDir,
}

impl World {
    fn new(csv: &str) -> World {
        let world = World { folder: tempfile::tempdir().unwrap() };
        static MADE: std::sync::OnceLock<tempfile::TempDir> = std::sync::OnceLock::new();
        let made = MADE.get_or_init(|| {
            let folder = tempfile::tempdir().unwrap();
            Store::create(&folder.path().join("h.db"), &change("create", "database")).unwrap();
            folder
        });
        std::fs::copy(made.path().join("h.db"), world.database()).unwrap();
        let file = world.folder.path().join("aid.csv");
        std::fs::write(&file, csv).unwrap();
        let store = Store::open(&world.database(), Access::Write).unwrap();
        let options = Options::new(date(2021, 4, 15));
        DeliveryImport::new(&store, options).unwrap().file(&file, &change("import", "deliveries")).unwrap();
        drop(store);
        let people = "INSERT INTO population (community, year, residents, added_by) SELECT id, 2022, 1000 + id, 1 FROM community";
        world.conn().execute(people, []).unwrap();
        world
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("h.db")
    }

    fn conn(&self) -> Connection {
        Connection::open(self.database()).unwrap()
    }

    fn store(&self) -> Store {
        Store::open(&self.database(), Access::Read).unwrap()
    }

    fn report(&self, rows: AidRows, wave: Option<usize>) -> Table {
        aid(&self.store(), &asked(rows, wave)).unwrap()
    }

    /// Communities with their residents, by wave and day of what they received.
    fn received(&self) -> Vec<Received> {
        let conn = self.conn();
        let sql = "SELECT y.wave, y.received_date, l.community, p.residents FROM delivery y
            JOIN link l ON l.noun = 'delivery' AND l.record = y.number JOIN population p ON p.community = l.community
            WHERE y.status = 'received'";
        let mut query = conn.prepare(sql).unwrap();
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))).unwrap();
        rows.collect::<rusqlite::Result<_>>().unwrap()
    }
}

fn asked(rows: AidRows, wave: Option<usize>) -> AidQuestion {
    let wave = wave.map(|wave| WAVES[wave].to_string());
    AidQuestion { period: Period::ALWAYS, wave, project: None, donor: None, category: None, oblast: None, rows }
}

fn change(verb: &'static str, noun: &'static str) -> NewChange {
    let file = (verb == "import").then(|| "aid.csv".to_string());
    NewChange { at: "2021-04-15T09:00:00Z".into(), verb, noun, command: "law".into(), file, ..NewChange::default() }
}

/// The numbers of a column, without the last row (the total), and that of the total. `None` = the table has no such column.
fn column(table: &Table, id: &str) -> Option<(Vec<i64>, i64)> {
    let place = table.columns.iter().position(|column| column.id == id)?;
    let number = |row: &Vec<Cell>| match row[place] {
        Cell::Number(number) | Cell::Decimal(number, _) => number,
        _ => 0,
    };
    let (total, rows) = table.rows.split_last().unwrap();
    Some((rows.iter().map(number).collect(), number(total)))
}

/// A figure of the page of figures: what was asked for, and cumulative.
fn figure(table: &Table, name: &str) -> (i64, i64) {
    let row = table.rows.iter().find(|row| matches!(row[0], Cell::Term(term, _) if term == name)).unwrap();
    let number = |cell: &Cell| if let Cell::Number(number) = cell { *number } else { 0 };
    (number(&row[3]), number(&row[4]))
}

/// The words that a row of a report begins with; none of the total.
fn row_words(row: &[Cell], head: usize) -> Vec<String> {
    let words = row[..head].iter().filter_map(|cell| match cell {
        Cell::Text(text) => Some(text.clone()),
        Cell::Term(english, _) => Some(english.to_string()),
        _ => None,
    });
    words.filter(|word| word != "Total").collect()
}

/// What the counted records of an explanation add, by the words of another column where one is given.
fn added(table: &Table, column: &str, by: Option<&str>) -> BTreeMap<String, i64> {
    let place = |id: &str| table.columns.iter().position(|known| known.id == id);
    let (counted, by) = (place("counted").unwrap(), by.and_then(place));
    let mut sums = BTreeMap::new();
    for row in table.rows.iter().filter(|row| row[counted] == Cell::Term("yes", "так")) {
        let number = match place(column).map(|column| &row[column]) {
            Some(Cell::Number(number)) => *number,
            Some(Cell::Decimal(number, 2)) => *number,
            _ => continue,
        };
        let key = match by.map(|by| &row[by]) {
            Some(Cell::Money(_, currency)) => currency.to_lowercase(),
            _ => String::new(),
        };
        *sums.entry(key).or_default() += number;
    }
    sums
}

/// Explains each row of a report, all of its figures and each alone.
fn explain_all(store: &Store, asked: &AidQuestion) -> Result<(), TestCaseError> {
    let table = aid(store, asked).unwrap();
    let place = |id: &str| table.columns.iter().position(|column| column.id == id);
    for row in &table.rows {
        let words = row_words(row, place("communities").unwrap());
        let explain = |figure, cumulative| {
            let (report, row) = (asked.clone(), words.clone());
            explain_aid(store, &ExplainAidQuestion { report, row, figure, currency: None, cumulative }).unwrap()
        };
        let said = |id: &str| match place(id).map(|place| &row[place]) {
            Some(Cell::Number(number) | Cell::Decimal(number, 2)) => *number,
            _ => 0,
        };
        let all = explain(None, false);
        for (figure, column, adds) in [
            (AidFigure::Communities, "communities", "adds_communities"),
            (AidFigure::FirstTime, "first_time", "adds_first_time"),
            (AidFigure::Residents, "residents", "adds_residents"),
            (AidFigure::Deliveries, "deliveries", "adds_deliveries"),
        ] {
            for table in [&all, &explain(Some(figure), false)] {
                let sum: i64 = added(table, adds, None).values().sum();
                prop_assert_eq!(sum, said(column), "{} of {:?} {:?}", column, asked, words);
            }
        }
        let ever = explain(Some(AidFigure::Communities), true);
        prop_assert_eq!(
            added(&ever, "adds_communities", None).values().sum::<i64>(),
            said("cumulative"),
            "{:?}",
            words
        );
        for table in [&all, &explain(Some(AidFigure::Items), false)] {
            let sum: i64 = added(table, "adds_quantity", None).values().sum();
            let is_said = match place("items").map(|place| &row[place]) {
                Some(Cell::Text(text)) => *text == format!("{sum} шт"),
                _ => sum == 0,
            };
            prop_assert!(is_said, "{} items of {:?}", sum, words);
        }
        for table in [&all, &explain(Some(AidFigure::Value), false)] {
            let sums = added(table, "adds_value", Some("value"));
            for currency in ["uah", "eur"] {
                let sum = sums.get(currency).copied().unwrap_or(0);
                prop_assert_eq!(sum, said(&format!("value_{currency}")), "{:?} {:?}", asked, words);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever the rows stand for, each delivery and each hundredth of money stands in one of them.
    #[test]
    fn rows_add_up_to_the_total(rows in rows(), whole in proptest::option::of(0..3_usize)) {
        let world = World::new(&csv(&rows, whole));
        for by in [AidRows::Oblast, AidRows::Project, AidRows::Category, AidRows::Item, AidRows::Wave] {
            let table = world.report(by, None);
            for id in ["deliveries", "no_quantity", "no_value", "planned", "sent", "value_uah", "value_eur"] {
                if let Some((parts, total)) = column(&table, id) {
                    prop_assert_eq!(parts.iter().sum::<i64>(), total, "{:?} {}", by, id);
                }
            }
            if by == AidRows::Oblast {
                for id in ["communities", "residents", "first_time", "cumulative"] {
                    let (parts, total) = column(&table, id).unwrap();
                    prop_assert_eq!(parts.iter().sum::<i64>(), total, "{}", id);
                }
            }
        }
    }

    /// Money of each currency is what the received deliveries tell, and what a wave tells beyond them as a whole.
    #[test]
    fn money_is_never_mixed(rows in rows(), whole in proptest::option::of(0..3_usize)) {
        let world = World::new(&csv(&rows, whole));
        let table = world.report(AidRows::Wave, None);
        let minor = [0, 1_200_050, 189_200, 300];
        let told = |of: &dyn Fn(&Row) -> bool| rows.iter().filter(|row| of(row)).map(|row| minor[row.value]).sum::<i64>();
        let came = |row: &Row| row.status == 0;
        let euros = told(&|row| came(row) && row.value == 2);
        prop_assert_eq!(column(&table, "value_eur").map_or(0, |sums| sums.1), euros);
        let mut hryvnias = told(&|row| came(row) && row.value != 2);
        if let Some(wave) = whole {
            let own = |row: &Row| row.wave == wave && row.project == 0;
            let parts: Vec<&Row> = rows.iter().filter(|row| own(row)).collect();
            // Beside values in another currency the whole may be the same aid once more.
            let is_doubtful = parts.iter().any(|row| row.value == 2);
            if !is_doubtful && (parts.is_empty() || parts.iter().any(|row| came(row))) {
                hryvnias += (5_000_000 - told(&|row| own(row) && row.value != 2)).max(0);
            }
        }
        prop_assert_eq!(column(&table, "value_uah").map_or(0, |sums| sums.1), hryvnias);
    }

    /// Cumulative is the union over the waves, never their sum; residents count once for each community.
    #[test]
    fn communities_and_residents_count_once(rows in rows()) {
        let rows: Vec<Row> = rows.into_iter().map(|row| Row { project: 0, ..row }).collect(); // whose wave is meant
        let world = World::new(&csv(&rows, None));
        let received = world.received();
        let people = |of: &dyn Fn(&Received) -> bool| -> BTreeMap<i64, i64> {
            received.iter().filter(|row| of(row)).map(|row| (row.2, row.3)).collect()
        };
        let page = world.report(AidRows::Figures, None);
        let all = people(&|_| true);
        let count = |of: &BTreeMap<i64, i64>| of.len() as i64;
        prop_assert_eq!(figure(&page, "communities"), (count(&all), count(&all)));
        prop_assert_eq!(figure(&page, "residents").1, all.values().sum::<i64>());
        for wave in rows.iter().map(|row| row.wave).collect::<BTreeSet<_>>() {
            let name = WAVES[wave];
            let came = rows.iter().filter(|row| row.wave == wave && row.status == 0);
            // A wave of which no day is known stands at no time, so that all waves are looked at.
            let last = came.filter_map(|row| row.day).max().map(|day| format!("2021-02-{day:02}"));
            let of_wave = people(&|row| row.0 == name);
            let until = people(&|row| {
                row.0 == name || last.is_none() || row.1.is_some() && row.1 <= last
            });
            let page = world.report(AidRows::Figures, Some(wave));
            let (here, ever) = figure(&page, "communities");
            prop_assert_eq!(here, count(&of_wave));
            prop_assert_eq!(ever, count(&until), "{}", name);
            prop_assert_eq!(figure(&page, "residents").1, until.values().sum::<i64>());
            prop_assert!(figure(&page, "communities for the first time").0 <= here);
        }
    }

    /// The deliveries behind each cell add up to it, whatever rows stand for and whatever was asked for.
    #[test]
    fn the_deliveries_behind_every_cell_add_up_to_it(
        rows in rows(),
        whole in proptest::option::of(0..3_usize),
        by in 0..5_usize,
        wave in proptest::option::of(0..3_usize),
        oblast in prop_oneof![Just(None), Just(Some("Житомирська"))],
        period in prop_oneof![Just(""), Just("2021-02-05..2021-02-20")],
    ) {
        let alone = |row: Row| Row { project: if wave.is_some() { 0 } else { row.project }, ..row };
        let rows: Vec<Row> = rows.into_iter().map(alone).collect();
        let store = World::new(&csv(&rows, whole));
        let store = store.store();
        let wave = wave.filter(|wave| rows.iter().any(|row| row.wave == *wave));
        let by = [AidRows::Oblast, AidRows::Project, AidRows::Category, AidRows::Item, AidRows::Wave][by];
        let period = if period.is_empty() { Period::ALWAYS } else { period.parse().unwrap() };
        explain_all(&store, &AidQuestion { period, oblast: oblast.map(str::to_string), ..asked(by, wave) })?;
    }

    /// The records behind what trainings and aid cover add up to it, and a gap is where none is.
    #[test]
    fn coverage_with_aid_is_explained_by_its_records(
        rows in rows(),
        period in prop_oneof![Just(""), Just("2021-Q1"), Just("2021-02-05..2021-02-20")],
    ) {
        let world = World::new(&csv(&rows, None));
        let store = world.store();
        let period = if period.is_empty() { Period::ALWAYS } else { period.parse().unwrap() };
        let selection = Selection { with_aid: true, ..Selection::default() };
        let rows = RowKey { level: Level::Oblast, topic: false, quarter: false };
        let (columns, figure) = (Columns::Totals, Figure::Covered);
        let asked = CoverageQuestion { period, selection: selection.clone(), oblast: None, rows, columns, figure };
        let table = report::coverage(&store, &asked).unwrap();
        let covered = table.columns.iter().position(|column| column.id == "covered").unwrap();
        for (place, row) in table.rows.iter().enumerate() {
            if row[covered] == Cell::Number(0) && place % 8 != 0 {
                continue;
            }
            let spot = match &row[0] {
                Cell::Text(oblast) => Spot::Oblast(oblast.clone()),
                Cell::Term("Total", _) => Spot::Total(Level::Oblast),
                _ => continue,
            };
            for figure in [None, Some(Figure::Covered)] {
                let (selection, spot) = (selection.clone(), spot.clone());
                let question = ExplainQuestion { period, selection, no_topic: false, spot, figure };
                let explained = report::explain(&store, &question).unwrap();
                let sum: i64 = added(&explained, "adds_covered", None).values().sum();
                prop_assert_eq!(Cell::Number(sum), row[covered].clone(), "{:?}", question);
            }
        }
        let (oblast, with_aid) = (Some("Житомирська".to_string()), true);
        let asked = GapsQuestion { period, topic: None, oblast, raion: None, kind: None, with_aid };
        let gaps = report::gaps(&store, &asked).unwrap();
        let own = |column: &str| gaps.columns.iter().position(|known| known.id == column).unwrap();
        let communities = store.communities().unwrap();
        let here = communities.iter().filter(|known| known.oblast_name == "Житомирська");
        for known in here.skip(4).step_by(5) {
            let gap = gaps.rows.iter().find(|row| row[own("code")] == Cell::Text(known.code.clone()));
            let question = ExplainGapsQuestion { community: known.code.clone(), period, topic: None, with_aid };
            let explained = report::explain_gaps(&store, &question).unwrap();
            let counts = explained.rows.iter().any(|row| row[0] == Cell::Term("yes", "так"));
            prop_assert_eq!(counts, gap.is_none(), "{}", known.name);
            if let Some(Cell::Date(day)) = gap.map(|row| &row[own("last_support")]) {
                prop_assert!(explained.notes.iter().any(|note| note.contains(&day.to_string())), "{}", known.name);
            }
        }
    }
}
