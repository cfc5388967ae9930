package io.kequn.customer;

import static io.kequn.platform.problem.ErrorCode.ATTRIBUTE_NOT_FOUND;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.problem.Violations;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.platform.value.Patch;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The shop's own attributes of customers. A type never changes: the values that customers have would lose their
/// meaning. Deleting is the work of `AttributeDeletions`.
@Singleton
public class AttributeService {
    private static final String LIST = "attributes";

    private final DefinitionTransaction definitions;
    private final AttributeRepository attributes;
    private final AttributeDefinitions made;
    private final AttributeStore store;
    private final Cursors cursors;

    AttributeService(
            DefinitionTransaction definitions,
            AttributeRepository attributes,
            AttributeDefinitions made,
            AttributeStore store,
            Cursors cursors) {
        this.definitions = definitions;
        this.attributes = attributes;
        this.made = made;
        this.store = store;
        this.cursors = cursors;
    }

    public Uni<Attribute> get(String key) {
        return find(key).map(found -> found.orElseThrow(() -> missing(key)));
    }

    /// The attribute, if there is one.
    public Uni<Optional<Attribute>> find(String key) {
        return store.find(Caller.with(Scope.ATTRIBUTES_READ).ofShop(), key);
    }

    /// Those of the keys that exist.
    Uni<List<Attribute>> byKeys(List<String> keys) {
        return all().map(all ->
                all.stream().filter(attribute -> keys.contains(attribute.key())).toList());
    }

    /// All of them by key, at most 200.
    public Uni<List<Attribute>> all() {
        return store.all(Caller.with(Scope.ATTRIBUTES_READ).ofShop());
    }

    /// By key.
    public Uni<Page<Attribute>> list(PageRequest request) {
        var caller = Caller.with(Scope.ATTRIBUTES_READ);
        var shop = caller.ofShop();
        var position = cursors.position(caller, LIST, request);
        return store.list(shop, position.isEmpty() ? null : position.getFirst(), request.rows())
                .map(rows -> cursors.page(caller, LIST, request, rows, attribute -> List.of(attribute.key())))
                .chain(page -> request.count()
                        ? store.count(shop).map(page::withTotal)
                        : Uni.createFrom().item(page));
    }

    /// Makes the attribute, or makes an existing one what `spec` says; the same again changes nothing. Refuses
    /// with `state_conflict` to change the type.
    public Uni<AttributeChange> put(String key, AttributeSpec spec, ExpectedVersion expected) {
        return write(key, spec, expected, false);
    }

    /// Makes a new attribute; refuses with `key_taken` where there is one.
    public Uni<AttributeChange> create(String key, AttributeSpec spec) {
        return write(key, spec, ExpectedVersion.ANY, true);
    }

    private Uni<AttributeChange> write(String key, AttributeSpec spec, ExpectedVersion expected, boolean mustBeNew) {
        var caller = Caller.with(Scope.ATTRIBUTES_WRITE);
        var shop = caller.ofShop();
        var inputs = new Inputs();
        var wanted = AttributeDefinitions.wanted(shop, key, AttributeDefinitions.checked(inputs, key, spec));
        inputs.check();
        var command = new Command<>(caller, "attributes/" + key, spec, AttributeChange.class);
        Supplier<Uni<AttributeChange>> once = () -> definitions.write(
                command,
                () -> attributes.lock(shop, key).chain(found -> {
                    if (found.isEmpty()) {
                        expected.check(0);
                        return made.insert(shop, wanted);
                    }
                    if (mustBeNew) {
                        throw AttributeDefinitions.taken(key);
                    }
                    expected.check(found.get().version);
                    return made.replace(found.get(), wanted);
                }));
        // Of two that make the attribute at once, the second finds what the first has made.
        return once.get()
                .onFailure(Violations.of(AttributeDefinitions.KEY_CONSTRAINT))
                .recoverWithUni(once::get);
    }

    /// Changes what is given.
    public Uni<Attribute> change(String key, Patch<AttributeFields> patch, ExpectedVersion expected) {
        var caller = Caller.with(Scope.ATTRIBUTES_WRITE);
        var command = new Command<>(caller, "attributes/" + key + "/change", patch.content(), Attribute.class);
        return definitions.write(
                command,
                () -> attributes
                        .lock(caller.ofShop(), key)
                        .map(found -> found.orElseThrow(() -> missing(key)))
                        .invoke(present -> expected.check(present.version))
                        .chain(present -> made.change(present, merged(caller.ofShop(), present, patch))));
    }

    private static AttributeEntity merged(Shop shop, AttributeEntity present, Patch<AttributeFields> patch) {
        var inputs = new Inputs();
        var type = AttributeType.of(present.type);
        var values = patch.values();
        var wanted = AttributeEntity.of(shop, present.key, type);
        wanted.personal = present.personal;
        wanted.name = patch.has("name") ? inputs.name("/name", values.name()) : present.name;
        wanted.description = patch.has("description")
                ? AttributeChecks.description(inputs, values.description())
                : present.description;
        wanted.allowedValues = patch.has("allowedValues")
                ? AttributeChecks.allowedValues(inputs, type, values.allowedValues())
                : present.allowedValues;
        inputs.require(
                !present.personal || wanted.allowedValues == null,
                "/allowedValues",
                "A personal attribute has no list of values.",
                "个人信息属性不能限定取值。");
        inputs.check();
        return wanted;
    }

    static Refusal missing(String key) {
        var shown = Optional.of(key).filter(text -> text.length() <= 100).orElse("…");
        return ATTRIBUTE_NOT_FOUND.because("The shop has no attribute `" + shown + "`.", "店铺没有属性 `" + shown + "`。");
    }
}
