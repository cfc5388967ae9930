package io.kequn.evaluation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What people have decided about customers, whatever rules say: who is in a segment or not, and who does not
/// get a tag.
final class PeoplesDecisions {
    private final Map<UUID, Map<String, Boolean>> segments = new HashMap<>();
    private final Map<UUID, Set<String>> excludedTags = new HashMap<>();

    static PeoplesDecisions read(StoredShop shop, Map<Integer, String> segmentKeys) {
        var people = new PeoplesDecisions();
        for (var row : shop.table("segment_override", "segment_id, customer_id")) {
            people.segments
                    .computeIfAbsent(StoredShop.uuid(row, "customer_id"), none -> new HashMap<>())
                    .put(
                            segmentKeys.getOrDefault(row.get("segment_id").intValue(), "?"),
                            row.get("kind").textValue().equals("include"));
        }
        var tagKeys = shop.tagKeys();
        for (var row : shop.table("customer_tag_exclusion", "tag_id, customer_id")) {
            people.excludedTags
                    .computeIfAbsent(StoredShop.uuid(row, "customer_id"), none -> new HashSet<>())
                    .add(tagKeys.getOrDefault(row.get("tag_id").intValue(), "?"));
        }
        return people;
    }

    /// Empty if they leave it to the rule.
    Optional<Boolean> segment(UUID customer, String key) {
        return Optional.ofNullable(segments.getOrDefault(customer, Map.of()).get(key));
    }

    boolean exclude(UUID customer, String tag) {
        return excludedTags.getOrDefault(customer, Set.of()).contains(tag);
    }
}
