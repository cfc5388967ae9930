package io.kequn.tag;

import io.kequn.platform.access.Caller;
import io.smallrye.mutiny.Uni;
import java.util.Set;

/// Told when tags have come to exclude each other, or do so no more. Whoever keeps the rules that give tags
/// implements it; called inside the definition transaction of that change, which holds the rules lock.
public interface ExclusionUse {
    /// `groups` are the numbers of the groups whose tags or whose exclusiveness have changed, `tags` those of
    /// tags that rules give and that have moved.
    Uni<?> exclusionChanged(Caller caller, Set<Integer> groups, Set<Integer> tags);
}
