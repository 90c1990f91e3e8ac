//! `hromada import population`: tables with codes, with names, and the layout of the Statistics Service.
#![allow(clippy::unwrap_used)]

use crate::makers::{Cell, Cell::Number, Cell::Text};
use crate::{makers, support::World};

#[test]
fn residents_come_from_a_table_with_codes_or_names() {
    let with_codes = "code,residents,year\nUA18040190000029215,87575,2022\nUA05020030000031457,387439,2022\n";
    let with_names = "Область;Громада;Населення\nЖитомирська;Коростенська;68 000\nСумська;Невідома;5\n";
    World::new().file("codes.csv", with_codes).file("names.csv", with_names).story(
        "residents_come_from_a_table_with_codes_or_names",
        &[
            "import population codes.csv",
            "import population names.csv",
            "import population names.csv --year 2023",
            "import population names.csv --year 2023 --keep-going",
            "list communities --text коростенська",
        ],
    );
}

#[test]
fn residents_are_read_in_the_unit_and_year_that_the_heading_tells() {
    World::new()
        .file(
            "thousands.csv",
            "Громада,\"Чисельність населення, тис. осіб\"\nКоростенська,47\nРадомишльська,\"31,25\"\n",
        )
        .file("unclear.csv", "Громада;Чисельність населення\nКоростенська;47\nРадомишльська;31\n")
        .file("years.csv", "Громада;Жителів 2021;Жителів 2022\nКоростенська;88000;87575\nРадомишльська;31500;31201\n")
        .file(
            "parts.csv",
            "Громада;Населення, осіб;Населення, жінки;Населення, чоловіки\nКоростенська;87575;47000;40575\n",
        )
        .story(
            "residents_are_read_in_the_unit_and_year_that_the_heading_tells",
            &[
                "import population thousands.csv --year 2021",
                "import population unclear.csv --year 2022",
                "import population unclear.csv --year 2022 --unit thousands --dry-run",
                "import population years.csv",
                "import population years.csv --year 2020",
                "import population years.csv --year 2022",
                "import population years.csv --year 2022",
                "import population parts.csv --year 2023",
                "list communities --raion Житомирський --text радомишльська --format csv",
                "list communities --text коростенська --format csv",
            ],
        );
}

#[test]
fn a_code_that_the_register_does_not_have_is_an_error_at_its_cell() {
    let sheet = "code,residents\nUA18040190000029215,87575\nUA59999990000012345,1200\nUA5906,3400\nUA59000000000057109,1035772\n";
    World::new().file("codes.csv", sheet).story(
        "a_code_that_the_register_does_not_have_is_an_error_at_its_cell",
        &["import population codes.csv --year 2022", "import population codes.csv --year 2022 --keep-going"],
    );
}

/// A workbook in the layout of the State Statistics Service: places of all levels in one column, no heading.
#[test]
fn the_layout_of_the_statistics_service_gives_kyiv_its_residents() {
    let row =
        |name: &'static str, count: Option<f64>| vec![Text(name), count.map_or(Text("–"), Number), Text("English")];
    let mut rows: Vec<Vec<Cell<'_>>> = vec![
        vec![Text("6. Чисельність наявного населення в розрізі регіонів, районів,")],
        vec![Text("територіальних громад (за оцінкою)")],
        vec![Cell::Empty, Cell::Empty, Text("  (на 1 січня 2022 / as of January 1, 2022)")],
        vec![Cell::Empty, Text("Осіб / Persons")],
        vec![],
    ];
    rows.extend([
        row("Україна", Some(3_500_000.0)),
        row("Автономна Республіка Крим", None),
        row("Вінницька область", Some(396_800.0)),
        row("Вінницький район", Some(396_800.0)),
        row("Агрономічна сільська ТГ", Some(9_361.0)),
        row("Вінницька міська ТГ1", Some(387_439.0)),
        row("Житомирська область", Some(150_000.0)),
        row("Житомирський район", Some(130_000.0)),
        row("Короcтишівська міська ТГ", Some(31_000.0)), // with a Latin c
        row("Радомишльська міська ТГ", None),
        row("м. Київ ", Some(2_952_301.0)),
        row("м. Севастополь (міськрада)", None),
    ]);
    let table = makers::Sheet { name: "48-81", rows, ..makers::Sheet::default() };
    let cover = makers::sheet("Титул", &[&[Text("Державна служба статистики України")]]);
    World::new().file("naselennia.xlsx", makers::xlsx(&[cover, table], false)).story(
        "the_layout_of_the_statistics_service_gives_kyiv_its_residents",
        &[
            "import population naselennia.xlsx",
            "import population naselennia.xlsx",
            "list communities --text київ --format csv",
            "list communities --raion Вінницький --text а --format csv",
        ],
    );
}
