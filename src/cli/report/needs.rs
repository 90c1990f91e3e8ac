//! `hromada report needs`: which needs, and which question about them.

use clap::{Args, ValueEnum};

use crate::{
    cli::{args::PeriodArgs, list::CategoryArg},
    error::{Error, Result},
    report::{self, NeedKey, NeedsQuestion, Offer},
    store::Store,
    table::Table,
};

#[derive(Debug, Args)]
pub(super) struct NeedsArgs {
    #[command(flatten)]
    period: PeriodArgs,
    /// Only needs of this oblast, by name or code
    #[arg(long)]
    oblast: Option<String>,
    /// Only needs on this topic, or on the topics of this theme
    #[arg(long)]
    topic: Option<String>,
    /// Only needs for this kind of aid
    #[arg(long, value_enum)]
    category: Option<CategoryArg>,
    /// Only needs that this project was asked
    #[arg(long)]
    project: Option<String>,
    /// Only needs that this donor was asked
    #[arg(long)]
    donor: Option<String>,
    /// What rows stand for; theme,category,oblast without it, and oblast,track with --funnel
    #[arg(long, value_enum, value_delimiter = ',', value_name = "KEY,...", conflicts_with_all = ["proposals", "relevance", "offer"])]
    rows: Vec<KeyArg>,
    /// Show what seems to have met needs, with the commands that confirm it
    #[arg(long, group = "question")]
    proposals: bool,
    /// Show which themes and kinds of aid are asked for more than offered, and the reverse
    #[arg(long, group = "question")]
    relevance: bool,
    /// Count applications, the selected ones and the delivered ones
    #[arg(long, group = "question")]
    funnel: bool,
    /// Show who needs this item or kind of aid, in what order and why
    #[arg(long, group = "question", value_name = "ITEM")]
    offer: Option<String>,
    /// How many are on offer
    #[arg(long, requires = "offer", value_name = "NUMBER", value_parser = clap::value_parser!(i64).range(1..=1_000_000))]
    quantity: Option<i64>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum KeyArg {
    Theme,
    Category,
    Oblast,
    Raion,
    Community,
    Track,
    Project,
    Need,
}

impl From<KeyArg> for NeedKey {
    fn from(key: KeyArg) -> NeedKey {
        match key {
            KeyArg::Theme => NeedKey::Theme,
            KeyArg::Category => NeedKey::Category,
            KeyArg::Oblast => NeedKey::Oblast,
            KeyArg::Raion => NeedKey::Raion,
            KeyArg::Community => NeedKey::Community,
            KeyArg::Track => NeedKey::Track,
            KeyArg::Project => NeedKey::Project,
            KeyArg::Need => NeedKey::Need,
        }
    }
}

/// The answer; `options` are further words that a command which is printed needs. What was known `then` cannot be decided then.
pub(super) fn answer(args: &NeedsArgs, store: &Store, options: &[String], then: bool) -> Result<Table> {
    let question = NeedsQuestion {
        period: args.period.period()?,
        oblast: args.oblast.clone(),
        topic: args.topic.clone(),
        category: args.category.map(Into::into),
        project: args.project.clone(),
        donor: args.donor.clone(),
        rows: rows(args)?,
    };
    match &args.offer {
        Some(item) => report::needs_offer(store, &question, &Offer { item: item.clone(), quantity: args.quantity }),
        None if args.proposals => {
            let mut table = report::needs_proposals(store, &question, options)?;
            let today = "The commands decide about the database as it is today, and not as it was known then.";
            table.notes.extend(then.then(|| today.to_string()));
            Ok(table)
        }
        None if args.relevance => report::needs_relevance(store, &question),
        None if args.funnel => report::needs_funnel(store, &question),
        None => report::needs(store, &question),
    }
}

fn rows(args: &NeedsArgs) -> Result<Vec<NeedKey>> {
    let mut rows: Vec<NeedKey> = Vec::new();
    for key in args.rows.iter().copied().map(NeedKey::from) {
        if !rows.contains(&key) {
            rows.push(key);
        }
    }
    let territories = [NeedKey::Oblast, NeedKey::Raion, NeedKey::Community];
    let refused = |what: &str, hint: &str| Err(Error::Usage { what: what.to_string(), hint: hint.to_string() });
    if rows.iter().filter(|key| territories.contains(key)).count() > 1 {
        return refused("rows can stand for one kind of territory only", "choose one of oblast, raion, community");
    }
    if args.funnel && rows.contains(&NeedKey::Need) {
        return refused("a funnel counts needs and shows none of them", "`--rows need` goes without `--funnel`");
    }
    Ok(match (rows.is_empty(), args.funnel) {
        (false, _) => rows,
        (true, true) => vec![NeedKey::Oblast, NeedKey::Track],
        (true, false) => vec![NeedKey::Theme, NeedKey::Category, NeedKey::Oblast],
    })
}
