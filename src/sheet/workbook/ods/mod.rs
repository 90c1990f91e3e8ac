//! ODS, as LibreOffice writes it: one large XML part, read event by event. Our own reader, because those at hand keep whole sheets
//! in memory and can be led into endless loops.

mod cell;
mod rows;
mod tables;

pub(in crate::sheet) use rows::OdsRows;
pub(super) use tables::TableScanner;

use std::{fs::File, io::BufReader};

use zip::ZipArchive;

use super::{archive, bounds::damaged};
use crate::error::Result;
use crate::sheet::{book::SheetInfo, options::Limits, source::Source};

/// An open workbook.
pub(in crate::sheet) struct OdsBook {
    archive: ZipArchive<BufReader<File>>,
    part: String,
}

impl OdsBook {
    /// Checks the archive and finds the names of the sheets.
    pub(in crate::sheet) fn open(source: &Source, limits: Limits) -> Result<(OdsBook, Vec<SheetInfo>)> {
        let contents = archive::inspect(source, limits)?;
        if contents
            .kept
            .get("meta-inf/manifest.xml")
            .is_some_and(|xml| memchr::memmem::find(xml, b"encryption-data").is_some())
        {
            return Err(source.refuse(
                "the workbook is locked with a password",
                "open it with the password and save it without one",
            ));
        }
        let file = source.rewound()?.try_clone().map_err(|error| source.cannot_read(error))?;
        let archive = ZipArchive::new(BufReader::new(file)).map_err(|error| damaged(source, &error.to_string()))?;
        let part = archive
            .file_names()
            .flatten()
            .find(|name| archive::plain(name) == "content.xml")
            .map(|name| name.to_string());
        let part = part.ok_or_else(|| damaged(source, "its part `content.xml` is missing"))?;
        Ok((OdsBook { archive, part }, contents.tables))
    }

    /// The rows of one sheet.
    pub(in crate::sheet) fn rows<'b>(
        &'b mut self,
        source: &'b Source,
        limits: Limits,
        index: usize,
    ) -> Result<OdsRows<'b>> {
        let part = self.archive.by_name(&self.part).map_err(|error| damaged(source, &error.to_string()))?;
        OdsRows::open(part, source, limits, index)
    }
}
