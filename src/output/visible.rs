//! What may reach a terminal: signs that would move its cursor, colour it or turn its text around become visible marks.

use std::borrow::Cow;
use std::fmt::Write;

/// Text with every unseen sign made visible: ESC as `␛`, a line break as `↵`, a turn of direction as `[U+202E]`.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.contains(is_unseen) {
        let mut shown = String::with_capacity(text.len() + 8);
        push_visible(text, &mut shown);
        Cow::Owned(shown)
    } else {
        Cow::Borrowed(text)
    }
}

/// Appends [`visible`] text.
pub(super) fn push_visible(text: &str, out: &mut String) {
    if !text.contains(is_unseen) {
        return out.push_str(text);
    }
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '\r' if signs.peek() == Some(&'\n') => {}
            '\r' | '\n' | '\u{2028}' | '\u{2029}' => out.push('↵'),
            // The block "Control Pictures" holds a picture of each C0 sign, in their order.
            '\0'..='\u{1f}' => out.extend(char::from_u32(0x2400 + u32::from(sign))),
            '\u{7f}' => out.push('␡'),
            sign if is_unseen(sign) => _ = write!(out, "[U+{:04X}]", u32::from(sign)),
            sign => out.push(sign),
        }
    }
}

/// Whether a sign acts on the terminal, ends a line, turns the direction of text, or hides: C0, DEL, C1, bidirectional
/// controls, separators, signs without width (the joiner of emoji excepted), tags.
pub(super) fn is_unseen(sign: char) -> bool {
    matches!(sign,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_passes_untouched() {
        assert!(matches!(visible("Баришівська «громада» ʼ ’ \u{301} 👩‍🏫"), Cow::Borrowed(_)));
    }

    #[test]
    fn signs_that_act_on_a_terminal_become_marks() {
        assert_eq!(visible("a\u{1b}[31mb\u{7}\tc\0"), "a␛[31mb␇␉c␀");
        assert_eq!(visible("\u{9b}31m\u{7f}"), "[U+009B]31m␡");
        assert_eq!(visible("ab\u{202e}dc\u{200b}"), "ab[U+202E]dc[U+200B]");
    }

    #[test]
    fn a_line_break_of_any_kind_is_one_mark() {
        assert_eq!(visible("a\nb\r\nc\rd\u{2028}e"), "a↵b↵c↵d↵e");
    }
}
