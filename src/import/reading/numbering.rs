//! Rows that count the columns under their headings: `1 2 3`, `(1) (2)`, `А Б В 1 2`, `І ІІ ІІІ`, `5 6 7=5+6`.

use crate::{
    model::letters::{cyrillic_twin, latin_twin},
    sheet::{Cell, Row},
};

/// The orders in which letters count.
const ALPHABETS: [&str; 3] =
    ["абвгдеєжзиіїйклмнопрстуфхцчшщьюя", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "abcdefghijklmnopqrstuvwxyz"];
/// Roman numerals up to the most columns that anybody numbers with them.
const ROMANS: [&str; 20] = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii",
    "xviii", "xix", "xx",
];
/// Most letters that the number of a column has, its brackets included.
const LONGEST: usize = 7;
/// The ways of counting: with numbers, with Roman ones, and with each alphabet.
const WAYS: usize = 2 + ALPHABETS.len();

/// What a cell counts in each way; `None` where it is no number of that way.
type Counts = [Option<usize>; WAYS];

/// Whether a row with this cell in the column of titles may be a numbering: a number, or as short as one.
pub(super) fn may_number(title: Cell<'_>) -> bool {
    match title {
        Cell::Number(_) => true,
        Cell::Text(text) => text.chars().count() <= LONGEST,
        _ => false,
    }
}

/// Whether a row counts its columns: at least three numbers, each one more than the last, in one way of counting after another.
pub(super) fn is_numbering(row: &Row) -> bool {
    let (mut cells, mut before): (usize, Counts) = (0, [None; WAYS]);
    for cell in row.cells().filter(|cell| !is_blank(*cell)) {
        let Some(counts) = counts(cell) else { return false };
        // The first number may be left out, where the column of numbers counts as none.
        let starts = |way: usize, count| count == 1 || (cells == 0 && way == 0 && count <= 2);
        let goes_on = |(way, count): (usize, Option<usize>)| {
            let follows = |count: &usize| before.get(way).copied().flatten().is_some_and(|last| last + 1 == *count);
            count.filter(|count| follows(count) || starts(way, *count))
        };
        let mut next: Counts = [None; WAYS];
        next.iter_mut().zip(counts.into_iter().enumerate()).for_each(|(next, found)| *next = goes_on(found));
        if next.iter().all(Option::is_none) {
            return false;
        }
        (cells, before) = (cells + 1, next);
    }
    cells >= 3
}

fn is_blank(cell: Cell<'_>) -> bool {
    match cell {
        Cell::Text(text) => text.trim().is_empty(),
        cell => cell.is_empty(),
    }
}

/// What a cell counts; `None` when it is no number in any way.
fn counts(cell: Cell<'_>) -> Option<Counts> {
    let mut counts: Counts = [None; WAYS];
    let text = match cell {
        Cell::Number(number) if number.fract() == 0.0 && (0.0..1000.0).contains(&number) => {
            counts[0] = Some(number as usize);
            return Some(counts);
        }
        Cell::Text(text) => bare(text),
        _ => return None,
    };
    let latin: String = text.chars().map(|letter| latin_twin(letter).unwrap_or(letter)).collect();
    let mut letters = text.chars();
    let letter = letters.next().filter(|_| letters.next().is_none());
    let in_alphabet = |alphabet: &&str| {
        let letter = letter?;
        let place = |sought: char| alphabet.chars().position(|known| known == sought);
        place(letter).or_else(|| cyrillic_twin(letter).and_then(place)).or_else(|| latin_twin(letter).and_then(place))
    };
    let number = text.parse().ok();
    let roman = ROMANS.iter().position(|roman| *roman == latin).map(|place| place + 1);
    let by_letter = ALPHABETS.iter().map(|alphabet| in_alphabet(alphabet).map(|place| place + 1));
    counts.iter_mut().zip([number, roman].into_iter().chain(by_letter)).for_each(|(count, found)| *count = found);
    counts.iter().any(Option::is_some).then_some(counts)
}

/// The number in a cell without brackets, points, and what it is the sum of: `(7)`, `7.`, `7=5+6`, in lower case.
fn bare(text: &str) -> String {
    let text = text.split('=').next().unwrap_or_default();
    text.trim_matches(|sign: char| sign.is_whitespace() || matches!(sign, '(' | ')' | '[' | ']' | '.')).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &str) -> Row {
        let mut row = Row::default();
        row.clear(1);
        cells.split(';').enumerate().for_each(|(column, cell)| row.put(column, Cell::Text(cell)));
        row
    }

    #[test]
    fn columns_are_counted_in_many_ways() {
        for cells in [
            "1;2;3;4",
            "2;3;4",
            "А;Б;В;Г;1;2;3",
            "A;Б;B;Г;Ґ;Д",
            "a;b;c;d",
            "(1);(2);(3)",
            "1.;2.;3.",
            "І;ІІ;ІІІ;IV;V",
            "1;2;3;4;5;6;7=5+6",
            "1;;2;;3=",
        ] {
            assert!(is_numbering(&row(cells)), "{cells}");
        }
        for cells in ["1;2", "3;4;5", "1;2;4", "1;Тренінг;12", "1;1;2021", "А;Б;5;6", "В;Г;Д"] {
            assert!(!is_numbering(&row(cells)), "{cells}");
        }
    }
}
