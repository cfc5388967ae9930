package io.kequn.rulebook;

import static io.kequn.platform.problem.ErrorCode.REFERENCE_UNKNOWN;

import io.kequn.platform.access.Caller;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.value.Patch;
import io.kequn.publication.RuleEffects;
import io.kequn.rule.Vocabulary;
import io.kequn.tag.TagDefinitions;
import io.kequn.tag.TagSpec;
import io.kequn.tagrule.TagRuleDrafts;
import io.kequn.tagrule.TagRuleWrites;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tags in a file of rules, with the rules that give them. No tag is ever ended, since customers have it; but a
/// plan that ends what the file does not name takes the rules away from tags for which the file has none.
@Singleton
class BookedTags implements BookKind<TagDefinition, BookedTags.Wanted> {
    private final TagDefinitions definitions;
    private final TagRuleWrites rules;
    private final BookRules reader;

    BookedTags(TagDefinitions definitions, TagRuleWrites rules, BookRules reader) {
        this.definitions = definitions;
        this.rules = rules;
        this.reader = reader;
    }

    record Wanted(String pointer, String key, Patch<TagSpec> patch, Optional<TagRuleDrafts.Wanted> rule) {}

    @Override
    public BookField field() {
        return BookField.TAGS;
    }

    @Override
    public @Nullable List<TagDefinition> of(RuleBook book) {
        return book.tags();
    }

    @Override
    public @Nullable String key(TagDefinition definition) {
        return definition.key();
    }

    @Override
    public Wanted read(TagDefinition definition, String pointer, Inputs inputs, Vocabulary vocabulary) {
        int priority = TagRuleDrafts.priority(inputs, definition.priority());
        inputs.require(
                definition.priority() == null || definition.rule() != null,
                "/priority",
                "Goes with a rule.",
                "须与规则一起提供。");
        return new Wanted(
                pointer,
                inputs.key("/key", definition.key()),
                TagDefinitions.checked(inputs, definition.spec()),
                reader.read(inputs, vocabulary, definition.rule())
                        .map(draft -> new TagRuleDrafts.Wanted(draft.rule(), draft.uses(), priority, null)));
    }

    @Override
    public Uni<List<BookStep>> steps(Caller caller, List<Wanted> wanted, BookComparison comparison) {
        int shop = caller.ofShop().id();
        return DefinitionTransaction.list(TagGroupDefinition::of, TagGroupDefinition.SELECT, shop)
                .invoke(groups -> refuseUnknownGroups(wanted, groups, comparison))
                .chain(() -> DefinitionTransaction.list(TagDefinition::of, TagDefinition.SELECT, shop))
                .map(present -> steps(caller, wanted, present, comparison.prune()));
    }

    /// A group stands in the file, or is there.
    private static void refuseUnknownGroups(
            List<Wanted> wanted, List<TagGroupDefinition> present, BookComparison comparison) {
        var filed = Objects.requireNonNullElse(comparison.book().tagGroups(), List.<TagGroupDefinition>of());
        var known = Stream.concat(present.stream(), filed.stream())
                .flatMap(group -> Stream.ofNullable(group.key()))
                .collect(Collectors.toSet());
        for (var tag : wanted) {
            var group = tag.patch.values().groupKey();
            if (group != null && !known.contains(group)) {
                comparison
                        .conflicts()
                        .refuse(
                                tag.pointer + "/groupKey",
                                REFERENCE_UNKNOWN,
                                "Neither the shop nor the document has a tag group `" + group + "`.",
                                "店铺与文档中均没有标签组 `" + group + "`。");
            }
        }
    }

    private List<BookStep> steps(Caller caller, List<Wanted> wanted, List<TagDefinition> present, boolean prune) {
        var left = new TreeMap<String, TagDefinition>();
        present.forEach(tag -> left.put(String.valueOf(tag.key()), tag));
        var steps = new ArrayList<BookStep>();
        for (var each : wanted) {
            steps.add(step(caller, each, left.remove(each.key), prune));
        }
        if (prune) {
            left.forEach((key, tag) -> steps.addAll(endOfRule(caller, key, tag)));
        }
        return steps;
    }

    private List<BookStep> endOfRule(Caller caller, String key, TagDefinition present) {
        return present.rule() == null
                ? List.of()
                : List.of(BookStep.change(field(), key, List.of("rule"), effects -> rules.end(caller, key, effects)));
    }

    private BookStep step(Caller caller, Wanted wanted, @Nullable TagDefinition present, boolean prune) {
        if (present == null) {
            return BookStep.create(
                    field(),
                    wanted.key,
                    effects -> put(caller, wanted, effects)
                            .chain(() -> wanted.rule.isPresent() ? give(caller, wanted, effects) : done()));
        }
        boolean ends = prune && wanted.rule.isEmpty() && present.rule() != null;
        var changes = changes(wanted, present, ends);
        return BookStep.change(
                field(),
                wanted.key,
                changes,
                effects -> put(caller, wanted, effects).chain(() -> rule(caller, wanted, present, ends, effects)));
    }

    private Uni<?> put(Caller caller, Wanted wanted, RuleEffects effects) {
        return definitions.put(caller.ofShop(), wanted.key, wanted.patch).invoke(effects::exclude);
    }

    /// A rule that stays may decide otherwise, since other tags exclude its tag now.
    private Uni<?> rule(Caller caller, Wanted wanted, TagDefinition present, boolean ends, RuleEffects effects) {
        if (ends) {
            return rules.end(caller, wanted.key, effects);
        }
        if (wanted.rule.isPresent() && !ruleChanges(wanted, present).isEmpty()) {
            return give(caller, wanted, effects);
        }
        return present.rule() != null && moves(wanted, present)
                ? rules.look(caller, wanted.key, wanted.pointer, effects)
                : done();
    }

    private Uni<?> give(Caller caller, Wanted wanted, RuleEffects effects) {
        return rules.give(caller, wanted.key, wanted.rule.orElseThrow(), wanted.pointer + "/rule", effects);
    }

    private static List<String> changes(Wanted wanted, TagDefinition present, boolean ends) {
        var spec = wanted.patch.values();
        var fields = new Differences()
                .of("name", spec.name(), present.name())
                .ofText("description", text(wanted.patch, "description", spec.description()), present.description())
                .ofText("color", text(wanted.patch, "color", spec.color()), present.color())
                .of("public", spec.isPublic(), Boolean.TRUE.equals(present.isPublic()))
                .where(moves(wanted, present), "groupKey")
                .where(ends, "rule")
                .fields();
        var all = new ArrayList<>(fields);
        all.addAll(ruleChanges(wanted, present));
        return all;
    }

    private static boolean moves(Wanted wanted, TagDefinition present) {
        return wanted.patch.has("groupKey")
                && !Objects.equals(wanted.patch.values().groupKey(), present.groupKey());
    }

    private static List<String> ruleChanges(Wanted wanted, TagDefinition present) {
        return wanted.rule
                .map(rule -> new Differences()
                        .of("rule", rule.rule().text(), present.rule())
                        .of("priority", rule.priority(), Objects.requireNonNullElse(present.priority(), 0))
                        .fields())
                .orElse(List.of());
    }

    /// What the file says of a text: null for nothing, "" that there be none.
    static @Nullable String text(Patch<?> patch, String field, @Nullable String value) {
        return patch.has(field) ? Objects.requireNonNullElse(value, "") : null;
    }

    private static Uni<Void> done() {
        return Uni.createFrom().voidItem();
    }
}
