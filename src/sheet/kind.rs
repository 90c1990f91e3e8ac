//! What a file is, told by its first bytes and never by its name.

use crate::error::Result;

use super::source::Source;

/// The kinds of file that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// CSV, TSV: text with a sign between the columns.
    Text,
    /// Excel 2007 and later, with macros or without.
    Xlsx,
    /// Excel 97 to 2003.
    Xls,
    /// OpenDocument, as LibreOffice writes it.
    Ods,
}

/// What an expected file could have been.
const EXPECTED: &str = "a spreadsheet (XLSX, XLS, ODS or CSV) was expected";

/// How files begin that are no spreadsheets, with their names.
const OTHERS: [(&[u8], &str); 11] = [
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"7z\xBC\xAF", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"MIME-Version:", "a web archive (MHTML)"),
    (b"\x7FELF", "a program"),
];

impl Kind {
    /// Tells the kind of an open file; an error when it is none that can be read.
    pub(super) fn of(source: &Source) -> Result<Kind> {
        let head = source.head(8192)?;
        let resave = "open the file in a spreadsheet program and save it as XLSX";
        let refuse = |found: &str| source.refuse(format!("{EXPECTED}, and this is {found}"), resave);
        if head.is_empty() {
            return Err(source.refuse(format!("{EXPECTED}, and this file is empty"), "ask the sender for it again"));
        }
        if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
            return zipped(source);
        }
        if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
            return compound(source);
        }
        if let Some((_, name)) = OTHERS.iter().find(|(magic, _)| head.starts_with(magic)) {
            return Err(refuse(name));
        }
        let beginning: String =
            String::from_utf8_lossy(&head).trim_start_matches('\u{FEFF}').trim_start().to_lowercase();
        if beginning.contains("urn:schemas-microsoft-com:office:spreadsheet") {
            return Err(refuse("an XML spreadsheet of Excel 2003"));
        }
        if ["<!doctype html", "<html", "<head", "<table", "<meta"].iter().any(|tag| beginning.starts_with(tag))
            || (beginning.starts_with("<?xml") && beginning.contains("<html"))
        {
            return Err(refuse("a web page (HTML), whatever its name says"));
        }
        if beginning.starts_with("<?xml") {
            return Err(refuse("an XML document"));
        }
        if is_binary(&head) {
            return Err(refuse("a binary file of another kind"));
        }
        Ok(Kind::Text)
    }
}

/// Tells apart what comes in a zip archive.
fn zipped(source: &Source) -> Result<Kind> {
    let damaged = |error: zip::result::ZipError| {
        source.refuse(
            format!("{EXPECTED}, and this is a damaged or cut-off archive ({error})"),
            "ask the sender for the file again",
        )
    };
    let archive = zip::ZipArchive::new(source.rewound()?).map_err(damaged)?;
    let names: Vec<String> =
        archive.file_names().flatten().map(|name| name.replace('\\', "/").to_lowercase()).collect();
    let has = |name: &str| names.iter().any(|found| found == name);
    let kinds = [("xl/workbook.xml", Kind::Xlsx), ("content.xml", Kind::Ods)];
    if let Some((_, kind)) = kinds.iter().find(|(part, _)| has(part)) {
        return Ok(*kind);
    }
    let found = match () {
        () if has("xl/workbook.bin") => "a binary workbook (XLSB)",
        () if has("word/document.xml") => "a Word document",
        () if has("ppt/presentation.xml") => "a presentation",
        () if has("[content_types].xml") => return Ok(Kind::Xlsx),
        () if names.iter().any(|name| name.ends_with(".iwa")) => "a document of Apple Numbers or Pages",
        () => "a zip archive",
    };
    Err(source.refuse(
        format!("{EXPECTED}, and this is {found}"),
        "unpack it, or open it in a spreadsheet program and save it as XLSX",
    ))
}

/// Tells apart what comes in a compound file of Microsoft: the names of its streams stand in it as UTF-16.
fn compound(source: &Source) -> Result<Kind> {
    let head = source.head(64 << 20)?;
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(&head, &wide).is_some()
    };
    if has("EncryptedPackage") || has("EncryptionInfo") {
        return Err(source.refuse(
            format!("{EXPECTED}, and this one is locked with a password"),
            "open it with the password and save it without one",
        ));
    }
    if has("Workbook") || has("Book") {
        return Ok(Kind::Xls);
    }
    let found = if has("WordDocument") { "a Word document" } else { "a document of another Microsoft program" };
    Err(source.refuse(format!("{EXPECTED}, and this is {found}"), "open it and save its table as XLSX"))
}

/// Whether the beginning of a file is no text: too many control characters, and not the zero bytes of UTF-16.
fn is_binary(head: &[u8]) -> bool {
    if super::csv::utf16_of(head).is_some() {
        return false;
    }
    let is_strange = |byte: &&u8| matches!(byte, 0..=8 | 0x0B | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F);
    let strange = head.iter().filter(is_strange).count();
    strange * 20 > head.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(bytes: &[u8]) -> std::result::Result<Kind, String> {
        Kind::of(&Source::spool(bytes, 1 << 20).unwrap()).map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_no_spreadsheet_is_called_by_its_name() {
        let refused = [
            (&b""[..], "is empty"),
            (b"%PDF-1.7", "PDF"),
            (b"\xEF\xBB\xBF <HTML><table>", "HTML"),
            (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", "Excel 2003"),
            (b"PK\x03\x04 cut off", "damaged or cut-off"),
            (&[0; 4096], "binary"),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0\0\0", "password"),
        ];
        for (bytes, name) in refused {
            let error = kind(bytes).expect_err(name);
            assert!(error.contains(name), "{error}");
        }
    }

    #[test]
    fn text_is_text_in_any_encoding() {
        for bytes in [
            &b"a;b\n1;2\n"[..],
            b"\xFF\xFEa\0;\0b\0",
            b"a\0;\0b\0\n\0",
            b"\xD2\xE5\xEC\xE0;\xC4\xE0\xF2\xE0",
            b"a\0b;c,d,e,f,g,h,i,j,k,l,m",
        ] {
            assert_eq!(kind(bytes), Ok(Kind::Text));
        }
    }
}
