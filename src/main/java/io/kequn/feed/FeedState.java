package io.kequn.feed;

/// How far a shop's changes are numbered: `last` is the highest number, and those up to `floor` are no longer
/// kept. `behind` says that more may have committed than is numbered.
public record FeedState(long last, long floor, boolean behind) {}
