//! What a person may say about a file before it is read, and how much of it is taken in at most.

use std::path::PathBuf;

/// How to read a file.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Name of the encoding of a text file, such as `windows-1251`; `None` = found out.
    pub encoding: Option<String>,
    /// Sign between the columns of a text file; `None` = found out.
    pub delimiter: Option<char>,
    /// Sign around cells that hold one of the others.
    pub quote: Quote,
    /// How much is taken in.
    pub limits: Limits,
    /// Program that parses workbooks in a process of its own, normally this one; `None` = parse in this process.
    pub helper: Option<PathBuf>,
}

/// The sign around cells of a text file that hold a delimiter or a line break.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Quote {
    /// The double quotation mark, as nearly every program writes it.
    #[default]
    Double,
    /// Another sign.
    Sign(char),
    /// None: quotation marks are text.
    Never,
}

/// How much of a file is taken in; beyond it the file is refused, never cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a workbook once it is unpacked, and of standard input.
    pub bytes: u64,
    /// Parts of a workbook's archive.
    pub parts: usize,
    /// Characters of one cell.
    pub cell: usize,
    /// Columns that hold something.
    pub columns: usize,
    /// Rows of a sheet of a workbook; a text file may have more.
    pub rows: u32,
}

impl Limits {
    /// Rows and columns that a sheet of a workbook can have at all.
    pub(super) const SHEET: (u32, u32) = (1_048_576, 16_384);
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { bytes: 256 << 20, parts: 1000, cell: 32_767, columns: 500, rows: Limits::SHEET.0 }
    }
}
