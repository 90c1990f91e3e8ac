//! What one row of a sheet says about a training, before names are resolved.

use std::borrow::Cow;

use crate::model::{Format, Span, Status, TrainingKind};

/// The values of one data row. Texts are clean (no control characters, single blanks, no line breaks, no invisible signs)
/// and empty where the sheet says nothing; counts are `None` where nobody wrote one.
#[derive(Clone, Debug)]
pub struct TrainingRow<'r> {
    /// Number of the row in its sheet.
    pub row: u32,
    /// A hash of its cells that nothing is taken from.
    pub unread: u64,
    /// The sheet's own id of the event.
    pub id: Cow<'r, str>,
    /// Title of the event.
    pub title: Cow<'r, str>,
    /// Project, as written; from its column, the title block or the command line.
    pub project: Cow<'r, str>,
    /// Donor, as written.
    pub donor: Cow<'r, str>,
    /// Implementer, as written.
    pub implementer: Cow<'r, str>,
    /// Topic, as written.
    pub topic: Cow<'r, str>,
    /// Kind of event; `None` when neither a column nor the first word of the title tells it.
    pub kind: Option<TrainingKind>,
    /// How people took part; `None` when nobody says.
    pub format: Option<Format>,
    /// Whether it was held; held when no column says otherwise.
    pub status: Status,
    /// First and last day.
    pub span: Span,
    /// Length in minutes, exact; `None` when nobody says.
    pub minutes: Option<u32>,
    /// For whom it was, as written.
    pub audience: Cow<'r, str>,
    /// Language, as written.
    pub language: Cow<'r, str>,
    /// Venue, as written.
    pub place: Cow<'r, str>,
    /// Link, as written.
    pub link: Cow<'r, str>,
    /// People who took part.
    pub participants: Option<u32>,
    /// Of them, people who had not taken part before.
    pub new_participants: Option<u32>,
    /// Of them, women.
    pub women: Option<u32>,
    /// Of them, men.
    pub men: Option<u32>,
    /// Whether the counts stand in a cell merged over several rows, so that they are the same people in each.
    pub counts_merged: bool,
    /// Oblast hint: from its column, a heading row above, or the sheet's name.
    pub oblast: Cow<'r, str>,
    /// Raion hint.
    pub raion: Cow<'r, str>,
    /// Hint on the kind of community (`міська` ...), from a column of its own.
    pub community_kind: Cow<'r, str>,
    /// The cell that names the community or communities, line breaks kept; a code column, if there is one, comes first.
    pub communities: Cow<'r, str>,
    /// Letters of the column that `communities` came from, for messages.
    pub communities_column: &'r str,
}
