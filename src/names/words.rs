//! The words that stand around a name, as a table: what each says about the name beside it.
//!
//! `громад*` stands for the stem with any case ending of a noun or an adjective; a word without a star stands for itself.

use rustc_hash::FxHashMap;

use super::{Refusal, grammar};

/// Kinds of community, several at once: 1 urban, 2 settlement, 4 rural; 0 when nothing is known.
pub(super) type Kinds = u8;
pub(super) const URBAN: Kinds = 1;
pub(super) const SETTLEMENT: Kinds = 2;
pub(super) const RURAL: Kinds = 4;
/// With `SETTLEMENT`: an urban-type settlement, which a place that is called a settlement only need not be.
pub(super) const TOWN: Kinds = 8;

/// What a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// Not in the table: a name, or a word that does not matter.
    Unknown,
    /// громада, ТГ: the adjective beside it is a community.
    Community(Kinds),
    /// рада, адміністрація, голова: so is this one, if a kind stands between.
    Body(Kinds),
    /// міська, сільської: the kind.
    Kind(Kinds),
    /// територіальна, об'єднана: says nothing more.
    Territorial,
    /// область: the adjective beside it is an oblast.
    Oblast,
    /// обласна, ОВА: likewise, and a body of it is meant.
    OblastBody,
    /// район: the adjective beside it is a raion.
    Raion,
    /// районна, РДА: likewise, and a body of it is meant.
    RaionBody,
    /// м., смт, село: the name after it is a place.
    Place(Kinds),
    /// старостинський: the adjective before it is a part of a community.
    Ward,
    /// вулиця, імені: what follows is called after somebody and is no place.
    Street,
    /// усі.
    All,
    /// і, та.
    And,
    /// у, команда, голова, Україна: may stand beside a name without changing it.
    Plain,
    /// освіти, лікарня: a word of institutions, never a name in a list.
    Institution,
    /// A word that makes the text something else.
    Refuse(Refusal),
}

use Sense::{
    All, And, Body, Community, Institution, Kind, Oblast, OblastBody, Plain, Raion, RaionBody, Street, Territorial,
    Ward,
};

#[rustfmt::skip]
const TABLE: &[(Sense, &str)] = &[
    (Community(0), "громад* тг отг атг ог тергромад* общин* hromada hromadas hromady hromad gromada gromadas otg otgs atc atcs \
        tc tcs ah ahs utc utcs oth tg tgs community communities municipality municipalities gemeinde"),
    (Community(URBAN), "мтг мотг мг mtg"),
    (Community(SETTLEMENT | RURAL), "стг сотг stg"),
    (Community(SETTLEMENT), "смтг селтг сщтг"),
    (Community(RURAL), "сілтг"),
    (Body(0), "рад* адміністраці* голов* старост* виконком* виконавком* комітет* управа мер* ва вца council councils councilor \
        administration mayor head совет* администраци* глав*"),
    (Body(URBAN), "міськрад* міськвиконком* мвк м/р мр мва кмва горсовет*"),
    (Body(SETTLEMENT), "селищрад* селищрад* поссовет*"),
    (Body(RURAL), "сільрад* с/р ср с/рад* сельсовет*"),
    (Body(SETTLEMENT | RURAL), "смва сва"),
    (Kind(URBAN), "міськ* міськ городск* urban municipal"),
    (Kind(SETTLEMENT), "селищн* поселков* посёлков* stlmt settlement urban-type"),
    (Kind(RURAL), "сільськ* сіл сільск* сельск* rural village"),
    (Territorial, "територіальн* місцев* тер терит об'єднан* обєднан* об'єднен* об'єднан об'єд обєд військов* військово-цивільн* терр территориальн* \
        объединенн* объединённ* territorial amalgamated united consolidated military unified joint"),
    (Oblast, "област* обл область oblast oblast' oblasts oblasti region regions province край"),
    (OblastBody, "обласн* ова ода облрад* облдержадміністраці* областн* oblasna regional oma ova oda"),
    (Raion, "район* р-н* рн район rayon raion raions rayons district districts county"),
    (RaionBody, "районн* рва рда райрад* райдержадміністраці* рма"),
    (Ward, "старостинськ* староств* starosta старостат* округ*"),
    (Sense::Place(URBAN), "м міст* місто г гор город* city town cities місті містечк*"),
    (Sense::Place(SETTLEMENT | TOWN), "смт пгт smt"),
    (Sense::Place(SETTLEMENT), "с-ще с-ща с-щі сище сел селищ* пос поселок поселк* посёлок s-shche"),
    (Sense::Place(RURAL), "с сел* сіл село хутір хутор* х деревня дер selo"),
    (Street, "вул вулиц* пров провулок провулк* просп проспект* пр-т бульв бульвар* площ* пл шосе набережн* ім імені им имени ул улиц*"),
    (All, "усі всі усіх всіх усім всім кожн* решта все всех всем all every"),
    (And, "та і й i и and und та/або або or чи или либо"),
    (Plain, "територі* у в на з із зі зо до при для від що по the in of from at and's україн* україна украин* ukraine ukrainian \
        команд* представник* представники жител* мешканц* посадовц* працівник* спеціаліст* делегаці* учасник* заступник* \
        значення типу складі складу склад адміністративний пункт населений назв* \
        колишн* кол бувш* тепер нині зокрема такі наступні team teams representatives people staff \
        очільник* керівник* керівництв* лідер* тимчасово тот окупован* коатуу катоттг код вся всю всій всієї всією уся усю усій усієї усією автономн* республік* autonomous republic автономная республика"),
    (Institution, "відділ* управлін* департамент* сектор* центр* цнап* надан* адміністративн* послуг* освіт* культур* молод* \
        спорт* туризм* сім'* сімей* дит* дитин* соціальн* гуманітарн* політик* виконавч* комунальн* заклад* установ* \
        ліце* школ* лікарн* бібліотек* музе* дошкільн* садок садк* гімназі* коледж* служб* справ* робот* праці місц* \
        віддален* робоч* адміністратор* діяльност* розвитк* розвит* економік* фінанс* фінансов* бюджет* захист* населенн* \
        здоров'* охорон* медичн* ясл* нво нвк зош дюсш тов тзов пп ат пат ват зат дп фоп кп ку кз кну куп кнп держпром державн* національн* \
        апарат* питан* прав* земельн* архітектур* містобудуванн* житлов* господарств* благоустр* інфраструктур* \
        відокремлен* підрозділ* структурн* реєстраці* організаці* забезпечен* послуги патронат* інтернет цифров* \
        освіти науки науков* профспілк* спілк* ветеран* жінок молодіжн* молодь спортивн* туристичн* сільгосп* \
        фізичн* фізкультур* допомог* просвіт* вихованн* дозвілл* мистецтв* палац* будин* клуб* стадіон* "),
    (Sense::Refuse(Refusal::State), "міністерств* мінрегіон* мінрозвитк* кабінет* уряд* верховн* парламент* президент* держав* \
        ministry parliament government министерств*"),
    (Sense::Refuse(Refusal::Heading), "усього всього разом підсум* ітого итого total subtotal загал* сум* кількість \
        зведен* сукупн* міжбюджет*"),
    (Sense::Refuse(Refusal::Organisation), "асоціаці* агенці* агентств* програм* проект* проєкт* фонд* го бо гс бф організаці* спілка \
        товариств* компані* підприємств* університет* інститут* академі* громадськ* ініціатив* активіст* партнер* офіс* \
        association agency programme program project fund foundation ngo university institute office offices centre center \
        congress union reform support international крест хрест зон* zone exclusion association's"),
    (Sense::Refuse(Refusal::Empty), "н/д нд немає відсутн* невідомо n/a na none nan null невизначен* визначен* unknown онлайн online zoom зум дистанційно офлайн offline"),
];

/// Endings that a star stands for: those of nouns and adjectives, Ukrainian and Russian.
#[rustfmt::skip]
const ENDINGS: [&str; 50] = [
    "", "а", "и", "і", "у", "ою", "о", "е", "ам", "ами", "ах", "ів", "ом", "ові", "ем", "еві", "я", "ю", "єю", "ею", "ї", "й",
    "ей", "ям", "ями", "ях", "ень", "ий", "ого", "ому", "им", "ім", "их", "ими", "ої", "ій", "ії", "ію", "ією", "ія", "ь",
    "ьої", "є", "ов", "ая", "ой", "ую", "ый", "ие", "ии",
];

/// The table as it is looked up: a sense with its place in the table, by word and by stem.
pub(super) struct Words {
    whole: FxHashMap<&'static str, (usize, Sense)>,
    stems: FxHashMap<&'static str, (usize, Sense)>,
}

impl Words {
    /// Reads the table.
    pub(super) fn new() -> Words {
        let mut words = Words { whole: FxHashMap::default(), stems: FxHashMap::default() };
        for (place, (sense, row)) in TABLE.iter().enumerate() {
            for word in row.split_whitespace() {
                match word.strip_suffix('*') {
                    Some(stem) => words.stems.entry(stem).or_insert((place, *sense)),
                    None => words.whole.entry(word).or_insert((place, *sense)),
                };
            }
        }
        words
    }

    /// What a folded word says. Of several senses the one that stands earlier in the table.
    pub(super) fn sense(&self, word: &str) -> Sense {
        let mut found = self.whole.get(word).copied();
        for at in word.char_indices().map(|(at, _)| at).chain([word.len()]).rev().take(LONGEST_ENDING) {
            let (stem, ending) = word.split_at(at);
            let known = self.stems.get(stem).filter(|_| ENDINGS.contains(&ending));
            found = [found, known.copied()].into_iter().flatten().min_by_key(|(place, _)| *place);
        }
        found.map_or(Sense::Unknown, |(_, sense)| sense)
    }

    /// What a word cut short with a dot says, when it begins words of one sense only: `територ.`, `селищн.`, `гром.`.
    pub(super) fn abbreviated(word: &str) -> Option<Sense> {
        let long = word.chars().count() >= SHORTEST_ABBREVIATION;
        let mut said = ABBREVIATED.iter().filter(|(whole, _)| long && whole.starts_with(word)).map(|(_, sense)| *sense);
        let first = said.next()?;
        said.all(|other| other == first).then_some(first)
    }

    /// The kind that a misspelt word tells: `селещної`, `сілської`. Only for a word that is nothing else.
    pub(super) fn near_kind(word: &str) -> Option<Kinds> {
        let (stem, _) = grammar::adjective(word)?;
        let kinds = [("міськ", URBAN), ("селищн", SETTLEMENT), ("сільськ", RURAL)];
        let near = |kind: &str| stem != kind && stem.chars().count() > 4 && strsim::osa_distance(stem, kind) == 1;
        kinds.into_iter().find(|(kind, _)| near(kind)).map(|(_, kinds)| kinds)
    }
}

/// Words that people cut short with a dot.
const ABBREVIATED: [(&str, Sense); 11] = [
    ("територіальна", Territorial),
    ("территориальная", Territorial),
    ("об'єднана", Territorial),
    ("обєднана", Territorial),
    ("объединенная", Territorial),
    ("громада", Community(0)),
    ("міська", Kind(URBAN)),
    ("селищна", Kind(SETTLEMENT)),
    ("сільська", Kind(RURAL)),
    ("область", Oblast),
    ("район", Raion),
];
/// Fewer letters begin too many words.
const SHORTEST_ABBREVIATION: usize = 3;

/// Letters of the longest ending, and one for none.
const LONGEST_ENDING: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_around_a_name_are_known_in_every_case() {
        let words = Words::new();
        for (word, sense) in [
            ("громадах", Community(0)),
            ("селищною", Kind(SETTLEMENT)),
            ("сільської", Kind(RURAL)),
            ("області", Oblast),
            ("районів", Raion),
            ("селі", Sense::Place(RURAL)),
            ("бердичівська", Sense::Unknown),
        ] {
            assert_eq!(words.sense(word), sense, "{word}");
        }
    }
}
