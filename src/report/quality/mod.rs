//! `report quality`: what was wrong with the files, and what looks wrong in the trainings themselves.

mod duplicates;
mod outliers;

use rustc_hash::FxHashMap;

use crate::{
    error::{Error, Result},
    store::{ProblemRow, Store, TrainingFilter, TrainingListRow},
    table::{Column, Table},
};

/// Something that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Finding {
    code: &'static str,
    /// Number of the training it is about.
    training: i64,
    reason: String,
    fix: &'static str,
}

/// The answer, and whether it holds anything graver than a remark.
#[derive(Clone, Debug)]
pub struct Quality {
    /// Problems and findings, the gravest first.
    pub table: Table,
    /// Whether a person has something to look at.
    pub has_findings: bool,
}

/// Lists the problems of all imports that stand, or of one change; then trainings whose people are far from what is usual, and
/// trainings that may be told of twice. Remarks of level info are left out unless `all`.
///
/// # Errors
/// There is no such change.
pub fn quality(store: &Store, change: Option<i64>, all: bool) -> Result<Quality> {
    if let Some(number) = change
        && store.change(number)?.is_none()
    {
        return Err(Error::Usage {
            what: format!("there is no change {number}"),
            hint: "`hromada list changes` shows their numbers".to_string(),
        });
    }
    let problems: Vec<ProblemRow> =
        store.problems(change)?.into_iter().filter(|problem| all || problem.level != "info").collect();
    let mut findings = outliers::outliers(store)?;
    findings.extend(duplicates::duplicates(store)?);
    let known = Trainings::load(store, &findings)?;
    let findings: Vec<ProblemRow> = findings
        .iter()
        .filter_map(|finding| known.row(finding))
        .filter(|row| change.is_none_or(|n| row.change == n))
        .collect();
    let counted = |level: &str| problems.iter().chain(&findings).filter(|row| row.level == level).count();
    let (errors, warnings) = (counted("error"), counted("warning"));
    let of = change.map_or("all imports".to_string(), |number| format!("change {number}"));
    Ok(Quality {
        has_findings: errors + warnings > 0,
        table: Table {
            caption: format!("Quality: {of}"),
            columns: columns(),
            rows: problems.into_iter().chain(findings).map(row).collect(),
            notes: vec![format!("Errors: {errors}, their rows were left out; warnings: {warnings}.")],
        },
    })
}

/// The trainings that findings are about.
struct Trainings(FxHashMap<i64, (i64, TrainingListRow)>);

impl Trainings {
    fn load(store: &Store, findings: &[Finding]) -> Result<Trainings> {
        let mut known = FxHashMap::default();
        for finding in findings {
            if known.contains_key(&finding.training) {
                continue;
            }
            let filter = TrainingFilter { number: Some(finding.training), ..TrainingFilter::default() };
            let change = store.training(finding.training)?.map(|training| training.added_by);
            if let (Some(change), Some(row)) = (change, store.trainings(&filter)?.into_iter().next()) {
                known.insert(finding.training, (change, row));
            }
        }
        Ok(Trainings(known))
    }

    /// A finding at the cell of its training.
    fn row(&self, finding: &Finding) -> Option<ProblemRow> {
        let (change, training) = self.0.get(&finding.training)?;
        Some(ProblemRow {
            change: *change,
            file: training.file.clone(),
            level: "warning".to_string(),
            code: finding.code.to_string(),
            sheet: training.sheet.clone().unwrap_or_default(),
            row: training.sheet_row,
            column: None,
            value: Some(training.title.clone()),
            reason: finding.reason.clone(),
            fix: Some(finding.fix.to_string()),
        })
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("level", "Level", "Рівень"),
        Column::text("problem", "Problem", "Проблема"),
        Column::ordinal("change", "Change", "Зміна"),
        Column::text("file", "File", "Файл"),
        Column::text("sheet", "Sheet", "Аркуш"),
        Column::ordinal("row", "Row", "Рядок"),
        Column::text("column", "Column", "Стовпець"),
        Column::text("value", "Value", "Значення"),
        Column::text("reason", "Reason", "Причина"),
        Column::text("fix", "What to do", "Що зробити"),
    ]
}

fn row(problem: ProblemRow) -> Vec<crate::table::Cell> {
    vec![
        problem.level.into(),
        problem.code.into(),
        problem.change.into(),
        problem.file.into(),
        problem.sheet.into(),
        problem.row.into(),
        problem.column.into(),
        problem.value.into(),
        problem.reason.into(),
        problem.fix.into(),
    ]
}
