//! The clock: today, and the time that the ledger writes down. `HROMADA_NOW` sets it, for tests and repeatable runs.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Context as _;
use jiff::{ToSpan, civil::Date};

/// A moment, UTC.
#[derive(Clone, Debug)]
pub(super) struct Moment {
    /// The day.
    pub(super) day: Date,
    /// `YYYY-MM-DDTHH:MM:SSZ`.
    pub(super) text: String,
}

/// Now, by the system's clock or `HROMADA_NOW` (`2026-11-22T06:00:00Z`).
pub(super) fn now() -> anyhow::Result<Moment> {
    if let Ok(set) = std::env::var("HROMADA_NOW") {
        let day = set.get(..10).and_then(|day| day.parse().ok());
        let day = day.filter(|_| set.len() == 20).with_context(|| format!("HROMADA_NOW `{set}` is not a time"))?;
        return Ok(Moment { day, text: set });
    }
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() as i64);
    let epoch = Date::constant(1970, 1, 1);
    let day = epoch.checked_add((seconds / 86_400).days()).context("the system's clock is out of all time")?;
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    Ok(Moment { day, text: format!("{day}T{hour:02}:{minute:02}:{second:02}Z") })
}
