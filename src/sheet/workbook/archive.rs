//! The archive of a workbook, unpacked once to its end under a cap: nothing is parsed that is larger or other than it says.

use std::io::{BufReader, Read};

use rustc_hash::FxHashMap;
use zip::ZipArchive;

use super::{
    layout::{Layout, Scanner},
    ods::TableScanner,
};
use crate::error::Result;
use crate::sheet::{book::SheetInfo, options::Limits, source::Source};

/// How many bytes are unpacked at once.
const CHUNK: usize = 64 << 10;
/// Most bytes of a part that is kept whole.
const KEPT: usize = 4 << 20;

/// What a pass over the whole archive collects; names of parts are in lower case with plain slashes.
#[derive(Default)]
pub(super) struct Contents {
    /// Merged ranges and hidden rows of each worksheet.
    pub layouts: FxHashMap<String, Layout>,
    /// Small parts that tell which part is what.
    pub kept: FxHashMap<String, Vec<u8>>,
    /// The sheets of an ODS workbook.
    pub tables: Vec<SheetInfo>,
}

/// Unpacks every part of the archive, which checks its sums and its size, and collects what is needed later.
pub(super) fn inspect(source: &Source, limits: Limits) -> Result<Contents> {
    let damaged = |what: String| {
        source.refuse(format!("the workbook is damaged: {what}"), "ask the sender for it again, or save it anew")
    };
    let file = BufReader::new(source.rewound()?);
    let mut archive = ZipArchive::new(file).map_err(|error| damaged(error.to_string()))?;
    if archive.len() > limits.parts {
        return Err(source.refuse(
            format!("the workbook has {} parts, and {} are the limit", archive.len(), limits.parts),
            "lift the limit with `--max-parts` if you trust the sender",
        ));
    }
    let mut contents = Contents::default();
    let mut chunk = vec![0; CHUNK];
    let mut unpacked = 0u64;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|error| damaged(error.to_string()))?;
        if !is_named_twice(source, part.header_start(), part.name_raw()) {
            return Err(damaged("its table of contents and its parts have different names".to_string()));
        }
        let name = plain(&part.name().map_err(|error| damaged(error.to_string()))?);
        let mut kept = is_kept(&name).then(Vec::new);
        let mut scanner = (name.contains("worksheets/") && name.ends_with(".xml")).then(Scanner::default);
        let mut tables = (name == "content.xml").then(TableScanner::default);
        loop {
            let length = part.read(&mut chunk).map_err(|error| damaged(format!("`{name}`: {error}")))?;
            unpacked += length as u64;
            if unpacked > limits.bytes {
                return Err(source.refuse(
                    format!("the workbook unpacks to more than {} bytes", limits.bytes),
                    "lift the limit with `--max-bytes` if you trust the sender",
                ));
            }
            let piece = chunk.get(..length).unwrap_or_default();
            if let Some(kept) = kept.as_mut().filter(|kept| kept.len() < KEPT) {
                kept.extend_from_slice(piece);
            }
            if let Some(scanner) = &mut scanner {
                scanner.feed(piece);
            }
            if let Some(tables) = &mut tables {
                tables.feed(piece);
            }
            if length == 0 {
                break;
            }
        }
        if let Some(scanner) = scanner {
            contents.layouts.insert(name.clone(), scanner.finish());
        }
        if let Some(tables) = tables {
            contents.tables = tables.finish();
        }
        if let Some(kept) = kept {
            contents.kept.insert(name, kept);
        }
    }
    Ok(contents)
}

/// Whether a part bears the name that the table of contents gives it. No sum covers names, and a part whose name was damaged there
/// would be missed without a word.
fn is_named_twice(source: &Source, header: u64, name: &[u8]) -> bool {
    const NAME: u64 = 30;
    let Some(length) = source.peek(header + NAME - 4, 2) else { return true };
    length == (name.len() as u16).to_le_bytes()
        && source.peek(header + NAME, name.len()).is_none_or(|found| found == name)
}

/// Whether a part tells which part is what.
fn is_kept(name: &str) -> bool {
    name.ends_with(".rels") || name.ends_with("workbook.xml") || name == "meta-inf/manifest.xml"
}

/// The form in which names of parts are compared.
pub(super) fn plain(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}
