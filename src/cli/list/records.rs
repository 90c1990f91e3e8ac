//! `hromada list deliveries`, `needs` ...: which records are wanted.

use clap::{Args, ValueEnum};

use crate::{
    cli::args::PeriodArgs,
    error::Result,
    list::RecordQuestion,
    model::{AidCategory, DeliveryStatus, NeedStatus},
};

/// What narrows a list of records of any kind.
#[derive(Debug, Args)]
pub(super) struct RecordArgs {
    #[command(flatten)]
    period: PeriodArgs,
    /// Only this oblast, by name or code
    #[arg(long)]
    oblast: Option<String>,
    /// Only this raion, by name or code
    #[arg(long)]
    raion: Option<String>,
    /// Only this community, by code or name
    #[arg(long)]
    community: Option<String>,
    /// Only this project
    #[arg(long)]
    project: Option<String>,
    /// Only this donor
    #[arg(long)]
    donor: Option<String>,
    /// Only titles that hold these words
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,
    /// Only those with names that wait for a person
    #[arg(long)]
    waiting: bool,
    /// Only the one with this number
    number: Option<i64>,
}

/// What narrows a list of deliveries.
#[derive(Debug, Args)]
pub(super) struct DeliveryArgs {
    #[command(flatten)]
    records: RecordArgs,
    /// Only this kind of aid
    #[arg(long, value_enum)]
    category: Option<CategoryArg>,
    /// Only what has come so far
    #[arg(long, value_enum)]
    status: Option<DeliveryStatusArg>,
}

/// What narrows a list of needs.
#[derive(Debug, Args)]
pub(super) struct NeedArgs {
    #[command(flatten)]
    records: RecordArgs,
    /// Only this topic, or the topics of this theme
    #[arg(long)]
    topic: Option<String>,
    /// Only this kind of aid
    #[arg(long, value_enum)]
    category: Option<CategoryArg>,
    /// Only what has come so far
    #[arg(long, value_enum)]
    status: Option<NeedStatusArg>,
}

/// The kinds of aid.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum CategoryArg {
    It,
    Power,
    Vehicles,
    Furniture,
    ServiceCentre,
    Construction,
    Grant,
    Relief,
    Other,
}

impl From<CategoryArg> for AidCategory {
    fn from(category: CategoryArg) -> AidCategory {
        match category {
            CategoryArg::It => AidCategory::It,
            CategoryArg::Power => AidCategory::Power,
            CategoryArg::Vehicles => AidCategory::Vehicles,
            CategoryArg::Furniture => AidCategory::Furniture,
            CategoryArg::ServiceCentre => AidCategory::ServiceCentre,
            CategoryArg::Construction => AidCategory::Construction,
            CategoryArg::Grant => AidCategory::Grant,
            CategoryArg::Relief => AidCategory::Relief,
            CategoryArg::Other => AidCategory::Other,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum DeliveryStatusArg {
    Planned,
    Sent,
    Received,
    Returned,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum NeedStatusArg {
    Applied,
    Selected,
    Rejected,
    Met,
    Withdrawn,
}

impl RecordArgs {
    /// The question as typed.
    pub(super) fn question(&self) -> Result<RecordQuestion> {
        Ok(RecordQuestion {
            period: self.period.period()?,
            oblast: self.oblast.clone(),
            raion: self.raion.clone(),
            community: self.community.clone(),
            project: self.project.clone(),
            donor: self.donor.clone(),
            topic: None,
            category: None,
            status: None,
            text: self.text.clone(),
            waiting: self.waiting,
            number: self.number,
        })
    }
}

impl DeliveryArgs {
    /// The question as typed.
    pub(super) fn question(&self) -> Result<RecordQuestion> {
        let status = self.status.map(|status| match status {
            DeliveryStatusArg::Planned => DeliveryStatus::Planned,
            DeliveryStatusArg::Sent => DeliveryStatus::Sent,
            DeliveryStatusArg::Received => DeliveryStatus::Received,
            DeliveryStatusArg::Returned => DeliveryStatus::Returned,
        });
        let question = self.records.question()?;
        Ok(RecordQuestion {
            category: self.category.map(Into::into),
            status: status.map(DeliveryStatus::id),
            ..question
        })
    }
}

impl NeedArgs {
    /// The question as typed.
    pub(super) fn question(&self) -> Result<RecordQuestion> {
        let status = self.status.map(|status| match status {
            NeedStatusArg::Applied => NeedStatus::Applied,
            NeedStatusArg::Selected => NeedStatus::Selected,
            NeedStatusArg::Rejected => NeedStatus::Rejected,
            NeedStatusArg::Met => NeedStatus::Met,
            NeedStatusArg::Withdrawn => NeedStatus::Withdrawn,
        });
        Ok(RecordQuestion {
            topic: self.topic.clone(),
            category: self.category.map(Into::into),
            status: status.map(NeedStatus::id),
            ..self.records.question()?
        })
    }
}
