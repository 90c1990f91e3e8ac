//! What the points and commas of numbers part: thousands, or the fraction. One that stands alone before three digits could be
//! either; the other numbers of its sheet tell which, or nobody does.

/// What a sign parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// `1.240.100`.
    Thousands,
    /// `12,5`.
    Fraction,
}

/// What point and comma part in a sheet; `None` where nobody knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    /// What the point parts.
    pub point: Option<Part>,
    /// What the comma parts.
    pub comma: Option<Part>,
}

impl Signs {
    /// What a sign parts.
    pub(super) fn of(self, sign: char) -> Option<Part> {
        if sign == ',' { self.comma } else { self.point }
    }
}

/// What one number says of its signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// What its signs part; both are open where it has none.
    Signs(Signs),
    /// Its one sign could part either.
    Either(char),
}

/// What the first number of a cell says of its signs.
pub fn signs_told(text: &str) -> Told {
    let (_, numeral) = numeral(text).unwrap_or_default();
    let numeral: String = bare(numeral);
    let count = |sign| numeral.matches(sign).count();
    let last = numeral.rfind(['.', ',']);
    let signs = |sign: char, part: Part, other: Option<Part>| match sign {
        ',' => Signs { comma: Some(part), point: other },
        _ => Signs { point: Some(part), comma: other },
    };
    let Some((place, sign)) = last.and_then(|place| Some((place, numeral.get(place..)?.chars().next()?))) else {
        return Told::Signs(Signs::default());
    };
    match (count(sign), count('.') + count(',')) {
        (1, 1) if is_either(&numeral, place) => Told::Either(sign),
        (1, 1) => Told::Signs(signs(sign, Part::Fraction, None)),
        (1, _) => Told::Signs(signs(sign, Part::Fraction, Some(Part::Thousands))),
        (many, all) if many == all => Told::Signs(signs(sign, Part::Thousands, None)),
        _ => Told::Signs(Signs::default()),
    }
}

/// Whether the only sign of a number, at a place, could part thousands as well as the fraction: three digits follow, and no more than
/// three stand before it.
pub(super) fn is_either(numeral: &str, place: usize) -> bool {
    numeral.len() == place + 4 && (1..=3).contains(&place) && !numeral.starts_with('0')
}

/// A number without blanks and apostrophes.
pub(super) fn bare(numeral: &str) -> String {
    numeral.chars().filter(|sign| !sign.is_whitespace() && !matches!(sign, '\u{A0}' | '\'' | '’')).collect()
}

/// The first number in a text, with its blanks and signs, and where it begins; `None` where no digit stands in it.
pub(super) fn numeral(text: &str) -> Option<(usize, &str)> {
    let is_part =
        |sign: char| sign.is_ascii_digit() || sign.is_whitespace() || matches!(sign, '.' | ',' | '\'' | '-' | '\u{A0}');
    let first = text.find(|sign: char| sign.is_ascii_digit())?;
    let rest = text.get(first..)?;
    let end = rest.find(|sign: char| !is_part(sign)).unwrap_or(rest.len());
    Some((first, rest.get(..end)?.trim_end_matches(|sign: char| !sign.is_ascii_digit())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_tells_what_its_signs_part() {
        let told = |comma, point| Told::Signs(Signs { comma, point });
        let (fraction, thousands) = (Some(Part::Fraction), Some(Part::Thousands));
        for (text, expected) in [
            ("12,5", told(fraction, None)),
            ("97 200,00 грн", told(fraction, None)),
            ("1 240,500", told(fraction, None)),
            ("0,500", told(fraction, None)),
            ("12.5 т", told(None, fraction)),
            ("1.240.100", told(None, thousands)),
            ("1,240,100.00", told(thousands, fraction)),
            ("1.240,00", told(fraction, thousands)),
            ("127 207 грн.", told(None, None)),
            ("тис.", told(None, None)),
            ("300,005", Told::Either(',')),
            ("USD 3.500", Told::Either('.')),
        ] {
            assert_eq!(signs_told(text), expected, "{text}");
        }
    }
}
