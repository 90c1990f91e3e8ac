//! Numbers as people write them: blanks, points and commas between thousands, a comma or a point before the fraction.

use super::{
    Fault,
    signs::{Part, Signs, bare, is_either},
};

/// Why a text is no number that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// It is none.
    NoNumber,
    /// Its sign may part thousands or the fraction; both numbers.
    Either(String, String),
}

impl Unread {
    /// What is wrong, as a fault; `no_number` where the text is none.
    pub(super) fn fault(self, no_number: Fault) -> Fault {
        match self {
            Unread::NoNumber => no_number,
            Unread::Either(thousands, fraction) => Fault::new(
                format!("may be {thousands} or {fraction}, and no other number of the sheet tells which"),
                "write it without that sign, or the fraction with one digit more or less",
            ),
        }
    }
}

/// A number that is exact: `digits` / 10^`places`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    digits: i128,
    places: u32,
}

impl Decimal {
    /// Reads a number. The last of two different signs parts the fraction; one that stands alone before three digits parts what
    /// `signs` say.
    pub(super) fn read(text: &str, signs: Signs) -> Result<Decimal, Unread> {
        let text = bare(text);
        let negative = text.starts_with(['-', '−']);
        let text = text.trim_start_matches(['-', '−']);
        if !text.starts_with(|sign: char| sign.is_ascii_digit())
            || !text.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, '.' | ','))
        {
            return Err(Unread::NoNumber);
        }
        let (whole, fraction) = parts(text, signs)?;
        let fraction = fraction.trim_end_matches('0');
        if whole.len() + fraction.len() > 30 {
            return Err(Unread::NoNumber);
        }
        let digits: i128 = format!("{whole}{fraction}").parse().map_err(|_| Unread::NoNumber)?;
        Ok(Decimal { digits: if negative { -digits } else { digits }, places: fraction.len() as u32 })
    }

    /// The number that a spreadsheet holds, as it shows it.
    pub(super) fn of(number: f64) -> Option<Decimal> {
        // Sums of a spreadsheet end in 00000000001: fifteen digits are all that a double is good for.
        let shown = format!("{number:.14e}");
        let (digits, exponent) = shown.split_once('e')?;
        let exponent: i32 = exponent.parse().ok()?;
        let negative = digits.starts_with('-');
        let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
        let digits: i128 = digits.parse().ok()?;
        let (digits, places) = match 14 - exponent {
            places @ 0..=30 => (digits, places as u32),
            places @ -15..0 => (digits * 10_i128.pow(places.unsigned_abs()), 0),
            _ => return None,
        };
        Some(Decimal { digits: if negative { -digits } else { digits }, places }.reduced())
    }

    fn reduced(mut self) -> Decimal {
        while self.places > 0 && self.digits % 10 == 0 {
            (self.digits, self.places) = (self.digits / 10, self.places - 1);
        }
        self
    }

    /// Whether it is below zero.
    pub(super) fn is_negative(self) -> bool {
        self.digits < 0
    }

    /// The number times `factor`, rounded to a whole one; `None` where that is too large.
    pub(super) fn times(self, factor: i64) -> Option<i64> {
        let product = self.digits.checked_mul(i128::from(factor))?;
        let divisor = 10_i128.pow(self.places);
        i64::try_from((product + divisor / 2).div_euclid(divisor)).ok()
    }

    /// The same, where nothing has to be rounded off.
    pub(super) fn exactly_times(self, factor: i64) -> Option<i64> {
        let product = self.digits.checked_mul(i128::from(factor))?;
        let divisor = 10_i128.pow(self.places);
        if product % divisor == 0 { i64::try_from(product / divisor).ok() } else { None }
    }
}

/// Whole part and fraction, without signs.
fn parts(text: &str, signs: Signs) -> Result<(String, &str), Unread> {
    let split = |place: usize| (text.get(..place).unwrap_or_default(), text.get(place + 1..).unwrap_or_default());
    let points = text.matches('.').count();
    let commas = text.matches(',').count();
    let (whole, fraction) = match (points, commas, text.rfind(['.', ','])) {
        (0, 0, _) | (_, _, None) => (text, ""),
        (1, 0, Some(place)) | (0, 1, Some(place)) if is_either(text, place) => {
            let part = signs.of(if points == 1 { '.' } else { ',' });
            match part {
                Some(Part::Thousands) => (text, ""),
                Some(Part::Fraction) => split(place),
                None => return Err(Unread::Either(text.replace(['.', ','], ""), text.replace(',', "."))),
            }
        }
        (1, 0, Some(place)) | (0, 1, Some(place)) => split(place),
        // 1.240.100 has no fraction; 1,240,100.00 has one.
        (_, 0, _) | (0, _, _) => (text, ""),
        (_, _, Some(place)) => split(place),
    };
    let groups: Vec<&str> = whole.split(['.', ',']).collect();
    let sound = groups.len() == 1 || groups.iter().skip(1).all(|group| group.len() == 3);
    if !sound || !fraction.chars().all(|sign| sign.is_ascii_digit()) {
        return Err(Unread::NoNumber);
    }
    Ok((groups.concat(), fraction))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: Signs = Signs { point: None, comma: None };

    #[test]
    fn one_number_has_many_spellings() {
        for text in ["1240100", "1 240 100", "1.240.100", "1,240,100", "1 240 100,00", "1,240,100.00", "1'240'100"] {
            assert_eq!(Decimal::read(text, OPEN).ok().and_then(|number| number.times(1)), Some(1_240_100), "{text}");
        }
        for (text, hundredths) in
            [("0,06", 6), ("3,1", 310), ("14.6055", 1461), ("97 200,00", 9_720_000), ("1 240,500", 124_050)]
        {
            assert_eq!(Decimal::read(text, OPEN).ok().and_then(|number| number.times(100)), Some(hundredths), "{text}");
        }
        for text in ["12O 000", "багато", "1.24.1", "", "1,2,3"] {
            assert_eq!(Decimal::read(text, OPEN), Err(Unread::NoNumber), "{text}");
        }
    }

    #[test]
    fn a_sign_before_three_digits_is_open_until_others_tell_what_it_parts() {
        let either = Unread::Either("1200".to_string(), "1.200".to_string());
        assert_eq!(Decimal::read("1.200", OPEN), Err(either.clone()));
        assert_eq!(Decimal::read("1,200", Signs { point: Some(Part::Fraction), comma: None }), Err(either));
        for (part, number) in [(Part::Thousands, 12_000), (Part::Fraction, 12)] {
            let signs = Signs { comma: Some(part), point: None };
            assert_eq!(Decimal::read("1,200", signs).ok().and_then(|number| number.times(10)), Some(number));
        }
    }

    #[test]
    fn a_number_of_a_spreadsheet_is_what_it_shows() {
        for (number, hundredths) in [(0.1 + 0.2, 30), (287.0035, 28700), (243_000.000_000_000_03, 24_300_000), (0.0, 0)]
        {
            assert_eq!(Decimal::of(number).and_then(|number| number.times(100)), Some(hundredths), "{number}");
        }
    }
}
