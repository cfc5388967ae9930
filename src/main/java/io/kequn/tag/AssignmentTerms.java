package io.kequn.tag;

import static io.kequn.platform.problem.ErrorCode.VALUE_INVALID;

import io.kequn.platform.database.FactSession;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// How tags are given: by whom, and until when; `expiresAt` null is for good.
record AssignmentTerms(AssignmentSource source, @Nullable Instant expiresAt) {
    static AssignmentTerms of(@Nullable AssignmentSource source, @Nullable Instant expiresAt) {
        return new AssignmentTerms(source == null ? AssignmentSource.API : source, expiresAt);
    }

    /// Refuses an instant that the shop's clock has passed; after the locks.
    void check(FactSession session) {
        if (expiresAt != null && !expiresAt.isAfter(session.at())) {
            throw VALUE_INVALID.at("/expiresAt", "Must lie in the future of the shop.", "须晚于店铺的当前时间。");
        }
    }

    @Nullable
    OffsetDateTime until() {
        return expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC);
    }
}
