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
        let hyphened = [("сільсько", PartnershipKind::UrbanRural), ("місько", PartnershipKind::UrbanRural)];
        let text = super::letters::fold(text);
        hyphened
            .iter()
            .find(|(word, _)| text.starts_with(word))
            .map(|(_, kind)| *kind)
            .or_else(|| first_named(&text, &WORDS))
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
            ("urban-rural", Some(PartnershipKind::UrbanRural)),
            ("Міжнародне партнерство", Some(PartnershipKind::International)),
            ("інше", None),
        ] {
            assert_eq!(PartnershipKind::parse(text), kind, "{text}");
        }
    }
}
