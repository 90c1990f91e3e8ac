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
