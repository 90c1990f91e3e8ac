//! What sheets of aid and needs leave open: it is asked, told, or kept as unknown, and never taken for more than it says.

use crate::support::World;

const HEADING: &str = "Проєкт,Громада,Область,Найменування,Кількість,\"Вартість, грн\",Дата отримання,Статус\n";

#[test]
fn aid_of_another_day_is_another_delivery() {
    let sheet = |rows: &str| format!("{HEADING}{rows}");
    let winter = "PROSTO,Тростянецька,Сумська,Продуктові набори,100,50000,2020-10-10,отримано\n\
        PROSTO,Шосткинська,Сумська,Продуктові набори,100,50000,2020-10-10,отримано\n\
        PROSTO,Лебединська,Сумська,Ковдри,30,,,заплановано\n\
        PROSTO,Путивльська,Сумська,Ковдри,40,,,заплановано\n";
    let spring = "PROSTO,Тростянецька,Сумська,Продуктові набори,100,50000,2021-01-10,отримано\n\
        PROSTO,Шосткинська,Сумська,Продуктові набори,150,75000,2021-01-12,отримано\n\
        PROSTO,Роменська,Сумська,Продуктові набори,150,75000,2021-01-12,отримано\n\
        PROSTO,Лебединська,Сумська,Ковдри,30,,2021-01-15,отримано\n\
        PROSTO,Путивльська,Сумська,Ковдри,60,,2021-01-15,отримано\n";
    let mended = spring.replace("2021-01-10", "2021-01-11").replace("150,75000", "160,80000");
    let needs = "Проєкт,Громада,Область,Потреба,Кількість,Дата\n";
    World::new()
        .file("winter.csv", sheet(winter))
        .file("spring.csv", sheet(spring))
        .file("both.csv", sheet(&format!("{winter}{spring}")))
        .file("mended.csv", sheet(&mended))
        .file("january.csv", format!("{needs}P,Роменська,Сумська,Генератор,2,2020-01-10\n"))
        .file("july.csv", format!("{needs}P,Роменська,Сумська,Генератор,5,2020-07-10\n"))
        .story(
            "aid_of_another_day_is_another_delivery",
            &[
                "import deliveries winter.csv --format csv",
                "import deliveries spring.csv --format csv",
                "report aid --format csv",
                "import deliveries both.csv --db one.db --format csv --quiet",
                "report aid --db one.db --format csv",
                "import deliveries mended.csv --format csv",
                "import needs january.csv --format csv",
                "import needs july.csv --format csv",
                "report needs --format csv",
            ],
        );
}

#[test]
fn aid_counts_as_received_only_where_the_sheet_says_so() {
    let told = format!(
        "{HEADING}P,Тростянецька,Сумська,Ноутбук,1,100,2021-03-01,скасовано\n\
        P,Роменська,Сумська,Ноутбук,1,100,,ще не передано\n\
        P,Шосткинська,Сумська,Ноутбук,1,100,,не отримано\n\
        P,Лебединська,Сумська,Ноутбук,1,100,,частково отримано\n\
        P,Глухівська,Сумська,Ноутбук,1,100,,буде отримано\n\
        P,Охтирська,Сумська,Ноутбук,1,100,2021-03-01,заплановано\n\
        P,Буринська,Сумська,Ноутбук,1,100,2021-03-01,\n\
        P,Путивльська,Сумська,Ноутбук,1,100,2021-03-01,отримано без зауважень\n"
    );
    let bare = told.replace("Дата отримання", "Дата").replace(",,", ",2021-03-02,").replace("скасовано", "втрачено");
    World::new().file("told.csv", &told).file("bare.csv", &bare).story(
        "aid_counts_as_received_only_where_the_sheet_says_so",
        &[
            "import deliveries told.csv --format csv",
            "list deliveries --format csv",
            "report aid --format csv",
            "report explain aid --figure communities --format csv",
            "report explain coverage --oblast Сумська --with-aid --figure covered --format csv",
            "import deliveries bare.csv --db bare.db --format csv",
            "list deliveries --db bare.db --format csv",
        ],
    );
}

#[test]
fn what_became_of_a_need_is_never_guessed() {
    let needs = "Проєкт,Громада,Область,Потреба,Категорія,Терміновість,Дата,Статус\n\
        P,Тростянецька,Сумська,Зарядна станція EcoFlow,,не терміново,2021-03-01,не відібрано\n\
        P,Шосткинська,Сумська,Starlink,техніка,дуже висока,2021-03-02,у резерві\n\
        P,Роменська,Сумська,насос,техніка,1,2021-03-03,у резерві\n\
        P,Лебединська,Сумська,автобус шкільний,,терміново,2021-03-04,реалізовано\n\
        P,Глухівська,Сумська,сміттєвоз,,невисока,2021-03-05,знято з розгляду\n\
        P,Охтирська,Сумська,екскаватор,,,2021-03-06,\n";
    World::new().file("needs.csv", needs).story(
        "what_became_of_a_need_is_never_guessed",
        &["import needs needs.csv --format csv", "list needs --format csv", "report needs --funnel --format csv"],
    );
}

#[test]
fn a_currency_that_is_not_known_is_no_hryvnia() {
    let row = |currency: &str, item: usize| format!("P,Роменська,Сумська,Річ {item},1,300,{currency},2021-03-01\n");
    let heading = "Проєкт,Громада,Область,Найменування,Кількість,Вартість,Валюта,Дата отримання\n";
    let column = ["крб", "PLN", "злотих", "грн/євро", "тис. грн", "млн грн", "дол. США", ""];
    let column: String = column.into_iter().enumerate().map(|(item, currency)| row(currency, item)).collect();
    let headed = |unit: &str| {
        format!(
            "Проєкт,Громада,Область,Найменування,Кількість,\"{unit}\",Дата отримання\nP,Роменська,Сумська,Річ,1,5,2021-03-01\n"
        )
    };
    World::new()
        .file("column.csv", format!("{heading}{column}"))
        .file("strange.csv", headed("Вартість (юанів)"))
        .file("thousands.csv", headed("Value, kUSD"))
        .file("hryvnias.csv", headed("Сума (т. грн)"))
        .story(
            "a_currency_that_is_not_known_is_no_hryvnia",
            &[
                "import deliveries column.csv --keep-going --format csv",
                "list deliveries --format csv",
                "import deliveries strange.csv",
                "import deliveries thousands.csv --db thousands.db --format csv --quiet",
                "list deliveries --db thousands.db --format json",
                "import deliveries hryvnias.csv --db hryvnias.db --format csv --quiet",
                "list deliveries --db hryvnias.db --format json",
            ],
        );
}

#[test]
fn a_number_that_may_be_two_is_read_as_its_sheet_tells_or_not_at_all() {
    let heading = "Проєкт,Громада,Область,Найменування,Кількість,\"Вартість, грн\",Дата отримання\n";
    let row = "P,Роменська,Сумська,Річ,\"1,500 т\",\"125,750 грн\",2021-03-01\n";
    let other = "P,Шосткинська,Сумська,Річ,\"2,5 т\",\"1 240,50 грн\",2021-03-01\n";
    World::new().file("open.csv", format!("{heading}{row}")).file("told.csv", format!("{heading}{row}{other}")).story(
        "a_number_that_may_be_two_is_read_as_its_sheet_tells_or_not_at_all",
        &["import deliveries open.csv", "import deliveries told.csv --format csv", "list deliveries --format csv"],
    );
}

#[test]
fn the_value_of_a_wave_is_kept_wherever_it_stands() {
    let sheet = |rows: &str| {
        format!("Проєкт,Хвиля,Громада,Область,Найменування,Кількість,\"Вартість, грн\",Дата отримання\n{rows}")
    };
    let silent = "PROSTO,Хвиля 3,Тростянецька,Сумська,Ноутбук,3,,2020-12-01\n\
        PROSTO,Хвиля 3,Шосткинська,Сумська,Ноутбук,2,,2020-12-01\n";
    let told = "PROSTO,Хвиля 3,Тростянецька,Сумська,Ноутбук,3,1000000,2020-12-01\n\
        PROSTO,Хвиля 3,Шосткинська,Сумська,Ноутбук,2,,2020-12-01\n\
        PROSTO,Хвиля 3,Бердичівська,Житомирська,Ноутбук,2,500000,2020-12-01\n";
    World::new()
        .file("wave.csv", sheet(&format!("{silent}Усього за хвилю,Хвиля 3,,,,5,3100000,\n")))
        .file("total.csv", sheet(&format!("{silent}Разом,,,,,5,3100000,\n")))
        .file("more.csv", sheet(&format!("{told}PROSTO,Хвиля 3,,,,,\"3,1 млн грн\",\n")))
        .file("less.csv", sheet(&format!("{told}PROSTO,Хвиля 3,,,,,\"1,2 млн грн\",\n")))
        .file("euros.csv", sheet(&format!("{told}PROSTO,Хвиля 3,,,,,50 000 євро,\n")))
        .story(
            "the_value_of_a_wave_is_kept_wherever_it_stands",
            &[
                "import deliveries wave.csv --format csv",
                "report aid --format csv",
                "import deliveries total.csv --db total.db --format csv",
                "import deliveries more.csv --db more.db --format csv --quiet",
                "report aid --by oblast --db more.db --format markdown",
                "import deliveries less.csv --db less.db --format csv",
                "report aid --by oblast --db less.db --format markdown",
                "import deliveries euros.csv --db euros.db --format csv",
                "report aid --by oblast --db euros.db --format markdown",
            ],
        );
}

#[test]
fn amounts_that_disagree_or_are_not_read_are_told() {
    let heading = "Проєкт,Громада,Область,Найменування,Кількість,Од.,\"Ціна за од., грн\",\"Сума, грн\",Дата отримання,Бюджет донора\n";
    let rows = "P,Тростянецька,Сумська,Генератор,3,штук,100,300,2021-03-01,1\n\
        P,Шосткинська,Сумська,Генератор,3,одиниць,100,400,2021-03-01,1\n\
        P,Роменська,Сумська,Генератор,3,pcs,100,,2021-03-01,1\n\
        P,Конотопська,Сумська,Генератор,3,шт.,100,н/д,2021-03-01,1\n\
        P,Лебединська,Сумська,Генератор,\"2,5\",шт,\"33,33\",,2021-03-01,1\n\
        P,Глухівська,Сумська,Генератор,1,шт,,\"12,3456\",2021-03-01,1\n\
        P,Глухівська,Сумська,Генератор,1,шт,,\"12,3456\",2021-03-01,1\n\
        P,усі громади області,Сумська,Генератор,1,шт,,1,2021-03-01,1\n";
    World::new().file("amounts.csv", format!("{heading}{rows}")).story(
        "amounts_that_disagree_or_are_not_read_are_told",
        &["import deliveries amounts.csv --format csv", "list deliveries --format csv", "report aid"],
    );
}
