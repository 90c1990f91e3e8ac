//! `hromada report restatements`: two states of the database side by side.

use clap::Args;

use crate::{
    cli::{
        args::{PeriodArgs, as_of},
        context::Context,
    },
    report::{self, RestatementsQuestion},
    store::{AsOf, Store},
    table::Table,
};

#[derive(Debug, Args)]
pub(super) struct RestatementsArgs {
    /// The two states: days, or numbers of changes, as for --as-of
    #[arg(long, num_args = 2, required = true, value_names = ["DATE|CHANGE", "DATE|CHANGE"], value_parser = as_of)]
    between: Vec<AsOf>,
    /// Only these quarters
    #[command(flatten)]
    period: PeriodArgs,
    /// Only this project
    #[arg(long)]
    project: Option<String>,
}

/// `store` is what all questions see; the two states are opened beside it.
pub(super) fn answer(args: &RestatementsArgs, store: &Store, cx: &Context) -> anyhow::Result<Table> {
    let [then, later] = args.between.as_slice() else { anyhow::bail!("two states are compared") };
    let between = (store.change_as_of(then)?.0, store.change_as_of(later)?.0);
    let look_back = |change| -> anyhow::Result<Store> {
        let state = cx.store()?;
        state.look_back(&AsOf::Change(change))?;
        Ok(state)
    };
    let question = RestatementsQuestion { between, period: args.period.period()?, project: args.project.clone() };
    Ok(report::restatements(&look_back(between.0)?, &look_back(between.1)?, &question)?)
}
