//! Which column of a sheet does what for a record.

use super::{form::Form, heading::Heading, vocabulary::Field};
use crate::sheet::{
    letters,
    values::{Order, plain},
};

/// The columns that every kind of record has, by what they do; `None` where the sheet has none. A kind's own columns are its own.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct Columns {
    /// What a record is known by: the title of an event, the item of a delivery.
    pub title: Option<usize>,
    /// The column of the first day, or of all days.
    pub start: Option<usize>,
    /// All columns of days.
    pub days: Vec<usize>,
    pub project: Option<usize>,
    pub oblast: Option<usize>,
    pub raion: Option<usize>,
    pub community_kind: Option<usize>,
    pub code: Option<usize>,
    pub community: Option<usize>,
    /// Letters of the column of communities, or of codes where there is no other.
    pub community_letters: String,
    /// Columns that count people.
    pub people: Vec<usize>,
    /// Columns of amounts, which may have a fraction.
    pub amounts: Vec<usize>,
    /// Columns that rows of sums are held against: all people, women, men.
    pub sums: [Option<usize>; 3],
    /// All of the kind's columns whose errors matter.
    pub used: Vec<usize>,
}

impl Columns {
    /// Takes the columns that a heading names.
    pub(super) fn of(heading: &Heading, form: &Form) -> Columns {
        let column = |field: &Field| heading.column(field);
        let ignored = ["num", "notes", "rejection"];
        let is_used = |field: &&str| !ignored.contains(field);
        let used = heading.columns.iter().filter(|known| known.field.as_ref().is_some_and(is_used));
        let mut sums = [None; 3];
        sums.iter_mut().zip(form.sums).for_each(|(sum, field)| *sum = column(field));
        let mut columns = Columns {
            title: form.title.iter().find_map(column),
            start: form.start.iter().find_map(column),
            days: form.days.iter().filter_map(column).collect(),
            project: column(&"project"),
            oblast: column(&"oblast"),
            raion: column(&"raion"),
            community_kind: column(&"community_kind"),
            code: column(&"code"),
            community: column(&"community"),
            people: form.people.iter().filter_map(column).collect(),
            amounts: form.amounts.iter().filter_map(column).collect(),
            sums,
            used: used.map(|known| known.column).collect(),
            ..Columns::default()
        };
        columns.community_letters =
            columns.community.or(columns.code).or(columns.oblast).map(letters).unwrap_or_default();
        columns
    }

    /// Columns that say what the record is: all but place, people and those that are ignored.
    pub(super) fn of_event(&self) -> Vec<usize> {
        let place = [self.oblast, self.raion, self.community_kind, self.code, self.community];
        let is_event = |column: &usize| !place.contains(&Some(*column)) && !self.people.contains(column);
        self.used.iter().copied().filter(is_event).collect()
    }
}

/// The columns that only trainings have; `None` where the sheet has none.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct TrainingColumns {
    pub id: Option<usize>,
    pub donor: Option<usize>,
    pub implementer: Option<usize>,
    pub topic: Option<usize>,
    pub kind: Option<usize>,
    pub format: Option<usize>,
    pub status: Option<usize>,
    pub end: Option<usize>,
    /// All days, where another column holds the first.
    pub date: Option<usize>,
    pub hours: Option<usize>,
    /// How many minutes a bare number in the column of hours means; `None` when it counts days.
    pub hours_unit: Option<u32>,
    pub audience: Option<usize>,
    pub language: Option<usize>,
    pub place: Option<usize>,
    pub link: Option<usize>,
    pub total: Option<usize>,
    /// Which of two bare numbers in the column of all people counts the women.
    pub sexes: Option<Order>,
    pub new: Option<usize>,
    pub women: Option<usize>,
    pub men: Option<usize>,
}

impl TrainingColumns {
    /// Takes the columns that a heading names.
    pub(in crate::import) fn of(heading: &Heading) -> TrainingColumns {
        let column = |field| heading.column(field);
        TrainingColumns {
            id: column("id"),
            donor: column("donor"),
            implementer: column("implementer"),
            topic: column("topic"),
            kind: column("kind"),
            format: column("format"),
            status: column("status"),
            end: column("end"),
            date: column("date").filter(|_| heading.has("start")),
            hours: column("hours"),
            hours_unit: unit(heading.text("hours")),
            audience: column("audience"),
            language: column("language"),
            place: column("place"),
            link: column("link"),
            total: column("participants"),
            sexes: sexes(heading.text("participants")),
            new: column("new"),
            women: column("women"),
            men: column("men"),
        }
    }
}

/// The order in which a heading such as "Учасники (жінки/чоловіки)" names women and men.
fn sexes(heading: &str) -> Option<Order> {
    let heading = plain(heading);
    let mut words = heading.split(|letter: char| !letter.is_alphabetic());
    let is_women = |word: &str| {
        matches!(word, "ж" | "f" | "w") || word.starts_with("жін") || word == "women" || word.starts_with("female")
    };
    let is_men = |word: &str| matches!(word, "ч" | "m" | "men") || word.starts_with("чол") || word.starts_with("male");
    let first = words.find(|word| is_women(word) || is_men(word))?;
    let order = if is_women(first) { Order::WomenFirst } else { Order::MenFirst };
    words.any(|word| if order == Order::WomenFirst { is_men(word) } else { is_women(word) }).then_some(order)
}

/// What a bare number means under this heading of hours, in minutes.
fn unit(heading: &str) -> Option<u32> {
    let heading = plain(heading);
    let has = |stems: &[&str]| {
        heading
            .split(|letter: char| !letter.is_alphabetic())
            .any(|word| stems.iter().any(|stem| word.starts_with(stem)))
    };
    if has(&["год", "hour", "hrs"]) {
        Some(60)
    } else if has(&["хв", "min"]) {
        Some(1)
    } else if has(&["дн", "ден", "day"]) {
        None
    } else {
        Some(60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heading_says_who_comes_first() {
        let orders = ["Учасники (жінки/чоловіки)", "Participants (m/f)", "Учасники", "Учасники (жінки)"].map(sexes);
        assert_eq!(orders, [Some(Order::WomenFirst), Some(Order::MenFirst), None, None]);
    }

    #[test]
    fn the_heading_tells_the_unit_of_a_bare_number() {
        let units = ["Тривалість, год", "Тривалість (хв)", "Тривалість, днів", "Duration", "Duration, days"].map(unit);
        assert_eq!(units, [Some(60), Some(1), None, Some(60), None]);
    }
}
