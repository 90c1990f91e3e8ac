//! Numbers such as `1,500`: whether the sign parts thousands or the fraction is told by the other amounts of the sheet, where they
//! agree. Else such a number is not read at all.

use super::{
    columns::Columns,
    kinds::is_given,
    report::{Place, Report},
    row::shown,
};
use crate::{
    import::problem::Level,
    sheet::{
        Cell, Row,
        values::{Part, Signs, Told, signs_told},
    },
};

/// A cell by which something is told: row, column, value.
type Proof = (u32, usize, String);

/// What the amounts of a sheet say about point and comma.
#[derive(Debug, Default)]
pub(super) struct SignEvidence {
    comma: OfSign,
    point: OfSign,
}

/// The first cells in which a sign parts thousands, parts the fraction, could part either.
#[derive(Debug, Default)]
struct OfSign {
    thousands: Option<Proof>,
    fraction: Option<Proof>,
    either: Option<Proof>,
}

impl SignEvidence {
    /// Weighs the amounts of a row.
    pub(super) fn weigh(&mut self, row: &Row, columns: &Columns) {
        for column in columns.amounts.iter().copied() {
            let cell = row.cell(column);
            let Cell::Text(text) = cell else { continue };
            let proof = || (row.number, column, shown(cell));
            let told = signs_told(text);
            for (of, sign) in [(&mut self.comma, ','), (&mut self.point, '.')] {
                let room = match told {
                    Told::Either(open) if open == sign => &mut of.either,
                    Told::Either(_) => continue,
                    Told::Signs(signs) => match if sign == ',' { signs.comma } else { signs.point } {
                        Some(Part::Thousands) => &mut of.thousands,
                        Some(Part::Fraction) => &mut of.fraction,
                        None => continue,
                    },
                };
                room.get_or_insert_with(proof);
            }
        }
    }

    /// What the signs part; says so where a number was read by what others tell.
    pub(super) fn settle(&self, report: &mut Report<'_>) -> Signs {
        Signs { comma: self.comma.settle("comma", report), point: self.point.settle("point", report) }
    }
}

impl OfSign {
    fn settle(&self, name: &str, report: &mut Report<'_>) -> Option<Part> {
        let (part, what, (by, _, proof)) = match (&self.thousands, &self.fraction) {
            (Some(proof), None) => (Part::Thousands, "thousands", proof),
            (None, Some(proof)) => (Part::Fraction, "the fraction", proof),
            _ => return None,
        };
        if let Some((row, column, value)) = &self.either {
            let reason = format!(
                "the {name} of `{value}` was taken to part {what}, here and below, as that of `{proof}` in row {by} does"
            );
            report.push(Level::Warning, "sign_weighed", Place { row: *row, column: Some(*column) }, value, &reason);
        }
        Some(part)
    }
}

/// Whether a cell holds a number whose sign could part thousands or the fraction.
pub(super) fn is_open(cell: Cell<'_>) -> bool {
    matches!(cell, Cell::Text(text) if is_given(cell) && matches!(signs_told(text), Told::Either(_)))
}
