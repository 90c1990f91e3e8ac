//! Projects, topics and organisations of a file: known ones by decision, name or core of the name; new ones entered and said.

use rustc_hash::FxHashMap;

use super::{Level, Problem, Problems, reading::Heading};
use crate::{
    error::Result,
    model::{Core, Theme, is_slip, letters::fold},
    sheet::letters,
    store::{Label, Store, Writing},
};

/// Most rows under which a name is rare, and how many times as many a frequent one has.
const RARE: u32 = 2;
const FREQUENT: u32 = 3;
/// Most rare names of a list that are compared with the others.
const COMPARED: usize = 200;
/// Names that a notice shows.
const SHOWN: usize = 5;

/// The lists in the order of their places.
const LISTS: [(Label, &str); 3] =
    [(Label::Project, "project"), (Label::Topic, "topic"), (Label::Organisation, "organisation")];

/// The names of a file, and those that the database knows.
pub(super) struct Labels {
    lists: [List; 3],
    /// Where the columns of the sheet that is being read stand: of projects, topics, donors or implementers.
    sheet: String,
    columns: [String; 3],
}

#[derive(Default)]
struct List {
    decided: FxHashMap<String, (Option<i64>, i64)>,
    known: Vec<Known>,
    /// Places among the known by what they can be found by: their folded name and the keys of their core.
    by_key: FxHashMap<String, Vec<usize>>,
    /// Texts of this file.
    asked: FxHashMap<String, Asked>,
}

/// A name that is known.
struct Known {
    id: i64,
    name: String,
    fold: String,
    core: Core,
}

/// A text of this file.
struct Asked {
    id: Option<i64>,
    rows: u32,
    /// Whether the database did not know it.
    new: bool,
    /// The name that it was taken for although it is written otherwise.
    taken_for: Option<String>,
    /// Where it stands first.
    place: (String, String, u32),
}

impl Labels {
    /// Learns what the database knows.
    pub(super) fn new(store: &Store) -> Result<Labels> {
        let mut lists: [List; 3] = Default::default();
        for (list, (label, _)) in lists.iter_mut().zip(LISTS) {
            list.decided = store.label_decisions(label)?.into_iter().collect();
            for row in store.labels(label)? {
                list.learn(row.id, &row.name);
            }
        }
        Ok(Labels { lists, sheet: String::new(), columns: Default::default() })
    }

    /// Takes note of the sheet that is read next.
    pub(super) fn enter(&mut self, sheet: &str, heading: &Heading) {
        self.sheet = sheet.to_string();
        let column =
            |fields: &[&str]| fields.iter().find_map(|field| heading.column(field)).map(letters).unwrap_or_default();
        self.columns = [column(&["project"]), column(&["topic"]), column(&["donor", "implementer"])];
    }

    /// The number of what a text of a row means; a name met for the first time is entered. `None` = it means nothing.
    pub(super) fn id(
        &mut self,
        writing: &Writing<'_>,
        label: Label,
        text: &str,
        row: u32,
        change: i64,
    ) -> Result<Option<i64>> {
        let place = LISTS.iter().position(|list| list.0 == label).unwrap_or_default();
        let (Some(list), Some(column)) = (self.lists.get_mut(place), self.columns.get(place)) else { return Ok(None) };
        if text.is_empty() {
            return Ok(None);
        }
        if let Some(asked) = list.asked.get_mut(text) {
            asked.rows += 1;
            return Ok(asked.id);
        }
        let place = (self.sheet.clone(), column.clone(), row);
        let mut asked = Asked { id: None, rows: 1, new: false, taken_for: None, place };
        if let Some((decided, by)) = list.decided.get(&fold(text)) {
            asked.id = *decided;
            writing.rest_on(change, *by)?;
        } else if let Some(known) = list.find(label, text) {
            let otherwise = known.fold != fold(text);
            (asked.id, asked.taken_for) = (Some(known.id), otherwise.then(|| known.name.clone()));
        } else {
            let (id, new) = writing.label(label, text, change)?;
            (asked.id, asked.new) = (Some(id), new);
            list.learn(id, text);
        }
        let id = asked.id;
        list.asked.insert(text.to_string(), asked);
        Ok(id)
    }

    /// Says which names are new and which were taken for others.
    pub(super) fn notices(&self) -> Vec<String> {
        let mut notices = Vec::new();
        for (list, (label, noun)) in self.lists.iter().zip(LISTS) {
            let mut new: Vec<(&str, &Asked)> =
                list.asked.iter().filter(|(_, asked)| asked.new).map(|(text, asked)| (text.as_str(), asked)).collect();
            new.sort_by_key(|(_, asked)| asked.id);
            let names: Vec<String> = new.iter().take(SHOWN).map(|(text, _)| format!("`{text}`")).collect();
            let more = new.len().saturating_sub(SHOWN);
            let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
            let plural = if new.len() == 1 { "" } else { "s" };
            if !new.is_empty() {
                notices.push(format!("{} new {noun}{plural}: {}{rest}", new.len(), names.join(", ")));
            }
            if label == Label::Topic {
                notices.extend(without_theme(new.iter().map(|(text, _)| *text)));
            }
            let taken = list.asked.iter().filter_map(|(text, asked)| Some((text, asked.taken_for.as_ref()?)));
            let mut taken: Vec<_> =
                taken.map(|(text, name)| format!("`{text}` was taken for the {noun} `{name}`")).collect();
            taken.sort();
            notices.extend(taken);
        }
        notices
    }

    /// Warns of new names that hardly a row has and that are a letter or two away from a frequent or older one.
    pub(super) fn report_rare(&self, problems: &mut Problems) {
        for (list, (_, noun)) in self.lists.iter().zip(LISTS) {
            let mut rare: Vec<(&String, &Asked)> =
                list.asked.iter().filter(|(_, asked)| asked.new && asked.rows <= RARE).collect();
            rare.sort_by_key(|(_, asked)| asked.id);
            for (text, asked) in rare.into_iter().take(COMPARED) {
                let Some(usual) = list.usual(text, asked) else { continue };
                let (sheet, column, row) = asked.place.clone();
                problems.push(Problem {
                    level: Level::Warning,
                    code: "rare_spelling",
                    sheet,
                    row,
                    column,
                    value: text.clone(),
                    reason: format!(
                        "`{text}` is nearly the {noun} `{usual}`, which is usual, and was entered as a new one"
                    ),
                    fix: Some(format!(
                        "if they are one: hromada assign {noun} '{}' --to '{}'",
                        text.replace('\'', "’"),
                        usual.replace('\'', "’")
                    )),
                });
            }
        }
    }
}

/// A sentence on new topics of which nobody knows the theme.
fn without_theme<'t>(new: impl Iterator<Item = &'t str>) -> Option<String> {
    let open: Vec<&str> = new.filter(|topic| Theme::of_topic(topic).is_none()).collect();
    let names: Vec<String> = open.iter().take(SHOWN).map(|topic| format!("`{topic}`")).collect();
    let rest = if open.len() > SHOWN { format!(" and {} more", open.len() - SHOWN) } else { String::new() };
    (!open.is_empty()).then(|| {
        format!(
            "of no theme of the list yet: {}{rest}; `hromada assign topic TOPIC --to THEME` gives one",
            names.join(", ")
        )
    })
}

impl List {
    /// Takes in a name.
    fn learn(&mut self, id: i64, name: &str) {
        let known = Known { id, name: name.to_string(), fold: fold(name), core: Core::of(name) };
        for key in known.core.keys().chain([known.fold.clone()]) {
            self.by_key.entry(key).or_default().push(self.known.len());
        }
        self.known.push(known);
    }

    fn under(&self, key: &str) -> impl Iterator<Item = &Known> {
        let places = self.by_key.get(key).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|place| self.known.get(*place))
    }

    /// The known name that a text means; `None` where it may mean several.
    fn find(&self, label: Label, text: &str) -> Option<&Known> {
        let folded = fold(text);
        if let Some(same) = self.under(&folded).find(|known| known.fold == folded) {
            return Some(same);
        }
        let core = Core::of(text);
        let mut found: Option<&Known> = None;
        for key in core.keys() {
            for known in self.under(&key) {
                let same = match label {
                    Label::Topic => core.has_same_words(&known.core),
                    Label::Project | Label::Organisation => core.is_same(&known.core),
                };
                if same && found.is_some_and(|found| found.id != known.id) {
                    return None;
                }
                found = if same { Some(known) } else { found };
            }
        }
        found
    }

    /// The usual name that a rare one is near to.
    fn usual(&self, text: &str, asked: &Asked) -> Option<&str> {
        let folded = fold(text);
        let length = folded.chars().count();
        let near = |known: &&Known| {
            Some(known.id) != asked.id
                && known.fold.len().abs_diff(folded.len()) <= 4
                && known.fold.chars().count().abs_diff(length) <= 2
        };
        let rows = |name: &str| self.asked.get(name).map(|asked| (asked.new, asked.rows));
        let is_usual = |name: &str| rows(name).is_none_or(|(new, rows)| !new || rows >= asked.rows * FREQUENT);
        let mut near = self.known.iter().filter(near).filter(|known| is_usual(&known.name));
        near.find(|known| is_slip(&known.name, text)).map(|known| known.name.as_str())
    }
}
