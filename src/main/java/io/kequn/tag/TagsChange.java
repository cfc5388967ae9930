package io.kequn.tag;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.database.MembershipChange;
import java.util.List;
import java.util.UUID;

/// What a write has changed on a customer's tags: the keys that it has now and had not, and those that it has no more,
/// also those that an exclusive group let go of; then all that it has, and the memberships that changed by it.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TagsChange(
        UUID customerId,
        List<String> added,
        List<String> removed,
        List<AssignedTag> tags,
        List<MembershipChange> membershipChanges) {
    public TagsChange {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        tags = List.copyOf(tags);
        membershipChanges = List.copyOf(membershipChanges);
    }
}
