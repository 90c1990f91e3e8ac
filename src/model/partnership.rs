//! Words for partnerships.

use super::words::first_named;

/// Who works together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum PartnershipKind {
    UrbanRural,
    InterMunicipal,
    International,
}

impl PartnershipKind {
    /// All of them, with the words that people write.
    pub const ALL: [(PartnershipKind, &'static str); 3] = [
        (PartnershipKind::UrbanRural, "місько-сільське"),
        (PartnershipKind::InterMunicipal, "міжмуніципальне"),
        (PartnershipKind::International, "міжнародне"),
    ];

    /// The word of the database.
    pub fn id(self) -> &'static str {
        match self {
            PartnershipKind::UrbanRural => "urban_rural",
            PartnershipKind::InterMunicipal => "inter_municipal",
            PartnershipKind::International => "international",
        }
    }

    /// Reads a cell; `None` when no known word stands in it.
    pub fn parse(text: &str) -> Option<PartnershipKind> {
        const WORDS: [(PartnershipKind, &[&str]); 3] = [
            (PartnershipKind::International, &["міжнародн*", "international"]),
            (PartnershipKind::UrbanRural, &["міськ", "сільськ", "urban", "rural", "місто", "село"]),
            (
                PartnershipKind::InterMunicipal,
                &["міжмуніципальн*", "міжгромадівськ*", "inter", "intermunicipal", "municipal"],
            ),
        ];
        let text = super::letters::fold(text);
        // `сільсько-міське`, `міське і сільське`
        if ["міськ", "сільськ"].iter().all(|stem| text.contains(stem)) {
            return Some(PartnershipKind::UrbanRural);
        }
        first_named(&text, &WORDS)
    }

    /// Whether a cell only says that towns or communities are partners, which tells no kind: `побратимство`, `партнерство міст`.
    pub fn says_nothing(text: &str) -> bool {
        let partners =
            ((), &["побратим*", "партнер*", "співпрац*", "співробітництв*", "twin*", "sister", "partner*"][..]);
        first_named(text, &[partners]).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_told_by_its_words() {
        for (text, kind) in [
            ("міжмуніципальне співробітництво", Some(PartnershipKind::InterMunicipal)),
            ("inter-municipal", Some(PartnershipKind::InterMunicipal)),
            ("сільсько-міське", Some(PartnershipKind::UrbanRural)),
            ("міське-сільське", Some(PartnershipKind::UrbanRural)),
            ("urban-rural", Some(PartnershipKind::UrbanRural)),
            ("Міжнародне партнерство", Some(PartnershipKind::International)),
            ("інше", None),
        ] {
            assert_eq!(PartnershipKind::parse(text), kind, "{text}");
        }
        let general = ["міста-побратими", "побратимство", "town twinning", "партнерство міст", "інше"];
        assert_eq!(general.map(PartnershipKind::says_nothing), [true, true, true, true, false]);
    }
}
