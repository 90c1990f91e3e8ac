//! Signals: a limit of the file's size should be an error that we can tell, not an end without a word.

/// Takes SIGXFSZ, so that the write fails instead of the program.
pub(super) fn ignore_file_size_limit() {
    #[cfg(unix)]
    {
        let noticed = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, noticed);
    }
}
