//! Reads a source as words and paths: enough of Rust to know who names whom, and no more.

/// `src/store/open.rs` → `["store", "open"]`; the first page and `main.rs` → `[]`.
pub(crate) fn module_of(path: &str) -> Vec<String> {
    let inner = path.trim_start_matches("src/").trim_end_matches(".rs");
    let parts = inner.split('/').filter(|part| !matches!(*part, "mod" | "lib" | "main"));
    parts.map(String::from).collect()
}

/// Every path that is written, groups unfolded; what leads through `crate`, `super`, `self` or our own name begins with `crate`.
pub(crate) fn paths(words: &[String], module: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    let mut place = 0;
    while place < words.len() {
        let goes_on = words.get(place + 1).is_some_and(|next| next == "::");
        if is_name(&words[place]) && goes_on {
            place = unfold(words, place, Vec::new(), module, &mut found);
        } else {
            place += 1;
        }
    }
    found
}

/// Reads one path or group from `place`, with what stood before it; returns where it ends.
fn unfold(
    words: &[String],
    mut place: usize,
    mut so_far: Vec<String>,
    module: &[String],
    found: &mut Vec<String>,
) -> usize {
    let mut after_colons = true;
    while let Some(word) = words.get(place) {
        match word.as_str() {
            "::" => after_colons = true,
            "{" if after_colons => {
                place += 1;
                while words.get(place).is_some_and(|word| word != "}") {
                    place = unfold(words, place, so_far.clone(), module, found).max(place + 1);
                    place += usize::from(words.get(place).is_some_and(|word| word == ","));
                }
                return place + 1;
            }
            name if after_colons && (is_name(name) || name == "*") => {
                match name {
                    "crate" | "hromada" if so_far.is_empty() => so_far.push("crate".into()),
                    "self" if so_far.is_empty() => {
                        so_far.extend(std::iter::once("crate".into()).chain(module.to_vec()))
                    }
                    "super" if so_far.is_empty() => {
                        so_far.extend(std::iter::once("crate".into()).chain(module.to_vec()));
                        so_far.pop();
                    }
                    "super" => _ = so_far.pop(),
                    "self" => {}
                    name => so_far.push(name.into()),
                }
                after_colons = false;
            }
            // In a group, whatever is no path (a rename, a stray sign) is passed over up to the next comma.
            "," | "}" | ";" => break,
            "as" => place += 1,
            _ if after_colons => {
                place += 1;
                break;
            }
            _ => break,
        }
        place += 1;
    }
    found.push(so_far.join("::"));
    place
}

fn is_name(word: &str) -> bool {
    word.starts_with(|sign: char| sign.is_alphabetic() || sign == '_')
}

/// The words of a source: names, `::`, single signs, and strings as `"..."`; neither comments nor blanks.
pub(crate) fn words(text: &str) -> Vec<String> {
    let signs: Vec<char> = text.chars().collect();
    let at = |place: usize| signs.get(place).copied().unwrap_or('\0');
    let until = |mut place: usize, end: &[char]| {
        while place < signs.len() && !signs[place..].starts_with(end) {
            place += if end == ['"'] && at(place) == '\\' { 2 } else { 1 };
        }
        place.min(signs.len())
    };
    let mut words = Vec::new();
    let mut place = 0;
    while place < signs.len() {
        let start = place;
        match at(place) {
            '/' if at(place + 1) == '/' => place = until(place, &['\n']),
            '/' if at(place + 1) == '*' => place = until(place + 2, &['*', '/']) + 2,
            '"' => {
                place = until(place + 1, &['"']) + 1;
                words.push(signs[start..place.min(signs.len())].iter().collect());
            }
            'r' if at(place + 1) == '"' || at(place + 1) == '#' && matches!(at(place + 2), '"' | '#') => {
                let fences = signs[place + 1..].iter().take_while(|sign| **sign == '#').count();
                let mut end = vec!['"'];
                end.resize(fences + 1, '#');
                // A raw string knows no backslash; its end is looked for sign by sign.
                place += fences + 2;
                while place < signs.len() && !signs[place..].starts_with(&end) {
                    place += 1;
                }
                place += end.len();
                words.push("\"\"".into());
            }
            // A sign in quotes; what has no closing quote is a lifetime.
            '\'' if at(place + 1) == '\\' => place = until(place + 3, &['\'']) + 1,
            '\'' if at(place + 2) == '\'' => place += 3,
            ':' if at(place + 1) == ':' => {
                words.push("::".into());
                place += 2;
            }
            sign if sign.is_alphanumeric() || sign == '_' => {
                while at(place).is_alphanumeric() || at(place) == '_' {
                    place += 1;
                }
                words.push(signs[start..place].iter().collect());
            }
            sign => {
                if !sign.is_whitespace() {
                    words.push(sign.into());
                }
                place += 1;
            }
        }
    }
    words
}

/// Leaves out each item under `#[cfg(test)]`, up to its `;` or its last brace.
pub(crate) fn without_tests(words: Vec<String>) -> Vec<String> {
    let mark = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut place = 0;
    while place < words.len() {
        if !words[place..].iter().take(mark.len()).eq(mark) {
            kept.push(words[place].clone());
            place += 1;
            continue;
        }
        let mut depth = 0_usize;
        place += mark.len();
        while let Some(word) = words.get(place) {
            place += 1;
            match word.as_str() {
                "{" => depth += 1,
                "}" if depth <= 1 => break,
                "}" => depth -= 1,
                ";" if depth == 0 => break,
                _ => {}
            }
        }
    }
    kept
}
