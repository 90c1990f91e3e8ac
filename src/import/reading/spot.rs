//! What the row that was read last says as a record: its texts, its place, and whether it says more than is read.

use std::{
    borrow::Cow,
    hash::{Hash, Hasher},
};

use super::{
    clean::Breaks,
    codes::code_beside_name,
    form::Layout,
    heading::{Heading, HeadingColumn},
    kinds::is_given,
    layouts::named,
    reader::Reader,
    row::text,
};
use crate::{model::Status, sheet::Merged};

/// What a row says of its place, before names are resolved.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Spot<'r> {
    /// Number of the row.
    pub row: u32,
    /// A hash of its cells that nothing is taken from, to tell it from a row that says the same; 0 where there are no such columns.
    pub unread: u64,
    /// From its column, a heading row above, or the sheet's name.
    pub oblast: Cow<'r, str>,
    pub raion: Cow<'r, str>,
    /// `міська` ..., from a column of its own.
    pub community_kind: Cow<'r, str>,
    /// The cell that names the communities, line breaks kept; a code column, if there is one, comes first.
    pub communities: Cow<'r, str>,
    /// Letters of the column that `communities` came from, for messages.
    pub communities_column: &'r str,
}

impl<K: Layout> Reader<'_, K> {
    /// Which columns the kind has for its own.
    pub(in crate::import) fn own(&self) -> &K::Columns {
        &self.table.own
    }

    /// The text of a cell of the row; empty where nothing is given.
    pub(in crate::import) fn text(&self, column: Option<usize>) -> Cow<'_, str> {
        text(&self.row, column, Breaks::Join)
    }

    /// What the record of the row is known by.
    pub(in crate::import) fn title(&self) -> Cow<'_, str> {
        self.text(self.table.columns.title)
    }

    /// Whether the rows of its section were held.
    pub(in crate::import) fn section(&self) -> Status {
        self.section
    }

    /// The project of the row: its own, or what holds for all rows.
    pub(in crate::import) fn project(&self) -> Cow<'_, str> {
        self.own_or(self.table.columns.project, &self.project)
    }

    /// What the row says of its place.
    pub(in crate::import) fn spot(&self) -> Spot<'_> {
        let columns = &self.table.columns;
        Spot {
            row: self.row.number,
            unread: self.unread_hash(),
            oblast: self.own_or(columns.oblast, &self.oblast),
            raion: self.own_or(columns.raion, &self.raion),
            community_kind: self.text(columns.community_kind),
            communities: self.communities(),
            communities_column: &columns.community_letters,
        }
    }

    /// A hash of the cells of the row that nothing is taken from.
    fn unread_hash(&self) -> u64 {
        let mut hasher = rustc_hash::FxHasher::default();
        self.unread.iter().for_each(|column| self.text(Some(*column)).hash(&mut hasher));
        hasher.finish()
    }

    /// The headings of the columns that nothing is taken from, for a message.
    pub(in crate::import) fn unread(&self) -> String {
        let is_unread = |column: &&HeadingColumn| self.unread.contains(&column.column);
        named(self.columns().iter().filter(is_unread).map(|column| column.text.clone()))
    }

    /// The text of a cell of the row, else what the title says for all rows.
    pub(in crate::import) fn told<'r>(&'r self, column: Option<usize>, by_title: Option<&'r str>) -> Cow<'r, str> {
        self.own_or(column, by_title.unwrap_or_default())
    }

    /// The text of the row's own cell, else what holds for all rows.
    fn own_or<'r>(&'r self, column: Option<usize>, fallback: &'r str) -> Cow<'r, str> {
        let own = text(&self.row, column, Breaks::Join);
        if own.is_empty() { Cow::Borrowed(fallback) } else { own }
    }

    /// Whether a column's cell is merged over several rows.
    pub(in crate::import) fn is_merged(&self, column: usize) -> bool {
        matches!(self.row.merged(column), Some(Merged::First | Merged::Filled))
    }

    /// Whether a cell of the row says something.
    pub(in crate::import) fn says(&self, column: usize) -> bool {
        is_given(self.row.cell(column))
    }

    /// The cell that names the communities, the code before it where there is one.
    fn communities(&self) -> Cow<'_, str> {
        let names = text(&self.row, self.table.columns.community, Breaks::Keep);
        let code = text(&self.row, self.table.columns.code, Breaks::Keep);
        match (code.is_empty(), names.is_empty()) {
            (true, _) => names,
            (false, true) => code,
            (false, false) => Cow::Owned(code_beside_name(&code, &names)),
        }
    }
}

/// The columns with a heading that nothing is taken from, but for mere numbers of rows and reasons of rejection.
pub(super) fn unread_columns(heading: &Heading) -> Vec<usize> {
    let is_unread = |column: &&HeadingColumn| matches!(column.field, None | Some("notes"));
    heading.columns.iter().filter(is_unread).map(|column| column.column).collect()
}
