//! Stories: what a person types and what the program says, whole commands in an empty folder.

mod aid;
mod assign;
mod cases;
mod check;
mod codifier;
mod completions;
mod corrections;
mod doubtful_aid;
mod doubts;
mod failures;
#[path = "../crash/first_version.rs"]
mod first_version;
mod history;
mod import;
mod labels;
mod ledger;
mod list;
#[path = "../sheet_makers.rs"]
mod makers;
mod mapping;
mod migration;
mod needs;
mod population;
mod programmes;
mod quality;
mod records;
mod rejects;
mod report;
mod restated;
mod support;
