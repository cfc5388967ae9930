package io.kequn.event;

import io.kequn.platform.database.MembershipChange;
import java.util.List;

/// What became of an event. `replayed`: it was known already and nothing has changed.
public record EventResult(Event event, Boolean replayed, List<MembershipChange> membershipChanges) {
    public EventResult {
        membershipChanges = List.copyOf(membershipChanges);
    }
}
