//! Dates such as `03/04/2021`, of which the day or the month may come first. Only a date that has no other reading tells the order.

use std::{borrow::Cow, ops::Range};

/// Which order the dates with slashes in a text allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slashed {
    /// Only the day before the month.
    DayFirst,
    /// Only the month before the day.
    MonthFirst,
    /// Either, and the day would be another one.
    Either,
}

/// The order that the dates with slashes in a text allow; `None` where there are none, or none that is another date either way.
pub fn slashed(text: &str) -> Option<Slashed> {
    let mut told = None;
    for [first, second] in pairs(text) {
        match (number(text, &first), number(text, &second)) {
            (13..=31, 1..=12) => return Some(Slashed::DayFirst),
            (1..=12, 13..=31) => told = Some(Slashed::MonthFirst),
            (one @ 1..=12, other @ 1..=12) if one != other => told = told.or(Some(Slashed::Either)),
            _ => {}
        }
    }
    told
}

/// A text with the first two numbers of each date with slashes in the other order.
pub(super) fn swapped(text: &str) -> Cow<'_, str> {
    let mut result = String::new();
    let mut end = 0;
    for [first, second] in pairs(text) {
        for piece in [end..first.start, second.clone(), first.end..second.start, first] {
            result.push_str(text.get(piece).unwrap_or_default());
        }
        end = second.end;
    }
    if end == 0 {
        return Cow::Borrowed(text);
    }
    result.push_str(text.get(end..).unwrap_or_default());
    Cow::Owned(result)
}

/// The first two numbers of each run of three with slashes between them.
fn pairs(text: &str) -> impl Iterator<Item = [Range<usize>; 2]> {
    let mut from = 0;
    let bytes = if text.contains('/') { text.as_bytes() } else { &[] };
    std::iter::from_fn(move || {
        while from < bytes.len() {
            let run = run_of(bytes, from);
            from = run.end.max(from + 1);
            let mut numbers = Vec::with_capacity(3);
            let mut start = run.start;
            for part in bytes.get(run.clone()).unwrap_or_default().split(|byte| *byte == b'/') {
                numbers.push(start..start + part.len());
                start += part.len() + 1;
            }
            if let [first, second, year] = numbers.as_slice()
                && (1..=2).contains(&first.len())
                && (1..=2).contains(&second.len())
                && matches!(year.len(), 2 | 4)
            {
                return Some([first.clone(), second.clone()]);
            }
        }
        None
    })
}

/// The run of digits and slashes that begins at a place; empty where none does.
fn run_of(bytes: &[u8], from: usize) -> Range<usize> {
    let length = bytes.iter().skip(from).take_while(|byte| byte.is_ascii_digit() || **byte == b'/').count();
    from..from + length
}

fn number(text: &str, place: &Range<usize>) -> u32 {
    text.get(place.clone()).and_then(|digits| digits.parse().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_date_with_one_reading_tells_the_order() {
        for (text, order) in [
            ("25/03/2021", Some(Slashed::DayFirst)),
            ("03/25/2021", Some(Slashed::MonthFirst)),
            ("03/04/21", Some(Slashed::Either)),
            ("03/03/2021", None),
            ("03/04/2021 - 03/25/2021", Some(Slashed::MonthFirst)),
            ("2021/03/04", None),
            ("12.03.2021", None),
            ("1/2", None),
            ("31/02/2021", Some(Slashed::DayFirst)),
        ] {
            assert_eq!(slashed(text), order, "{text}");
        }
        assert_eq!(swapped("03/4/2021 – 12/25/2021, п’ятниця"), "4/03/2021 – 25/12/2021, п’ятниця");
        assert_eq!(swapped("12.03.2021"), "12.03.2021");
    }
}
