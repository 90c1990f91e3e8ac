//! People in one cell: all of them, and women and men beside them where they are told apart.

use super::{
    Fault,
    count::{not_a_count, number, number_length, of_digits, of_other},
    is_unknown, plain,
};
use crate::sheet::row::Cell;

/// What one cell says about the people who took part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// All of them.
    pub total: Option<u32>,
    /// Women.
    pub women: Option<u32>,
    /// Men.
    pub men: Option<u32>,
}

/// Which of two numbers without words counts the women.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The first: `15/10` below "жінки/чоловіки".
    WomenFirst,
    /// The second.
    MenFirst,
}

/// Reads a cell that may also tell women and men apart, such as `25 (15 ж / 10 ч)`; `order` when its heading says which number
/// is which.
pub fn people(cell: Cell<'_>, order: Option<Order>) -> Result<People, Fault> {
    let all = |total| People { total, ..People::default() };
    match cell {
        Cell::Text(text) => match of_digits(text) {
            Some(number) => Ok(all(Some(number))),
            None if is_unknown(text) => Ok(People::default()),
            None => of_text(text, order),
        },
        other => of_other(other).map(all),
    }
}

/// What a word says about the number beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Women,
    /// "чол." is men beside women, and people by itself.
    Men,
    People,
}

/// A piece of a text about people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Number(u32),
    Word(Label),
    Dash,
    /// A comma, a bracket, "та": what stands on both sides does not belong together.
    Break,
    Other,
}

fn of_text(text: &str, order: Option<Order>) -> Result<People, Fault> {
    let pieces = pieces(text)?;
    if let Some(people) = order.and_then(|order| in_order(&pieces, order)) {
        return Ok(people);
    }
    let women = pieces.contains(&Piece::Word(Label::Women));
    let several = pieces.iter().filter(|piece| matches!(piece, Piece::Number(_))).count() > 1;
    let mut found = Found { people: People::default(), men_are_men: women || several, label: None };
    pieces.split(|piece| *piece == Piece::Break).try_for_each(|part| found.read(part))?;
    found.end()
}

/// What was found so far.
struct Found {
    people: People,
    men_are_men: bool,
    /// A word whose number has not come yet: "жінок: 15".
    label: Option<Label>,
}

impl Found {
    /// Reads the pieces between two breaks.
    fn read(&mut self, mut part: &[Piece]) -> Result<(), Fault> {
        let before = matches!(part.first(), Some(Piece::Word(_)));
        let alone = part.iter().filter(|piece| matches!(piece, Piece::Number(_))).count() == 1;
        loop {
            let (label, number) = match *part {
                [] => return Ok(()),
                [Piece::Word(label)] if self.label.is_none() => {
                    self.label = Some(label);
                    return Ok(());
                }
                [Piece::Word(label), Piece::Dash, Piece::Number(number), ref after @ ..]
                | [Piece::Word(label), Piece::Number(number), ref after @ ..]
                    if before =>
                {
                    part = after;
                    (Some(label), number)
                }
                [Piece::Number(number), Piece::Word(label), ref after @ ..] if !before => {
                    part = after;
                    (Some(label), number)
                }
                [Piece::Number(number)] | [Piece::Dash, Piece::Number(number)] if !before && self.label.is_some() => {
                    part = &[];
                    (self.label.take(), number)
                }
                [Piece::Number(number)] if !before && alone => {
                    part = &[];
                    (None, number)
                }
                _ => return Err(not_a_count()),
            };
            self.put(label, number)?;
        }
    }

    fn put(&mut self, label: Option<Label>, number: u32) -> Result<(), Fault> {
        let place = match label {
            Some(Label::Women) => &mut self.people.women,
            Some(Label::Men) if self.men_are_men => &mut self.people.men,
            _ => &mut self.people.total,
        };
        if place.replace(number).is_some() { Err(not_a_count()) } else { Ok(()) }
    }

    /// All that was found; a fault when a word is left without a number, or nothing was counted.
    fn end(mut self) -> Result<People, Fault> {
        if let (None, Some(women), Some(men)) = (self.people.total, self.people.women, self.people.men) {
            self.people.total = Some(women + men);
        }
        if self.label.is_some() || self.people == People::default() { Err(not_a_count()) } else { Ok(self.people) }
    }
}

/// Two bare numbers, or a total and two, where the heading says which is which.
fn in_order(pieces: &[Piece], order: Order) -> Option<People> {
    let bare: Vec<Piece> = pieces.iter().copied().filter(|piece| *piece != Piece::Break).collect();
    let (total, first, second) = match *bare {
        [Piece::Number(first), Piece::Number(second)] => (first.checked_add(second)?, first, second),
        [Piece::Number(total), Piece::Number(first), Piece::Number(second)] => (total, first, second),
        _ => return None,
    };
    let (women, men) = if order == Order::WomenFirst { (first, second) } else { (second, first) };
    Some(People { total: Some(total), women: Some(women), men: Some(men) })
}

/// Cuts a text into numbers and the words that matter.
pub(super) fn pieces(text: &str) -> Result<Vec<Piece>, Fault> {
    let text = plain(text).replace("т.ч.", " , ").replace("т. ч.", " , ");
    let mut pieces = Vec::new();
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let length = if first.is_ascii_digit() {
            number_length(rest)
        } else if first.is_alphabetic() {
            rest.find(|sign: char| !sign.is_alphabetic() && sign != '\'').unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (piece, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        rest = after;
        match first {
            '0'..='9' => match after.trim_start().strip_prefix('%') {
                Some(beyond) => rest = beyond,
                None => pieces.push(Piece::Number(number(piece)?)),
            },
            '-' => pieces.push(Piece::Dash),
            ' ' | '.' => {}
            '(' | ')' | '[' | ']' | ',' | ';' | '/' | ':' => pieces.push(Piece::Break),
            // "15 жін. + 10 чол.", and not "25+".
            '+' if after.trim_start().starts_with(char::is_alphanumeric) => pieces.push(Piece::Break),
            _ if first.is_alphabetic() => pieces.extend(word(piece)),
            _ => pieces.push(Piece::Other),
        }
    }
    Ok(pieces)
}

/// What a word means beside a number; `None` for words that mean nothing.
fn word(word: &str) -> Option<Piece> {
    let starts = |stems: &[&str]| stems.iter().any(|stem| word.starts_with(stem));
    match word {
        "ж" | "f" | "w" | "fem" => Some(Piece::Word(Label::Women)),
        "ч" | "m" | "чол" | "men" | "man" => Some(Piece::Word(Label::Men)),
        "чоловік" | "ос" | "уч" | "pax" => Some(Piece::Word(Label::People)),
        "та" | "і" | "й" | "and" => Some(Piece::Break),
        "з" | "із" | "них" | "у" | "в" | "тому" | "числі" | "of" | "them" | "which" | "whom" | "including" | "incl"
        | "усього" | "всього" | "разом" | "total" | "загалом" => None,
        _ if starts(&["жін", "women", "woman", "female", "дівч"]) => Some(Piece::Word(Label::Women)),
        _ if starts(&["чоловік", "male", "хлоп"]) => Some(Piece::Word(Label::Men)),
        _ if starts(&["осіб", "особ", "люд", "учас", "слух", "person", "people", "participant", "attend", "pers"]) => {
            Some(Piece::Word(Label::People))
        }
        _ => Some(Piece::Other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::values::count;
    use proptest::prelude::*;

    fn all(text: &str) -> (Option<u32>, Option<u32>, Option<u32>) {
        let people = people(Cell::Text(text), None).unwrap_or_else(|fault| panic!("{text} {}", fault.reason));
        (people.total, people.women, people.men)
    }

    #[test]
    fn women_and_men_stand_in_the_same_cell() {
        for text in [
            "25 (15 ж / 10 ч)",
            "25 (15 жінок, 10 чоловіків)",
            "25 осіб: 15 жінок і 10 чоловіків",
            "15 ж / 10 ч",
            "жінок – 15, чоловіків – 10",
            "ж: 15; ч: 10",
            "25, у т.ч. 15 жінок, 10 чоловіків",
            "25, з них жінок 15, чоловіків 10",
            "25 осіб, у т.ч.: жінок – 15; чоловіків – 10",
            "25 (15 women, 10 men)",
            "15f/10m",
            "15 жін., 10 чол.",
            "жін. 15, чол. 10",
            "Ж-15 Ч-10",
            "15 жінок та 10 чоловіків",
            "15 жін. + 10 чол.",
            "15 ж+10 ч",
        ] {
            assert_eq!(all(text), (Some(25), Some(15), Some(10)), "{text}");
        }
        assert_eq!(all("25 осіб (з них 15 жінок)"), (Some(25), Some(15), None));
        assert_eq!(all("25, з них жінок 15"), (Some(25), Some(15), None));
        assert_eq!(all("37 чол."), (Some(37), None, None));
        assert_eq!(all("25 уч."), (Some(25), None, None));
        assert_eq!(all("25 осіб (100%)"), (Some(25), None, None));
        assert_eq!(all("н/д"), (None, None, None));
    }

    #[test]
    fn the_heading_may_say_which_number_is_which() {
        let read = |text, order| people(Cell::Text(text), Some(order)).map(|p| (p.total, p.women, p.men));
        assert_eq!(read("15/10", Order::WomenFirst), Ok((Some(25), Some(15), Some(10))));
        assert_eq!(read("25 (10/15)", Order::MenFirst), Ok((Some(25), Some(15), Some(10))));
        assert_eq!(read("25 осіб", Order::MenFirst), Ok((Some(25), None, None)));
        assert_eq!(read("25 (15 ж / 10 ч)", Order::MenFirst), Ok((Some(25), Some(15), Some(10))));
        assert!(read("25-30", Order::WomenFirst).is_err(), "a range stays one");
    }

    #[test]
    fn what_is_no_count_is_an_error() {
        for text in [
            "багато",
            "25-30",
            "-5",
            "1,5",
            "12.5",
            "до 50",
            "25+",
            "25 + 5",
            "понад 30",
            "~30",
            "25 / 30",
            "1e3",
            "9999999",
            "10O",
            "#REF!",
            "25?",
            "двадцять",
            "60%",
            "жінок",
            "25 26 осіб",
            "15 ж 10",
        ] {
            assert!(count(Cell::Text(text)).is_err(), "{text}");
            assert!(people(Cell::Text(text), None).is_err(), "{text}");
        }
        assert!(people(Cell::Text("25 (жінок)"), None).is_err(), "whom does it count");
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,30}", likely in "[0-9жч (),/.–-]{0,20}", number in proptest::num::f64::ANY) {
            let _ = people(Cell::Text(&text), None);
            let _ = people(Cell::Text(&likely), Some(Order::WomenFirst));
            let _ = count(Cell::Number(number));
        }
    }
}
