//! The command that explains a row of a report, ready to be pasted into a shell.

use super::{Selection, spot::apart_id};
use crate::{
    model::{Period, Quarter},
    report::coverage::Place,
    store::{CommunityRow, Level},
    table::Cell,
};

/// What all rows of a report have in common.
pub(in crate::report) struct Commands<'a> {
    /// Further options that the command needs, such as `--as-of 5`; already words.
    pub(in crate::report) options: &'a [String],
    /// Days of the report.
    pub(in crate::report) period: Period,
    /// Trainings of the report.
    pub(in crate::report) selection: &'a Selection,
    /// The oblast of the report, as typed.
    pub(in crate::report) oblast: Option<&'a str>,
    /// The communities of the report.
    pub(in crate::report) communities: &'a [CommunityRow],
}

impl Commands<'_> {
    /// The command of a row of a coverage report. `topic` and `quarter` are those of the row, where it is broken down by them;
    /// an inner `None` = no topic.
    pub(in crate::report) fn of_coverage(
        &self,
        place: Option<Place>,
        level: Level,
        topic: Option<Option<&str>>,
        quarter: Option<i64>,
    ) -> Cell {
        let mut words = vec!["hromada".to_string(), "report".into(), "explain".into(), "coverage".into()];
        words.extend(self.place(place, level));
        words.extend(self.days(quarter.and_then(Quarter::from_stored)));
        match topic {
            Some(None) => words.push("--no-topic".into()),
            Some(Some(topic)) => words.extend(option("--topic", Some(topic))),
            None => words.extend(option("--topic", self.selection.topic.as_deref())),
        }
        words.extend(option("--project", self.selection.project.as_deref()));
        words.extend(option("--donor", self.selection.donor.as_deref()));
        words.extend(option("--kind", self.selection.kind.map(|kind| kind.id().replace('_', "-")).as_deref()));
        words.extend(self.selection.with_aid.then(|| "--with-aid".to_string()));
        command(&words, self.options)
    }

    /// The command of a row of a report of gaps.
    pub(in crate::report) fn of_gap(&self, code: &str) -> Cell {
        let mut words = vec!["hromada".to_string(), "report".into(), "explain".into(), "gaps".into()];
        words.extend(option("--community", Some(code)));
        words.extend(self.days(None));
        words.extend(option("--topic", self.selection.topic.as_deref()));
        words.extend(self.selection.with_aid.then(|| "--with-aid".to_string()));
        command(&words, self.options)
    }

    fn place(&self, place: Option<Place>, level: Level) -> Vec<String> {
        let rows = match level {
            Level::Oblast => None,
            Level::Raion => Some("raion"),
            Level::Community => Some("community"),
        };
        match place {
            Some(Place::Territory(id)) => territory(id, level, self.communities),
            Some(place) => {
                let place = option("--place", Some(apart_id(place)));
                option("--rows", rows).into_iter().chain(option("--oblast", self.oblast)).chain(place).collect()
            }
            None if self.oblast.is_some() => option("--oblast", self.oblast),
            None => option("--rows", rows),
        }
    }

    /// The days of the report, or those of them that lie in one quarter.
    fn days(&self, quarter: Option<Quarter>) -> Vec<String> {
        let period = quarter.map_or(self.period, |quarter| Period {
            from: self.period.from.max(Some(quarter.first_day())),
            to: self.period.to.map_or(Some(quarter.last_day()), |to| Some(to.min(quarter.last_day()))),
        });
        match period {
            Period::ALWAYS => Vec::new(),
            period => option("--period", Some(&period.to_string())),
        }
    }
}

/// The option that names a territory. Kyiv and Sevastopol stand for themselves where other rows are raions.
fn territory(id: i64, level: Level, communities: &[CommunityRow]) -> Vec<String> {
    let find = |is: &dyn Fn(&&CommunityRow) -> bool| communities.iter().find(is);
    let code = |community: Option<&CommunityRow>| {
        option("--community", Some(&community.map_or(String::new(), |community| community.code.clone())))
    };
    match level {
        Level::Oblast => option("--oblast", find(&|one| one.oblast == id).map(|one| one.oblast_name.as_str())),
        Level::Raion if id < 0 => code(find(&|one| one.id == -id)),
        Level::Raion => option("--raion", find(&|one| one.raion == Some(id)).and_then(|one| one.raion_code.as_deref())),
        Level::Community => code(find(&|one| one.id == id)),
    }
}

/// A command as it is typed; `options` are further words of it.
pub(in crate::report) fn command(words: &[String], options: &[String]) -> Cell {
    let words: Vec<_> = words.iter().chain(options).map(|word| quoted(word)).collect();
    words.join(" ").into()
}

pub(in crate::report) fn option(name: &str, value: Option<&str>) -> Vec<String> {
    match value {
        None => Vec::new(),
        // What looks like an option is none when it stands behind `=`.
        Some(value) if value.starts_with('-') => vec![format!("{name}={value}")],
        Some(value) => vec![name.to_string(), value.to_string()],
    }
}

/// A word as a shell takes it; only what needs quotes gets them.
pub(in crate::report) fn quoted(word: &str) -> String {
    let plain = |sign: char| sign.is_alphanumeric() || "-_.:/=".contains(sign);
    match !word.is_empty() && word.chars().all(plain) {
        true => word.to_string(),
        false => format!("'{}'", word.replace('\'', r"'\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_only_where_a_shell_needs_it() {
        assert_eq!(quoted("Житомирська"), "Житомирська");
        assert_eq!(quoted("2020-Q4..2021-Q3"), "2020-Q4..2021-Q3");
        assert_eq!(quoted("Кам'янець $(rm)"), r"'Кам'\''янець $(rm)'");
        assert_eq!(quoted(""), "''");
    }
}
