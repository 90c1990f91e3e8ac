//! Amounts of money: exact, in hundredths of their currency, whatever unit the cell or the heading tells.

use super::{
    Fault,
    decimal::{Decimal, Unread},
    is_unknown, plain,
    signs::{Signs, numeral},
};
use crate::sheet::row::Cell;

/// An amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money {
    /// Hundredths of the currency.
    pub minor: i64,
    /// The currency that the cell names; `None` = that of its heading, or hryvnias.
    pub currency: Option<&'static str>,
    /// Whether parts of a hundredth had to be rounded off.
    pub rounded: bool,
}

/// What a heading, or a cell beside, says of amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoneyUnit {
    /// How much a bare number means: 1, or 1000 for thousands.
    pub scale: i64,
    /// The currency; `None` where none is named.
    pub currency: Option<&'static str>,
    /// Whether it names a unit of which nobody knows the currency.
    pub is_strange: bool,
    /// What point and comma part.
    pub signs: Signs,
}

/// Currencies and the words for them, whole or by their beginning (`*`).
const CURRENCIES: [(&str, &[&str]); 12] = [
    ("UAH", &["грн", "гривен*", "гривн*", "₴", "uah", "hryvn*"]),
    ("EUR", &["євро", "eur", "euro*", "€"]),
    ("USD", &["дол", "долар*", "usd", "$", "us$", "dollar*"]),
    ("SEK", &["sek", "крон*", "шведських"]),
    ("CHF", &["chf", "франк*", "швейцарських"]),
    ("GBP", &["gbp", "£", "фунт*"]),
    ("CAD", &["cad", "c$"]),
    ("JPY", &["jpy", "¥", "єн*", "ієн*"]),
    ("PLN", &["pln", "злот*", "zł", "zloty*"]),
    ("DKK", &["dkk"]),
    ("NOK", &["nok"]),
    ("CZK", &["czk"]),
];
/// Whose money is meant where a currency of several countries is named: then its word alone says nothing.
const COUNTRIES: [&str; 8] =
    ["норвезьк*", "данськ*", "чеськ*", "ісландськ*", "канадськ*", "австралійськ*", "norwegian", "danish"];
/// Words for powers of ten.
const SCALES: [(i64, &[&str]); 3] = [
    (1_000, &["тис", "тисяч*", "thousand*", "k", "ths"]),
    (1_000_000, &["млн", "мільйон*", "million*", "mln", "mio"]),
    (1_000_000_000, &["млрд", "мільярд*", "billion*", "bn"]),
];
/// Words that may stand beside a unit and change nothing.
const NEUTRAL: [&str; 8] = ["з", "без", "пдв", "сша", "коп", "у", "в", "vat"];
/// Words of headings that are no unit, for they say what the amount is of.
const NO_UNITS: [&str; 30] = [
    "разом",
    "усього",
    "всього",
    "загальн*",
    "за",
    "од",
    "одиниц*",
    "шт",
    "штук*",
    "обладнанн*",
    "товар*",
    "майн*",
    "допомог*",
    "поставк*",
    "грант*",
    "очікуван*",
    "орієнтовн*",
    "приблизн*",
    "факт*",
    "план*",
    "якщо",
    "балансов*",
    "договор*",
    "контракт*",
    "total",
    "unit*",
    "per",
    "item*",
    "of",
    "all",
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

/// Words and signs of currencies in a text, parted from digits; `kUSD` is two, and `т` before a currency is thousands.
fn words(text: &str) -> Vec<&str> {
    let is_sign = |sign: char| matches!(sign, '₴' | '€' | '$' | '£' | '¥');
    let apart = text.split(|sign: char| !(sign.is_alphabetic() || is_sign(sign))).filter(|word| !word.is_empty());
    let mut words: Vec<&str> = Vec::new();
    for word in apart {
        match word.strip_prefix('k').filter(|rest| currency_of(rest).is_some()) {
            Some(rest) => words.extend(["k", rest]),
            None if words.last() == Some(&"т") && currency_of(word).is_some() => {
                words.pop();
                words.extend(["тис", word]);
            }
            None => words.push(word),
        }
    }
    words
}

impl MoneyUnit {
    /// What a heading such as `Вартість, тис. грн` says.
    pub fn of_heading(heading: &str) -> MoneyUnit {
        let folded = plain(heading);
        let words = words(&folded);
        let currency = words.iter().find_map(|word| currency_of(word));
        let is_foreign = words.iter().any(|word| is_one_of(word, &COUNTRIES));
        let is_strange = is_foreign || currency.is_none() && (names_strange_unit(&folded) || has_strange_code(heading));
        let scale = words.iter().find_map(|word| scale_of(word)).unwrap_or(1);
        MoneyUnit { scale, currency: currency.filter(|_| !is_foreign), is_strange, signs: Signs::default() }
    }

    /// The same with what a cell of a column of currencies says: `EUR`, `тис. грн`. Its own scale goes before that of the heading.
    ///
    /// # Errors
    /// The cell holds something else than one currency that is known.
    pub fn with_currency(self, cell: &str) -> Result<MoneyUnit, Fault> {
        let strange = || {
            Fault::new(
                "is no currency that is known here",
                "write its code, such as UAH, EUR or USD, or leave it empty",
            )
        };
        if is_unknown(cell) && !cell.contains('?') {
            return Ok(self);
        }
        let cell = plain(cell);
        let (scale, currency) = of_words(&words(&cell)).ok_or_else(strange)?;
        let currency = Some(currency.ok_or_else(strange)?);
        Ok(MoneyUnit { scale: scale.unwrap_or(self.scale), currency, is_strange: false, ..self })
    }
}

/// Scale and currency that words name; `None` where one of them is neither, or two contradict each other.
fn of_words(words: &[&str]) -> Option<(Option<i64>, Option<&'static str>)> {
    let (mut scale, mut currency) = (None, None);
    for word in words {
        match (scale_of(word), currency_of(word)) {
            (Some(known), _) if scale.is_none() => scale = Some(known),
            (_, Some(known)) if currency.is_none_or(|currency| currency == known) => currency = Some(known),
            _ if is_one_of(word, &NEUTRAL) => {}
            _ => return None,
        }
    }
    Some((scale, currency))
}

/// Whether a heading ends in what looks like a unit, after a comma or in brackets, and holds none that is known.
fn names_strange_unit(heading: &str) -> bool {
    let Some(place) = heading.rfind([',', '(']) else { return false };
    let tail = words(heading.get(place..).unwrap_or_default());
    let is_scale = |word: &&str| scale_of(word).is_some();
    let says_what = |word: &&str| is_one_of(word, &NEUTRAL) || is_one_of(word, &NO_UNITS);
    match tail.iter().any(is_scale) {
        true => !tail.iter().all(|word| is_scale(word) || says_what(word)),
        false => !tail.is_empty() && !tail.iter().any(says_what),
    }
}

/// Whether a heading holds three capitals as codes of currencies are written.
fn has_strange_code(heading: &str) -> bool {
    let is_code = |word: &&str| word.len() == 3 && word.chars().all(|sign| sign.is_ascii_uppercase()) && *word != "VAT";
    let is_shouted = !heading.chars().any(char::is_lowercase);
    !is_shouted && heading.split(|sign: char| !sign.is_alphabetic()).any(|word| is_code(&word))
}

/// Reads a cell of money. `None` when nothing is given; the unit in the cell goes before that of the heading.
pub fn money(cell: Cell<'_>, unit: MoneyUnit) -> Result<Option<Money>, Fault> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Number(_) if unit.is_strange => Err(strange_heading()),
        Cell::Number(number) => minor(Decimal::of(number).ok_or(Unread::NoNumber), unit.scale, None).map(Some),
        Cell::Text(text) if is_unknown(text) => Ok(None),
        Cell::Text(text) => of_text(text, unit).map(Some),
        Cell::Day(_) => Err(Fault::new("is a date, and an amount was expected", "format the cell as a number")),
        Cell::Bool(_) | Cell::Error(_) => Err(no_amount()),
    }
}

fn no_amount() -> Fault {
    Fault::new("is no amount of money", "write one number with its unit, such as 125 000 грн, or leave the cell empty")
}

fn strange_heading() -> Fault {
    Fault::new(
        "stands under a heading that names no currency which is known here",
        "write the currency beside the number, or in the heading, such as `Вартість, грн`",
    )
}

fn minor(number: Result<Decimal, Unread>, scale: i64, currency: Option<&'static str>) -> Result<Money, Fault> {
    let number = number.map_err(|unread| unread.fault(no_amount()))?;
    if number.is_negative() {
        return Err(Fault::new("is below zero", "write what was given, without a sign"));
    }
    let minor = number.times(scale * 100).ok_or_else(no_amount)?;
    Ok(Money { minor, currency, rounded: number.exactly_times(scale * 100).is_none() })
}

fn of_text(text: &str, unit: MoneyUnit) -> Result<Money, Fault> {
    let text = plain(text);
    let (first, number) = numeral(&text).ok_or_else(no_amount)?;
    let (before, after) = (text.get(..first).unwrap_or_default(), text.get(first + number.len()..).unwrap_or_default());
    let is_vague = [before, after].iter().any(|part| part.contains(['~', '≈', '±', '<', '>', '≤', '≥', '?']));
    // The number in brackets is what an accountant writes for one below zero.
    let is_bracketed = before.trim_end().ends_with('(') && after.trim_start().starts_with(')');
    let is_below = before.trim_end().ends_with(['-', '−']) || is_bracketed;
    if after.contains(|sign: char| sign.is_ascii_digit()) || is_vague || is_below {
        return Err(no_amount());
    }
    let (scale, currency) = of_words(&[words(before), words(after)].concat()).ok_or_else(no_amount)?;
    if currency.is_none() && unit.is_strange {
        return Err(strange_heading());
    }
    // A cell that names a unit says all of it.
    let scale = scale.unwrap_or(if currency.is_some() { 1 } else { unit.scale });
    minor(Decimal::read(number, unit.signs), scale, currency)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: Signs = Signs { point: None, comma: None };
    const PLAIN: MoneyUnit = MoneyUnit { scale: 1, currency: None, is_strange: false, signs: OPEN };

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
            ("1.200,00 грн", 120_000, Some("UAH")),
            ("1.2000 тис. грн", 120_000, Some("UAH")),
            ("300т.грн", 30_000_000, Some("UAH")),
            ("12 kUSD", 1_200_000, Some("USD")),
            ("300 злотих", 30_000, Some("PLN")),
        ] {
            assert_eq!(read(text, PLAIN), Some((minor, currency)), "{text}");
        }
        for text in ["за рахунок партнера", "12O 000", "100-200 грн", "100 грн + 200 грн", "-5 грн", "5 яблук"]
        {
            assert!(money(Cell::Text(text), PLAIN).is_err(), "{text}");
        }
        for text in ["300,005", "125,750 грн", "1.200 тис. грн", "300 норвезьких крон", "300 грн/євро"]
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
        assert_eq!(thousands, MoneyUnit { scale: 1000, currency: Some("UAH"), ..PLAIN });
        assert_eq!(read("287,0035", thousands), Some((28_700_350, None)));
        assert_eq!(read("127 207 грн", thousands), Some((12_720_700, Some("UAH"))));
        let of_number = money(Cell::Number(14.60198), thousands).ok().flatten().map(|money| money.minor);
        assert_eq!(of_number, Some(1_460_198));
        assert_eq!(MoneyUnit::of_heading("Value, EUR").currency, Some("EUR"));
    }
    #[test]
    fn a_heading_of_no_known_currency_is_no_hryvnia() {
        for (heading, scale, currency) in [
            ("Value, kUSD", 1000, Some("USD")),
            ("Сума (т. грн)", 1000, Some("UAH")),
            ("Вартість, PLN", 1, Some("PLN")),
            ("Вартість (злотих)", 1, Some("PLN")),
            ("Вартість у гривнях", 1, Some("UAH")),
            ("Вартість (з ПДВ)", 1, None),
            ("Вартість, всього", 1, None),
            ("Вартість, тис.", 1000, None),
            ("ВАРТІСТЬ", 1, None),
        ] {
            assert_eq!(MoneyUnit::of_heading(heading), MoneyUnit { scale, currency, ..PLAIN }, "{heading}");
        }
        for heading in ["Вартість (юанів)", "Вартість, тис. юанів", "Value CNY", "Сума, норвезьких крон"]
        {
            let unit = MoneyUnit::of_heading(heading);
            assert!(unit.is_strange && money(Cell::Number(5.0), unit).is_err(), "{heading}");
            assert!(money(Cell::Text("5"), unit).is_err());
            assert_eq!(read("5 EUR", unit), Some((500, Some("EUR"))));
        }
    }

    #[test]
    fn a_column_of_currencies_says_which_and_how_many() {
        let thousands = MoneyUnit::of_heading("Вартість, тис.");
        for (cell, scale, currency) in
            [("EUR", 1, "EUR"), ("дол. США", 1, "USD"), ("тис. грн", 1000, "UAH"), ("млн грн", 1_000_000, "UAH")]
        {
            let unit = PLAIN.with_currency(cell);
            assert_eq!(unit, Ok(MoneyUnit { scale, currency: Some(currency), ..PLAIN }), "{cell}");
        }
        assert_eq!(thousands.with_currency("євро").map(|unit| unit.scale), Ok(1000));
        assert_eq!(PLAIN.with_currency("-"), Ok(PLAIN));
        for cell in ["крб", "?", "грн/євро", "тис.", "чеських крон"] {
            assert!(PLAIN.with_currency(cell).is_err(), "{cell}");
        }
    }

    #[test]
    fn what_is_rounded_is_told() {
        let rounded =
            |number| money(Cell::Number(number), PLAIN).ok().flatten().map(|money| (money.minor, money.rounded));
        assert_eq!(rounded(12345.678), Some((1_234_568, true)));
        assert_eq!(rounded(12345.67), Some((1_234_567, false)));
    }
}
