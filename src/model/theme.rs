//! The fixed list of themes: what trainings are about, in both languages.
//!
//! The themes are those that programmes for local government in Ukraine name in public; free topics stand below them.

use super::letters::fold;

/// One theme of the fixed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its number in the list, from 1; stable.
    pub number: u8,
    /// Ukrainian name.
    pub ukrainian: &'static str,
    /// English name.
    pub english: &'static str,
}

impl Theme {
    /// The theme that a topic belongs to for sure: by its name, or because the topic is another usual name of the whole theme or
    /// of a part that belongs to no other.
    pub fn of_topic(text: &str) -> Option<&'static Theme> {
        let folded = fold(text);
        let is_known = |known: &&(u8, &[&str])| known.1.iter().any(|name| fold(name) == folded);
        let by_name = || OTHER_NAMES.iter().find(is_known).map(|known| known.0);
        Theme::parse(text).or_else(|| by_name().and_then(|number| THEMES.iter().find(|theme| theme.number == number)))
    }

    /// The theme with exactly this name in either language, or with this number.
    pub fn parse(text: &str) -> Option<&'static Theme> {
        let folded = fold(text);
        THEMES.iter().find(|theme| {
            fold(theme.ukrainian) == folded || fold(theme.english) == folded || theme.number.to_string() == folded
        })
    }
}

/// Makes the list from pairs; the number is the place.
const fn list<const N: usize>(pairs: [(&'static str, &'static str); N]) -> [Theme; N] {
    let mut themes = [Theme { number: 0, ukrainian: "", english: "" }; N];
    let mut place = 0;
    while place < N {
        themes[place] = Theme { number: place as u8 + 1, ukrainian: pairs[place].0, english: pairs[place].1 };
        place += 1;
    }
    themes
}

/// The 25 themes.
pub const THEMES: [Theme; 25] = list([
    ("Фінансова децентралізація та бюджетування", "Fiscal decentralisation and budgeting"),
    ("Адміністративні послуги, ЦНАП", "Administrative services"),
    ("Освіта, освітня мережа", "Education, school network"),
    ("Відновлення під керівництвом місцевої влади", "Locally led recovery"),
    ("Міжнародне співробітництво громад", "International cooperation of communities"),
    ("Інститут старост", "Starosta institution"),
    ("Стратегічне планування", "Strategic planning"),
    ("Управління проєктами, грантрайтинг", "Project management, grant writing"),
    ("Комунальне майно", "Communal property management"),
    ("Мобільність, транспорт", "Mobility and transport"),
    ("Лідерство, розвиток м’яких навичок", "Leadership, soft skills"),
    ("Місцевий економічний розвиток, підтримка бізнесу", "Local economic development"),
    ("Соціальний захист та соціальні послуги", "Social protection and services"),
    ("Комунальні послуги та інфраструктура", "Utilities and infrastructure"),
    ("Охорона здоров’я, первинна медицина", "Health, primary care"),
    ("Цифровізація, е-послуги, е-демократія", "Digitalisation, e-services, e-democracy"),
    ("Запобігання корупції, доброчесність", "Anti-corruption, integrity"),
    ("Залучення жителів, комунікація", "Citizen participation, communication"),
    ("Просторове планування", "Spatial planning"),
    ("Міжмуніципальне співробітництво", "Inter-municipal cooperation"),
    ("Управління персоналом, кадри", "Human resources"),
    ("Політика на основі даних, оцінка потреб", "Data-driven policy, needs assessment"),
    ("Цивільний захист, центри безпеки", "Civil protection, safety centres"),
    ("Кризове планування", "Crisis planning"),
    ("Енергетика, довкілля, культура, туризм, агро", "Energy, environment, culture, tourism, agriculture"),
]);

/// Other names of themes, by their numbers: those under which programmes and surveys ask for them.
const OTHER_NAMES: [(u8, &[&str]); 15] = [
    (
        1,
        &[
            "Бюджет громади",
            "Місцевий бюджет",
            "Бюджетування",
            "Місцеві фінанси",
            "Budgeting",
            "Fiscal decentralisation",
        ],
    ),
    (2, &["ЦНАП", "Адміністративні послуги", "Service centres", "Administrative service centres"]),
    (3, &["Освіта", "Освітня мережа", "Education"]),
    (4, &["Відновлення", "Відбудова", "Recovery"]),
    (5, &["Міжнародне співробітництво", "International cooperation"]),
    (6, &["Старости", "Старостати"]),
    (
        8,
        &[
            "Управління проєктами",
            "Управління проектами",
            "Управління інвестиційними проєктами",
            "Управління інвестиційними проектами",
            "Інвестиційні проєкти",
            "Грантрайтинг",
            "Project management",
            "Investment project management",
            "Investment projects",
        ],
    ),
    (10, &["Транспорт", "Мобільність", "Mobility", "Transport"]),
    (13, &["Соціальні послуги", "Соціальний захист", "Social services"]),
    (14, &["Комунальні послуги", "Водопостачання", "Водопостачання та водовідведення", "Utilities", "Water supply"]),
    (15, &["Охорона здоров’я", "Первинна медицина", "Медицина", "Health"]),
    (
        16,
        &[
            "Цифровізація",
            "Цифрова трансформація",
            "Цифрові інструменти",
            "Е-послуги",
            "Digitalisation",
            "Digital tools",
            "Digital transformation",
        ],
    ),
    (17, &["Запобігання корупції", "Антикорупція", "Антикорупційна політика", "Доброчесність", "Anti-corruption"]),
    (23, &["Цивільний захист", "Центри безпеки", "Civil protection"]),
    (25, &["Енергетика", "Енергоефективність", "Довкілля", "Культура", "Туризм", "Energy", "Environment"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_is_found_by_either_name_or_number() {
        let budget = &THEMES[0];
        assert_eq!(budget.number, 1);
        assert_eq!(Theme::parse("фінансова децентралізація та  бюджетування"), Some(budget));
        assert_eq!(Theme::parse("Fiscal decentralisation and budgeting"), Some(budget));
        assert_eq!(Theme::parse("25"), THEMES.last());
        assert_eq!(Theme::parse("бюджет"), None, "a part of a name decides nothing");
        for (topic, number) in [
            ("Запобігання корупції", Some(17)),
            ("УПРАВЛІННЯ ІНВЕСТИЦІЙНИМИ ПРОЄКТАМИ", Some(8)),
            ("Digital tools", Some(16)),
            ("Стратегічне планування", Some(7)),
            ("бюджет", None),
        ] {
            assert_eq!(Theme::of_topic(topic).map(|theme| theme.number), number, "{topic}");
        }
        assert!(OTHER_NAMES.iter().all(|known| known.1.iter().all(|name| Theme::parse(name).is_none())));
    }
}
