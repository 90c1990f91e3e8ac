//! `hromada completions`: a script for each shell.
#![allow(clippy::unwrap_used)]

use crate::support::World;

#[test]
fn every_shell_gets_a_script_that_knows_the_verbs() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = World::new().run(&format!("completions {shell}"));
        let script = String::from_utf8(output.stdout).unwrap();
        assert!(["import", "list", "assign", "report", "undo"].iter().all(|verb| script.contains(verb)), "{shell}");
    }
}
