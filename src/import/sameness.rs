//! Whether a row with the key of a record tells of it again or of another one: aid of one kind comes to a community in spring and in
//! autumn, and a community asks twice for one thing. Another day makes another record; a day that nobody said leaves it open, and
//! then equal amounts tell.

use super::kind::Kinship;
use crate::store::Base;

/// A day, and how exactly it was said.
pub(super) type Said<'d> = (Option<&'d str>, Option<&'d str>);

/// How the days of two records stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Days {
    Same,
    Other,
    /// Nobody said what could be compared, or not exactly enough.
    Open,
}

impl Days {
    /// Compares days of one sort.
    pub(super) fn of((one, one_precision): Said<'_>, (other, other_precision): Said<'_>) -> Days {
        let (Some(one), Some(other)) = (one, other) else { return Days::Open };
        if one == other {
            return Days::Same;
        }
        // Of two days of which one is only known to the month, or more vaguely, the beginnings tell.
        let vaguely = match (one_precision, other_precision) {
            (None, None) => return Days::Other,
            (None | Some("month"), None | Some("month")) => "2021-03".len(),
            _ => "2021".len(),
        };
        if one.get(..vaguely) == other.get(..vaguely) { Days::Open } else { Days::Other }
    }

    /// What several comparisons come to: one other day makes another record, whatever the rest says.
    pub(super) fn all(days: impl IntoIterator<Item = Days>) -> Days {
        days.into_iter().fold(Days::Open, |all, days| match (all, days) {
            (Days::Other, _) | (_, Days::Other) => Days::Other,
            (Days::Same, _) | (_, Days::Same) => Days::Same,
            _ => Days::Open,
        })
    }

    /// How a row stands to a record, where `amounts_agree` says whether neither tells another amount.
    pub(super) fn kinship(self, amounts_agree: bool) -> Kinship {
        match self {
            Days::Other => Kinship::Another,
            Days::Open if !amounts_agree => Kinship::Unclear,
            _ => Kinship::Corrects,
        }
    }
}

/// The day by which a record counts, as it was said.
pub(super) fn counted_day(base: &Base) -> Said<'_> {
    (base.dated.as_deref(), base.date_precision)
}

/// Whether two amounts do not contradict each other.
pub(super) fn agree<T: PartialEq>(one: &Option<T>, other: &Option<T>) -> bool {
    one.is_none() || other.is_none() || one == other
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_day_is_another_record_unless_one_is_vague() {
        let day = |day, precision| (Some(day), precision);
        let exact = day("2023-01-10", None);
        for (other, days) in [
            (day("2023-01-10", None), Days::Same),
            (day("2023-04-10", None), Days::Other),
            (day("2023-01-01", Some("month")), Days::Open),
            (day("2023-02-01", Some("month")), Days::Other),
            (day("2023-01-01", Some("year")), Days::Open),
            ((None, None), Days::Open),
        ] {
            assert_eq!(Days::of(exact, other), days, "{other:?}");
            assert_eq!(Days::of(other, exact), days, "{other:?}");
        }
        assert_eq!(Days::all([Days::Same, Days::Open, Days::Other]), Days::Other);
        assert_eq!(Days::all([Days::Open, Days::Same]), Days::Same);
    }
}
