//! Stories: what a person types and what the program says, whole commands in an empty folder.

mod assign;
mod codifier;
mod completions;
mod corrections;
mod failures;
mod history;
mod import;
mod labels;
mod list;
#[path = "../sheet_makers.rs"]
mod makers;
mod mapping;
mod migration;
mod population;
mod quality;
mod rejects;
mod report;
mod restated;
mod support;
