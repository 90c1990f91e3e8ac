//! Tags of XML found in bytes, for the few questions that need no parser.

use memchr::memmem;

/// The insides of all tags with this name, whatever their prefix.
pub(super) fn tags<'t>(xml: &'t [u8], name: &'t str) -> impl Iterator<Item = &'t [u8]> {
    memmem::find_iter(xml, name.as_bytes()).filter_map(move |place| {
        let name_ends = |sign: &u8| sign.is_ascii_whitespace() || matches!(sign, b'<' | b'"' | b'\'');
        let before = xml.get(..place)?;
        // A name stands behind the bracket, with at most a prefix between them; an attribute such as `sheetId` does not.
        let is_name = before.iter().rposition(name_ends).is_some_and(|last| before.get(last) == Some(&b'<'));
        is_name.then(|| tag_around(xml, place, name)).flatten()
    })
}

/// The inside of the tag that the byte at `place` belongs to, when its name (without prefix) is `name`.
pub(super) fn tag_around<'t>(xml: &'t [u8], place: usize, name: &str) -> Option<&'t [u8]> {
    let open = memchr::memrchr(b'<', xml.get(..place)?)?;
    let tag = xml.get(open + 1..)?;
    let close = memchr::memchr(b'>', tag)?;
    let tag = tag.get(..close).filter(|_| open + 1 + close > place)?;
    let called = tag.split(|byte| byte.is_ascii_whitespace() || *byte == b'/').next()?;
    (called.rsplit(|byte| *byte == b':').next()? == name.as_bytes()).then_some(tag)
}

/// The value of an attribute of a tag; a prefix of the name, if any, is part of it.
pub(super) fn attribute<'t>(tag: &'t [u8], name: &str) -> Option<&'t [u8]> {
    memmem::find_iter(tag, name.as_bytes()).find_map(|place| {
        let before = tag.get(place.checked_sub(1)?)?;
        let [b'=', quote @ (b'"' | b'\''), value @ ..] = tag.get(place + name.len()..)? else { return None };
        if !before.is_ascii_whitespace() {
            return None;
        }
        value.get(..memchr::memchr(*quote, value)?)
    })
}

/// The same as text.
pub(super) fn attribute_text<'t>(tag: &'t [u8], name: &str) -> Option<&'t str> {
    attribute(tag, name).and_then(|value| std::str::from_utf8(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_known_by_its_name_and_gives_its_attributes() {
        let xml = b"<a:sheets><a:sheet name=\"sheet 1\" sheetId=\"1\" r:id='rId1'/><sheet name='sheet' r:sheetId='2'/></a:sheets>\
            <t>sheet id=\"x\"</t>";
        let found: Vec<_> = tags(xml, "sheet").collect();
        assert_eq!(attribute_text(found[0], "r:id"), Some("rId1"));
        assert_eq!(attribute_text(found[0], "id"), None, "the prefix counts");
        assert_eq!(found.len(), 2, "each tag once, whatever its attributes are called");
        assert_eq!(attribute_text(found[1], "r:sheetId"), Some("2"));
    }
}
