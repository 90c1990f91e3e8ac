//! `hromada report needs`, as the person at the keyboard sees it.

use crate::support::World;

/// Needs from forms, a survey and a dialogue: some for aid, some for training, one nobody can place, one refused, one taken back.
const NEEDS: &str = "\
№;Дата;Область;Заявник (громада);Напрям;Потреба;Кількість;Пріоритет;Кількість людей;Джерело;Статус;Проєкт;Інші донори
1;10.12.2020;Сумська;Лебединська міська громада;;генератор 5 кВт;2;висока;1200;заявка;подано;PROSTO;UNDP
2;12.12.2020;Сумська;Роменська міська громада;;генератор для водоканалу;5;висока;;заявка;подано;PROSTO;
3;05.01.2021;Харківська;Балаклійська міська громада;;електрогенератор;;середня;4000;заявка;відібрано;PROSTO;
4;06.01.2021;Харківська;Чугуївська міська громада;;ДБЖ для ЦНАП;3;висока;300;заявка;подано;PROSTO;
5;20.01.2021;Сумська;Тростянецька міська громада;Запобігання корупції, доброчесність;консультація з антикорупційної політики;;середня;;секторальний діалог;подано;PROSTO;
6;20.01.2021;Сумська;Тростянецька міська громада;Цифровізація, е-послуги, е-демократія;;;;;анкета;подано;PROSTO;
7;21.01.2021;Волинська;Зореградська ТГ;;генератор;1;низька;;заявка;подано;PROSTO;
8;22.01.2021;Львівська;Жовківська міська громада;;генератор;4;висока;2000;заявка;відхилено;PROSTO;
9;23.01.2021;Львівська;Самбірська міська громада;;обладнання для електропостачання;1;висока;2000;заявка;відкликано;PROSTO;
10;;Львівська;Стрийська міська громада;;обладнання: енергетика;1;;;заявка;подано;PROSTO;
11;24.01.2021;Сумська;\"Лебединська міська громада; Роменська міська громада\";Запобігання корупції, доброчесність;;;;;анкета;подано;PROSTO;
12;25.01.2021;Львівська;Жовківська міська громада;Управління персоналом, кадри;;;;;анкета;подано;PROSTO;
13;25.01.2021;Львівська;Стрийська міська громада;люди;;;;;анкета;подано;PROSTO;
";

const AID: &str = "\
Проєкт;Область;Громада;Хвиля;Найменування;Кількість;Вартість, грн;Дата отримання;Статус
PROSTO;Сумська;Роменська міська громада;І;генератор 3 кВт;1;60000;05.11.2020;отримано
PROSTO;Сумська;Лебединська міська громада;І;генератор 5 кВт;1;90000;20.02.2021;отримано
PROSTO;Харківська;Чугуївська міська громада;І;ноутбук;2;57000;20.02.2021;отримано
PROSTO;Харківська;Чугуївська міська громада;ІІ;ДБЖ;3;9000;;заплановано
";

const EVENTS: &str = "\
Проєкт;Донор;Назва заходу;Тема;Вид заходу;Область;Громада;Дата;Годин;Усього учасників;Цільова аудиторія
ОРР;Швеція;Антикорупційна програма громади;Запобігання корупції, доброчесність;консультація;Сумська;Тростянецька міська громада;15.02.2021;3;4;посадові особи
ОРР;Швеція;Електронні послуги;Цифровізація, е-послуги, е-демократія;консультація;Сумська;Тростянецька міська громада;10.01.2021;2;3;
ОРР;Швеція;Бюджет громади;Фінансова децентралізація та бюджетування;тренінг;Сумська;Роменська міська громада;11.02.2021;6;20;
ОРР;Швеція;Бюджет громади для всіх;Фінансова децентралізація та бюджетування;вебінар;Львівська;Жовківська міська громада;12.02.2021;2;;
ОРР;Швеція;Зустріч;;діалог;Львівська;Жовківська міська громада;13.02.2021;2;;
";

/// Needs, deliveries and trainings, in this order.
pub(crate) fn world() -> World {
    let world = World::new().file("needs.csv", NEEDS).file("aid.csv", AID).file("events.csv", EVENTS);
    for line in ["needs needs.csv", "deliveries aid.csv", "trainings events.csv"] {
        let output = world.run(&format!("import {line} --quiet"));
        assert!(output.status.code().is_some_and(|code| code <= 1), "{}", String::from_utf8_lossy(&output.stderr));
    }
    world
}

#[test]
fn unmet_needs_begin_with_the_oldest() {
    world().story(
        "unmet_needs_begin_with_the_oldest",
        &[
            "report needs",
            "report needs --rows oblast --period 2021-Q1",
            "report needs --rows community,need --oblast Сумська",
            "report needs --topic 'Запобігання корупції, доброчесність' --rows raion --format csv",
            "report needs --category power --rows category --lang uk",
            "report needs --rows oblast,raion",
            "report needs --period 2019 --format json",
        ],
    );
}

/// A delivery that was received goes back to planned, a training is withdrawn: what they met is unmet again, and is said so.
#[test]
fn a_need_is_met_no_longer_than_its_answer_stands() {
    let planned = AID
        .replace("2;57000;20.02.2021;отримано", "2;57000;;заплановано")
        .replace("20.02.2021;отримано", ";заплановано");
    let fewer = EVENTS.lines().filter(|line| !line.contains("Антикорупційна")).collect::<Vec<_>>().join("\n") + "\n";
    let world = world().file("aid-2.csv", planned).file("events-2.csv", fewer);
    world.story(
        "a_need_is_met_no_longer_than_its_answer_stands",
        &[
            "assign need 1 --met-by delivery:2",
            "assign need 5 --met-by training:1",
            "import deliveries aid-2.csv --dry-run --quiet",
            "import deliveries aid-2.csv",
            "import trainings events-2.csv --complete --quiet",
            "report needs --oblast Сумська --rows need --format csv",
            "list needs --oblast Сумська --format csv",
            "list needs --oblast Сумська --as-of 6 --quiet --format csv",
            "check --format csv",
            "undo 7",
            "list needs --oblast Сумська --quiet --format csv",
            "undo 9",
            "assign need 1 --met-by none",
            "assign need 5 --met-by none",
            "assign need 5 --met-by none",
            "check",
            "assign need 1 --met-by delivery:1",
            "assign need 2 --met-by delivery:2",
        ],
    );
}

#[test]
fn what_may_have_met_a_need_is_confirmed_by_a_person() {
    world().story(
        "what_may_have_met_a_need_is_confirmed_by_a_person",
        &[
            "report needs --proposals",
            "assign need 1 --met-by delivery:2",
            "report needs --proposals --format csv",
            "report needs --rows theme --oblast Сумська",
            "report needs --rows theme --oblast Сумська --as-of 4",
            "report needs --proposals --oblast Сумська --as-of 4 --db ./hromada.db",
        ],
    );
}

#[test]
fn demand_is_weighed_against_supply() {
    world().story(
        "demand_is_weighed_against_supply",
        &[
            "report needs --relevance",
            "report needs --relevance --period 2021-Q1 --oblast Сумська --format csv",
            "report needs --relevance --category power --format markdown",
        ],
    );
}

#[test]
fn an_offer_finds_who_needs_it_in_a_stated_order() {
    world().story(
        "an_offer_finds_who_needs_it_in_a_stated_order",
        &[
            "report needs --offer generator --quantity 6",
            "report needs --offer ДБЖ --quantity 20 --format csv",
            "report needs --offer power",
            "report needs --offer щастя",
            "report needs --offer generator --funnel",
            "report needs --quantity 3",
        ],
    );
}

/// What cannot have met a need is refused, and what a person may know better is told.
#[test]
fn nothing_meets_the_need_of_another_community() {
    let needs = "Громада,Область,Потреба,Тема,Кількість,Дата,Статус\n\
        Тростянецька,Сумська,Генератор,,2,2021-01-10,подано\n\
        Роменська,Сумська,генератор,,1,2021-01-10,відкликано\n\
        Роменська,Сумська,ноутбук,,1,2021-03-10,відхилено\n\
        Роменська,Сумська,,Бюджет громади,,2021-01-10,подано\n";
    let aid = "Громада,Область,Найменування,Кількість,Дата отримання,Статус\n\
        Роменська,Сумська,генератор,1,2021-02-10,отримано\n\
        всі громади області,Сумська,генератор,30,2021-02-12,отримано\n";
    let events = "Назва заходу,Вид,Тема,Громада,Область,Дата\n\
        Діалог,діалог,Бюджет громади,Роменська,Сумська,2021-02-20\n\
        Закупівлі,тренінг,Закупівлі,Роменська,Сумська,2021-02-20\n";
    let world = World::new().file("needs.csv", needs).file("aid.csv", aid).file("events.csv", events);
    for line in ["needs needs.csv", "deliveries aid.csv", "trainings events.csv"] {
        world.run(&format!("import {line} --quiet"));
    }
    world.story(
        "nothing_meets_the_need_of_another_community",
        &[
            "assign need 1 --met-by delivery:1",
            "assign need 2 --met-by delivery:1",
            "assign need 1 --met-by delivery:2",
            "assign need 3 --met-by delivery:1",
            "assign need 4 --met-by delivery:1",
            "assign need 4 --met-by training:1 --met-by training:2",
            "report needs --funnel --rows community --format csv",
        ],
    );
}
