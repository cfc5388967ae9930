package io.kequn.rulebook;

import io.kequn.event.EventDeclarations;
import io.kequn.event.EventDefinition;
import io.kequn.event.EventDefinitionSpec;
import io.kequn.platform.access.Caller;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.kequn.publication.RuleEffects;
import io.kequn.rule.Vocabulary;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a file of rules declares of events. Nothing declared is ever ended by leaving it out. What rules of the
/// shop read already keeps its type, unless the file changes those rules as well.
@Singleton
class BookedEvents implements BookKind<DeclaredEvent, BookedEvents.Wanted> {
    private final EventDeclarations declarations;

    BookedEvents(EventDeclarations declarations) {
        this.declarations = declarations;
    }

    record Wanted(String pointer, EventDefinition checked, DeclaredEvent definition) {
        EventDefinitionSpec onto(EventDefinition present) {
            return new EventDefinitionSpec(
                    definition.description() == null ? present.description() : definition.description(),
                    definition.properties() == null ? present.properties() : definition.properties());
        }
    }

    @Override
    public BookField field() {
        return BookField.EVENT_DEFINITIONS;
    }

    @Override
    public @Nullable List<DeclaredEvent> of(RuleBook book) {
        return book.eventDefinitions();
    }

    @Override
    public String key(DeclaredEvent definition) {
        return definition.name();
    }

    @Override
    public Wanted read(DeclaredEvent definition, String pointer, Inputs inputs, Vocabulary vocabulary) {
        return new Wanted(pointer, EventDeclarations.checked(inputs, definition.name(), definition.spec()), definition);
    }

    @Override
    public Uni<List<BookStep>> steps(Caller caller, List<Wanted> wanted, BookComparison comparison) {
        return declarations
                .own(caller.ofShop())
                .map(present ->
                        wanted.stream().map(each -> step(caller, each, present)).toList());
    }

    private BookStep step(Caller caller, Wanted wanted, Map<String, EventDefinition> all) {
        var name = wanted.checked.name();
        var present = all.get(name);
        return present == null
                ? BookStep.create(field(), name, effects -> declare(caller, wanted, wanted.definition.spec(), effects))
                : BookStep.change(
                        field(),
                        name,
                        changes(wanted, present),
                        effects -> declare(caller, wanted, wanted.onto(present), effects));
    }

    private Uni<?> declare(Caller caller, Wanted wanted, EventDefinitionSpec spec, RuleEffects effects) {
        return declarations
                .declareTogether(caller, wanted.checked.name(), spec)
                .invoke(change -> effects.retype(wanted.pointer, change))
                .onFailure(Refusal.class)
                .transform(refusal -> refusal.below(wanted.pointer));
    }

    private static List<String> changes(Wanted wanted, EventDefinition present) {
        var definition = wanted.definition;
        var description = wanted.checked.description();
        return new Differences()
                .ofText(
                        "description",
                        definition.description() == null ? null : description == null ? "" : description,
                        present.description())
                .of(
                        "properties",
                        definition.properties() == null ? null : wanted.checked.properties(),
                        present.properties())
                .fields();
    }
}
