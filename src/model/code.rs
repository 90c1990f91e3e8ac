//! KATOTTG codes: `UA` and 17 digits, order No. 290 of 26.11.2020.

use std::fmt;

/// The code of one object of the codifier, kept as its 17 digits.
///
/// The digits are `OO RR HHH SSS DD NNNNN`: oblast, raion, community, settlement, city district and the number of the
/// object, which is unique over the whole codifier. Fields below the object's level are zero. There is no check digit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(u64);

impl Code {
    /// Reads `UA` and 17 digits; the two letters may be Cyrillic look-alikes or lower case. `None` for anything else.
    pub fn parse(text: &str) -> Option<Code> {
        let mut letters = text.trim().chars();
        let country = (letters.next()?, letters.next()?);
        if !matches!(country, ('U' | 'u', 'A' | 'a' | 'А' | 'а')) {
            return None;
        }
        let digits = letters.as_str();
        if digits.len() != 17 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        digits.parse().ok().map(Code)
    }

    /// Makes a code from its 17 digits as a number. `None` when there are more than 17.
    pub fn from_digits(digits: u64) -> Option<Code> {
        (digits < 100_000_000_000_000_000).then_some(Code(digits))
    }

    /// The 17 digits as one number.
    pub fn digits(self) -> u64 {
        self.0
    }

    /// The two digits of the oblast: 80 is the city of Kyiv, 85 Sevastopol, 01 Crimea.
    pub fn oblast_digits(self) -> u8 {
        (self.0 / 1_000_000_000_000_000) as u8
    }

    /// The first four digits, oblast and raion: the same for a raion and everything in it.
    pub fn raion_prefix(self) -> u32 {
        (self.0 / 10_000_000_000_000) as u32
    }

    /// The first seven digits, oblast, raion and community: with `UA` before them, the p-code of OCHA.
    pub fn community_prefix(self) -> u32 {
        (self.0 / 10_000_000_000) as u32
    }

    /// The last five digits, the number of the object, which alone names it in the whole codifier.
    pub fn object_number(self) -> u32 {
        (self.0 % 100_000) as u32
    }

    /// Whether the object lies in Crimea or Sevastopol, occupied since 2014.
    pub fn in_crimea(self) -> bool {
        matches!(self.oblast_digits(), 1 | 85)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UA{:017}", self.0)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_and_shown_alike() {
        let code = Code::parse(" UA05020030000031457").unwrap();
        assert_eq!(code.to_string(), "UA05020030000031457");
        assert_eq!(code.community_prefix(), 502003);
        assert_eq!(code.raion_prefix(), 502);
        assert_eq!(code.oblast_digits(), 5);
        assert_eq!(code.object_number(), 31457);
        assert_eq!(Code::parse("UА05020030000031457"), Some(code), "the A may be Cyrillic");
    }

    #[test]
    fn anything_else_is_no_code() {
        for text in ["", "UA", "UA0502003", "UA050200300000314570", "UA0502003000003145x", "05020030000031457", "Київ"]
        {
            assert_eq!(Code::parse(text), None, "{text}");
        }
    }
}
