package io.kequn.customer;

import static java.util.Comparator.comparing;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// What is noted of a merger while it is done.
record MergeNotes(
        UUID from,
        UUID into,
        List<MergeConflict> conflicts,
        List<MergeConsent> consents,
        List<Identity> identities,
        Map<UUID, MergeSide> before) {
    MergeNotes {
        conflicts = List.copyOf(conflicts);
        consents = List.copyOf(consents);
        identities = List.copyOf(identities);
        before = Map.copyOf(before);
    }

    /// Before the profiles are merged.
    static MergeNotes of(MergedProfiles profiles, Map<UUID, MergeSide> before) {
        var comparison = new MergeComparison(profiles.from(), profiles.into(), profiles.own());
        return new MergeNotes(
                profiles.from().id(),
                profiles.into().id(),
                comparison.conflicts(),
                comparison.consents(),
                List.of(),
                before);
    }

    MergeNotes moved(List<Identity> found) {
        var sorted = found.stream()
                .sorted(comparing(Identity::source).thenComparing(Identity::externalId))
                .toList();
        return new MergeNotes(from, into, conflicts, consents, sorted, before);
    }

    MergeReport report(Caller caller, Map<UUID, MergeSide> after) {
        boolean reads = caller.scopes().contains(Scope.CUSTOMERS_READ);
        return new MergeReport(
                from,
                into,
                reads ? conflicts : conflicts.stream().map(MergeConflict::withoutValues).toList(),
                consents,
                identities,
                side(before, from),
                side(before, into),
                side(after, into));
    }

    private static MergeSide side(Map<UUID, MergeSide> sides, UUID customer) {
        return Objects.requireNonNull(sides.get(customer));
    }
}
