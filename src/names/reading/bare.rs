//! Names that stand alone: a member of a list with nothing but a name in it.

use super::{Mention, Reader, Token, What, is_number};
use crate::names::text::Marks;
use crate::names::words::{Kinds, Sense};

/// More words than this are no name.
const LONGEST: usize = 3;

impl Reader<'_> {
    pub(super) fn bare(&mut self) {
        let mut first = 0;
        while first < self.len() {
            let end = (first + 1..self.len()).find(|at| self.reading.is_boundary(*at)).unwrap_or(self.len());
            self.bare_in(first, end);
            first = end;
        }
    }

    /// Looks at one member of a list: the words from one token up to another.
    fn bare_in(&mut self, first: usize, end: usize) {
        if self.is_street(end) {
            self.reading.tokens.iter_mut().take(end).skip(first).for_each(|token| token.taken = true);
            return;
        }
        if self.is_whole_name(first, end) {
            self.mention(What::Bare, (first, end - 1), (first, end - 1));
            return;
        }
        let free: Vec<usize> = (first..end).filter(|at| self.is_free(*at)).collect();
        let named = self.reading.mentions.iter().any(|mention| {
            let beside = matches!(mention.what, What::Raion | What::Oblast(_) | What::Code(_) | What::Prefix(_));
            !beside && mention.span.0 >= first && mention.span.1 < end
        });
        let strange = (first..end).filter_map(|at| self.token(at)).any(is_strange);
        self.reading.institution |= strange || named && !free.is_empty();
        let (Some(&from), Some(&to)) = (free.first(), free.last()) else { return };
        let in_a_row = to - from + 1 == free.len() && free.len() <= LONGEST;
        if !named && !strange && in_a_row {
            let kinds = self.kind_beside(first, from, to, end);
            self.take(Mention { what: What::Bare, name: (from, to), span: (from, to), kinds, plural: false });
        } else if named || strange {
            self.stranger(&free, end);
        } else if !self.has_code(first, end)
            && free.iter().filter_map(|at| self.token(*at)).any(|token| token.word.capital)
        {
            self.reading.strangers.push((from, to));
        }
    }

    /// Whether a code stands in the member: the words around it say its name in other letters.
    fn has_code(&self, first: usize, end: usize) -> bool {
        let is_code = |mention: &Mention| matches!(mention.what, What::Code(_) | What::Prefix(_));
        self.reading.mentions.iter().any(|mention| is_code(mention) && mention.span.0 >= first && mention.span.1 < end)
    }

    /// Takes note of what is written as a name behind words that make their member something else: "відділ освіти Зореградська".
    fn stranger(&mut self, free: &[usize], end: usize) {
        let is_noun =
            |at: usize| matches!(self.sense(at), Some(Sense::Kind(_) | Sense::Community(_) | Sense::Territorial));
        let names = |at: &&usize| self.reading.is_written_as_name(**at);
        let (Some(&to), count) = (free.last(), free.iter().rev().take_while(names).count()) else { return };
        let in_a_row = (0..count).filter(|back| free.iter().rev().nth(*back) == to.checked_sub(*back).as_ref()).count();
        if in_a_row > 0 && (to + 1..end).all(is_noun) {
            self.reading.strangers.push((to + 1 - in_a_row, to));
        }
    }

    /// The kind that stands beside a name without the noun: "Миколаївська селищна".
    fn kind_beside(&self, first: usize, from: usize, to: usize, end: usize) -> Kinds {
        let beside = [Some(to + 1).filter(|after| *after < end), from.checked_sub(1).filter(|before| *before >= first)];
        let kind = |at: usize| match self.token(at).filter(|token| !token.taken)?.sense {
            Sense::Kind(kinds) => Some(kinds),
            _ => None,
        };
        beside.into_iter().flatten().find_map(kind).unwrap_or(0)
    }

    /// Whether all the words together are the name of a settlement, though some are in the table of words: "Павлівка Перша",
    /// "Нове Місто".
    fn is_whole_name(&self, first: usize, end: usize) -> bool {
        let tokens = self.reading.tokens.get(first..end).unwrap_or_default();
        tokens.len() <= LONGEST
            && tokens.iter().all(|token| !token.taken)
            && tokens.iter().any(|token| token.sense == Sense::Unknown)
            && !self.places.settlements.exact(&self.reading.joined(first, end - 1)).is_empty()
    }

    /// Whether a house number stands at a token, so that what stands before it is a street: "Соборна, 12 А".
    fn is_street(&self, at: usize) -> bool {
        let is_number =
            |token: &Token| is_number(&token.word.folded) || ["б", "буд"].contains(&token.word.folded.as_str());
        let letter = usize::from(self.word(at + 1).chars().count() == 1 && !self.reading.is_boundary(at + 1));
        let ends = at + 1 + letter >= self.len() || self.reading.is_boundary(at + 1 + letter);
        ends && self.token(at).is_some_and(|token| is_number(token) && token.word.before.any(Marks::COMMA))
    }
}

/// Whether a word beside which no name stands alone is free: a word of institutions, of bodies, of all communities.
fn is_strange(token: &Token) -> bool {
    use Sense::{All, Community, Institution, OblastBody, RaionBody, Refuse, Street, Ward};
    let sense = token.sense;
    !token.taken
        && (matches!(sense, Institution | Refuse(_) | OblastBody | RaionBody)
            || matches!(sense, Ward | Street | All | Community(_)))
}
