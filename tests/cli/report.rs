//! `hromada report`, as the person at the keyboard sees it.

use crate::support::World;

#[test]
fn coverage_keeps_the_quiet_communities() {
    World::with_trainings().story(
        "coverage_keeps_the_quiet_communities",
        &[
            "report coverage --period 2021-Q1",
            "report coverage --period 2021-Q1 --rows community --oblast Житомирська --format markdown",
            "report coverage --period 2020-Q4 --oblast Сумська --format json",
        ],
    );
}

#[test]
fn coverage_is_broken_down_by_topic_and_quarter() {
    World::with_trainings().story(
        "coverage_is_broken_down_by_topic_and_quarter",
        &[
            "report coverage --rows oblast,topic,quarter --oblast Житомирська --format csv",
            "report coverage --columns quarter --figure trainings --oblast Полтавська",
            "report coverage --columns topic --figure participants --oblast Житомирська --lang uk",
            "report coverage --rows raion --oblast Житомирська --topic 'бюджет громади' --project despro",
            "report coverage --kind workshop --donor Швейцарія --from 2021-02-01 --to 2021-02-10 --oblast Вінницька",
            "report coverage --rows oblast,raion",
            "report coverage --topic бюджет",
        ],
    );
}

#[test]
fn gaps_begin_with_the_longest_wait() {
    World::with_trainings().story(
        "gaps_begin_with_the_longest_wait",
        &[
            "report gaps --period 2021-Q2 --oblast Житомирська --kind urban",
            "report gaps --period 2021-Q1 --topic 'Бюджет громади' --raion Бердичівський --format csv",
            "report gaps --period 2021Q1",
        ],
    );
}

#[test]
fn an_answer_goes_to_a_file_once() {
    World::with_trainings().story(
        "an_answer_goes_to_a_file_once",
        &[
            "report gaps --oblast Сумська -o gaps.csv",
            "report gaps --oblast Сумська -o gaps.csv",
            "report gaps --oblast Сумська -o gaps.csv --force",
            "report gaps --oblast Сумська -o hromada.db --format csv --force",
            "list trainings --excel -o trainings.csv",
        ],
    );
}
