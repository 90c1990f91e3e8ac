//! What a person typed → the thing that is meant, or a refusal that names what is near.

use super::{Label, Store};
use crate::{
    error::{Error, Result},
    model::{Theme, letters::fold},
};

/// A topic of the sheets, or a theme of the fixed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A topic.
    Topic(i64),
    /// A theme with all its topics.
    Theme(i64),
}

/// Words that people put after the name of an oblast, a raion or a community.
const NOUNS: [&str; 14] = [
    " область",
    " обл.",
    " обл",
    " oblast",
    " район",
    " р-н",
    " raion",
    " district",
    " міська громада",
    " селищна громада",
    " сільська громада",
    " громада",
    " тг",
    " community",
];

impl Store {
    /// The oblast with this code or name.
    pub fn find_oblast(&self, typed: &str) -> Result<i64> {
        self.find_place(typed, "oblast", "SELECT id, code, name FROM oblast WHERE ended_by IS NULL ORDER BY name_sort")
    }

    /// The raion with this code or name.
    pub fn find_raion(&self, typed: &str) -> Result<i64> {
        self.find_place(typed, "raion", "SELECT id, code, name FROM raion WHERE ended_by IS NULL ORDER BY name_sort")
    }

    /// The community with this code or present name.
    pub fn find_community(&self, typed: &str) -> Result<i64> {
        const SQL: &str = "SELECT id, code, name FROM community WHERE ended_by IS NULL ORDER BY name_sort, code";
        self.find_place(typed, "community", SQL)
    }

    /// The project with this name.
    pub fn find_project(&self, typed: &str) -> Result<i64> {
        self.find_label(Label::Project, "project", typed)
    }

    /// The donor or implementer with this name.
    pub fn find_organisation(&self, typed: &str) -> Result<i64> {
        self.find_label(Label::Organisation, "organisation", typed)
    }

    /// The topic with this name; else the theme with this name (in either language) or number.
    pub fn find_subject(&self, typed: &str) -> Result<Subject> {
        match (self.label(Label::Topic, typed)?, Theme::parse(typed)) {
            (Some(topic), _) => Ok(Subject::Topic(topic)),
            (None, Some(theme)) => Ok(Subject::Theme(i64::from(theme.number))),
            (None, None) => self.find_label(Label::Topic, "topic", typed).map(Subject::Topic),
        }
    }

    fn find_place(&self, typed: &str, noun: &str, sql: &str) -> Result<i64> {
        let places: Vec<(i64, String, String)> = self.rows(sql, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let wanted = fold(typed);
        let wanted = NOUNS.iter().find_map(|word| wanted.strip_suffix(word)).unwrap_or(&wanted).trim();
        let found: Vec<_> =
            places.iter().filter(|(_, code, name)| code.eq_ignore_ascii_case(wanted) || fold(name) == wanted).collect();
        match found.as_slice() {
            [(id, ..)] => Ok(*id),
            [] => Err(unknown(noun, typed, places.iter().map(|place| place.2.as_str()))),
            several => Err(Error::Usage {
                what: format!("`{typed}` is the name of {} {}", several.len(), plural(noun)),
                hint: format!(
                    "give the code: {}",
                    several.iter().map(|p| p.1.as_str()).collect::<Vec<_>>().join(" or ")
                ),
            }),
        }
    }

    /// The topic, project or organisation with this name.
    pub fn find_named(&self, label: Label, typed: &str) -> Result<i64> {
        let noun = match label {
            Label::Organisation => "organisation",
            Label::Project => "project",
            Label::Topic => "topic",
        };
        self.find_label(label, noun, typed)
    }

    fn find_label(&self, label: Label, noun: &str, typed: &str) -> Result<i64> {
        if let Some(id) = self.label(label, typed)? {
            return Ok(id);
        }
        let known = self.labels(label)?;
        Err(unknown(noun, typed, known.iter().map(|label| label.name.as_str())))
    }
}

fn plural(noun: &str) -> String {
    noun.strip_suffix('y').map_or_else(|| format!("{noun}s"), |stem| format!("{stem}ies"))
}

/// A refusal with the nearest known names.
fn unknown<'a>(noun: &str, typed: &str, known: impl Iterator<Item = &'a str>) -> Error {
    const NEAR: f64 = 0.75;
    let wanted = fold(typed);
    let mut near: Vec<(f64, &str)> = known.map(|name| (strsim::jaro_winkler(&fold(name), &wanted), name)).collect();
    near.sort_by(|one, other| other.0.total_cmp(&one.0));
    let near: Vec<_> = near
        .into_iter()
        .filter(|(likeness, _)| *likeness > NEAR)
        .take(3)
        .map(|(_, name)| format!("`{name}`"))
        .collect();
    let hint = match near.as_slice() {
        [] if matches!(noun, "oblast" | "raion" | "community") => "see `hromada list communities`".to_string(),
        [] => format!("see `hromada list {noun}s`"),
        near => format!("did you mean {}?", near.join(" or ")),
    };
    let a = if noun.starts_with(['o']) { "an" } else { "a" };
    Error::Usage { what: format!("`{typed}` is not {a} {noun} that this database knows"), hint }
}
