//! The register: oblasts, raions, communities and settlements of one edition of the official codifier.

use super::{Code, letters};
use jiff::civil::Date;

/// What a community is called by law: after the kind of its centre.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CommunityKind {
    /// міська
    Urban,
    /// селищна
    Settlement,
    /// сільська
    Rural,
}

impl CommunityKind {
    /// All kinds, in the order in which reports list them.
    pub const ALL: [CommunityKind; 3] = [CommunityKind::Urban, CommunityKind::Settlement, CommunityKind::Rural];

    /// The word used in the database, in machine output and as a filter.
    pub fn id(self) -> &'static str {
        match self {
            CommunityKind::Urban => "urban",
            CommunityKind::Settlement => "settlement",
            CommunityKind::Rural => "rural",
        }
    }

    /// The Ukrainian adjective, feminine nominative.
    pub fn ukrainian(self) -> &'static str {
        match self {
            CommunityKind::Urban => "міська",
            CommunityKind::Settlement => "селищна",
            CommunityKind::Rural => "сільська",
        }
    }

    /// Reads either word. `None` for anything else.
    pub fn parse(text: &str) -> Option<CommunityKind> {
        let text = letters::fold(text);
        CommunityKind::ALL.into_iter().find(|kind| kind.id() == text || kind.ukrainian() == text)
    }
}

/// A region of the first level: an oblast, Crimea, or one of the two cities with a special status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oblast {
    /// Its KATOTTG code.
    pub code: Code,
    /// Name as in the codifier: `Вінницька`, `Автономна Республіка Крим`, `Київ`.
    pub name: String,
}

/// A raion of the division of July 2020.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raion {
    /// Its KATOTTG code.
    pub code: Code,
    /// Code of its oblast.
    pub oblast: Code,
    /// Name as in the codifier, masculine: `Бердичівський`.
    pub name: String,
}

/// A territorial community, or one of the two cities with a special status, which have no community row of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Community {
    /// Its KATOTTG code.
    pub code: Code,
    /// Code of its oblast; the city's own code for Kyiv and Sevastopol.
    pub oblast: Code,
    /// Code of its raion; `None` for Kyiv and Sevastopol.
    pub raion: Option<Code>,
    /// Name as in the codifier, feminine adjective without the noun: `Аннопільська`; `Київ` for the city.
    pub name: String,
    /// `None` for the two cities and where no edition tells it.
    pub kind: Option<CommunityKind>,
}

/// A city, settlement, village or district of a city.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// Its KATOTTG code.
    pub code: Code,
    /// Code of its community; `None` for Prypiat and Chornobyl, which belong to none.
    pub community: Option<Code>,
    /// Category letter of the codifier.
    pub category: Category,
    /// Name as in the codifier: `Бердичів`.
    pub name: String,
}

/// Category letters of the codifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// O: oblast or Crimea
    Oblast,
    /// K: city with a special status
    SpecialCity,
    /// P: raion
    Raion,
    /// H: territory of a community
    Community,
    /// M: city
    City,
    /// T: urban-type settlement, until January 2024
    UrbanSettlement,
    /// X: settlement (селище)
    Settlement,
    /// C: village
    Village,
    /// B: district of a city
    CityDistrict,
}

impl Category {
    /// Reads the Latin letter, or the Cyrillic one that some editions print.
    pub fn parse(text: &str) -> Option<Category> {
        Some(match text.trim() {
            "O" | "О" => Category::Oblast,
            "K" | "К" => Category::SpecialCity,
            "P" | "Р" => Category::Raion,
            "H" | "Н" => Category::Community,
            "M" | "М" => Category::City,
            "T" | "Т" => Category::UrbanSettlement,
            "X" | "Х" => Category::Settlement,
            "C" | "С" => Category::Village,
            "B" | "В" => Category::CityDistrict,
            _ => return None,
        })
    }

    /// The Latin letter.
    pub fn letter(self) -> &'static str {
        match self {
            Category::Oblast => "O",
            Category::SpecialCity => "K",
            Category::Raion => "P",
            Category::Community => "H",
            Category::City => "M",
            Category::UrbanSettlement => "T",
            Category::Settlement => "X",
            Category::Village => "C",
            Category::CityDistrict => "B",
        }
    }
}

/// A name that some place bore in an earlier edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerName {
    /// Code of the oblast, raion, community or settlement.
    pub code: Code,
    /// The name it bore.
    pub name: String,
    /// Date of the first known edition that no longer has this name: the renaming happened before it.
    pub until: Date,
}

/// Everything one edition of the codifier says, with the names of earlier editions. Each list is in the order of codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register {
    /// Regions of the first level.
    pub oblasts: Vec<Oblast>,
    /// Raions.
    pub raions: Vec<Raion>,
    /// Communities, with Kyiv and Sevastopol.
    pub communities: Vec<Community>,
    /// Cities, settlements, villages and city districts.
    pub settlements: Vec<Settlement>,
    /// Names of earlier editions.
    pub former_names: Vec<FormerName>,
}

/// Date of the edition of the codifier that the program carries.
pub const EMBEDDED_EDITION: Date = jiff::civil::date(2026, 7, 7);

/// Dates of the earlier editions whose names it carries as former names.
pub const EMBEDDED_EARLIER: [Date; 2] = [jiff::civil::date(2021, 1, 12), jiff::civil::date(2024, 1, 19)];

impl Register {
    /// The register that the program carries: the edition of 07.07.2026 with the names of 2021 and 2024.
    ///
    /// Source and derivation: `fixtures/register/README.md`.
    pub fn embedded() -> Register {
        let places = include_str!("../../fixtures/register/places.csv");
        let former_names = include_str!("../../fixtures/register/former_names.csv");
        Register::read(places, former_names)
    }

    /// Reads the two tables `code,category,kind,name` and `code,name,until`, both with a heading and in the order of codes.
    /// Lines of another form are passed over; the tables are our own and tested.
    fn read(places: &str, former_names: &str) -> Register {
        let mut register = Register::default();
        for line in places.lines().skip(1) {
            let mut cells = line.splitn(4, ',');
            let mut cell = || cells.next().unwrap_or_default();
            let (code, category, kind, name) =
                (Code::parse(cell()), Category::parse(cell()), cell(), cell().to_string());
            if let (Some(code), Some(category)) = (code, category) {
                register.add(code, category, CommunityKind::parse(kind), name);
            }
        }
        register.former_names.extend(former_names.lines().skip(1).filter_map(|line| {
            let mut cells = line.splitn(3, ',');
            let (code, name, until) =
                (Code::parse(cells.next()?)?, cells.next()?.to_string(), cells.next()?.parse().ok()?);
            Some(FormerName { code, name, until })
        }));
        register
    }

    /// Adds a place below the places added before it: a code begins with the digits of the raion and community it lies in.
    pub fn add(&mut self, code: Code, category: Category, kind: Option<CommunityKind>, name: String) {
        let oblast = self.oblasts.iter().rev().find(|oblast| oblast.code.oblast_digits() == code.oblast_digits());
        let oblast = oblast.map_or(code, |oblast| oblast.code);
        match category {
            Category::Oblast => self.oblasts.push(Oblast { code, name }),
            Category::SpecialCity => {
                self.oblasts.push(Oblast { code, name: name.clone() });
                self.communities.push(Community { code, oblast: code, raion: None, name, kind: None });
            }
            Category::Raion => self.raions.push(Raion { code, oblast, name }),
            Category::Community => {
                let raion = self.raions.iter().rev().find(|raion| raion.code.raion_prefix() == code.raion_prefix());
                self.communities.push(Community { code, oblast, raion: raion.map(|raion| raion.code), name, kind });
            }
            Category::City
            | Category::UrbanSettlement
            | Category::Settlement
            | Category::Village
            | Category::CityDistrict => {
                let prefix = code.community_prefix();
                let community = self.communities.iter().rev().take(2_000).find(|c| c.code.community_prefix() == prefix);
                let community = community.map(|community| community.code);
                self.settlements.push(Settlement { code, community, category, name });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_register_has_the_counts_of_its_edition() {
        let register = Register::embedded();
        assert_eq!(register.oblasts.len(), 27);
        assert_eq!(register.raions.len(), 136);
        let communities: Vec<_> = register.communities.iter().filter(|community| community.raion.is_some()).collect();
        assert_eq!(communities.len(), 1772);
        assert_eq!(communities.iter().filter(|community| !community.code.in_crimea()).count(), 1469);
        let districts = register.settlements.iter().filter(|place| place.category == Category::CityDistrict).count();
        assert_eq!((register.settlements.len() - districts, districts), (29_701, 108));
        assert_eq!(register.settlements.len(), 29_809, "levels 4 and 5 together");
        let kinds = CommunityKind::ALL.map(|kind| {
            communities.iter().filter(|community| community.kind == Some(kind) && !community.code.in_crimea()).count()
        });
        assert_eq!(kinds, [409, 435, 625]);
    }

    #[test]
    fn every_place_lies_where_its_code_says() {
        let register = Register::embedded();
        let nowhere: Vec<_> =
            register.settlements.iter().filter(|place| place.community.is_none()).map(|p| &p.name).collect();
        assert_eq!(nowhere, ["Прип’ять", "Чорнобиль"]);
        for place in &register.settlements {
            let Some(community) = place.community else { continue };
            assert_eq!(place.code.community_prefix(), community.community_prefix(), "{}", place.code);
        }
        let names = |code: &str| {
            let former = register.former_names.iter().filter(|former| Some(former.code) == Code::parse(code));
            former.map(|former| former.name.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(names("UA46120130000026331"), ["Червоноградська"]);
    }
}
