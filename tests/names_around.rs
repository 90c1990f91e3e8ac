//! What the signs and words around a name change: brackets, quotes, dots, hyphens, numbers, totals, choices, exceptions.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    unreachable_pub,
    dead_code
)]

use std::cell::RefCell;
use std::sync::OnceLock;

use hromada::model::{Code, Decision, Register};
use hromada::names::{Outcome, Part, Question, Resolver, Scope};

fn register() -> &'static Register {
    static REGISTER: OnceLock<Register> = OnceLock::new();
    REGISTER.get_or_init(Register::embedded)
}

fn resolver() -> Resolver {
    Resolver::new(register())
}

/// The name of the community that is sure, or what else was said.
fn said(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Sure { code, .. } => register()
            .communities
            .iter()
            .find(|community| community.code == *code)
            .map_or(code.to_string(), |community| community.name.clone()),
        Outcome::Likely { candidates, decides } => format!("likely {} by {decides:?}", candidates.len()),
        Outcome::NotACommunity { what } => format!("not: {what:?}"),
        Outcome::Unknown => "unknown".to_string(),
    }
}

thread_local!(static RESOLVER: RefCell<Resolver> = RefCell::new(resolver()));

fn one(text: &str, oblast: &str, raion: &str) -> String {
    let question = Question { text, oblast, raion, ..Question::default() };
    RESOLVER.with(|resolver| said(&resolver.borrow_mut().resolve(&question)))
}

fn cell(text: &str, oblast: &str) -> (Vec<String>, Scope) {
    let mut parts: Vec<Part> = Vec::new();
    let question = Question { text, oblast, ..Question::default() };
    let scope = RESOLVER.with(|resolver| resolver.borrow_mut().resolve_cell(&question, &mut parts));
    (parts.iter().map(|part| said(&part.outcome)).collect(), scope)
}

#[test]
fn a_decision_for_everywhere_gives_way_to_what_the_cell_itself_says() {
    let mut resolver = resolver();
    let decided = Code::parse("UA12020090000044548").expect("Миколаївська of Дніпропетровська");
    resolver.decide([Decision { text: "Миколаївська".to_string(), oblast: None, answer: Some(decided) }]);
    let mut ask = |text, kind| {
        let mut parts: Vec<Part> = Vec::new();
        resolver.resolve_cell(&Question { text, kind, ..Question::default() }, &mut parts);
        let last = parts.pop().expect("a part");
        matches!(*last.outcome, Outcome::Sure { code, .. } if code == decided)
    };
    for text in [
        "Миколаївська (Одеська обл.)",
        "Одеська обл., Миколаївська",
        "Миколаївська (Стрийський р-н)",
        "Лановецька, Миколаївська (Одеська обл.)",
        "Миколаївська міська",
    ] {
        assert!(!ask(text, ""), "{text}");
    }
    assert!(!ask("Миколаївська", "міська"), "the decided one is rural");
    for text in ["Миколаївська", "Миколаївська (Дніпропетровська обл.)", "Лановецька, Миколаївська"]
    {
        assert!(ask(text, ""), "{text}");
    }
    assert!(ask("Миколаївська", "сільська"));
}

#[test]
fn all_communities_of_less_than_an_oblast_are_not_all_of_it() {
    let chernihiv = Code::parse("UA74000000000025378");
    assert_eq!(
        cell("усі громади Корюківського району", "Чернігівська"),
        (vec![], Scope::Nowhere { oblast: chernihiv })
    );
    assert_eq!(cell("усі громади Корюківського району", "").1, Scope::Nowhere { oblast: chernihiv });
    for text in ["усі громади, крім Менської", "усі громади області, окрім Менської ТГ", "all hromadas except Menska"]
    {
        assert_eq!(cell(text, "Чернігівська"), (vec!["unknown".to_string()], Scope::Communities), "{text}");
    }
    for text in ["Вся Україна", "по всій Україні", "усі громади України"] {
        assert_eq!(cell(text, "Чернігівська"), (vec![], Scope::AllOf { oblast: None }), "{text}");
    }
}

#[test]
fn dots_abbreviate_and_do_not_part() {
    for text in [
        "Менська міська територ.громада",
        "Менська міськ. тер. гром.",
        "Менська м.р.",
        "Менська Т.Г.",
        "Менська о. т. г.",
        "Менська м.т.г.",
    ] {
        assert_eq!(one(text, "Чернігівська", ""), "Менська", "{text}");
    }
    assert_eq!(one("Іванівська с.р.", "Чернігівська", ""), one("Іванівська с/р", "Чернігівська", ""));
    assert_eq!(cell("Менська Т.Г., Сновська Т.Г.", "").0, ["Менська", "Сновська"]);
    let school = one("Ліцей ім. Т. Г. Шевченка Менської міської ради", "", "");
    assert_eq!(school, "Менська", "initials of a person");
    assert_eq!(one("міська абвгдська територ.громада Зюзюля", "", ""), "unknown", "a heading has no unread word");
}

#[test]
fn what_an_organisation_is_called_is_no_community() {
    for text in
        ["ГО «Менська громада»", "БФ \"Менська громада\"", "Фонд «Менська територіальна громада»", "ГО Менська громада"]
    {
        assert_eq!(one(text, "", ""), "not: Organisation", "{text}");
    }
    assert_eq!(one("КП «Сяйво» Менської міської ради", "", ""), "Менська");
    assert_eq!(one("КНП «Менська міська лікарня» Менської міської ради", "", ""), "Менська");
    assert_eq!(one("«Менська громада»", "", ""), "Менська");
}

#[test]
fn a_total_names_nobody() {
    for text in ["Разом по Менській громаді", "Всього: Менська громада", "Усього Менська ТГ"]
    {
        assert_eq!(cell(text, "").0, Vec::<String>::new(), "{text}");
        assert_eq!(one(text, "", ""), "not: Heading", "{text}");
    }
    assert_eq!(one("разом з Менською громадою", "", ""), "Менська");
    for text in ["Загалом Менська, Сновська", "Разом з нами Менська"] {
        assert_eq!(one(text, "Чернігівська", ""), "unknown", "{text}: no word is left unread");
    }
    assert_eq!(cell("Всього 2: Менська ТГ, Сновська ТГ", "").0, ["Менська", "Сновська"]);
}

#[test]
fn alternatives_wait() {
    for text in
        ["Менська або Сновська", "Менська чи Сновська громада", "Menska or Snovska", "Менська ТГ або Сновська ТГ"]
    {
        let (names, _) = cell(text, "Чернігівська");
        assert_eq!(names, ["likely 1 by Person", "likely 1 by Person"], "{text}");
    }
}

#[test]
fn a_code_that_does_not_exist_is_not_believed() {
    assert_eq!(one("UA74020030000069341", "", ""), "likely 1 by Person");
    assert_eq!(one("UA18029990000012345", "", ""), "unknown", "there is no such community");
    let known = register().settlements.iter().find(|place| place.community.is_some()).expect("a settlement");
    assert!(!one(&known.code.to_string(), "", "").starts_with("likely"));
}

#[test]
fn a_settlement_that_is_only_a_town_or_a_village_waits() {
    use hromada::model::{Category, Settlement};
    use std::collections::{HashMap, HashSet};
    let mut bearers: HashMap<(&str, u8), Vec<&Settlement>> = HashMap::new();
    for place in &register().settlements {
        let key = (place.name.as_str(), place.code.oblast_digits());
        bearers.entry(key).or_default().push(place);
    }
    let mut asked = 0;
    for ((name, oblast), places) in &bearers {
        let communities: HashSet<_> = places.iter().map(|place| place.community).collect();
        let has = |category: Category| places.iter().any(|place| place.category == category);
        let settlement = has(Category::Settlement) || has(Category::UrbanSettlement);
        if communities.len() < 2 || !has(Category::City) || !has(Category::Village) || settlement {
            continue;
        }
        let oblast = register().oblasts.iter().find(|known| known.code.oblast_digits() == *oblast).expect("an oblast");
        for word in ["с-ще", "селище", "смт"] {
            let said = one(&format!("{word} {name}"), &oblast.name, "");
            assert!(said.starts_with("likely"), "{word} {name}, {}: {said}", oblast.name);
            asked += 1;
        }
    }
    assert!(asked > 30, "{asked}");
}

#[test]
fn a_word_that_a_hyphen_breaks_at_the_end_of_a_line_is_one_word() {
    for (text, oblast, name) in [
        ("Зо-\nлочівська", "Харківська", "Золочівська"),
        ("Гор-\nодківська", "Вінницька", "Городківська"),
        ("Кол-\r\nківська", "Волинська", "Колківська"),
        ("Ольго-\n  пільська", "Вінницька", "Ольгопільська"),
        ("Не-\nмирівська", "Вінницька", "Немирівська"),
        ("Івано-\nФранківська", "Івано-Франківська", "Івано-Франківська"),
    ] {
        assert_eq!(cell(text, oblast).0, [name], "{text}");
        assert_eq!(cell(&format!("Менська ТГ;\n{text} ТГ"), oblast).0.last().map(String::as_str), Some(name), "{text}");
    }
}

#[test]
fn the_kind_of_an_abbreviation_and_that_of_the_column_are_read_together() {
    let mut resolver = resolver();
    for kind in ["сільська", "селищна"] {
        let mut ask =
            |text| said(&resolver.resolve(&Question { text, kind, oblast: "Сумська", ..Question::default() }));
        assert_eq!(ask("Миколаївська СТГ"), "Миколаївська", "{kind}");
    }
}

#[test]
fn a_former_name_does_not_contest_after_it_ended() {
    let mut resolver = resolver();
    for text in ["Первомайська", "Первомайська ТГ", "Первомайська міська громада", "Первомайської міської ради"]
    {
        let date = Some(jiff::civil::date(2026, 9, 1));
        assert_eq!(said(&resolver.resolve(&Question { text, date, ..Question::default() })), "Первомайська", "{text}");
    }
}

#[test]
fn a_noun_once_at_the_end_is_shared_by_what_stands_before_it() {
    assert_eq!(cell("Житомирська і Сумська громади", "").0, ["Житомирська", "Сумська"]);
    assert_eq!(cell("Житомирської та Сумської громад", "").0, ["Житомирська", "Сумська"]);
    assert_eq!(
        cell("Чернігівська і Сумська громади", "").0,
        ["likely 2 by Oblast", "Сумська"],
        "two bear the first name"
    );
    assert_eq!(
        cell("Житомирська: Коростенська та Сумська громади", "").0.first().map(String::as_str),
        Some("likely 1 by Person")
    );
    assert_eq!(cell("Чернігівська та Сумська область", ""), (vec![], Scope::Nowhere { oblast: None }));
    assert_eq!(one("Чернігівська та Сумська область", "", ""), "not: Oblast");
    assert_eq!(cell("Чернігівська: Менська та Сновська громади", "").0.last().map(String::as_str), Some("Сновська"));
}

#[test]
fn numbers_part_a_list_on_one_line() {
    assert_eq!(
        cell("1. Менська 2. Сновська 3. Городнянська", "Чернігівська").0,
        ["Менська", "Сновська", "Городнянська"]
    );
    assert_eq!(cell("Менська 1. Сновська 2. Городнянська", "Чернігівська").0, ["Менська", "Сновська", "Городнянська"]);
    assert_eq!(cell("1) Менська 2) Сновська", "Чернігівська").0, ["Менська", "Сновська"]);
}

#[test]
fn an_oblast_cut_short_is_known_by_its_beginning() {
    assert_eq!(one("Михайлівська (Запор. обл)", "", ""), one("Михайлівська", "Запорізька", ""));
    assert_eq!(one("Миколаївська (Дніпропетр.)", "", ""), one("Миколаївська", "Дніпропетровська", ""));
    assert_eq!(one("Знам'янська (Кіровогр.)", "", ""), "Знам’янська");
    assert_eq!(one("c. Колочава", "Закарпатська", ""), "Колочавська", "a Latin letter");
}

#[test]
fn an_unknown_name_beside_a_raion_or_an_oblast_waits() {
    for (text, expected) in [
        ("Тростянецька міська громада, Охтирський р-н; Зореградська", ["Тростянецька", "unknown"].as_slice()),
        ("Охтирський район: Тростянецька, Зореградська", &["Тростянецька", "unknown"]),
        ("Тростянецька, Сумська область; Зореградська", &["Тростянецька", "unknown"]),
        ("Сумська область: Роменська, Новодарська, Світлогірська", &["Роменська", "unknown", "unknown"]),
        ("Охтирський район: Тростянецька, Кириківка-Нова", &["Тростянецька", "unknown"]),
        ("Охтирський район (Тростянецька, Зореградська)", &["Тростянецька", "unknown"]),
        ("Охтирський р-н, Зореградська", &["unknown"]),
        ("Сумська область, Зореград", &["unknown"]),
    ] {
        let (said, scope) = cell(text, "Сумська");
        assert_eq!(
            (said.iter().map(String::as_str).collect::<Vec<_>>(), scope),
            (expected.to_vec(), Scope::Communities),
            "{text}"
        );
    }
    for text in ["Охтирський район", "Сумська область, Охтирський район", "Охтирський район Сумської області"]
    {
        assert!(cell(text, "Сумська").0.is_empty(), "{text}");
    }
}

#[test]
fn no_member_of_a_list_that_may_be_a_name_vanishes() {
    for (text, said) in [
        ("Тростянецька, Зореградська Новодарська Світлогірська Кириківська-Нова", vec!["Тростянецька", "unknown"]),
        ("Тростянецька та Велика Нова Зореградська Світла", vec!["Тростянецька", "unknown"]),
        ("Тростянецька міська рада, відділ освіти Зореградська", vec!["Тростянецька", "unknown"]),
        ("ЦНАП Зореградська, Тростянецька", vec!["Тростянецька", "unknown"]),
        ("Департамент освіти, Зореградська", vec!["unknown"]),
        ("Агенція регіонального розвитку, Новодарська", vec!["unknown"]),
        ("Агенція регіонального розвитку Новодарська", vec!["unknown"]),
        ("Тростянецька; представники організацій та бізнесу Зореградської", vec!["Тростянецька", "unknown"]),
        ("Департамент освіти, Черкаський обласний центр", vec![]),
        ("Тростянецька, представники малого бізнесу та молоді", vec!["Тростянецька"]),
    ] {
        assert_eq!(cell(text, "Сумська").0, said, "{text}");
    }
    let sumy = Code::parse("UA59000000000057109");
    assert_eq!(cell("Територія Сумської області", ""), (vec![], Scope::Nowhere { oblast: sumy }));
}

#[test]
fn several_raions_of_a_row_hold_its_communities_together() {
    for raions in
        ["Роменський, Сумський", "Роменський р-н; Сумський р-н", "Сумський\nРоменський", "Роменський/Сумський"]
    {
        assert_eq!(one("Коровинська ТГ", "Сумська", raions), "Коровинська", "{raions}");
        assert_eq!(one("Миропільська ТГ", "Сумська", raions), "Миропільська", "{raions}");
        assert_eq!(one("Коровинська ТГ", "", raions), "Коровинська", "the raions tell the oblast, {raions}");
        assert_ne!(one("Тростянецька ТГ", "Сумська", raions), "Тростянецька", "it lies in another raion, {raions}");
    }
    let two = "Нікопольський, Синельниківський";
    assert!(
        one("Покровська ТГ", "Дніпропетровська", two).contains("likely"),
        "both raions have communities of that name"
    );
    assert_eq!(one("Покровська селищна ТГ", "Дніпропетровська", two), "Покровська");
}
