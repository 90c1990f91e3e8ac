//! Which column of a heading is for which field: the clearest column of each, and a doubt where two are as clear.

use super::{
    heading::{Doubt, Heading, HeadingColumn},
    quality::{Fit, fits},
    texts::column_texts,
    vocabulary::{Field, Vocabulary},
};
use crate::sheet::{Merge, Row};

/// How much better one column must be than another of the same field to be taken without a question.
const CLEARLY: f32 = 0.04;
/// How much clearer a field may be that loses its column to a weak phrase: less than what its group tells.
const NO_CLEARER: f32 = 0.015;
/// How many of the weightiest fields may take a column away from others by a weak phrase.
const STEALING: usize = 6;

/// The columns of a heading while fields are given out.
struct Assignment<'v> {
    vocabulary: &'v Vocabulary,
    /// What each column may be.
    fits: Vec<Vec<Fit>>,
    /// What each column was taken for.
    taken: Vec<Option<Fit>>,
    doubts: Vec<(Field, Vec<usize>)>,
}

/// Reads rows as a heading; gives how well that went.
pub(super) fn read_heading(rows: &[Row], merges: &[Merge], vocabulary: &Vocabulary) -> (f32, Heading) {
    let texts = column_texts(rows, merges);
    let of_column = |text: &_| fits(text, vocabulary);
    let mut assignment = Assignment {
        vocabulary,
        fits: texts.iter().map(of_column).collect(),
        taken: vec![None; texts.len()],
        doubts: Vec::new(),
    };
    // Strong phrases first; then weak ones for what was not found.
    for weak in [false, true] {
        for field in vocabulary.fields() {
            assignment.choose(field, weak);
        }
    }
    let score = assignment.taken.iter().flatten().map(|fit| fit.quality).sum();
    let columns = texts.iter().zip(&assignment.taken).map(|(text, taken)| HeadingColumn {
        column: text.column,
        text: text.parts.join(" / "),
        field: taken.map(|fit| fit.field),
    });
    let number = |row: Option<&Row>| row.map_or(0, |row| row.number);
    let heading = Heading {
        row: number(rows.first()),
        last_row: number(rows.last()),
        columns: columns.collect(),
        times: Vec::new(),
        width: 0,
        doubts: assignment
            .doubts
            .iter()
            .map(|(field, places)| Doubt {
                field,
                columns: places.iter().filter_map(|place| texts.get(*place)).map(|text| text.column).collect(),
            })
            .collect(),
    };
    (score, heading)
}

impl Assignment<'_> {
    /// Gives a field its clearest column, and notes a doubt when another is as clear.
    fn choose(&mut self, field: Field, weak: bool) {
        if self.taken.iter().flatten().any(|fit| fit.field == field) {
            return;
        }
        let (mut free, mut held) = (Vec::new(), Vec::new());
        for (place, fits) in self.fits.iter().enumerate() {
            let Some(fit) = fits.iter().find(|fit| fit.field == field && fit.weak == weak) else { continue };
            let best = fits.iter().filter(|fit| fit.weak == weak).map(|fit| fit.quality).fold(0.0, f32::max);
            match self.taken.get(place).copied().flatten() {
                None if weak || fit.quality + 0.001 >= best => free.push((place, *fit)),
                Some(holder) if weak && self.may_take(fit, holder) => held.push((place, *fit)),
                _ => {}
            }
        }
        let mut candidates = if free.is_empty() { held } else { free };
        candidates.sort_by(|one, other| other.1.quality.total_cmp(&one.1.quality).then(one.0.cmp(&other.0)));
        let Some((place, fit)) = candidates.first().copied() else { return };
        let as_clear = |candidate: &&(usize, Fit)| candidate.1.quality > fit.quality - CLEARLY;
        let rivals: Vec<usize> = candidates.iter().filter(as_clear).map(|candidate| candidate.0).collect();
        if rivals.len() > 1 {
            self.doubts.push((field, rivals));
        }
        if let Some(taken) = self.taken.get_mut(place) {
            *taken = Some(fit);
        }
    }

    /// A weak phrase may take a column from a field of less weight that is no clearer, never from one of more.
    fn may_take(&self, fit: &Fit, holder: Fit) -> bool {
        let weight =
            |field: Field| self.vocabulary.fields().iter().position(|known| *known == field).unwrap_or(usize::MAX);
        weight(fit.field) < weight(holder.field).min(STEALING) && fit.quality + NO_CLEARER > holder.quality
    }
}
