//! What an item of aid is, whatever language names it, and which trainings belong to a kind of aid.

use super::{AidCategory, TrainingKind, words::first_named};

/// Items that offers and applications name most, each with its words. An item that is not here is known by its category alone.
const ITEMS: [(&str, &[&str]); 19] = [
    ("generator", &["генератор*", "електрогенератор*", "дизель-генератор*", "generator*"]),
    ("ups", &["дбж", "безперебійн*", "ups"]),
    ("charging station", &["зарядн*", "ecoflow", "екофлоу", "charging"]),
    ("battery", &["акумулятор*", "павербанк*", "повербанк*", "batter*", "powerbank*"]),
    ("inverter", &["інвертор*", "inverter*"]),
    ("solar panel", &["сонячн*", "solar"]),
    ("laptop", &["ноутбук*", "laptop*", "notebook*"]),
    ("computer", &["комп'ютер*", "компютер*", "computer*", "desktop*"]),
    ("printer", &["принтер*", "бфп", "мфп", "багатофункц*", "printer*", "mfp", "mfd", "multifunction*"]),
    ("scanner", &["сканер*", "scanner*"]),
    ("monitor", &["монітор*", "monitor", "monitors"]),
    ("tablet", &["планшет*", "tablet*"]),
    ("server", &["сервер*", "server*"]),
    ("satellite link", &["старлінк*", "starlink*"]),
    ("bus", &["автобус*", "мікроавтобус*", "bus", "buses", "minibus*"]),
    ("car", &["автомоб*", "car", "cars"]),
    ("tractor", &["трактор*", "tractor*"]),
    ("excavator", &["екскаватор*", "excavator*"]),
    ("mobile service centre", &["мобільн*"]),
];

/// The item that a text names, in a word that is the same in every language; `None` where the list has none.
pub fn item_named(text: &str) -> Option<&'static str> {
    first_named(text, &ITEMS)
}

/// Whether what is asked for is taught and not delivered: its first word is a kind of training.
pub fn asks_for_training(text: &str) -> bool {
    text.split_whitespace().next().is_some_and(|word| TrainingKind::parse(word).is_some())
}

impl AidCategory {
    /// Numbers of the themes whose trainings teach how to use equipment of this kind; none where it is no equipment.
    ///
    /// Read off the programmes that give both: service centres get equipment and courses for administrators, generators come
    /// with energy management and crisis plans, vehicles with transport and civil protection.
    pub fn themes(self) -> &'static [i64] {
        match self {
            AidCategory::It => &[2, 16],
            AidCategory::Power => &[23, 24, 25],
            AidCategory::Vehicles => &[10, 14, 23],
            AidCategory::Furniture | AidCategory::ServiceCentre => &[2],
            AidCategory::Construction | AidCategory::Grant | AidCategory::Relief | AidCategory::Other => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::THEMES;

    #[test]
    fn an_item_is_the_same_in_both_languages() {
        for (one, other) in [("generator", "генератори 20 кВт"), ("laptops", "ноутбук"), ("UPS", "ДБЖ"), ("MFP", "БФП")]
        {
            assert!(item_named(one).is_some());
            assert_eq!(item_named(one), item_named(other), "{one}");
        }
        assert_eq!(item_named("щось інше"), None);
        assert!(item_named("генератор") != item_named("ДБЖ"));
    }

    #[test]
    fn what_is_taught_is_told_from_what_is_delivered() {
        assert!(asks_for_training("навчання з енергоменеджменту"));
        assert!(asks_for_training("Тренінг для старост"));
        assert!(!asks_for_training("ноутбуки для дистанційного навчання"));
    }

    #[test]
    fn every_related_theme_is_of_the_list() {
        let known = |theme: &i64| THEMES.iter().any(|listed| i64::from(listed.number) == *theme);
        assert!(AidCategory::ALL.into_iter().all(|category| category.themes().iter().all(known)));
    }
}
