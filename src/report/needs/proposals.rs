//! `report needs --proposals`: what seems to have met a need, for a person to confirm.

use super::{Needs, NeedsQuestion, answers, count, days_said, described, given, matches::Supply, subject_cell};
use crate::{
    error::Result,
    report::explain::quoted,
    store::{RecordFilter, Store},
    table::{Cell, Column, Table},
};

/// Lists what seems to answer each unmet need, with the command that confirms it. `options` are further words that each command
/// needs.
///
/// # Errors
/// The question names something that the database does not know.
pub fn needs_proposals(store: &Store, question: &NeedsQuestion, options: &[String]) -> Result<Table> {
    let needs = Needs::of(store, question)?;
    let deliveries = given(store, RecordFilter::default())?;
    let mut supply = Supply::of(store, &needs.places, &deliveries);
    let (mut rows, mut unmet, mut answered, mut undated) = (Vec::new(), 0, 0, 0);
    for asked in needs.asked.iter().filter(|asked| asked.is_unmet()) {
        unmet += 1;
        undated += usize::from(asked.day().is_none());
        let found = answers(&mut supply, &needs.places, asked)?;
        answered += usize::from(!found.is_empty());
        for answer in found {
            let need = &asked.need;
            rows.push(vec![
                need.number.into(),
                days_said(need.dated.as_deref(), need.date_precision.as_deref()),
                needs.places.names(&asked.communities),
                asked.title(),
                subject_cell(&asked.asks),
                answer.record.as_str().into(),
                answer.title.into(),
                answer.day.into(),
                Cell::Term(answer.why, answer.why_ukrainian),
                command(need.number, &answer.record, options).into(),
            ]);
        }
    }
    let mut notes = vec![
        format!("{answered} of {} may have been met.", count(unmet, "unmet need", "unmet needs")),
        "An answer is a received delivery of the same kind of aid (and item, where both name one), or a held training (no dialogue \
         or forum) on the same theme, of the same community, and not before the need. Nothing is met until a person confirms it."
            .to_string(),
    ];
    if undated > 0 {
        notes.push(format!(
            "{} no day, so that nothing can be said to come after.",
            count(undated, "need has", "needs have")
        ));
    }
    notes.extend(needs.unknown_notes(needs.asked.iter().filter(|asked| asked.is_unmet())));
    Ok(Table { caption: format!("What may have met needs: {}", described(question)), columns: columns(), rows, notes })
}

/// The command that confirms an answer.
fn command(need: i64, record: &str, options: &[String]) -> String {
    let options: String = options.iter().map(|word| format!(" {}", quoted(word))).collect();
    format!("hromada assign need {need} --met-by {record}{options}")
}

fn columns() -> Vec<Column> {
    vec![
        Column::ordinal("need", "Need", "Потреба №"),
        Column::text("date", "Date", "Дата"),
        Column::text("communities", "Communities", "Громади"),
        Column::text("asks", "Asks for", "Що потрібно"),
        Column::text("subject", "Theme or kind of aid", "Тема чи вид допомоги"),
        Column::text("record", "Answer", "Відповідь"),
        Column::text("title", "What it is", "Що це"),
        Column::date("day", "Day", "День"),
        Column::text("why", "Why", "Чому"),
        Column::text("command", "Command", "Команда"),
    ]
}
