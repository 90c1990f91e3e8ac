//! Where a training was, as far as all of it was in one place: what its people are counted in.

/// Where a community lies, in the database's own numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceIds {
    /// The community.
    pub community: i64,
    /// Its raion; `None` for Kyiv and Sevastopol.
    pub raion: Option<i64>,
    /// Its oblast.
    pub oblast: i64,
}

/// The one territory of each level in which all of a training was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whereabouts {
    /// `None` = several, or nobody said, or a name waits.
    pub oblast: Option<i64>,
    /// Likewise.
    pub raion: Option<i64>,
    /// Likewise.
    pub community: Option<i64>,
    /// What its sheet names, as `schema.sql` has it.
    pub scope: &'static str,
}

impl Default for Whereabouts {
    /// Nowhere that anybody knows.
    fn default() -> Whereabouts {
        Whereabouts { oblast: None, raion: None, community: None, scope: "none" }
    }
}

impl Whereabouts {
    /// Of a training with these links and these oblasts said beside them. While a name waits, nobody knows more than the oblast,
    /// and that only where all rows agree.
    pub fn of(
        places: impl Iterator<Item = PlaceIds> + Clone,
        waits: bool,
        hints: impl Iterator<Item = Option<i64>>,
        all_of_oblast: bool,
    ) -> Whereabouts {
        let linked = places.clone().next().is_some();
        let hints = hints.filter(|_| waits || !linked);
        let oblast = only(places.clone().map(|place| Some(place.oblast)).chain(hints));
        Whereabouts {
            oblast,
            raion: if waits { None } else { only(places.clone().map(|place| place.raion)) },
            community: if waits { None } else { only(places.map(|place| Some(place.community))) },
            scope: match (waits, linked, all_of_oblast, oblast) {
                (true, ..) => "waiting",
                (false, true, ..) => "communities",
                (false, false, true, _) => "all_of_oblast",
                (false, false, false, Some(_)) => "oblast",
                (false, false, false, None) => "none",
            },
        }
    }
}

/// The value that all agree on; `None` when there are none, several, or one is unknown.
fn only(mut values: impl Iterator<Item = Option<i64>>) -> Option<i64> {
    let first = values.next()??;
    values.all(|value| value == Some(first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROMNY: PlaceIds = PlaceIds { community: 1, raion: Some(10), oblast: 100 };
    const LEBEDYN: PlaceIds = PlaceIds { community: 2, raion: Some(11), oblast: 100 };
    const ZHOVKVA: PlaceIds = PlaceIds { community: 3, raion: Some(20), oblast: 200 };

    fn of(places: &[PlaceIds], waits: bool, hints: &[Option<i64>]) -> Whereabouts {
        Whereabouts::of(places.iter().copied(), waits, hints.iter().copied(), false)
    }

    #[test]
    fn all_of_it_was_where_its_communities_agree() {
        let both = of(&[ROMNY, LEBEDYN], false, &[]);
        assert_eq!((both.oblast, both.raion, both.community), (Some(100), None, None));
        assert_eq!(of(&[ROMNY, ZHOVKVA], false, &[]).oblast, None);
        assert_eq!(of(&[ROMNY], false, &[None]).community, Some(1), "a hint beside a link says nothing new");
    }

    #[test]
    fn while_a_name_waits_only_the_oblast_of_its_row_is_sure() {
        let hinted = of(&[ROMNY], true, &[Some(100)]);
        assert_eq!((hinted.oblast, hinted.raion, hinted.scope), (Some(100), None, "waiting"));
        assert_eq!(of(&[ROMNY], true, &[None]).oblast, None);
        assert_eq!(of(&[ROMNY], true, &[Some(200)]).oblast, None);
    }
}
