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
