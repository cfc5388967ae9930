package io.kequn.feed;

/// How far a shop's changes are numbered: `last` is the highest number, and those up to `floor` are no longer
/// kept. `behind` says that more may have committed than is numbered.
public record FeedState(long last, long floor, boolean behind) {
    /// Whether all changes after this number are known: they are still kept, and the database was not put back
    /// to a time before it.
    public boolean goesOnAfter(long number) {
        return number >= floor && number <= last;
    }
}
