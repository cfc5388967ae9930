package io.kequn.rule;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// What lint knows of a shop beyond the language: rules that disregard it are valid all the same.
///
/// @param tagExists whether there is a tag of this key
/// @param listed the values that customers can get, by attribute; rules may ask for others, which were there before
/// @param neverBelowZero the attributes that count, or sum what is never negative
public record LintHints(Predicate<String> tagExists, Map<String, Set<String>> listed, Set<String> neverBelowZero) {
    static final LintHints NONE = new LintHints(Map.of(), Set.of());

    public LintHints {
        listed = Map.copyOf(listed);
        neverBelowZero = Set.copyOf(neverBelowZero);
    }

    /// Every tag exists.
    public LintHints(Map<String, Set<String>> listed, Set<String> neverBelowZero) {
        this(key -> true, listed, neverBelowZero);
    }

    /// The same, when of the tags that the rules name only these exist.
    LintHints withTags(Set<String> existing) {
        return new LintHints(Set.copyOf(existing)::contains, listed, neverBelowZero);
    }

    /// Empty if any.
    Set<String> listed(String attribute) {
        return listed.getOrDefault(attribute, Set.of());
    }
}
