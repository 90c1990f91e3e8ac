//! Stories: what a person types and what the program says, whole commands in an empty folder.

mod assign;
mod completions;
mod corrections;
mod failures;
mod import;
mod labels;
mod list;
mod mapping;
mod quality;
mod rejects;
mod report;
mod support;
