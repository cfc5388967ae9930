package io.kequn.publication;

import io.kequn.platform.database.Columns;
import org.jspecify.annotations.Nullable;

/// How far a build is, in customers.
public record Progress(long done, @Nullable Long total) {
    /// Of the build job's `done` and `total`; null unless it is building.
    public static @Nullable Progress of(SegmentStatus status, Columns row) {
        var done = row.numberOrNull("done");
        return status == SegmentStatus.BUILDING && done != null ? new Progress(done, row.numberOrNull("total")) : null;
    }
}
