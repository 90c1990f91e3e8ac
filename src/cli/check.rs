//! `hromada check`: whether the database is whole, and a copy of it.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Done, context::Context};
use crate::report::{self, Checked};

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Write a copy to this file, even while others write, and check the copy; --force replaces a file
    #[arg(long, value_name = "FILE")]
    backup: Option<PathBuf>,
}

pub(super) fn run(args: &CheckArgs, cx: &Context) -> anyhow::Result<Done> {
    cx.check_answer(&[])?;
    let checked = match &args.backup {
        None => report::check(&cx.store()?)?,
        Some(file) => back_up(file, cx)?,
    };
    cx.print(&checked.table, &[])?;
    Ok(if checked.has_findings { Done::WithFindings } else { Done::Fully })
}

/// Copies the database and checks the copy. What SQLite itself cannot trust is no copy and takes no other's place.
fn back_up(file: &Path, cx: &Context) -> anyhow::Result<Checked> {
    cx.check_copy(file)?;
    let copy = cx.store()?.copy_to(file)?;
    let checked = report::check(&copy.open()?)?;
    let (name, database) = (file.display(), cx.db().display());
    if checked.is_damaged {
        cx.say(&format!("`{database}` is damaged, so `{name}` was not written."));
    } else {
        copy.name(cx.force())?;
        cx.say(&format!("Wrote `{name}`, a copy of `{database}`, and checked it."));
    }
    Ok(checked)
}
