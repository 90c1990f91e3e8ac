//! `hromada assign` and `hromada undo`: what people decide.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand, ValueEnum};

use super::{Done, context::Context, message};
use crate::{
    assign::{self, Assigned, BadDecision, NameTarget, NamesDecided, Tally},
    error::Error,
    import::{Level, Problem},
    sheet,
    store::{DeliveryValues, Label, NeedValues, NewChange, State, Store},
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
    /// Take back the list of waiting names in which somebody filled in the codes; all or nothing
    #[command(
        after_help = "Examples:\n  hromada list names --waiting --format csv -o names.csv\n  hromada assign names --from \
    names.csv\n\nThe columns `text`, `oblast` and `code` are read: a code or name of a community, `none` for no community, or \
    nothing where it stays undecided."
    )]
    Names {
        /// The list, CSV or XLSX; `-` is standard input
        #[arg(long, value_name = "FILE")]
        from: PathBuf,
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
    /// Link communities to a delivery
    #[command(after_help = "Examples:\n  hromada assign delivery 5 UA18040190000029215\n  hromada assign delivery 5 \
    Бердичівська Житомирська")]
    Delivery {
        /// Number of the delivery, as `list deliveries` shows it
        number: i64,
        /// Codes or names of communities
        #[arg(required = true, value_name = "CODE|NAME")]
        communities: Vec<String>,
    },
    /// Confirm what met a need, or link communities to it
    #[command(after_help = "Examples:\n  hromada assign need 7 --met-by delivery:5\n  hromada assign need 7 \
    UA18040190000029215")]
    Need {
        /// Number of the need, as `list needs` shows it
        number: i64,
        /// Codes or names of communities that have it
        #[arg(required_unless_present = "met_by", value_name = "CODE|NAME")]
        communities: Vec<String>,
        /// The held training or received delivery that met it; may be repeated; `none` takes back what was confirmed
        #[arg(long, value_name = "training:N|delivery:N|none", conflicts_with = "communities")]
        met_by: Vec<String>,
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
        Noun::Name { text, to, oblast } => name(&store, text, to, oblast.as_deref(), cx)?,
        Noun::Names { from } => return names(&store, from, cx),
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
            tell_links("training", *number, &assigned, cx);
        }
        Noun::Delivery { number, communities } => {
            let change = cx.change("assign", "delivery");
            let assigned = assign::record::<DeliveryValues>(&store, *number, communities, &change)?;
            tell_links("delivery", *number, &assigned, cx);
        }
        Noun::Need { number, communities, met_by } if met_by.is_empty() => {
            let assigned = assign::record::<NeedValues>(&store, *number, communities, &cx.change("assign", "need"))?;
            tell_links("need", *number, &assigned, cx);
        }
        Noun::Need { number, met_by, .. } if *met_by == ["none"] => {
            match assign::unmet(&store, *number, &cx.change("assign", "need"))? {
                (Some(change), known) => {
                    let known = known.join(", ");
                    cx.say(&format!("Change {change}: nobody says any longer that need {number} was met by {known}."));
                }
                (None, _) => cx.say(&format!("Nobody had confirmed what met need {number}; nothing was done.")),
            }
        }
        Noun::Need { number, met_by, .. } => {
            let met = assign::met_by(&store, *number, met_by, &cx.change("assign", "need"))?;
            if let Some(change) = met.change {
                cx.say(&format!("Change {change}: need {number} was met by {}.", met.by.join(", ")));
            }
            for doubt in &met.doubts {
                cx.say(&format!("warning: {doubt}; `hromada undo` takes the change back."));
            }
            if !met.already.is_empty() {
                cx.say(&format!("Confirmed before: {}.", met.already.join(", ")));
            }
        }
    }
    Ok(Done::Fully)
}

/// Says which links a person made.
fn tell_links(noun: &str, number: i64, assigned: &Assigned, cx: &Context) {
    if let Some(change) = assigned.change {
        cx.say(&format!("Change {change}: {noun} {number} linked to {}.", assigned.linked.join(", ")));
    }
    if !assigned.already.is_empty() {
        cx.say(&format!("Linked before: {}.", assigned.already.join(", ")));
    }
}

fn name(store: &Store, text: &str, to: &str, oblast: Option<&str>, cx: &Context) -> anyhow::Result<()> {
    let target = match to {
        "none" => NameTarget::None,
        community => NameTarget::Community(community.to_string()),
    };
    let decision = assign::name(store, text, &target, oblast, &cx.change("assign", "name"))?;
    let means = decision.code.as_deref().unwrap_or("no community");
    match decision.change {
        Some(change) => cx.say(&format!("Change {change}: `{text}` means {means}; {}.", told(&decision.tally))),
        None => cx.say(&format!("It was decided before that `{text}` means {means}; nothing waits for it.")),
    }
    Ok(())
}

/// `hromada assign topic`, `project` and `organisation`.
fn label(store: &Store, list: Label, noun: &'static str, args: &LabelArgs, cx: &Context) -> anyhow::Result<()> {
    let LabelArgs { text, to } = args;
    let decision = assign::label(store, list, text, to, &cx.change("assign", noun))?;
    let means = if to == "none" { "nothing".to_string() } else { format!("`{to}`") };
    match decision.change {
        Some(change) => {
            let mut moved = counted(decision.trainings as i64, "training", "trainings");
            if decision.others > 0 {
                moved = format!("{moved} and {}", counted(decision.others as i64, "other record", "other records"));
            }
            cx.say(&format!("Change {change}: the {noun} `{text}` means {means}; {moved} moved."));
        }
        None => cx.say(&format!("It was decided before that the {noun} `{text}` means {means}.")),
    }
    Ok(())
}

/// What a decision came to, in words.
fn told(tally: &Tally) -> String {
    let taken = match tally.unlinked {
        0 => String::new(),
        links => format!("{} of an earlier decision taken back, ", counted(links, "link", "links")),
    };
    let left = match tally.left {
        0 => String::new(),
        names => format!(
            "; {} on, for the row speaks of another place (`--oblast` decides there)",
            counted(names, "name waits", "names wait")
        ),
    };
    format!(
        "{} waiting {} decided, {taken}{} made{left}",
        tally.decided,
        plural(tally.decided, "name", "names"),
        counted(tally.linked, "link", "links")
    )
}

/// Takes a reviewed list of names; all or nothing.
fn names(store: &Store, file: &Path, cx: &Context) -> anyhow::Result<Done> {
    let options = sheet::Options { helper: std::env::current_exe().ok(), ..sheet::Options::default() };
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
    let change = NewChange { file: name, ..cx.change("assign", "names") };
    match assign::names(store, file, &options, &change)? {
        NamesDecided::Refused(bad) => {
            let rows: BTreeSet<u32> = bad.iter().map(|bad| bad.row).collect();
            let refused = Error::DecisionsRefused { file: file.to_path_buf(), rows: rows.len() };
            let count = bad.len();
            let problems: Vec<Problem> = bad.into_iter().map(problem).collect();
            message::problems(&file.display().to_string(), &problems, (count, 0), cx.errors_as_json());
            Err(refused.into())
        }
        NamesDecided::Taken { change, tally, open } => {
            let open = match open {
                0 => String::new(),
                rows => format!(
                    " {} without a code {} undecided.",
                    counted(rows as i64, "row", "rows"),
                    plural(rows as i64, "stays", "stay")
                ),
            };
            let made = tally.new + tally.changed;
            match change {
                Some(change) => cx.say(&format!(
                    "Change {change}: {}; {}.{open}",
                    counted(made, "decision", "decisions"),
                    told(&tally)
                )),
                None => cx.say(&format!("Nothing in the list is new; nothing was done.{open}")),
            }
            Ok(Done::Fully)
        }
    }
}

fn problem(bad: BadDecision) -> Problem {
    let BadDecision { sheet, row, column, value, reason } = bad;
    Problem { level: Level::Error, code: "bad_decision", sheet, row, column, value, reason, fix: None }
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
    for lapsed in &undone.lapsed {
        message::warn("need_unmet", &lapsed.reason(), &lapsed.fix(), cx.errors_as_json());
    }
    Ok(if undone.lapsed.is_empty() { Done::Fully } else { Done::WithFindings })
}

fn plural(count: i64, one: &'static str, many: &'static str) -> &'static str {
    if count == 1 { one } else { many }
}

fn counted(count: i64, one: &'static str, many: &'static str) -> String {
    format!("{count} {}", plural(count, one, many))
}
