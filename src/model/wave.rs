//! Waves of aid: by what word two spellings are one wave.

use super::letters::fold;

/// The key of a wave: `ІІІ хвиля`, `III хвиля` in Latin letters, `3 хвиля`, `Хвиля №3` and `третя хвиля` are one.
pub fn wave_key(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|sign: char| !sign.is_alphanumeric() && sign != '\'').filter(|word| !word.is_empty());
    let words: Vec<String> =
        words.map(|word| number(word).map_or_else(|| word.to_string(), |n| n.to_string())).collect();
    let is_noun = |word: &str| word.starts_with("хвил") || word == "wave";
    // `3-тя хвиля`: an ending of the number.
    let is_ending = |at: usize, word: &str| {
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        before.is_some_and(|before| before.parse::<u32>().is_ok()) && ENDINGS.contains(&word)
    };
    let kept: Vec<&str> = words
        .iter()
        .enumerate()
        .map(|(at, word)| (at, word.as_str()))
        .filter(|(at, word)| !is_noun(word) && !is_ending(*at, word) && *word != "no")
        .map(|(_, word)| word)
        .collect();
    if kept.is_empty() { folded } else { kept.join(" ") }
}

/// Endings that people write after a number.
const ENDINGS: [&str; 10] = ["ша", "га", "тя", "та", "а", "я", "st", "nd", "rd", "th"];
/// Ordinal numbers by their beginning.
const ORDINALS: [(u32, [&str; 2]); 5] = [
    (1, ["перша", "first"]),
    (2, ["друга", "second"]),
    (3, ["третя", "third"]),
    (4, ["четверта", "fourth"]),
    (5, ["п'ята", "fifth"]),
];

/// The number that a folded word is: with digits, as a Roman numeral in letters of either alphabet, or as a word.
fn number(word: &str) -> Option<u32> {
    let ordinal = ORDINALS.iter().find(|(_, words)| words.contains(&word)).map(|(number, _)| *number);
    word.parse().ok().or(ordinal).or_else(|| roman(word))
}

/// A Roman numeral up to 39, written as the rules have it.
fn roman(word: &str) -> Option<u32> {
    let latin: String = word
        .chars()
        .map(|letter| match letter {
            'і' | 'l' => 'i',
            'х' => 'x',
            other => other,
        })
        .collect();
    let tens = latin.chars().take_while(|letter| *letter == 'x').count();
    let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let rest = ones.iter().position(|ones| latin.get(tens..) == Some(*ones))?;
    u32::try_from(tens * 10 + rest).ok().filter(|number| tens < 4 && *number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_wave_are_one() {
        for text in
            ["ІІІ хвиля", "III хвиля", "3 хвиля", "Хвиля 3", "хвиля №3", "Третя хвиля", "3-тя хвиля", "wave iii", "3"]
        {
            assert_eq!(wave_key(text), "3", "{text}");
        }
        assert_eq!(wave_key("XIV хвиля"), wave_key("14"));
        assert_eq!(wave_key("ХІV хвиля"), wave_key("14"));
        assert_eq!(wave_key("Зимова хвиля 2023"), "зимова 2023");
        assert_eq!(wave_key("Хвиля"), "хвиля");
        let others = ["ІІ хвиля", "IV хвиля", "13 хвиля", "Хвиля допомоги 3"].map(wave_key);
        assert!(others.iter().all(|key| key != "3"), "{others:?}");
    }
}
