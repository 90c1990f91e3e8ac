//! Words for aid: what it is, and how far it has come.

use super::words::{Said, first_named, first_said, names_any};

/// What aid is: the fixed list of the table `category`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum AidCategory {
    It,
    Power,
    Vehicles,
    Furniture,
    ServiceCentre,
    Construction,
    Grant,
    Relief,
    Other,
}

impl AidCategory {
    /// All of them in the order of the list.
    pub const ALL: [AidCategory; 9] = [
        AidCategory::It,
        AidCategory::Power,
        AidCategory::Vehicles,
        AidCategory::Furniture,
        AidCategory::ServiceCentre,
        AidCategory::Construction,
        AidCategory::Grant,
        AidCategory::Relief,
        AidCategory::Other,
    ];

    /// Word of the database, Ukrainian, English, purpose code of the OECD DAC list.
    const NAMES: [(&'static str, &'static str, &'static str, Option<&'static str>); 9] = [
        ("it", "ІТ-обладнання", "IT equipment", Some("22040")),
        ("power", "Енергетика", "Power", Some("23110")),
        ("vehicles", "Транспорт і техніка", "Vehicles", Some("15110")),
        ("furniture", "Меблі", "Furniture", Some("15110")),
        ("service_centre", "Обладнання ЦНАП", "Service-centre equipment", Some("15110")),
        ("construction", "Будівництво і ремонт", "Construction", Some("73010")),
        ("grant", "Грант", "Grant", Some("15112")),
        ("relief", "Гуманітарна допомога", "Relief items", Some("72010")),
        ("other", "Інше", "Other", None),
    ];

    /// Words by which a category or an item is told.
    const WORDS: [(AidCategory, &'static [&'static str]); 9] = [
        (
            AidCategory::It,
            &[
                "іт",
                "it",
                "ict",
                "іккт",
                "ікт",
                "комп'ютер*",
                "компютер*",
                "ноутбук*",
                "принтер*",
                "бфп",
                "мфп",
                "багатофункц*",
                "монітор*",
                "сервер*",
                "планшет*",
                "оргтехнік*",
                "комп'ютерн*",
                "сканер*",
                "роутер*",
                "старлінк*",
                "starlink*",
                "laptop*",
                "notebook*",
                "computer*",
                "printer*",
                "server*",
                "tablet*",
                "mfp",
                "mfd",
            ],
        ),
        (
            AidCategory::Power,
            &[
                "енерг*",
                "генератор*",
                "електрогенератор*",
                "електропостач*",
                "дбж",
                "ups",
                "безперебійн*",
                "акумулятор*",
                "зарядн*",
                "ecoflow",
                "екофлоу",
                "інвертор*",
                "сонячн*",
                "електростанц*",
                "когенерац*",
                "павербанк*",
                "power*",
                "energy",
                "generator*",
                "inverter*",
                "solar",
                "batter*",
            ],
        ),
        (
            AidCategory::Vehicles,
            &[
                "автомоб*",
                "автобус*",
                "транспорт*",
                "спецтехнік*",
                "трактор*",
                "екскаватор*",
                "мікроавтобус*",
                "автотранспорт*",
                "сміттєвоз*",
                "навантажувач*",
                "vehicle*",
                "bus",
                "buses",
                "truck*",
                "tractor*",
            ],
        ),
        (
            AidCategory::Furniture,
            &[
                "мебл*",
                "стіл",
                "стол*",
                "стілец*",
                "стільц*",
                "шаф*",
                "крісл*",
                "стелаж*",
                "furniture",
                "desk*",
                "chair*",
            ],
        ),
        (AidCategory::ServiceCentre, &["цнап*", "адмінпослуг*", "адміністративн*", "cnap", "asc"]),
        (
            AidCategory::Construction,
            &[
                "будівн*",
                "ремонт*",
                "реконструкц*",
                "укритт*",
                "будматеріал*",
                "construct*",
                "repair*",
                "renovat*",
                "reconstruct*",
            ],
        ),
        (AidCategory::Grant, &["грант*", "субгрант*", "мікрогрант*", "grant*", "subgrant*"]),
        (
            AidCategory::Relief,
            &[
                "гуманітар*",
                "харчов*",
                "продукт*",
                "гігієн*",
                "ковдр*",
                "продовольч*",
                "ліжк*",
                "медикамент*",
                "ліки",
                "relief",
                "humanitarian",
                "food",
                "hygiene",
                "blanket*",
            ],
        ),
        (AidCategory::Other, &["інш*", "other"]),
    ];

    /// The word of the database, of machine output and of filters.
    pub fn id(self) -> &'static str {
        AidCategory::NAMES[self as usize].0
    }

    /// The Ukrainian name.
    pub fn ukrainian(self) -> &'static str {
        AidCategory::NAMES[self as usize].1
    }

    /// The English name.
    pub fn english(self) -> &'static str {
        AidCategory::NAMES[self as usize].2
    }

    /// Its purpose code in the list of the OECD DAC; `None` where no one code fits.
    pub fn dac(self) -> Option<&'static str> {
        AidCategory::NAMES[self as usize].3
    }

    /// Reads the word of the database.
    pub fn from_id(id: &str) -> Option<AidCategory> {
        AidCategory::ALL.into_iter().find(|category| category.id() == id)
    }

    /// Reads a cell that names a category or an item: the first word that is known decides. `None` when none is.
    pub fn parse(text: &str) -> Option<AidCategory> {
        let named =
            |category: &AidCategory| [category.id(), category.ukrainian(), category.english()].contains(&text.trim());
        AidCategory::ALL.into_iter().find(named).or_else(|| first_named(text, &AidCategory::WORDS))
    }
}

/// How far aid has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum DeliveryStatus {
    Planned,
    Sent,
    Received,
    Returned,
}

impl DeliveryStatus {
    /// All of them, with the words of forms.
    pub const ALL: [(DeliveryStatus, &'static str); 4] = [
        (DeliveryStatus::Planned, "заплановано"),
        (DeliveryStatus::Sent, "передано"),
        (DeliveryStatus::Received, "отримано"),
        (DeliveryStatus::Returned, "повернуто"),
    ];

    const WORDS: [(DeliveryStatus, &'static [&'static str]); 4] = [
        (DeliveryStatus::Returned, &["поверн*", "return*"]),
        (
            DeliveryStatus::Received,
            &["отрима*", "одержа*", "доставлен*", "видан*", "вручен*", "надан*", "received", "delivered"],
        ),
        (DeliveryStatus::Sent, &["передан*", "відправлен*", "надіслан*", "дорозі", "sent", "shipped", "transit"]),
        (
            DeliveryStatus::Planned,
            &[
                "буде",
                "будуть",
                "має",
                "мають",
                "плану*",
                "заплан*",
                "план*",
                "вирішен*",
                "погоджен*",
                "закуп*",
                "замов*",
                "тендер*",
                "очіку*",
                "підготов*",
                "готов*",
                "готує*",
                "will",
                "be",
                "ordered",
                "decided",
                "planned",
                "pending",
            ],
        ),
    ];

    /// Words for what did not come about, or was there and is gone: no status of the list is theirs.
    const FAILED: [&'static str; 14] = [
        "скасов*",
        "анульов*",
        "відмін*",
        "відмов*",
        "відхил*",
        "втра*",
        "знищ*",
        "викрад*",
        "cancel*",
        "lost",
        "destroy*",
        "stolen",
        "refus*",
        "declin*",
    ];

    /// The word of the database.
    pub fn id(self) -> &'static str {
        match self {
            DeliveryStatus::Planned => "planned",
            DeliveryStatus::Sent => "sent",
            DeliveryStatus::Received => "received",
            DeliveryStatus::Returned => "returned",
        }
    }

    /// Reads a cell. `None` when no known word stands in it, and when it says that something was not received, came in part, or
    /// came to nothing; what was not sent yet is planned.
    pub fn parse(text: &str) -> Option<DeliveryStatus> {
        match first_said(text, &DeliveryStatus::WORDS)? {
            _ if names_any(text, &DeliveryStatus::FAILED) => None,
            Said::Yes(status) => Some(status),
            Said::No(DeliveryStatus::Sent) => Some(DeliveryStatus::Planned),
            Said::No(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_known_word_tells_the_category() {
        for (text, category) in [
            ("ІТ-обладнання", Some(AidCategory::It)),
            ("комп’ютер у комплекті", Some(AidCategory::It)),
            ("комп’ютери для ЦНАП", Some(AidCategory::It)),
            ("обладнання для ЦНАП", Some(AidCategory::ServiceCentre)),
            ("ДБЖ", Some(AidCategory::Power)),
            ("генератори для водоканалу", Some(AidCategory::Power)),
            ("пожежний автомобіль", Some(AidCategory::Vehicles)),
            ("стіл адміністратора", Some(AidCategory::Furniture)),
            ("ремонт укриття школи", Some(AidCategory::Construction)),
            ("навчання з бюджетування", None),
        ] {
            assert_eq!(AidCategory::parse(text), category, "{text}");
        }
        for category in AidCategory::ALL {
            assert_eq!(AidCategory::from_id(category.id()), Some(category));
            assert_eq!(AidCategory::parse(category.ukrainian()), Some(category));
            assert_eq!(AidCategory::parse(category.english()), Some(category));
        }
    }

    #[test]
    fn a_status_is_told_by_its_words() {
        for (status, word) in DeliveryStatus::ALL {
            assert_eq!(DeliveryStatus::parse(word), Some(status));
            assert_eq!(DeliveryStatus::parse(status.id()), Some(status));
        }
        for (text, status) in [
            ("отримала громада", Some(DeliveryStatus::Received)),
            ("отримано без зауважень", Some(DeliveryStatus::Received)),
            ("буде отримано у 2024", Some(DeliveryStatus::Planned)),
            ("замовлено", Some(DeliveryStatus::Planned)),
            ("ще не передано", Some(DeliveryStatus::Planned)),
            ("не відправлено", Some(DeliveryStatus::Planned)),
            ("у дорозі", Some(DeliveryStatus::Sent)),
        ] {
            assert_eq!(DeliveryStatus::parse(text), status, "{text}");
        }
        let unclear = [
            "не отримано",
            "частково отримано",
            "отримано, згодом втрачено",
            "знищено",
            "скасовано",
            "відмова",
            "ні",
            "?",
        ];
        for text in unclear {
            assert_eq!(DeliveryStatus::parse(text), None, "{text}");
        }
    }
}
