//! How long an agreement holds: `05.12.2014 – 04.12.2019`, `з 12.02.2015`, `З 13.06.2022 на 5 років`, `упродовж 2018 року`,
//! `до кінця 2015 року`. What is said and cannot be read is told, for an end that nobody knows is an agreement for good.

use jiff::{Span, ToSpan, civil::Date};

use crate::sheet::{
    Cell,
    values::{Days, Window, days},
};

/// What a text says of a term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Term {
    /// The first days that it may mean; `None` where it tells no beginning.
    pub(super) start: Option<Days>,
    /// The last day; `None` where nobody says, or for good.
    pub(super) end: Option<Date>,
    /// Whether something that it says was not understood.
    pub(super) unclear: bool,
}

/// What a word says of the days behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// `з`: the beginning.
    From,
    /// `до`, `по`, a dash: the end.
    Until,
    /// `упродовж`, `на`: both, or a length.
    During,
}

/// Words between the days of a term.
const ROLES: [(Role, &[&str]); 3] = [
    (Role::From, &["з", "із", "від", "починаючи", "from", "since"]),
    (Role::Until, &["до", "по", "until", "till", "to"]),
    (Role::During, &["упродовж", "впродовж", "протягом", "на", "строком", "терміном", "for", "during"]),
];
/// Words that may stand beside them.
const NOISE: [&str; 13] = [
    "та",
    "і",
    "кінець",
    "кінця",
    "період",
    "плановий",
    "протязі",
    "включно",
    "діє",
    "співробітництво",
    "співробітництва",
    "the",
    "end",
];
/// Beginnings of words for an agreement without an end.
const FOR_GOOD: [&str; 7] = ["безстрок", "безтермін", "постійн", "необмежен", "невизначен", "indefinite", "open"];
/// Beginnings of words for an agreement that was ended before its time, on the day beside them.
const ENDED: [&str; 2] = ["припинен", "розірван"];
/// Numbers that are written with letters, in the genitive.
const NUMBERS: [&str; 10] =
    ["одного", "двох", "трьох", "чотирьох", "п'яти", "шести", "семи", "восьми", "дев'яти", "десяти"];

/// Reads a term. A length begins on the first day or, where the text tells none, on the day of signing.
pub(super) fn term(text: &str, window: Window, signed: Option<Date>) -> Term {
    let text = spaced(text);
    let mut term = Term::default();
    let mut length = None;
    for (role, piece) in pieces(&text) {
        let (piece, years) = cut_length(&piece);
        let fits = match years {
            Some(_) if length.is_some() => false,
            Some(years) => {
                length = Some(years);
                true
            }
            None => !piece.is_empty(),
        };
        let is_read = piece.is_empty() || term.take(role, &piece, window);
        term.unclear |= !(fits && is_read);
    }
    let first = term.start.map(|days| days.start).or(signed);
    let by_length = || first?.checked_add(length?).ok()?.yesterday().ok();
    term.end = term.end.or_else(by_length);
    if let (Some(start), Some(end)) = (term.start, term.end)
        && end < start.start
    {
        term.end = None;
        term.unclear = true;
    }
    term
}

/// The first day that a text writes with digits: `05.12.2014 б/н`.
pub(super) fn day_in(text: &str) -> Option<Date> {
    let pieces = text.split(|sign: char| !(sign.is_ascii_digit() || sign == '.'));
    pieces
        .filter_map(|piece| {
            let numbers: Vec<&str> = piece.trim_matches('.').split('.').collect();
            let [day, month, year] = numbers.as_slice() else { return None };
            Date::new(year.get(..4)?.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
        })
        .next()
}

impl Term {
    /// Takes in the days of a piece; false where it holds none, or others than those that are known.
    fn take(&mut self, role: Role, piece: &str, window: Window) -> bool {
        let Some(found) = read(piece, window) else {
            // `травня – листопада 2019` is one period, `01.05.2019 – 2021` a day and the end of a year.
            let Some((first, last)) = piece.split_once(['–', '—', '-']) else { return false };
            let is_read = self.take(role, first.trim(), window);
            return self.take(Role::Until, last.trim(), window) && is_read;
        };
        let is_range = piece.contains(['–', '—', '-']) || role == Role::During;
        let (start, end) = match role {
            Role::From => (Some(found), is_range.then_some(found.end)),
            Role::Until => (None, Some(found.end)),
            // `З 15.03.2018 упродовж 2018 року` begins on its day.
            Role::During => (Some(found).filter(|_| self.start.is_none()), Some(found.end)),
        };
        let is_new = (start.is_none() || self.start.is_none()) && (end.is_none() || self.end.is_none());
        self.start = self.start.or(start);
        self.end = self.end.or(end);
        is_new
    }
}

fn read(piece: &str, window: Window) -> Option<Days> {
    days(Cell::Text(piece), 0.0, window).ok().flatten()
}

/// A text in small letters without brackets, with a blank between letters and digits, and none inside a date: `31. 12.2016`.
fn spaced(text: &str) -> String {
    let mut spaced = String::new();
    let mut depth = 0_u32;
    let mut before = ' ';
    for sign in text.to_lowercase().replace(['’', '`', 'ʼ'], "'").chars() {
        match sign {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ if sign.is_whitespace() && matches!(before, '.' | ' ') => {}
            _ => {
                let parts = (before.is_alphabetic() && sign.is_ascii_digit())
                    || (before.is_ascii_digit() || before == '.') && sign.is_alphabetic();
                if parts {
                    spaced.push(' ');
                }
                before = if sign.is_whitespace() { ' ' } else { sign };
                spaced.push(before);
            }
        }
    }
    spaced
}

/// The text cut at the words between the days, each piece with what the word before it says.
fn pieces(text: &str) -> Vec<(Role, String)> {
    let ends = |word: &str| ENDED.iter().any(|begin| word.starts_with(begin));
    let role = if text.split_whitespace().any(ends) { Role::Until } else { Role::From };
    let mut pieces: Vec<(Role, Vec<&str>)> = vec![(role, Vec::new())];
    for word in text.split_whitespace().map(|word| word.trim_matches([',', ';'])) {
        let role = ROLES.iter().find(|(_, words)| words.contains(&word)).map(|(role, _)| *role);
        let is_dash = matches!(word, "–" | "—" | "-");
        if let Some(role) = role {
            pieces.push((role, Vec::new()));
        } else if !word.is_empty()
            && !NOISE.contains(&word)
            && !ends(word)
            && (!is_dash || pieces.last().is_some_and(|(_, words)| !words.is_empty()))
            && let Some((_, words)) = pieces.last_mut()
        {
            words.push(word);
        }
    }
    let is_open = |words: &[&str]| words.iter().any(|word| FOR_GOOD.iter().any(|begin| word.starts_with(begin)));
    let whole = |(role, words): (Role, Vec<&str>)| {
        let text = words.join(" ");
        (role, text.trim_matches(['–', '—', '-', '.', ' ']).to_string())
    };
    // `на постійній основі` says that there is no end.
    let said = pieces.into_iter().filter(|(_, words)| !words.is_empty() && !is_open(words));
    said.map(whole).collect()
}

/// Cuts a number of months or years off the end of a piece: `5 років`, `5-х років`, `трьох років`, `12 місяців`.
fn cut_length(piece: &str) -> (String, Option<Span>) {
    let words: Vec<&str> = piece.split(' ').collect();
    let cut = || {
        let [before @ .., number, unit] = words.as_slice() else { return None };
        let digits = number.split('-').next().unwrap_or(number);
        let has_ending =
            number.strip_prefix(digits).is_some_and(|rest| !rest.contains(|sign: char| sign.is_ascii_digit()));
        let written = NUMBERS.iter().position(|known| known == number).and_then(|at| i32::try_from(at + 1).ok());
        let count = digits.parse::<i32>().ok().filter(|count| has_ending && (1..100).contains(count)).or(written)?;
        let is = |beginnings: &[&str]| beginnings.iter().any(|begin| unit.starts_with(begin));
        let span = if is(&["рок", "рік", "year"]) {
            count.years()
        } else if is(&["місяц", "month"]) {
            count.months()
        } else {
            return None;
        };
        Some((before.join(" "), Some(span)))
    };
    cut().unwrap_or_else(|| (piece.to_string(), None))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        let term = term(text, Window::any(), Some(Date::constant(2017, 9, 26)));
        let start = term.start.map_or(String::new(), |days| days.start.to_string());
        let end = term.end.map_or(String::new(), |day| day.to_string());
        format!("{start}..{end}{}", if term.unclear { " ?" } else { "" })
    }

    #[test]
    fn a_term_has_a_first_and_perhaps_a_last_day() {
        for (text, expected) in [
            ("05.12.2014 – 04.12.2019", "2014-12-05..2019-12-04"),
            ("05.12.2014 -04.12.2019", "2014-12-05..2019-12-04"),
            ("04.04.2015- 31.12.2020", "2015-04-04..2020-12-31"),
            ("09.10.2015 -  31. 12.2016", "2015-10-09..2016-12-31"),
            ("01.05.2019 – 2021", "2019-05-01..2021-12-31"),
            ("з 12.02.2015", "2015-02-12.."),
            ("З 01.01.2018 упродовж 12 місяців", "2018-01-01..2018-12-31"),
            ("З 13.06.2022 на 5 років", "2022-06-13..2027-06-12"),
            ("З 13.06.2022 упродовж 5-х років", "2022-06-13..2027-06-12"),
            ("З 13.06.2022 упродовж трьох років", "2022-06-13..2025-06-12"),
            ("З 13.06.2022 упродовж 1 (одного) року", "2022-06-13..2023-06-12"),
            ("Упродовж 10 років", "..2027-09-25"),
            ("З 27.06.2019 до 2024 року", "2019-06-27..2024-12-31"),
            ("З 01.01.2021 до 31.12.2025 року", "2021-01-01..2025-12-31"),
            ("з 01.07.2015 до кінця 2015 року", "2015-07-01..2015-12-31"),
            ("з 27.04.2015 по 2017 рік", "2015-04-27..2017-12-31"),
            ("З 13.04.2017 до 31 грудня 2021 року", "2017-04-13..2021-12-31"),
            ("З 11.02.2021 до31.12.21", "2021-02-11..2021-12-31"),
            ("З 01.01.2018 та упродовж 2018 року", "2018-01-01..2018-12-31"),
            ("Упродовж 2018 року", "2018-01-01..2018-12-31"),
            ("Протягом 2018-2023 років", "2018-01-01..2023-12-31"),
            ("З 02.05.2019 упродовж травня – листопада 2019 року", "2019-05-02..2019-11-30"),
            ("З 1 січня 2018 упродовж 1 року", "2018-01-01..2018-12-31"),
            ("Починаючи з 14липня 2021 року на постійній основі", "2021-07-14.."),
            ("З травня 2020 року", "2020-05-01.."),
            ("з IV кварталу 2015 по 2017", "2015-10-01..2017-12-31"),
            ("11.02.2020 року припинено співробітництво", "..2020-02-11"),
            ("безстроково", ".."),
            ("", ".."),
        ] {
            assert_eq!(show(text), expected, "{text}");
        }
    }

    #[test]
    fn what_a_term_says_and_nobody_understands_is_told() {
        for (text, expected) in [
            ("угоду розірвано", ".. ?"),
            ("З 01.03.2019 до виконання зобов’язань", "2019-03-01.. ?"),
            ("З 01.03.2019 впродовж 20219 року", "2019-03-01.. ?"),
            ("з 12.02.2019 упродовж 12 місяців починаючи з 01.03.2019", "2019-02-12..2020-02-11 ?"),
            ("з 12.02.2019 до 31.12.2018", "2019-02-12.. ?"),
        ] {
            assert_eq!(show(text), expected, "{text}");
        }
    }
}
