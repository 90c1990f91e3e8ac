//! When two texts are one project, topic or organisation although they are written differently.

use super::letters::fold;

/// Words that say what a thing is, not which.
const GENERIC: [&str; 29] = [
    "програма",
    "програми",
    "програмою",
    "програмі",
    "проєкт",
    "проєкту",
    "проєктом",
    "проєкті",
    "проект",
    "проекту",
    "проектом",
    "проекті",
    "мтд",
    "міжнародної",
    "технічної",
    "допомоги",
    "project",
    "programme",
    "program",
    "the",
    "го",
    "бо",
    "бф",
    "мбо",
    "гс",
    "тов",
    "ngo",
    "llc",
    "ltd",
];
/// Words that name who pays: beside the name of a project they do not tell which one it is.
const PAYERS: [&str; 12] = ["usaid", "giz", "sida", "undp", "проон", "юсаід", "eu", "єс", "sdc", "deza", "usa", "сша"];
/// Shortest abbreviation that tells a project or an organisation by itself.
const SHORTEST: usize = 3;

/// What a name comes down to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Core {
    /// Its words without those that say nothing.
    words: String,
    /// The one abbreviation in it, such as `u-lead`.
    abbreviation: Option<String>,
    /// Numbers in it, Roman ones too: phase II is not phase I.
    numbers: Vec<String>,
}

impl Core {
    /// The core of a name as written.
    pub fn of(name: &str) -> Core {
        let words = words(name);
        let telling: Vec<&String> = words.iter().filter(|word| !GENERIC.contains(&word.as_str())).collect();
        let own: Vec<&String> = telling.iter().copied().filter(|word| !PAYERS.contains(&word.as_str())).collect();
        let kept = if own.is_empty() { &telling } else { &own };
        let mut abbreviations: Vec<String> = name
            .split(|sign: char| !(sign.is_alphanumeric() || sign == '-' || sign == '‑'))
            .filter(|word| is_abbreviation(word))
            .map(fold)
            .filter(|word| !GENERIC.contains(&word.as_str()))
            .filter(|word| !PAYERS.contains(&word.as_str()) || own.is_empty())
            .collect();
        abbreviations.sort();
        abbreviations.dedup();
        let is_number = |word: &&&String| word.chars().any(|sign| sign.is_ascii_digit()) || is_roman(word);
        Core {
            words: kept.iter().map(|word| word.as_str()).collect::<Vec<_>>().join(" "),
            abbreviation: Some(abbreviations).filter(|list| list.len() == 1).and_then(|list| list.into_iter().next()),
            numbers: kept.iter().filter(is_number).map(|word| (*word).clone()).collect(),
        }
    }

    /// Keys under one of which every name stands that can be the same as this one.
    pub fn keys(&self) -> impl Iterator<Item = String> {
        let words = Some(format!("w {}", self.words)).filter(|_| !self.words.is_empty());
        words.into_iter().chain(self.abbreviation.as_ref().map(|short| format!("a {short}")))
    }

    /// Whether two names have the same words. Topics are told apart by all of them: `GIS` is in many.
    pub fn has_same_words(&self, other: &Core) -> bool {
        !self.words.is_empty() && self.words == other.words
    }

    /// Whether two names are of one thing: the same words, or the same abbreviation and numbers.
    pub fn is_same(&self, other: &Core) -> bool {
        self.has_same_words(other)
            || (self.abbreviation.is_some() && self.abbreviation == other.abbreviation && self.numbers == other.numbers)
    }
}

/// Whether one spelling may be a slip of the hand for another: a letter or two differ, and no number.
pub fn is_slip(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let digits = |words: &[String]| -> Vec<String> {
        words.iter().filter(|word| is_roman(word) || word.chars().any(|sign| sign.is_ascii_digit())).cloned().collect()
    };
    let (a, b) = (one.join(" "), other.join(" "));
    let length = a.chars().count().min(b.chars().count());
    let allowed = match length {
        0..5 => 0,
        5..9 => 1,
        _ => 2,
    };
    digits(&one) == digits(&other) && a != b && strsim::osa_distance(&a, &b) <= allowed
}

/// The folded words of a name; hyphens stay inside words, a number with a point before a name (`1. Бюджет`) goes.
fn words(name: &str) -> Vec<String> {
    let folded = fold(name);
    let unnumbered = folded.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let unnumbered = match unnumbered.strip_prefix(['.', ')']) {
        Some(rest) if unnumbered.len() < folded.len() && rest.chars().any(char::is_alphabetic) => rest,
        _ => &folded,
    };
    unnumbered
        .split(|sign: char| !(sign.is_alphanumeric() || sign == '-' || sign == '\''))
        .map(|word| word.trim_matches(['-', '\'']).to_string())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Whether a word is written in Latin capitals: `U-LEAD`, `DOBRE`, `EGAP`.
fn is_abbreviation(word: &str) -> bool {
    let letters = word.chars().filter(|sign| sign.is_alphabetic()).count();
    letters >= SHORTEST
        && word.chars().all(|sign| sign.is_ascii_uppercase() || sign.is_ascii_digit() || sign == '-')
        && !is_roman(&word.to_lowercase())
}

/// Whether a small word may be a Roman number, in either alphabet.
fn is_roman(word: &str) -> bool {
    !word.is_empty()
        && word.chars().count() <= 4
        && word.chars().all(|sign| matches!(sign, 'i' | 'v' | 'x' | 'і' | 'х'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_project_has_many_names() {
        let same = |one, other| Core::of(one).is_same(&Core::of(other));
        for (one, other) in [
            ("Програма «U-LEAD з Європою»", "U-LEAD"),
            ("U-LEAD з Європою", "U-LEAD with Europe"),
            ("проєкт DOBRE", "DOBRE"),
            ("USAID DOBRE", "Проект USAID «DOBRE»"),
            ("Decentralisation Offering Better Results and Efficiency (DOBRE)", "DOBRE"),
            ("проєкт «Розумні громади»", "Розумні громади"),
            ("1. Бюджет громади", "Бюджет громади"),
            ("ГО «Центр розвитку»", "Центр розвитку"),
            ("USAID", "usaid"),
        ] {
            assert!(same(one, other), "{one} | {other}");
        }
        for (one, other) in [
            ("U-LEAD II", "U-LEAD"),
            ("DOBRE", "DESPRO"),
            ("USAID DOBRE", "USAID HOVERLA"),
            ("USAID DOBRE", "USAID"),
            ("U-LEAD та DOBRE", "U-LEAD"),
            ("Програма", "Проєкт"),
            ("Бюджет", "Бюджет громади"),
            ("2021", "2022"),
        ] {
            assert!(!same(one, other), "{one} | {other}");
        }
    }

    #[test]
    fn a_slip_is_a_letter_or_two() {
        assert!(is_slip("Бюджет громади", "Бюджет громади и"));
        assert!(is_slip("Стратегічне планування", "Стратегічне плануваня"));
        assert!(!is_slip("Модуль 1 курсу", "Модуль 2 курсу"));
        assert!(!is_slip("ЦНАП", "ЦНА"));
        assert!(!is_slip("Інститут старост", "інститут  старост"), "the same text");
    }
}
