package io.kequn.stream;

import static io.kequn.platform.problem.ErrorCode.INPUT_INVALID;
import static io.kequn.platform.problem.ErrorCode.SCOPE_MISSING;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.access.Scope;
import io.kequn.platform.problem.Nearest;
import io.kequn.platform.problem.Refusal;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which events somebody wants. Null and an empty list restrict nothing; together they all do. Segments, tags and
/// so on restrict the events of their own kind; where only they are named and no `types`, the other kinds are left
/// out.
///
/// @param types such as `tag.assigned.v1`, or all that begin alike, as `segment.*`
/// @param customers by id
/// @param segments by key, as all that follow
/// @param tagGroups the tags of these groups, beside `tags`
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChangeFilter(
        @Nullable List<String> types,
        @Nullable List<UUID> customers,
        @Nullable List<String> segments,
        @Nullable List<String> tags,
        @Nullable List<String> tagGroups,
        @Nullable List<String> layerSets,
        @Nullable List<String> levelPrograms) {
    public static final int MOST = 100;

    /// Of everything.
    public static final ChangeFilter ALL = new ChangeFilter(null, null, null, null, null, null, null);

    /// Equal where they ask for the same in another order.
    public ChangeFilter {
        types = sorted(types);
        customers = sorted(customers);
        segments = sorted(segments);
        tags = sorted(tags);
        tagGroups = sorted(tagGroups);
        layerSets = sorted(layerSets);
        levelPrograms = sorted(levelPrograms);
    }

    private static <T extends Comparable<T>> @Nullable List<T> sorted(@Nullable List<T> given) {
        return given == null || given.isEmpty() ? null : List.copyOf(new TreeSet<>(given));
    }

    /// What events are about, by a field of the filter.
    record Subjects(String field, String kind, List<String> keys) {}

    List<Subjects> subjects() {
        return Stream.of(
                        subjects("segments", "segment", segments),
                        subjects("tags", "tag", tags),
                        subjects("tagGroups", "tag", tagGroups),
                        subjects("layerSets", "layer", layerSets),
                        subjects("levelPrograms", "level", levelPrograms))
                .filter(named -> !named.keys.isEmpty())
                .toList();
    }

    private static Subjects subjects(String field, String kind, @Nullable List<String> keys) {
        return new Subjects(field, kind, Objects.requireNonNullElse(keys, List.of()));
    }

    /// What somebody with these scopes sees by it. Refuses with `input_invalid` what makes no sense and with
    /// `scope_missing` what asks by name for more; `place` leads from the names of fields to where they stand in
    /// the input, as `/filter/types`.
    public ChangeSelection readWith(Set<Scope> scopes, UnaryOperator<String> place) {
        checkSizes(place);
        var named = named(place);
        var kinds = subjects().stream().map(Subjects::kind).collect(Collectors.toUnmodifiableSet());
        if (types != null) {
            named.forEach(type -> require(scopes, type.scope()));
            subjects().forEach(about -> checkUse(about, named, place));
            return new ChangeSelection(named, this);
        }
        var all = EnumSet.allOf(EventType.class);
        all.removeIf(type -> !kinds.isEmpty() && !kinds.contains(text(type)));
        if (!kinds.isEmpty()) {
            all.forEach(type -> require(scopes, type.scope()));
        }
        all.removeIf(type -> !scopes.contains(type.scope()));
        if (all.isEmpty()) {
            throw SCOPE_MISSING.because(
                    "The credential needs a scope that reads what changes, such as `segments:read` or `tags:read`.",
                    "该凭证需要可读取变更内容的权限，例如 `segments:read` 或 `tags:read`。");
        }
        return new ChangeSelection(all, this);
    }

    private void checkSizes(UnaryOperator<String> place) {
        checkSize(place.apply("types"), types);
        checkSize(place.apply("customers"), customers);
        subjects().forEach(about -> checkSize(place.apply(about.field), about.keys));
    }

    private static void checkSize(String pointer, @Nullable Collection<?> given) {
        if (given != null && given.size() > MOST) {
            throw INPUT_INVALID.at(pointer, "At most " + MOST + " at a time.", "一次最多 " + MOST + " 个。");
        }
    }

    private Set<EventType> named(UnaryOperator<String> place) {
        var all = EnumSet.noneOf(EventType.class);
        for (var name : Objects.requireNonNullElse(types, List.<String>of())) {
            var found = EventType.named(name);
            if (found.isEmpty()) {
                throw unknown(place.apply("types"), name);
            }
            all.addAll(found);
        }
        return all;
    }

    private static Refusal unknown(String pointer, String name) {
        var known = Arrays.stream(EventType.values()).map(EventType::text).toList();
        var shown = name.length() > 100 ? name.substring(0, 100) + "…" : name;
        return Nearest.to(name, known)
                .map(near -> INPUT_INVALID.at(
                        pointer,
                        "There is no type `" + shown + "`; did you mean `" + near + "`?",
                        "没有事件类型 `" + shown + "`；您是否想用 `" + near + "`？"))
                .orElseGet(() -> INPUT_INVALID.at(
                        pointer,
                        "There is no type `" + shown + "`; there are `" + String.join("`, `", known)
                                + "`, and all that begin alike, as `segment.*`.",
                        "没有事件类型 `" + shown + "`；可用类型：`" + String.join("`、`", known) + "`，也可用 `segment.*` 之类的前缀。"));
    }

    private static void checkUse(Subjects about, Set<EventType> named, UnaryOperator<String> place) {
        if (named.stream().noneMatch(type -> text(type).equals(about.kind))) {
            throw INPUT_INVALID.at(
                    place.apply(about.field),
                    "None of the types is about these; name one that is, or leave them out.",
                    "所选事件类型均与此无关；请加入相应类型，或省略此项。");
        }
    }

    private static void require(Set<Scope> scopes, Scope scope) {
        if (!scopes.contains(scope)) {
            throw SCOPE_MISSING.because(
                    "The credential needs the scope `" + scope.text() + "`.", "该凭证需要权限 `" + scope.text() + "`。");
        }
    }

    private static String text(EventType type) {
        return type.kind().name().toLowerCase(Locale.ROOT);
    }
}
