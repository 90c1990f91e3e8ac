//! What a person decided about a name, to be remembered by every later import.

use super::Code;

/// A person's word that a text means some community, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The text, as it stands in a sheet; compared folded.
    pub text: String,
    /// The oblast in which it holds; `None` = everywhere. One with an oblast goes before one without.
    pub oblast: Option<Code>,
    /// The community that is meant; `None` = the text names no community.
    pub answer: Option<Code>,
}
