//! Names by likeness: what is one slip of the hand away.

use rustc_hash::FxHashMap;

/// Shorter names are never corrected: too many lie one letter apart.
const SHORTEST: usize = 6;
/// Names of this length may have two slips.
const LONG: usize = 13;

/// Keys that can be searched by likeness.
pub(super) struct Shelf {
    keys: Vec<Key>,
}

struct Key {
    letters: Vec<char>,
    /// One bit for each letter that occurs: two keys one slip apart differ in two bits at most.
    bits: u64,
    /// The place of the key in the list it came from.
    place: usize,
}

impl Shelf {
    /// Takes keys in the order in which their places are given back.
    pub(super) fn new<'k>(keys: impl Iterator<Item = &'k str>) -> Shelf {
        let key = |(place, key): (usize, &str)| {
            let letters: Vec<char> = key.chars().collect();
            Key { bits: bits(&letters), letters, place }
        };
        Shelf { keys: keys.enumerate().map(key).collect() }
    }

    /// The places of the keys nearest to a word and their distance: one slip, in long words two. Empty when there are none.
    pub(super) fn nearest(&self, word: &str) -> (Vec<usize>, usize) {
        let letters: Vec<char> = word.chars().collect();
        let allowed = match letters.len() {
            length if length < SHORTEST => return (Vec::new(), 0),
            length if length < LONG => 1,
            _ => 2,
        };
        let bits = bits(&letters);
        let mut best = (Vec::new(), allowed);
        for key in &self.keys {
            let far = (key.bits ^ bits).count_ones() as usize > 2 * best.1;
            if far || key.letters.len().abs_diff(letters.len()) > best.1 {
                continue;
            }
            let distance = strsim::generic_damerau_levenshtein(&key.letters, &letters);
            if distance < best.1 {
                best = (vec![key.place], distance);
            } else if distance == best.1 {
                best.0.push(key.place);
            }
        }
        best
    }
}

fn bits(letters: &[char]) -> u64 {
    letters.iter().fold(0, |bits, letter| bits | 1 << (u32::from(*letter) % 64))
}

/// The keys of an index in a fixed order, with the shelf that finds them.
pub(super) fn shelf_of<V>(index: &FxHashMap<String, V>) -> (Vec<String>, Shelf) {
    let mut keys: Vec<String> = index.keys().cloned().collect();
    keys.sort_unstable();
    let shelf = Shelf::new(keys.iter().map(String::as_str));
    (keys, shelf)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_nearest_are_given() {
        let shelf = Shelf::new(["дмитрівськ", "дмитровськ", "мирненськ"].into_iter());
        assert_eq!(shelf.nearest("дмитрвськ"), (vec![0, 1], 1));
        assert_eq!(shelf.nearest("мринеськ").0, Vec::<usize>::new(), "two slips in a short name");
        assert_eq!(shelf.nearest("мирнненськ"), (vec![2], 1));
    }
}
