//! `assign`: what people decide. Links, decisions about names, and taking a change back.

mod label;
mod name;
mod training;
mod undo;

pub use label::{LabelDecision, label};
pub use name::{NameDecision, NameTarget, name};
pub use training::{Assigned, training};
pub use undo::{Undone, undo};

use crate::{
    error::{Error, Result},
    model::{Code, letters::fold},
    names::{Outcome, Question, Resolver},
    store::{PlaceIds, Store},
};

/// The community that a person typed, by code or name; a name has to be sure.
fn community(store: &Store, resolver: &mut Option<Resolver>, typed: &str, oblast: &str) -> Result<(Code, PlaceIds)> {
    let refuse = |what: String| Error::Usage {
        what,
        hint: format!("give its code; `hromada list communities --text \"{}\"` shows which there are", fold(typed)),
    };
    let code = match Code::parse(typed) {
        Some(code) => code,
        None => {
            let resolver = match resolver {
                Some(resolver) => resolver,
                None => {
                    let mut learned = Resolver::new(&store.register()?);
                    learned.decide(store.decisions()?);
                    resolver.insert(learned)
                }
            };
            match resolver.resolve(&Question { text: typed, oblast, ..Question::default() }).as_ref() {
                Outcome::Sure { code, .. } => *code,
                Outcome::Likely { candidates, .. } => {
                    let codes: Vec<_> = candidates.iter().take(5).map(Code::to_string).collect();
                    return Err(refuse(format!("`{typed}` may be {}", codes.join(" or "))));
                }
                _ => return Err(refuse(format!("`{typed}` is no community of the register"))),
            }
        }
    };
    let place = store.place_ids()?.get(&code).copied();
    place.map(|place| (code, place)).ok_or_else(|| refuse(format!("{code} is no community of the register")))
}
