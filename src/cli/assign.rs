//! `hromada assign` and `hromada undo`: what people decide.

use clap::{Args, Subcommand, ValueEnum};

use super::{Done, context::Context};
use crate::{
    assign::{self, NameTarget},
    store::{Label, State, Store},
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
    /// Say which topic a text means; its trainings move there, and later imports remember
    #[command(after_help = "Examples:\n  hromada assign topic 'Бюджетування' --to 'Бюджет громади'\n  hromada assign \
    topic 'Різне' --to none")]
    Topic(LabelArgs),
    /// Say which project a text means; its trainings move there, and later imports remember
    #[command(
        after_help = "Examples:\n  hromada assign project 'Децентралізація' --to DOBRE\n  hromada assign project \
    'тест' --to none"
    )]
    Project(LabelArgs),
    /// Say which donor or implementer a text means; its trainings move there, and later imports remember
    #[command(
        after_help = "Examples:\n  hromada assign organisation 'Уряд Швейцарії' --to Швейцарія\n  hromada assign \
    organisation '?' --to none"
    )]
    Organisation(LabelArgs),
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

#[derive(Debug, Args)]
struct LabelArgs {
    /// The text, as sheets write it
    text: String,
    /// The name it stands for; `none` = it means nothing
    #[arg(long, value_name = "NAME|none")]
    to: String,
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
        }
        Noun::Topic(args) => label(&store, Label::Topic, "topic", args, cx)?,
        Noun::Project(args) => label(&store, Label::Project, "project", args, cx)?,
        Noun::Organisation(args) => label(&store, Label::Organisation, "organisation", args, cx)?,
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

/// `hromada assign topic`, `project` and `organisation`.
fn label(store: &Store, list: Label, noun: &'static str, args: &LabelArgs, cx: &Context) -> anyhow::Result<()> {
    let LabelArgs { text, to } = args;
    let decision = assign::label(store, list, text, to, &cx.change("assign", noun))?;
    let means = if to == "none" { "nothing".to_string() } else { format!("`{to}`") };
    match decision.change {
        Some(change) => {
            let moved = counted(decision.moved as i64, "training", "trainings");
            cx.say(&format!("Change {change}: the {noun} `{text}` means {means}; {moved} moved."));
        }
        None => cx.say(&format!("It was decided before that the {noun} `{text}` means {means}.")),
    }
    Ok(())
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
