//! `hromada list`, as the person at the keyboard sees it.

use crate::support::World;

#[test]
fn lists_show_what_the_database_holds() {
    World::with_trainings().story(
        "lists_show_what_the_database_holds",
        &[
            "list communities --oblast Сумська --kind urban",
            "list trainings --period 2021-03 --format csv",
            "list trainings 2",
            "list trainings --waiting --format csv",
            "list projects",
            "list topics --text послуги",
            "list names",
            "list communities --oblast Сумка",
            "list trainings --community Бердичівська --format json",
        ],
    );
}

/// Names as people write them: with a noun, in a list, in another case, in Latin letters, a homonym, a village, no community.
const NAMES: &str = "№;Область;Район;Назва;Дата\n\
    1;Житомирська;;Бердичівська, Радомишльська та Малинська громади;2021-02-01\n\
    2;Одещина;;відділ освіти Ширяївської селищної ради;\n\
    3;;;Zhovkva hromada;\n\
    4;Дніпропетровська;;Покровська ТГ;\n\
    5;Дніпропетровська;Синельниківський р-н;Покровська ТГ;\n\
    6;Закарпатська;;с. Колочава;\n\
    7;Сумська;;усі громади області;\n\
    8;;;Асоціація міст України;\n\
    9;Харківська;;Зореградська громада;\n\
    10;Одеська;;;\n";

#[test]
fn names_of_any_table_are_resolved_without_a_database() {
    World::new().file("names.csv", NAMES).story(
        "names_of_any_table_are_resolved_without_a_database",
        &[
            "list names --from names.csv --text-column Назва --oblast-column Область --raion-column район --date-column Дата",
            "list names --from names.csv --text-column D --oblast-column B --format csv",
            "list names --from names.csv --text-column Громада",
            "list names --from names.csv --text-column Назва --sheet Аркуш1",
            "list names --from names.csv",
            "list names --from nobody.csv --text-column Назва",
            "list changes",
        ],
    );
}

#[test]
fn names_of_a_table_heed_what_people_decided() {
    World::with_trainings().file("names.csv", NAMES).story(
        "names_of_a_table_heed_what_people_decided",
        &[
            "assign name 'Зореградська громада' --to Ізюмська",
            "list names --from names.csv --text-column Назва --oblast-column Область --format csv",
        ],
    );
}
