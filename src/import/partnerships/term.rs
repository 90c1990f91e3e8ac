//! How long an agreement holds: `05.12.2014 – 04.12.2019`, `з 12.02.2015`, `З 13.06.2022 на 5 років`, `до 2024 року`.

use jiff::{Span, ToSpan, civil::Date};

/// First and last day of a term; `None` where nobody says, or for good.
pub(super) fn term(text: &str) -> (Option<Date>, Option<Date>) {
    let lower = text.to_lowercase();
    let days = days(&lower);
    let first = days.first().copied().filter(|_| !lower.trim_start().starts_with("до "));
    let last = match days.as_slice() {
        [_, last, ..] => Some(*last),
        [only] if first.is_none() => Some(*only),
        _ => last_year(&lower).or_else(|| first?.checked_add(length(&lower)?).ok()?.yesterday().ok()),
    };
    (first, last.filter(|last| first.is_none_or(|first| first <= *last)))
}

/// The days that a text writes with digits.
fn days(text: &str) -> Vec<Date> {
    let pieces = text.split(|sign: char| !(sign.is_ascii_digit() || sign == '.'));
    pieces
        .filter_map(|piece| {
            let numbers: Vec<&str> = piece.trim_matches('.').split('.').collect();
            let [day, month, year] = numbers.as_slice() else { return None };
            Date::new(year.get(..4)?.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
        })
        .collect()
}

/// The end of the year after "до": `до 2024 року`.
fn last_year(text: &str) -> Option<Date> {
    let after = text.split("до ").nth(1)?;
    let digits: String = after.trim_start().chars().take_while(char::is_ascii_digit).collect();
    let year: i16 = digits.parse().ok().filter(|_| digits.len() == 4)?;
    Date::new(year, 12, 31).ok()
}

/// A number of months or years: `на 5 років`, `упродовж 12 місяців`.
fn length(text: &str) -> Option<Span> {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(2).find_map(|pair| match pair {
        [number, unit] => {
            let number: i32 =
                number.trim_matches(|sign: char| !sign.is_ascii_digit()).parse().ok().filter(|n| *n < 100)?;
            if unit.starts_with("рок") || unit.starts_with("рік") {
                Some(number.years())
            } else if unit.starts_with("місяц") {
                Some(number.months())
            } else {
                None
            }
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_has_a_first_and_perhaps_a_last_day() {
        let show = |text| {
            let (first, last) = term(text);
            [first, last].map(|day: Option<Date>| day.map_or(String::new(), |day| day.to_string()))
        };
        for (text, first, last) in [
            ("05.12.2014 – 04.12.2019", "2014-12-05", "2019-12-04"),
            ("04.04.2015- 31.12.2020", "2015-04-04", "2020-12-31"),
            ("з 12.02.2015", "2015-02-12", ""),
            ("З 01.01.2018 упродовж 12 місяців", "2018-01-01", "2018-12-31"),
            ("З 13.06.2022 на 5 років", "2022-06-13", "2027-06-12"),
            ("З 27.06.2019 до 2024 року", "2019-06-27", "2024-12-31"),
            ("З 01.01.2021 до 31.12.2025 року", "2021-01-01", "2025-12-31"),
            ("безстроково", "", ""),
        ] {
            assert_eq!(show(text), [first, last], "{text}");
        }
    }
}
