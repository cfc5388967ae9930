package io.kequn.platform.job;

/// What is kept for a time only. A feature has one bean of it for each of its tables; the service's
/// housekeeping does the rest.
public interface Perishable {
    /// A `delete` of at most `$3` rows of shop `$1` that are older than `$2` milliseconds. It reads the time by
    /// `now()`, so that all that is forgotten together is of one age: what belongs to a job goes before the
    /// job.
    String delete();
}
