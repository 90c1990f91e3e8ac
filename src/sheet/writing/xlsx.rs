//! Sheets as a workbook of Excel. The same sheets and day give the same bytes.

use jiff::civil::Date;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign,
    Formula, Workbook, Worksheet, XlsxError,
};

use super::{Allowed, EntryRule, NewCell, NewSheet};
use crate::error::{Error, Result};

/// Longest text that a cell may hold.
const LONGEST: usize = 32_767;
/// Longest name of a sheet.
const NAME: usize = 31;

/// Writes sheets; `made` is the day that the workbook gives as that of its making.
///
/// # Errors
/// [`Error::Bug`] where the sheets go beyond what a workbook can hold.
pub fn xlsx(sheets: &[NewSheet], made: Date) -> Result<Vec<u8>> {
    write(sheets, made).map_err(|refused| Error::Bug(format!("a workbook could not be written: {refused}")))
}

fn write(sheets: &[NewSheet], made: Date) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&moment(made)?));
    let mut names: Vec<String> = Vec::new();
    for sheet in sheets {
        names.push(free_name(&sheet.name, &names));
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(names.last().map_or("", String::as_str))?;
        fill(worksheet, sheet)?;
        for rule in &sheet.rules {
            guard(worksheet, rule)?;
        }
    }
    workbook.save_to_buffer()
}

fn fill(worksheet: &mut Worksheet, sheet: &NewSheet) -> std::result::Result<(), XlsxError> {
    let heading = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let (plain, date) = (Format::new(), Format::new().set_num_format("dd.mm.yyyy"));
    for merge in &sheet.merges {
        let (first, last) = (merge.first_row.saturating_sub(1), merge.last_row.saturating_sub(1));
        let format = if merge.last_row <= sheet.heading { &heading } else { &plain };
        worksheet.merge_range(first, narrow(merge.first_column), last, narrow(merge.last_column), "", format)?;
    }
    for (row, cells) in sheet.rows.iter().enumerate() {
        let row = row as u32;
        let format = if row < sheet.heading { &heading } else { &plain };
        for (column, cell) in cells.iter().enumerate() {
            let column = narrow(column);
            match cell {
                NewCell::Empty => continue,
                NewCell::Text(text) if text.chars().count() > LONGEST => worksheet.write_string_with_format(
                    row,
                    column,
                    text.chars().take(LONGEST).collect::<String>(),
                    format,
                )?,
                NewCell::Text(text) => worksheet.write_string_with_format(row, column, text, format)?,
                NewCell::Number(number) => worksheet.write_number_with_format(row, column, *number, format)?,
                NewCell::Day(serial) => worksheet.write_number_with_format(row, column, *serial, &date)?,
                NewCell::Bool(truth) => worksheet.write_boolean(row, column, *truth)?,
            };
        }
    }
    for (column, width) in sheet.widths.iter().enumerate() {
        worksheet.set_column_width(narrow(column), f64::from(*width))?;
    }
    if sheet.heading > 0 {
        worksheet.set_freeze_panes(sheet.heading, 0)?;
    }
    worksheet.set_hidden(sheet.hidden);
    Ok(())
}

/// Says what a column may hold.
fn guard(worksheet: &mut Worksheet, rule: &EntryRule) -> std::result::Result<(), XlsxError> {
    let validation = match &rule.allowed {
        Allowed::OneOf(range) => DataValidation::new()
            .allow_list_formula(Formula::new(format!("={range}")))
            .set_error_style(DataValidationErrorStyle::Warning),
        Allowed::Day(first, last) => {
            DataValidation::new().allow_date(DataValidationRule::Between(moment(*first)?, moment(*last)?))
        }
        Allowed::Whole(least, most) => {
            DataValidation::new().allow_whole_number(DataValidationRule::Between(*least, *most))
        }
    };
    let validation = validation.set_input_title(&rule.hint.0)?.set_input_message(&rule.hint.1)?;
    let (first, last) = (rule.rows.0.saturating_sub(1), rule.rows.1.saturating_sub(1));
    worksheet.add_data_validation(first, narrow(rule.column), last, narrow(rule.column), &validation)?;
    Ok(())
}

fn moment(day: Date) -> std::result::Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(u16::try_from(day.year()).unwrap_or(1900), day.month() as u8, day.day() as u8)
}

fn narrow(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

/// A name that a workbook allows and that no other sheet has.
fn free_name(wanted: &str, taken: &[String]) -> String {
    let allowed: String =
        wanted.chars().map(|sign| if sign.is_control() || "[]:*?/\\".contains(sign) { '_' } else { sign }).collect();
    let allowed = allowed.trim_matches('\'').trim();
    let allowed = if allowed.is_empty() { "Sheet" } else { allowed };
    let is_free = |name: &str| !taken.iter().any(|taken| taken.to_lowercase() == name.to_lowercase());
    let numbered = (1..).map(|number: u32| {
        let ending = if number == 1 { String::new() } else { format!(" ({number})") };
        allowed.chars().take(NAME - ending.len()).collect::<String>() + &ending
    });
    let mut free = numbered.filter(|name| is_free(name));
    free.next().unwrap_or_default()
}
