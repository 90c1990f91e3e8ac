//! `hromada report community`: whose page, and of which days.

use clap::Args;

use crate::cli::args::PeriodArgs;

#[derive(Debug, Args)]
pub(super) struct CommunityArgs {
    /// The community, by code or name
    pub(super) community: String,
    #[command(flatten)]
    pub(super) period: PeriodArgs,
}
