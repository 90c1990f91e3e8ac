//! The period that a title speaks of: "Звіт за IV квартал 2020 р.".

use super::{
    Days, Exactness, Window, grammar,
    token::{self, Token},
};

/// Longest stretch of a title that can name a period, in pieces.
const LONGEST: usize = 14;

/// The period that a text names somewhere; `None` when it names none, or one day.
pub fn period_in(text: &str, window: Window) -> Option<Days> {
    let tokens = token::tokens(text);
    let tokens = tokens.get(..tokens.len().min(200))?;
    let mut best: Option<Days> = None;
    // A piece that begins or ends in the middle of a date would tell something else than the date.
    let inside = |place: usize| {
        matches!(
            tokens.get(place),
            Some(Token::Point | Token::Hyphen | Token::Colon | Token::Number(..) | Token::Month(_))
        )
    };
    for start in (0..tokens.len()).filter(|start| *start == 0 || !inside(start - 1)) {
        for end in (start + 1..=tokens.len().min(start + LONGEST)).rev().filter(|end| !inside(*end)) {
            let piece = tokens.get(start..end)?;
            let Ok(days) = grammar::read(piece, None) else { continue };
            let believed = window.first <= days.start && days.start <= window.last;
            let said = match days.exactness {
                Exactness::Day => days.start.until(days.end).is_ok_and(|length| length.get_days() >= 20),
                Exactness::Year => tokens.get(end) == Some(&Token::Year),
                _ => true,
            };
            if believed && said && best.is_none_or(|best| days.exactness < best.exactness) {
                best = Some(days);
                break;
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn titles_name_their_period() {
        let window = Window::until_a_year_from(date(2026, 11, 22));
        let period = |text: &str| period_in(text, window).map(|days| (days.start, days.end));
        assert_eq!(
            period("DESPRO. Звіт про навчання за IV квартал 2020 р."),
            Some((date(2020, 10, 1), date(2020, 12, 31)))
        );
        assert_eq!(period("за І квартал 2021 року"), Some((date(2021, 1, 1), date(2021, 3, 31))));
        assert_eq!(period("II квартал 2021 / Q2 2021"), Some((date(2021, 4, 1), date(2021, 6, 30))));
        assert_eq!(period("звітний період: січень – березень 2023 року"), Some((date(2023, 1, 1), date(2023, 3, 31))));
        assert_eq!(period("Report, Q3 2021"), Some((date(2021, 7, 1), date(2021, 9, 30))));
        assert_eq!(period("за період з 01.01.2021 по 31.03.2021"), Some((date(2021, 1, 1), date(2021, 3, 31))));
        assert_eq!(period("Заходи за 2021 рік"), Some((date(2021, 1, 1), date(2021, 12, 31))));
        assert_eq!(period("за 9 місяців 2021 року"), Some((date(2021, 1, 1), date(2021, 9, 30))));
        for text in
            ["станом на 01.04.2021", "Повноваження старости після 2020", "Звіт", "№ 12 від 3 березня 2021 р.", ""]
        {
            assert_eq!(period(text), None, "{text}");
        }
    }
}
