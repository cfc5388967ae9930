package io.kequn.segment;

import io.kequn.platform.database.MembershipChange;
import java.util.List;

/// Which memberships a change of a static segment's list has changed; who was on the list before is not in it.
public record MembersChange(List<MembershipChange> membershipChanges) {}
