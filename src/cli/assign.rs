//! `hromada assign` and `hromada undo`: what people decide.

use clap::{Args, Subcommand, ValueEnum};

use super::{Done, context::Context};
use crate::{
    assign::{self, NameTarget},
    store::State,
};

#[derive(Debug, Args)]
pub(super) struct AssignArgs {
    #[command(subcommand)]
    noun: Noun,
}

#[derive(Debug, Subcommand)]
enum Noun {
    /// Say what a text means; everything that waited for it is linked, and later imports remember
    #[command(after_help = "Examples:\n  hromada assign name 'Покровська ТГ' --to UA12140250000015858 --oblast \
    Дніпропетровська\n  hromada assign name 'Асоціація міст України' --to none")]
    Name {
        /// The text, as `list names --waiting` shows it
        text: String,
        /// Code or name of the community; `none` = the text names no community
        #[arg(long, value_name = "CODE|NAME|none")]
        to: String,
        /// Only where the row speaks of this oblast
        #[arg(long)]
        oblast: Option<String>,
    },
    /// Link communities to a training
    #[command(
        after_help = "Examples:\n  hromada assign training 12 UA18040190000029215\n  hromada assign training 12 \
    Бердичівська Житомирська --as invited"
    )]
    Training {
        /// Number of the training, as `list trainings` shows it
        number: i64,
        /// Codes or names of communities
        #[arg(required = true, value_name = "CODE|NAME")]
        communities: Vec<String>,
        /// How they take part
        #[arg(long = "as", value_enum, default_value = "attended", value_name = "STATE")]
        state: StateArg,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum StateArg {
    Attended,
    Invited,
    Planned,
}

pub(super) fn run(args: &AssignArgs, cx: &Context) -> anyhow::Result<Done> {
    let store = cx.store_to_write()?;
    match &args.noun {
        Noun::Name { text, to, oblast } => {
            let target = match to.as_str() {
                "none" => NameTarget::None,
                community => NameTarget::Community(community.to_string()),
            };
            let decision = assign::name(&store, text, &target, oblast.as_deref(), &cx.change("assign", "name"))?;
            let means = decision.code.as_deref().unwrap_or("no community");
            match decision.change {
                Some(change) => cx.say(&format!(
                    "Change {change}: `{text}` means {means}; {} waiting {} decided, {} made.",
                    decision.decided,
                    plural(decision.decided, "name", "names"),
                    counted(decision.linked, "link", "links"),
                )),
                None => cx.say(&format!("It was decided before that `{text}` means {means}; nothing waits for it.")),
            }
            if decision.left > 0 {
                cx.say(&format!(
                    "{} on: the rows speak of another oblast or raion. Decide for one oblast with `--oblast`.",
                    counted(decision.left, "name waits", "names wait"),
                ));
            }
        }
        Noun::Training { number, communities, state } => {
            let state = match state {
                StateArg::Attended => State::Attended,
                StateArg::Invited => State::Invited,
                StateArg::Planned => State::Planned,
            };
            let change = cx.change("assign", "training");
            let assigned = assign::training(&store, *number, communities, state, &change)?;
            if let Some(change) = assigned.change {
                cx.say(&format!("Change {change}: training {number} linked to {}.", assigned.linked.join(", ")));
            }
            if !assigned.already.is_empty() {
                cx.say(&format!("Linked before: {}.", assigned.already.join(", ")));
            }
        }
    }
    Ok(Done::Fully)
}

/// `hromada undo`.
pub(super) fn undo(number: Option<i64>, cx: &Context) -> anyhow::Result<Done> {
    let store = cx.store_to_write()?;
    let undone = assign::undo(&store, number, &cx.change("undo", "change"))?;
    let file = undone.undone.file.map(|file| format!(" of {file}")).unwrap_or_default();
    cx.say(&format!(
        "Change {}: change {} ({} {}{file}) was undone; {} ended, {} brought back.",
        undone.change,
        undone.undone.id,
        undone.undone.verb,
        undone.undone.noun,
        counted(undone.ended, "fact", "facts"),
        counted(undone.revived, "fact", "facts"),
    ));
    Ok(Done::Fully)
}

fn plural(count: i64, one: &'static str, many: &'static str) -> &'static str {
    if count == 1 { one } else { many }
}

fn counted(count: i64, one: &'static str, many: &'static str) -> String {
    format!("{count} {}", plural(count, one, many))
}
