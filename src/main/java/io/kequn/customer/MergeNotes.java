package io.kequn.customer;

import com.github.f4b6a3.uuid.UuidCreator;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.PersonalReads;
import io.kequn.platform.access.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// What is noted of a merger while it is done.
///
/// @param until when it can be undone
record MergeNotes(
        Merger merger,
        Instant until,
        List<MergeConflict> conflicts,
        List<MergeConsent> consents,
        Map<UUID, MergeSide> before) {
    MergeNotes {
        conflicts = List.copyOf(conflicts);
        consents = List.copyOf(consents);
        before = Map.copyOf(before);
    }

    /// Before the profiles are merged.
    static MergeNotes of(MergedProfiles profiles, Map<UUID, MergeSide> before, Duration window, Instant now) {
        var comparison = new MergeComparison(profiles.from(), profiles.into(), profiles.own());
        var merger = new Merger(
                UuidCreator.getTimeOrderedEpochPlus1(),
                profiles.from().id(),
                profiles.into().id());
        return new MergeNotes(merger, now.plus(window), comparison.conflicts(), comparison.consents(), before);
    }

    MergeReport report(Caller caller, Map<UUID, MergeSide> after, boolean dryRun) {
        boolean reads = caller.scopes().contains(Scope.CUSTOMERS_READ);
        if (reads && !conflicts.isEmpty()) {
            PersonalReads.note(merger.from());
        }
        return new MergeReport(
                dryRun ? null : merger.id(),
                until,
                merger.from(),
                merger.into(),
                reads
                        ? conflicts
                        : conflicts.stream().map(MergeConflict::withoutValues).toList(),
                consents,
                side(before, merger.from()),
                side(before, merger.into()),
                side(after, merger.into()));
    }

    private static MergeSide side(Map<UUID, MergeSide> sides, UUID customer) {
        return Objects.requireNonNull(sides.get(customer));
    }
}
