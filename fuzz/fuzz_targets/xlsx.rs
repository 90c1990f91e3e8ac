//! Bytes of a workbook → rows. The first byte chooses: the rest is a whole file, or the XML of the one part that it names, put into
//! an archive that is sound, because chance rarely makes sums of archives right.
#![no_main]

use std::{
    cell::RefCell,
    io::{Cursor, Write},
};

use hromada::sheet::{Book, Limits, Options, Row};
use libfuzzer_sys::fuzz_target;
use tempfile::NamedTempFile;
use zip::{ZipWriter, write::SimpleFileOptions};

thread_local! {
    static FILE: RefCell<NamedTempFile> = RefCell::new(NamedTempFile::new().expect("a temporary file"));
}

/// The parts of a small sound workbook.
const PARTS: [(&str, &str); 6] = [
    (
        "_rels/.rels",
        "<Relationships><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
    ),
    (
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
    ),
    ("xl/workbook.xml", "<workbook><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"),
    ("xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"),
    ("xl/sharedStrings.xml", "<sst><si><t>a</t></si><si><t>b</t></si></sst>"),
    ("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>"),
];
/// A part of an ODS workbook.
const CONTENT: &str = "content.xml";

fn workbook(part: &str, xml: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, bytes: &[u8]| {
        writer.start_file(name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(bytes).expect("its bytes");
    };
    if part == CONTENT {
        put("mimetype", b"application/vnd.oasis.opendocument.spreadsheet");
        put(CONTENT, xml);
    } else {
        PARTS.iter().for_each(|(name, sound)| put(name, if *name == part { xml } else { sound.as_bytes() }));
    }
    writer.finish().expect("an archive").into_inner()
}

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, rest)) = bytes.split_first() else { return };
    let bytes = match choice % 8 {
        // A workbook of Excel 97 is read in a child whose memory is limited: nothing else contains chains of blocks in a circle.
        0 if rest.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) => return,
        0 => rest.to_vec(),
        1 => workbook("xl/sharedStrings.xml", rest),
        2 => workbook("xl/styles.xml", rest),
        3 => workbook("xl/workbook.xml", rest),
        4 | 5 => workbook(CONTENT, rest),
        _ => workbook("xl/worksheets/sheet1.xml", rest),
    };
    FILE.with_borrow_mut(|file| {
        file.as_file().set_len(0).expect("an empty file");
        std::io::Seek::rewind(file).expect("its beginning");
        file.write_all(&bytes).expect("room for the bytes");
        let options = Options { limits: Limits { bytes: 8 << 20, ..Limits::default() }, ..Options::default() };
        let Ok(mut book) = Book::open(file.path(), &options) else { return };
        let mut row = Row::default();
        for index in 0..book.sheets().len().min(3) {
            let Ok(mut rows) = book.rows(index) else { continue };
            let mut last = 0;
            while let Ok(true) = rows.next(&mut row) {
                assert!(row.number > last && row.len() <= options.limits.columns);
                last = row.number;
            }
        }
    });
});
