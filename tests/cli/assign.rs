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
