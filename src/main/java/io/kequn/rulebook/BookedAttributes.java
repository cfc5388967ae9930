package io.kequn.rulebook;

import io.kequn.customer.Attribute;
import io.kequn.customer.AttributeDefinitions;
import io.kequn.customer.AttributeSpec;
import io.kequn.platform.access.Caller;
import io.kequn.platform.problem.Inputs;
import io.kequn.rule.Vocabulary;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The shop's own attributes in a file of rules. None is ever ended: customers have values of it.
@Singleton
class BookedAttributes implements BookKind<AttributeDefinition, BookedAttributes.Wanted> {
    private final AttributeDefinitions attributes;

    BookedAttributes(AttributeDefinitions attributes) {
        this.attributes = attributes;
    }

    record Wanted(String pointer, String key, AttributeSpec spec) {
        /// What the file leaves out stays.
        AttributeSpec onto(Attribute present) {
            return new AttributeSpec(
                    spec.name(),
                    spec.description() == null ? present.description() : spec.description(),
                    spec.type(),
                    spec.allowedValues() == null ? present.allowedValues() : spec.allowedValues(),
                    present.personal());
        }
    }

    @Override
    public BookField field() {
        return BookField.ATTRIBUTES;
    }

    @Override
    public @Nullable List<AttributeDefinition> of(RuleBook book) {
        return book.attributes();
    }

    @Override
    public String key(AttributeDefinition definition) {
        return definition.key();
    }

    @Override
    public Wanted read(AttributeDefinition definition, String pointer, Inputs inputs, Vocabulary vocabulary) {
        var key = definition.key();
        return new Wanted(pointer, key, AttributeDefinitions.checked(inputs, key, definition.spec()));
    }

    @Override
    public Uni<List<BookStep>> steps(Caller caller, List<Wanted> wanted, BookComparison comparison) {
        return attributes
                .all(caller.ofShop())
                .map(all -> all.stream().collect(Collectors.toMap(Attribute::key, Function.identity())))
                .map(present -> wanted.stream()
                        .map(each -> step(caller, each, present, comparison))
                        .toList());
    }

    private BookStep step(Caller caller, Wanted wanted, Map<String, Attribute> all, BookComparison comparison) {
        var present = all.get(wanted.key);
        if (present == null) {
            return BookStep.create(field(), wanted.key, effects -> put(caller, wanted, wanted.spec));
        }
        if (present.type() != wanted.spec.type()) {
            comparison.refuse(wanted.pointer + "/type", "The type of an attribute never changes.", "属性类型不可更改。");
        }
        if (wanted.spec.personal() != null && wanted.spec.personal() != present.personal()) {
            comparison.refuse(
                    wanted.pointer + "/personal", "Whether an attribute is personal never changes.", "属性是否为个人信息不可更改。");
        }
        return BookStep.change(
                field(),
                wanted.key,
                changes(wanted.spec, present),
                effects -> put(caller, wanted, wanted.onto(present)));
    }

    private static List<String> changes(AttributeSpec wanted, Attribute present) {
        return new Differences()
                .of("name", wanted.name(), present.name())
                .ofText("description", wanted.description(), present.description())
                .of("type", wanted.type(), present.type())
                .of(
                        "allowedValues",
                        wanted.allowedValues(),
                        Objects.requireNonNullElse(present.allowedValues(), List.of()))
                .fields();
    }

    private Uni<?> put(Caller caller, Wanted wanted, AttributeSpec spec) {
        return attributes.put(caller.ofShop(), wanted.key, spec);
    }
}
