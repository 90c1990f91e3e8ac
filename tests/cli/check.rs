//! `hromada check`: what damage it sees, and the copy that it makes.
#![allow(clippy::unwrap_used)]

use std::{collections::BTreeSet, fs, path::Path};

use hromada::store::{Access, Store};
use rusqlite::Connection;

use crate::{history, needs, support::World};

/// A statement that another program might run, and what is found then: which check, and where.
type Damage = (&'static str, &'static [(&'static str, &'static str)]);

/// Change 9 is a decision that no figure of the ledger counts.
const DAMAGES: [Damage; 46] = [
    ("DROP INDEX training_key", &[("schema", "index training_key")]),
    ("DROP VIEW v_change", &[("schema", "view v_change")]),
    ("ALTER TABLE change DROP COLUMN corrects", &[("schema", "table change")]),
    ("UPDATE assignment SET cell = cell + 1 WHERE training = 3", &[("damage", "the file")]),
    ("UPDATE training SET participants = -5 WHERE number = 3", &[("damage", "the file")]),
    ("DELETE FROM mapping", &[("references", "change, row 7")]),
    ("UPDATE topic SET added_by = 999 WHERE name = 'Інститут старост'", &[("references", "topic, row 2")]),
    ("UPDATE topic SET ended_by = 999 WHERE name = 'Бюджет громади'", &[("references", "topic, row 1")]),
    ("UPDATE sheet SET change = 999 WHERE change = 6", &[("references", "sheet, row 4")]),
    ("UPDATE alias SET ended_by = added_by WHERE ended_by IS NULL AND target IS NULL", &[("order", "alias, change 9")]),
    ("UPDATE change SET undoes = 14 WHERE id = 13", &[("order", "change 13")]),
    ("UPDATE change SET corrects = 14 WHERE id = 14", &[("order", "change 14")]),
    ("UPDATE change SET mapping = 1 WHERE id = 3", &[("order", "change 3")]),
    ("INSERT INTO training (number, key, title, project, start_date, end_date, quarter, scope, oblast, raion, community, topic, added_by)
        SELECT number, key, title, project, start_date, end_date, quarter, scope, oblast, raion, community, topic, added_by
        FROM training WHERE number = 3",
        &[("double", "training 3")]),
    ("INSERT INTO assignment (training, community, added_by, state, rule, topic, quarter, cell)
        SELECT training, community, 9, state, rule, topic, quarter, cell FROM assignment WHERE training = 3",
        &[("double", "assignment 3 305")]),
    ("INSERT INTO population (community, year, residents, added_by) SELECT community, year, residents, 9 FROM population
        WHERE ended_by IS NULL AND residents = 87000",
        &[("double", "population 592 2022"), ("bringers", "change 9")]),
    ("UPDATE training SET ended_by = 9 WHERE number = 3", &[("links", "training 3, community UA05020030000031457")]),
    ("INSERT INTO assignment (training, community, added_by, state, rule, quarter, cell) VALUES (999, 1, 9, 1, 0, 20211, 10000020211)",
        &[("links", "training 999, community UA01020010000048857")]),
    ("UPDATE training SET ended_by = 9 WHERE number = 13", &[("names", "training 13, name `Покровська ТГ`")]),
    ("UPDATE assignment SET topic = NULL, cell = community * 10000000000 + quarter WHERE training = 3",
        &[("copies", "training 3, community UA05020030000031457")]),
    ("UPDATE assignment SET quarter = 20212, cell = cell + 1 WHERE training = 3",
        &[("copies", "training 3, community UA05020030000031457")]),
    ("UPDATE training SET quarter = 20214 WHERE number = 13", &[("copies", "training 13")]),
    ("UPDATE training SET oblast = 1 WHERE number = 3", &[("whereabouts", "training 3")]),
    ("UPDATE training SET raion = NULL WHERE number = 3", &[("whereabouts", "training 3")]),
    ("UPDATE training SET community = 1 WHERE number = 3", &[("whereabouts", "training 3")]),
    ("UPDATE training SET scope = 'none' WHERE number = 3", &[("whereabouts", "training 3")]),
    ("UPDATE training SET scope = NULL WHERE number = 13", &[("whereabouts", "training 13")]),
    ("UPDATE waiting_name SET ended_by = 9 WHERE record = 13", &[("whereabouts", "training 13")]),
    ("INSERT INTO alias (noun, text, text_fold, target, added_by) VALUES ('community', 'десь', 'десь', 999999, 9)",
        &[("targets", "decision `десь`")]),
    ("UPDATE project SET ended_by = 9 WHERE name = 'EGAP'", &[("targets", "training 12"), ("targets", "training 13")]),
    ("UPDATE change SET added = 8, withdrawn = 1 WHERE id = 2",
        &[("entries", "change 2"), ("ledger", "change 2 (import trainings despro-2021-q1.csv)"), ("ledger", "change 2 (import trainings despro-2021-q1.csv)")]),
    ("UPDATE change SET updated = updated + 1, added = added + 1 WHERE id IN (4, 6, 12)",
        &[("ledger", "change 4 (import old codes codes.csv)"), ("ledger", "change 6 (import population recount.csv)"),
            ("ledger", "change 12 (import communities kodyfikator.csv)"),
            ("ledger", "change 4 (import old codes codes.csv)"), ("ledger", "change 6 (import population recount.csv)")]),
    ("UPDATE change SET linked = linked + 1 WHERE id IN (3, 11)",
        &[("ledger", "change 3 (import trainings ulead-2021-q1.csv)"), ("ledger", "change 11 (assign training)")]),
    ("UPDATE change SET updated = 7, withdrawn = 7 WHERE id IN (10, 14)",
        &[("entries", "change 14"), ("ledger", "change 10 (assign topic)"), ("ledger", "change 14 (import trainings despro-2021-q1.csv)"),
            ("ledger", "change 14 (import trainings despro-2021-q1.csv)")]),
    ("UPDATE training SET title = 'Інша назва' WHERE number = 3", &[("keys", "training 3")]),
    ("UPDATE community SET name = 'Зовсім інша' WHERE code = 'UA05020030000031457'", &[("folds", "community `Зовсім інша`")]),
    ("UPDATE assignment SET added_by = 1 WHERE training = 3",
        &[("bringers", "change 1"), ("ledger", "change 2 (import trainings despro-2021-q1.csv)"), ("links", "training 3, community UA05020030000031457"),
            ("sources", "training 3, link")]),
    ("UPDATE training SET added_by = 4 WHERE number = 12",
        &[("bringers", "change 4"), ("ledger", "change 7 (import trainings odd.csv)"), ("ledger", "change 7 (import trainings odd.csv)"),
            ("sources", "training 12")]),
    ("UPDATE training SET sheet = (SELECT max(id) FROM sheet) WHERE number = 3", &[("sources", "training 3")]),
    ("UPDATE training SET sheet_row = 1 WHERE number = 3", &[("sources", "training 3")]),
    ("UPDATE community SET raion = (SELECT max(id) FROM raion) WHERE code = 'UA05020030000031457'", &[("register", "community UA05020030000031457"), ("whereabouts", "training 3")]),
    ("UPDATE change SET at = 'учора' WHERE id = 5", &[("entries", "change 5")]),
    ("UPDATE change SET sha256 = '00' WHERE id = 2", &[("entries", "change 2")]),
    ("UPDATE change SET undoes = 2 WHERE id = 9", &[("entries", "change 9")]),
    ("UPDATE change SET unchanged = 99 WHERE id = 14", &[("entries", "change 14")]),
    ("INSERT INTO rests_on (change, earlier) VALUES (2, 9)", &[("order", "change 2")]),
];

/// The same in a database of needs (change 2), deliveries (3) and trainings (4), a delivery of which met a need (5).
const DAMAGES_OF_RECORDS: [Damage; 12] = [
    ("UPDATE delivery SET item = 'танк' WHERE number = 1", &[("keys", "delivery 1")]),
    ("UPDATE need SET quarter = 20214 WHERE number = 2", &[("copies", "need 2")]),
    ("UPDATE delivery SET dated = '2020-11-06' WHERE number = 1", &[("copies", "delivery 1")]),
    ("UPDATE need SET community = 1 WHERE number = 2", &[("whereabouts", "need 2")]),
    ("UPDATE delivery SET scope = 'none' WHERE number = 1", &[("whereabouts", "delivery 1")]),
    (
        "UPDATE link SET record = 999 WHERE noun = 'need' AND record = 2",
        &[
            ("links", "need 999, community UA59060110000049734"),
            ("whereabouts", "need 2"),
            ("ledger", "change 2 (import needs needs.csv)"),
        ],
    ),
    (
        "UPDATE link SET added_by = 3 WHERE noun = 'need' AND record = 2",
        &[("ledger", "change 2 (import needs needs.csv)")],
    ),
    (
        "UPDATE waiting_name SET record = 999",
        &[
            ("names", "need 999, name `Зореградська ТГ`"),
            ("whereabouts", "need 7"),
            ("ledger", "change 2 (import needs needs.csv)"),
        ],
    ),
    ("UPDATE met_by SET record = 99", &[("links", "need 1, delivery:99"), ("answers", "need 1")]),
    ("UPDATE met_by SET added_by = 2", &[("links", "need 1, delivery:2"), ("bringers", "change 2")]),
    (
        "UPDATE change SET added = 12, linked = 5 WHERE id = 3",
        &[("ledger", "change 3 (import deliveries aid.csv)"), ("ledger", "change 3 (import deliveries aid.csv)")],
    ),
    ("UPDATE delivery SET status = 'returned' WHERE number = 2", &[("answers", "need 1")]),
];

fn found(database: &Path) -> Vec<(String, String)> {
    let findings = Store::open(database, Access::Read).unwrap().check().unwrap();
    findings.into_iter().map(|finding| (finding.check.to_string(), finding.place)).collect()
}

#[test]
fn each_damage_is_found_and_nothing_else() {
    find_each(&history::world(), &DAMAGES);
    let world = needs::world();
    assert!(world.run("assign need 1 --met-by delivery:2").status.success());
    find_each(&world, &DAMAGES_OF_RECORDS);
    let damages = DAMAGES.iter().chain(&DAMAGES_OF_RECORDS);
    let checks: BTreeSet<_> = damages.flat_map(|damage| damage.1).map(|found| found.0).collect();
    assert_eq!(checks.len(), 18, "a check is not shown to find anything: {checks:?}");
}

/// Damages the database of a world in each of these ways, and compares what is found then.
fn find_each(world: &World, damages: &[Damage]) {
    let (whole, damaged) = (world.path("hromada.db"), world.path("damaged.db"));
    assert_eq!(found(&whole), []);
    let mut wrong = Vec::new();
    for (sql, expected) in damages {
        fs::copy(&whole, &damaged).unwrap();
        let conn = Connection::open(&damaged).unwrap();
        conn.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON").unwrap();
        let before = conn.total_changes();
        conn.execute_batch(sql).unwrap();
        assert!(conn.total_changes() > before || expected[0].0 == "schema", "nothing was damaged by {sql}");
        drop(conn);
        let mut expected: Vec<_> =
            expected.iter().map(|(check, place)| (check.to_string(), place.to_string())).collect();
        let mut found = found(&damaged);
        expected.sort();
        found.sort();
        if found != expected {
            wrong.push(format!("{sql}\n  found {found:?}\n  expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_damaged_file_is_told_and_takes_no_copys_place() {
    let world = history::world().file("backup.db", "an older copy");
    let mut bytes = fs::read(world.path("hromada.db")).unwrap();
    // Every fifth page but the first ones, where SQLite keeps the schema.
    for page in (80..bytes.len() / 4096).step_by(5) {
        bytes[page * 4096 + 100..page * 4096 + 600].fill(0xA5);
    }
    fs::write(world.path("hromada.db"), bytes).unwrap();
    let said = world.say("check --format csv");
    assert!(
        said.contains("damage,the file,") && said.contains("put a copy from before the damage in its place"),
        "{said}"
    );
    assert!(said.ends_with("[exit 1]\n"), "{said}");
    let said = world.say("check --backup backup.db --force --format csv");
    assert!(said.contains("is damaged, so `backup.db` was not written") && said.ends_with("[exit 1]\n"), "{said}");
    assert_eq!(fs::read_to_string(world.path("backup.db")).unwrap(), "an older copy");
}

#[test]
fn a_database_is_checked_and_copied() {
    let world = World::with_trainings().file("existing.db", "mine").file(".hromada-a1b2c3.tmp", "");
    world.run("import trainings ulead-2021-q1.csv --db edited.db");
    let edited = Connection::open(world.path("edited.db")).unwrap();
    edited.execute("UPDATE training SET title = 'Інша назва', quarter = 20212 WHERE number = 2", []).unwrap();
    drop(edited);
    world.story(
        "a_database_is_checked_and_copied",
        &[
            "check",
            "check --db edited.db",
            "check --db edited.db --format csv --quiet",
            "check --backup copy.db --quiet",
            "check --backup copy.db",
            "check --backup copy.db --force",
            "list projects --db copy.db",
            "check --backup hromada.db --force",
            "check --backup nowhere/copy.db",
            "check --db edited.db --backup edited-copy.db --lang uk",
            "check --db missing.db",
        ],
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(world.path("copy.db")).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
