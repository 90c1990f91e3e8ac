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
