package io.kequn.tag;

import io.kequn.platform.database.FactSession;
import io.kequn.tag.AssignmentWrites.Written;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Tags given to many customers and taken from them in one transaction, as if one step were done after another.
/// The customers are locked.
public final class TagSteps {
    /// One tag for one customer; the tag is one of those found.
    public record Step(UUID customer, String tag, boolean removes) {}

    private final Map<String, TagRef> tags;

    private TagSteps(Map<String, TagRef> tags) {
        this.tags = Map.copyOf(tags);
    }

    /// Finds those of the keys that are tags.
    public static Uni<TagSteps> of(FactSession session, Collection<String> keys) {
        return AssignmentWrites.find(session, keys)
                .map(found -> new TagSteps(found.stream().collect(Collectors.toMap(TagRef::key, Function.identity()))));
    }

    /// The tag's id, as in the change log; refuses with `tag_not_found`.
    public int id(String key) {
        return tag(key).id();
    }

    private TagRef tag(String key) {
        var tag = tags.get(key);
        if (tag == null) {
            throw TagChecks.noTag(key);
        }
        return tag;
    }

    /// Does the steps; gives the places of those that have changed something.
    public Uni<Set<Integer>> write(FactSession session, List<Step> steps) {
        return Multi.createFrom()
                .iterable(rounds(steps))
                .onItem()
                .transformToUniAndConcatenate(places -> write(session, steps, places))
                .collect()
                .asList()
                .map(rounds -> rounds.stream().flatMap(List::stream).collect(Collectors.toSet()));
    }

    /// In a round nobody has a tag, or a tag of an exclusive group, named twice, so that its steps may be done in
    /// any order. Most lists are one round.
    private List<List<Integer>> rounds(List<Step> steps) {
        var rounds = new ArrayList<List<Integer>>();
        var after = new HashMap<List<Object>, Integer>();
        for (int i = 0; i < steps.size(); i++) {
            var names = names(steps.get(i));
            int round = names.stream()
                    .mapToInt(name -> after.getOrDefault(name, 0))
                    .max()
                    .orElseThrow();
            if (round == rounds.size()) {
                rounds.add(new ArrayList<>());
            }
            rounds.get(round).add(i);
            names.forEach(name -> after.put(name, round + 1));
        }
        return rounds;
    }

    private List<List<Object>> names(Step step) {
        var tag = tag(step.tag());
        var one = List.<Object>of(step.customer(), tag.id());
        var group = tag.exclusiveGroup();
        return group == null ? List.of(one) : List.of(one, List.of(step.customer(), "group", group));
    }

    private record Kind(TagRef tag, boolean removes) {}

    private Uni<List<Integer>> write(FactSession session, List<Step> steps, List<Integer> places) {
        var byKind = places.stream()
                .collect(Collectors.groupingBy(
                        place -> new Kind(
                                tag(steps.get(place).tag()), steps.get(place).removes()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return Multi.createFrom()
                .iterable(byKind.entrySet())
                .onItem()
                .transformToUniAndConcatenate(each -> write(session, steps, each.getKey(), each.getValue()))
                .collect()
                .asList()
                .map(kinds -> kinds.stream().flatMap(List::stream).toList());
    }

    private static Uni<List<Integer>> write(FactSession session, List<Step> steps, Kind kind, List<Integer> places) {
        var customers =
                places.stream().map(place -> steps.get(place).customer()).toList();
        var terms = AssignmentTerms.of(AssignmentSource.API, null);
        var written = kind.removes()
                ? AssignmentWrites.takeAway(session, customers, List.of(kind.tag()))
                : AssignmentWrites.assign(session, customers, List.of(kind.tag()), terms);
        return written.invoke(
                        rows -> AssignmentWrites.log(session, terms.source().reason(), rows))
                .map(rows -> rows.stream()
                        .filter(row -> row.tag() == kind.tag().id())
                        .map(Written::customer)
                        .collect(Collectors.toSet()))
                .map(changed -> places.stream()
                        .filter(place -> changed.contains(steps.get(place).customer()))
                        .toList());
    }
}
