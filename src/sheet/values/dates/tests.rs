//! Dates as people write them.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn window() -> Window {
    Window::until_a_year_from(date(2026, 11, 22))
}

fn read(text: &str) -> Result<Option<Days>, String> {
    days(Cell::Text(text), 0.0, window()).map_err(|fault| fault.reason)
}

fn span(text: &str) -> (Date, Date, Exactness) {
    let days =
        read(text).unwrap_or_else(|reason| panic!("{text} {reason}")).unwrap_or_else(|| panic!("{text}: nothing"));
    (days.start, days.end, days.exactness)
}

#[test]
fn one_day_in_many_spellings() {
    for text in [
        "2021-03-12",
        "12.03.2021",
        "12.3.2021",
        "12,03,2021",
        "12,3,2021 р.",
        "12/03/2021",
        "12-03-2021",
        "12.03.21",
        "2021.03.12",
        "12 березня 2021",
        "12 березня 2021 р.",
        "12 березня 2021 року",
        "12 БЕРЕЗНЯ 2021",
        "12 бepeзня 2021",
        "12 March 2021",
        "March 12, 2021",
        "Mar 12, 2021",
        "12th March 2021",
        "12-Mar-21",
        "12.03.2021 10:00",
        "12.03.2021, 10:00-13:30",
        "2021-03-12T10:00:00",
        "12.03.2021 р.",
        "пт, 12.03.2021",
        "12.ІІІ.2021",
        "п'ятниця, 12 березня 2021 року о 10:00",
        "12 марта 2021 г.",
        "20210312",
        " 12.03.2021 ",
        "12. 03. 2021",
        "44267",
        "12.03.2021, 10.00-12.30",
        "12.03.2021 о 9.30",
        "12-го березня 2021",
    ] {
        assert_eq!(span(text), (date(2021, 3, 12), date(2021, 3, 12), Exactness::Day), "{text}");
    }
}

#[test]
fn several_days_keep_the_first_and_the_last() {
    for text in [
        "12-14.03.2021",
        "12–14 березня 2021 р.",
        "12 - 14.03.2021",
        "12.03-14.03.2021",
        "12.03.2021-14.03.2021",
        "12.03.2021 – 14.03.2021",
        "2021-03-12 – 2021-03-14",
        "з 12.03.2021 по 14.03.2021",
        "12, 14 березня 2021",
        "12 та 14 березня 2021",
        "12,14.03.2021",
        "12.03, 14.03.2021",
        "12.03.2021, 14.03.2021",
        "12.03.2021\n14.03.2021",
        "March 12-14, 2021",
        "12-14 March 2021",
        "12 і 14 березня 2021",
        "12 березня – 14 березня 2021",
        "12, 13, 14 березня 2021 року",
        "from 12 to 14 March 2021",
        "12.03.2021 10:00 - 14.03.2021 12:00",
        "12-14/03/2021",
    ] {
        assert_eq!(span(text), (date(2021, 3, 12), date(2021, 3, 14), Exactness::Day), "{text}");
    }
    assert_eq!(span("30 березня – 2 квітня 2021").1, date(2021, 4, 2));
    assert_eq!(span("07-10.12.2022").0, date(2022, 12, 7));
    assert_eq!(span("30 грудня – 2 січня 2022").0, date(2021, 12, 30));
    assert_eq!(span("31.10-1.11.2022"), (date(2022, 10, 31), date(2022, 11, 1), Exactness::Day));
}

#[test]
fn what_is_said_only_roughly_stays_so() {
    let quarter = (date(2020, 10, 1), date(2020, 12, 31), Exactness::Quarter);
    for text in [
        "IV кв. 2020",
        "ІV квартал 2020 р.",
        "4 квартал 2020",
        "Q4 2020",
        "2020-Q4",
        "4Q 2020",
        "четвертий квартал 2020 року",
        "4-й квартал 2020",
    ] {
        assert_eq!(span(text), quarter, "{text}");
    }
    let month = (date(2021, 3, 1), date(2021, 3, 31), Exactness::Month);
    for text in ["березень 2021", "березень 2021 р.", "March 2021", "03.2021", "2021-03", "у березні 2021"]
    {
        assert_eq!(span(text), month, "{text}");
    }
    assert_eq!(span("І півріччя 2021"), (date(2021, 1, 1), date(2021, 6, 30), Exactness::Half));
    assert_eq!(span("І квартал 2021").0, date(2021, 1, 1));
    assert_eq!(span("І-ІІ квартал 2021").1, date(2021, 6, 30));
    assert_eq!(span("січень – березень 2023"), (date(2023, 1, 1), date(2023, 3, 31), Exactness::Month));
    assert_eq!(span("2021 рік"), (date(2021, 1, 1), date(2021, 12, 31), Exactness::Year));
    assert_eq!(span("2021"), (date(2021, 1, 1), date(2021, 12, 31), Exactness::Year));
}

#[test]
fn the_year_of_the_period_stands_in_where_none_is_written() {
    let window = Window { year: Some(2021), ..window() };
    let days = days(Cell::Text("12-14 березня"), 0.0, window).unwrap().unwrap();
    assert_eq!((days.start, days.end), (date(2021, 3, 12), date(2021, 3, 14)));
    assert_eq!(read("12-14 березня"), Err("does not say the year".to_string()));
}

#[test]
fn what_cannot_be_is_an_error_and_never_moved() {
    for text in [
        "31.02.2021",
        "2021-13-05",
        "30.02.2021",
        "00.01.2021",
        "12.03.202",
        "12.03.20211",
        "12.2021.03",
        "31.04.2021",
        "2021-02-29",
        "12.13.2021",
        "03/25/2021",
        "скоро",
        "восени",
        "14-12.03.2021",
        "12.03.1999",
        "12.03.2035",
        "12 березня",
        "1",
        "100500",
        "12.03.2021 або пізніше",
        "9999-12-31",
        "березень",
        "кв. 2020",
        "V квартал 2020",
        "12.03.2021 12.2021",
        "12.03.2021, 9.05",
        "12,03",
        "#REF!",
    ] {
        assert!(read(text).is_err(), "{text}: {:?}", read(text));
    }
    assert_eq!(read("31.02.2021"), Err("is no day of the calendar".to_string()));
    assert_eq!(days(Cell::Day(0.5), 0.0, window()).unwrap_err().reason, "is a time of day without a date");
}

#[test]
fn serial_numbers_count_from_the_right_day() {
    let day = |cell, shift| days(cell, shift, window()).map(|days| days.unwrap().start);
    assert_eq!(day(Cell::Day(44267.0), 0.0), Ok(date(2021, 3, 12)));
    assert_eq!(day(Cell::Day(44267.75), 0.0), Ok(date(2021, 3, 12)));
    assert_eq!(day(Cell::Number(44267.0), 0.0), Ok(date(2021, 3, 12)));
    assert_eq!(day(Cell::Number(42805.0), 1462.0), Ok(date(2021, 3, 12)));
    assert!(
        day(Cell::Number(60.0), 0.0).is_err()
            && day(Cell::Number(f64::NAN), 0.0).is_err()
            && day(Cell::Day(1e300), 0.0).is_err()
    );
}

#[test]
fn nothing_given_is_nothing() {
    for text in ["", "-", "н/д", " — ", "уточнюється"] {
        assert_eq!(read(text), Ok(None), "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,40}", number in proptest::num::f64::ANY) {
        let _ = read(&text);
        let _ = period_in(&text, window());
        let _ = days(Cell::Day(number), number, window());
        let _ = days(Cell::Number(number), number, window());
    }

    #[test]
    fn dates_like_text_are_read_without_panic(text in "[0-9ІIV.,;:/ –-]{0,20}( ?(березня|кв\\.|півріччя|р\\.|по|та|May) ?)?[0-9.–-]{0,8}") {
        if let Ok(Some(days)) = read(&text) {
            prop_assert!(days.start <= days.end);
        }
    }

    #[test]
    fn printed_days_come_back(offset in 0i32..4500) {
        let day = date(2014, 1, 1).checked_add(offset.days()).unwrap();
        for text in [day.to_string(), format!("{:02}.{:02}.{}", day.day(), day.month(), day.year())] {
            let read = read(&text).unwrap().unwrap();
            prop_assert_eq!((read.start, read.end), (day, day));
        }
    }
}

#[test]
fn a_letter_in_place_of_a_digit_is_never_passed_over() {
    for text in ["12.О3.2021", "12.O3.2021", "1О.03.2021", "О3.03.2021", "12.03.2О21", "12.03.202О", "З1.03.2021"]
    {
        assert!(read(text).is_err(), "{text}");
    }
    for text in ["12.03.2021 о 10:00", "12.03.2021 о10:00", "12.03.2021о 10:00", "2021-03-12T10:00:00Z"] {
        assert_eq!(span(text).0, date(2021, 3, 12), "{text}");
    }
}
