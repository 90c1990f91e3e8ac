//! Amounts of money: exact, in hundredths of their currency, whatever unit the cell or the heading tells.

use super::{Fault, decimal::Decimal, is_unknown, plain};
use crate::sheet::row::Cell;

/// An amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money {
    /// Hundredths of the currency.
    pub minor: i64,
    /// The currency that the cell names; `None` = that of its heading, or hryvnias.
    pub currency: Option<&'static str>,
}

/// What a heading says of the amounts below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoneyUnit {
    /// How much a bare number means: 1, or 1000 for thousands.
    pub scale: i64,
    /// The currency; `None` where the heading names none.
    pub currency: Option<&'static str>,
}

/// Currencies and the words for them, whole or by their beginning (`*`).
const CURRENCIES: [(&str, &[&str]); 8] = [
    ("UAH", &["грн", "гривен*", "гривн*", "₴", "uah", "hryvn*"]),
    ("EUR", &["євро", "eur", "euro*", "€"]),
    ("USD", &["дол", "долар*", "usd", "$", "us$", "dollar*"]),
    ("SEK", &["sek", "крон*", "шведських"]),
    ("CHF", &["chf", "франк*", "швейцарських"]),
    ("GBP", &["gbp", "£", "фунт*"]),
    ("CAD", &["cad", "c$"]),
    ("JPY", &["jpy", "¥", "єн*", "ієн*"]),
];
/// Words for powers of ten.
const SCALES: [(i64, &[&str]); 3] = [
    (1_000, &["тис", "тисяч*", "thousand*", "k", "ths"]),
    (1_000_000, &["млн", "мільйон*", "million*", "mln", "mio"]),
    (1_000_000_000, &["млрд", "мільярд*", "billion*", "bn"]),
];

fn is_one_of(word: &str, known: &[&str]) -> bool {
    known.iter().any(|known| known.strip_suffix('*').map_or(word == *known, |stem| word.starts_with(stem)))
}

fn currency_of(word: &str) -> Option<&'static str> {
    CURRENCIES.iter().find(|(_, words)| is_one_of(word, words)).map(|(code, _)| *code)
}

fn scale_of(word: &str) -> Option<i64> {
    SCALES.iter().find(|(_, words)| is_one_of(word, words)).map(|(scale, _)| *scale)
}

/// Words and signs of currencies in a text, parted from digits.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !(sign.is_alphabetic() || matches!(sign, '₴' | '€' | '$' | '£' | '¥')))
        .filter(|word| !word.is_empty())
}

impl MoneyUnit {
    /// What a heading such as `Вартість, тис. грн` says.
    pub fn of_heading(heading: &str) -> MoneyUnit {
        let heading = plain(heading);
        MoneyUnit {
            scale: words(&heading).find_map(scale_of).unwrap_or(1),
            currency: words(&heading).find_map(currency_of),
        }
    }
}

/// Reads a cell of money. `None` when nothing is given; the unit in the cell goes before that of the heading.
pub fn money(cell: Cell<'_>, unit: MoneyUnit) -> Result<Option<Money>, Fault> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Number(number) => minor(Decimal::of(number), unit.scale, None).map(Some),
        Cell::Text(text) if is_unknown(text) => Ok(None),
        Cell::Text(text) => of_text(text, unit).map(Some),
        Cell::Day(_) => Err(Fault::new("is a date, and an amount was expected", "format the cell as a number")),
        Cell::Bool(_) | Cell::Error(_) => Err(no_amount()),
    }
}

fn no_amount() -> Fault {
    Fault::new("is no amount of money", "write one number with its unit, such as 125 000 грн, or leave the cell empty")
}

fn minor(number: Option<Decimal>, scale: i64, currency: Option<&'static str>) -> Result<Money, Fault> {
    let number = number.ok_or_else(no_amount)?;
    if number.is_negative() {
        return Err(Fault::new("is below zero", "write what was given, without a sign"));
    }
    let minor = number.times(scale * 100).ok_or_else(no_amount)?;
    Ok(Money { minor, currency })
}

fn of_text(text: &str, unit: MoneyUnit) -> Result<Money, Fault> {
    let text = plain(text);
    let is_part =
        |sign: char| sign.is_ascii_digit() || sign.is_whitespace() || matches!(sign, '.' | ',' | '\'' | '-' | '\u{A0}');
    let first = text.find(|sign: char| sign.is_ascii_digit()).ok_or_else(no_amount)?;
    let rest = text.get(first..).unwrap_or_default();
    let end = rest.find(|sign: char| !is_part(sign)).unwrap_or(rest.len());
    let number = rest.get(..end).unwrap_or_default().trim_end_matches(|sign: char| !sign.is_ascii_digit());
    let (before, after) = (text.get(..first).unwrap_or_default(), rest.get(end..).unwrap_or_default());
    let is_vague = [before, after].iter().any(|part| part.contains(['~', '≈', '±', '<', '>', '≤', '≥', '?']));
    // The number in brackets is what an accountant writes for one below zero.
    let is_bracketed = before.trim_end().ends_with('(') && after.trim_start().starts_with(')');
    let is_below = before.trim_end().ends_with(['-', '−']) || is_bracketed;
    if after.contains(|sign: char| sign.is_ascii_digit()) || is_vague || is_below {
        return Err(no_amount());
    }
    let (mut scale, mut currency) = (None, None);
    for word in words(before).chain(words(after)) {
        match (scale_of(word), currency_of(word)) {
            (Some(known), _) if scale.is_none() => scale = Some(known),
            (_, Some(known)) if currency.is_none_or(|currency| currency == known) => currency = Some(known),
            _ if is_one_of(word, &["з", "без", "пдв", "сша", "коп", "у", "в"]) => {}
            _ => return Err(no_amount()),
        }
    }
    // A cell that names a unit says all of it.
    let scale = scale.unwrap_or(if currency.is_some() { 1 } else { unit.scale });
    // 1.200 is a thousand and more where units are counted, and little more than one where thousands are.
    minor(Decimal::read(number, scale == 1), scale, currency)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: MoneyUnit = MoneyUnit { scale: 1, currency: None };

    fn read(text: &str, unit: MoneyUnit) -> Option<(i64, Option<&'static str>)> {
        money(Cell::Text(text), unit).ok().flatten().map(|money| (money.minor, money.currency))
    }

    #[test]
    fn amounts_come_in_many_spellings() {
        for (text, minor, currency) in [
            ("127 207 грн", 12_720_700, Some("UAH")),
            ("0,06 млн грн", 6_000_000, Some("UAH")),
            ("3,1 млн грн", 310_000_000, Some("UAH")),
            ("$ 3 028", 302_800, Some("USD")),
            ("SEK 3 407", 340_700, Some("SEK")),
            ("1 892 EUR", 189_200, Some("EUR")),
            ("1.240.100", 124_010_000, None),
            ("97 200,00", 9_720_000, None),
            ("37 205,94 грн", 3_720_594, Some("UAH")),
            ("12,5 тис. грн", 1_250_000, Some("UAH")),
            ("1.200 грн", 120_000, Some("UAH")),
            ("1.200 тис. грн", 120_000, Some("UAH")),
        ] {
            assert_eq!(read(text, PLAIN), Some((minor, currency)), "{text}");
        }
        for text in ["за рахунок партнера", "12O 000", "100-200 грн", "100 грн + 200 грн", "-5 грн", "5 яблук"]
        {
            assert!(money(Cell::Text(text), PLAIN).is_err(), "{text}");
        }
        for guess in ["близько 500", "бл. 500", "приблизно 500 грн", "~500", "≈ 500", "500?", "(500)", "(500) грн"]
        {
            assert!(money(Cell::Text(guess), PLAIN).is_err(), "{guess}");
        }
        assert_eq!(read("500 (грн)", PLAIN), Some((50_000, Some("UAH"))));
        assert_eq!([read("-", PLAIN), read("н/д", PLAIN), read("", PLAIN)], [None; 3]);
    }

    #[test]
    fn the_unit_of_the_heading_is_for_bare_numbers() {
        let thousands = MoneyUnit::of_heading("Вартість, тис. грн");
        assert_eq!(thousands, MoneyUnit { scale: 1000, currency: Some("UAH") });
        assert_eq!(read("287,0035", thousands), Some((28_700_350, None)));
        assert_eq!(read("127 207 грн", thousands), Some((12_720_700, Some("UAH"))));
        let of_number = money(Cell::Number(14.60198), thousands).ok().flatten().map(|money| money.minor);
        assert_eq!(of_number, Some(1_460_198));
        assert_eq!(MoneyUnit::of_heading("Value, EUR").currency, Some("EUR"));
    }
}
