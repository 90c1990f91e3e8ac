//! The words of headings as data: which phrase means which field, in `headings.csv` beside this file.
//!
//! A phrase is matched word by word in any order. `*` stands for any ending. `?` before a phrase means "only when nothing better is
//! there". ` / ` parts a group from the heading below it. `+` begins the words that may stand beside the phrases of a field and
//! change nothing. `#` begins a tag of the Humanitarian Exchange Language.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{
    form::Form,
    heading::Heading,
    words::{Stem, Words, stems},
};
use crate::import::kind::FORMS;

/// The name of a field, as `headings.csv` has it.
pub type Field = &'static str;

/// What a person calls a column that is to be passed over.
pub const IGNORED: Field = "ignore";
/// Other words for fields, as people type them.
const OTHER_WORDS: [(&str, Field); 6] = [
    ("total", "participants"),
    ("new_participants", "new"),
    ("theme", "topic"),
    ("hromada", "community"),
    ("none", IGNORED),
    ("ignored", IGNORED),
];

/// The table of phrases.
const TABLE: &str = include_str!("headings.csv");

/// What headings of one noun mean, and what a person says that they mean.
#[derive(Debug)]
pub struct Vocabulary {
    table: &'static Phrases,
    /// Headings that a person explained.
    told: Vec<(Words, Field)>,
}

/// The phrases of all nouns, cut into words once.
static TABLES: LazyLock<Vec<Phrases>> = LazyLock::new(|| {
    let others = ["communities", "population"].map(|noun| Phrases::of(noun, None));
    FORMS.into_iter().map(|form| Phrases::of(form.noun, Some(form))).chain(others).collect()
});

/// The phrases for one noun.
#[derive(Debug, Default)]
struct Phrases {
    noun: &'static str,
    phrases: Vec<Phrase>,
    /// Which phrases begin with a letter.
    by_initial: FxHashMap<char, Vec<usize>>,
    fillers: Vec<Vec<Stem>>,
    /// Words that may stand beside the phrases of a field.
    beside: Vec<(Field, Vec<Vec<Stem>>)>,
    /// Fields in the order of the table, which is that of their weight.
    fields: Vec<Field>,
    tags: Vec<(Field, Vec<&'static str>)>,
    /// The table of a kind of record; `None` for tables of another sort.
    form: Option<&'static Form>,
}

#[derive(Debug)]
struct Phrase {
    field: Field,
    group: Vec<Stem>,
    stems: Vec<Stem>,
    weak: bool,
}

/// What a text may mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Meaning {
    /// The field.
    pub field: Field,
    /// Which part of the text the phrase accounts for; 1 = all of it.
    pub coverage: f32,
    /// Whether the phrase counts only when nothing better is there.
    pub weak: bool,
    /// How many words stand beside the phrase and cost nothing: of two phrases the one that needs fewer is meant.
    pub beside: usize,
}

impl Phrases {
    fn of(noun: &'static str, form: Option<&'static Form>) -> Phrases {
        let mut phrases = Phrases { noun, form, ..Phrases::default() };
        for line in TABLE.lines().skip(1) {
            let mut columns = line.splitn(3, ',');
            if let (Some(of), Some(field), Some(phrase)) = (columns.next(), columns.next(), columns.next())
                && (of == noun || of == "any" || (of == "records" && form.is_some()))
            {
                phrases.add(field, phrase);
            }
        }
        phrases
    }

    fn add(&mut self, field: Field, phrase: &'static str) {
        if field == "filler" {
            self.fillers.push(stems(phrase));
            return;
        }
        if phrase.starts_with('#') {
            self.tags.push((field, phrase.split(' ').collect()));
            return;
        }
        if !self.fields.contains(&field) {
            self.fields.push(field);
        }
        if let Some(words) = phrase.strip_prefix('+') {
            self.beside.push((field, words.split(' ').map(stems).collect()));
            return;
        }
        let (weak, phrase) = phrase.strip_prefix('?').map_or((false, phrase), |phrase| (true, phrase));
        let (group, leaf) = phrase.split_once(" / ").unwrap_or(("", phrase));
        let phrase = Phrase { field, group: stems(group), stems: stems(leaf), weak };
        if let Some(initial) = phrase.stems.first().and_then(Stem::initial) {
            self.by_initial.entry(initial).or_default().push(self.phrases.len());
            self.phrases.push(phrase);
        }
    }
}

impl Vocabulary {
    /// The phrases for a kind of record, or for `communities` or `population`; none for any other word.
    pub fn of(noun: &str) -> Vocabulary {
        static NONE: LazyLock<Phrases> = LazyLock::new(Phrases::default);
        let table = TABLES.iter().find(|table| table.noun == noun).unwrap_or_else(|| &*NONE);
        Vocabulary { table, told: Vec::new() }
    }

    /// Whether a heading has all that a table of records needs.
    pub(super) fn is_enough(&self, heading: &Heading) -> bool {
        self.table.form.is_some_and(|form| form.missing(heading).is_empty())
    }

    /// Whether a field counts, so that the columns below its group are parts of it.
    pub(super) fn counts(&self, field: Field) -> bool {
        self.table.form.is_some_and(|form| form.people.contains(&field))
    }

    /// All fields, the weightiest first.
    pub fn fields(&self) -> &[Field] {
        &self.table.fields
    }

    /// The field with a name that a person typed; [`IGNORED`] for a column that is to be passed over.
    pub fn field(&self, name: &str) -> Option<Field> {
        let name = name.trim().to_lowercase();
        let name = OTHER_WORDS.iter().find(|(word, _)| *word == name).map_or(name.as_str(), |(_, field)| field);
        self.table.fields.iter().chain(&[IGNORED]).find(|field| **field == name).copied()
    }

    /// The names of all fields that a person may type.
    pub fn names(&self) -> String {
        self.table.fields.iter().chain(&[IGNORED]).copied().collect::<Vec<_>>().join(", ")
    }

    /// Remembers what a person says that a heading means.
    pub fn tell(&mut self, heading: &str, field: Field) {
        self.told.push((Words::of(heading), field));
    }

    /// The field of a heading that a person explained.
    pub(super) fn told(&self, heading: &str) -> Option<Field> {
        if self.told.is_empty() {
            return None;
        }
        let words = Words::of(heading);
        self.told.iter().find(|(told, _)| *told == words).map(|(_, field)| *field)
    }

    /// The field of a tag such as `#adm3 +name`; the tag with most attributes in common decides.
    pub(super) fn field_of_tag(&self, tag: &str) -> Option<Field> {
        let given: Vec<String> = tag.to_lowercase().replace('+', " +").split_whitespace().map(str::to_string).collect();
        let fits = |tag: &[&str]| tag.iter().all(|part| given.iter().any(|given| given == part));
        self.table.tags.iter().filter(|(_, tag)| fits(tag)).max_by_key(|(_, tag)| tag.len()).map(|(field, _)| *field)
    }

    /// The tag that says that a column is for a field; `None` for a field that has none.
    pub(super) fn tag_of(&self, field: Field) -> Option<String> {
        self.table.tags.iter().find(|(known, _)| *known == field).map(|(_, parts)| parts.concat())
    }

    /// What a text may mean, the best phrase of each field.
    pub(super) fn meanings(&self, text: &Words) -> Vec<Meaning> {
        let mut found: Vec<Meaning> = Vec::new();
        if text.is_empty() || text.len() > 30 {
            return found;
        }
        let mut initials: Vec<char> = text.initials().collect();
        initials.sort_unstable();
        initials.dedup();
        let of = |initial: &char| self.table.by_initial.get(initial).map_or(&[][..], Vec::as_slice);
        for place in initials.iter().flat_map(of) {
            let Some(phrase) = self.table.phrases.get(*place).filter(|phrase| phrase.group.is_empty()) else {
                continue;
            };
            let Some(covered) = text.covered(&phrase.stems) else { continue };
            let coverage = self.coverage(text, &covered, phrase.field);
            let beside = covered.iter().filter(|covered| !**covered).count();
            let meaning = Meaning { field: phrase.field, coverage, weak: phrase.weak, beside };
            match found.iter_mut().find(|known| known.field == phrase.field && known.weak == phrase.weak) {
                Some(known) if known.coverage < coverage || (known.coverage == coverage && known.beside > beside) => {
                    *known = meaning;
                }
                Some(_) => {}
                None => found.push(meaning),
            }
        }
        found
    }

    /// The field of a heading below a group, when both together have a phrase of their own.
    pub(super) fn meaning_in_group(&self, group: &Words, leaf: &Words) -> Option<Field> {
        let all = |covered: Option<Vec<bool>>| covered.is_some_and(|covered| covered.iter().all(|word| *word));
        let fits = |phrase: &&Phrase| {
            !phrase.group.is_empty() && group.covered(&phrase.group).is_some() && all(leaf.covered(&phrase.stems))
        };
        self.table.phrases.iter().find(fits).map(|phrase| phrase.field)
    }

    /// Which part of the letters is covered; filler words and those that may stand beside cost nothing.
    fn coverage(&self, text: &Words, covered: &[bool], field: Field) -> f32 {
        let mut free = vec![false; covered.len()];
        if covered.iter().any(|covered| !covered) {
            let beside = self.table.beside.iter().filter(|beside| beside.0 == field).flat_map(|beside| &beside.1);
            for filler in self.table.fillers.iter().chain(beside).filter_map(|filler| text.covered(filler)) {
                free.iter_mut().zip(filler).for_each(|(free, filler)| *free |= filler);
            }
        }
        let (mut known, mut all) = (0usize, 0usize);
        for (word, (covered, free)) in covered.iter().zip(free).enumerate() {
            known += if *covered { text.length(word) } else { 0 };
            all += if *covered || !free { text.length(word) } else { 0 };
        }
        known as f32 / all.max(1) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_has_its_three_columns() {
        for line in TABLE.lines() {
            assert_eq!(line.matches(',').count(), 2, "{line}");
            assert!(!line.ends_with(',') && line.trim() == line, "{line}");
        }
    }

    #[test]
    fn a_heading_means_what_all_its_words_say() {
        let vocabulary = Vocabulary::of("trainings");
        let exact = |text: &str| -> Vec<Field> {
            let meanings = vocabulary.meanings(&Words::of(text));
            meanings
                .iter()
                .filter(|meaning| meaning.coverage > 0.99 && !meaning.weak)
                .map(|meaning| meaning.field)
                .collect()
        };
        for (text, field) in [
            ("Назва навчального заходу", "title"),
            ("К-сть учасників", "participants"),
            ("Учасників, осіб", "participants"),
            ("у т.ч. жінок", "women"),
            ("з них чоловіків", "men"),
            ("Громади-учасниці", "community"),
            ("Participants: women", "women"),
            ("start_date", "start"),
            ("training_id", "id"),
            ("№ з/п", "num"),
            ("Тривалість, год", "hours"),
        ] {
            assert_eq!(exact(text), [field], "{text}");
        }
        assert_eq!(exact("Кількість територіальних громад"), [] as [&str; 0]);
    }

    #[test]
    fn tags_are_known_by_their_attributes() {
        let vocabulary = Vocabulary::of("trainings");
        assert_eq!(vocabulary.field_of_tag("#adm3+code+v_katottg"), Some("code"));
        assert_eq!(vocabulary.field_of_tag("#adm3 +name +i_uk"), Some("community"));
        assert_eq!(vocabulary.field_of_tag("#reached+ind+new"), Some("new"));
        assert_eq!(vocabulary.field_of_tag("#unheard"), None);
        for field in vocabulary.fields().iter().chain(&[IGNORED]) {
            let tag = vocabulary.tag_of(field);
            assert_eq!(tag.and_then(|tag| vocabulary.field_of_tag(&tag)), Some(*field), "{field}");
        }
    }
}
