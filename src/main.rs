//! The program `hromada`.

fn main() {}
