//! What the resolver says about names as people write them.
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

use hromada::model::{Code, Decision, OldCode, Register};
use hromada::names::{Decides, Outcome, Part, Question, Resolver, Scope};

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
fn a_name_is_found_in_every_case_and_inside_an_institution() {
    for text in [
        "Лановецька міська територіальна громада",
        "ЛАНОВЕЦЬКОЇ МІСЬКОЇ РАДИ",
        "у Лановецькій громаді",
        "Лановецька МТГ",
        "3. Лановецька ТГ",
        "Відділ освіти, молоді та спорту виконавчого комітету Лановецької міської ради",
        "Лановецький міський голова",
        "Лано\u{ad}вецька",
        "Лановець\nка ТГ",
        "м. Ланівці",
        "у м. Ланівцях",
    ] {
        assert_eq!(one(text, "", ""), "Лановецька", "{text}");
    }
}

#[test]
fn homonyms_wait_for_what_tells_them_apart() {
    assert_eq!(one("Знам'янська громада", "", ""), "likely 2 by Oblast");
    assert_eq!(one("Знам`янська громада", "Кіровоградщина", ""), "Знам’янська");
    assert_eq!(one("Знамʼянська громада (Одеська обл.)", "", ""), "Знам’янська");
    assert_eq!(one("Калинівська ТГ", "Київська", ""), "likely 2 by Raion");
    assert_eq!(one("Калинівська ТГ", "Київська", "Броварський р-н"), "Калинівська");
    assert_eq!(one("Бердичівська громада", "Львівська", ""), "likely 1 by Person", "the hint contradicts");
}

#[test]
fn what_is_no_community_gets_no_code() {
    for text in [
        "Житомирська область",
        "Житомирська ОВА",
        "Миргородська районна рада",
        "Самбірський район",
        "Відділ освіти Жашківської районної державної адміністрації",
        "Міністерство цифрової трансформації України",
        "35 громад із 6 областей",
        "представники територіальних громад",
        "Разом",
        "Асоціація міст України",
        "Бюджети територіальних громад у Донецькій області",
        "громади Богодухівського, Красноградського, Ізюмського та Чугуївського районів Харківщини",
        "—",
    ] {
        let said = one(text, "", "");
        assert!(said.starts_with("not"), "{text}: {said}");
    }
    for text in ["Житомирська", "ДЮСШ «Кристал»", "Рада Європи", "Зореградська ТГ"]
    {
        let said = one(text, "", "");
        assert!(said.starts_with("likely") || said == "unknown" || said.starts_with("not"), "{text}: {said}");
    }
}

#[test]
fn a_cell_may_hold_a_list() {
    let (names, _) = cell("Доброславської, Краснокутської та Хмельницької громад", "");
    assert_eq!(names, ["Доброславська", "Краснокутська", "Хмельницька"]);
    let (names, _) = cell("дві громади – Апостолівська та Зеленодольська", "Дніпропетровської області");
    assert_eq!(names, ["Апостолівська", "Зеленодольська"]);
    let (names, _) = cell("с. Шевченкове, Попівська територіальна громада", "Сумська");
    assert_eq!(names.len(), 1, "a place and its community: {names:?}");
    let (names, _) = cell("Менська міська ТГ;\nСновська міська ТГ", "");
    assert_eq!(names, ["Менська", "Сновська"]);
}

#[test]
fn a_scope_is_not_a_list() {
    let zhytomyr = Code::parse("UA18000000000041385");
    assert_eq!(cell("усі громади області", "Житомирська").1, Scope::AllOf { oblast: zhytomyr });
    assert_eq!(cell("Усі територіальні громади Житомирської області", "").1, Scope::AllOf { oblast: zhytomyr });
    assert_eq!(cell("Житомирська область", "").1, Scope::Nowhere { oblast: zhytomyr });
    assert_eq!(cell("", "Житомирська").1, Scope::Nowhere { oblast: zhytomyr });
}

#[test]
fn a_decision_goes_first_and_the_nearer_one_wins() {
    let mut resolver = resolver();
    let (here, there) = (Code::parse("UA18020010000059904"), Code::parse("UA61020090000020422"));
    let zhytomyr = Code::parse("UA18000000000041385");
    resolver.decide([
        Decision { text: "Наша громада".to_string(), oblast: None, answer: there },
        Decision { text: "наша  громада".to_string(), oblast: zhytomyr, answer: here },
        Decision { text: "Промінь".to_string(), oblast: None, answer: None },
    ]);
    let mut ask = |text, oblast| said(&resolver.resolve(&Question { text, oblast, ..Question::default() }));
    assert_eq!(ask("Наша громада", "Житомирська"), "Андрушівська");
    assert_eq!(ask("Наша громада", "Одеська"), "Лановецька");
    assert_eq!(ask("Промінь", ""), "not: Decision");
}

#[test]
fn hints_are_read_in_any_case() {
    let resolver = resolver();
    let donetsk = Code::parse("UA14000000000091971");
    for text in ["Донеччина", "ДОНЕЦЬКА ОБЛАСТЬ", "Донецькій", "Донецької ОВА", "Donetska oblast", "Донецкая"]
    {
        assert_eq!(resolver.oblast(text), donetsk, "{text}");
    }
    assert_eq!(resolver.oblast("Cherniveska"), resolver.oblast("Чернівецька"));
    assert_eq!(resolver.raion("Новоград-Волинського району", None), resolver.raion("Звягельський", None));
    assert!(resolver.raion("Звягельський р-н", None).is_some());
}

#[test]
fn what_would_decide_is_said() {
    let outcome =
        resolver().resolve(&Question {
            text: "Чорноморська громада", oblast: "Одеська", ..Question::default()
        });
    assert!(matches!(
        &*outcome,
        Outcome::Likely { decides: Decides::Kind | Decides::Person | Decides::Raion | Decides::Date, .. }
    ));
}

#[test]
fn the_old_classifier_answers_when_it_was_learned() {
    let mut resolver = resolver();
    let place = Code::parse("UA05020050100098208").expect("Марківка of Вороновицька");
    let council =
        Question {
            text: "Марківська сільська рада", oblast: "Вінницька", raion: "Тиврівський", ..Question::default()
        };
    let code = Question { text: "КОАТУУ 0524584001", ..Question::default() };
    assert!(said(&resolver.resolve(&council)).starts_with("likely"));
    assert!(said(&resolver.resolve(&code)).starts_with("not"));
    resolver.learn_koatuu([&OldCode { koatuu: 524_584_001, code: place, name: "Марківка".to_string() }]);
    assert_eq!(said(&resolver.resolve(&council)), "Вороновицька");
    assert_eq!(said(&resolver.resolve(&code)), "Вороновицька");
}

#[test]
fn the_day_decides_between_a_former_and_a_present_bearer() {
    let mut resolver = resolver();
    let mut on = |year: i16| {
        let date = Some(jiff::civil::date(year, 9, 1));
        said(&resolver.resolve(&Question {
            text: "Первомайська ТГ",
            oblast: "Миколаївська",
            date,
            ..Question::default()
        }))
    };
    assert_eq!(on(2021), "likely 2 by Date", "then two communities bore the name");
    assert_eq!(on(2026), "Первомайська", "one of them has another name now");
    assert_eq!(one("Червоноградська ТГ", "", ""), "Шептицька", "a former name goes on to be understood");
}

#[test]
fn a_code_is_believed_unless_the_row_contradicts_it() {
    assert_eq!(one("UA18020010000059904", "", ""), "Андрушівська");
    assert_eq!(one("Andrushivska_UA1802001_Андрушівська", "Zhytomyrska", ""), "Андрушівська");
    assert_eq!(one("UA18020010000059904", "Одеська", ""), "likely 1 by Person");
    assert_eq!(one("UA18020010000059904 Бердичівська", "", ""), "likely 2 by Person");
    assert_eq!(one("UA18020000000017812", "", ""), "not: Raion");
}

#[test]
fn other_languages_are_understood() {
    for text in
        ["Baikovetska hromada", "Baykovetska AH", "Байковецкая громада", "Bajkovetska", "the Baikovetska rural TC"]
    {
        assert_eq!(one(text, "", ""), "Байковецька", "{text}");
    }
    assert_eq!(one("Каменская", "Черновицкая", ""), "likely 2 by Person", "Кам’янська or Кам’янецька");
    assert_eq!(one("Bashtanka town", "", ""), "Баштанська");
    assert_eq!(one("Mykolaivska rural TC", "Dnipropetrovska oblast", "Dniprovskyi district"), "Миколаївська");
    assert_eq!(one("Хмельницкая", "", ""), "likely 2 by Person", "Хмельницька or Хмільницька");
}

#[test]
fn a_place_means_its_community_where_only_one_can_be_meant() {
    assert_eq!(one("с. Колочава", "Закарпатська", "Хустський"), "Колочавська");
    assert_eq!(one("с. Покутинці", "Хмельницька", "Віньковецький"), "Зіньківська", "the raion of before 2020");
    assert!(one("с. Миколаївка", "Дніпропетровська", "").starts_with("likely"));
    assert_eq!(one("у Великій Димерці", "", ""), "Великодимерська");
    assert_eq!(one("Жовківська міська рада (м. Жовква, Жовківський р-н, Львівська обл.)", "", ""), "Жовківська");
    assert_eq!(one("Львівська обл., м. Жовква, вул. Чернівецька, 12", "", ""), "Жовківська", "a street is no place");
}

#[test]
fn a_misspelling_is_corrected_only_where_nothing_else_is_as_near() {
    assert_eq!(one("Татарбунаррська ТГ", "Одеська", ""), "Татарбунарська");
    assert!(one("Татарбунаррська ТГ", "", "").starts_with("likely"), "nobody says where");
    assert!(one("Дмитрвська ТГ", "", "").starts_with("likely"), "three communities are as near");
    assert!(one("Иванківська сільська рада", "Полтавська", "").starts_with("likely"));
    assert_eq!(one("Милівська громада", "Херсонська", ""), "Милівська");
    assert_eq!(one("Мілівська громада", "Херсонська", ""), "likely 1 by Person", "that one lies in another oblast");
}

#[test]
fn a_decision_for_everywhere_gives_way_where_another_community_bears_the_name() {
    let mut resolver = resolver();
    let dnipro = Code::parse("UA12140250000015858");
    resolver.decide([Decision { text: "Покровська ТГ".to_string(), oblast: None, answer: dnipro }]);
    let mut ask = |oblast| match *resolver
        .resolve(&Question { text: "Покровська ТГ", oblast, ..Question::default() })
    {
        Outcome::Sure { code, .. } => Some(code),
        _ => None,
    };
    assert_eq!(ask(""), dnipro);
    assert_eq!(ask("Дніпропетровська"), dnipro);
    assert_eq!(ask("Донецька"), Code::parse("UA14160210000011148"), "the row means the one in its own oblast");
    assert_eq!(ask("Львівська"), None, "the row contradicts the decision, and several bear the name");
}

#[test]
fn a_raion_that_is_gone_says_where_to_look() {
    assert_eq!(
        one("с. Савинці", "Полтавська", "Оржицький"),
        "Оржицька",
        "the community of its centre has such a village"
    );
    let unsure = one("с. Попівка", "Полтавська", "Карлівський");
    assert!(unsure.starts_with("likely"), "{unsure}: none of that name is in the centre's community");
    let mut resolver = resolver();
    let old = |koatuu, code: &str, name: &str| OldCode {
        koatuu,
        code: Code::parse(code).expect("a code of the register"),
        name: name.to_string(),
    };
    resolver.learn_koatuu(&[
        old(5_321_655_100, "UA53080210000072644", "Карлівська"),
        old(5_321_684_401, "UA53080110090033729", "Попівка"),
    ]);
    let question =
        Question {
            text: "с. Попівка", oblast: "Полтавська", raion: "Карлівського району", ..Question::default()
        };
    assert_eq!(said(&resolver.resolve(&question)), "Карлівська", "the table says which of them lay in that raion");
}

#[test]
fn names_are_told_apart_by_what_stands_around_them() {
    assert_eq!(one("Кам’янець - Подільська", "", ""), "Кам’янець-Подільська", "a dash between blanks");
    assert_eq!(one("Миколаївська селищна", "Сумська", ""), one("Миколаївська селищна ТГ", "Сумська", ""));
    assert_eq!(one("Новая Каховка", "", ""), "Новокаховська");
    assert_eq!(one("г. Белая Церковь", "Киевская", ""), "Білоцерківська");
    assert_eq!(one("у Часовому Яру", "", ""), "Часовоярська");
    assert_eq!(one("Чернівці", "", ""), "Чернівецька", "the centre of an oblast");
    assert_eq!(one("Дніпропетровська", "", ""), "not: Oblast", "no community bears it");
    assert_eq!(one("Іршавська", "Хустський", "Закарпатська"), "Іршавська", "hints in each other's column");
    let (names, _) = cell("Кіцманська ТГ Мамаївська ТГ", "Чернівецька");
    assert_eq!(names, ["Кіцманська", "Мамаївська"], "a list that lost its signs");
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
    assert_eq!(cell("1) Менська 2) Сновська", "Чернігівська").0, ["Менська", "Сновська"]);
}

#[test]
fn an_oblast_cut_short_is_known_by_its_beginning() {
    assert_eq!(one("Михайлівська (Запор. обл)", "", ""), one("Михайлівська", "Запорізька", ""));
    assert_eq!(one("Миколаївська (Дніпропетр.)", "", ""), one("Миколаївська", "Дніпропетровська", ""));
    assert_eq!(one("Знам'янська (Кіровогр.)", "", ""), "Знам’янська");
    assert_eq!(one("c. Колочава", "Закарпатська", ""), "Колочавська", "a Latin letter");
}
