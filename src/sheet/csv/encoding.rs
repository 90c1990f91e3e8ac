//! Which encoding a text file is in: told by its mark, by its zero bytes, by being strict UTF-8, else by its letters.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, IBM866, UTF_8, UTF_16BE, UTF_16LE};

/// UTF-16, when the file bears its mark or every other byte of the beginning is zero or a Cyrillic page.
pub(in crate::sheet) fn utf16_of(head: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return (encoding != UTF_8).then_some(encoding);
    }
    let head = head.get(..head.len().min(512)).unwrap_or_default();
    if head.len() < 4 {
        return None;
    }
    // In UTF-16 the high byte of a Latin letter or sign is 0, of a Cyrillic one 4; in no other encoding do they abound.
    let high = |byte: &&u8| matches!(**byte, 0 | 4);
    let even = head.iter().step_by(2).filter(high).count();
    let odd = head.iter().skip(1).step_by(2).filter(high).count();
    let most = head.len() / 2 * 9 / 10;
    match (even > most, odd > most) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

/// What the bytes of a text file mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Charset {
    /// One of the encodings of the web.
    Known(&'static Encoding),
    /// RUSCII, the Ukrainian alphabet of DOS, also called code page 1125: IBM866 with other letters in eight places.
    Ruscii,
}

/// The first of the places of RUSCII that differ from IBM866, and the letters there.
const RUSCII: (u8, [char; 8]) = (0xF2, ['Ґ', 'ґ', 'Є', 'є', 'І', 'і', 'Ї', 'ї']);
/// The letter і of RUSCII; in IBM866, which has no Ukrainian і, a letter of Belarusian.
const RUSCII_I: u8 = 0xF7;

impl Charset {
    /// The one with a name that a person gave; `None` when it is not known.
    pub(super) fn named(name: &str) -> Option<Charset> {
        const NAMES: [&str; 5] = ["cp1125", "ibm1125", "1125", "ruscii", "cp866u"];
        let name = name.trim().to_lowercase();
        let ruscii = NAMES.contains(&name.as_str()).then_some(Charset::Ruscii);
        ruscii.or_else(|| Encoding::for_label(name.as_bytes()).map(Charset::Known))
    }

    /// Its name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Charset::Known(encoding) => encoding.name(),
            Charset::Ruscii => "IBM1125",
        }
    }
}

/// The text of bytes in RUSCII.
pub(super) fn of_ruscii(bytes: &[u8]) -> String {
    let letter = |byte: &u8| {
        let own = byte.checked_sub(RUSCII.0).and_then(|place| RUSCII.1.get(usize::from(place)));
        own.copied()
            .into_iter()
            .chain(own.is_none().then(|| IBM866.decode_without_bom_handling(&[*byte]).0.chars().next()).flatten())
    };
    bytes.iter().flat_map(letter).collect()
}

/// The encoding of a piece of text that holds bytes beyond ASCII; `last` when nothing follows it.
pub(super) fn guess(bytes: &[u8], last: bool) -> Charset {
    let torn = |error: std::str::Utf8Error| error.error_len().is_none() && !last;
    if std::str::from_utf8(bytes).map_or_else(torn, |_| true) || nearly_utf8(bytes) {
        return Charset::Known(UTF_8);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, last);
    let found = detector.guess(Some(b"ua"), Utf8Detection::Deny);
    if found == IBM866 && bytes.contains(&RUSCII_I) { Charset::Ruscii } else { Charset::Known(found) }
}

/// Whether nearly all letters beyond ASCII are UTF-8, or most lines that hold some, so that the rest is damage and no reason to
/// misread them all. In other encodings hardly two such bytes in a row look like one.
fn nearly_utf8(bytes: &[u8]) -> bool {
    /// So many sound letters outweigh one damaged piece.
    const SOUND: usize = 8;
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|sign| !sign.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_ascii());
    let (sound, damaged): (Vec<_>, Vec<_>) = lines.partition(|line| std::str::from_utf8(line).is_ok());
    good > bad * SOUND || sound.len() > damaged.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{KOI8_U, WINDOWS_1251};

    const TEXT: &str = "Назва заходу;Громада;Дата\r\nСтратегічне планування;Їжакевицька;12.03.2021\r\n";

    #[test]
    fn the_encodings_of_ukrainian_offices_are_told_apart() {
        for encoding in [WINDOWS_1251, KOI8_U, IBM866, UTF_8] {
            let (bytes, _, unmappable) = encoding.encode(TEXT);
            // IBM866 has no Ukrainian і; a text without it is as good a test.
            let bytes = if unmappable {
                encoding.encode("Название;Дата\r\nОбучение старост;12.03.2021\r\n").0
            } else {
                bytes
            };
            assert_eq!(guess(&bytes, true).name(), encoding.name());
        }
    }

    #[test]
    fn the_ukrainian_alphabet_of_dos_is_told_from_the_russian_one() {
        let bytes: Vec<u8> = "Назва;Громада\r\nСтратегічне планування;Їжакевицька, Ґрунтова, Єланецька\r\n"
            .chars()
            .map(|letter| {
                let own = RUSCII.1.iter().position(|known| *known == letter).map(|place| RUSCII.0 + place as u8);
                own.unwrap_or_else(|| IBM866.encode(&letter.to_string()).0[0])
            })
            .collect();
        assert_eq!(guess(&bytes, true), Charset::Ruscii);
        assert!(of_ruscii(&bytes).ends_with("Стратегічне планування;Їжакевицька, Ґрунтова, Єланецька\r\n"));
        assert_eq!(Charset::named("CP1125"), Some(Charset::Ruscii));
        assert_eq!(Charset::named("cp866"), Some(Charset::Known(IBM866)));
    }

    #[test]
    fn one_damaged_line_does_not_change_the_encoding_of_a_file() {
        let mut bytes = TEXT.repeat(3).into_bytes();
        bytes.extend_from_slice(b"\xCD\xE0\xE2\xF7\xE0\xED\xED\xFF;a;b\r\n");
        assert_eq!(guess(&bytes, true).name(), "UTF-8");
        let byte = [TEXT.as_bytes(), b"\xCD;a;b\r\n"].concat();
        assert_eq!(guess(&byte, true).name(), "UTF-8", "one bad byte in a small file");
        let torn = TEXT.as_bytes().get(..1).unwrap();
        assert_eq!(guess(torn, false).name(), "UTF-8", "a letter cut in two by the end of the piece");
    }

    #[test]
    fn utf16_is_told_with_and_without_its_mark() {
        let wide = |mark: &[u16]| -> Vec<u8> {
            mark.iter().copied().chain(TEXT.encode_utf16()).flat_map(u16::to_le_bytes).collect()
        };
        assert_eq!(utf16_of(&wide(&[0xFEFF])), Some(UTF_16LE));
        assert_eq!(utf16_of(&wide(&[])), Some(UTF_16LE));
        let big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(utf16_of(&big), Some(UTF_16BE));
        assert_eq!(utf16_of(TEXT.as_bytes()), None);
        assert_eq!(utf16_of(b"\xEF\xBB\xBFa;b"), None);
    }
}
