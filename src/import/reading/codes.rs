//! Codes of communities in a column of their own, beside the column of their names.

/// Signs that part names, those first that no name holds within.
const NAMES_END: [&[char]; 3] = [&[';', '\n'], &[';', '\n', ','], &[';', '\n', ',', '/']];

/// Each of several codes beside its name, where the two cells have as many of them.
pub(super) fn code_beside_name(codes: &str, names: &str) -> String {
    let parts = |text: &str, ends: &[char]| -> Vec<String> {
        text.split(ends).map(|part| part.trim().to_string()).filter(|part| !part.is_empty()).collect()
    };
    let each_code = parts(codes, &[';', '\n', ',', '/']);
    let is_paired = |each_name: &Vec<String>| each_code.len() > 1 && each_name.len() == each_code.len();
    match NAMES_END.iter().map(|ends| parts(names, ends)).find(is_paired) {
        None => format!("{codes} {names}"),
        Some(each_name) => {
            let pairs = each_code.iter().zip(&each_name).map(|(code, name)| format!("{code} {name}"));
            pairs.collect::<Vec<_>>().join("; ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stand_beside_their_names_whatever_parts_them() {
        for (codes, names) in [("1; 2", "А; Б"), ("1, 2", "А, Б"), ("1\n2", "А / Б"), ("1/2", "А\nБ")] {
            assert_eq!(code_beside_name(codes, names), "1 А; 2 Б");
        }
        assert_eq!(code_beside_name("1; 2", "А, перша; Б"), "1 А, перша; 2 Б");
        assert_eq!(code_beside_name("1; 2", "А, Б, В"), "1; 2 А, Б, В", "nobody knows which is whose");
        assert_eq!(code_beside_name("1", "А, Б"), "1 А, Б");
    }
}
