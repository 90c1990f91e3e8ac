//! `hromada assign` and `hromada undo`, as the person at the keyboard sees them.

use crate::support::World;

#[test]
fn a_waiting_name_is_decided_once_for_all() {
    World::with_trainings().story(
        "a_waiting_name_is_decided_once_for_all",
        &[
            "list names --waiting --format csv",
            "assign name 'Покровська ТГ' --to UA12140250000015858 --oblast Дніпропетровська",
            "assign name 'Зореградська громада' --to none",
            "list names",
            "list names --waiting",
            "list trainings --oblast Дніпропетровська --format csv",
            "undo",
            "undo",
            "list names --waiting --format csv",
            "list changes",
        ],
    );
}

#[test]
fn communities_are_linked_to_a_training_by_hand() {
    World::with_trainings().story(
        "communities_are_linked_to_a_training_by_hand",
        &[
            "assign training 1 UA18040190000029215 Радомишльська",
            "assign training 1 Радомишльська",
            "assign training 1 Покровська",
            "assign training 99 Радомишльська",
            "list trainings 1 --format csv",
            "undo 2",
            "undo 4",
            "list trainings 1 --format csv",
            "undo 77",
        ],
    );
}

#[test]
fn a_decision_holds_only_where_the_row_does_not_speak_against_it() {
    let sheet = "Назва заходу;Область;Громада;Дата\n\
                 Перша;Донецька;Покровська ТГ;10.02.2021\n\
                 Друга;Дніпропетровська;Покровська ТГ;11.02.2021\n\
                 Третя;;Покровська ТГ;12.02.2021\n";
    let next = "Назва заходу;Область;Громада;Дата\nЧетверта;Дніпропетровська;Покровська ТГ;13.02.2021\nП’ята;;Покровська ТГ;14.02.2021\n";
    World::new().file("first.csv", sheet).file("next.csv", next).story(
        "a_decision_holds_only_where_the_row_does_not_speak_against_it",
        &[
            "import trainings first.csv --quiet",
            "assign name 'Покровська ТГ' --to UA14160210000011148",
            "list trainings --format csv",
            "import trainings next.csv --quiet",
            "list names --waiting --format csv",
        ],
    );
}

#[test]
fn what_rests_on_a_decision_is_undone_before_it() {
    let first = "Назва заходу;Громада;Дата\nПерша;Покровська ТГ;10.02.2021\n";
    let next = "Назва заходу;Громада;Дата\nДруга;Покровська ТГ;11.02.2021\n";
    World::new().file("first.csv", first).file("next.csv", next).story(
        "what_rests_on_a_decision_is_undone_before_it",
        &[
            "import trainings first.csv --quiet",
            "assign name 'Покровська ТГ' --to UA14160210000011148",
            "import trainings next.csv --quiet",
            "undo 3",
            "undo 4",
            "undo 3",
            "list names --waiting --format csv",
        ],
    );
}

#[test]
fn changes_are_taken_back_one_after_another() {
    let sheet = |people: u32, topic: &str| {
        format!(
            "Назва заходу;Тема;Область;Громада;Дата;Учасників\nПодія;{topic};Сумська;Тростянецька;10.02.2021;{people}\n"
        )
    };
    let world = World::new().file("one.csv", sheet(12, "Бюджет")).file("two.csv", sheet(13, "Бюджет"));
    world.file("three.csv", sheet(14, "Бюджет")).file("other.csv", sheet(5, "Бюджет").replace("Подія", "Інша")).story(
        "changes_are_taken_back_one_after_another",
        &[
            "import trainings one.csv --quiet",
            "import trainings two.csv --quiet",
            "undo",
            "import trainings three.csv --quiet",
            "undo",
            "undo",
            "undo",
            "list trainings",
            "import trainings one.csv --quiet",
            "undo 7",
            "import trainings other.csv --quiet",
            "undo 8",
            "undo 7",
            "list trainings --format csv",
            "list topics --format csv",
            "list changes",
        ],
    );
}

#[test]
fn a_list_of_waiting_names_comes_back_with_its_codes() {
    let world = World::with_trainings();
    let list = world.run("list names --waiting --format csv").stdout;
    let list = String::from_utf8(list).unwrap();
    // What a person does in a spreadsheet program: a code in the column `code` of each row.
    let filled = |codes: [&str; 2]| {
        let mut codes = codes.into_iter();
        let mut fill = |line: &str| match line.split_once(",,hromada ") {
            Some((before, after)) => format!("{before},{},hromada {after}\n", codes.next().unwrap()),
            None => format!("{line}\n"),
        };
        list.lines().map(&mut fill).collect::<String>()
    };
    world
        .file("wrong.csv", filled(["UA12140250000015858", "UA46060130000059055"]))
        .file("names.csv", filled(["none", "UA12140250000015858"]))
        .file("half.csv", filled(["", "UA12080090000039979"]))
        .story(
            "a_list_of_waiting_names_comes_back_with_its_codes",
            &[
                "list names --waiting",
                "assign names --from wrong.csv",
                "list names",
                "assign names --from names.csv",
                "assign names --from names.csv",
                "list names",
                "list names --waiting",
                "list trainings --oblast Дніпропетровська --format csv",
                "assign names --from half.csv",
                "list names",
                "list trainings --oblast Дніпропетровська --format csv",
                "undo",
                "undo 4",
                "list names --waiting --format csv",
                "assign names --from despro-2021-q1.csv",
            ],
        );
}

#[test]
fn wrong_decisions_are_named_cell_by_cell() {
    let list = "Text;Oblast;Code\n\
        Мрія;Київська;UA99999999999999999\n\
        Мрія;Нізвідкіля;none\n\
        Мрія;;Покровська\n\
        ;;none\n\
        Мрія;Львівська;none\n\
        мрія;Львівська;Жовківська\n\
        Мрія;Одеська;\n";
    World::with_trainings().file("list.csv", list).story(
        "wrong_decisions_are_named_cell_by_cell",
        &["assign names --from list.csv", "assign names --from list.csv --errors json", "list names"],
    );
}

#[test]
fn a_decision_is_changed_and_what_it_linked_moves() {
    World::with_trainings().story(
        "a_decision_is_changed_and_what_it_linked_moves",
        &[
            "assign name 'Зореградська громада' --to none",
            "assign name 'Зореградська громада' --to Ізюмська --oblast Харківська",
            "assign name 'Зореградська громада' --to UA63040070000092606",
            "assign name 'Зореградська громада' --to UA63120070000018741",
            "list names",
            "list trainings --oblast Харківська --format csv",
            "undo",
            "list trainings --oblast Харківська --format csv",
            "undo 6",
            "undo 5",
            "undo 4",
            "list names --waiting --format csv",
        ],
    );
}
