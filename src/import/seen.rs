//! Which keys have been met: a filter of fixed size, so that a load of a million rows needs no index by key while it runs.

use crate::{
    error::Result,
    store::{Postponed, TrainingValues, Writing},
};

/// Blocks of the filter, each of them one line of the processor's cache: 8 MiB, which hold a million keys with one false alarm
/// in some millions.
const BLOCKS: usize = 1 << 17;

/// A key sets one bit in each word of its block.
type Block = [u64; 8];

/// Knows which keys cannot be in the database yet.
///
/// During a big load the index by key is away. A key that the filter does not know is new; at the first one it seems to know,
/// the index is built and kept from then on.
pub(super) struct Seen {
    filter: Option<Vec<Block>>,
    postponed: Postponed,
}

impl Seen {
    /// For an import that keeps all indices: the database itself is asked.
    pub(super) fn small() -> Seen {
        Seen { filter: None, postponed: Postponed::default() }
    }

    /// For a big load of trainings into a database that holds little: dear indices are taken away until [`Seen::end`].
    pub(super) fn bulk(writing: &Writing<'_>) -> Result<Seen> {
        let postponed = writing.postpone_indices()?;
        let mut seen = Seen { filter: Some(vec![[0; 8]; BLOCKS]), postponed };
        writing.keys::<TrainingValues>(|key| seen.add(key))?;
        Ok(seen)
    }

    /// Whether a record with this key may be in the database; if so, it can be looked up.
    pub(super) fn may_hold(&mut self, writing: &Writing<'_>, key: i64) -> Result<bool> {
        let Some(filter) = &self.filter else { return Ok(true) };
        let (place, bits) = bits(key);
        let known = filter.get(place).is_some_and(|block| block.iter().zip(bits).all(|(word, bit)| word & bit != 0));
        if known && self.postponed.lacks_key_index() {
            writing.build_key_index(&mut self.postponed)?;
        }
        Ok(known)
    }

    /// Remembers a key that was written to the database.
    pub(super) fn add(&mut self, key: i64) {
        let Some(filter) = &mut self.filter else { return };
        let (place, bits) = bits(key);
        if let Some(block) = filter.get_mut(place) {
            block.iter_mut().zip(bits).for_each(|(word, bit)| *word |= bit);
        }
    }

    /// Builds the indices that were taken away.
    pub(super) fn end(mut self, writing: &Writing<'_>) -> Result<()> {
        self.filter = None;
        writing.build_indices(&mut self.postponed)
    }
}

/// The block of a key and its bit in each word. The key is itself a hash: its upper bits give the place, six more each bit.
fn bits(key: i64) -> (usize, Block) {
    let key = key as u64;
    let place = (key >> 47) as usize % BLOCKS;
    (place, std::array::from_fn(|word| 1 << (key >> (word * 6) & 63)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_was_added_is_known_and_others_are_hardly_ever() {
        let mut seen = Seen { filter: Some(vec![[0; 8]; BLOCKS]), postponed: Postponed::default() };
        let key = |n: u64| {
            let mixed = (n ^ (n >> 31)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
            (mixed ^ (mixed >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93).rotate_left(17) as i64
        };
        (0..1_000_000).for_each(|n| seen.add(key(n)));
        let filter = seen.filter.clone().unwrap();
        let known = |key| {
            let (place, bits) = bits(key);
            filter[place].iter().zip(bits).all(|(word, bit)| word & bit != 0)
        };
        assert!((0..1_000_000).all(|n| known(key(n))));
        let alarms = (1_000_000..2_000_000).filter(|n| known(key(*n))).count();
        assert!(alarms < 20, "{alarms} false alarms");
    }
}
