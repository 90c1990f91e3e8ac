//! What people write into cells: days and periods, counts of people, money, quantities, lengths of time, and the many words for "not given".
//!
//! Each reader tells three things apart: nothing was given, something was given and understood, something was given that cannot
//! be read. The last is a [`Fault`] and never a guess.

mod count;
mod dates;
mod decimal;
mod duration;
mod money;
mod people;
mod plain;
mod quantity;
mod signs;

pub use count::count;
pub use dates::{Days, Exactness, Slashed, Window, days, period_in, slashed};
pub use duration::minutes;
pub use money::{Money, MoneyUnit, money};
pub use people::{Order, People, people};
pub use plain::{is_unknown, plain};
pub use quantity::{Quantity, quantity, unit};
pub use signs::{Part, Signs, Told, signs_told};

/// Why a value that was given cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong, as the end of a sentence about the value.
    pub reason: String,
    /// How to mend it, where that is known.
    pub fix: Option<&'static str>,
}

impl Fault {
    /// A fault with its mending.
    pub fn new(reason: impl Into<String>, fix: &'static str) -> Fault {
        Fault { reason: reason.into(), fix: Some(fix) }
    }
}
