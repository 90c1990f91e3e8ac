//! Text → community. Pure: works on a register that is given to it, reads no file and no clock.
//!
//! A name is resolved for sure, or it is put to a person with candidates; precision comes before recall. The road of a cell:
//!
//! - `text` parts it into words, `words` says what each means, `reading` finds what is mentioned: communities, places, raions,
//!   oblasts, codes, each by its noun and the adjective beside it; `list` puts together what speaks of one community.
//! - `choose` makes candidates of each: by code; by a decision of a person (`decisions`); by name, present and former, in any
//!   case (`places`, `grammar`); in Latin letters or in Russian (`latin`, `russian`); by a settlement (`settlements`, `nouns`);
//!   by likeness (`spelling`).
//! - `settle` weighs candidates against the `ground`: the oblast, raion (`regions`, `oblasts`), kind and day that the row tells.
//!   One that fits and nothing against it is sure.
//! - `resolver` remembers what a text said on its ground (`cache`), so that a million rows cost little more than a thousand.

mod cache;
mod choose;
mod decisions;
mod grammar;
mod ground;
mod latin;
mod list;
mod nouns;
mod oblasts;
mod old_raions;
mod places;
mod reading;
mod regions;
mod resolver;
mod russian;
mod settle;
mod settlements;
mod spelling;
mod text;
mod words;

use std::rc::Rc;

use jiff::civil::Date;

pub use resolver::Resolver;

use crate::model::Code;

/// A text that should name a community, and what the row says about where to look.
#[derive(Clone, Copy, Debug, Default)]
pub struct Question<'a> {
    /// The text, as the sheet has it. May hold several names when given to `resolve_cell`.
    pub text: &'a str,
    /// The oblast as the row, its heading row or a person says it; empty when nobody does.
    pub oblast: &'a str,
    /// The raion, likewise.
    pub raion: &'a str,
    /// The kind of community (`міська`, `селищна` ...), likewise.
    pub kind: &'a str,
    /// Day of the event, which decides between a former and a present bearer of one name.
    pub date: Option<Date>,
}

/// What the resolver says about one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// One community and no other can be meant.
    Sure {
        /// Its code (level 3; the city's code for Kyiv and Sevastopol).
        code: Code,
        /// The rule that decided.
        rule: Rule,
    },
    /// A community is meant, and a person has to say which.
    Likely {
        /// The likeliest first; at most ten.
        candidates: Vec<Code>,
        /// What would decide between them.
        decides: Decides,
    },
    /// The text names something else: an oblast, a raion, a ministry, a total, a heading.
    NotACommunity {
        /// What it is taken for.
        what: Refusal,
    },
    /// Nothing in the register is like this text.
    Unknown,
}

/// The rule that made a name sure, in the order in which rules are tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// A KATOTTG code, a p-code or a KOATUU code stands in the text.
    Code,
    /// A person decided it earlier.
    Decision,
    /// The present name.
    Exact,
    /// A name of an earlier edition.
    Former,
    /// The name in an oblique case, alone or inside the name of an institution.
    Grammar,
    /// The name in Latin letters or in Russian.
    Language,
    /// A settlement, an old council or an old raion that lies in the community.
    Settlement,
    /// A misspelling with no other community as near.
    Spelling,
}

/// What would turn a likely name into a sure one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decides {
    /// The oblast.
    Oblast,
    /// The raion.
    Raion,
    /// The kind: urban, settlement or rural.
    Kind,
    /// The date of the event.
    Date,
    /// Only a person: the spelling is near, or the hints contradict the name.
    Person,
}

/// What a text that is no community is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Refusal {
    /// Nothing is written, or a dash, or one of the words for "not given".
    Empty,
    /// An oblast or one of its bodies.
    Oblast,
    /// A raion or one of its bodies.
    Raion,
    /// The state, a ministry, a nationwide body.
    State,
    /// A total, a count of communities, a heading.
    Heading,
    /// An organisation, a project, an association.
    Organisation,
    /// A person said so earlier.
    Decision,
}

/// One name out of a cell.
#[derive(Clone, Debug)]
pub struct Part<'t> {
    /// The piece of the cell that names this community.
    pub text: &'t str,
    /// What the resolver says; shared with its cache.
    pub outcome: Rc<Outcome>,
}

/// What a cell speaks of as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The communities that its parts name.
    Communities,
    /// "Усі громади області": a scope, not a list. The oblast is named in the cell or in the hint.
    AllOf {
        /// Code of the oblast; `None` when neither tells it, or the whole country is meant.
        oblast: Option<Code>,
    },
    /// The cell says nothing about communities (empty, a dash, only an oblast).
    Nowhere {
        /// Code of the oblast when the cell or the hint tells it.
        oblast: Option<Code>,
    },
}
