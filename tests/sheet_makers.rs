//! Makers of small spreadsheets of every kind, for tests of what reads them.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    unreachable_pub,
    dead_code
)]

use std::io::{Cursor, Write};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// A cell to write.
#[derive(Clone, Copy, Debug)]
pub enum Cell<'a> {
    Empty,
    Text(&'a str),
    Number(f64),
    /// A serial number that is shown as a date.
    Day(f64),
    /// A serial number that is shown as a month; in Excel 2007 and later only.
    Month(f64),
    Error(&'a str),
}

/// A sheet to write.
#[derive(Clone, Debug, Default)]
pub struct Sheet<'a> {
    pub name: &'a str,
    pub hidden: bool,
    pub rows: Vec<Vec<Cell<'a>>>,
    /// Merged ranges: first row, first column, last row, last column; rows from 1, columns from 0.
    pub merges: Vec<(u32, usize, u32, usize)>,
    pub hidden_rows: Vec<u32>,
}

pub fn sheet<'a>(name: &'a str, rows: &[&[Cell<'a>]]) -> Sheet<'a> {
    Sheet { name, rows: rows.iter().map(|row| row.to_vec()).collect(), ..Sheet::default() }
}

/// An archive of parts.
pub fn archive<P: AsRef<[u8]>>(parts: &[(&str, P)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes.as_ref()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

pub fn letters(mut column: usize) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b'A' + (column % 26) as u8));
        if column < 26 {
            return name;
        }
        column = column / 26 - 1;
    }
}

/// A workbook of Excel. Texts go into the table of shared strings.
pub fn xlsx(sheets: &[Sheet<'_>], epoch_1904: bool) -> Vec<u8> {
    let mut strings: Vec<String> = Vec::new();
    let sheets: Vec<(String, bool, String)> =
        sheets.iter().map(|sheet| (sheet.name.to_string(), sheet.hidden, xlsx_sheet(sheet, &mut strings))).collect();
    let table: String =
        strings.iter().map(|text| format!("<si><t xml:space=\"preserve\">{}</t></si>", escape(text))).collect();
    let parts: Vec<(String, bool, &str)> =
        sheets.iter().map(|(name, hidden, xml)| (name.clone(), *hidden, xml.as_str())).collect();
    xlsx_of(
        &parts,
        &format!("<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{table}</sst>"),
        epoch_1904,
    )
}

/// A workbook of Excel whose sheets are given as XML.
pub fn xlsx_of(sheets: &[(String, bool, &str)], strings: &str, epoch_1904: bool) -> Vec<u8> {
    let mut workbook = String::new();
    let mut relations = String::from(
        "<Relationship Id=\"rS\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" Target=\"sharedStrings.xml\"/>\
         <Relationship Id=\"rF\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>",
    );
    for (index, (name, hidden, _)) in sheets.iter().enumerate() {
        let state = if *hidden { " state=\"hidden\"" } else { "" };
        workbook += &format!("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"rId{index}\"{state}/>", escape(name), index + 1);
        relations += &format!(
            "<Relationship Id=\"rId{index}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{index}.xml\"/>"
        );
    }
    let date = if epoch_1904 { "<workbookPr date1904=\"1\"/>" } else { "" };
    let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    let office = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    let package = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"";
    let mut parts: Vec<(String, Vec<u8>)> = vec![
        ("[Content_Types].xml".into(), b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_vec()),
        (
            "_rels/.rels".into(),
            format!("<Relationships {package}><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>").into_bytes(),
        ),
        ("xl/workbook.xml".into(), format!("<workbook {main} {office}>{date}<sheets>{workbook}</sheets></workbook>").into_bytes()),
        ("xl/_rels/workbook.xml.rels".into(), format!("<Relationships {package}>{relations}</Relationships>").into_bytes()),
        ("xl/sharedStrings.xml".into(), strings.as_bytes().to_vec()),
        (
            "xl/styles.xml".into(),
            format!("<styleSheet {main}><cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/><xf numFmtId=\"17\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>")
                .into_bytes(),
        ),
    ];
    for (index, (_, _, xml)) in sheets.iter().enumerate() {
        parts.push((format!("xl/worksheets/sheet{index}.xml"), xml.as_bytes().to_vec()));
    }
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    archive(&parts)
}

fn xlsx_sheet(sheet: &Sheet<'_>, strings: &mut Vec<String>) -> String {
    let mut data = String::new();
    for (index, row) in sheet.rows.iter().enumerate() {
        let number = index as u32 + 1;
        let hidden = if sheet.hidden_rows.contains(&number) { " hidden=\"1\"" } else { "" };
        data += &format!("<row r=\"{number}\"{hidden}>");
        for (column, cell) in row.iter().enumerate() {
            let place = format!("{}{number}", letters(column));
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    data += &format!("<c r=\"{place}\" t=\"s\"><v>{}</v></c>", strings.len());
                    strings.push(text.to_string());
                }
                Cell::Number(value) => data += &format!("<c r=\"{place}\"><v>{value}</v></c>"),
                Cell::Day(value) => data += &format!("<c r=\"{place}\" s=\"1\"><v>{value}</v></c>"),
                Cell::Month(value) => data += &format!("<c r=\"{place}\" s=\"2\"><v>{value}</v></c>"),
                Cell::Error(value) => data += &format!("<c r=\"{place}\" t=\"e\"><f>1/0</f><v>{value}</v></c>"),
            }
        }
        data += "</row>";
    }
    xlsx_sheet_of(&data, &sheet.merges)
}

/// The XML of a sheet around its rows.
pub fn xlsx_sheet_of(rows: &str, merges: &[(u32, usize, u32, usize)]) -> String {
    let merged: String = merges
        .iter()
        .map(|(r1, c1, r2, c2)| format!("<mergeCell ref=\"{}{r1}:{}{r2}\"/>", letters(*c1), letters(*c2)))
        .collect();
    let merged = if merged.is_empty() { merged } else { format!("<mergeCells>{merged}</mergeCells>") };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData>{merged}</worksheet>"
    )
}

/// A workbook of LibreOffice.
pub fn ods(sheets: &[Sheet<'_>]) -> Vec<u8> {
    let tables: String = sheets.iter().map(ods_table).collect();
    ods_of(&tables)
}

/// A workbook of LibreOffice whose tables are given as XML.
pub fn ods_of(tables: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content><office:automatic-styles>\
         <style:style style:name=\"shown\" style:family=\"table\"><style:table-properties table:display=\"true\"/></style:style>\
         <style:style style:name=\"hidden\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>\
         </office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", &content),
    ])
}

fn ods_table(sheet: &Sheet<'_>) -> String {
    let mut xml = format!(
        "<table:table table:name=\"{}\" table:style-name=\"{}\"><table:table-column table:number-columns-repeated=\"9\"/>",
        escape(sheet.name),
        if sheet.hidden { "hidden" } else { "shown" }
    );
    for (index, row) in sheet.rows.iter().enumerate() {
        let number = index as u32 + 1;
        let hidden = if sheet.hidden_rows.contains(&number) { " table:visibility=\"collapse\"" } else { "" };
        xml += &format!("<table:table-row{hidden}>");
        for (column, cell) in row.iter().enumerate() {
            let merge = sheet.merges.iter().find(|merge| (merge.0, merge.1) == (number, column));
            let spans = merge.map_or(String::new(), |(r1, c1, r2, c2)| {
                format!(
                    " table:number-rows-spanned=\"{}\" table:number-columns-spanned=\"{}\"",
                    r2 - r1 + 1,
                    c2 - c1 + 1
                )
            });
            xml += &match cell {
                Cell::Empty => format!("<table:table-cell{spans}/>"),
                Cell::Text(text) => {
                    let lines: String =
                        text.split('\n').map(|line| format!("<text:p>{}</text:p>", escape(line))).collect();
                    format!("<table:table-cell office:value-type=\"string\"{spans}>{lines}</table:table-cell>")
                }
                Cell::Number(value) => format!(
                    "<table:table-cell office:value-type=\"float\" office:value=\"{value}\"{spans}><text:p>x</text:p></table:table-cell>"
                ),
                Cell::Day(value) | Cell::Month(value) => {
                    let day = jiff::civil::date(1899, 12, 30) + jiff::Span::new().days(*value as i64);
                    format!(
                        "<table:table-cell office:value-type=\"date\" office:date-value=\"{day}\"{spans}><text:p>x</text:p></table:table-cell>"
                    )
                }
                Cell::Error(value) => format!(
                    "<table:table-cell office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\"{spans}><text:p>{value}</text:p></table:table-cell>"
                ),
            };
        }
        xml += "</table:table-row>";
    }
    // As LibreOffice does it: the rest of the sheet as one empty row.
    xml + "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row></table:table>"
}

/// A workbook of Excel 97.
pub fn xls(sheets: &[Sheet<'_>]) -> Vec<u8> {
    let record = |id: u16, data: &[u8]| [&id.to_le_bytes(), &(data.len() as u16).to_le_bytes(), data].concat();
    let bof = |kind: u8| record(0x0809, &[0, 6, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let format = |id: u8| record(0x00E0, &[[0, 0, id, 0].as_slice(), &[0; 16]].concat());
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let bodies: Vec<Vec<u8>> =
        sheets.iter().map(|sheet| [bof(0x10), xls_cells(sheet, &record), record(0x0A, &[])].concat()).collect();
    let head = [bof(5), record(0x22, &[0, 0]), format(0), format(14)].concat();
    let bound = |sheet: &Sheet<'_>, place: u32| {
        let name = wide(sheet.name);
        let start = [&place.to_le_bytes()[..], &[u8::from(sheet.hidden), 0, (name.len() / 2) as u8, 1]].concat();
        record(0x85, &[start, name].concat())
    };
    let length: usize = head.len() + sheets.iter().map(|sheet| bound(sheet, 0).len()).sum::<usize>() + 4;
    let mut stream = head;
    let mut place = length;
    for (sheet, body) in sheets.iter().zip(&bodies) {
        stream.extend(bound(sheet, place as u32));
        place += body.len();
    }
    stream.extend(record(0x0A, &[]));
    bodies.into_iter().for_each(|body| stream.extend(body));
    compound(stream)
}

/// Makes a record of its kind and its data.
type Record<'r> = &'r dyn Fn(u16, &[u8]) -> Vec<u8>;

fn xls_cells(sheet: &Sheet<'_>, record: Record<'_>) -> Vec<u8> {
    let mut cells = Vec::new();
    for (row, list) in sheet.rows.iter().enumerate() {
        for (column, cell) in list.iter().enumerate() {
            cells.extend(xls_cell(row as u16, column as u16, *cell, record));
        }
    }
    if !sheet.merges.is_empty() {
        let mut data = (sheet.merges.len() as u16).to_le_bytes().to_vec();
        for (r1, c1, r2, c2) in &sheet.merges {
            for number in [*r1 as u16 - 1, *r2 as u16 - 1, *c1 as u16, *c2 as u16] {
                data.extend(number.to_le_bytes());
            }
        }
        cells.extend(record(0xE5, &data));
    }
    cells
}

fn xls_cell(row: u16, column: u16, cell: Cell<'_>, record: Record<'_>) -> Vec<u8> {
    let place = |style: u8| [row.to_le_bytes(), column.to_le_bytes(), [style, 0]].concat();
    match cell {
        Cell::Empty => Vec::new(),
        Cell::Number(value) => record(0x0203, &[place(0), value.to_le_bytes().to_vec()].concat()),
        Cell::Day(value) | Cell::Month(value) => record(0x0203, &[place(1), value.to_le_bytes().to_vec()].concat()),
        Cell::Error(_) => record(0x0205, &[place(0), vec![0x17, 1]].concat()),
        Cell::Text(text) => {
            let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let length = (text.encode_utf16().count() as u16).to_le_bytes().to_vec();
            record(0x0204, &[place(0), length, vec![1], wide].concat())
        }
    }
}

/// A compound file of Microsoft with one stream.
pub fn compound(mut stream: Vec<u8>) -> Vec<u8> {
    let size = stream.len().max(4096);
    stream.resize(size.div_ceil(512) * 512, 0);
    let sectors = (stream.len() / 512) as u32;
    assert!(sectors < 126, "one sector of the table has to do");
    let mut file = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    file.extend([0; 16]);
    file.extend([0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    file.extend([0; 6]);
    for number in [0, 1, 1, 0, 4096, 0xFFFF_FFFE, 0, 0xFFFF_FFFE, 0, 0] {
        file.extend(u32::to_le_bytes(number));
    }
    file.resize(512, 0xFF);
    let mut table: Vec<u32> = vec![0xFFFF_FFFD, 0xFFFF_FFFE];
    table.extend((0..sectors).map(|sector| if sector + 1 == sectors { 0xFFFF_FFFE } else { sector + 3 }));
    table.resize(128, 0xFFFF_FFFF);
    table.into_iter().for_each(|entry| file.extend(entry.to_le_bytes()));
    file.extend(directory("Root Entry", 5, 1, 0xFFFF_FFFE, 0));
    file.extend(directory("Workbook", 2, 0xFFFF_FFFF, 2, size as u32));
    file.extend([0; 256]);
    file.extend(stream);
    file
}

fn directory(name: &str, kind: u8, child: u32, start: u32, size: u32) -> Vec<u8> {
    let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = entry.len() as u16 + 2;
    entry.resize(64, 0);
    entry.extend(length.to_le_bytes());
    entry.extend([kind, 1]);
    for number in [0xFFFF_FFFF, 0xFFFF_FFFF, child] {
        entry.extend(u32::to_le_bytes(number));
    }
    entry.resize(116, 0);
    entry.extend(start.to_le_bytes());
    entry.extend(size.to_le_bytes());
    entry.resize(128, 0);
    entry
}
