//! `hromada import template`: a form for projects.

use super::{TemplateArgs, args::TemplateNoun, trial};
use crate::{
    cli::{Done, context::Context},
    error::Error,
    import::{Deliveries, Needs, Template, TemplateQuestion, Trainings, template},
    model::{Period, Quarter},
    store::Store,
};

/// What makes the form of a kind of record.
type Make = fn(&Store, &TemplateQuestion) -> Result<Template, Error>;

pub(super) fn run(args: &TemplateArgs, cx: &Context) -> anyhow::Result<Done> {
    let (make, one, many) = match args.noun {
        TemplateNoun::Trainings => (template::<Trainings> as Make, "training", "trainings"),
        TemplateNoun::Deliveries => (template::<Deliveries> as Make, "delivery", "deliveries"),
        TemplateNoun::Needs => (template::<Needs> as Make, "need", "needs"),
    };
    let Some(file) =
        cx.output().filter(|file| file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")))
    else {
        let what = "a form is a workbook, and no file with the ending .xlsx is named for it".to_string();
        return Err(Error::Usage { what, hint: "name one, such as `-o form.xlsx`".to_string() }.into());
    };
    let question = TemplateQuestion {
        project: args.project.clone(),
        quarter: args.quarter.as_deref().map(quarter).transpose()?,
        with_data: args.with_data,
        hxl: args.hxl,
        today: cx.now.day,
    };
    // Without a database the form has the communities of the register that the program carries.
    let opened = match Store::exists(cx.db()) || args.with_data {
        true => None,
        false => Some(trial(cx)?),
    };
    let store = match &opened {
        Some(trial) => &trial.store,
        None => &cx.store()?,
    };
    let template = make(store, &question)?;
    cx.save(&file, &template.bytes, &[])?;
    let with = match (template.quarter, template.records) {
        (None, _) => String::new(),
        (Some(quarter), 0) => {
            let project = args.project.as_deref().map(|name| format!(" of `{name}`")).unwrap_or_default();
            format!("; it is empty, for the database holds no {one}{project} in {quarter}")
        }
        (Some(_), 1) => format!(" with 1 {one}"),
        (Some(_), records) => format!(" with {records} {many}"),
    };
    cx.say(&format!("Made the form `{}`{with}.", file.display()));
    Ok(Done::Fully)
}

/// The quarter that was typed.
fn quarter(typed: &str) -> Result<Quarter, Error> {
    let period: Period = typed.parse()?;
    let first = period.from.map(Quarter::of);
    let is_one =
        first.is_some_and(|quarter| (period.from, period.to) == (Some(quarter.first_day()), Some(quarter.last_day())));
    first.filter(|_| is_one).ok_or_else(|| Error::Usage {
        what: format!("`{typed}` is no quarter"),
        hint: "a quarter is written as 2021-Q2".to_string(),
    })
}
