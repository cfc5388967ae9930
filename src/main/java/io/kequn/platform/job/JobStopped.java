package io.kequn.platform.job;

/// A job does not go on here: not a failure. `lost`: another replica has it now.
final class JobStopped extends RuntimeException {
    private final boolean cancelled;

    private JobStopped(boolean cancelled) {
        super(cancelled ? "cancelled" : "lost", null, false, false);
        this.cancelled = cancelled;
    }

    static JobStopped lost() {
        return new JobStopped(false);
    }

    static JobStopped cancelled() {
        return new JobStopped(true);
    }

    boolean isCancelled() {
        return cancelled;
    }
}
