//! Laws of the resolver that hold for every community of the register, not for chosen examples.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    unreachable_pub,
    dead_code
)]

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::OnceLock;

use hromada::model::{Community, Register, letters};
use hromada::names::{Outcome, Part, Question, Resolver};
use proptest::prelude::*;
use proptest::sample::Index;

fn register() -> &'static Register {
    static REGISTER: OnceLock<Register> = OnceLock::new();
    REGISTER.get_or_init(Register::embedded)
}

fn communities() -> &'static [Community] {
    static COMMUNITIES: OnceLock<Vec<Community>> = OnceLock::new();
    COMMUNITIES
        .get_or_init(|| register().communities.iter().filter(|community| community.raion.is_some()).cloned().collect())
}

thread_local!(static RESOLVER: RefCell<Resolver> = RefCell::new(Resolver::new(register())));

fn ask(question: &Question) -> Rc<Outcome> {
    RESOLVER.with(|resolver| resolver.borrow_mut().resolve(question))
}

fn oblast_of(community: &Community) -> &'static str {
    register().oblasts.iter().find(|oblast| oblast.code == community.oblast).map_or("", |oblast| oblast.name.as_str())
}

/// A community's name in one of the five cases that differ, with the noun in the same case.
fn in_case(name: &str, case: usize) -> (String, &'static str) {
    const CASES: [(&str, &str); 5] = [
        ("а", "територіальна громада"),
        ("ої", "територіальної громади"),
        ("ій", "територіальній громаді"),
        ("у", "територіальну громаду"),
        ("ою", "територіальною громадою"),
    ];
    let (ending, noun) = CASES[case % CASES.len()];
    (format!("{}{ending}", name.strip_suffix('а').unwrap_or(name)), noun)
}

/// Whether an outcome names the community or puts it among the candidates. Where nothing says Crimea, a community there gives
/// way to its namesakes outside.
fn allows(outcome: &Outcome, community: &Community) -> bool {
    let namesake = |code| {
        communities().iter().any(|other| other.code == code && other.name == community.name)
            || register().former_names.iter().any(|former| former.code == code && former.name == community.name)
    };
    let gives_way = community.code.in_crimea();
    match outcome {
        Outcome::Sure { code, .. } => *code == community.code || gives_way && namesake(*code),
        Outcome::Likely { candidates, .. } => {
            candidates.contains(&community.code)
                || candidates.len() == 10
                || gives_way && candidates.iter().any(|code| namesake(*code))
        }
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
        prop_assert_eq!(letters::fold(&letters::fold(&text)), letters::fold(&text));
    }

    #[test]
    fn a_name_in_any_case_is_that_name_or_one_of_its_homonyms(at: Index, case in 0_usize..5, with_noun: bool) {
        let community = at.get(communities());
        let (name, noun) = in_case(&community.name, case);
        let text = if with_noun { format!("{name} {noun}") } else { name };
        let outcome = ask(&Question { text: &text, ..Question::default() });
        prop_assert!(allows(&outcome, community), "{}: {:?}", text, outcome);
    }

    #[test]
    fn the_right_oblast_never_makes_an_answer_wrong(at: Index, case in 0_usize..5, with_noun: bool) {
        let community = at.get(communities());
        let (name, noun) = in_case(&community.name, case);
        let text = if with_noun { format!("{name} {noun}") } else { name };
        let oblast = oblast_of(community);
        let outcome = ask(&Question { text: &text, oblast, ..Question::default() });
        let right = match &*outcome {
            Outcome::Sure { code, .. } => *code == community.code,
            Outcome::Likely { candidates, .. } => candidates.contains(&community.code),
            _ => false,
        };
        prop_assert!(right, "{} [{}]: {:?}", text, oblast, outcome);
    }

    #[test]
    fn a_slip_of_the_hand_never_leads_to_another_community(at: Index, place: Index, slip in 0_usize..4, letter in "[абвгґдеєжзиіїйклмнопрстуфхцчшщьюя]") {
        let community = at.get(communities());
        let mut letters: Vec<char> = community.name.chars().collect();
        let place = 1 + place.index(letters.len() - 2);
        match slip {
            0 => drop(letters.remove(place)),
            1 => letters.insert(place, letter.chars().next().unwrap()),
            2 => letters[place] = letter.chars().next().unwrap(),
            _ => letters.swap(place, place - 1),
        }
        let text = format!("{} громада", letters.into_iter().collect::<String>());
        let oblast = oblast_of(community);
        let outcome = ask(&Question { text: &text, oblast, ..Question::default() });
        if let Outcome::Sure { code, .. } = *outcome {
            // The slip may have made a name that somebody bears.
            let borne = |name: &str| letters::fold(&text).starts_with(&letters::fold(name));
            let another = communities().iter().any(|other| other.code == code && borne(&other.name))
                || register().former_names.iter().any(|former| former.code == code && borne(&former.name))
                || register().settlements.iter().any(|place| place.community == Some(code) && borne(&place.name));
            prop_assert!(code == community.code || another, "{} [{}]: {:?}", text, oblast, outcome);
        }
    }

    #[test]
    fn dress_never_changes_an_outcome(
        at: Index,
        apostrophe in prop::sample::select(vec!["'", "’", "ʼ", "`"]),
        blank in prop::sample::select(vec![" ", "  ", "\u{a0}", " \t "]),
        dash in prop::sample::select(vec!["-", "–", "‑"]),
        case in 0_usize..3,
        twin: Index,
    ) {
        let community = at.get(communities());
        let plain = format!("{} територіальна громада", community.name);
        let mut dressed = plain.replace('’', apostrophe).replace(' ', blank).replace('-', dash);
        let twins: Vec<(usize, char)> = dressed
            .char_indices()
            .filter_map(|(at, letter)| Some((at, letters::latin_twin(letter)?)))
            .collect();
        if !twins.is_empty() {
            let (at, latin) = twins[twin.index(twins.len())];
            let end = at + dressed[at..].chars().next().unwrap().len_utf8();
            dressed.replace_range(at..end, &latin.to_string());
        }
        let dressed = match case {
            0 => dressed,
            1 => dressed.to_uppercase(),
            _ => dressed.to_lowercase(),
        };
        let oblast = oblast_of(community);
        let expected = ask(&Question { text: &plain, oblast, ..Question::default() });
        let found = ask(&Question { text: &dressed, oblast, ..Question::default() });
        prop_assert_eq!(expected, found, "{}", dressed);
    }

    #[test]
    fn a_list_says_what_its_members_say(
        ats in prop::collection::vec(any::<Index>(), 1..5),
        separator in prop::sample::select(vec![", ", "; ", "\n", " та ", " і ", "; \n"]),
    ) {
        let texts: Vec<String> =
            ats.iter().map(|at| format!("{} територіальна громада", at.get(communities()).name)).collect();
        let expected: Vec<Rc<Outcome>> =
            texts.iter().map(|text| ask(&Question { text, ..Question::default() })).collect();
        let cell = texts.join(separator);
        let mut parts: Vec<Part> = Vec::new();
        let question = Question { text: &cell, ..Question::default() };
        RESOLVER.with(|resolver| resolver.borrow_mut().resolve_cell(&question, &mut parts));
        let found: Vec<Rc<Outcome>> = parts.iter().map(|part| Rc::clone(&part.outcome)).collect();
        prop_assert_eq!(expected, found, "{}", cell);
    }
}
