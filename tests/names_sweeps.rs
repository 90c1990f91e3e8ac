//! Sweeps over all communities: in every dress that sheets give a name, and with every form of hint, no answer is wrong.
#![allow(clippy::unwrap_used)]

use std::collections::HashMap;

use hromada::model::{Community, CommunityKind, Register, letters};
use hromada::names::{Outcome, Question, Resolver};

/// A community with the names of its oblast and raion.
struct Home<'r> {
    community: &'r Community,
    oblast: &'r str,
    raion: &'r str,
    /// Whether no other community of the oblast bears its name, or bore it.
    alone: bool,
}

fn homes(register: &Register) -> Vec<Home<'_>> {
    let mut bearers: HashMap<(String, u8), usize> = HashMap::new();
    let former = register.former_names.iter().map(|former| (&former.name, former.code));
    for (name, code) in register.communities.iter().map(|place| (&place.name, place.code)).chain(former) {
        *bearers.entry((letters::fold(name), code.oblast_digits())).or_default() += 1;
    }
    let working = register.communities.iter().filter(|place| place.raion.is_some() && !place.code.in_crimea());
    working
        .map(|community| Home {
            community,
            oblast: &register.oblasts.iter().find(|oblast| oblast.code == community.oblast).unwrap().name,
            raion: &register.raions.iter().find(|raion| Some(raion.code) == community.raion).unwrap().name,
            alone: bearers[&(letters::fold(&community.name), community.code.oblast_digits())] == 1,
        })
        .collect()
}

/// Ask about each home; gives how many were not sure. A wrong answer ends the test.
fn sweep(resolver: &mut Resolver, homes: &[Home<'_>], ask: impl Fn(&Home<'_>) -> [String; 3]) -> usize {
    let mut open = 0;
    for home in homes {
        let [text, oblast, raion] = ask(home);
        let question = Question { text: &text, oblast: &oblast, raion: &raion, ..Question::default() };
        match resolver.resolve(&question).as_ref() {
            Outcome::Sure { code, .. } => assert_eq!(*code, home.community.code, "{text} [{oblast}|{raion}]"),
            _ => open += 1,
        }
    }
    open
}

fn bent(name: &str, ending: &str) -> String {
    format!("{}{ending}", name.strip_suffix('а').unwrap_or(name))
}

/// The kind in the nominative and in the genitive.
fn kind(community: &Community) -> [&'static str; 2] {
    match community.kind {
        Some(CommunityKind::Urban) => ["міська", "міської"],
        Some(CommunityKind::Settlement) => ["селищна", "селищної"],
        _ => ["сільська", "сільської"],
    }
}

#[test]
fn every_community_is_understood_in_every_dress() {
    let register = Register::embedded();
    let mut homes = homes(&register);
    homes.retain(|home| home.alone);
    assert!(homes.len() > 1_400);
    let mut resolver = Resolver::new(&register);
    let dresses: [fn(&Community) -> String; 21] = [
        |c| c.name.clone(),
        |c| format!("{} {} територіальна громада", c.name, kind(c)[0]),
        |c| format!("{} ТГ", c.name).to_uppercase(),
        |c| format!("{} отг", c.name.to_lowercase()),
        |c| format!("ОТГ {}", c.name),
        |c| format!("{} {} військова адміністрація", c.name, kind(c)[0]),
        |c| format!("Відділ освіти, культури, молоді та спорту {} {} ради", bent(&c.name, "ої"), kind(c)[1]),
        |c| format!("Апарат {} {} ради та її виконавчого комітету", bent(&c.name, "ої"), kind(c)[1]),
        |c| format!("КНП «Центр первинної допомоги» {} {} ради", bent(&c.name, "ої"), kind(c)[1]),
        |c| format!("ЦНАП {} {} ради", bent(&c.name, "ої"), kind(c)[1]),
        |c| format!("голова {} громади", bent(&c.name, "ої")),
        |c| format!("у {} громаді", bent(&c.name, "ій")),
        |c| format!("із {} територіальною громадою", bent(&c.name, "ою")),
        |c| format!("Територіальна громада: {}", c.name),
        |c| format!("3. «{}» ТГ", c.name),
        |c| format!("{}* громада1", c.name),
        |c| format!("{} {}", c.name, kind(c)[0]),
        |c| format!("{} громада", c.name.replace('-', " – ")),
        |c| c.name.replace('-', " - "),
        |c| format!("{} громада", c.name.replace('і', "i").replace('о', "o").replace('с', "c")),
        |c| format!("{} {}", c.code, c.name),
    ];
    for (place, dress) in dresses.iter().enumerate() {
        let ask = |home: &Home<'_>| [dress(home.community), home.oblast.to_string(), String::new()];
        let open = sweep(&mut resolver, &homes, ask);
        assert_eq!(open, 0, "dress {place}: {}", dress(homes[0].community));
    }
}

#[test]
fn the_place_may_stand_in_the_text_itself() {
    let register = Register::embedded();
    let mut homes = homes(&register);
    homes.retain(|home| home.alone);
    let mut resolver = Resolver::new(&register);
    let texts: [fn(&Home<'_>) -> String; 5] = [
        |home| format!("{} громада ({} обл.)", home.community.name, home.oblast),
        |home| format!("{} область, {} ТГ", home.oblast, home.community.name),
        |home| format!("{} обл., {} р-н, {} громада", home.oblast, home.raion, home.community.name),
        |home| format!("{} область - {} район - {} ТГ", home.oblast, home.raion, home.community.name),
        |home| {
            let (name, oblast) = (bent(&home.community.name, "ої"), bent(home.oblast, "ої"));
            format!("Виконавчий комітет {name} {} ради {oblast} області", kind(home.community)[1])
        },
    ];
    for text in texts {
        assert_eq!(sweep(&mut resolver, &homes, |home| [text(home), String::new(), String::new()]), 0);
    }
}

/// The hints on oblast and raion, made of the names of both.
type Hint<'h> = &'h dyn Fn(&str, &str) -> [String; 2];

#[test]
fn hints_are_understood_however_people_write_them() {
    let register = Register::embedded();
    let homes = homes(&register);
    let mut resolver = Resolver::new(&register);
    let masculine = |name: &str, ending: &str| name.replace("ий", ending);
    let hints: [Hint<'_>; 14] = [
        &|oblast, raion| [oblast.into(), raion.into()],
        &|oblast, raion| [format!("{oblast} область"), format!("{raion} район")],
        &|oblast, raion| [format!("{oblast} ОБЛ.").to_uppercase(), format!("{raion} Р-Н").to_uppercase()],
        &|oblast, raion| [format!("{} області", bent(oblast, "ої")), format!("{} району", masculine(raion, "ого"))],
        &|oblast, raion| [format!("у {} області", bent(oblast, "ій")), format!("в {} районі", masculine(raion, "ому"))],
        &|oblast, raion| [format!("{oblast} ОВА"), format!("{raion} РВА")],
        &|oblast, raion| [oblast.to_lowercase(), format!("р-н {raion}")],
        // in each other's column, or both in one
        &|oblast, raion| [raion.into(), oblast.into()],
        &|oblast, raion| [format!("{raion} район"), format!("{oblast} область")],
        &|oblast, raion| [format!("{oblast} обл., {raion} р-н"), String::new()],
        &|oblast, raion| [String::new(), format!("{oblast} область, {raion} район")],
        &|oblast, raion| [format!("{oblast}/{raion}"), String::new()],
        &|_, raion| [String::new(), format!("{raion} район")],
        &|_, raion| [String::new(), raion.into()],
    ];
    for (place, hint) in hints.iter().enumerate() {
        let ask = |home: &Home<'_>| {
            let [oblast, raion] = hint(home.oblast, home.raion);
            [format!("{} {} громада", home.community.name, kind(home.community)[0]), oblast, raion]
        };
        let open = sweep(&mut resolver, &homes, ask);
        assert_eq!(open, 0, "hint {place}: {:?}", hint("Київська", "Бучанський"));
    }
}
