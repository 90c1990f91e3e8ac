//! What an import of records changed, told to the person who typed it.

use rustc_hash::FxHashSet;

use super::{
    Level, Problem, Problems, Summary,
    plan::{Doubt, Planned},
    reading::Form,
    records::Read,
    summary::CoverageStep,
};
use crate::{
    error::Result,
    store::{CommunityRow, Counts, Deed, Gone, Lapsed, Record, Store},
};

impl Summary {
    /// Takes in what became of the records of a file.
    pub(super) fn take(&mut self, planned: Planned, read: &Read, form: &Form) {
        let Planned { tally, labels, gone, withdrawn, notices, doubts, .. } = planned;
        self.doubted = doubts.iter().any(|doubt| doubt.code != "same_count_in_all_rows");
        for doubt in doubts {
            self.problems.push(Problem {
                level: Level::Warning,
                code: doubt.code,
                sheet: read.sheets.get(&doubt.sheet).cloned().unwrap_or_default(),
                row: doubt.row,
                column: String::new(),
                value: doubt.value,
                reason: doubt.reason,
                fix: doubt.fix,
            });
        }
        self.notices.extend(sheets_not_read(&self.problems, form));
        labels.report_rare(&mut self.problems);
        self.notices.extend(labels.notices());
        self.notices.extend(notices);
        self.notices.extend(gone_records(withdrawn.as_ref().unwrap_or(&gone), form, withdrawn.is_some()));
        self.gone = gone.len() as i64;
        self.counts = Counts {
            rows_read: Some(read.rows),
            added: Some(tally.added),
            updated: Some(tally.updated),
            unchanged: Some(tally.unchanged),
            withdrawn: Some(withdrawn.map_or(0, |withdrawn| withdrawn.len() as i64)),
            rejected: Some(read.rejected),
            linked: Some(tally.linked),
            waiting: Some(tally.waiting),
        };
    }
}

/// Where the number of covered communities changed: the country, then its oblasts. Crimea stands apart.
pub(super) fn coverage_steps(
    communities: &[CommunityRow],
    before: &FxHashSet<i64>,
    now: &FxHashSet<i64>,
) -> Vec<CoverageStep> {
    let step = |oblast: String| CoverageStep { oblast, before: 0, after: 0, communities: 0 };
    let mut steps = vec![step(String::new())];
    for community in communities.iter().filter(|community| community.raion.is_some()) {
        if steps.last().is_none_or(|step| step.oblast != community.oblast_name) {
            steps.push(step(community.oblast_name.clone()));
        }
        let last = steps.len() - 1;
        for (place, step) in steps.iter_mut().enumerate() {
            if place == last || (place == 0 && !community.in_crimea()) {
                step.before += usize::from(before.contains(&community.id));
                step.after += usize::from(now.contains(&community.id));
                step.communities += 1;
            }
        }
    }
    steps.retain(|step| step.before != step.after);
    steps
}

/// Doubts about needs that were met and no longer are; `before` are those that were not already.
pub(super) fn lapsed(store: &Store, before: &[Lapsed]) -> Result<Vec<Doubt>> {
    let lapsed = store.lapsed_answers()?.into_iter().filter(|answer| !before.contains(answer));
    let doubt = |answer: Lapsed| Doubt {
        code: "need_unmet",
        sheet: 0,
        row: 0,
        reason: answer.reason(),
        fix: Some(answer.fix()),
        value: answer.title,
    };
    Ok(lapsed.map(doubt).collect())
}

/// What changed in the first of the records that were there before, a sentence for each.
pub(super) fn updates<R: Record>(store: &Store, change: i64, planned: &Planned, form: &Form) -> Result<Vec<String>> {
    let mut sentences = Vec::new();
    for number in &planned.updated {
        let mut title = String::new();
        let mut fields: Vec<String> = Vec::new();
        let (mut moved, mut linked) = (false, false);
        // Where a record was follows from its links, and is not told twice.
        let follows = |field: &str| ["oblast", "raion", "community"].contains(&field);
        let mut places = Vec::new();
        store.facts_of_record(change, R::NOUN, *number, |fact| match (fact.fact, fact.deed, fact.field) {
            // The row that told it lies elsewhere in the new file; that is no news.
            (_, Deed::Updated, Some(field)) if field == "source" => moved = true,
            (what, Deed::Updated, Some(field)) => {
                let is_own = what == R::NOUN;
                let of = if is_own { String::new() } else { format!("{} ", fact.what) };
                let said = |side: Option<String>| side.unwrap_or_else(|| "—".to_string());
                let altered = format!("{of}{field} {} → {}", said(fact.before), said(fact.after));
                if is_own && follows(&field) { places.push(altered) } else { fields.push(altered) }
            }
            ("link", deed, _) => {
                linked = true;
                fields.push(format!("{} {}", if deed == Deed::Ended { "−" } else { "+" }, fact.what));
            }
            ("name", Deed::Ended, _) => fields.push(format!("`{}` no longer waits", fact.what)),
            ("name", ..) => fields.push(format!("`{}` waits", fact.what)),
            _ => {}
        })?;
        if !linked {
            fields.append(&mut places);
        }
        if let Some(record) = store.record::<R>(*number)? {
            title = record.values.title().to_string();
        }
        if fields.is_empty() && moved {
            fields.push("other rows of the file tell of it".to_string());
        }
        sentences.push(format!("updated {} {number} `{title}`: {}", form.one, fields.join(", ")));
    }
    Ok(sentences)
}

/// How many names a sentence holds at most.
const SHOWN: usize = 5;

/// A sentence on sheets that hold no such records by all appearances; those that may are warned of one by one.
fn sheets_not_read(problems: &Problems, form: &Form) -> Option<String> {
    let passed_over = |problem: &&Problem| problem.level == Level::Info && problem.code == "sheet_without_data";
    let names: Vec<_> =
        problems.list().iter().filter(passed_over).map(|problem| format!("`{}`", problem.sheet)).collect();
    let rest = if names.len() > SHOWN { format!(" and {} more", names.len() - SHOWN) } else { String::new() };
    let shown = names.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    (!names.is_empty()).then(|| format!("not read, for they hold no {}: {shown}{rest}", form.noun))
}

/// A sentence on records that earlier forms of the file told of, and this one does not.
fn gone_records(gone: &[Gone], form: &Form, withdrawn: bool) -> Option<String> {
    let shown: Vec<_> = gone
        .iter()
        .take(SHOWN)
        .map(|record| {
            let of = record.day.as_ref().map_or(String::new(), |day| format!(" of {day}"));
            format!("{} `{}`{of}", record.number, record.title)
        })
        .collect();
    let rest = if gone.len() > SHOWN { format!(" and {} more", gone.len() - SHOWN) } else { String::new() };
    let (noun, is, them) = if gone.len() == 1 { (form.one, "is", "it") } else { (form.noun, "are", "them") };
    let what = match withdrawn {
        true => format!("{} {noun} that the file no longer tells of {is} withdrawn", gone.len()),
        false => {
            format!(
                "{} {noun} of earlier files that this one corrects {is} not in it; `--complete` withdraws {them}",
                gone.len()
            )
        }
    };
    (!gone.is_empty()).then(|| format!("{what}: {}{rest}", shown.join("; ")))
}
