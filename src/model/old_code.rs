//! Codes of the classifier before KATOTTG: KOATUU, in force until 2020 and still written in many tables.

use super::Code;

/// One row of the official table of correspondence: which place of today bore an old code, and what it was called then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldCode {
    /// The ten digits as one number, `OO RRR CCC SS`: oblast, raion or city, council, settlement.
    pub koatuu: u64,
    /// Code of the place today; of a community, where it took over the code of its centre.
    pub code: Code,
    /// Name in the year of the table.
    pub name: String,
}

impl OldCode {
    /// Reads the ten digits of an old code. A spreadsheet may have taken the first zero off. `None` for anything else.
    pub fn parse(text: &str) -> Option<u64> {
        let digits = text.trim();
        let is_code = matches!(digits.len(), 9 | 10) && digits.bytes().all(|digit| digit.is_ascii_digit());
        digits.parse().ok().filter(|_| is_code)
    }

    /// The first five digits: the raion of before 2020, or a city that was one.
    pub fn raion(&self) -> u64 {
        self.koatuu / 100_000
    }

    /// Whether the digits of the raion are those of a raion: after the oblast's two stands a 2.
    pub fn is_in_raion(&self) -> bool {
        self.raion() % 1_000 / 100 == 2
    }

    /// Whether this is a city that was no part of a raion: after the oblast's digits stands a 1, and zeros behind its own.
    pub fn is_city_apart(&self) -> bool {
        self.raion() % 1_000 / 100 == 1 && self.koatuu.is_multiple_of(100_000)
    }

    /// Whether this is the centre of its raion, which has the first number among its towns (101) or settlements (551).
    pub fn is_raion_centre(&self) -> bool {
        self.is_in_raion() && matches!(self.koatuu % 100_000, 10_100 | 55_100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_code_says_where_its_place_lay() {
        let old = |text: &str| OldCode {
            koatuu: OldCode::parse(text).unwrap(),
            code: Code::from_digits(0).unwrap(),
            name: String::new(),
        };
        assert_eq!(OldCode::parse("524584001"), OldCode::parse(" 0524584001 "));
        assert_eq!((OldCode::parse("05245840012"), OldCode::parse("Новий район")), (None, None));
        assert_eq!((old("0524584001").raion(), old("0524584001").is_in_raion()), (5245, true));
        assert!(old("0524555100").is_raion_centre() && old("0510500000").is_city_apart());
        assert!(!old("0524555300").is_raion_centre() && !old("0510500000").is_in_raion());
    }
}
