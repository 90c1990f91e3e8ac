//! The bytes of a text file, hashed as they are read and brought to UTF-8 piece by piece.

use std::{
    fs::File,
    io::{self, Read},
};

use encoding_rs::{Decoder, UTF_8};
use sha2::{Digest, Sha256};

use super::encoding::{Charset, guess, of_ruscii, utf16_of};

/// How many bytes are read at once.
const CHUNK: usize = 256 << 10;

/// A stream of UTF-8 (as far as the file is valid) out of a file in any encoding.
pub(super) struct Text<'f> {
    file: &'f File,
    hasher: Sha256,
    state: State,
    raw: Vec<u8>,
    encoding: Charset,
    ended: bool,
}

/// What is known of the encoding.
enum State {
    /// Nothing is read yet.
    Fresh,
    /// Only ASCII was seen: any encoding may follow.
    Ascii,
    /// UTF-8: bytes go through as they are.
    Utf8,
    /// RUSCII, a byte for each letter.
    Ruscii,
    /// Another encoding.
    Other(Box<Decoder>),
}

impl State {
    /// Ready to decode all bytes.
    fn decoding(encoding: Charset) -> State {
        match encoding {
            Charset::Known(encoding) => State::Other(Box::new(encoding.new_decoder_with_bom_removal())),
            Charset::Ruscii => State::Ruscii,
        }
    }
}

impl<'f> Text<'f> {
    /// Reads a file from where it stands; `encoding` when a person said which.
    pub(super) fn new(file: &'f File, encoding: Option<Charset>) -> Text<'f> {
        let state = encoding.map_or(State::Fresh, State::decoding);
        let encoding = encoding.unwrap_or(Charset::Known(UTF_8));
        Text { file, hasher: Sha256::new(), state, raw: Vec::new(), encoding, ended: false }
    }

    /// Adds the next piece of text to `buffer`; `false` when the file has ended.
    pub(super) fn read(&mut self, buffer: &mut Vec<u8>) -> io::Result<bool> {
        let before = buffer.len();
        while !self.ended && buffer.len() == before {
            self.read_piece(buffer)?;
        }
        Ok(buffer.len() > before)
    }

    fn read_piece(&mut self, buffer: &mut Vec<u8>) -> io::Result<()> {
        if matches!(self.state, State::Utf8) {
            let before = buffer.len();
            self.ended = read_chunk(self.file, buffer)?;
            self.hasher.update(buffer.get(before..).unwrap_or_default());
            return Ok(());
        }
        let mut chunk = std::mem::take(&mut self.raw);
        chunk.clear();
        self.ended = read_chunk(self.file, &mut chunk)?;
        self.hasher.update(&chunk);
        let raw = self.look_at(&chunk);
        match &mut self.state {
            State::Other(decoder) => decode(decoder, raw, self.ended, buffer),
            State::Ruscii => buffer.extend_from_slice(of_ruscii(raw).as_bytes()),
            _ => buffer.extend_from_slice(raw),
        }
        self.raw = chunk;
        Ok(())
    }

    /// Learns what a piece tells about the encoding; gives it without the mark of UTF-8.
    fn look_at<'c>(&mut self, mut raw: &'c [u8]) -> &'c [u8] {
        if matches!(self.state, State::Fresh) {
            self.state = State::Ascii;
            if let Some(encoding) = utf16_of(raw) {
                self.settle(Charset::Known(encoding));
            } else if let Some(rest) = raw.strip_prefix(b"\xEF\xBB\xBF") {
                self.state = State::Utf8;
                raw = rest;
            }
        }
        if matches!(self.state, State::Ascii) && !raw.is_ascii() {
            let encoding = guess(raw, self.ended);
            self.settle(encoding);
        }
        raw
    }

    fn settle(&mut self, encoding: Charset) {
        self.encoding = encoding;
        self.state = if encoding == Charset::Known(UTF_8) { State::Utf8 } else { State::decoding(encoding) };
    }

    /// The encoding, as far as it is known by now.
    pub(super) fn encoding(&self) -> Charset {
        self.encoding
    }

    /// The hash of all bytes, once the file has ended.
    pub(super) fn hash(&self) -> Option<[u8; 32]> {
        self.ended.then(|| self.hasher.clone().finalize().into())
    }
}

/// Adds the next bytes of a file to `buffer`; `true` when it has ended.
fn read_chunk(file: &File, buffer: &mut Vec<u8>) -> io::Result<bool> {
    let before = buffer.len();
    file.take(CHUNK as u64).read_to_end(buffer)?;
    Ok(buffer.len() - before < CHUNK)
}

/// Adds a piece in another encoding to `buffer`; what cannot be decoded becomes U+FFFD.
fn decode(decoder: &mut Decoder, mut raw: &[u8], last: bool, buffer: &mut Vec<u8>) {
    let mut piece = String::with_capacity(CHUNK);
    loop {
        let (result, read, _) = decoder.decode_to_string(raw, &mut piece, last);
        buffer.extend_from_slice(piece.as_bytes());
        piece.clear();
        raw = raw.get(read..).unwrap_or_default();
        if result == encoding_rs::CoderResult::InputEmpty {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::source::Source;

    fn text(bytes: &[u8], encoding: Option<Charset>) -> (String, &'static str, [u8; 32]) {
        let source = Source::spool(bytes, 1 << 30).unwrap();
        let mut text = Text::new(source.rewound().unwrap(), encoding);
        let mut buffer = Vec::new();
        while text.read(&mut buffer).unwrap() {}
        assert_eq!(text.hash(), Some(source.hash().unwrap()), "the hash is that of the bytes read");
        (String::from_utf8(buffer).unwrap(), text.encoding().name(), text.hash().unwrap())
    }

    #[test]
    fn letters_after_a_long_stretch_of_ascii_are_still_decoded() {
        let mut bytes = vec![b'a'; CHUNK + 10];
        bytes.extend(encoding_rs::WINDOWS_1251.encode("\nТренінг для старост").0.iter());
        let (read, encoding, _) = text(&bytes, None);
        assert!(read.ends_with("a\nТренінг для старост"));
        assert_eq!(encoding, "windows-1251");
    }

    #[test]
    fn marks_are_dropped_and_a_persons_word_beats_the_guess() {
        assert_eq!(text("\u{FEFF}Тема".as_bytes(), None).0, "Тема");
        let wide: Vec<u8> = "\u{FEFF}Тема;1".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(&wide, None), ("Тема;1".to_string(), "UTF-16LE", Sha256::digest(&wide).into()));
        assert_eq!(text(b"\xD2\xE5\xEC\xE0", Some(Charset::Known(encoding_rs::KOI8_U))).1, "KOI8-U");
    }
}
