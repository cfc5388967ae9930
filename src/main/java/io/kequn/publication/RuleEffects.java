package io.kequn.publication;

import io.kequn.evaluation.RuleGraph;
import io.kequn.evaluation.RuleSubject;
import io.kequn.event.TypeChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What has to follow once many definitions are written together, as by a file of rules.
public final class RuleEffects {
    private final Map<String, String> rules = new LinkedHashMap<>();
    private final Set<RuleSubject> builds = new LinkedHashSet<>();
    private final Set<Integer> groups = new TreeSet<>();
    private final List<Retyped> retyped = new ArrayList<>();

    /// An event that stands at this place of the file.
    record Retyped(String pointer, TypeChange change) {}

    /// The rule that stands at this place of the file is live now.
    public void live(RuleSubject subject, String pointer) {
        rules.put(subject.node(), pointer);
        build(subject);
    }

    /// The types of properties have changed of the event that stands at this place of the file.
    public void retype(String pointer, TypeChange change) {
        if (change.isAny()) {
            retyped.add(new Retyped(pointer, change));
        }
    }

    List<Retyped> retyped() {
        return retyped;
    }

    boolean isNew(RuleSubject subject) {
        return rules.containsKey(subject.node());
    }

    /// Members have to enter or leave.
    public void build(RuleSubject subject) {
        builds.add(subject);
    }

    /// Other tags of these groups exclude each other than before, or by other rules.
    public void exclude(Collection<Integer> numbers) {
        groups.addAll(numbers);
    }

    /// Whose tags exclude each other otherwise than before.
    public Set<Integer> groups() {
        return groups;
    }

    /// The places of the rules that are live now, by their names in the graph.
    public Map<String, String> rules() {
        return rules;
    }

    /// What is read comes before what reads it, so that fewer change twice.
    public List<RuleSubject> builds(RuleGraph graph) {
        var strata = graph.strata();
        return builds.stream()
                .sorted(Comparator.comparingInt(subject -> strata.getOrDefault(subject.node(), 0)))
                .toList();
    }
}
