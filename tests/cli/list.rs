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

#[test]
fn what_list_writes_import_reads_back() {
    let sheet = "Назва заходу;Вид заходу;Формат;Стан;Проєкт;Донор;Тема;Область;Громада;Дата початку;Дата завершення;Годин;Учасників;Жінок\n\
                 Перша;вебінар;онлайн;;P;D;Бюджет;Сумська;Тростянецька, Боромлянська;10.02.2021;11.02.2021;1,5;12;7\n\
                 Друга;навчальний візит;офлайн;скасовано;P;D;Бюджет;;Київ;02.2021;02.2021;;;\n\
                 Третя;семінар;змішаний;заплановано;Q;;;Сумська;усі громади області;I квартал 2021;;;30;\n\
                 -Четверта;консультація;;;Q;;\"Бюджет; гроші\";;\"UA14160210000011148, UA12140250000015858, UA59040130000041676\";13.02.2021;;0:50;5;5\n\
                 П’ята;форум;;;;;;Одеська;;14.02.2021;;;;\n";
    let world = World::new().file("sheet.csv", sheet);
    let said = |line: &str| {
        let output = world.run(line);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{line}: {said}");
        String::from_utf8(output.stdout).unwrap()
    };
    // The last column names the file, and the first the number, which tells the order of coming.
    let listed = |db: &str| -> Vec<String> {
        let csv = said(&format!("list trainings --format csv --db {db}"));
        let inner = |line: &str| line.rsplit_once(',').unwrap().0.split_once(',').unwrap().1.to_string();
        csv.lines().map(inner).collect()
    };
    said("import trainings sheet.csv --db first.db");
    let first = listed("first.db");
    assert_eq!(first.len(), 6);
    for (form, db) in [("--format csv", "plain.db"), ("--excel", "excel.db")] {
        said(&format!("list trainings --db first.db {form} -o {db}.csv"));
        said(&format!("import trainings {db}.csv --db {db}"));
        assert_eq!(listed(db), first, "{form}");
    }
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
