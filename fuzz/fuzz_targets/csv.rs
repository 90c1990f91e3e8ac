//! Bytes of a text file → rows → trainings: no bytes may make any of it panic, hang or grow.
#![no_main]

use std::{cell::RefCell, io::Write};

use hromada::{
    import::{
        Problems,
        reading::{ReadingOptions, TrainingReader},
    },
    sheet::{Book, Options, Row},
};
use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use tempfile::NamedTempFile;

thread_local! {
    static FILE: RefCell<NamedTempFile> = RefCell::new(NamedTempFile::new().expect("a temporary file"));
}

fuzz_target!(|bytes: &[u8]| {
    FILE.with_borrow_mut(|file| {
        file.as_file().set_len(0).expect("an empty file");
        std::io::Seek::rewind(file).expect("its beginning");
        file.write_all(bytes).expect("room for the bytes");
        let Ok(mut book) = Book::open(file.path(), &Options::default()) else { return };
        let mut row = Row::default();
        if let Ok(mut rows) = book.rows(0) {
            while let Ok(true) = rows.next(&mut row) {}
        }
        let mut problems = Problems::default();
        let options = ReadingOptions::new(date(2026, 11, 22));
        if let Ok(Some(mut reader)) = TrainingReader::open(&mut book, 0, &options, &mut problems) {
            while let Ok(Some(training)) = reader.next(&mut problems) {
                assert!(training.span.start <= training.span.end);
            }
        }
    });
});
