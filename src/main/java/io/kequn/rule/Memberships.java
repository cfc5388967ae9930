package io.kequn.rule;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// The segments that rules can ask about, and where their members are stored. A rule reads what is stored:
/// evaluate the segments that it names before it.
///
/// @param source the rows of members, of kinds by the segment's number
/// @param ids the numbers of the segments by their keys; only those whose members are kept
/// @param archived the numbers of others, which only rules from before may still name
public record Memberships(GroupedSource source, Map<String, Integer> ids, Map<String, Integer> archived) {
    private static final int NOT_YET = 0;

    public Memberships {
        ids = Map.copyOf(ids);
        archived = Map.copyOf(archived);
    }

    /// No segments.
    static Memberships none() {
        return new Memberships(GroupedSource.of("segment", "segment_member"), Map.of(), Map.of());
    }

    /// To read a rule that was stored when the segments that are archived now were not.
    public Memberships withArchived() {
        return and(archived);
    }

    /// To read rules of segments that will be made together, before they are.
    Memberships withPlanned(Collection<String> keys) {
        var planned = new HashMap<String, Integer>();
        keys.forEach(key -> planned.put(key, NOT_YET));
        return and(planned);
    }

    private Memberships and(Map<String, Integer> others) {
        var all = new HashMap<>(others);
        all.putAll(ids);
        return new Memberships(source, all, archived);
    }

    /// The number of a segment that a checked rule names.
    int id(String segment) {
        return Vocabulary.known(ids.get(segment), segment);
    }
}
