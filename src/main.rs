//! The program `hromada`: everything happens in the library.

fn main() -> std::process::ExitCode {
    hromada::cli::main()
}
