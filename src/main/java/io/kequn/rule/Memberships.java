package io.kequn.rule;

import java.util.Map;

/// The segments that rules can ask about, and where their members are stored. A rule reads what is stored: evaluate
/// the segments that it names before it.
///
/// @param source the rows of members, of kinds by the segment's number
/// @param ids the numbers of the segments by their keys; only those whose members are kept
public record Memberships(GroupedSource source, Map<String, Integer> ids) {
    public Memberships {
        ids = Map.copyOf(ids);
    }

    /// No segments.
    static Memberships none() {
        return new Memberships(GroupedSource.of("segment", "segment_member"), Map.of());
    }

    /// The number of a segment that a checked rule names.
    int id(String segment) {
        return Vocabulary.known(ids.get(segment), segment);
    }
}
