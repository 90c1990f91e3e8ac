//! `hromada import communities`: the official codifier as the ministry publishes it, whole and damaged.
#![allow(clippy::unwrap_used)]

use std::collections::HashMap;

use crate::makers::Cell;
use crate::{makers, support::World};

/// A day after the edition that the program carries.
const LATER: &str = "2027-02-01T09:00:00Z";
const HEADING: [&str; 7] = [
    "Перший рівень",
    "Другий рівень",
    "Третій рівень",
    "Четвертий рівень",
    "Додатковий рівень",
    "Категорія об’єкта",
    "Назва об’єкта",
];

/// The embedded register as rows of the codifier: codes of each level beside each other, then category and name.
fn rows() -> Vec<[String; 7]> {
    let mut last: HashMap<usize, String> = HashMap::new();
    let places = include_str!("../../fixtures/register/places.csv").lines().skip(1);
    let row = |line: &str| {
        let cells: Vec<_> = line.splitn(4, ',').collect();
        let level = match cells[1] {
            "O" | "K" => 0,
            "P" => 1,
            "H" => 2,
            "B" => 4,
            _ => 3,
        };
        last.retain(|known, _| *known < level);
        last.insert(level, cells[0].to_string());
        let code = |level| last.get(&level).cloned().unwrap_or_default();
        [code(0), code(1), code(2), code(3), code(4), cells[1].to_string(), format!("{} ", cells[3])]
    };
    places.map(row).collect()
}

/// A text file: semicolons, a Cyrillic letter for communities, a note below the table.
pub(crate) fn csv(rows: &[[String; 7]]) -> String {
    let mut text = HEADING.join(";") + "\r\n";
    for row in rows {
        let category = if row[5] == "H" { "Н" } else { &row[5] };
        text.push_str(&format!("{};{};{};{};{};{category};{}\r\n", row[0], row[1], row[2], row[3], row[4], row[6]));
    }
    text + ";;;;;;Коди UA01 набирають чинності з моменту повернення території\r\n"
}

/// A workbook: a title block, and headings in the fourth row.
fn xlsx(rows: &[[String; 7]]) -> Vec<u8> {
    let mut cells: Vec<Vec<Cell<'_>>> = vec![
        vec![Cell::Empty; 5],
        vec![],
        vec![Cell::Text("Кодифікатор адміністративно-територіальних одиниць та територій територіальних громад")],
        HEADING.map(Cell::Text).to_vec(),
    ];
    cells[0].push(Cell::Text("ЗАТВЕРДЖЕНО наказом від 26 листопада 2020 року № 290"));
    cells.extend(
        rows.iter()
            .map(|row| row.iter().map(|text| if text.is_empty() { Cell::Empty } else { Cell::Text(text) }).collect()),
    );
    let cover = makers::sheet("Титул", &[&[Cell::Text("Титульний аркуш")]]);
    makers::xlsx(&[cover, makers::Sheet { name: "Кодифікатор", rows: cells, ..makers::Sheet::default() }], false)
}

/// A later edition: a community renamed, a village added, another withdrawn.
pub(crate) fn later() -> Vec<[String; 7]> {
    let mut rows = rows();
    let of = |rows: &[[String; 7]], code: &str| rows.iter().position(|row| row[..5].iter().any(|c| c == code)).unwrap();
    let renamed = of(&rows, "UA18040450000079138");
    rows[renamed][6] = "Нова Радомишльська ".to_string();
    let added = rows[renamed].clone();
    let added = [&added[0], &added[1], &added[2], "UA18040459990099999", "", "C", "Нове Село"].map(str::to_string);
    rows.remove(rows.iter().position(|row| row[2] == "UA18040450000079138" && row[5] == "C").unwrap());
    rows.insert(renamed + 1, added);
    rows
}

#[test]
fn a_newer_edition_of_the_codifier_keeps_codes_and_remembers_names() {
    World::at(LATER).file("kodyfikator-2027-01-15.xlsx", xlsx(&later())).story(
        "a_newer_edition_of_the_codifier_keeps_codes_and_remembers_names",
        &[
            "import communities kodyfikator-2027-01-15.xlsx",
            "import communities kodyfikator-2027-01-15.xlsx",
            "list communities --text радомишльська",
            "undo",
            "list communities --text радомишльська",
            "list communities --former --format csv -o former.csv",
            "undo 3",
            "list communities --text радомишльська",
            "undo 2",
            "list changes",
        ],
    );
}

#[test]
fn the_text_file_says_the_same_as_the_workbook() {
    World::at(LATER).file("kodyfikator.csv", csv(&later())).story(
        "the_text_file_says_the_same_as_the_workbook",
        &[
            "import communities kodyfikator.csv",
            "import communities kodyfikator.csv --edition 2027-12-31",
            "import communities kodyfikator.csv --edition 2027-01-15",
        ],
    );
}

#[test]
fn a_damaged_codifier_leaves_the_register_as_it_is() {
    let whole = rows();
    let cut = csv(&whole[..30]);
    let mistyped = csv(&whole).replace("UA05020030000031457;;;", "UA0502003000003145;;;");
    let swapped = csv(&whole).replace("UA05020030000031457;;;", "UA05020390000031457;;;");
    let hole: Vec<_> = whole.iter().filter(|row| row[1] != "UA18060000000021754" || row[5] == "P").cloned().collect();
    World::at(LATER)
        .file("cut-2026-08-01.csv", cut)
        .file("mistyped-2026-08-01.csv", mistyped)
        .file("swapped-2026-08-01.csv", swapped)
        .file("hole-2026-08-01.csv", csv(&hole))
        .file("trainings.csv", "Назва заходу;Область;Громада;Дата\nПодія;Сумська;Тростянецька;10.02.2021\n")
        .story(
            "a_damaged_codifier_leaves_the_register_as_it_is",
            &[
                "import communities cut-2026-08-01.csv",
                "import communities cut-2026-08-01.csv --keep-going --dry-run",
                "import communities hole-2026-08-01.csv",
                "import communities mistyped-2026-08-01.csv",
                "import communities mistyped-2026-08-01.csv --keep-going",
                "list communities --text вінницька --kind urban",
                "import communities swapped-2026-08-01.csv",
                "import communities trainings.csv",
                "import communities cut-2026-08-01.csv --withdraw-many --dry-run --quiet",
            ],
        );
}
