//! `hromada list changes`, as the person at the keyboard sees it.

use crate::history;

#[test]
fn a_change_shows_every_fact_that_it_touched() {
    history::world().story(
        "a_change_shows_every_fact_that_it_touched",
        &[
            "list changes --format csv",
            "list changes 2",
            "list changes 6 --format csv",
            "list changes 7",
            "list changes 8 --format csv",
            "list changes 10 --format csv",
            "list changes 11",
            "list changes 12 --format csv",
            "list changes 13 --format csv",
            "list changes 14",
            "list changes 14 --summary",
            "list changes 12 --summary --lang uk",
            "list changes 1 --format csv -o register.csv",
            "list changes 99",
            "list changes --summary",
        ],
    );
}
