package io.kequn.rulebook;

import io.kequn.platform.access.Caller;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.value.Patch;
import io.kequn.publication.RuleEffects;
import io.kequn.rule.Vocabulary;
import io.kequn.tag.TagDefinitions;
import io.kequn.tag.TagGroupSpec;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Groups of tags in a file of rules. None is ever ended.
@Singleton
class BookedTagGroups implements BookKind<TagGroupDefinition, BookedTagGroups.Wanted> {
    private final TagDefinitions definitions;

    BookedTagGroups(TagDefinitions definitions) {
        this.definitions = definitions;
    }

    record Wanted(String key, Patch<TagGroupSpec> patch) {}

    @Override
    public BookField field() {
        return BookField.TAG_GROUPS;
    }

    @Override
    public @Nullable List<TagGroupDefinition> of(RuleBook book) {
        return book.tagGroups();
    }

    @Override
    public @Nullable String key(TagGroupDefinition definition) {
        return definition.key();
    }

    @Override
    public Wanted read(TagGroupDefinition definition, String pointer, Inputs inputs, Vocabulary vocabulary) {
        return new Wanted(inputs.key("/key", definition.key()), TagDefinitions.checkedGroup(inputs, definition.spec()));
    }

    @Override
    public Uni<List<BookStep>> steps(Caller caller, List<Wanted> wanted, BookComparison comparison) {
        var shop = caller.ofShop();
        return DefinitionTransaction.list(TagGroupDefinition::of, TagGroupDefinition.SELECT, shop.id())
                .map(all -> all.stream()
                        .collect(Collectors.toMap(group -> String.valueOf(group.key()), Function.identity())))
                .map(present ->
                        wanted.stream().map(each -> step(caller, each, present)).toList());
    }

    private BookStep step(Caller caller, Wanted wanted, Map<String, TagGroupDefinition> all) {
        var present = all.get(wanted.key);
        return present == null
                ? BookStep.create(field(), wanted.key, effects -> put(caller, wanted, effects))
                : BookStep.change(
                        field(), wanted.key, changes(wanted.patch, present), effects -> put(caller, wanted, effects));
    }

    private static List<String> changes(Patch<TagGroupSpec> patch, TagGroupDefinition present) {
        var spec = patch.values();
        return new Differences()
                .of("name", spec.name(), present.name())
                .ofText("description", BookedTags.text(patch, "description", spec.description()), present.description())
                .of("kind", spec.kind(), present.kind())
                .of("exclusive", spec.exclusive(), present.exclusive())
                .fields();
    }

    private Uni<?> put(Caller caller, Wanted wanted, RuleEffects effects) {
        return definitions.putGroup(caller.ofShop(), wanted.key, wanted.patch).invoke(effects::exclude);
    }
}
