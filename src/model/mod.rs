//! The nouns: types and rules of the field. No input or output, no SQL, no printing.

mod code;
mod decision;
mod delivery;
mod item;
pub mod letters;
mod naming;
mod need;
mod old_code;
mod partnership;
mod period;
mod project;
mod register;
mod theme;
mod training;
mod wave;
mod whereabouts;
mod words;

pub use code::Code;
pub use decision::Decision;
pub use delivery::{AidCategory, DeliveryStatus};
pub use item::{asks_for_training, item_named};
pub use naming::{Core, is_slip};
pub use need::{NeedSource, NeedStatus, Urgency};
pub use old_code::OldCode;
pub use partnership::PartnershipKind;
pub use period::{Period, Precision, Quarter, Span};
pub use project::ProjectStatus;
pub use register::{
    Category, Community, CommunityKind, EMBEDDED_EARLIER, EMBEDDED_EDITION, FormerName, Oblast, Raion, Register,
    Settlement,
};
pub use theme::{THEMES, Theme};
pub use training::{Format, Status, TrainingKind};
pub use wave::wave_key;
pub use whereabouts::{PlaceIds, Whereabouts};
