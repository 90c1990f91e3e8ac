//! The index of the post, whose first two digits tell the oblast (rules of Ukrposhta; Kyiv's begin with a nought, as telephones do,
//! and are not read).

/// The two digits of the oblast in the codifier, by the first two of the index: last index of each oblast.
#[rustfmt::skip]
const LAST_OF_OBLASTS: [(u8, u8); 24] = [
    (13, 18), (17, 74), (20, 71), (24, 5), (28, 35), (32, 68), (35, 56), (39, 53), (42, 59), (45, 7), (48, 61), (53, 12),
    (57, 48), (60, 73), (64, 63), (68, 51), (72, 23), (75, 65), (78, 26), (82, 46), (87, 14), (90, 21), (94, 44), (98, 1),
];

/// The oblast of an index; `None` for what is none, and for those of Kyiv, its oblast and Sevastopol.
pub(super) fn oblast(index: &str) -> Option<u8> {
    let begins: u8 = index.get(..2).filter(|_| index.len() == 5)?.parse().ok()?;
    let of = LAST_OF_OBLASTS.iter().find(|(last, _)| begins <= *last).map(|(_, oblast)| *oblast);
    of.filter(|_| begins >= 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_tells_the_oblast() {
        let found = ["34200", "42744", "29000", "95000", "04562", "99000", "342"].map(oblast);
        assert_eq!(found, [Some(56), Some(59), Some(68), Some(1), None, None, None]);
    }
}
