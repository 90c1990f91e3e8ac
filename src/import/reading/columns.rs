//! Which column of a sheet holds which field of a training.

use super::heading::Heading;
use crate::sheet::{
    letters,
    values::{Order, plain},
};

/// The columns of a sheet of trainings; `None` where the sheet has none.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub(super) struct Columns {
    pub id: Option<usize>,
    pub title: Option<usize>,
    pub project: Option<usize>,
    pub donor: Option<usize>,
    pub implementer: Option<usize>,
    pub topic: Option<usize>,
    pub kind: Option<usize>,
    pub format: Option<usize>,
    pub status: Option<usize>,
    /// The column of the first day, or of all days.
    pub start: Option<usize>,
    pub end: Option<usize>,
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
    pub oblast: Option<usize>,
    pub raion: Option<usize>,
    pub community_kind: Option<usize>,
    pub code: Option<usize>,
    pub community: Option<usize>,
    /// Letters of the column of communities, or of codes where there is no other.
    pub community_letters: String,
    /// All of these columns whose errors matter.
    pub used: Vec<usize>,
}

impl Columns {
    /// Takes the columns that a heading names.
    pub(super) fn of(heading: &Heading) -> Columns {
        let column = |field| heading.column(field);
        let text = |field| {
            heading.columns.iter().find(|known| known.field == Some(field)).map_or("", |known| known.text.as_str())
        };
        let ignored = ["num", "notes", "rejection"];
        let mut columns = Columns {
            id: column("id"),
            title: column("title"),
            project: column("project"),
            donor: column("donor"),
            implementer: column("implementer"),
            topic: column("topic"),
            kind: column("kind"),
            format: column("format"),
            status: column("status"),
            start: column("start").or(column("date")),
            end: column("end"),
            hours: column("hours"),
            hours_unit: unit(text("hours")),
            audience: column("audience"),
            language: column("language"),
            place: column("place"),
            link: column("link"),
            total: column("participants"),
            sexes: sexes(text("participants")),
            new: column("new"),
            women: column("women"),
            men: column("men"),
            oblast: column("oblast"),
            raion: column("raion"),
            community_kind: column("community_kind"),
            code: column("code"),
            community: column("community"),
            ..Columns::default()
        };
        let is_used = |field: &&str| !ignored.contains(field);
        columns.used = heading
            .columns
            .iter()
            .filter(|known| known.field.as_ref().is_some_and(is_used))
            .map(|known| known.column)
            .collect();
        columns.community_letters =
            columns.community.or(columns.code).or(columns.oblast).map(letters).unwrap_or_default();
        columns
    }

    /// Columns that say what the event is: all but place, people and those that are ignored.
    pub(super) fn of_event(&self) -> Vec<usize> {
        let place = [self.oblast, self.raion, self.community_kind, self.code, self.community];
        let people = self.of_people();
        let is_event = |column: &usize| !place.contains(&Some(*column)) && !people.contains(column);
        self.used.iter().copied().filter(is_event).collect()
    }

    /// Columns that count people.
    pub(super) fn of_people(&self) -> Vec<usize> {
        [self.total, self.new, self.women, self.men].into_iter().flatten().collect()
    }

    /// What a sheet of trainings lacks to be read: fields, each also in words.
    pub(super) fn missing(&self) -> Vec<(&'static str, &'static str)> {
        let mut missing = Vec::new();
        if self.title.is_none() {
            missing.push(("title", "the title of the event"));
        }
        if self.start.is_none() {
            missing.push(("start", "its date"));
        }
        if self.community.is_none() && self.code.is_none() && self.oblast.is_none() {
            missing.push(("community", "the community or oblast"));
        }
        missing
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
